//! A form's definition: what is asked, of which type, and how its answers come back.
//!
//! One definition serves the screen, the paper and the register. Nothing here knows of HTML, PDF
//! or YAML.
//!
//! # How answers are written down
//!
//! A return is a map from field names to answers, and `themes/default/static/form-answers.js` writes
//! what this crate reads. A field without an answer is left out. White space alone is no answer.
//! No answer holds control characters but `\n` and tab, or more characters than [`LONGEST`].
//!
//! | Type | Answer |
//! |---|---|
//! | `text`, `signature` | a string without white space at its ends; a signature is a typed name |
//! | `textarea` | a string as typed, lines parted by `\n` |
//! | `tel` | a string of 7 to 15 digits, and between them spaces and `+ ( ) - . /` only |
//! | `email` | a string without white space: one `@`, a dot inside what follows it |
//! | `date` | a string, `2027-03-06`, a day that exists |
//! | `number`, `scale` | a string of ASCII digits, from `min` to `max`, both included; a `-` before them only where neither is given |
//! | `choice` | a string: the value of an option, or [`OTHER`] where the field takes other words |
//! | `choices` | a list of such strings, in the form's order, each once |
//! | `table` | a list of rows, each a list of one string a column; no empty rows at its end |
//!
//! The words for [`OTHER`] are a string under the field's name with [`OTHER_WORDS`] added, and are
//! there exactly when [`OTHER`] is chosen. A scale without `min` or `max` goes from 1 to 5.
//! Of each group of `one_of`, one field at least has an answer.

mod personal;
mod answers;
mod validate;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::project::Privacy;
use crate::source::Span;
use crate::yaml::{Date, Text};

pub use answers::{Answer, Answers};
pub use personal::Personal;
pub use validate::{Fault, LONGEST, Wrong};

/// The state of a box that is not ticked (ISO 32000-1, 12.7.4.2.3), which no option can have.
const UNTICKED: &str = "Off";
/// What stands in an answer for "something else".
pub const OTHER: &str = "other";
/// What is added to a field's name for the words of something else: `interest_other`.
pub const OTHER_WORDS: &str = "_other";

/// What is asked and how it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// In order.
    pub fields: Vec<Field>,
    /// Of each group, one at least must be filled in.
    pub one_of: Vec<Vec<Text>>,
    /// Whether nothing asked may tell who answered.
    pub anonymous: bool,
    /// `contact`, or words for whom to give it to.
    pub return_to: Option<String>,
    /// By when.
    pub return_by: Option<ReturnBy>,
}

/// By when a form comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnBy {
    /// On this day at the latest.
    Date(Date),
    /// So many days after the workshop.
    Days(u32),
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key under which its answer comes back; unique in the form.
    pub name: Text,
    /// What stands above it.
    pub label: String,
    /// What it takes.
    pub field_type: FieldType,
    /// A sentence of help.
    pub hint: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// Its HTML `autocomplete` token (WCAG 1.3.5).
    pub autocomplete: Option<String>,
    /// For choices.
    pub options: Vec<FieldOption>,
    /// Whether "something else" may be written in.
    pub other: bool,
    /// Least number.
    pub min: Option<u32>,
    /// Most.
    pub max: Option<u32>,
    /// What the least means, on a scale.
    pub min_label: Option<String>,
    /// What the most means, on a scale.
    pub max_label: Option<String>,
    /// Lines of a long answer, rows of a table.
    pub rows: Option<u32>,
    /// Columns of a table.
    pub columns: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOption {
    /// What a return holds.
    pub value: Text,
    /// What the reader sees.
    pub label: String,
}

impl Field {
    /// Whether words for "something else" may come back with it.
    pub fn takes_other(&self) -> bool {
        self.other && self.field_type.has_options()
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// A line.
    Text,
    /// Several lines.
    Textarea,
    /// A telephone number.
    Tel,
    /// An e-mail address.
    Email,
    /// A date.
    Date,
    /// A whole number.
    Number,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// A point between two ends.
    Scale,
    /// A signature, on paper.
    Signature,
    /// Rows and columns.
    Table,
}

impl FieldType {
    /// The words for them in front matter.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("text", Self::Text),
        ("textarea", Self::Textarea),
        ("tel", Self::Tel),
        ("email", Self::Email),
        ("date", Self::Date),
        ("number", Self::Number),
        ("choice", Self::Choice),
        ("choices", Self::Choices),
        ("scale", Self::Scale),
        ("signature", Self::Signature),
        ("table", Self::Table),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("text", |(name, _)| name)
    }

