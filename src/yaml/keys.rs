//! Tables of keys: what a map may hold, in words for its author.
//!
//! Each map is read by its table, which also becomes the schema that editors complete keys by and
//! the comments of a new module. A build for tests checks on every read that the reading and the
//! table agree.

/// What a map may hold.
#[derive(Debug)]
pub struct Keys {
    /// What the map is, as in "a step", for messages.
    pub what: &'static str,
    /// The keys, in the order in which an author would write them.
    pub keys: &'static [Key],
    /// Those that it cannot do without.
    pub needs: &'static [&'static str],
}

/// A key.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it is for, in a sentence or two.
    pub about: &'static str,
}

impl Key {
    /// A key of a table.
    pub const fn new(name: &'static str, takes: Takes, about: &'static str) -> Self {
        Self { name, takes, about }
    }
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Text in one line or several.
    Text,
    /// Markdown.
    Prose,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// `2026-11-01`
    Date,
    /// A time of day: `"11:00"`.
    Clock,
    /// A date, or a number of days: `14 days`.
    DateOrDays,
    /// One of a few words.
    Choice(fn() -> Vec<&'static str>),
    /// A list of texts; one alone counts as a list.
    Texts,
    /// A list of Markdown values; one alone counts as a list.
    Proses,
    /// Lists of names, or one such list.
    Groups,
    /// A map.
    Map(&'static Keys),
    /// A list of maps; one alone counts as a list.
    Maps(&'static Keys),
    /// A text, or a map.
    TextOrMap(&'static Keys),
    /// A list of texts and maps.
    TextsOrMaps(&'static Keys),
    /// A map from names of the author's own to lists of these words.
    Named(fn() -> Vec<&'static str>),
    /// A map from names of the author's own to colours; `dark` holds another.
    Colours,
}

/// The words of a table of choices.
pub fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}
