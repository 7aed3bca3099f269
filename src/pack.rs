//! Drafts to a pack: typed modules in sections, with look-ups by path.

mod addresses;
mod assemble;
mod changes;
pub mod cut;
mod finder;
pub mod keys;
pub mod kinds;
pub mod pdfs;
mod resolve;
mod terms;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::body::Body;
use crate::load::Asset;
use crate::project::{Audience, Settings};
use crate::source::{FileId, Span};
use crate::yaml::{Date, Text};
use kinds::{Details, Kind};

pub use changes::{Changes, Version};
pub(crate) use finder::TermFinder;
pub use resolve::BESIDE;
pub use resolve::{LinkProblem, Target};
pub use terms::{OUTCOME, Outcome, TERM, Term};

/// A module of a pack; cheap to copy, meaningless without its [`Pack`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(usize);

/// A section; cheap to copy, meaningless without its [`Pack`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(usize);

/// All that was read, typed and in order, and not yet checked.
#[derive(Debug)]
pub struct Pack {
    /// What `pack.yaml` says.
    pub settings: Settings,
    /// The front page's words.
    pub front: Option<FrontPage>,
    /// In the order in which they are shown.
    pub sections: Vec<Section>,
    /// Modules, by section and in their order within it.
    pub entries: Vec<Arc<Entry>>,
    /// From `outcomes.yaml`.
    pub outcomes: Vec<Outcome>,
    /// From `glossary.yaml`, by the alphabet.
    pub glossary: Vec<Term>,
    /// What changed from version to version.
    pub changes: Changes,
    /// Files that are no modules.
    pub assets: Vec<Asset>,
    by_path: HashMap<String, EntryId>,
    section_by_path: HashMap<String, SectionId>,
    asset_by_path: HashMap<String, usize>,
    lower_paths: HashMap<String, String>,
    unread: HashSet<String>,
    taken_assets: HashSet<String>,
}

/// The words of the front page: `content/index.md`.
#[derive(Debug)]
pub struct FrontPage {
    /// The file.
    pub file: FileId,
    /// Title; the pack's, unless it has one.
    pub title: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// The text.
    pub body: Body,
}

/// A section: a folder of `content/`, or the scenarios.
#[derive(Debug)]
pub struct Section {
    /// The folder's slug.
    pub slug: String,
    /// The folder as it is called on disk, from which its texts' addresses are meant.
    pub folder: String,
    /// From its `index.md`.
    pub title: Option<Text>,
    /// One sentence, from its `index.md`.
    pub summary: Option<String>,
    /// Its place among sections.
    pub order: Option<u32>,
    /// Introduction, from its `index.md`.
    pub intro: Body,
    /// Its `index.md`, if it has one.
    pub file: Option<FileId>,
    /// The kind that its folder gives.
    pub kind: Kind,
}

impl Section {
    /// Its page.
    pub fn address(&self) -> String {
        format!("{}/index.html", self.slug)
    }
}

/// A module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the pack.
    pub id: EntryId,
    /// The file.
    pub file: FileId,
    /// As links name it: `models/grow.md`.
    pub path: String,
    /// Where its page goes: `models/grow.html`.
    pub address: String,
    /// `grow`
    pub slug: String,
    /// Its section; none for modules directly in `content/`.
    pub section: Option<SectionId>,
    /// Its title.
    pub title: Text,
    /// One sentence.
    pub summary: Option<String>,
    /// Its place in the section.
    pub order: Option<u32>,
    /// Whom it is for.
    pub audience: Audience,
    /// Tags as written.
    pub tags: Vec<String>,
    /// Outcomes it serves.
    pub outcomes: Vec<Text>,
    /// The role that answers for it, if not the pack's.
    pub owner: Option<String>,
    /// Last review, if not the pack's.
    pub reviewed: Option<Date>,
    /// Next review, if not the pack's.
    pub review_by: Option<Date>,
    /// Where that is said, or could be.
    pub review_by_span: Span,
    /// Whether it is printed; unless said, its kind decides.
    pub print: Option<bool>,
    /// Where its facts come from.
    pub sources: Vec<Body>,
    /// What its kind adds.
    pub details: Details,
    /// The text.
    pub body: Body,
    headings: Headings,
}

/// A text's headings by id, with whom each is for; gathered when the first link asks, before the
/// text is cut.
pub(crate) type Headings = OnceLock<HashMap<String, Audience>>;

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.details.kind()
    }

    /// Where its calendar goes, if it is a workshop that says when it is.
    pub fn calendar_address(&self) -> Option<String> {
        let Details::Workshop(workshop) = &self.details else { return None };
        workshop.is_dated().then(|| format!("{}.ics", self.address.trim_end_matches(".html")))
    }

    /// The folder from which its addresses are meant.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Every Markdown text of the module, with whom it is for.
    pub fn prose(&self) -> Vec<(Audience, &Body)> {
        let mut prose = vec![(Audience::Everyone, &self.body)];
        prose.extend(self.sources.iter().map(|body| (Audience::Everyone, body)));
        prose.extend(self.details.prose());
        if self.audience == Audience::Tutor {
            prose.iter_mut().for_each(|(audience, _)| *audience = Audience::Tutor);
        }
        prose
    }

    /// Whether its page has an element of this id that a link may name.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchor_audience(id).is_some()
    }

    /// Ids on its page that a link may name.
    pub fn anchors(&self) -> Vec<String> {
        let mut anchors = self.body.anchors();
        anchors.extend(self.details.anchors());
        anchors
    }

    /// For whom the element of this id is, if there is one.
    pub fn anchor_audience(&self, wanted: &str) -> Option<Audience> {
        if self.details.has_anchor(wanted) {
            return Some(self.audience);
        }
        let headings = self.headings.get_or_init(|| self.body.headings(self.audience));
        headings.get(wanted).copied()
    }
}

impl Pack {
    /// A module by its number.
    pub fn entry(&self, id: EntryId) -> &Arc<Entry> {
        &self.entries[id.0]
    }

    /// A section by its number.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0]
    }

    /// Every section with its number.
    pub fn numbered_sections(&self) -> impl Iterator<Item = (SectionId, &Section)> {
        self.sections.iter().enumerate().map(|(at, section)| (SectionId(at), section))
    }

    /// For whom a section is: for tutors if every module in it is.
    pub fn section_audience(&self, id: SectionId) -> Audience {
        let from = self.entries.partition_point(|entry| entry.section < Some(id));
        let mut inside =
            self.entries[from..].iter().take_while(|entry| entry.section == Some(id)).peekable();
        let tutors = inside.peek().is_some() && inside.all(|e| e.audience == Audience::Tutor);
        if tutors { Audience::Tutor } else { Audience::Everyone }
    }

    /// Whether a file cannot be copied because something else has its address.
    pub fn address_is_taken(&self, asset: &Asset) -> bool {
        self.taken_assets.contains(&asset.path)
    }

    /// Every scenario, in order.
    pub fn scenarios(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(|entry| entry.kind() == Kind::Scenario)
    }

    /// The module at a path, as links name it.
    pub fn by_path(&self, path: &str) -> Option<EntryId> {
        self.by_path.get(path).copied()
    }

    /// An outcome by its id.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }
}
