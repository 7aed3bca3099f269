//! A handout: a sheet, and who gets one.

use crate::diagnostic::Diagnostics;
use crate::yaml::{Fields, Key, Keys, Takes, words};

pub(super) static KEYS: &[Key] = &[
    COPIES,
    Key::new(
        "posters",
        Takes::Maps(&POSTER),
        "Headings to write out for flip-chart sheets, in order.",
    ),
];

/// The key that forms have too.
pub(super) const COPIES: Key = Key::new(
    "copies",
    Takes::Choice(|| words(&COPIES_NAMES)),
    "For each of whom one is printed: person, group, tutor or room; `none` for nobody.",
);

const COPIES_NAMES: [(&str, Option<Per>); 5] = [
    ("person", Some(Per::Person)),
    ("group", Some(Per::Group)),
    ("tutor", Some(Per::Tutor)),
    ("room", Some(Per::Room)),
    ("none", None),
];

static POSTER: Keys = Keys {
    what: "a poster",
    keys: &[
        Key::new("heading", Takes::Text, "The heading, in large letters."),
        Key::new("below", Takes::Texts, "What stands under it, a line each."),
        Key::new(
            "per",
            Takes::Choice(|| words(&POSTER_PER)),
            "Whether one hangs in the room, or one for each group.",
        ),
    ],
    needs: &["heading"],
};

const POSTER_PER: [(&str, Per); 2] = [("room", Per::Room), ("group", Per::Group)];

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
        let posters = fields.maps(d, "posters");
        let posters = posters.into_iter().filter_map(|map| Poster::read(d, map)).collect();
        Self { copies, posters }
    }
}

impl Poster {
    fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let heading = map.required(d, "heading");
        let below = map.texts(d, "below");
        let per = map.choice(d, "per", &POSTER_PER);
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
    fields.choice(d, "copies", &COPIES_NAMES).flatten()
}
