//! What an edition is rendered for.

use crate::yaml::Date;

/// What an edition is rendered for; pages and sheets say so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occasion {
    /// The build's date, which comes from outside.
    pub date: Option<Date>,
    /// Whether every page and sheet is stamped as a draft.
    pub draft: bool,
    /// Whether it is to be handed out: PDFs then lie together, under names that people read, and
    /// the edition has a page that lists its files.
    pub release: bool,
}

impl From<Option<Date>> for Occasion {
    /// An ordinary build.
    fn from(date: Option<Date>) -> Self {
        Self { date, ..Self::default() }
    }
}
