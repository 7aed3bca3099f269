//! What the preview shows: the last build without errors, and what was found since.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::report::Report;
use crate::check::CheckedPack;
use crate::output::Output;
use crate::project::{Audience, Edition};
use crate::render::pdf_addresses;
use crate::source::Sources;
use crate::theme::{Strings, Theme};
use crate::yaml::Date;

/// What the preview knows.
#[derive(Debug)]
pub(super) struct State {
    /// The last build without errors; none where there was none yet.
    pub(super) good: Option<Arc<Good>>,
    /// What was found in the newest one.
    pub(super) report: Arc<Report>,
    /// Those of the last theme that could be used.
    pub(super) words: Arc<Strings>,
}

/// A build without errors.
#[derive(Debug)]
pub(super) struct Good {
    /// What it was made from.
    pub(super) sources: Sources,
    pub(super) pack: CheckedPack,
    pub(super) theme: Theme,
    /// The build's date.
    pub(super) date: Option<Date>,
    pub(super) editions: Vec<Shown>,
}

/// An edition as it is shown.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) edition: Edition,
    output: Output,
    /// A digest of pictures and whatever else pages show without naming its content.
    others: OnceLock<u64>,
    /// PDFs by the page that each belongs to.
    pdfs: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl Good {
    pub(super) fn new(
        sources: Sources,
        pack: CheckedPack,
        theme: Theme,
        date: Option<Date>,
        rendered: Vec<(Edition, Output)>,
    ) -> Self {
        let shown = |(edition, output)| Shown {
            edition,
            output,
            others: OnceLock::new(),
            pdfs: OnceLock::new(),
        };
        Self { sources, pack, theme, date, editions: rendered.into_iter().map(shown).collect() }
    }

    /// The edition called `name`.
    pub(super) fn edition(&self, name: &str) -> Option<&Shown> {
        self.editions.iter().find(|shown| shown.edition.name == name)
    }

    /// The edition that the root leads to: a tutor's, since it shows all that is written.
    pub(super) fn first(&self) -> Option<&Shown> {
        let tutors = self.editions.iter().find(|shown| shown.edition.admits(Audience::Tutor));
        tutors.or(self.editions.first())
    }

    /// PDFs that belong to a page of an edition: their addresses.
    pub(super) fn pdfs(&self, shown: &Shown, page: &str) -> Vec<String> {
        let pdfs = shown.pdfs.get_or_init(|| {
            let mut pdfs: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let edition = self.pack.edition(&shown.edition);
            for (page, address) in pdf_addresses(&edition, &self.theme) {
                pdfs.entry(page).or_default().push(address);
            }
            pdfs
        });
        pdfs.get(page).cloned().unwrap_or_default()
    }
}

impl State {
    /// The file that a browser's path means, with its edition.
    pub(super) fn find(&self, path: &str) -> Option<(&Good, &Shown, &[u8])> {
        let good = self.good.as_deref()?;
        let (edition, address) = path.trim_start_matches('/').split_once('/')?;
        let shown = good.edition(edition)?;
        Some((good, shown, shown.get(address)?))
    }

    /// What a page that shows `path` has to have seen to be up to date.
    pub(super) fn seen(&self, path: &str) -> String {
        match self.find(path) {
            Some((_, shown, page)) => format!("{:016x}", shown.digest(page)),
            None => NOTHING.to_owned(),
        }
    }
}

/// What has been seen where there is no page.
pub(super) const NOTHING: &str = "nothing";

impl Shown {
    /// A finished file, by its path from the edition's folder.
    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.output.get(path)
    }

    /// Changes whenever a page would look or read otherwise; styles and scripts are named by their
    /// content, so the page itself tells of them.
    pub(super) fn digest(&self, page: &[u8]) -> u64 {
        let others = self.others.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            let shows = |path: &str| !path.ends_with(".html") && !path.starts_with("assets/search");
            self.output
                .files()
                .filter(|(path, _)| shows(path))
                .for_each(|file| file.hash(&mut hasher));
            hasher.finish()
        });
        let mut hasher = DefaultHasher::new();
        (page, others).hash(&mut hasher);
        hasher.finish()
    }
}
