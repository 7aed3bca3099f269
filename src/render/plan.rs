//! A workshop as templates see it: times, quantities, groups, other lengths.

use std::collections::HashSet;

use super::facts::Facts;
use super::kinds::Prose;
use crate::pack::kinds::Workshop;
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::workshop::{Bring, Material, Session, SheetUse, Step};
use crate::pack::{Entry, Target};
use crate::schedule::{self, Slot};
use crate::view::{
    BringView, GroupView, LateView, LinkView, MaterialView, SessionView, StepView, UseView,
    VariantView, WorkshopView,
};

/// Every scenario of a large pack on one page would make its cost grow with the pack.
const MOST_SCENARIOS: usize = 40;

/// A workshop as its own page, the front page and the tutor's desk show it.
pub(super) fn view<T: Prose>(
    text: &mut T,
    entry: &Entry,
    workshop: &Workshop,
) -> WorkshopView<T::Written> {
    let mut first = 0;
    let mut sessions = Vec::new();
    for session in &workshop.sessions {
        let minutes: Vec<_> = session.steps.iter().map(|step| Some(step.minutes)).collect();
        let plan = Plan { workshop, session, first, minutes };
        sessions.push(plan.view(Some(text)));
        first += session.steps.len();
    }
    let facts = text.facts();
    let scenarios = dealt_scenarios(facts, workshop);
    let tutors = facts.edition.is_tutors();
    WorkshopView {
        length: workshop.length(),
        people: workshop.people,
        groups: workshop.groups,
        tutors: workshop.tutors,
        date: workshop.date.map(|date| facts.date(date)),
        venue: workshop.venue.clone(),
        sessions,
        materials: workshop.bring().into_iter().map(|it| bring_view(workshop, it)).collect(),
        uses: distinct_uses(facts, workshop),
        variants: variants::<T>(workshop),
        dealt: groups(workshop, &scenarios),
        clock_url: tutors.then(|| desk_address(entry, "clock")),
        record_url: tutors.then(|| desk_address(entry, "record")),
        print_url: tutors.then(|| desk_address(entry, "print")),
        calendar_url: entry.calendar_address(),
        scenarios,
    }
}

/// Where a page of the tutor's desk goes. Slugs have no underscore, so that two workshops of one name
/// in two folders stay apart.
pub(super) fn desk_address(entry: &Entry, what: &str) -> String {
    let stem = entry.address.trim_end_matches(".html").replace('/', "_");
    format!("desk/{stem}_{what}.html")
}

/// A session with the minutes that its steps have in one length of it.
struct Plan<'p> {
    workshop: &'p Workshop,
    session: &'p Session,
    /// Place of its first step in the workshop.
    first: usize,
    /// Of each step; `None` where it is left out.
    minutes: Vec<Option<u32>>,
}

impl Plan<'_> {
    fn length(&self) -> u32 {
        self.minutes.iter().flatten().sum()
    }

    /// As templates see it; with notes and what to do when late only where `text` can write them.
    fn view<T: Prose>(&self, mut text: Option<&mut T>) -> SessionView<T::Written> {
        let Self { session, .. } = self;
        let kept = || session.steps.iter().zip(&self.minutes).enumerate();
        let kept = kept().filter_map(|(at, (step, minutes))| Some((at, step, (*minutes)?)));
        let slots = schedule::slots(self.minutes.iter().flatten().copied());
        let mut steps = Vec::new();
        for ((at, step, minutes), slot) in kept.zip(slots) {
            steps.push(self.step(text.as_deref_mut(), at, step, minutes, slot));
        }
        SessionView {
            title: session.title.clone(),
            day: session.day,
            start: session.start.map(|start| start.to_string()),
            end: session.start.map(|start| start.after(self.length()).to_string()),
            length: self.length(),
            steps,
        }
    }

    fn step<T: Prose>(
        &self,
        text: Option<&mut T>,
        at: usize,
        step: &Step,
        minutes: u32,
        slot: Slot,
    ) -> StepView<T::Written> {
        let start = self.session.start;
        let materials = step.materials.iter();
        let mut view = StepView {
            id: Workshop::step_id(self.first + at),
            title: step.title.clone(),
            minutes,
            from: slot.from,
            to: slot.to,
            clock: start.map(|start| start.after(slot.from).to_string()),
            share: minutes * 10_000 / self.length().max(1),
            priority: step.priority.as_str().to_owned(),
            setting: step.setting.clone(),
            output: step.output.clone(),
            is_break: step.is_break,
            materials: materials.map(|material| material_view(self.workshop, material)).collect(),
            outcomes: Vec::new(),
            uses: Vec::new(),
            at_least: step.at_least,
            at_most: step.at_most,
            late: None,
            notes: None,
        };
        let Some(text) = text else { return view };
        let facts = text.facts();
        view.outcomes = facts.outcomes(&step.outcomes);
        view.uses = step.uses.iter().filter_map(|used| use_view(facts, used)).collect();
        if facts.edition.is_tutors() {
            view.late = self.late(at);
        }
        view.notes = (!step.notes.is_empty()).then(|| text.whole_part(&step.notes));
        view
    }

    fn late(&self, at: usize) -> Option<LateView> {
        let (minutes, drop) = self.session.too_late(at)?;
        Some(LateView {
            minutes,
            clock: self.session.start.map(|start| start.after(minutes).to_string()),
            drop: drop.into_iter().map(|at| self.session.steps[at].title.clone()).collect(),
        })
    }
}

