//! Who is in the room, and how many sheets that makes.

use crate::pack::kinds::handout::Per;

/// More people, groups, tutors or sheets than this are a slip of the finger.
pub const MOST: u32 = 10_000;

/// Sheets beyond one a person, for those who come unannounced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spare {
    /// So many in a hundred people, rounded up.
    Percent(u32),
    /// So many.
    Sheets(u32),
}

impl Default for Spare {
    fn default() -> Self {
        Self::Sheets(0)
    }
}

impl Spare {
    /// A tenth in per cent: a plan has no spare of its own, and whoever prints without is caught out.
    pub const USUAL: u32 = 10;

    /// Reads `10%` or `5`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, spare): (_, fn(u32) -> Self) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), Self::Percent),
            None => (text, Self::Sheets),
        };
        let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| number.parse().ok().map(spare)).flatten()
    }

    /// Sheets for so many people.
    pub fn sheets(self, people: u32) -> u32 {
        match self {
            Self::Percent(percent) => {
                let sheets = (u64::from(people) * u64::from(percent)).div_ceil(100);
                u32::try_from(sheets).unwrap_or(u32::MAX)
            }
            Self::Sheets(sheets) => sheets,
        }
    }
}

/// Who is in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// People who take part.
    pub people: u32,
    /// Groups; `None` where nobody has said.
    pub groups: Option<u32>,
    /// Tutors.
    pub tutors: u32,
    /// Sheets beyond one a person.
    pub spare: Spare,
    /// Copies in large print, on top.
    pub large_print: u32,
}

impl Room {
    /// Copies of a sheet that each person gets, without those in large print.
    pub fn per_person(&self) -> u32 {
        self.people.saturating_add(self.spare.sheets(self.people))
    }

    /// Copies of a sheet; `None` where nobody has said how many groups there are.
    pub fn copies(&self, per: Per) -> Option<u32> {
        match per {
            Per::Person => Some(self.per_person()),
            Per::Group => self.groups,
            Per::Tutor => Some(self.tutors),
            Per::Room => Some(1),
        }
    }
}
