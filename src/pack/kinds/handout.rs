//! A handout: a sheet, and who gets one.

use crate::diagnostic::Diagnostics;
use crate::yaml::Fields;

pub(super) const KEYS: &[&str] = &["copies"];

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
}

impl Handout {
    pub(super) fn read(d: &mut Diagnostics, fields: &mut Fields) -> Self {
        Self { copies: read_copies(d, fields) }
    }
}

/// Reads `copies:`, which forms have too.
pub(super) fn read_copies(d: &mut Diagnostics, fields: &mut Fields) -> Option<Per> {
    let mut names: Vec<_> = Per::NAMES.iter().map(|(name, per)| (*name, Some(*per))).collect();
    names.push(("none", None));
    fields.choice(d, "copies", &names).flatten()
}
