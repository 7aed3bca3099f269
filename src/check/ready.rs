//! The gate before a release: what nobody minds while writing, and everybody once it is handed out.
//!
//! Its rules look at files as they were typed: what an author wrote into a key that no page shows
//! travels with the pack as well.

mod jargon;
mod personal;
mod pictures;
mod privacy;
mod settings;
mod stand_ins;
mod typed;
mod unfinished;
mod web;

use crate::diagnostic::Diagnostics;
use crate::load::Asset;
use crate::pack::Pack;
use crate::project::{CHANGELOG, CONTENT, SCENARIOS};
use crate::source::{FileId, Sources};

pub use web::{WebLink, judge_links, web_links};

/// Applies the rules that only a release has to pass. Call it before [`check`](super::check),
/// which leaves out what the pack's `allow` accepts.
pub fn ready(diagnostics: &mut Diagnostics, sources: &mut Sources, pack: &Pack) {
    settings::are_complete(diagnostics, pack);
    privacy::tells_what_it_must(diagnostics, pack);
    stand_ins::are_replaced(diagnostics, sources, pack);
    pictures::are_light(diagnostics, sources, pack);
    personal::names_nobody(diagnostics, sources, pack);
    for file in written(sources) {
        unfinished::says_nothing_of_itself(diagnostics, sources, file);
        jargon::is_explained(diagnostics, sources, pack, file);
    }
}

/// Files that the pack's authors wrote, but for its settings and its themes.
fn written(sources: &Sources) -> Vec<FileId> {
    sources.files().filter(|file| is_written(sources.path(*file))).collect()
}

fn is_written(path: &str) -> bool {
    let inside = |folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    path == CHANGELOG || inside(CONTENT) || inside(SCENARIOS)
}

/// A file that is no module, as its path stands in the pack.
pub(super) fn place_of(asset: &Asset) -> String {
    if crate::load::is_scenario(&asset.path) {
        asset.path.clone()
    } else {
        format!("{CONTENT}/{}", asset.path)
    }
}
