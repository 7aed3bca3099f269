//! Which PDFs an edition has: what is set for each module, and under which name.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::data::{self, Draft};
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::{Details, Kind, Workshop};
use crate::pack::{Entry, EntryId, Target, pdfs};
use crate::project::Audience;
use crate::render::facts::Facts;
use crate::render::sheets::Role;
use crate::source::Span;
use crate::view::paper::CardsView;

/// Tried one after another until the text of a card has room.
const CARDS_PER_SHEET: [u32; 3] = [4, 2, 1];

/// How many PDFs are set before Typst is asked to forget what it remembers of them, some 1.4 MB
/// each.
const BATCH: usize = 24;

/// What is to be set.
#[derive(Clone)]
pub(super) enum Subject {
    Module(Arc<Entry>, Role),
    Book(Volume),
    Outcomes,
}

/// A part of the book, in modules of the edition that are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Volume {
    /// From 1.
    pub(super) number: usize,
    /// How many there are.
    pub(super) of: usize,
    /// Which modules, counted from 0.
    pub(super) modules: Range<usize>,
}

/// A PDF to be made.
pub(super) struct Order<'a> {
    pub(super) subject: Subject,
    pub(super) large: bool,
    /// The cut that it shows.
    pub(super) facts: Facts<'a>,
    /// Whether it holds what is for tutors only.
    pub(super) tutor: bool,
    pub(super) wish: Wish,
}

/// What a print job wants otherwise than a build.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wish {
    /// Pages for a booklet.
    pub(super) a5: bool,
    /// So many cards.
    pub(super) cards: Option<u32>,
    /// Flip-chart headings for the room, or for each group.
    pub(super) posters: Option<Per>,
}

impl Order<'_> {
    /// From the edition's folder.
    pub(super) fn address(&self) -> String {
        let large = if self.large { pdfs::LARGE_PRINT } else { "" };
        match &self.subject {
            Subject::Module(entry, role) => {
                let stem = entry.address.trim_end_matches(".html");
                format!("{stem}{}{large}.pdf", role.suffix())
            }
            Subject::Book(volume) => {
                format!("{}{large}.pdf", pdfs::volume(volume.number, volume.of))
            }
            Subject::Outcomes => format!("{}{large}.pdf", pdfs::OUTCOMES),
        }
    }

    /// As a theme's author is told what was being made.
    pub(super) fn making(&self) -> String {
        match &self.subject {
            Subject::Module(entry, _) => format!("the PDF of `{}`", entry.path),
            Subject::Book(_) => "the book".to_owned(),
            Subject::Outcomes => "the PDF of the outcomes".to_owned(),
        }
    }

    /// Which part of the book it is, and of how many, where there are several.
    pub(super) fn part(&self) -> Option<(usize, usize)> {
        match &self.subject {
            Subject::Book(volume) if volume.of > 1 => Some((volume.number, volume.of)),
            _ => None,
        }
    }

    /// Whether it is one of several volumes.
    pub(super) fn is_of_several(&self) -> bool {
        self.part().is_some()
    }

    pub(super) fn module(&self) -> Option<&Arc<Entry>> {
        match &self.subject {
            Subject::Module(entry, _) => Some(entry),
            Subject::Book(_) | Subject::Outcomes => None,
        }
    }

    /// What to set, and what to set instead where the text has no room.
    pub(super) fn drafts(&self, unreadable: &[Span]) -> impl Iterator<Item = (Role, Draft)> {
        let mut paper = data::paper(self.facts.edition.pack().settings.print, self.large);
        if self.wish.a5 {
            paper.size = "a5";
        }
        let wish = self.wish;
        let tries: &[u32] = match &self.subject {
            Subject::Module(_, Role::Cards(_)) => &CARDS_PER_SHEET,
            _ => &[1],
        };
        tries.iter().map(move |per_sheet| match &self.subject {
            Subject::Module(entry, Role::Cards(_)) => {
                let per_sheet = *per_sheet;
                let cards = CardsView { per_sheet, count: wish.cards.unwrap_or(per_sheet) };
                let draft = data::cards(self.facts, entry, cards, paper, unreadable);
                (Role::Cards(per_sheet), draft)
            }
            Subject::Module(entry, Role::Posters) => (
                Role::Posters,
                data::posters(self.facts, entry, paper, |per| {
                    wish.posters.is_none_or(|wanted| wanted == per)
                }),
            ),
            Subject::Module(entry, role) => {
                let fillable = *role == Role::FillIn;
                (*role, data::module(self.facts, entry, self.tutor, fillable, paper, unreadable))
            }
            Subject::Book(volume) => {
                (Role::Book, data::book(self.facts, paper, unreadable, volume))
            }
            Subject::Outcomes => (Role::Outcomes, data::outcomes(self.facts, paper)),
        })
    }
}

