//! The outcomes matrix: which part of the pack serves which outcome, as a page and for
//! spreadsheets.

use std::sync::Arc;

use tera::Value;

use crate::check::CheckedEdition;
use crate::pack::Entry;
use crate::pack::kinds::{Details, Kind, Workshop};
use crate::render::html::Page;
use crate::render::html::site::Site;
use crate::spreadsheet::harmless;
use crate::view::{LinkView, MatrixRowView, MatrixView, OutcomeView};

/// Where the page goes.
const PAGE: &str = "outcomes.html";
/// Where the table for spreadsheets goes.
pub(in crate::render::html) const CSV: &str = "outcomes.csv";

/// The page, if the pack has outcomes.
pub(in crate::render::html) fn page(site: &Site<'_>) -> Option<Page> {
    let outcomes = &site.edition.pack().outcomes;
    if outcomes.is_empty() {
        return None;
    }
    let rows = outcomes.iter().map(|outcome| {
        let served = Served::by(site.edition, &outcome.id);
        MatrixRowView {
            outcome: OutcomeView { id: outcome.id.clone(), text: outcome.text.clone() },
            modules: served.modules.into_iter().map(|entry| site.link(entry)).collect(),
            steps: served
                .steps
                .into_iter()
                .map(|(entry, at, title)| LinkView {
                    title: format!("{title} ({})", entry.title.value),
                    url: format!("{}#{}", entry.address, Workshop::step_id(at)),
                    summary: None,
                    ..site.link(entry)
                })
                .collect(),
            sheets: served.sheets.into_iter().map(|entry| site.link(entry)).collect(),
        }
    });
    let own = MatrixView { rows: rows.collect(), csv_url: CSV.to_owned() };
    let title = site.theme.strings.get("outcomes_title").to_owned();
    let mut view = site.made_page("outcomes", title, PAGE);
    view.breadcrumb = vec![site.home()];
    Some(site.page("outcomes", view, Some(Value::from_serializable(&own)), PAGE))
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
pub(in crate::render::html) fn csv(edition: &CheckedEdition<'_>) -> String {
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
