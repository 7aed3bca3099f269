//! Which PDFs a module has, and under which names: said here, where no file of an author may take
//! one of them.

use super::Entry;
use super::kinds::{Details, Kind};

/// Behind the name of what is set in large print.
pub const LARGE_PRINT: &str = "-large-print";
/// Behind the module's name: without what is the tutor's, to give to others.
pub const HAND_OUT: &str = "-to-hand-out";
/// Behind the module's name: a form to fill in on a screen.
pub const FILL_IN: &str = "-to-fill-in";
/// Behind the module's name: a scenario as cards.
pub const CARDS: &str = "-cards";
/// Behind the module's name: a handout's flip-chart headings.
pub const POSTERS: &str = "-posters";
/// The whole edition.
pub const BOOK: &str = "book";
/// A book of more modules is bound in volumes: Typst takes some 0.6 MB for each of its pages, and
/// forgets none of them before the last.
const IN_A_VOLUME: usize = 100;
/// The matrix of outcomes.
pub const OUTCOMES: &str = "outcomes";

impl Entry {
    /// Whether the module has a PDF of its own: unless it says so itself, all but guides, which are
    /// read on screen and in the book.
    pub fn is_printed(&self) -> bool {
        self.print.unwrap_or(self.kind() != Kind::Guide)
    }

    /// Whether it is in the book: what is not to be printed is not in that either.
    pub fn is_bound(&self) -> bool {
        self.print != Some(false)
    }

    /// Whether it is a form with anything to fill in.
    pub fn has_fields(&self) -> bool {
        matches!(&self.details, Details::Form(module) if !module.form.fields.is_empty())
    }

    /// Whether it is a handout with headings for flip charts.
    pub fn has_posters(&self) -> bool {
        matches!(&self.details, Details::Handout(handout) if !handout.posters.is_empty())
    }

    /// Addresses of every PDF that some edition may have of the module.
    pub(super) fn pdf_addresses(&self) -> Vec<String> {
        if !self.is_printed() {
            return Vec::new();
        }
        let stem = self.address.trim_end_matches(".html");
        let suffixes = [
            Some(""),
            Some(HAND_OUT),
            self.has_fields().then_some(FILL_IN),
            (self.kind() == Kind::Scenario).then_some(CARDS),
            self.has_posters().then_some(POSTERS),
        ];
        let names = suffixes.into_iter().flatten().map(|suffix| format!("{stem}{suffix}"));
        names.flat_map(|name| both_prints(&name)).collect()
    }
}

/// In how many volumes a book of so many modules is bound.
pub fn volumes(modules: usize) -> usize {
    modules.div_ceil(IN_A_VOLUME).max(1)
}

/// The name of a volume, counted from 1, of so many.
pub fn volume(number: usize, of: usize) -> String {
    if of > 1 { format!("{BOOK}-{number}") } else { BOOK.to_owned() }
}

/// The addresses of a PDF and of the same in large print.
pub(super) fn both_prints(name: &str) -> [String; 2] {
    ["", LARGE_PRINT].map(|large| format!("{name}{large}.pdf"))
}
