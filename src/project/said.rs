//! Values of the settings and of forms in their author's own words, with their places.

use crate::source::Span;
use crate::yaml::{Fields, Scalar, Value};

/// Keys of `pack.yaml` whose words, or whose map's words, sheets and pages show as they are.
const SHOWN: [&str; 8] =
    ["title", "tagline", "version", "owner", "contact", "licence", "jurisdiction", "privacy"];

/// A value as it is written, for rules that look at the author's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its key, behind that of the map it stands in: `contact.email`.
    pub key: String,
    /// What it says.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

impl Said {
    /// Each value of a map and of the maps in it, by its key behind `before`; lists are left out.
    pub fn all(before: &str, map: &Fields) -> Vec<Self> {
        let mut said = Vec::new();
        for entry in map.entries() {
            let key = format!("{before}{}", entry.key);
            match &entry.value.value {
                Value::Scalar(scalar) => said.push(Self::of(key, scalar)),
                Value::Map(entries) => {
                    said.extend(entries.iter().filter_map(|inner| match &inner.value.value {
                        Value::Scalar(scalar) => {
                            Some(Self::of(format!("{key}.{}", inner.key), scalar))
                        }
                        _ => None,
                    }));
                }
                Value::List(_) => {}
            }
        }
        said
    }

    fn of(key: String, scalar: &Scalar) -> Self {
        Self { key, value: scalar.text().to_owned(), span: scalar.span() }
    }

    /// Whether sheets and pages show it as it is.
    pub fn is_shown(&self) -> bool {
        SHOWN.contains(&self.key.split('.').next().unwrap_or_default())
    }
}
