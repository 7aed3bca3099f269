//! An edition as a folder of HTML pages that work from a stick.

mod assets;
mod changes;
mod code;
pub(crate) mod escape;
pub(super) mod files;
mod forms;
mod made;
pub(super) mod page;
mod part;
mod prose;
pub mod search;
mod searchable;
mod site;
mod unbroken;
mod workshop;

use rayon::prelude::*;

use crate::check::CheckedEdition;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::project::ReadError;
use crate::render::sheets::Sheets;
use crate::render::{Occasion, matrix};
use crate::theme::Theme;
use site::Site;

/// A finished page: its address and its HTML.
type Page = Result<(String, String), Diagnostic>;

pub(super) fn render(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    sheets: &Sheets,
) -> Result<Option<Output>, ReadError> {
    let mut output = Output::default();
    for (address, asset) in edition.assets() {
        let bytes = std::fs::read(&asset.disk).map_err(ReadError::at(&asset.disk))?;
        output.insert(address, bytes);
    }
    let searchable = searchable::pages(edition, &theme.strings);
    let index = search::index(&searchable);
    drop(searchable);
    let assets = assets::publish(&mut output, theme, index);
    let site = Site::new(edition, theme, assets, occasion, sheets);

    let modules = || edition.entries().par_iter().map(|entry| page::module(&site, entry)).collect();
    let (modules, made): (Vec<Page>, Vec<Page>) = rayon::join(modules, || made::pages(&site));
    for (address, calendar) in workshop::calendars(edition) {
        output.insert(address, calendar);
    }
    if edition.is_tutors() && !edition.pack().outcomes.is_empty() {
        output.insert(matrix::CSV, matrix::csv(edition));
    }
    let mut failed = Vec::new();
    for page in modules.into_iter().chain(made) {
        match page {
            Ok((address, html)) => output.insert(address, html),
            Err(diagnostic) => failed.push(diagnostic),
        }
    }
    if failed.is_empty() {
        return Ok(Some(output));
    }
    // A template that fails does so on every page alike; the first page stands for all.
    failed.sort_by_key(|found| found.span);
    failed.dedup_by_key(|found| found.span);
    failed.into_iter().for_each(|found| diagnostics.push(found));
    Ok(None)
}
