//! What templates may see: the documented contract with theme authors.
//!
//! Every template is given the same variables: `pack`, `edition`, `assets`, `sections` (shared by
//! all pages of an edition) and `root`, `page`, plus one variable named like the template
//! (`model` in `model.html`, `workshop` in `workshop.html`, `front` in `front.html`, ...).
//!
//! Every `url` is relative to the edition's folder; a template writes
//! `href="{{ root }}{{ x.url }}"`, since `root` is the way from the page to that folder (`""`,
//! `"../"`, ...). Fields that end in `_html`, and the prose of kinds ([`Html`]), are finished
//! HTML and are written with `| safe`; everything else is plain text, which templates escape by
//! themselves.
//!
//! # What only the site can do
//!
//! The phone page, the EPUB and the courses are bound from what stands in the `<main>` of finished
//! pages (the room `leaf`). An element with the attribute `data-site-only` stays behind: links to
//! PDFs that lie beside the site, the way to the next page, a page's own list of contents, buttons
//! that open a page of the tutor's desk. So do headings' links to themselves, and, where no script
//! runs, whatever is `hidden`.
//!
//! An element with the attribute `data-fold` is one of several from which a reader of the site picks.
//! On the phone page it opens at a tap on its first heading.
//!
//! # Books and courses
//!
//! An EPUB, a Moodle book and a SCORM package have templates in `templates/carry/`. All see `pack` and
//! `edition`. A page of each (`epub-page.xml`, `moodle-chapter.html`, `scorm-page.html`) has `page`, a
//! [`CarriedPageView`]; what stands round the pages has `epub` or `scorm`: [`EpubView`], [`ScormView`].
//! Those that end in `.xml` must be well-formed XML. Styles and scripts lie in `static/carry/`, which
//! no page of the site loads.

mod carried;
mod form;
mod kinds;
mod made;
pub mod paper;
mod phone;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::project::Contact;

pub use carried::*;
pub use form::*;
pub use kinds::*;
pub use made::*;
pub use phone::*;

/// The pack, the same on every page: `pack`.
#[derive(Debug, Clone, Serialize)]
pub struct PackView {
    /// The pack's title.
    pub title: String,
    /// One line under it.
    pub tagline: Option<String>,
    /// As the owner writes it, for example `1.0`.
    pub version: Option<String>,
    /// BCP 47 language tag for `<html lang>`.
    pub language: String,
    /// Role that answers for the pack.
    pub owner: Option<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Licence in words.
    pub licence: Option<String>,
    /// Where its law holds, for example `England and Wales`.
    pub jurisdiction: Option<String>,
    /// Last review.
    pub reviewed: Option<DateView>,
    /// Next review.
    pub review_by: Option<DateView>,
    /// The date of the build, which no clock gives (see the contract).
    pub date: Option<DateView>,
    /// Whether every page and sheet is to be stamped as a draft.
    pub draft: bool,
    /// Whether this is a release, which has a page that lists its files: `files.html`.
    pub release: bool,
    /// Whether the glossary has terms, and so a page.
    pub has_glossary: bool,
    /// Whether the pack has outcomes, and so tutor's editions a matrix: `outcomes.html`.
    pub has_outcomes: bool,
    /// Whether the edition tells what changed, and so has a page of it: `changes.html`.
    pub has_changes: bool,
    /// Where newer versions are to be had, if the pack says so.
    pub newer: Option<NewerView>,
    /// Whether the edition has forms, and so tutor's editions a page of what they ask: `asks.html`.
    pub has_forms: bool,
}

/// Where newer versions of the pack are to be had. No page ever asks there by itself.
#[derive(Debug, Clone, Serialize)]
pub struct NewerView {
    /// As the owner wrote it: an address, or words.
    pub words: String,
    /// The address, if it is one on the web.
    pub url: Option<String>,
}

/// Prose as finished HTML: a step's `notes`, a scenario's `situation`, `prompts`, `ideas.items` and
/// `listen_for`.
pub type Html = String;

/// A date for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// `2026-11-01`
    pub iso: String,
    /// `1 November 2026`
    pub words: String,
}

/// Which edition this is: `edition`.
#[derive(Debug, Clone, Serialize)]
pub struct EditionView {
    /// As in `pack.yaml`: `participant`, `tutor`.
    pub name: String,
    /// Whether it holds what is for tutors only.
    pub tutor: bool,
}

/// Hashed names of what pages load: `assets`, each from the edition's folder.
#[derive(Debug, Clone, Serialize)]
pub struct AssetsView {
    /// The stylesheet, colours of `theme.yaml` included.
    pub style: String,
    /// The script of every page.
    pub site: String,
    /// The search engine, for the search page only.
    pub search: String,
    /// The search index's first file, for the search page only.
    pub search_index: String,
    /// The script of the tutor's clock.
    pub clock: String,
    /// The script of the page for groups' ideas.
    pub record: String,
    /// The script of the page that counts sheets.
    pub print: String,
    /// The script of forms, for pages that have one.
    pub form: String,
    /// The script of self-check questions, for pages that have any.
    pub quiz: String,
    /// The script of `files.html`, which looks whether all parts belong together.
    pub whole: String,
    /// The theme's logo.
    pub logo: Option<LogoView>,
}

