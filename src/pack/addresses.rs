//! No two files of an edition have one address: modules, what mentorpack makes of them, and files
//! beside them.

use std::collections::{HashMap, HashSet};

use super::pdfs::{BOOK, OUTCOMES, both_prints, volume, volumes};
use super::{Entry, Pack, Section};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// Made only where a pack tells what has changed.
const CHANGES: &str = "changes.html";
/// What mentorpack makes at the top of an edition, in small letters.
const RESERVED: [&str; 15] = [
    "index.html",
    "topics.html",
    "glossary.html",
    "about.html",
    CHANGES,
    "files.html",
    "search.html",
    "start-here.html",
    "outcomes.html",
    "outcomes.csv",
    "asks.html",
    "read-me.txt",
    "release.json",
    "sha256sums",
    MANIFEST,
];

impl Pack {
    /// No two files may have one address, even on a stick that does not tell capitals apart.
    /// Returns the paths of files that are no modules and whose addresses are taken: they matter
    /// only where a text links to them, and `check` says so there.
    pub(super) fn addresses_differ(&self, diagnostics: &mut Diagnostics) -> HashSet<String> {
        let made = |address: &&&str| **address != CHANGES || !self.changes.is_empty();
        let own = RESERVED.iter().filter(made).map(|address| (*address).to_owned());
        let own = own.chain([BOOK, OUTCOMES].into_iter().flat_map(both_prints));
        let of = volumes(self.entries.iter().filter(|entry| entry.is_bound()).count());
        let own = own.chain((1..=of).flat_map(|number| both_prints(&volume(number, of))));
        let own = own.chain(self.sections.iter().map(Section::address));
        let mut taken: HashMap<String, Option<&Entry>> =
            own.map(|address| (address, None)).collect();
        for entry in &self.entries {
            if let Some(folder) = own_folder(&entry.address) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateAddress,
                        Span::whole(entry.file),
                        format!("the folder `{folder}` is kept for what mentorpack makes"),
                    )
                    .help("give the folder another name"),
                );
            }
            for address in std::iter::once(entry.address.clone()).chain(entry.pdf_addresses()) {
                if let Some(first) = taken.get(&address) {
                    diagnostics.push(clash(entry, *first, &address));
                    // Of two pages with one address, every PDF clashes too.
                    break;
                }
                taken.insert(address, Some(entry));
            }
        }
        let mut taken: HashSet<String> = taken.into_keys().collect();
        taken.extend(self.entries.iter().filter_map(|entry| entry.calendar_address()));
        let folders: HashSet<String> = taken
            .iter()
            .flat_map(|address| address.match_indices('/').map(|(at, _)| address[..at].to_owned()))
            .collect();
        let mut clashing = HashSet::new();
        for asset in &self.assets {
            let address = asset.address.to_lowercase();
            if own_folder(&address).is_some()
                || folders.contains(&address)
                || !taken.insert(address)
            {
                clashing.insert(asset.path.clone());
            }
        }
        clashing
    }
}

/// Two modules with one address, or a module with one that mentorpack needs.
fn clash(entry: &Entry, first: Option<&Entry>, address: &str) -> Diagnostic {
    let pdf = address.ends_with(".pdf");
    let at = Span::whole(entry.file);
    let (message, help) = match (first, pdf) {
        (Some(first), false) => (
            format!("this file and `{}` would both become `{address}`", first.path),
            "rename one of the two",
        ),
        (Some(first), true) => (
            format!("this file and `{}` would both be printed as `{address}`", first.path),
            "rename one of the two, or say `print: false` in one",
        ),
        (None, false) => (
            format!("`{address}` is a page that mentorpack makes itself"),
            "give this file another name",
        ),
        (None, true) => (
            format!("`{address}` is a PDF that mentorpack makes itself"),
            "give this file another name, or say `print: false` in it",
        ),
    };
    let clash = Diagnostic::new(Code::DuplicateAddress, at, message).help(help);
    match first {
        Some(first) => clash.related(Span::whole(first.file), "the other one"),
        None => clash,
    }
}

/// A second `index.md` for the front page, or for a section whose folder was there in other letters.
pub(super) fn two_indexes(file: FileId, first: FileId, address: &str) -> Diagnostic {
    let message = format!("two files would both become `{address}`");
    Diagnostic::new(Code::DuplicateAddress, Span::whole(file), message)
        .help("bring what the two say into one of them, and delete the other")
        .related(Span::whole(first), "the other one")
}

/// Where styles, scripts and the search index go, and the pages of the tutor's desk.
const OWN_FOLDERS: [&str; 2] = ["assets", "desk"];

/// The folder of mentorpack's own that an address lies in, or is.
fn own_folder(address: &str) -> Option<&'static str> {
    let first = address.split('/').next();
    OWN_FOLDERS.into_iter().find(|folder| first == Some(folder))
}

/// The list of what an edition holds.
const MANIFEST: &str = "manifest.json";
