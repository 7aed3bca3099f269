//! A workshop: steps that fill its minutes, or sessions of such steps.

mod check;
mod keys;
mod materials;
mod read;

use crate::body::Body;
use crate::pack::cut;
use crate::pack::kinds::handout::Per;
use crate::project::{Audience, Edition};
use crate::schedule::{Clock, Fitted, Planned, Priority, Unfit, fit};
use crate::source::Span;
use crate::yaml::{Date, Text};

pub(super) use keys::KEYS;
pub use materials::Bring;

/// What a workshop has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workshop {
    /// People it is planned for.
    pub people: Option<u32>,
    /// Groups.
    pub groups: Option<u32>,
    /// Tutors.
    pub tutors: Option<u32>,
    /// Day, if fixed.
    pub date: Option<Date>,
    /// Venue, if fixed.
    pub venue: Option<String>,
    /// Slugs of the scenarios dealt to the groups; all of them where left out.
    pub scenarios: Option<Vec<Text>>,
    /// One for a plain workshop, more for a course.
    pub sessions: Vec<Session>,
    /// Other lengths it can be run in.
    pub variants: Vec<Variant>,
}

/// A sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Of a course's session; a plain workshop's has none.
    pub title: Option<String>,
    /// Day of the course, from 1.
    pub day: u32,
    /// When it starts, if fixed.
    pub start: Option<Clock>,
    /// Minutes.
    pub length: u32,
    /// Where the length is said.
    pub length_span: Span,
    /// In order.
    pub steps: Vec<Step>,
    /// Whether the length and every step could be read. What is not whole adds up wrong, and the
    /// rules of each step still hold.
    pub whole: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// Minutes planned.
    pub minutes: u32,
    /// Where the minutes are said.
    pub minutes_span: Span,
    /// Fewest minutes that still make sense.
    pub at_least: u32,
    /// Most minutes that still make sense.
    pub at_most: u32,
    /// What goes first when time runs out.
    pub priority: Priority,
    /// How the room is used.
    pub setting: Option<String>,
    /// What it needs.
    pub materials: Vec<Material>,
    /// What exists afterwards.
    pub output: Option<String>,
    /// Outcomes it serves.
    pub outcomes: Vec<Text>,
    /// Sheets it uses.
    pub uses: Vec<SheetUse>,
    /// Whether it is a break.
    pub is_break: bool,
    /// For the tutor.
    pub notes: Body,
}

/// Something to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// `sticky notes`
    pub item: String,
    /// How many for each.
    pub count: u32,
    /// For each of whom.
    pub per: Per,
    /// How many come in a pack.
    pub pack_of: Option<u32>,
}

/// A sheet that a step uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetUse {
    /// Its path from `content/`, as written.
    pub sheet: Text,
    /// For each of whom.
    pub per: Per,
}

/// Another length for the same workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Minutes.
    pub length: u32,
    /// What it is called.
    pub name: Option<String>,
    /// Where the length is said.
    pub span: Span,
}

impl Session {
    /// The plan fitted to another length, in minutes.
    ///
    /// # Errors
    /// No plan fits.
    pub fn fitted(&self, length: u32) -> Result<Fitted, Unfit> {
        fit(&self.planned(0), length)
    }

    /// For the step at this place: after how many minutes it is too late to begin it and still
    /// keep every later step, and which steps go then. `None` where nothing can go.
    pub fn too_late(&self, step: usize) -> Option<(u32, Vec<usize>)> {
        let mut remaining = self.planned(step);
        // To end early is no fault of one who is late.
        remaining.iter_mut().for_each(|step| step.at_most = u32::MAX);
        let least: u32 = remaining.iter().map(|step| step.at_least).sum();
        let minutes = self.length.checked_sub(least)?;
        let shorter = fit(&remaining, least.checked_sub(1)?).ok()?;
        Some((minutes, shorter.left_out().map(|at| step + at).collect()))
    }

    /// The steps from this place on, as the schedule sees them.
    fn planned(&self, from: usize) -> Vec<Planned> {
        let steps = self.steps[from..].iter();
        steps
            .map(|step| Planned {
                minutes: step.minutes,
                at_least: step.at_least,
                at_most: step.at_most,
                priority: step.priority,
            })
            .collect()
    }
}

impl Workshop {
    /// How many people are in each group: as even as can be, the larger groups first.
    pub fn group_sizes(&self) -> Vec<Option<u32>> {
        let groups = self.groups.unwrap_or(0);
        (0..groups)
            .map(|at| {
                let people = self.people?;
                Some(people / groups + u32::from(at < people % groups))
            })
            .collect()
    }

    /// Minutes in all.
    pub fn length(&self) -> u32 {
        self.sessions.iter().map(|session| session.length).sum()
    }

    /// Whether it says when it is, so that a calendar can hold it.
    pub fn is_dated(&self) -> bool {
        self.date.is_some() && self.sessions.iter().any(|session| session.start.is_some())
    }

    /// Every step of every session.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.sessions.iter().flat_map(|session| &session.steps)
    }

    /// Every sheet that a step uses, as often as it does.
    pub fn sheets(&self) -> impl Iterator<Item = &SheetUse> {
        self.steps().flat_map(|step| &step.uses)
    }

    /// Anchor of a step, counted from 0 over all sessions; its underscore keeps it apart from
    /// headings, whose anchors have hyphens.
    pub fn step_id(index: usize) -> String {
        format!("step_{}", index + 1)
    }

    /// How many of something are needed for one `per`; `None` where the plan does not say.
    pub fn units(&self, per: Per) -> Option<u32> {
        match per {
            Per::Person => self.people,
            Per::Group => self.groups,
            Per::Tutor => Some(self.tutors.unwrap_or(1)),
            Per::Room => Some(1),
        }
    }

    pub(super) fn has_anchor(&self, id: &str) -> bool {
        id.strip_prefix("step_")
            .and_then(|number| number.parse::<usize>().ok())
            .is_some_and(|number| (1..=self.steps().count()).contains(&number))
    }

    pub(super) fn prose(&self) -> Vec<(Audience, &Body)> {
        self.steps().map(|step| (Audience::Tutor, &step.notes)).collect()
    }

    pub(super) fn cut(&self, edition: &Edition, is_tutors: &dyn Fn(&Text) -> bool) -> Option<Self> {
        if edition.admits(Audience::Tutor) {
            let needs = self.steps().any(|step| cut::body(&step.notes, edition).is_some());
            if !needs {
                return None;
            }
        }
        let mut shorter = self.clone();
        for step in shorter.sessions.iter_mut().flat_map(|session| &mut session.steps) {
            if edition.admits(Audience::Tutor) {
                step.notes = cut::body(&step.notes, edition).unwrap_or_default();
            } else {
                step.notes = Body::default();
                step.materials.retain(|material| material.per != Per::Tutor);
                // Only a sheet that each tutor gets may be for tutors; `check` sees to the rest.
                step.uses.retain(|used| used.per != Per::Tutor || !is_tutors(&used.sheet));
            }
        }
        (shorter != *self).then_some(shorter)
    }
}
