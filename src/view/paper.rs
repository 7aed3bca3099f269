//! What print templates may see: the documented contract with authors of `themes/<name>/print/`.
//!
//! A template is a Typst file named after its layout: `handout.typ`, `workshop.typ`, `book.typ`.
//! It reads two files of data and never any markup, so that no text of an author is ever taken for
//! Typst's own:
//!
//! - `json("/theme.json")`, the same for all sheets of an edition ([`PressView`]). Read it once, at
//!   the top of a file that others import: it is then read once for all sheets.
//! - `json("/data.json")`, the sheet's own ([`SheetData`]). Read it in the layout's own file only.
//!
//! A file of a theme stands for its parents' of the same name; the built-in ones are also found
//! under `/builtin/`. Colours are `#rrggbb`; sizes of text are points, times are minutes.

mod prose;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{DateView, MatrixRowView, OutcomeView, PackView, PosterView};

pub use prose::*;

/// `/theme.json`: what all sheets of an edition share.
#[derive(Debug, Clone, Serialize)]
pub struct PressView {
    /// The pack's facts, as the screen's templates have them.
    pub pack: PackView,
    /// The theme's string table.
    pub words: BTreeMap<String, String>,
    /// The light scheme by name, `#rrggbb`; greys where the pack avoids colour.
    pub colours: BTreeMap<String, String>,
    /// The theme's logo.
    pub logo: Option<PaperImage>,
    /// Families of the theme's own fonts, to be tried before the built-in ones.
    pub fonts: Vec<String>,
}

/// `/data.json`: one document.
#[derive(Debug, Clone, Serialize)]
pub struct SheetData<C> {
    /// Size of paper and text.
    pub paper: Paper,
    /// What stands at its head and foot.
    pub sheet: SheetView,
    /// What is particular to the layout.
    #[serde(flatten)]
    pub content: C,
}

/// Size of the paper and of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// `a4` or `a5`.
    pub size: &'static str,
    /// Body text, points.
    pub text: u32,
    /// Whether it is large print, in which nothing is smaller than `text`.
    pub large: bool,
}

/// A sheet's head and foot.
#[derive(Debug, Clone, Serialize)]
pub struct SheetView {
    /// `handout`, `form`, ...
    pub kind: String,
    /// `Handout`, in the reader's language.
    pub kind_label: String,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it holds what is for tutors only.
    pub tutor: bool,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Last review.
    pub reviewed: Option<DateView>,
    /// Next review.
    pub review_by: Option<DateView>,
    /// Outcomes it serves.
    pub outcomes: Vec<OutcomeView>,
}

/// `body`, `sources` and the variable of the kind: a module's sheet.
#[derive(Debug, Clone, Serialize)]
pub struct ModuleData<K> {
    /// Its text.
    pub body: Vec<PaperBlock>,
    /// Where its facts come from.
    pub sources: Vec<Vec<PaperBlock>>,
    /// The variable named after its kind, as in [`crate::view`], its prose as blocks.
    #[serde(flatten)]
    pub kind: Option<K>,
    /// Of a form: whether its boxes are to become fields. A template marks each by
    /// `link("x-form:NAME", box)`, or `NAME=VALUE` for an option or a point of a scale, `NAME.other`
    /// for other words, `NAME.ROW.COLUMN` for a cell, counted from 1.
    pub fillable: bool,
}

/// `posters` in `posters.typ`: a page each.
#[derive(Debug, Clone, Serialize)]
pub struct PostersView {
    /// In order.
    pub posters: Vec<PosterView>,
}

/// `booklet.typ` and `tiles.typ`: finished pages that are placed on other paper.
#[derive(Debug, Clone, Serialize)]
pub struct ImposedView {
    /// The PDF that holds them; `image(source, page: 1)` is the first.
    pub source: &'static str,
    /// How many there are.
    pub count: usize,
}

