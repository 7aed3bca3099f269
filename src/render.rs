//! The formats that an edition can be rendered to.

mod facts;
mod form;
pub mod html;
mod kinds;
mod matrix;
mod occasion;
mod plan;
#[cfg(feature = "pdf")]
pub mod print;
pub mod sheets;
mod text;

use std::sync::Arc;

use serde::Serialize;

use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::print_job::{Printed, Stacks};
use crate::project::{ReadError, Settings};
use crate::theme::Theme;
use crate::view::DateView;
use crate::yaml::Date;
pub use html::files::{ListedFile, files_page};
pub use occasion::Occasion;
#[cfg(feature = "pdf")]
pub use print::Press;
use sheets::Sheets;
pub use text::{shared, text};

/// What sets PDFs; there is none in a program that was built without the feature `pdf`.
#[cfg(not(feature = "pdf"))]
#[derive(Debug)]
pub enum Press {}

#[cfg(not(feature = "pdf"))]
impl Press {
    /// None: this program cannot set any.
    pub fn start() -> Option<Self> {
        None
    }

    /// Nothing to forget.
    pub fn forget_all_but(&self, _: usize) {}
}

/// Renders an edition in every format. Without a `press` there are no PDFs. `None` where a template does not work, which has then been said.
///
/// Paper comes before screen, since pages name each PDF with its sides and size.
///
/// # Errors
/// The machine would not let us read a picture or another file that a text links to.
pub fn render(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    press: Option<&Press>,
) -> Result<Option<Output>, ReadError> {
    let Some((sheets, pdfs)) = paper(diagnostics, edition, theme, occasion, press)? else {
        return Ok(None);
    };
    let mut output = html::render(diagnostics, edition, theme, occasion, &sheets)?;
    if let Some(output) = &mut output {
        pdfs.into_iter().for_each(|(address, pdf)| output.share(address, pdf));
    }
    Ok(output)
}

/// A date in the theme's words.
pub fn date_view(theme: &Theme, date: Date) -> DateView {
    facts::date_view(&theme.strings, date)
}

/// A print job as the press is given it.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// What to set and how many of each.
    pub stacks: &'a Stacks,
    /// The pack as tutors see it: for stacks that stay with them.
    pub tutors: &'a CheckedEdition<'a>,
    /// The pack as everybody may see it: for every other stack.
    pub everyone: &'a CheckedEdition<'a>,
    /// How it looks.
    pub theme: &'a Theme,
    /// What it is for.
    pub occasion: Occasion,
    /// Whether what each person gets becomes an A5 booklet, where it is long enough.
    pub booklets: bool,
    /// Whether flip-chart headings go on A3, rather than in tiles of A4 to join.
    pub a3: bool,
}

/// A print job, set.
#[derive(Debug)]
pub struct PrintedJob<'s> {
    /// Its stacks, in the order of use.
    pub stacks: Vec<Printed<'s>>,
    /// The packing list for people, as a PDF; none without a press.
    pub packing_list: Option<Vec<u8>>,
}

/// Sets the sheets of a job, every stack in the order of use. Without a `press` there are no PDFs.
/// `None` where a template does not work, which has then been said.
///
/// # Errors
/// The machine would not let us read a picture.
pub fn print_job<'a>(
    diagnostics: &mut Diagnostics,
    job: &PrintJob<'a>,
    press: Option<&Press>,
) -> Result<Option<PrintedJob<'a>>, ReadError> {
    #[cfg(feature = "pdf")]
    if let Some(press) = press {
        return print::job(diagnostics, press, job);
    }
    #[cfg(not(feature = "pdf"))]
    let (_, _) = (diagnostics, press);
    let unset = |stack| Printed { stack, ordinary: None, large_print: None };
    let stacks = job.stacks.stacks.iter().map(unset).collect();
    Ok(Some(PrintedJob { stacks, packing_list: None }))
}

/// Sets one PDF of an edition, as a preview does when somebody asks for it. `None` where the edition
/// has none at this address, or where a template does not work, which has then been said.
///
/// # Errors
/// The machine would not let us read a picture.
pub fn one_pdf(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    press: &Press,
    address: &str,
) -> Result<Option<Vec<u8>>, ReadError> {
    #[cfg(feature = "pdf")]
    return print::one(diagnostics, press, edition, theme, occasion, address);
    #[cfg(not(feature = "pdf"))]
    {
        let (_, _, _, _, _, _) = (diagnostics, edition, theme, occasion, press, address);
        Ok(None)
    }
}

/// A PDF that an edition would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfAddress {
    /// The address of the page that it belongs to.
    pub page: String,
    /// Its own.
    pub address: String,
    /// Whether it is filled in on a screen rather than printed.
    pub fillable: bool,
    /// Whether it is in large print.
    pub large: bool,
}

/// Which PDFs an edition would have. None in a program that cannot set any.
pub fn pdf_addresses(
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
) -> Vec<PdfAddress> {
    #[cfg(feature = "pdf")]
    return print::addresses(edition, theme, occasion);
    #[cfg(not(feature = "pdf"))]
    {
        let (_, _, _) = (edition, theme, occasion);
        Vec::new()
    }
}

/// A page of a register in numbers, for `summary` in the theme's `register.typ`: what
/// `collate::Summary` counts. It shows no module, and so needs no checked pack. `None` without a
/// press, and where the template does not work, which has then been said.
pub fn register(
    diagnostics: &mut Diagnostics,
    press: Option<&Press>,
    settings: &Settings,
    theme: &Theme,
    summary: &impl Serialize,
) -> Option<Vec<u8>> {
    #[cfg(feature = "pdf")]
    return print::register(diagnostics, press?, settings, theme, summary);
    #[cfg(not(feature = "pdf"))]
    {
        let (_, _, _, _, _) = (diagnostics, press, settings, theme, summary);
        None
    }
}

/// The note that goes with a release, for `note` in the theme's `cover-note.typ`. `None` without a
/// press, and where the template does not work, which has then been said.
pub fn cover_note(
    diagnostics: &mut Diagnostics,
    press: Option<&Press>,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    note: &impl Serialize,
) -> Option<Vec<u8>> {
    #[cfg(feature = "pdf")]
    return print::cover_note(diagnostics, press?, edition, theme, occasion, note);
    #[cfg(not(feature = "pdf"))]
    {
        let (_, _, _, _, _, _) = (diagnostics, press, edition, theme, occasion, note);
        None
    }
}

/// Addresses and finished PDFs.
type Pdfs = Vec<(String, Arc<Vec<u8>>)>;

#[cfg(feature = "pdf")]
fn paper(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    press: Option<&Press>,
) -> Result<Option<(Sheets, Pdfs)>, ReadError> {
    match press {
        Some(press) => print::render(diagnostics, press, edition, theme, occasion),
        None => Ok(Some(Default::default())),
    }
}

#[cfg(not(feature = "pdf"))]
fn paper(
    _: &mut Diagnostics,
    _: &CheckedEdition<'_>,
    _: &Theme,
    _: Occasion,
    _: Option<&Press>,
) -> Result<Option<(Sheets, Pdfs)>, ReadError> {
    Ok(Some(Default::default()))
}