    /// Whether it is answered by choosing.
    pub fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Whether an answer of this type tells who gave it.
    pub fn identifies(self) -> bool {
        matches!(self, Self::Tel | Self::Email | Self::Signature)
    }
}

/// A mistake in a definition, before it is placed in words for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Two fields of one name: the second, and where the first is.
    DuplicateField(Text, Span),
    /// Two options of one value: the second, and where the first is.
    DuplicateOption(Text, Span),
    /// An option has the value that stands for "something else".
    OtherOption(Text),
    /// A field has the name under which the words for "something else" of another come back.
    OtherField(Text),
    /// A choice without options.
    NoOptions(Text),
    /// A table without columns.
    NoColumns(Text),
    /// A scale or number whose least is more than its most.
    Backwards(Text),
    /// `one_of` names a field that is not there.
    UnknownField(Text),
    /// `one_of` names a field that has to be filled in anyway.
    RequiredInGroup(Text),
    /// An option whose value a PDF keeps for a box that is not ticked.
    UntickedOption(Text),
    /// An anonymous form asks who answers.
    Identifies(Text, FieldType),
    /// Neither anonymous nor with a privacy notice.
    NoPrivacy,
    /// Not anonymous, and its privacy notice tells nobody anything.
    EmptyPrivacy,
}

impl Form {
    /// Every flaw of the definition; `privacy` is the notice it would carry.
    pub fn flaws(&self, privacy: Option<&Privacy>) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut names = HashMap::new();
        for field in &self.fields {
            if let Some(first) = earlier(&mut names, &field.name) {
                flaws.push(Flaw::DuplicateField(field.name.clone(), first));
            }
            let mut values = HashMap::new();
            for option in &field.options {
                if let Some(first) = earlier(&mut values, &option.value) {
                    flaws.push(Flaw::DuplicateOption(option.value.clone(), first));
                }
                if option.value.value == UNTICKED {
                    flaws.push(Flaw::UntickedOption(option.value.clone()));
                }
                if field.takes_other() && option.value.value == OTHER {
                    flaws.push(Flaw::OtherOption(option.value.clone()));
                }
            }
            if field.field_type.has_options() && field.options.is_empty() {
                flaws.push(Flaw::NoOptions(field.name.clone()));
            }
            if field.field_type == FieldType::Table && field.columns.is_empty() {
                flaws.push(Flaw::NoColumns(field.name.clone()));
            }
            let of_scale = field.limits().filter(|_| field.field_type == FieldType::Scale);
            if let Some((min, max)) = of_scale.or(field.min.zip(field.max))
                && min >= max
            {
                flaws.push(Flaw::Backwards(field.name.clone()));
            }
            if self.anonymous && field.field_type.identifies() {
                flaws.push(Flaw::Identifies(field.name.clone(), field.field_type));
            }
        }
        for value in self.fields.iter().filter_map(Field::words_name) {
            if let Some(span) = names.get(value.as_str()) {
                flaws.push(Flaw::OtherField(Text { span: *span, value }));
            }
        }
        let named = self.one_of.iter().flatten();
        for name in named.cloned() {
            match self.field(&name.value) {
                None => flaws.push(Flaw::UnknownField(name)),
                Some(field) if field.required => flaws.push(Flaw::RequiredInGroup(name)),
                Some(_) => {}
            }
        }
        match privacy {
            _ if self.anonymous => {}
            None => flaws.push(Flaw::NoPrivacy),
            Some(notice) if notice.says_nothing() => flaws.push(Flaw::EmptyPrivacy),
            Some(_) => {}
        }
        flaws
    }
}

/// Where the same words stood before, if they did; notes where they stand now.
fn earlier<'a>(seen: &mut HashMap<&'a str, Span>, text: &'a Text) -> Option<Span> {
    match seen.entry(&text.value) {
        Entry::Occupied(first) => Some(*first.get()),
        Entry::Vacant(place) => {
            place.insert(text.span);
            None
        }
    }
}
