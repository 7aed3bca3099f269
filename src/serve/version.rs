//! What the preview shows: the last build without errors, and what was found since.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::report::Report;
use crate::check::CheckedPack;
use crate::diagnostic::Diagnostic;
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
    /// What was found in each PDF that somebody asked for.
    on_paper: Mutex<BTreeMap<String, Vec<Diagnostic>>>,
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

    /// What there is to mend, for a page that shows `path`: what its PDFs were found to have comes
    /// on top.
    pub(super) fn report_of(&self, path: &str) -> Cow<'_, Report> {
        let plain = Cow::Borrowed(&*self.report);
        let Some((shown, _)) = self.find(path) else { return plain };
        let Some(page) = path.get(shown.edition.name.len() + 2..) else { return plain };
        let found = shown.on_paper(page);
        if found.is_empty() {
            return plain;
        }
        Cow::Owned(self.report.with_papers(&shown.made.sources, &found, &self.words))
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
        let (others, pdfs, on_paper) = Default::default();
        Self { edition, made: Arc::clone(made), output, others, pdfs, on_paper }
    }

    /// Takes note of what was found in a PDF. Returns whether that is news.
    pub(super) fn found_on_paper(&self, pdf: &str, found: Vec<Diagnostic>) -> bool {
        let mut papers = self.on_paper.lock().unwrap_or_else(PoisonError::into_inner);
        let news = papers.get(pdf).map_or(!found.is_empty(), |before| *before != found);
        papers.insert(pdf.to_owned(), found);
        news
    }

    /// What was found in those PDFs of a page that somebody asked for, each thing once.
    fn on_paper(&self, page: &str) -> Vec<Diagnostic> {
        let papers = self.on_paper.lock().unwrap_or_else(PoisonError::into_inner);
        if papers.values().all(Vec::is_empty) {
            return Vec::new();
        }
        let mut all: Vec<Diagnostic> = Vec::new();
        for found in self.pdfs(page).iter().filter_map(|pdf| papers.get(pdf)).flatten() {
            if !all.contains(found) {
                all.push(found.clone());
            }
        }
        all
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
            for pdf in pdf_addresses(&edition, &self.made.theme, self.made.date.into()) {
                pdfs.entry(pdf.page).or_default().push(pdf.address);
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
