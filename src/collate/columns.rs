//! The columns of a form's register, and a return's cells in them.
//!
//! First `form`, `version`, `saved` and `file`, then the fields by their names in the order of the
//! form, last `check`. A field of `choices` has a column for each option, `interest.workshop`, with
//! `yes` or nothing, so that people can filter; where something else may be written in, another
//! one, `interest.other`, holds the words, or `yes` where it was ticked without any. A `choice`
//! is one column with the option's value, and `.other` beside it. A table is one cell, a row a line,
//! its cells parted by ` | `. `check` says what to look at: that somebody may have answered twice,
//! or on another version of the form.

use super::returns::Return;
use crate::form::{Answer, Field, FieldType, Form, OTHER};

/// Columns before the fields.
pub(super) const FACTS: [&str; 4] = ["form", "version", "saved", "file"];
/// The column behind the fields.
pub(super) const CHECK: &str = "check";
/// What stands in an option's column where it was chosen.
pub(super) const YES: &str = "yes";

/// A column of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'f> {
    /// The whole answer.
    Whole(&'f Field),
    /// Whether this option was chosen: its value.
    Option(&'f Field, &'f str),
    /// The words for something else.
    Other(&'f Field),
}

impl<'f> Part<'f> {
    /// Every column of every field.
    pub(super) fn of(form: &'f Form) -> Vec<Self> {
        let mut parts = Vec::new();
        for field in &form.fields {
            if field.field_type == FieldType::Choices {
                let options = field.options.iter();
                let options = options.filter(|option| !field.other || option.value.value != OTHER);
                parts.extend(options.map(|option| Self::Option(field, &option.value.value)));
            } else {
                parts.push(Self::Whole(field));
            }
            if field.words_name().is_some() {
                parts.push(Self::Other(field));
            }
        }
        parts
    }

    /// Its name at the top.
    pub(super) fn name(self) -> String {
        match self {
            Self::Whole(field) => column(field),
            Self::Option(field, value) => format!("{}.{value}", field.name.value),
            Self::Other(field) => format!("{}.{OTHER}", field.name.value),
        }
    }

    /// A return's cell in it.
    pub(super) fn cell(self, filled: &Return) -> String {
        match self {
            Self::Whole(field) => match filled.answers.get(&field.name.value) {
                Some(Answer::Text(text)) if field.field_type == FieldType::Tel => spaced(text),
                Some(Answer::Text(text)) => text.clone(),
                Some(Answer::Several(values)) => values.join("\n"),
                Some(Answer::Rows(rows)) => lines(rows),
                Some(Answer::Odd(_)) | None => words_alone(field, filled),
            },
            Self::Option(field, value) => {
                let answer = filled.answers.get(&field.name.value);
                let chosen =
                    answer.is_some_and(|a| a.values().iter().any(|chosen| chosen == value));
                if chosen { YES.to_owned() } else { String::new() }
            }
            Self::Other(field) => {
                let words = field.words_name().and_then(|name| filled.answers.text(&name));
                let answer = filled.answers.get(&field.name.value);
                let ticked = answer.is_some_and(|a| a.values().iter().any(|value| value == OTHER));
                words.unwrap_or(if ticked { YES } else { "" }).to_owned()
            }
        }
    }
}

/// The column of a field's answer: its name, unless that is taken by a column that every register
/// has.
pub(super) fn column(field: &Field) -> String {
    let name = field.name.value.as_str();
    if FACTS.contains(&name) || name == CHECK { format!("answer.{name}") } else { name.to_owned() }
}

/// Words for something else, without the tick, mean it.
fn words_alone(field: &Field, filled: &Return) -> String {
    let words = field.words_name().and_then(|name| filled.answers.text(&name));
    if words.is_some() { OTHER.to_owned() } else { String::new() }
}

/// A row a line, without the empty ones at the end.
fn lines(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('\n', " ")).collect();
        cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
    };
    let lines: Vec<String> = rows.iter().map(row).collect();
    lines.join("\n").trim_end().to_owned()
}

/// A number that is all digits, with a space behind the fifth: Excel would take it for a number and
/// drop the nought at its front.
fn spaced(number: &str) -> String {
    if number.len() > 5 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{} {}", &number[..5], &number[5..])
    } else {
        number.to_owned()
    }
}
