//! What pages have that mentorpack makes: the variable named after the template.

use serde::Serialize;
use tera::Value;

use super::{
    BringView, DateView, FileView, Html, Link, LinkView, OutcomeView, SectionView, WorkshopView,
    map,
};
use crate::project::Privacy;

/// `front`: the front page.
#[derive(Debug, Clone, Serialize)]
pub struct FrontView {
    /// Ways in: `mentor`, `mentee`, `branch`, `tutor`, with the page each opens.
    pub doors: Vec<DoorView>,
    /// The first workshop, whose line the page draws.
    pub workshop: Option<LinkView>,
    /// Its plan.
    pub plan: Option<WorkshopView>,
    /// Modules that are in no section.
    pub pages: Vec<LinkView>,
    /// Up to ten scenarios, by number.
    pub scenarios: Vec<LinkView>,
}

/// A way in.
#[derive(Debug, Clone, Serialize)]
pub struct DoorView {
    /// `mentor`, `mentee`, `branch`, `tutor`; the words are in the string table.
    pub id: String,
    /// The page it opens.
    pub link: LinkView,
}

/// `section`: a section's page.
#[derive(Debug, Clone)]
pub struct SectionPageView {
    /// Its modules, in order.
    pub modules: Vec<Link>,
}

impl SectionPageView {
    /// As templates see it.
    pub fn into_value(self) -> Value {
        map([("modules", self.modules.into())])
    }
}

/// `topics`: the A to Z.
#[derive(Debug, Clone)]
pub struct TopicsView {
    /// In order of the alphabet; only letters that have entries.
    pub letters: Vec<LetterView>,
}

impl TopicsView {
    /// As templates see it.
    pub fn into_value(self) -> Value {
        let topic = |TopicView { topic, links }: TopicView| {
            map([("topic", topic.into()), ("links", links.into())])
        };
        let letter = |LetterView { letter, id, topics }: LetterView| {
            let topics: Vec<Value> = topics.into_iter().map(topic).collect();
            map([("letter", letter.into()), ("id", id.into()), ("topics", topics.into())])
        };
        map([("letters", self.letters.into_iter().map(letter).collect::<Vec<_>>().into())])
    }
}

/// A letter of the A to Z.
#[derive(Debug, Clone)]
pub struct LetterView {
    /// `A`
    pub letter: String,
    /// Anchor, without `#`.
    pub id: String,
    /// In order.
    pub topics: Vec<TopicView>,
}

/// A topic: a module's title, a tag or a glossary term, and the pages about it.
#[derive(Debug, Clone)]
pub struct TopicView {
    /// The topic.
    pub topic: String,
    /// Pages about it.
    pub links: Vec<Link>,
}

/// `glossary`: the terms.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryView {
    /// In order of the alphabet.
    pub terms: Vec<TermView>,
}

/// A term of the glossary.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Anchor, without `#`.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub definition_html: String,
}

/// `about`: what the pack is made of.
#[derive(Debug, Clone, Serialize)]
pub struct AboutView {
    /// How many modules each section has.
    pub sections: Vec<SectionView>,
    /// The pack's privacy notice, where it has one.
    pub privacy: Option<Privacy>,
    /// Modules whose review date is their own, soonest first; at most 100.
    pub dated: Vec<DatedView>,
}

/// `changes`: what changed from version to version. A pack that keeps a `CHANGELOG.md` has it in
/// `page.body_html` instead.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// The newest first.
    pub versions: Vec<VersionView>,
}

/// A version of the pack.
#[derive(Debug, Clone, Serialize)]
pub struct VersionView {
    /// Anchor, without `#`.
    pub id: String,
    /// As the owner counts versions.
    pub version: String,
    /// When it came out.
    pub date: Option<DateView>,
    /// What changed.
    pub changes: Vec<ChangeView>,
}

/// Something that changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// In words.
    pub html: Html,
    /// Whether only tutors are told of it.
    pub tutor_only: bool,
}

