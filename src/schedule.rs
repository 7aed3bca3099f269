//! Minutes and clock times of a workshop. Pure: no clock is read here.

mod fit;

use std::fmt;

pub use fit::{Fitted, Planned, Unfit, fit};

/// What goes first when time runs out: what `could`, then what `should` be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Never left out.
    Must,
    /// Left out last.
    Should,
    /// Left out first.
    Could,
}

impl Priority {
    /// The words for it in front matter.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("must", Self::Must), ("should", Self::Should), ("could", Self::Could)];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
        }
    }
}

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A time of day in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(u32);

impl Clock {
    /// Reads `9:30` or `09:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once(':')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if hours.is_empty() || hours.len() > 2 || minutes.len() != 2 {
            return None;
        }
        if !digits(hours) || !digits(minutes) {
            return None;
        }
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// So many minutes later; past midnight it starts again at 00:00.
    #[must_use]
    pub fn after(self, minutes: u32) -> Self {
        Self((self.0 + minutes) % DAY)
    }

    /// How often it is midnight in so many minutes from now.
    pub fn midnights(self, minutes: u32) -> u32 {
        (self.0 + minutes) / DAY
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// When a step begins and ends, in minutes from its session's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Beginning.
    pub from: u32,
    /// End.
    pub to: u32,
}

/// Lays steps of these minutes end to end.
pub fn slots(minutes: impl IntoIterator<Item = u32>) -> Vec<Slot> {
    let mut at = 0;
    minutes
        .into_iter()
        .map(|minutes| {
            let slot = Slot { from: at, to: at + minutes };
            at = slot.to;
            slot
        })
        .collect()
}

/// Copies in all, for an item counted `count` for each of `units`, in packs of `pack_of`: what to
/// bring, rounded up to whole packs.
pub fn to_bring(count: u32, units: u32, pack_of: Option<u32>) -> u32 {
    let needed = count.saturating_mul(units);
    match pack_of {
        Some(pack) if pack > 1 => needed.div_ceil(pack).saturating_mul(pack),
        _ => needed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forty_five_minute_plan_has_these_stops() {
        let slots = slots([5, 5, 10, 10, 10, 5]);
        let stops: Vec<_> = slots.iter().map(|slot| slot.from).collect();
        assert_eq!(stops, [0, 5, 10, 20, 30, 40]);
        assert_eq!(slots.last().map(|slot| slot.to), Some(45));
    }

    #[test]
    fn clock_times_are_read_and_carried_past_the_hour() {
        let start = Clock::parse("9:50").expect("a time");
        assert_eq!(start.after(25).to_string(), "10:15");
        assert_eq!(
            Clock::parse("23:59").map(|late| late.after(1).to_string()),
            Some("00:00".into())
        );
        for wrong in ["24:00", "9.30", "9:5", "", "9:60", "+9:30", "noon"] {
            assert_eq!(Clock::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn packs_are_rounded_up() {
        assert_eq!(to_bring(4, 25, Some(100)), 100);
        assert_eq!(to_bring(4, 26, Some(100)), 200);
        assert_eq!(to_bring(2, 5, None), 10);
    }
}
