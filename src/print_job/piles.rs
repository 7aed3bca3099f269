//! Which sheets a workshop uses, in the order of use, before anybody has counted people.

use std::collections::HashSet;

use super::room::Room;
use crate::edition::CutPack;
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::{Details, Workshop};
use crate::pack::{Entry, EntryId, Target};

/// What is on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The plan with times and the tutors' notes.
    RunSheet,
    /// The plan for those who take part.
    Agenda,
    /// A module that a step uses.
    Module(EntryId),
    /// Cards of this scenario.
    Cards(EntryId),
    /// The flip-chart headings that this handout lists for the room, or for each group.
    Posters(EntryId),
}

/// How the copies of a pile come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Share {
    /// One for each.
    Each(Per),
    /// One for each person, shared by so many scenarios.
    Cards {
        /// How many scenarios share.
        scenarios: u32,
        /// Whether the plan names them, so that they are meant even where nobody has said how many
        /// groups there are.
        named: bool,
    },
}

impl Share {
    /// For each of whom.
    pub fn per(self) -> Per {
        match self {
            Self::Each(per) => per,
            Self::Cards { .. } => Per::Person,
        }
    }
}

/// A sheet that a workshop uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pile {
    /// What is on it.
    pub sheet: Sheet,
    /// What it is called.
    pub title: String,
    /// The same for the name of a file.
    pub slug: String,
    /// How its copies come about.
    pub share: Share,
}

impl Pile {
    /// Ordinary copies; `None` where nobody has said how many groups there are and it matters.
    pub fn copies(&self, room: &Room) -> Option<u32> {
        match self.share {
            Share::Each(per) => room.copies(per),
            // Cards are dealt to groups.
            Share::Cards { scenarios, named } => match room.groups {
                Some(0) => Some(0),
                None if !named => Some(0),
                _ => Some(room.per_person().div_ceil(scenarios.max(1))),
            },
        }
    }

    /// Copies in large print.
    pub fn large_print(&self, room: &Room) -> u32 {
        if self.share == Share::Each(Per::Person) { room.large_print } else { 0 }
    }
}

/// A theme's words for sheets that are no modules; `{title}` stands for a module's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// `Run sheet`
    pub run_sheet: String,
    /// `Agenda`
    pub agenda: String,
    /// `Scenario card: {title}`
    pub card: String,
    /// `{title}, for the room`
    pub posters_room: String,
    /// `{title}, for each group`
    pub posters_group: String,
}

/// Every sheet of a workshop that `edition` may see, in the order of use.
pub fn piles(edition: &CutPack<'_>, workshop: &Workshop, names: &Names) -> Vec<Pile> {
    let made = |sheet, title: &str, slug: &str, per| Pile {
        sheet,
        title: title.to_owned(),
        slug: slug.to_owned(),
        share: Share::Each(per),
    };
    let mut piles = Vec::new();
    if edition.is_tutors() {
        piles.push(made(Sheet::RunSheet, &names.run_sheet, "run-sheet", Per::Tutor));
    }
    piles.push(made(Sheet::Agenda, &names.agenda, "agenda", Per::Person));
    let mut cards = Some(cards(edition, workshop, names));
    let mut seen: HashSet<(EntryId, Per)> = HashSet::new();
    for used in workshop.sheets() {
        let Ok(Target::Entry(id, _)) = edition.pack().resolve("", &used.sheet.value) else {
            continue;
        };
        let Some(entry) = edition.entry(id) else { continue };
        // `print: false` says that a page is no sheet, whatever a step would like.
        if entry.print == Some(false) || !seen.insert((id, used.per)) {
            continue;
        }
        if used.per == Per::Group {
            piles.extend(cards.take().into_iter().flatten());
        }
        piles.push(made(Sheet::Module(id), &entry.title.value, &entry.slug, used.per));
        posters(&mut piles, entry, names);
    }
    piles.extend(cards.into_iter().flatten());
    piles
}

fn cards(edition: &CutPack<'_>, workshop: &Workshop, names: &Names) -> Vec<Pile> {
    let mut seen = HashSet::new();
    let mut dealt = edition.dealt(workshop);
    dealt.retain(|entry| seen.insert(entry.id));
    let scenarios = u32::try_from(dealt.len()).unwrap_or(u32::MAX);
    let named = workshop.scenarios.is_some();
    let card = |entry: &Entry| Pile {
        sheet: Sheet::Cards(entry.id),
        title: names.card.replace("{title}", &entry.title.value),
        slug: format!("card-{}", entry.slug),
        share: Share::Cards { scenarios, named },
    };
    dealt.into_iter().map(|entry| card(entry)).collect()
}

/// Headings for flip charts that a handout lists, unless they are in a pile already.
fn posters(piles: &mut Vec<Pile>, entry: &Entry, names: &Names) {
    let Details::Handout(handout) = &entry.details else { return };
    if piles.iter().any(|pile| pile.sheet == Sheet::Posters(entry.id)) {
        return;
    }
    for (per, name, what) in [
        (Per::Room, &names.posters_room, "for-the-room"),
        (Per::Group, &names.posters_group, "for-each-group"),
    ] {
        if handout.posters.iter().any(|poster| poster.per == per) {
            piles.push(Pile {
                sheet: Sheet::Posters(entry.id),
                title: name.replace("{title}", &entry.title.value),
                slug: format!("{}-{what}", entry.slug),
                share: Share::Each(per),
            });
        }
    }
}
