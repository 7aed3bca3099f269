//! The list that a copy is held against: its manifest, or the checksums where that is lost.

use std::collections::BTreeMap;

use super::Finding;
use crate::publish::{MANIFEST, Manifest};
use crate::release::CHECKSUMS;

/// What a file should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Should {
    /// In bytes; the checksums do not say.
    size: Option<u64>,
    sha256: String,
}

impl Should {
    /// Its size, where the list says.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// What is wrong with the file at `path`, whose size and digest these are.
    pub(super) fn judge(&self, path: &str, size: u64, sha256: &str) -> Option<Finding> {
        match self.size {
            Some(should) if size < should => Some(Finding::CutShort(path.to_owned(), size, should)),
            _ if sha256 != self.sha256 => Some(Finding::Changed(path.to_owned())),
            _ => None,
        }
    }
}

/// Every file that there should be.
pub(super) struct List {
    pub(super) files: BTreeMap<String, Should>,
    /// What is wrong with the list itself.
    pub(super) findings: Vec<Finding>,
}

impl List {
    /// From the manifest's bytes, or else from those of the checksums. `None` where there is neither:
    /// this is no copy of an edition.
    pub(super) fn read(manifest: Option<&[u8]>, checksums: Option<&[u8]>) -> Option<Self> {
        let mut findings = Vec::new();
        if let Some(json) = manifest {
            match Manifest::parse(json) {
                Ok(manifest) => {
                    // There is one way of writing it, so any other has been tampered with.
                    if manifest.to_json() != json {
                        findings.push(Finding::Changed(MANIFEST.to_owned()));
                    }
                    let files = manifest.files.into_iter().map(|file| {
                        (file.path, Should { size: Some(file.size), sha256: file.sha256 })
                    });
                    return Some(Self { files: files.collect(), findings });
                }
                Err(error) => findings.push(Finding::List(format!("{MANIFEST}: {error}"))),
            }
        } else {
            findings.push(Finding::Missing(MANIFEST.to_owned()));
        }
        let lines = std::str::from_utf8(checksums?).unwrap_or_default().lines();
        let files = lines.filter_map(|line| {
            let (sha256, path) = line.split_once("  ")?;
            Some((path.to_owned(), Should { size: None, sha256: sha256.to_owned() }))
        });
        let mut files: BTreeMap<_, _> = files.collect();
        if files.is_empty() {
            findings.push(Finding::List(format!("{CHECKSUMS} says nothing")));
        }
        // It cannot list itself.
        let own = crate::publish::digest(checksums?);
        files.insert(CHECKSUMS.to_owned(), Should { size: None, sha256: own });
        Some(Self { files, findings })
    }
}
