//! What a publish is about to do, on disk before it does it, so that the next one can finish.

use serde::{Deserialize, Serialize};

use super::PublishError;
use super::disk::Disk;
use super::manifest::{ManifestFile, read_bounded};
use super::path::{MANIFEST, fault};

const VERSION: u32 = 1;
/// A journal under this name is whole: it got the name after its bytes reached the disk.
pub(super) const JOURNAL: &str = ".staging/journal.json";
/// A journal that is still being written.
pub(super) const DRAFT: &str = ".staging/journal.new";

/// What to do, in the order of its fields. Each part may be done any number of times.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    version: u32,
    /// New files to put in place; first, so that what a page loads is there before the page.
    pub(super) new: Vec<ManifestFile>,
    /// Files to put in the place of older ones.
    pub(super) changed: Vec<ManifestFile>,
    /// Files of ours that stand where a folder has to be, or inside a folder that has to go.
    pub(super) way_files: Vec<String>,
    /// The folders that have to go, the inner ones first.
    pub(super) way_folders: Vec<String>,
    /// Files to put in place once the way is clear.
    pub(super) blocked: Vec<ManifestFile>,
    /// The new manifest, if it differs.
    pub(super) manifest: Option<ManifestFile>,
    /// What the old manifest lists and the new one does not.
    pub(super) delete: Vec<String>,
}

impl Default for Journal {
    fn default() -> Self {
        Self {
            version: VERSION,
            new: Vec::new(),
            changed: Vec::new(),
            way_files: Vec::new(),
            way_folders: Vec::new(),
            blocked: Vec::new(),
            manifest: None,
            delete: Vec::new(),
        }
    }
}

impl Journal {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.placings().next().is_none() && self.delete.is_empty()
    }

    /// Every file to put in place, in order. Its number names it among the staged files, so that
    /// a journal has no say in where staged files are.
    pub(super) fn placings(&self) -> impl Iterator<Item = &ManifestFile> {
        self.pages().chain(&self.manifest)
    }

    /// As [`Journal::placings`], without the manifest.
    pub(super) fn pages(&self) -> impl Iterator<Item = &ManifestFile> {
        self.new.iter().chain(&self.changed).chain(&self.blocked)
    }

    /// Every path it writes or deletes but the manifest: ours, whether or not it gets that far.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages().map(|file| file.path.as_str());
        pages.chain(self.way_files.iter().chain(&self.delete).map(String::as_str))
    }

    fn is_sound(&self) -> bool {
        self.version == VERSION
            && self.paths().chain(self.way_folders.iter().map(String::as_str)).all(is_inside)
            && self.placings().all(ManifestFile::is_stamped)
            && self.manifest.as_ref().is_none_or(|manifest| manifest.path == MANIFEST)
    }

    /// Writes it down. The one file that is waited for: it must not appear whole before it is.
    pub(super) fn write(&self, disk: &Disk<'_>) -> Result<(), PublishError> {
        let json = serde_json::to_vec(self).expect("strings and numbers are JSON");
        disk.write_durably(DRAFT, &json)?;
        disk.rename(DRAFT, JOURNAL)?;
        disk.settle_names(super::path::STAGING);
        Ok(())
    }

    /// The journal of a publish that did not finish; nothing if there is none to trust.
    pub(super) fn read(disk: &Disk<'_>) -> Result<Option<Self>, PublishError> {
        if !disk.look(JOURNAL)?.is_some_and(|found| found.is_file()) {
            return Ok(None);
        }
        let path = disk.at(JOURNAL);
        let json = read_bounded(&path).map_err(|error| PublishError::io("read", path, error))?;
        let journal: Option<Self> = json.and_then(|json| serde_json::from_slice(&json).ok());
        Ok(journal.filter(Self::is_sound))
    }
}

fn is_inside(path: &str) -> bool {
    fault(path).is_none()
}

/// Where the file with this number among [`Journal::placings`] waits.
pub(super) fn staged(number: usize) -> String {
    format!(".staging/n{number}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::disk::Unhindered;
    use super::*;

    fn reads(json: &[u8]) -> Option<Journal> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".staging")).unwrap();
        fs::write(folder.path().join(JOURNAL), json).unwrap();
        Journal::read(&Disk::new(folder.path(), &Unhindered)).unwrap()
    }

    fn journal() -> Journal {
        Journal {
            new: vec![ManifestFile::of("a.html", b"one")],
            manifest: Some(ManifestFile::of(MANIFEST, b"{}")),
            delete: vec!["b.html".to_owned()],
            ..Journal::default()
        }
    }

    #[test]
    fn a_whole_journal_reads_back() {
        assert_eq!(reads(&serde_json::to_vec(&journal()).unwrap()), Some(journal()));
    }

    #[test]
    fn a_torn_blank_or_foreign_journal_is_not_trusted() {
        let whole = serde_json::to_vec(&journal()).unwrap();
        for end in 0..whole.len() {
            assert_eq!(reads(&whole[..end]), None);
        }
        assert_eq!(reads(&vec![0; whole.len()]), None);
        assert_eq!(reads(b"{\"version\":1}"), None);
    }

    #[test]
    fn a_journal_that_leads_out_is_not_trusted() {
        for path in ["../b.html", "/b.html", "C:b.html", "a\\..\\b", ".staging/n0", "manifest.json"]
        {
            let path = || path.to_owned();
            let outside = ManifestFile { path: path(), ..ManifestFile::of("a", b"") };
            for hostile in [
                Journal { delete: vec![path()], ..journal() },
                Journal { way_files: vec![path()], ..journal() },
                Journal { way_folders: vec![path()], ..journal() },
                Journal { new: vec![outside.clone()], ..journal() },
                Journal { changed: vec![outside.clone()], ..journal() },
                Journal { blocked: vec![outside.clone()], ..journal() },
            ] {
                assert_eq!(reads(&serde_json::to_vec(&hostile).unwrap()), None);
            }
        }
        let elsewhere = Journal { manifest: Some(ManifestFile::of("x", b"")), ..journal() };
        assert_eq!(reads(&serde_json::to_vec(&elsewhere).unwrap()), None);
    }
}
