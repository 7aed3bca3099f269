//! What an answer tells of a person, so that whoever keeps it knows when to destroy it.

use super::{Field, FieldType, Form};

/// HTML `autocomplete` tokens of what is nobody's in particular.
const IMPERSONAL: [&str; 4] = ["off", "on", "organization", "organization-title"];

/// What an answer tells of a person. Even a tick is personal data where the form says whose it is
/// (UK GDPR, Article 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Personal {
    /// Who it is, or how to reach them.
    Identifies,
    /// In words of their own: about the person, and maybe about others.
    Words,
    /// Something about whoever answers.
    About,
    /// Nothing, unless somebody writes who they are.
    Careful,
    /// Nothing.
    Nothing,
}

impl Personal {
    /// The word for it in the string table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identifies => "identifies",
            Self::Words => "words",
            Self::About => "about",
            Self::Careful => "careful",
            Self::Nothing => "nothing",
        }
    }
}

impl Form {
    /// What an answer to one of its fields tells of a person.
    pub fn personal(&self, field: &Field) -> Personal {
        let token = field.autocomplete.as_deref();
        let own_words = field.takes_other()
            || matches!(field.field_type, FieldType::Text | FieldType::Textarea | FieldType::Table);
        match (self.anonymous, own_words) {
            (true, true) => Personal::Careful,
            (true, false) => Personal::Nothing,
            _ if field.field_type.identifies() => Personal::Identifies,
            _ if token.is_some_and(|token| !IMPERSONAL.contains(&token)) => Personal::Identifies,
            (false, true) => Personal::Words,
            (false, false) => Personal::About,
        }
    }
}
