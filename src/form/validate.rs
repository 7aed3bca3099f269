//! Whether answers are what the form asks for.

use std::fmt;
use std::ops::RangeInclusive;

use super::{Answer, Answers, Field, FieldType, Form, OTHER, OTHER_WORDS};
use crate::yaml::Date;

/// The most characters that a cell of a spreadsheet holds; what is longer would be cut off there.
/// See <https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3>.
pub const LONGEST: usize = 32_767;
/// Rows of a table, and points of a scale, where the form does not say.
const ROWS: u32 = 4;
const SCALE: (u32, u32) = (1, 5);
/// A scale of more points does not fit on a line, and is a number.
const MOST_POINTS: u32 = 11;
/// The longest address that mail can be sent to (RFC 3696, erratum 1690).
const LONGEST_EMAIL: usize = 254;

/// Why a return is not what its form asks for. In words it names labels, never answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A field that must be filled in is not: its label.
    Missing(String),
    /// Of these, by their labels, none is filled in.
    NoneOf(Vec<String>),
    /// There is no field of this name.
    Unknown(String),
    /// An answer that its field does not take.
    Wrong {
        /// The field's label.
        label: String,
        /// What is wrong with it.
        why: Wrong,
    },
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is not text, a list or a table, as the field would have it, but this.
    Shape(&'static str),
    /// It holds characters that nobody types.
    Characters,
    /// No cell of a spreadsheet would hold it.
    TooLong,
    /// Not a telephone number.
    Tel,
    /// Not an e-mail address.
    Email,
    /// Not a day.
    Date,
    /// Not a whole number.
    Number,
    /// A number outside of these.
    Range(u32, u32),
    /// None of the options.
    Option,
    /// More rows than the table has, which are so many.
    Rows(u32),
    /// More cells in a row than the table has columns, which are so many.
    Columns(usize),
}

impl Form {
    /// Everything that is wrong with a return's answers, in the order of the fields.
    pub fn validate(&self, answers: &Answers) -> Vec<Fault> {
        let mut faults = Vec::new();
        for field in &self.fields {
            let name = field.name.value.as_str();
            let words = field.words_name().filter(|words| answers.get(words).is_some());
            match answers.get(name) {
                Some(answer) => {
                    faults.extend(field.wrong(answer).map(|why| field.fault(why)));
                }
                // Whoever writes the words without the tick means both.
                None if words.is_some() => {}
                None if field.required => faults.push(Fault::Missing(field.label.clone())),
                None => {}
            }
            if let Some(words) = words.and_then(|words| answers.get(&words)) {
                let why = match words {
                    Answer::Text(text) => typed(text),
                    other => Some(Wrong::Shape(described(other))),
                };
                faults.extend(why.map(|why| field.fault(why)));
            }
        }
        for group in &self.one_of {
            let answered = |name: &str| {
                let field = self.field(name);
                let words = field.and_then(Field::words_name);
                answers.get(name).is_some()
                    || words.is_some_and(|name| answers.get(&name).is_some())
            };
            if !group.is_empty() && !group.iter().any(|name| answered(&name.value)) {
                let label =
                    |name: &str| self.field(name).map_or(name, |field| &field.label).to_owned();
                faults.push(Fault::NoneOf(group.iter().map(|name| label(&name.value)).collect()));
            }
        }
        let unknown = answers.iter().filter(|(name, _)| !self.takes(name));
        faults.extend(unknown.map(|(name, _)| Fault::Unknown(shortened(name))));
        faults
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.value == name)
    }

    fn takes(&self, name: &str) -> bool {
        let words = |field: &Field| field.words_name().is_some_and(|words| words == name);
        self.field(name).is_some() || self.fields.iter().any(words)
    }
}

impl Field {
    /// Under which name the words for something else come back, if the field takes them.
    pub fn words_name(&self) -> Option<String> {
        self.takes_other().then(|| format!("{}{OTHER_WORDS}", self.name.value))
    }

    /// Whether an answer may hold this value.
    pub fn has_option(&self, value: &str) -> bool {
        (self.takes_other() && value == OTHER)
            || self.options.iter().any(|option| option.value.value == value)
    }

    /// The least and the most, where it is a number or a scale that has them.
    pub fn limits(&self) -> Option<(u32, u32)> {
        match self.field_type {
            FieldType::Scale => Some((self.min.unwrap_or(SCALE.0), self.max.unwrap_or(SCALE.1))),
            FieldType::Number if self.min.is_none() && self.max.is_none() => None,
            FieldType::Number => Some((self.min.unwrap_or(0), self.max.unwrap_or(u32::MAX))),
            _ => None,
        }
    }

    /// The points of a scale. One of more points than fit on a line is a number, and has none.
    pub fn points(&self) -> Option<RangeInclusive<u32>> {
        let (least, most) = self.limits().filter(|_| self.field_type == FieldType::Scale)?;
        (most.saturating_sub(least) < MOST_POINTS).then_some(least..=most)
    }

    fn fault(&self, why: Wrong) -> Fault {
        Fault::Wrong { label: self.label.clone(), why }
    }

    fn wrong(&self, answer: &Answer) -> Option<Wrong> {
        match (self.field_type, answer) {
            (FieldType::Choices, Answer::Several(_) | Answer::Text(_)) => {
                let known = answer.values().iter().all(|value| self.has_option(value));
                (!known).then_some(Wrong::Option)
            }
            (FieldType::Table, Answer::Rows(rows)) => self.wrong_rows(rows),
            // A table of one column may come as a list.
            (FieldType::Table, Answer::Several(values)) if self.columns.len() == 1 => {
                let rows: Vec<_> = values.iter().map(|value| vec![value.clone()]).collect();
                self.wrong_rows(&rows)
            }
            (FieldType::Choices | FieldType::Table, other) => Some(Wrong::Shape(described(other))),
            (_, Answer::Text(text)) => typed(text).or_else(|| self.wrong_text(text)),
            (_, other) => Some(Wrong::Shape(described(other))),
        }
    }