/// The book, in so many volumes that none takes more memory than a laptop has.
fn volumes(facts: Facts<'_>) -> impl Iterator<Item = Volume> {
    let modules = facts.edition.entries().iter().filter(|entry| entry.is_bound()).count();
    let of = pdfs::volumes(modules);
    (1..=of).map(move |number| {
        // All of one size, or one more.
        let modules = (number - 1) * modules / of..number * modules / of;
        Volume { number, of, modules }
    })
}

/// Orders that are set together; volumes of a book one by one, for each takes as much memory as some
/// hundreds of sheets.
pub(super) fn batches<'o, 'a>(orders: &'o [Order<'a>]) -> Vec<&'o [Order<'a>]> {
    let of_one_kind = orders.chunk_by(|a, b| a.is_of_several() == b.is_of_several());
    let batches = of_one_kind
        .flat_map(|orders| orders.chunks(if orders[0].is_of_several() { 1 } else { BATCH }));
    batches.collect()
}

/// Modules that a workshop gives to people, groups or the room.
fn given_out(facts: Facts<'_>) -> HashSet<EntryId> {
    let workshops = facts.edition.entries().iter().filter_map(|entry| match &entry.details {
        Details::Workshop(workshop) => Some(workshop),
        _ => None,
    });
    let used = workshops.flat_map(Workshop::sheets).filter(|used| used.per != Per::Tutor);
    let used = used.filter_map(|used| match facts.edition.pack().resolve("", &used.sheet.value) {
        Ok(Target::Entry(id, _)) => Some(id),
        _ => None,
    });
    used.collect()
}

/// Every PDF of an edition. `shared` is the same pack as everyone sees it, where the edition is a
/// tutor's.
pub(super) fn orders<'a>(own: Facts<'a>, shared: Option<Facts<'a>>) -> Vec<Order<'a>> {
    let mut orders = Vec::new();
    let mut order = |subject: Subject, facts: Facts<'a>, tutor: bool| {
        for large in [false, true] {
            orders.push(Order {
                subject: subject.clone(),
                large,
                facts,
                tutor,
                wish: Wish::default(),
            });
        }
    };
    let given = given_out(own);
    for entry in own.edition.entries().iter().filter(|entry| entry.is_printed()) {
        let handed = shared.and_then(|shared| Some((shared, shared.edition.entry(entry.id)?)));
        match handed {
            // Nothing in it is the tutor's: it is the sheet that everyone has.
            Some((shared, handed)) if data::is_shared(entry, handed) => {
                order(Subject::Module(Arc::clone(handed), Role::Page), shared, false);
            }
            Some((shared, handed)) => {
                order(Subject::Module(Arc::clone(entry), Role::Page), own, true);
                order(Subject::Module(Arc::clone(handed), Role::HandOut), shared, false);
            }
            None => {
                let tutor = entry.audience == Audience::Tutor;
                order(Subject::Module(Arc::clone(entry), Role::Page), own, tutor);
                // A page that is the tutors' alone may still be given out as a sheet.
                if let Some(shared) = shared.filter(|_| given.contains(&entry.id)) {
                    let cut = shared.edition.recut(entry);
                    order(Subject::Module(cut, Role::HandOut), shared, false);
                }
            }
        }
        if entry.has_fields() {
            let (facts, entry) = handed.unwrap_or((own, entry));
            order(Subject::Module(Arc::clone(entry), Role::FillIn), facts, false);
        }
        let (facts, cut) = match (handed, shared) {
            (Some((shared, handed)), _) => (shared, Arc::clone(handed)),
            (None, Some(shared)) => (shared, shared.edition.recut(entry)),
            (None, None) => (own, Arc::clone(entry)),
        };
        if entry.has_posters() {
            order(Subject::Module(Arc::clone(&cut), Role::Posters), facts, false);
        }
        if entry.kind() == Kind::Scenario {
            order(Subject::Module(cut, Role::Cards(1)), facts, false);
        }
    }
    for volume in volumes(own) {
        order(Subject::Book(volume), own, own.edition.is_tutors());
    }
    if own.edition.is_tutors() && !own.edition.pack().outcomes.is_empty() {
        order(Subject::Outcomes, own, true);
    }
    orders
}
