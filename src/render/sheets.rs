//! Which PDFs an edition has, as its pages link them.

use std::collections::HashMap;

use crate::address;
use crate::output::size;
use crate::pack::{EntryId, pdfs};
use crate::view::FileView;

/// What a PDF is of its module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the module's page shows.
    Page,
    /// In a tutor's edition: the module without what is the tutor's, to give to others.
    HandOut,
    /// A form to fill in on a screen.
    FillIn,
    /// A scenario as cards, so many to a sheet of paper, backs included.
    Cards(u32),
    /// A handout's flip-chart headings.
    Posters,
    /// The whole edition.
    Book,
    /// The matrix of outcomes.
    Outcomes,
}

impl Role {
    /// In the string table and in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::HandOut => "hand_out",
            Self::FillIn => "fill_in",
            Self::Cards(_) => "cards",
            Self::Posters => "posters",
            Self::Book => "book",
            Self::Outcomes => "outcomes",
        }
    }

    /// What tells its file's name from that of the module's page.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Page | Self::Book | Self::Outcomes => "",
            Self::HandOut => pdfs::HAND_OUT,
            Self::FillIn => pdfs::FILL_IN,
            Self::Cards(_) => pdfs::CARDS,
            Self::Posters => pdfs::POSTERS,
        }
    }
}

/// A PDF of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// From the edition's folder.
    pub address: String,
    /// What it is of its module.
    pub role: Role,
    /// Whether it is in large print.
    pub large: bool,
    /// Sides.
    pub pages: usize,
    /// Size of the file.
    pub bytes: usize,
    /// Which volume of the book it is, and of how many, where there are several.
    pub part: Option<(usize, usize)>,
}

impl Sheet {
    /// As templates see it.
    pub(super) fn view(&self) -> FileView {
        FileView {
            url: address::relative("", &self.address),
            role: self.role.as_str().to_owned(),
            large_print: self.large,
            pages: self.pages,
            size: size(self.bytes as u64),
            part: self.part.map_or(0, |(number, _)| number),
            parts: self.part.map_or(1, |(_, of)| of),
        }
    }
}

/// Every PDF of an edition; none where none were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheets {
    modules: HashMap<EntryId, Vec<Sheet>>,
    /// The whole edition as a book, in ordinary and in large print.
    pub book: Vec<Sheet>,
    /// The matrix of outcomes, likewise; for tutors.
    pub outcomes: Vec<Sheet>,
}

impl Sheets {
    /// The PDFs of a module, those in large print after those of the same role that are not.
    pub fn of(&self, module: EntryId) -> &[Sheet] {
        self.modules.get(&module).map_or(&[], Vec::as_slice)
    }

    /// Adds one to a module's.
    #[cfg(feature = "pdf")]
    pub(super) fn add(&mut self, module: EntryId, sheet: Sheet) {
        let sheets = self.modules.entry(module).or_default();
        sheets.push(sheet);
        // Cards come fewer to a sheet in large print, and are the same cards.
        let role = |role| if let Role::Cards(_) = role { Role::Cards(0) } else { role };
        sheets.sort_by_key(|sheet| (role(sheet.role), sheet.large));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.modules.values().map(Vec::len).sum::<usize>() + self.book.len() + self.outcomes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
