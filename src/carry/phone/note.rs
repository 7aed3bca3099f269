//! What a phone page gives up for its size, and how that is told.

use std::fmt;

use crate::output::size;

/// Something that whoever hands the page out should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A picture was made smaller.
    Shrunk {
        /// Its address in the edition.
        picture: String,
        /// The titles of the pages that show it.
        pages: Vec<String>,
        /// Bytes of its file.
        before: u64,
        /// Bytes in the page.
        after: u64,
    },
    /// A picture was left out; its text alternative stands in its place.
    LeftOut {
        /// Its address in the edition.
        picture: String,
        /// The titles of the pages that would show it.
        pages: Vec<String>,
        /// Bytes of its file.
        before: u64,
    },
    /// The page is larger than it was to be, though no picture is left in it.
    TooLarge {
        /// Bytes of the page.
        bytes: u64,
        /// Bytes that it was to have at most.
        budget: u64,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shrunk { picture, pages, before, after } => {
                let (before, after) = (size(*before), size(*after));
                write!(f, "{picture} ({}) was made smaller: {before} to {after}", on(pages))
            }
            Self::LeftOut { picture, pages, before } => {
                let before = size(*before);
                write!(
                    f,
                    "{picture} ({}), {before}, was left out; its words stand there",
                    on(pages)
                )
            }
            Self::TooLarge { bytes, budget } => {
                let (bytes, budget) = (size(*bytes), size(*budget));
                write!(
                    f,
                    "there is no page for phones: it would take {bytes} without any picture, more \
                     than the {budget} allowed; --max-size allows more"
                )
            }
        }
    }
}

/// The first page and how many more.
fn on(pages: &[String]) -> String {
    match pages {
        [] => String::new(),
        [page] => format!("on “{page}”"),
        [page, others @ ..] => format!("on “{page}” and {} more", others.len()),
    }
}
