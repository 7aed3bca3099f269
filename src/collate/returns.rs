//! A return on its way from a file to a register, and a reject that stays behind.

use serde::Serialize;

use crate::form::{Answer, Answers};
use crate::yaml::Date;

/// A form as somebody filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The form's id.
    pub form: String,
    /// The pack's version when it was filled in; empty where the file does not say.
    pub version: String,
    /// When it was saved, as the file says it; empty where it does not.
    pub saved: String,
    /// The file it came in.
    pub file: String,
    /// Which one in the file, from 1.
    pub number: usize,
    /// What was answered.
    pub answers: Answers,
}

impl Return {
    /// The day on which it was saved.
    pub fn day(&self) -> Option<Date> {
        day_of(&self.saved)
    }
}

/// The day in `2026-11-22` and in `2026-11-22T14:03:00Z`.
pub(super) fn day_of(saved: &str) -> Option<Date> {
    let day = saved.get(..10)?;
    let rest = &saved[10..];
    Date::parse(day).filter(|_| rest.is_empty() || rest.starts_with(['T', ' ']))
}

/// A file, or one return in it, that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reject {
    /// The file's name.
    pub file: String,
    /// Which return in it, from 1; none where the file as a whole was not taken.
    pub number: Option<usize>,
    /// Why, in plain English and without anybody's answers.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl Reject {
    pub(super) fn file(file: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (reason, remedy) = (reason.into(), remedy.into());
        Self { file: file.to_owned(), number: None, reason, remedy }
    }
}

/// One return as a reader found it: its number in the file, and its answers or why there are none.
pub(super) type Found = (usize, Result<Answers, (String, String)>);

/// What a file says of itself and holds.
#[derive(Debug)]
pub(super) struct Batch {
    /// The form's id, if the file says it.
    pub(super) form: Option<String>,
    pub(super) version: String,
    pub(super) saved: String,
    pub(super) returns: Vec<Found>,
}

/// An answer without what nobody meant: white space at its ends, other systems' line ends.
pub(super) fn tidy(answer: Answer) -> Answer {
    let text = |text: String| {
        let text =
            if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        text.trim().to_owned()
    };
    match answer {
        Answer::Text(line) => Answer::Text(text(line)),
        Answer::Several(values) => {
            let mut kept: Vec<String> = Vec::new();
            for value in values.into_iter().map(text).filter(|value| !value.is_empty()) {
                if !kept.contains(&value) {
                    kept.push(value);
                }
            }
            Answer::Several(kept)
        }
        Answer::Rows(rows) => {
            Answer::Rows(rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect())
        }
        odd @ Answer::Odd(_) => odd,
    }
}
