//! The outcomes matrix: which part of the pack serves which outcome, for screen, paper and
//! spreadsheets.

use std::sync::Arc;

use super::facts::Facts;
use crate::check::CheckedEdition;
use crate::pack::Entry;
use crate::pack::kinds::{Details, Kind, Workshop};
use crate::spreadsheet::harmless;
use crate::view::{LinkView, MatrixRowView, OutcomeView};

/// Where the table for spreadsheets goes.
pub(super) const CSV: &str = "outcomes.csv";

/// Its rows, in the pack's order.
pub(super) fn rows(facts: Facts<'_>) -> Vec<MatrixRowView> {
    let outcomes = facts.edition.pack().outcomes.iter();
    let rows = outcomes.map(|outcome| {
        let served = Served::by(facts.edition, &outcome.id);
        let steps = served.steps.into_iter().map(|(entry, at, title)| LinkView {
            title: format!("{title} ({})", entry.title.value),
            url: format!("{}#{}", entry.address, Workshop::step_id(at)),
            summary: None,
            ..facts.link(entry)
        });
        MatrixRowView {
            outcome: OutcomeView { id: outcome.id.clone(), text: outcome.text.clone() },
            modules: served.modules.into_iter().map(|entry| facts.link(entry)).collect(),
            steps: steps.collect(),
            sheets: served.sheets.into_iter().map(|entry| facts.link(entry)).collect(),
        }
    });
    rows.collect()
}

/// What serves an outcome.
struct Served<'a> {
    modules: Vec<&'a Arc<Entry>>,
    /// The workshop, the step's place in it, its title.
    steps: Vec<(&'a Arc<Entry>, usize, &'a str)>,
    sheets: Vec<&'a Arc<Entry>>,
}

impl<'a> Served<'a> {
    fn by(edition: &'a CheckedEdition<'_>, id: &str) -> Self {
        let mut served = Self { modules: Vec::new(), steps: Vec::new(), sheets: Vec::new() };
        for entry in edition.entries() {
            let named = entry.outcomes.iter().any(|named| named.value == id);
            if let Details::Workshop(workshop) = &entry.details {
                for (at, step) in workshop.steps().enumerate() {
                    if step.outcomes.iter().any(|named| named.value == id) {
                        served.steps.push((entry, at, &step.title));
                    }
                }
            }
            match entry.kind() {
                Kind::Handout | Kind::Form if named => served.sheets.push(entry),
                _ if named => served.modules.push(entry),
                _ => {}
            }
        }
        served
    }
}

/// The matrix for spreadsheets: UTF-8 with a byte order mark, which Excel needs, and no cell that
/// it would take for a formula.
pub(super) fn csv(edition: &CheckedEdition<'_>) -> String {
    let mut csv = String::from("\u{feff}outcome,text,kind,page,address\r\n");
    for outcome in &edition.pack().outcomes {
        let served = Served::by(edition, &outcome.id);
        let mut row = |kind: &str, title: &str, address: &str| {
            let cells = [outcome.id.as_str(), outcome.text.as_str(), kind, title, address];
            csv.push_str(&cells.map(cell).join(","));
            csv.push_str("\r\n");
        };
        for entry in served.modules.iter().chain(&served.sheets) {
            row(entry.kind().name(), &entry.title.value, &entry.address);
        }
        for (entry, at, title) in &served.steps {
            let address = format!("{}#{}", entry.address, Workshop::step_id(*at));
            row("step", &format!("{}: {title}", entry.title.value), &address);
        }
    }
    csv
}

/// A cell in quotation marks.
fn cell(text: &str) -> String {
    format!("\"{}\"", harmless(text).replace('"', "\"\""))
}
