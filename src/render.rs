//! The formats that an edition can be rendered to.

mod facts;
pub mod html;
mod kinds;
mod plan;
#[cfg(feature = "pdf")]
pub mod print;

use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::project::ReadError;
use crate::theme::Theme;
use crate::yaml::Date;

/// Renders an edition in every format. `date` is the build's, which comes from outside. `None`
/// where a template does not work, which has then been said.
///
/// # Errors
/// The machine would not let us read a picture or another file that a text links to.
pub fn render(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    date: Option<Date>,
) -> Result<Option<Output>, ReadError> {
    html::render(diagnostics, edition, theme, date)
}
