//! The editions of a pack: for whom its material is, and which of it is put together.

use super::keys::EDITIONS;
use crate::address::is_device;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::yaml::{self, Fields};

/// For whom something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Everyone,
    /// Those who run the workshop.
    Tutor,
}

impl Audience {
    /// The words for it in front matter and `pack.yaml`.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("everyone", Self::Everyone), ("tutor", Self::Tutor)];
}

/// A selection of the pack: its name, which is its folder's name, and whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// `participant`
    pub name: String,
    /// Whose material it holds.
    pub audiences: Vec<Audience>,
}

impl Edition {
    /// Whether material for `audience` belongs in it.
    pub fn admits(&self, audience: Audience) -> bool {
        self.audiences.contains(&audience)
    }
}

/// The editions that a pack names, or those that every pack has.
pub(super) fn read_editions(d: &mut Diagnostics, fields: &mut Fields) -> Vec<Edition> {
    let mut editions = Vec::new();
    let node = fields.node("editions");
    if let Some(map) = node.and_then(|node| Fields::of(d, &node, &EDITIONS)) {
        for entry in map.entries() {
            let name = entry.key.clone();
            let device = is_device(&name);
            let legal = !name.is_empty()
                && !device
                && name.len() <= 40
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                // `output/print` and the staging folders are taken.
                && name != "print";
            if !legal {
                d.push(
                    Diagnostic::new(
                        Code::BadValue,
                        entry.key_span,
                        format!(
                            "`{name}` cannot be the name of an edition, which is a folder's name"
                        ),
                    )
                    .help(if device {
                        "Windows keeps this name for itself: add a word to it"
                    } else {
                        "use small letters, digits and hyphens; `print` is taken"
                    }),
                );
            }
            let audiences = match &entry.value.value {
                yaml::Value::List(items) if items.is_empty() => None,
                yaml::Value::Scalar(scalar) if scalar.is_null() => None,
                _ => Some(read_audiences(d, &entry.value)),
            };
            if audiences.is_none() {
                d.push(
                    Diagnostic::new(
                        Code::BadValue,
                        entry.key_span,
                        format!("the edition `{name}` does not say whose material it holds"),
                    )
                    .help(format!("write `{name}: [everyone]`, or `{name}: [everyone, tutor]`")),
                );
            }
            let audiences = audiences.unwrap_or_default();
            editions.push(Edition { name, audiences });
        }
    }
    if editions.is_empty() {
        editions = vec![
            Edition { name: "participant".into(), audiences: vec![Audience::Everyone] },
            Edition { name: "tutor".into(), audiences: vec![Audience::Everyone, Audience::Tutor] },
        ];
    }
    editions
}

fn read_audiences(d: &mut Diagnostics, node: &yaml::Node) -> Vec<Audience> {
    let single = std::slice::from_ref(node);
    let items = match &node.value {
        yaml::Value::List(items) => items.as_slice(),
        _ => single,
    };
    let mut audiences = Vec::new();
    for item in items {
        let name = match &item.value {
            yaml::Value::Scalar(scalar) => scalar.text(),
            _ => "",
        };
        match Audience::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, audience)) => audiences.push(*audience),
            None => d.push(
                Diagnostic::new(Code::BadValue, item.span, format!("`{name}` is no audience"))
                    .suggest(nearest(name, ["everyone", "tutor"]), "write `[everyone, tutor]`"),
            ),
        }
    }
    audiences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{PACK_FILE, PACK_KEYS};
    use crate::source::Sources;

    fn told(text: &str) -> Vec<String> {
        let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
        let file = sources.add(PACK_FILE, text);
        let node = yaml::parse(&mut d, &sources, file, 0..text.len()).expect("YAML");
        let mut fields = Fields::of(&mut d, &node, &PACK_KEYS).expect("a map");
        read_editions(&mut d, &mut fields);
        d.into_sorted(&sources).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn an_edition_has_a_name_for_a_folder_on_windows_and_is_for_somebody() {
        assert_eq!(told("editions: {members: everyone, staff: [tutor]}\n"), [""; 0]);
        assert_eq!(
            told("editions: {con: [everyone], lpt1: [tutor], a: [], b: , console: [tutor]}\n"),
            [
                "`con` cannot be the name of an edition, which is a folder's name",
                "`lpt1` cannot be the name of an edition, which is a folder's name",
                "the edition `a` does not say whose material it holds",
                "the edition `b` does not say whose material it holds",
            ]
        );
    }
}