    fn wrong_text(&self, text: &str) -> Option<Wrong> {
        let (sound, why) = match self.field_type {
            FieldType::Tel => (is_tel(text), Wrong::Tel),
            FieldType::Email => (is_email(text), Wrong::Email),
            FieldType::Date => (Date::parse(text).is_some(), Wrong::Date),
            FieldType::Choice => (self.has_option(text), Wrong::Option),
            FieldType::Number | FieldType::Scale => return self.wrong_number(text),
            _ => return None,
        };
        (!sound).then_some(why)
    }

    fn wrong_number(&self, text: &str) -> Option<Wrong> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Wrong::Number);
        }
        let (least, most) = self.limits()?;
        let within = text.parse::<i64>().is_ok_and(|n| (least.into()..=most.into()).contains(&n));
        (!within).then_some(Wrong::Range(least, most))
    }

    fn wrong_rows(&self, rows: &[Vec<String>]) -> Option<Wrong> {
        let (most, columns) = (self.rows.unwrap_or(ROWS), self.columns.len());
        let filled = |cells: &[String]| cells.iter().rposition(|cell| !cell.trim().is_empty());
        if rows.iter().any(|cells| filled(cells).is_some_and(|last| last >= columns)) {
            return Some(Wrong::Columns(columns));
        }
        let last = rows.iter().rposition(|cells| filled(cells).is_some());
        if last.is_some_and(|last| last >= most as usize) {
            return Some(Wrong::Rows(most));
        }
        let whole: usize = rows.iter().flatten().map(|cell| units(cell) + 3).sum();
        let sound = rows.iter().flatten().find_map(|cell| typed(cell));
        sound.or((whole > LONGEST).then_some(Wrong::TooLong))
    }
}

/// What is wrong with a text wherever it is typed.
fn typed(text: &str) -> Option<Wrong> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some(Wrong::Characters);
    }
    (units(text) > LONGEST).then_some(Wrong::TooLong)
}

/// Characters as spreadsheets count them.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// 7 to 15 digits (ITU-T E.164), and between them what people put there.
fn is_tel(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = |c: char| c.is_ascii_digit() || c == '\u{a0}' || " +()-./".contains(c);
    (7..=15).contains(&digits) && text.chars().all(others)
}

/// One `@`, something before it and a dot inside what follows: whether mail arrives, only mail can
/// tell.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let sound = |c: char| !c.is_whitespace() && c != '@' && !c.is_control();
    !name.is_empty()
        && text.len() <= LONGEST_EMAIL
        && name.chars().chain(host.chars()).all(sound)
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty())
}

fn described(answer: &Answer) -> &'static str {
    match answer {
        Answer::Text(_) => "text",
        Answer::Several(_) => "a list",
        Answer::Rows(_) => "a table",
        Answer::Odd(what) => what,
    }
}

/// A name that may be anything, fit to be shown.
fn shortened(name: &str) -> String {
    let mut shown: String =
        name.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(label) => write!(f, "“{label}” is not filled in"),
            Self::NoneOf(labels) => {
                let labels: Vec<_> = labels.iter().map(|label| format!("“{label}”")).collect();
                write!(f, "none of {} is filled in", labels.join(" and "))
            }
            Self::Unknown(name) => write!(f, "the form has no field called “{name}”"),
            Self::Wrong { label, why } => {
                write!(f, "“{label}” ")?;
                match why {
                    Wrong::Shape(what) => write!(f, "holds {what}, which it does not take"),
                    Wrong::Characters => f.write_str("holds characters that nobody types"),
                    Wrong::TooLong => {
                        f.write_str("is longer than a cell of a spreadsheet: 32,767 characters")
                    }
                    Wrong::Tel => f.write_str("is not a telephone number"),
                    Wrong::Email => f.write_str("is not an e-mail address"),
                    Wrong::Date => f.write_str("is not a day of the calendar"),
                    Wrong::Number => f.write_str("is not a whole number"),
                    Wrong::Range(least, u32::MAX) => write!(f, "is less than {least}"),
                    Wrong::Range(least, most) => {
                        write!(f, "is not between {least} and {most}")
                    }
                    Wrong::Option => f.write_str("has an answer that the form does not offer"),
                    Wrong::Rows(1) => f.write_str("has more than 1 row"),
                    Wrong::Rows(most) => write!(f, "has more than {most} rows"),
                    Wrong::Columns(most) => write!(f, "has a row of more than {most} cells"),
                }
            }
        }
    }
}

impl Fault {
    /// What the officer can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing(_) | Self::NoneOf(_) => {
                "ask the person for what is missing, fill it in and save the form again"
            }
            Self::Unknown(_) => {
                "look whether it was filled in on another version of the form, and copy it by hand"
            }
            Self::Wrong { why, .. } => match why {
                Wrong::Tel => "write it with digits and a space, such as 07700 900123",
                Wrong::Email => "write it like name@example.org",
                Wrong::Date => "write the day as year-month-day, such as 2027-03-06",
                Wrong::Number | Wrong::Range(..) => "write a whole number that the form allows",
                Wrong::Option => {
                    "look whether it was filled in on another version of the form, and copy it \
                     by hand"
                }
                Wrong::TooLong => "shorten it, and keep the whole text in a file of its own",
                Wrong::Shape(_) | Wrong::Characters | Wrong::Rows(_) | Wrong::Columns(_) => {
                    "fill in the form on screen and save it again"
                }
            },
        }
    }
}