/// The plan in the other lengths that the pack names; `check` has made sure that they fit.
fn variants<T: Prose>(workshop: &Workshop) -> Vec<VariantView<T::Written>> {
    let [session] = &workshop.sessions[..] else { return Vec::new() };
    let fitted = workshop.variants.iter().enumerate().filter_map(|(at, variant)| {
        let fitted = session.fitted(variant.length).ok()?;
        let left_out = fitted.left_out().map(|at| session.steps[at].title.clone()).collect();
        let plan = Plan { workshop, session, first: 0, minutes: fitted.minutes };
        Some(VariantView {
            id: format!("variant_{}", at + 1),
            name: variant.name.clone(),
            length: variant.length,
            session: plan.view::<T>(None),
            left_out,
        })
    });
    fitted.collect()
}

/// Scenarios for the groups, as many as a page can show.
fn dealt_scenarios(facts: Facts<'_>, workshop: &Workshop) -> Vec<LinkView> {
    let most = if workshop.scenarios.is_none() { MOST_SCENARIOS } else { usize::MAX };
    let dealt = facts.edition.dealt(workshop);
    dealt.into_iter().take(most).map(|entry| facts.link(entry)).collect()
}

/// One scenario a group, beginning again where there are more groups; where there are more
/// scenarios, the first groups get another.
fn groups(workshop: &Workshop, scenarios: &[LinkView]) -> Vec<GroupView> {
    let sizes = workshop.group_sizes();
    let count = sizes.len();
    let dealt = |at: usize| {
        let round = if scenarios.len() >= count {
            scenarios.iter().skip(at).step_by(count.max(1)).cloned().collect()
        } else {
            scenarios.get(at % scenarios.len().max(1)).cloned().into_iter().collect()
        };
        let round: Vec<LinkView> = round;
        round
    };
    let numbered = sizes.into_iter().enumerate();
    numbered
        .map(|(at, people)| GroupView {
            number: u32::try_from(at + 1).unwrap_or(u32::MAX),
            people,
            scenarios: dealt(at),
        })
        .collect()
}

fn material_view(workshop: &Workshop, material: &Material) -> MaterialView {
    let units = workshop.units(material.per);
    MaterialView {
        item: material.item.clone(),
        count: material.count,
        per: material.per.as_str().to_owned(),
        pack_of: material.pack_of,
        total: units.map(|units| schedule::to_bring(material.count, units, material.pack_of)),
    }
}

pub(super) fn bring_view(workshop: &Workshop, bring: Bring) -> BringView {
    BringView {
        item: bring.item,
        each: bring.each.iter().map(|material| material_view(workshop, material)).collect(),
        pack_of: bring.pack_of,
        total: bring.total,
    }
}

fn use_view(facts: Facts<'_>, used: &SheetUse) -> Option<UseView> {
    match facts.edition.pack().resolve("", &used.sheet.value) {
        Ok(Target::Entry(id, _)) => {
            let sheet = facts.edition.entry(id)?;
            Some(UseView { sheet: facts.link(sheet), per: used.per.as_str().to_owned() })
        }
        _ => None,
    }
}

fn distinct_uses(facts: Facts<'_>, workshop: &Workshop) -> Vec<UseView> {
    let mut seen: HashSet<(&str, Per)> = HashSet::new();
    let mut uses = Vec::new();
    for used in workshop.sheets() {
        if seen.insert((&used.sheet.value, used.per)) {
            uses.extend(use_view(facts, used));
        }
    }
    uses
}