/// `job` in `packing-list.typ`: a print job.
#[derive(Debug, Clone, Serialize)]
pub struct JobView {
    /// The workshop's title.
    pub workshop: String,
    /// People who come.
    pub people: u32,
    /// Groups; absent where the plan has none.
    pub groups: Option<u32>,
    /// Tutors.
    pub tutors: u32,
    /// Spare sheets a person's sheet.
    pub spare: u32,
    /// Copies in large print.
    pub large_print: u32,
    /// Minutes.
    pub length: u32,
    /// The day.
    pub on: Option<DateView>,
    /// `11:00`
    pub start: Option<String>,
    /// Where it is.
    pub venue: Option<String>,
    /// In the order of use.
    pub stacks: Vec<StackView>,
    /// Sheets of paper in all.
    pub sheets_total: u64,
    /// What is no paper.
    pub materials: Vec<JobMaterial>,
    /// Steps left out to fit the length.
    pub left_out: Vec<String>,
    /// Whether forms have a line for whom to return them to, since the pack's contact is still a
    /// placeholder.
    pub open_contact: bool,
}

/// A stack of a print job.
#[derive(Debug, Clone, Serialize)]
pub struct StackView {
    /// Its place in the order of use.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The file of its ordinary copies.
    pub file: String,
    /// The file of those in large print.
    pub large_print_file: Option<String>,
    /// Ordinary copies.
    pub copies: u32,
    /// Copies in large print.
    pub large_print: u32,
    /// `person`, `group`, `tutor`, `room`.
    pub per: String,
    /// How often its file is printed: 1 where the file holds all copies, as it does of cards.
    pub prints: u32,
    /// Sides of the file.
    pub sides: u32,
    /// Sheets of paper for all copies, large print included.
    pub sheets: u64,
    /// `A4`
    pub paper: String,
    /// `no`, `long edge`, `short edge`.
    pub duplex: String,
}

/// Something to bring that is no paper.
#[derive(Debug, Clone, Serialize)]
pub struct JobMaterial {
    /// `sticky notes`
    pub item: String,
    /// In all, rounded up to whole packs.
    pub total: u32,
    /// How many come in a pack.
    pub pack_of: Option<u32>,
}

/// `cards` in `cards.typ`, beside `scenario`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CardsView {
    /// 4, 2 or 1: how often the card stands on a sheet. A template says by
    /// `#metadata(true) <fits>` or `#metadata(false) <fits>` whether its text has room; if not,
    /// fewer are tried.
    pub per_sheet: u32,
    /// How many cards in all; as many as a sheet holds, unless a print job needs another number.
    pub count: u32,
}

/// `matrix` in `outcomes.typ`.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMatrix {
    /// In the pack's order.
    pub rows: Vec<MatrixRowView>,
}

/// `book` in `book.typ`: the whole edition.
#[derive(Debug, Clone, Serialize)]
pub struct BookView<K> {
    /// The edition's name.
    pub edition: String,
    /// Which volume it is, and of how many, where there are several.
    pub part: Option<[usize; 2]>,
    /// Sections with their modules; those in none come first, without a title.
    pub chapters: Vec<ChapterView<K>>,
    /// By the alphabet.
    pub glossary: Vec<PaperTerm>,
}

/// A section of the book.
#[derive(Debug, Clone, Serialize)]
pub struct ChapterView<K> {
    /// Unique in the book: links lead to it.
    pub label: String,
    /// The section's title.
    pub title: Option<String>,
    /// Its introduction.
    pub intro: Vec<PaperBlock>,
    /// In order.
    pub modules: Vec<BookModule<K>>,
}

/// A module in the book.
#[derive(Debug, Clone, Serialize)]
pub struct BookModule<K> {
    /// Unique in the book: links lead to it.
    pub label: String,
    /// What stands at its head.
    pub sheet: SheetView,
    /// Text and variable of the kind.
    #[serde(flatten)]
    pub content: ModuleData<K>,
}

/// A term of the glossary.
#[derive(Debug, Clone, Serialize)]
pub struct PaperTerm {
    /// Unique in the book.
    pub label: String,
    /// The term.
    pub term: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub definition: Vec<PaperBlock>,
}
