//! Filled PDFs: the values of a form's fields, from a file that anybody may have made.
//!
//! A library that loads a whole document does for every entry of a cross-reference table what the
//! entry says, and a few kilobytes can say it a million times. This reader finds objects by
//! looking for them, as repairing a damaged file does, and so needs no table; it reads an object
//! only when the way from the catalog to a field's value leads there; and everything it does costs
//! [`Fuel`](lexer::Fuel), of which there is so much and no more. Nothing of pages is read.

mod fields;
mod file;
mod lexer;

pub(super) use self::fields::{Entered, Filled};

use self::file::PdfFile;

/// What a filled PDF says.
#[derive(Debug)]
pub(super) struct PdfForm {
    /// The form's id, from the catalog's `/MentorpackForm`.
    pub(super) form: Option<String>,
    /// The version, from the catalog's `/MentorpackVersion`.
    pub(super) version: String,
    /// The day on which it was last changed, where it says so: `2026-11-22`.
    pub(super) saved: String,
    /// What is filled in.
    pub(super) filled: Filled,
}

/// Why a PDF gives no answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PdfProblem {
    NoPdf,
    Encrypted,
    Damaged,
    NoFields,
    TooMuch,
}

impl PdfProblem {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::NoPdf => "this is not a PDF",
            Self::Encrypted => "the PDF is protected with a password",
            Self::Damaged => "the PDF is damaged or cut short",
            Self::NoFields => {
                "the PDF has no fields to read: it is the form on paper, a scan, or printed to a new PDF"
            }
            Self::TooMuch => "the PDF unpacks to far more than a form could hold",
        }
    }

    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::NoPdf => "open it and look what it is",
            Self::Encrypted => "save a copy without the password",
            Self::NoFields => "copy the answers by hand into the form on screen, and save that",
            Self::Damaged | Self::TooMuch => {
                "ask for the file again; if it opens, copy the answers by hand"
            }
        }
    }
}

/// Reads the fields of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<PdfForm, PdfProblem> {
    let file = PdfFile::open(bytes)?;
    let catalog = file.catalog()?;
    let word = |key: &[u8]| -> Result<Option<String>, PdfProblem> {
        let value = catalog.get(key).map(|value| file.resolve(value)).transpose()?;
        Ok(value.as_ref().and_then(fields::text))
    };
    let form = word(b"MentorpackForm")?;
    let version = word(b"MentorpackVersion")?.unwrap_or_default();
    let saved = file.changed().unwrap_or_default();
    let filled = fields::read(&file, &catalog)?;
    Ok(PdfForm { form, version, saved, filled })
}

impl From<lexer::OutOfFuel> for PdfProblem {
    fn from(_: lexer::OutOfFuel) -> Self {
        Self::TooMuch
    }
}
