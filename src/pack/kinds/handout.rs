//! A handout: a sheet, and who gets one.

use crate::diagnostic::Diagnostics;
use crate::yaml::Fields;

pub(super) const KEYS: &[&str] = &["copies", "posters"];

/// For each of whom there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// Each participant.
    Person,
    /// Each group.
    Group,
    /// Each tutor.
    Tutor,
    /// The room.
    Room,
}

impl Per {
    /// The words for it in front matter.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("person", Self::Person),
        ("group", Self::Group),
        ("tutor", Self::Tutor),
        ("room", Self::Room),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Tutor => "tutor",
            Self::Room => "room",
        }
    }
}

/// What a handout has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// For each of whom one is printed; `None` where it says `none`, or nothing.
    pub copies: Option<Per>,
    /// Headings for flip charts, in the order in which they are written out.
    pub posters: Vec<Poster>,
}

/// A heading for a flip-chart sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// `Our questions`
    pub heading: String,
    /// What stands under it, a line each.
    pub below: Vec<String>,
    /// For whom it hangs: the room, or each group.
    pub per: Per,
}

impl Handout {
    pub(super) fn read(d: &mut Diagnostics, fields: &mut Fields) -> Self {
        let copies = read_copies(d, fields);
        let posters = fields.maps(d, "posters", "a poster");
        let posters = posters.into_iter().filter_map(|map| Poster::read(d, map)).collect();
        Self { copies, posters }
    }
}

impl Poster {
    fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let heading = map.required(d, "heading");
        let below = map.texts(d, "below");
        let per = map.choice(d, "per", &[("room", Per::Room), ("group", Per::Group)]);
        map.finish(d);
        Some(Self {
            heading: heading?.value,
            below: below.into_iter().map(|text| text.value).collect(),
            per: per.unwrap_or(Per::Room),
        })
    }
}

/// Reads `copies:`, which forms have too.
pub(super) fn read_copies(d: &mut Diagnostics, fields: &mut Fields) -> Option<Per> {
    let mut names: Vec<_> = Per::NAMES.iter().map(|(name, per)| (*name, Some(*per))).collect();
    names.push(("none", None));
    fields.choice(d, "copies", &names).flatten()
}
