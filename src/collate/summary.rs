//! What a register comes to: counts by option and by branch, and the day to destroy it by.

use std::collections::BTreeMap;

use serde::Serialize;

use super::columns::column;
use super::keep::destroy_by;
use super::register::{Register, Row, saved_on};
use super::same::{BRANCH, folded};
use super::table::Table;
use crate::form::{Field, FieldType, Form, OTHER};
use crate::spreadsheet::harmless;

/// A register in numbers, without anybody's name: all that its page and its table show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The form's id.
    pub form: String,
    /// Its title.
    pub title: String,
    /// Rows of the register.
    pub returns: usize,
    /// Rows whose `check` says something.
    pub to_check: usize,
    /// The first and the last day on which any was saved, `2026-11-22`.
    pub saved: Option<(String, String)>,
    /// How long the form says that answers are kept.
    pub keep_for: Option<String>,
    /// By when register and returns are to be destroyed, where that is a plain length of time.
    pub destroy_by: Option<String>,
    /// Returns by version of the form, by the alphabet.
    pub versions: Vec<Tally>,
    /// Returns by branch, by the alphabet; empty where the form does not ask for it.
    pub branches: Vec<Tally>,
    /// Every field that can be counted, in the form's order.
    pub questions: Vec<Question>,
}

/// So many of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Of what.
    pub label: String,
    /// How many.
    pub returns: usize,
}

/// A field whose answers can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The field's name.
    pub name: String,
    /// The field's label.
    pub label: String,
    /// How many answered it.
    pub answered: usize,
    /// Its options, or points of its scale, in the form's order.
    pub answers: Vec<Count>,
}

/// An option and who chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The option's label, or the point of a scale.
    pub label: String,
    /// How many chose it.
    pub returns: usize,
    /// The same by branch, in the order of the branches.
    pub by_branch: Vec<usize>,
}

/// The words for an answer that is none of the options.
const SOMETHING_ELSE: &str = "Something else";

impl Summary {
    /// Counts a register. `keep_for` is from the form's privacy notice.
    pub fn of(
        form: &Form,
        id: &str,
        title: &str,
        keep_for: Option<&str>,
        register: &Register,
    ) -> Self {
        let rows: Vec<Row<'_>> = register.rows().collect();
        let days = rows.iter().filter_map(|row| saved_on(row.cell("saved")));
        let (first, newest) = (days.clone().min(), days.max());
        let branches = Branches::of(&rows);
        let by = keep_for.zip(newest).and_then(|(words, newest)| destroy_by(words, newest));
        Self {
            form: id.to_owned(),
            title: title.to_owned(),
            returns: rows.len(),
            to_check: rows.iter().filter(|row| !row.cell("check").trim().is_empty()).count(),
            saved: first.zip(newest).map(|(first, newest)| (first.iso(), newest.iso())),
            keep_for: keep_for.map(str::to_owned),
            destroy_by: by.map(|date| date.iso()),
            versions: tallied(rows.iter().map(|row| row.cell("version").trim())),
            branches: branches.tallies(),
            questions: form
                .fields
                .iter()
                .filter_map(|field| question(field, &rows, &branches))
                .collect(),
        }
    }

    /// As a table: a line an answer, with a column for all and one for each branch.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut header: Vec<String> = SUMMARY_HEADER.map(str::to_owned).to_vec();
        header.extend(self.branches.iter().map(|branch| harmless(&branch.label).into_owned()));
        let mut table = Table::new(header);
        let mut fact = |what: &str, value: &str| {
            table.push(vec![what.to_owned(), value.to_owned()]);
        };
        fact("Form", &self.title);
        if let Some((first, newest)) = &self.saved {
            fact("First return", first);
            fact("Newest return", newest);
        }
        if let Some(words) = &self.keep_for {
            fact("Keep for", words);
        }
        if let Some(day) = &self.destroy_by {
            fact("Destroy by", day);
        }
        let number = |count: usize| count.to_string();
        let mut row = vec!["Returns".to_owned(), String::new(), number(self.returns)];
        row.extend(self.branches.iter().map(|branch| number(branch.returns)));
        table.push(row);
        for Tally { label, returns } in &self.versions {
            table.push(vec!["Version of the form".to_owned(), label.clone(), number(*returns)]);
        }
        table.push(vec!["To check".to_owned(), String::new(), number(self.to_check)]);
        for question in &self.questions {
            for answer in &question.answers {
                let mut row =
                    vec![question.label.clone(), answer.label.clone(), number(answer.returns)];
                row.extend(answer.by_branch.iter().map(|count| number(*count)));
                table.push(row);
            }
        }
        table.into_bytes()
    }
}

/// The columns that every summary begins with, by which one is known again.
const SUMMARY_HEADER: [&str; 3] = ["question", "answer", "returns"];

/// Whether these bytes are a summary, which may be replaced.
pub fn is_summary(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.starts_with(SUMMARY_HEADER.join(",").as_bytes())
}