/// `files`: what a release consists of.
#[derive(Debug, Clone, Serialize)]
pub struct FilesView {
    /// How many files there are, without this page and the lists of checksums.
    pub total: usize,
    /// How large they are together: `12 MB`.
    pub size: String,
    /// Names of the parts that pages load, from `assets/`, with a space between them.
    pub parts: String,
    /// In order.
    pub files: Vec<ListedFileView>,
}

/// A file of a release.
#[derive(Debug, Clone, Serialize)]
pub struct ListedFileView {
    /// From the edition's folder.
    pub path: String,
    /// Its size in bytes: `86,982`.
    pub bytes: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A module with a review date of its own.
#[derive(Debug, Clone, Serialize)]
pub struct DatedView {
    /// The module.
    pub link: LinkView,
    /// Its next review.
    pub review_by: DateView,
}

/// `clock` in `clock.html` and `record` in `record.html`: a workshop's desk, for tutors.
#[derive(Debug, Clone, Serialize)]
pub struct DeskView {
    /// The workshop.
    pub workshop: LinkView,
    /// Its plan.
    pub plan: WorkshopView,
}

/// `print` in `print.html`: what to print and to bring for a workshop, for tutors.
#[derive(Debug, Clone, Serialize)]
pub struct PrintView {
    /// The workshop.
    pub workshop: LinkView,
    /// People of the plan, if it says.
    pub people: Option<u32>,
    /// Groups of the plan, if it says.
    pub groups: Option<u32>,
    /// Tutors.
    pub tutors: u32,
    /// Spare sheets, as a share of the people in per cent.
    pub spare: u32,
    /// Most people, groups, tutors and sheets that a job may have.
    pub most: u32,
    /// Every sheet that the workshop may need, in the order of use; one that the plan's own numbers
    /// do not call for has no number.
    pub rows: Vec<PrintRowView>,
    /// What to bring.
    pub materials: Vec<BringView>,
    /// How many stacks and copies that makes; none where the plan does not
    /// say who comes.
    pub total: Option<PrintTotalView>,
}

/// A sheet that a workshop uses.
#[derive(Debug, Clone, Serialize)]
pub struct PrintRowView {
    /// Its place in the order of use, from 1.
    pub number: Option<u32>,
    /// What it is called.
    pub title: String,
    /// The page it belongs to.
    pub link: LinkView,
    /// Its PDFs; none where a build makes none.
    pub files: Vec<FileView>,
    /// How the first of them is printed, where copies of the whole file would be too many.
    pub how: Option<PrintHowView>,
    /// `person`, `group`, `tutor`, `room`, or `cards`.
    pub share: String,
    /// For cards: how many scenarios share one a person.
    pub scenarios: u32,
    /// For cards: whether the plan names its scenarios.
    pub named: bool,
    /// Copies for the plan's own numbers; none where it does not say.
    pub copies: Option<u32>,
}

/// How a file is printed that is not one copy of its sheet: it holds several cards, or headings for
/// somebody else too.
#[derive(Debug, Clone, Serialize)]
pub struct PrintHowView {
    /// How many cards it holds; 0 for what is no card.
    pub cards: u32,
    /// Which of its pages are meant: `4`, `1–3, 5`.
    pub pages: Option<String>,
    /// Whether that is one page.
    pub one_page: bool,
    /// How often to print that; none where the plan does not say.
    pub times: Option<u32>,
}

/// All copies of a workshop.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct PrintTotalView {
    /// Stacks.
    pub stacks: u32,
    /// Ordinary copies.
    pub copies: u32,
}

/// `outcomes` in `outcomes.html`: which part of the pack serves which outcome, for tutors.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// In the pack's order.
    pub rows: Vec<MatrixRowView>,
    /// The same as a table for spreadsheets.
    pub csv_url: String,
}

/// A row of the outcomes matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRowView {
    /// The outcome.
    pub outcome: OutcomeView,
    /// Models, boundaries, scenarios and guides that serve it.
    pub modules: Vec<LinkView>,
    /// Workshop steps that serve it: title of the step, address with its anchor.
    pub steps: Vec<LinkView>,
    /// Handouts and forms that serve it.
    pub sheets: Vec<LinkView>,
}
