//! Other shapes in which an edition is carried: each a pure function from its finished pages to the
//! bytes of one file.

mod binding;
pub mod epub;
pub mod moodle;
mod paper;
pub mod phone;
pub mod scorm;
pub mod zip;

use crate::check::CheckedEdition;
use crate::output::Output;
use crate::render::Occasion;
use crate::theme::Theme;

/// A finished edition, to be bound into another shape.
#[derive(Debug, Clone, Copy)]
pub struct Finished<'a> {
    /// What it was made of.
    pub edition: &'a CheckedEdition<'a>,
    /// How it looks.
    pub theme: &'a Theme,
    /// Its site and its PDFs.
    pub output: &'a Output,
    /// What it was made for.
    pub occasion: Occasion,
}
