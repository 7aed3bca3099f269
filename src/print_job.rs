//! People, groups, spare, large print: how many of which sheet a workshop needs, in the order of
//! use. Pure: nothing here draws a sheet or writes a file.
//!
//! A workshop's sheets fall into [`Pile`]s before anybody has said how many people come; a
//! [`Job`] turns them into [`Stack`]s with copies. `render` shows the piles on the tutor's page and
//! draws the stacks, so this stands before it.
//!
//! The rules, for whoever has to explain a number:
//! - Per person: people and spare, rounded up; large print on top. Spare and large print concern
//!   nothing else.
//! - Cards of each scenario: the number per person, spare included, shared by the scenarios and
//!   rounded up.
//! - Per group, per tutor: one each. For the room: one.
//! - A sheet for which nobody is there (no groups, no tutors) has no stack.
//! - A sheet that several steps use is one stack, at its first use. What is handed to people and
//!   what is handed to groups are two stacks, even of the same sheet: they go to different places
//!   in the room, and only one of them has spare.
//! - Paper comes in this order: the tutors' run sheet, the agenda, then sheets by step. Cards come
//!   just before the first sheet for groups, since they are dealt with it; without one, at the end.
//!   Headings for flip charts come behind the handout that lists them.

mod packing_list;
mod piles;
mod refusal;
mod room;
#[cfg(test)]
mod tests;

use crate::edition::CutPack;
use crate::form::FieldType;
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::workshop::Bring;
use crate::pack::kinds::{Details, Workshop};
use crate::pack::{Entry, EntryId};
use crate::schedule::Clock;
use crate::yaml::Date;

pub use packing_list::{Duplex, FILE as PACKING_LIST, Paper, Printed, packing_list};
pub use piles::{Names, Pile, Share, Sheet, piles};
pub use refusal::Refusal;
pub use room::{MOST, Room, Spare};

/// What somebody asks to be printed. What is left out is as the plan has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Job {
    /// People who come.
    pub people: Option<u32>,
    /// Groups they form; 0 for none.
    pub groups: Option<u32>,
    /// Tutors; 1 where neither job nor plan says.
    pub tutors: Option<u32>,
    /// Sheets beyond one a person.
    pub spare: Spare,
    /// Copies in large print, on top.
    pub large_print: u32,
    /// Minutes, if not the plan's.
    pub length: Option<u32>,
    /// The day.
    pub on: Option<Date>,
    /// When it starts.
    pub start: Option<Clock>,
    /// Where it is.
    pub venue: Option<String>,
}

/// A pile of one sheet, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// Its place in the order of use, from 1.
    pub number: u32,
    /// What is on it.
    pub sheet: Sheet,
    /// What it is called.
    pub title: String,
    /// The same for the name of a file.
    pub slug: String,
    /// For each of whom; cards are for people.
    pub per: Per,
    /// Ordinary copies.
    pub copies: u32,
    /// Copies in large print, besides.
    pub large_print: u32,
    /// Of a form for the room or for tutors that has a table, such as a sign-in sheet: the rows
    /// that give each person (and spare) a line. Where the form asks for more rows, it gets them.
    pub rows: Option<u32>,
    /// How many digits the numbers of this job have.
    digits: usize,
}

/// A job, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stacks {
    /// The workshop's module.
    pub entry: EntryId,
    /// Who comes.
    pub room: Room,
    /// The workshop as it will be run: with the job's people, groups, tutors, day, start and
    /// venue, the minutes of the length asked for, and without the steps that this leaves out.
    pub workshop: Workshop,
    /// Titles of the steps left out.
    pub left_out: Vec<String>,
    /// In the order of use.
    pub stacks: Vec<Stack>,
    /// What to bring.
    pub materials: Vec<Bring>,
}

impl Job {
    /// Counts the sheets and materials of the workshop `entry` in `edition`, which should be one
    /// for tutors, as they print. `names` are the theme's words for sheets that are no modules.
    ///
    /// # Errors
    /// The numbers are missing, make no sense, or fit no plan.
    pub fn stacks(
        &self,
        edition: &CutPack<'_>,
        entry: &Entry,
        names: &Names,
    ) -> Result<Stacks, Refusal> {
        let Details::Workshop(workshop) = &entry.details else {
            return Err(Refusal::NoWorkshop {
                title: entry.title.value.clone(),
                kind: entry.kind().name(),
            });
        };
        let room = self.room(workshop)?;
        let (workshop, left_out) = self.as_run(workshop, room)?;
        let mut stacks = Vec::new();
        for pile in piles(edition, &workshop, names) {
            let copies = pile.copies(&room).ok_or(Refusal::NoGroups)?;
            if copies == 0 {
                continue;
            }
            stacks.push(Stack {
                number: 0,
                copies,
                large_print: pile.large_print(&room),
                rows: rows(edition, &pile).then(|| room.per_person()),
                per: pile.share.per(),
                sheet: pile.sheet,
                title: pile.title,
                slug: pile.slug,
                digits: 0,
            });
        }
        let digits = stacks.len().to_string().len().max(2);
        for (number, stack) in (1..).zip(&mut stacks) {
            (stack.number, stack.digits) = (number, digits);
        }
        let mut materials = workshop.bring();
        if materials.iter().any(|bring| bring.total.is_none()) {
            return Err(Refusal::NoGroups);
        }
        materials.retain(|bring| bring.total != Some(0));
        Ok(Stacks { entry: entry.id, room, workshop, left_out, stacks, materials })
    }

