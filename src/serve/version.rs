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
    /// The editions, each from the last build of it without errors; none where there was none yet.
    pub(super) editions: Vec<Arc<Shown>>,
    /// What was found in the newest build.
    pub(super) report: Arc<Report>,
    /// Those of the last theme that could be used.
    pub(super) words: Arc<Strings>,
}

/// What an edition was made from.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) sources: Sources,
    pub(super) pack: CheckedPack,
    pub(super) theme: Theme,
    /// The build's date.
    pub(super) date: Option<Date>,
}

/// An edition as it is shown.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) edition: Edition,
    pub(super) made: Arc<Made>,
    output: Output,
    /// A digest of pictures and whatever else pages show without naming its content.
    others: OnceLock<u64>,
    /// PDFs by the page that each belongs to.
    pdfs: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl State {
    /// The edition called `name`.
    pub(super) fn edition(&self, name: &str) -> Option<&Shown> {
        self.editions.iter().map(|shown| &**shown).find(|shown| shown.edition.name == name)
    }

    /// The edition that the root leads to: a tutor's, since it shows all that is written.
    pub(super) fn first(&self) -> Option<&Shown> {
        let tutors = self.editions.iter().find(|shown| shown.edition.admits(Audience::Tutor));
        tutors.or(self.editions.first()).map(|shown| &**shown)
    }

    /// The file that a browser's path means, with its edition.
    pub(super) fn find(&self, path: &str) -> Option<(&Shown, &[u8])> {
        let (edition, address) = path.trim_start_matches('/').split_once('/')?;
        let shown = self.edition(edition)?;
        Some((shown, shown.get(address)?))
    }

    /// What a page that shows `path` has to have seen to be up to date.
    pub(super) fn seen(&self, path: &str) -> String {
        match self.find(path) {
            Some((shown, page)) => shown.digest(page),
            None => NOTHING.to_owned(),
        }
    }
}

/// What has been seen where there is no page.
pub(super) const NOTHING: &str = "nothing";

impl Shown {
    pub(super) fn new(made: &Arc<Made>, edition: Edition, output: Output) -> Self {
        let (others, pdfs) = (OnceLock::new(), OnceLock::new());
        Self { edition, made: Arc::clone(made), output, others, pdfs }
    }

    /// A finished file, by its path from the edition's folder.
    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.output.get(path)
    }

    /// PDFs that belong to a page: their addresses.
    pub(super) fn pdfs(&self, page: &str) -> Vec<String> {
        let pdfs = self.pdfs.get_or_init(|| {
            let mut pdfs: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let edition = self.made.pack.edition(&self.edition);
            for (page, address) in pdf_addresses(&edition, &self.made.theme, self.made.date.into())
            {
                pdfs.entry(page).or_default().push(address);
            }
            pdfs
        });
        pdfs.get(page).cloned().unwrap_or_default()
    }

    /// Changes whenever a page would look or read otherwise; styles and scripts are named by their
    /// content, so the page itself tells of them.
    pub(super) fn digest(&self, page: &[u8]) -> String {
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
        format!("{:016x}", hasher.finish())
    }
}
