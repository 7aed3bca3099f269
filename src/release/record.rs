//! `release.json`: what a release holds, module by module, for whoever compares or checks it later.

use std::collections::HashSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::ReleaseError;
use crate::check::CheckedEdition;
use crate::leaf::{Element, Leaf, Volume};
use crate::output::Output;
use crate::publish::digest;
use crate::render::{Occasion, PdfAddress};

/// Its name in the folder.
pub const RECORD: &str = "release.json";
const FORMAT: &str = "mentorpack-release";
const VERSION: u32 = 1;
const GLOSSARY: &str = "glossary.html";

/// What a release is and holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    format: String,
    record: u32,
    /// The pack's title.
    pub title: String,
    /// The pack's version, as its owner writes it.
    pub version: Option<String>,
    /// The edition.
    pub edition: String,
    /// The date of the release, as YYYY-MM-DD.
    pub date: Option<String>,
    /// Whether every page is stamped as a draft.
    pub draft: bool,
    /// Its modules, in their order.
    pub modules: Vec<RecordedModule>,
}

/// A module of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedModule {
    /// Its page, from the release's folder.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The name of its kind.
    pub kind: String,
    /// SHA-256 of its words and pictures: the same where nothing of its own has changed.
    pub content: String,
    /// Its PDFs that are printed.
    pub sheets: Vec<RecordedSheet>,
}

/// A PDF of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedSheet {
    /// From the release's folder.
    pub path: String,
    /// Whether it is in large print.
    pub large_print: bool,
}

impl Record {
    /// What `output`, the finished `edition` with its pages in `volume`, holds. `pdfs` are all of its PDFs.
    pub(super) fn of(
        edition: &CheckedEdition<'_>,
        volume: &Volume,
        output: &Output,
        occasion: Occasion,
        pdfs: &[PdfAddress],
    ) -> Self {
        let settings = &edition.pack().settings;
        let mut sheets: Vec<&PdfAddress> = pdfs.iter().filter(|pdf| !pdf.fillable).collect();
        sheets.sort_by(|a, b| a.page.cmp(&b.page));
        // What mentorpack makes changes with every module, and nobody prints it.
        let modules: HashSet<&str> =
            edition.entries().iter().map(|entry| entry.address.as_str()).collect();
        let own = |leaf: &&Leaf| modules.contains(&*leaf.address) || leaf.address == GLOSSARY;
        let leaves: Vec<&Leaf> = volume.leaves().filter(own).collect();
        let modules = leaves.par_iter().map(|leaf| {
            let from = sheets.partition_point(|pdf| pdf.page < leaf.address);
            let own = sheets[from..].iter().take_while(|pdf| pdf.page == leaf.address);
            let own = own.filter(|pdf| output.get(&pdf.address).is_some());
            RecordedModule {
                address: leaf.address.clone(),
                title: leaf.title.clone(),
                kind: leaf.kind.clone(),
                content: content(leaf, output),
                sheets: own
                    .map(|pdf| RecordedSheet { path: pdf.address.clone(), large_print: pdf.large })
                    .collect(),
            }
        });
        Self {
            format: FORMAT.to_owned(),
            record: VERSION,
            title: settings.title.clone(),
            version: settings.version.clone(),
            edition: edition.edition().name.clone(),
            date: occasion.date.map(|date| date.iso()),
            draft: occasion.draft,
            modules: modules.collect(),
        }
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("words and lists are JSON");
        json.push(b'\n');
        json
    }

    /// Reads what a release says of itself.
    ///
    /// # Errors
    /// It is damaged, or some other program's.
    pub fn parse(json: &[u8]) -> Result<Self, ReleaseError> {
        let record: Self = serde_json::from_slice(json)
            .map_err(|error| ReleaseError::Record(error.to_string()))?;
        if record.format != FORMAT || record.record != VERSION {
            let (format, version) = (&record.format, record.record);
            return Err(ReleaseError::Record(format!("it is {format} {version}")));
        }
        Ok(record)
    }

    /// `Mentoring in the branch 1.0, participant`
    pub fn name(&self) -> String {
        let version = self.version.as_ref().map(|version| format!(" {version}"));
        let draft = if self.draft { ", draft" } else { "" };
        format!("{}{}, {}{draft}", self.title, version.unwrap_or_default(), self.edition)
    }
}

/// A digest of what a reader of the page reads and sees, and of nothing around it.
fn content(leaf: &Leaf, output: &Output) -> String {
    let mut seen = String::new();
    for word in leaf.main.text().split_whitespace() {
        seen.push_str(word);
        seen.push(' ');
    }
    pictures(&leaf.main, &leaf.address, output, &mut seen);
    digest(seen.as_bytes())
}

fn pictures(element: &Element, page: &str, output: &Output, seen: &mut String) {
    for child in element.elements() {
        if let Some(source) = child.get("src") {
            let file = crate::leaf::file(page, source);
            let bytes = file.as_deref().and_then(|file| output.get(file));
            seen.push_str(&bytes.map_or_else(|| source.to_owned(), digest));
        }
        pictures(child, page, output, seen);
    }
}