    fn room(&self, workshop: &Workshop) -> Result<Room, Refusal> {
        let people = self.people.or(workshop.people).ok_or(Refusal::NoPeople)?;
        if people == 0 {
            return Err(Refusal::Nobody);
        }
        let groups = self.groups.or(workshop.groups);
        let tutors = self.tutors.or(workshop.tutors).unwrap_or(1);
        let sheets = match self.spare {
            Spare::Sheets(sheets) => sheets,
            Spare::Percent(percent) if percent > 100 => return Err(Refusal::Spare(percent)),
            Spare::Percent(_) => 0,
        };
        for (option, number) in [
            ("--people", people),
            ("--groups", groups.unwrap_or(0)),
            ("--tutors", tutors),
            ("--spare", sheets),
            ("--large-print", self.large_print),
        ] {
            if number > MOST {
                return Err(Refusal::TooMany { option, number });
            }
        }
        if let Some(groups) = groups.filter(|groups| *groups > people) {
            return Err(Refusal::EmptyGroups { groups, people });
        }
        Ok(Room { people, groups, tutors, spare: self.spare, large_print: self.large_print })
    }

    /// The plan as it will be run, and the titles of the steps that it leaves out.
    fn as_run(&self, plan: &Workshop, room: Room) -> Result<(Workshop, Vec<String>), Refusal> {
        let mut workshop = plan.clone();
        workshop.people = Some(room.people);
        workshop.groups = room.groups;
        workshop.tutors = Some(room.tutors);
        workshop.date = self.on.or(plan.date);
        workshop.venue = self.venue.clone().or(workshop.venue);
        let mut left_out = Vec::new();
        let (length, start) = (self.length, self.start);
        let length = length.filter(|length| *length != plan.length());
        match &mut workshop.sessions[..] {
            [session] => {
                session.start = start.or(session.start);
                if let Some(length) = length {
                    let fitted = session
                        .fitted(length)
                        .map_err(|unfit| Refusal::Length { length, unfit })?;
                    session.length = length;
                    let mut minutes = fitted.minutes.into_iter();
                    session.steps.retain_mut(|step| match minutes.next().flatten() {
                        Some(fitted) => {
                            step.minutes = fitted;
                            true
                        }
                        None => {
                            left_out.push(step.title.clone());
                            false
                        }
                    });
                }
            }
            _ if length.is_some() => return Err(Refusal::Course("--length")),
            _ if start.is_some() => return Err(Refusal::Course("--start")),
            _ => {}
        }
        Ok((workshop, left_out))
    }
}

/// Whether the rows of the pile's sheet follow the people.
fn rows(edition: &CutPack<'_>, pile: &Pile) -> bool {
    let Sheet::Module(id) = pile.sheet else { return false };
    let once = matches!(pile.share, Share::Each(Per::Room | Per::Tutor));
    let table = edition.entry(id).is_some_and(|entry| match &entry.details {
        Details::Form(module) => {
            module.form.fields.iter().any(|field| field.field_type == FieldType::Table)
        }
        _ => false,
    });
    once && table
}

impl Stack {
    /// The file of its ordinary copies: `05-role-card-28-copies.pdf`.
    pub fn file(&self) -> String {
        self.named("", self.copies)
    }

    /// The file of its copies in large print, if it has any:
    /// `05-role-card-large-print-3-copies.pdf`.
    pub fn large_print_file(&self) -> Option<String> {
        (self.large_print > 0).then(|| self.named("-large-print", self.large_print))
    }

    /// How often its file is printed: that of cards has all of them in it.
    pub fn prints(&self) -> u32 {
        if matches!(self.sheet, Sheet::Cards(_)) { 1 } else { self.copies }
    }

    /// Whether it stays with the tutors, so that it may hold what is theirs alone.
    pub fn is_tutors(&self) -> bool {
        self.per == Per::Tutor
    }

    fn named(&self, what: &str, copies: u32) -> String {
        let Self { number, digits, slug, .. } = self;
        let plural = if copies == 1 { "copy" } else { "copies" };
        // The file of cards has all of them in it, and is printed once.
        let all = if matches!(self.sheet, Sheet::Cards(_)) { "-all" } else { "" };
        format!("{number:0digits$}-{slug}{what}{all}-{copies}-{plural}.pdf")
    }
}
