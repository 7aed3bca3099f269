//! The fields of a PDF as answers to its form.
//!
//! A field has the form's own name: `full_name`. A tick box of `choices` is `interest.workshop`,
//! the words for something else are `interest.other` or `interest_other`, the second cell in the
//! first row of a table is `people.1.2`.

use std::collections::BTreeMap;

use super::pdf::{Entered, Filled};
use super::returns::tidy;
use crate::form::{Answer, Answers, Field, FieldType, Form, OTHER};
use crate::yaml::Date;

/// More rows than any form has.
const MOST_ROWS: usize = 1000;

/// What was filled in, as answers. What belongs to no field stays under its own name.
pub(super) fn answers(form: &Form, filled: &Filled) -> Answers {
    let mut answers = Answers::default();
    let mut rest: BTreeMap<&str, &Entered> =
        filled.iter().map(|(name, entered)| (name.as_str(), entered)).collect();
    for field in &form.fields {
        let name = field.name.value.as_str();
        let inner = format!("{name}.");
        let mut own: Vec<(&str, &Entered)> = Vec::new();
        rest.retain(|full, entered| {
            let part = full.strip_prefix(inner.as_str());
            own.extend(part.map(|part| (part, *entered)));
            part.is_none()
        });
        let plain = rest.remove(name);
        if let Some(words_name) = field.words_name() {
            let apart = rest.remove(words_name.as_str());
            let inside = own.iter().filter(|(part, entered)| *part == OTHER && !entered.button);
            let words = apart.into_iter().chain(inside.map(|(_, entered)| *entered));
            for words in words {
                answers.insert(words_name.clone(), tidy(Answer::Text(words.text.clone())));
            }
        }
        let answer = match field.field_type {
            FieldType::Table => Some(table(field, &own)),
            FieldType::Choices => ticked(plain, &own),
            _ => plain.map(|entered| Answer::Text(entered.text.clone())),
        };
        // Of an older form, say, where the field was of another type.
        for (part, entered) in own.iter().filter(|(part, it)| !is_taken(field, part, it)) {
            let answer = tidy(Answer::Text(entered.text.clone()));
            answers.insert(format!("{inner}{part}"), answer);
        }
        let Some(answer) = answer.map(tidy) else { continue };
        let answer = match answer {
            Answer::Text(text) if field.field_type == FieldType::Date => {
                Answer::Text(day(&text).unwrap_or(text))
            }
            answer => answer,
        };
        answers.insert(name, answer);
    }
    for (name, entered) in rest {
        answers.insert(name, tidy(Answer::Text(entered.text.clone())));
    }
    answers
}

/// Whether a part of a field is one of its answers, or nothing at all.
fn is_taken(field: &Field, part: &str, entered: &Entered) -> bool {
    let words = part == OTHER && field.takes_other();
    let own = match field.field_type {
        FieldType::Choices => entered.button,
        FieldType::Table => place(field, part).is_some(),
        _ => false,
    };
    words || own || entered.text.trim().is_empty()
}

/// The row and column of a cell, as far as any table goes: a number beyond would only make room for
/// nothing.
fn place(field: &Field, part: &str) -> Option<(usize, usize)> {
    let (row, column) = part.split_once('.')?;
    let (row, column) = (row.parse::<usize>().ok()?, column.parse::<usize>().ok()?);
    (row <= MOST_ROWS && column <= field.columns.len()).then_some((row, column))
}

fn ticked(plain: Option<&Entered>, own: &[(&str, &Entered)]) -> Option<Answer> {
    let ticked = own.iter().filter(|(_, entered)| entered.button && !entered.text.is_empty());
    let mut values: Vec<String> = ticked.map(|(value, _)| (*value).to_owned()).collect();
    values.extend(plain.map(|entered| entered.text.clone()));
    Some(Answer::Several(values))
}

/// Rows and columns are counted from 1, or from 0 where there is a 0.
fn table(field: &Field, own: &[(&str, &Entered)]) -> Answer {
    let cells: Vec<((usize, usize), &Entered)> =
        own.iter().filter_map(|(part, entered)| Some((place(field, part)?, *entered))).collect();
    let base = |at: fn(&(usize, usize)) -> usize| {
        usize::from(!cells.iter().any(|(place, _)| at(place) == 0))
    };
    let (first_row, first_column) = (base(|place| place.0), base(|place| place.1));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for ((row, column), entered) in &cells {
        let (row, column) = (row - first_row, column - first_column);
        if entered.text.trim().is_empty() {
            continue;
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column].clone_from(&entered.text);
    }
    Answer::Rows(rows)
}

/// A day as people here write it, `6/3/2027` or `6 March 2027`, as `2027-03-06`.
fn day(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if Date::parse(text).is_some() {
        return Some(text.to_owned());
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "/.-,".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [day, month, year] = parts[..] else { return None };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok()?;
    let lower = month.to_ascii_lowercase();
    let named = MONTHS.iter().position(|name| lower.starts_with(name));
    let month = named.map_or_else(|| month.parse().ok(), |at| u8::try_from(at + 1).ok())?;
    let year = year.parse::<u16>().ok().filter(|year| *year >= 1000)?;
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).map(Date::iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_here_write_it() {
        for written in ["2027-03-06", "6/3/2027", "06.03.2027", "6 March 2027", "6th Mar, 2027"] {
            assert_eq!(day(written).as_deref(), Some("2027-03-06"), "{written}");
        }
        for written in ["31/2/2027", "3/6/27", "tomorrow", "", "13/13/2027"] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
