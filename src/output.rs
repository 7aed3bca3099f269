//! A finished edition in memory: paths and bytes, nothing on disk yet.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What one edition consists of, ordered by path.
///
/// Paths are relative to the edition's folder, with `/`, and differ by more than case, since a
/// stick formatted as FAT or exFAT cannot tell `A.html` from `a.html`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Output {
    /// Shared, since editions have PDFs in common, and a release holds an edition more than once.
    files: BTreeMap<String, Arc<Vec<u8>>>,
}

impl Output {
    /// Puts one finished file in. A path that is there already is replaced: `check` has made
    /// sure that no two modules share an address, and equal assets have equal names.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.share(path, Arc::new(bytes.into()));
    }

    /// The same for bytes that somebody else holds too.
    pub fn share(&mut self, path: impl Into<String>, bytes: Arc<Vec<u8>>) {
        self.files.insert(path.into(), bytes);
    }

    /// Every file, by path.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes at `path`.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| bytes.as_slice())
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing has been put in.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
