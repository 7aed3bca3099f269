//! Reading a map of known keys: what is asked for is known, and what nobody asked for is reported.

mod unknown;

use std::sync::Arc;

use super::date::Date;
use super::meant::{as_scalar, as_texts, curly, parted, short};
use super::mistake::why_no_keys;
use super::{Entry, Key, Keys, Node, Scalar, Takes, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::Span;

/// Text with its place, for checks that come later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// A map being read. Ask for every key that it may hold, then call [`Fields::finish`].
#[derive(Debug)]
pub struct Fields {
    entries: Arc<[Entry]>,
    span: Span,
    table: &'static Keys,
    /// What it may hold besides: a module's kind adds keys.
    more: Vec<&'static [Key]>,
    /// What has been asked for.
    asked: Vec<&'static str>,
    /// Whether a text may stand in its place.
    texts: bool,
}

impl Fields {
    /// Reads `node` as a map; says so where it is none.
    pub fn of(diagnostics: &mut Diagnostics, node: &Node, table: &'static Keys) -> Option<Self> {
        let new = |entries| {
            let (more, asked) = (Vec::new(), Vec::new());
            Some(Self { entries, span: node.span, table, more, asked, texts: false })
        };
        let what = table.what;
        match &node.value {
            Value::Map(entries) => new(Arc::clone(entries)),
            Value::Scalar(scalar) if scalar.is_null() => new(Arc::from([])),
            other => {
                if let Value::Scalar(scalar) = other
                    && let Some((message, help)) = why_no_keys(scalar.text())
                {
                    let said = Diagnostic::new(Code::YamlSyntax, node.span, message);
                    diagnostics.push(said.help(help));
                    return None;
                }
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongType,
                        node.span,
                        format!(
                            "{what} is written as keys and values, and this is {}",
                            node.described()
                        ),
                    )
                    .help("write one `key: value` a line, with a space behind the colon"),
                );
                None
            }
        }
    }

    /// Lets the map hold more keys.
    pub fn extend(&mut self, keys: &'static [Key]) {
        self.more.push(keys);
    }

    /// Everything that the map may hold.
    fn keys(&self) -> impl Iterator<Item = &'static Key> + '_ {
        self.table.keys.iter().chain(self.more.iter().flat_map(|keys| keys.iter()))
    }

    fn takes(&self, key: &str) -> Option<Takes> {
        self.keys().find(|known| known.name == key).map(|known| known.takes)
    }

    /// A key is read as its table has it; our own mistake where it is not.
    fn agrees(&self, key: &str, right: impl Fn(Takes) -> bool) {
        debug_assert!(
            self.takes(key).is_some_and(right),
            "{} reads `{key}` otherwise than its table has it: {:?}",
            self.table.what,
            self.takes(key)
        );
    }

    /// Where the map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where `key` stands, else where the map does.
    pub fn key_span(&self, key: &str) -> Span {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map_or_else(|| Span { end: self.span.start, ..self.span }, |entry| entry.key_span)
    }

    /// The value of `key`, if it says anything.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.agrees(key, |_| true);
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        match &entry.value.value {
            Value::Scalar(scalar) if scalar.is_null() => None,
            _ => Some(entry.value.clone()),
        }
    }

    /// Whether `key` is there and says anything.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| match &entry.value.value {
            Value::Scalar(scalar) => entry.key == key && !scalar.is_null(),
            _ => entry.key == key,
        })
    }

    /// A single value, as written.
    pub fn scalar(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<Scalar> {
        let node = self.node(key)?;
        as_scalar(diagnostics, node, key)
    }

    /// Text, quoted or not.
    pub fn text(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<Text> {
        let scalar = self.scalar(diagnostics, key)?;
        let value = scalar.text().trim().to_owned();
        (!value.is_empty()).then(|| Text { value, span: scalar.span() })
    }

    /// Text that must be there.
    pub fn required(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<Text> {
        let before = diagnostics.len();
        let text = self.text(diagnostics, key);
        if text.is_none() && diagnostics.len() == before && !self.misspells(key) {
            let code = if key == "title" { Code::MissingTitle } else { Code::MissingKey };
            let (message, help) = if self.has(key) {
                let message = format!("`{key}` says nothing");
                let help = "write the text behind the colon, in quotes if it begins with a sign \
                            such as # & or !";
                (message, help.to_owned())
            } else {
                (format!("{} has no `{key}`", self.table.what), format!("add a line `{key}: ...`"))
            };
            diagnostics.push(Diagnostic::new(code, self.key_span(key), message).help(help));
        }
        text
    }

    /// `true` or `false`.
    pub fn flag(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<bool> {
        self.agrees(key, |takes| matches!(takes, Takes::Flag));
        let scalar = self.scalar(diagnostics, key)?;
        match scalar.text() {
            "true" if !scalar.is_quoted() => Some(true),
            "false" if !scalar.is_quoted() => Some(false),
            other => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongType,
                        scalar.span(),
                        format!("`{key}` is `true` or `false`, and this says `{}`", short(other)),
                    )
                    .help(curly(other).map_or_else(
                        || format!("write `{key}: true` or `{key}: false`, without quotes"),
                        str::to_owned,
                    )),
                );
                None
            }
        }
    }

    /// A whole number within `range`.
    pub fn whole(
        &mut self,
        diagnostics: &mut Diagnostics,
        key: &'static str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        self.agrees(
            key,
            |takes| matches!(takes, Takes::Whole(least, most) if range == (least..=most)),
        );
        let scalar = self.scalar(diagnostics, key)?;
        let help = format!("write a whole number from {} to {}", range.start(), range.end());
        match scalar.text().parse::<u32>() {
            Ok(number) if range.contains(&number) => Some(number),
            Ok(number) => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::BadValue,
                        scalar.span(),
                        format!("`{key}: {number}` is out of range"),
                    )
                    .help(help),
                );
                None
            }
            Err(_) => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongType,
                        scalar.span(),
                        format!("`{key}` is a number, and this says `{}`", short(scalar.text())),
                    )
                    .help(curly(scalar.text()).map_or(help, str::to_owned)),
                );
                None
            }
        }
    }

    /// A date, written YYYY-MM-DD.
    pub fn date(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<Date> {
        self.agrees(key, |takes| matches!(takes, Takes::Date));
        let scalar = self.scalar(diagnostics, key)?;
        let date = Date::parse(scalar.text().trim());
        if date.is_none() {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadDate,
                    scalar.span(),
                    format!("`{}` is not a date of the calendar", short(scalar.text())),
                )
                .help(match Date::meant(scalar.text()) {
                    _ if curly(scalar.text()).is_some() => {
                        curly(scalar.text()).unwrap_or_default().to_owned()
                    }
                    Some(date) => format!("write it as year-month-day: {}", date.iso()),
                    None => "write it as year-month-day, for example 2027-03-06".to_owned(),
                }),
            );
        }
        date
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        diagnostics: &mut Diagnostics,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        self.agrees(
            key,
            |takes| matches!(takes, Takes::Choice(names) if names() == super::words(choices)),
        );
        let text = self.text(diagnostics, key)?;
        let found = choices.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = choices.iter().map(|(name, _)| *name);
            let near = nearest(&text.value, names.clone());
            let all = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            diagnostics.push(
                Diagnostic::new(
                    Code::BadValue,
                    text.span,
                    format!("`{key}` cannot be `{}`", short(&text.value)),
                )
                .suggest(
                    near.filter(|_| curly(&text.value).is_none()),
                    curly(&text.value).map_or_else(|| format!("it is one of {all}"), str::to_owned),
                ),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// A list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => vec![node],
        }
    }

    /// A list of short words, which nobody means as a single one with commas in it.
    pub fn short_list(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Vec<Node> {
        let parts = self.node(key).and_then(|node| parted(diagnostics, &node, key));
        parts.unwrap_or_else(|| self.list(key))
    }

    /// A list of short texts, see [`Fields::short_list`].
    pub fn short_texts(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Vec<Text> {
        let items = self.short_list(diagnostics, key);
        as_texts(diagnostics, items, key)
    }

    /// A list of texts.
    pub fn texts(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Vec<Text> {
        let items = self.list(key);
        as_texts(diagnostics, items, key)
    }

    /// A list of single values, as written.
    pub fn scalars(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Vec<Scalar> {
        let items = self.list(key);
        items.into_iter().filter_map(|node| as_scalar(diagnostics, node, key)).collect()
    }

    /// A map under `key`.
    pub fn map(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Option<Self> {
        let node = self.node(key)?;
        Self::of(diagnostics, &node, self.table_of(key)?)
    }

    /// A list of maps.
    pub fn maps(&mut self, diagnostics: &mut Diagnostics, key: &'static str) -> Vec<Self> {
        let items = self.list(key);
        let Some(table) = self.table_of(key) else { return Vec::new() };
        items.iter().filter_map(|node| Self::of(diagnostics, node, table)).collect()
    }

    fn table_of(&self, key: &str) -> Option<&'static Keys> {
        let table = match self.takes(key) {
            Some(
                Takes::Map(table)
                | Takes::Maps(table)
                | Takes::TextOrMap(table)
                | Takes::TextsOrMaps(table),
            ) => Some(table),
            _ => None,
        };
        debug_assert!(table.is_some(), "{} has no table for `{key}`", self.table.what);
        table
    }

    /// A value under `key` as a map.
    pub fn as_map(&self, diagnostics: &mut Diagnostics, key: &str, node: &Node) -> Option<Self> {
        let map = Self::of(diagnostics, node, self.table_of(key)?)?;
        Some(Self { texts: matches!(self.takes(key), Some(Takes::TextsOrMaps(_))), ..map })
    }

    /// Every key with its value, for maps whose keys are the author's own.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
