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

use super::{DateView, MatrixRowView, OutcomeView, PackView};

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
}

/// `cards` in `cards.typ`, beside `scenario`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CardsView {
    /// 4, 2 or 1: how often the card stands on a sheet. A template says by
    /// `#metadata(true) <fits>` or `#metadata(false) <fits>` whether its text has room; if not,
    /// fewer are tried.
    pub per_sheet: u32,
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
