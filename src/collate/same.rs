//! Whether two rows of a register may be the same person.

use std::collections::HashMap;

use super::columns::column;
use super::register::Row;
use crate::form::{Field, FieldType, Form};

/// Rows seen so far, by what tells who somebody is.
#[derive(Debug, Default)]
pub(super) struct People {
    known: HashMap<(&'static str, String), String>,
}

impl People {
    /// Notes a row and says which earlier one may be of the same person, and by what.
    pub(super) fn meet(&mut self, form: &Form, row: &Row<'_>) -> Option<String> {
        let mut met = None;
        for trace in traces(form, row) {
            match self.known.get(&trace) {
                Some(file) => {
                    met = met.or_else(|| Some(format!("the same {} as in {file}", trace.0)));
                }
                None => {
                    self.known.insert(trace, row.file().to_owned());
                }
            }
        }
        met
    }
}

/// What tells who somebody is: e-mail address, telephone number, name and branch; else all of the
/// answers. An anonymous form tells nothing, and many may answer it alike.
fn traces(form: &Form, row: &Row<'_>) -> Vec<(&'static str, String)> {
    if form.anonymous {
        return Vec::new();
    }
    let mut traces = Vec::new();
    let cell = |field: &Field| row.cell(&column(field)).to_owned();
    for field in &form.fields {
        let (what, value) = match field.field_type {
            FieldType::Email => ("e-mail address", cell(field).trim().to_lowercase()),
            FieldType::Tel => ("telephone number", digits(&cell(field))),
            _ => continue,
        };
        if !value.is_empty() {
            traces.push((what, format!("{}\n{value}", field.name.value)));
        }
    }
    let name = form.fields.iter().find(|field| is_name(field)).map(|field| folded(&cell(field)));
    let branch = row.cell(BRANCH);
    if let Some(name) = name.filter(|name| !name.is_empty() && !branch.is_empty()) {
        traces.push(("name and branch", format!("{name}\n{}", folded(branch))));
    }
    traces.push(("answers", row.answers()));
    traces
}

/// The field that asks for the branch has this name.
pub(super) const BRANCH: &str = "branch";

fn is_name(field: &Field) -> bool {
    field.autocomplete.as_deref() == Some("name")
        || matches!(&*field.name.value, "full_name" | "name" | "your_name")
}

/// Without regard to capitals and to how many spaces there are.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The digits of a number as it is dialled within the country.
fn digits(number: &str) -> String {
    let number = number.replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let home = digits.strip_prefix("0044").or_else(|| {
        number
            .trim_start_matches(['\'', ' '])
            .starts_with('+')
            .then(|| digits.strip_prefix("44"))?
    });
    home.map_or(digits.clone(), |rest| format!("0{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let written = [
            "07700 900123",
            "07700900123",
            "+44 7700 900123",
            "'+44 (0)7700 900123",
            "0044 7700900123",
        ];
        for number in written {
            assert_eq!(digits(number), "07700900123", "{number}");
        }
        assert_ne!(digits("447700900123"), digits("07700900123"));
    }
}
