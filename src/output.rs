//! A finished edition in memory: paths and bytes, nothing on disk yet.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A file's size in words: `900 bytes`, `85 KB`, `1.2 MB`; rounded up, and decimal as systems other
/// than Windows count.
pub fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        // 999,001 bytes are 1,000 KB, and nobody says so.
        1_000..=999_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}

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

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_rounded_up_and_short() {
        assert_eq!(size(900), "900 bytes");
        assert_eq!(size(1_000), "1 KB");
        assert_eq!(size(84_001), "85 KB");
        assert_eq!(size(999_000), "999 KB");
        assert_eq!(size(999_001), "1.0 MB");
        assert_eq!(size(1_200_001), "1.3 MB");
    }
}
