//! Whether a copy of an edition is whole: a folder or a zip against its own list.
//!
//! Copies get cut short, sticks are pulled out, somebody adds a file. Each finding names one file in
//! plain words; [`Verdict::advice`] says what to do.

mod archive;
mod folder;
mod list;

use std::path::{Path, PathBuf};

use crate::output::size;
use crate::release::Record;
use folder::{folder, releases_in};

/// What was found out about one folder or zip.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What was looked at.
    pub path: PathBuf,
    /// What it says of itself; none where it does not, as an ordinary build.
    pub record: Option<Record>,
    /// How many files its list has.
    pub files: usize,
    /// What is not as it should be, by path.
    pub findings: Vec<Finding>,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The list itself cannot be used; what it says.
    List(String),
    /// The zip as such is damaged; how.
    Zip(String),
    /// A run that wrote the folder did not come to its end.
    Unfinished,
    /// It is not there.
    Missing(String),
    /// It ends too soon: path, its bytes, those that it should have.
    CutShort(String, u64, u64),
    /// Its bytes are others.
    Changed(String),
    /// It cannot be read; why.
    Unreadable(String, String),
    /// It does not belong to the edition.
    Extra(String),
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::List(why) => write!(out, "the list of files: {why}"),
            Self::Zip(why) => write!(out, "the zip: {why}"),
            Self::Unfinished => {
                write!(out, "unfinished: the copy was being written and that never ended")
            }
            Self::Missing(path) => write!(out, "missing: {path}"),
            Self::CutShort(path, is, should) => {
                write!(out, "cut short: {path} ({} of {})", size(*is), size(*should))
            }
            Self::Changed(path) => write!(out, "changed: {path}"),
            Self::Unreadable(path, why) => write!(out, "cannot be read: {path} ({why})"),
            Self::Extra(path) => write!(out, "does not belong here: {path}"),
        }
    }
}

impl Verdict {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }

    /// What to do about what was found.
    pub fn advice(&self) -> &'static str {
        let only_extra = self.findings.iter().all(|found| matches!(found, Finding::Extra(_)));
        let unfinished = self.findings.contains(&Finding::Unfinished);
        match () {
            () if self.is_whole() => "",
            () if only_extra => {
                "Everything that belongs here is here and as it was made. What does not belong was \
                 added by somebody: look at it, and take it away if nobody needs it."
            }
            () if unfinished => {
                "Run `mentorpack release` once more with the same folder: it finishes what was begun."
            }
            () => {
                "Do not hand this copy on. Take a fresh one from where it came from; when you copy \
                 to a stick, wait until the light is out and eject it before you pull it out."
            }
        }
    }
}

/// Looks at the file or folder at `path`. `None` where it is neither a release nor a build: nothing
/// there could be checked.
pub fn verify(path: &Path) -> Option<Vec<Verdict>> {
    if path.is_dir() {
        if let Some(verdict) = folder(path) {
            return Some(vec![verdict]);
        }
        let inside = releases_in(path);
        return (!inside.is_empty()).then_some(inside);
    }
    archive::file(path).map(|verdict| vec![verdict])
}

/// What the release at `path`, a folder or a zip, says of itself; the folder may also hold the release.
pub fn record_at(path: &Path) -> Option<Record> {
    if path.is_dir() {
        let own = folder::record(path);
        return own.or_else(|| folder::inside(path).iter().find_map(|path| folder::record(path)));
    }
    archive::record(path)
}