/// Whether these bytes are a summary's page, which may be replaced: a PDF that says who made it.
pub fn is_summary_page(bytes: &[u8]) -> bool {
    let maker = b"/Creator(mentorpack)";
    bytes.starts_with(b"%PDF-") && bytes.windows(maker.len()).any(|part| part == maker)
}

/// Branches by their folded names.
struct Branches {
    /// The spelling that most use, and how many returns.
    known: BTreeMap<String, (String, usize)>,
}

impl Branches {
    fn of(rows: &[Row<'_>]) -> Self {
        let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for row in rows {
            let branch = row.cell(BRANCH).trim();
            if !branch.is_empty() {
                *spellings.entry(folded(branch)).or_default().entry(branch).or_default() += 1;
            }
        }
        let known = spellings.into_iter().map(|(folded, spellings)| {
            let returns = spellings.values().sum();
            // Of two spellings as frequent, the first by the alphabet.
            let most = spellings.iter().rev().max_by_key(|(_, count)| **count);
            let label = most.map_or("", |(spelling, _)| spelling).to_owned();
            (folded, (label, returns))
        });
        Self { known: known.collect() }
    }

    fn tallies(&self) -> Vec<Tally> {
        let tally =
            |(label, returns): &(String, usize)| Tally { label: label.clone(), returns: *returns };
        self.known.values().map(tally).collect()
    }

    /// Counts rows by branch.
    fn count(&self, rows: &[&Row<'_>]) -> Vec<usize> {
        let mut counts: BTreeMap<&str, usize> =
            self.known.keys().map(|name| (name.as_str(), 0)).collect();
        for row in rows {
            if let Some(count) = counts.get_mut(folded(row.cell(BRANCH)).as_str()) {
                *count += 1;
            }
        }
        counts.into_values().collect()
    }
}

fn tallied<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<Tally> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels.filter(|label| !label.is_empty()) {
        *counts.entry(label).or_default() += 1;
    }
    let tally = |(label, returns): (&str, usize)| Tally { label: label.to_owned(), returns };
    counts.into_iter().map(tally).collect()
}

fn question(field: &Field, rows: &[Row<'_>], branches: &Branches) -> Option<Question> {
    let name = column(field);
    let count = |label: &str, chosen: &dyn Fn(&Row<'_>) -> bool| {
        let chosen: Vec<&Row<'_>> = rows.iter().filter(|row| chosen(row)).collect();
        let by_branch = branches.count(&chosen);
        Count { label: label.to_owned(), returns: chosen.len(), by_branch }
    };
    let filled = |row: &Row<'_>, column: &str| !row.cell(column).trim().is_empty();
    let other = format!("{}.{OTHER}", field.name.value);
    let has_other = field.words_name().is_some();
    let (answers, answered) = match field.field_type {
        FieldType::Choices => {
            let options = field.options.iter();
            let options = options.filter(|option| !has_other || option.value.value != OTHER);
            let columns: Vec<(String, &str)> = options
                .map(|option| {
                    (format!("{}.{}", field.name.value, option.value.value), option.label.as_str())
                })
                .chain(has_other.then(|| (other.clone(), SOMETHING_ELSE)))
                .collect();
            let answers: Vec<Count> = columns
                .iter()
                .map(|(column, label)| count(label, &|row| filled(row, column)))
                .collect();
            let any = |row: &&Row<'_>| columns.iter().any(|(column, _)| filled(row, column));
            (answers, rows.iter().filter(any).count())
        }
        FieldType::Choice => {
            // A row added by hand may hold the label.
            let is = |row: &Row<'_>, value: &str, label: &str| {
                let cell = folded(row.cell(&name));
                cell == folded(value) || cell == folded(label)
            };
            let mut answers: Vec<Count> = field
                .options
                .iter()
                .map(|option| {
                    count(&option.label, &|row| is(row, &option.value.value, &option.label))
                })
                .collect();
            let known: usize = answers.iter().map(|answer| answer.returns).sum();
            let answered = rows.iter().filter(|row| filled(row, &name)).count();
            if has_other || answered > known {
                let none = |row: &Row<'_>| {
                    let options = field.options.iter();
                    filled(row, &name)
                        && !options.into_iter().any(|o| is(row, &o.value.value, &o.label))
                };
                answers.push(count(SOMETHING_ELSE, &none));
            }
            (answers, answered)
        }
        FieldType::Scale => {
            let points = field.points()?;
            let (least, most) = (*points.start(), *points.end());
            let answers = points.map(|point| {
                let label = match (point == least, point == most) {
                    (true, _) => field.min_label.as_deref(),
                    (_, true) => field.max_label.as_deref(),
                    _ => None,
                };
                let label = label.map_or(point.to_string(), |words| format!("{point}: {words}"));
                count(&label, &|row| row.cell(&name).trim().parse() == Ok(point))
            });
            (answers.collect(), rows.iter().filter(|row| filled(row, &name)).count())
        }
        _ => return None,
    };
    Some(Question { name: field.name.value.clone(), label: field.label.clone(), answered, answers })
}