/// The theme's logo.
#[derive(Debug, Clone, Serialize)]
pub struct LogoView {
    /// Where it lies.
    pub url: String,
    /// Its text alternative; empty where the pack's title stands beside it.
    pub alt: String,
}

/// A PDF of a page: an item of `page.files`.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// Where it lies.
    pub url: String,
    /// `page`: what the page shows; `hand_out`: the same without what is the tutor's; `fill_in`: a form
    /// with fields; `cards`, `posters`; `book`, `outcomes` on the pages that mentorpack makes.
    pub role: String,
    /// Whether it is in large print.
    pub large_print: bool,
    /// Sides.
    pub pages: usize,
    /// `85 KB`
    pub size: String,
    /// Which volume of the book it is, from 1; 0 where there is but one.
    pub part: usize,
    /// How many there are.
    pub parts: usize,
}

/// A section of the pack: an item of `sections`, and `page.section`.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// The folder's slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The kind most of its modules have; sets the colour of its edge.
    pub kind: String,
    /// How many modules this edition has in it.
    pub count: usize,
}

/// A link to a page, with what a list says of it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// The page's title.
    pub title: String,
    /// Where it lies.
    pub url: String,
    /// One sentence.
    pub summary: Option<String>,
    /// `model`, `workshop`, ...; empty for pages that mentorpack makes.
    pub kind: String,
    /// `Model`, `Workshop`, ... in the reader's language.
    pub kind_label: String,
    /// Whether it is the page that shows the link.
    pub current: bool,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// A scenario's number.
    pub number: Option<u32>,
}

/// A [`LinkView`] made ready for templates: the many pages that show a link share one.
pub type Link = Value;

/// The page being shown: `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `model`, `workshop`, ...; `front`, `section`, `topics`, `glossary`, `about`, `changes`, `files`,
    /// `search`, `start-here` for pages that mentorpack makes.
    pub kind: String,
    /// The kind in the reader's language; empty for pages that mentorpack makes.
    pub kind_label: String,
    /// Title, also the `<h1>`.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Where it lies.
    pub url: String,
    /// Its section.
    pub section: Option<SectionView>,
    /// The way here from the front page, without the page itself.
    pub breadcrumb: Vec<LinkView>,
    /// The section's modules, or the ten either side where it has more than 40.
    #[serde(skip)]
    pub siblings: Vec<Link>,
    /// Whether `siblings` leaves some out.
    pub siblings_cut: bool,
    /// The module before it in its section.
    #[serde(skip)]
    pub previous: Option<Link>,
    /// The module after it.
    #[serde(skip)]
    pub next: Option<Link>,
    /// Headings of the page; empty where there are fewer than two.
    pub contents: Vec<HeadingView>,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// Its PDFs, those in large print after those of the same role that are not; none where a build
    /// makes none.
    pub files: Vec<FileView>,
    /// Minutes that reading takes, at 200 words a minute, rounded up.
    pub reading_minutes: u32,
    /// Tags as written.
    pub tags: Vec<String>,
    /// Outcomes it serves.
    pub outcomes: Vec<OutcomeView>,
    /// Role that answers for it (its own, else the pack's).
    pub owner: Option<String>,
    /// Last review (its own, else the pack's).
    pub reviewed: Option<DateView>,
    /// Next review (its own, else the pack's).
    pub review_by: Option<DateView>,
    /// Whether its text has a question to check oneself by.
    pub has_questions: bool,
    /// Where its facts come from.
    pub sources_html: Vec<String>,
    /// The text.
    pub body_html: String,
}

impl PageView {
    /// As templates see it.
    pub fn into_value(mut self) -> Value {
        let siblings = std::mem::take(&mut self.siblings);
        let (previous, next) = (self.previous.take(), self.next.take());
        let mut page = Value::from_serializable(&self).into_map().unwrap_or_default();
        page.insert("siblings".into(), siblings.into());
        page.insert("previous".into(), previous.into());
        page.insert("next".into(), next.into());
        page.into()
    }
}

/// A map of things that are ready.
fn map<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::from(BTreeMap::from(fields))
}

/// A heading of the page: an item of `page.contents`.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingView {
    /// Without `#`.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// 2 to 6.
    pub level: u8,
}

/// An outcome of `content/outcomes.yaml`.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeView {
    /// `C1`
    pub id: String,
    /// What a person can do afterwards.
    pub text: String,
}
