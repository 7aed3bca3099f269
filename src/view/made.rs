//! What pages have that mentorpack makes: the variable named after the template.

use serde::Serialize;
use tera::Value;

use super::{DateView, Link, LinkView, OutcomeView, SectionView, WorkshopView, map};
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
