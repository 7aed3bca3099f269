//! What somebody answered, field by field, before anybody has judged it.

use std::collections::BTreeMap;

/// The answers of one return, by the name of the field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Answer>);

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A line, several lines, a number, a day, or the value of an option.
    Text(String),
    /// The values of several options.
    Several(Vec<String>),
    /// The rows of a table, each with its cells.
    Rows(Vec<Vec<String>>),
    /// What no field takes, and what it is: "a group of keys".
    Odd(&'static str),
}

impl Answer {
    /// Whether it says nothing: white space alone is no answer.
    pub fn is_blank(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        match self {
            Self::Text(text) => blank(text),
            Self::Several(values) => values.iter().all(blank),
            Self::Rows(rows) => rows.iter().flatten().all(blank),
            Self::Odd(_) => false,
        }
    }

    /// The values of options that it holds: one or several.
    pub fn values(&self) -> &[String] {
        match self {
            Self::Text(value) => std::slice::from_ref(value),
            Self::Several(values) => values,
            Self::Rows(_) | Self::Odd(_) => &[],
        }
    }
}

impl Answers {
    /// Adds an answer, unless it is blank; in the place of one already there.
    pub fn insert(&mut self, name: impl Into<String>, answer: Answer) {
        if !answer.is_blank() {
            self.0.insert(name.into(), answer);
        }
    }

    /// What was answered, if anything was.
    pub fn get(&self, name: &str) -> Option<&Answer> {
        self.0.get(name)
    }

    /// What was answered in words.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(Answer::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Every answer with its field's name, by the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(name, answer)| (name.as_str(), answer))
    }

    /// Whether nothing was answered at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
