//! The list of what an edition consists of: what `verify` checks against, and the only licence
//! to delete.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::PublishError;
use super::disk::Disk;
use super::path::{MANIFEST, fault};
use crate::output::Output;

const FORMAT: &str = "mentorpack-manifest";
const VERSION: u32 = 1;
/// Some 300,000 files; what is longer was not written here.
pub(super) const LARGEST: u64 = 64 << 20;

/// What an edition's folder consists of, ordered by path; the manifest itself is not listed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Every file, by path.
    pub files: Vec<ManifestFile>,
}

/// One file of a [`Manifest`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// From the edition's folder, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Its SHA-256, as 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Why a manifest cannot be trusted.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read from the disk.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// Longer than any that mentorpack writes.
    #[error("it is too long to be a manifest")]
    TooLong,
    /// Not JSON, or not a manifest.
    #[error("it is not a manifest, or it is damaged: {0}")]
    Damaged(#[from] serde_json::Error),
    /// Some other program's file, or a later mentorpack's.
    #[error("it is in a format that this mentorpack does not know ({0} {1})")]
    Unknown(String, u32),
    /// It lists what cannot be in an edition's folder.
    #[error("it lists `{0}`, which is not a file that an edition can have")]
    Path(String),
}

#[derive(Serialize, Deserialize)]
struct Written<F> {
    format: String,
    version: u32,
    files: F,
}

impl Manifest {
    /// Lists and hashes every file of `output`.
    pub fn of(output: &Output) -> Self {
        let files: Vec<_> = output.files().collect();
        let files = files.par_iter().map(|(path, bytes)| ManifestFile::of(path, bytes)).collect();
        Self { files }
    }

    /// Lists a file that came to the output later.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let at = self.files.partition_point(|file| file.path.as_str() < path);
        self.files.insert(at, ManifestFile::of(path, bytes));
    }

    /// As it stands on disk: the same bytes for the same files.
    pub fn to_json(&self) -> Vec<u8> {
        let written = Written { format: FORMAT.to_owned(), version: VERSION, files: &self.files };
        let mut json = serde_json::to_vec_pretty(&written).expect("strings and numbers are JSON");
        json.push(b'\n');
        json
    }

    /// Reads what [`Manifest::to_json`] wrote, trusting nothing: no path in it leads out.
    pub fn parse(json: &[u8]) -> Result<Self, ManifestError> {
        if json.len() as u64 > LARGEST {
            return Err(ManifestError::TooLong);
        }
        let written: Written<Vec<ManifestFile>> = serde_json::from_slice(json)?;
        if written.format != FORMAT || written.version != VERSION {
            return Err(ManifestError::Unknown(written.format, written.version));
        }
        match written.files.iter().find(|file| fault(&file.path).is_some() || !file.is_stamped()) {
            Some(file) => Err(ManifestError::Path(file.path.clone())),
            None => Ok(Self { files: written.files }),
        }
    }

    /// Reads the manifest of the edition in `folder`.
    pub fn read(folder: &Path) -> Result<Self, ManifestError> {
        Self::parse(&read_bounded(&folder.join(MANIFEST))?.ok_or(ManifestError::TooLong)?)
    }
}

impl ManifestFile {
    pub(super) fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), size: bytes.len() as u64, sha256: digest(bytes) }
    }

    /// Whether these are its bytes.
    pub fn matches(&self, bytes: &[u8]) -> bool {
        self.size == bytes.len() as u64 && self.sha256 == digest(bytes)
    }

    pub(super) fn is_stamped(&self) -> bool {
        self.sha256.len() == 64 && self.sha256.bytes().all(|b| b.is_ascii_hexdigit())
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.0.update(bytes);
    hasher.digits()
}

/// The same of what is written to it bit by bit.
#[derive(Debug, Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// SHA-256 of all that was written, as 64 lower-case hexadecimal digits.
    pub fn digits(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            hex.push(DIGITS[usize::from(byte >> 4)].into());
            hex.push(DIGITS[usize::from(byte & 15)].into());
        }
        hex
    }
}

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes at `path`, or nothing where they are longer than [`LARGEST`].
pub(crate) fn read_bounded(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// What stands at `manifest.json` before a publish.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// What is known to be ours; nothing if it is missing or damaged.
    pub(super) manifest: Manifest,
    /// Its bytes, to tell whether it has to be written again.
    pub(super) json: Vec<u8>,
    /// It is some other program's (a web app has a `manifest.json` too).
    pub(super) foreign: bool,
}

/// Reads the manifest on disk. One that is damaged lists nothing; only when it begins as ours, or
/// is blank as a power cut leaves a file, is it ours to replace.
pub(super) fn standing(disk: &Disk<'_>) -> Result<Standing, PublishError> {
    match disk.look(MANIFEST)? {
        None => return Ok(Standing::default()),
        Some(found) if found.is_file() => {}
        Some(_) => return Ok(Standing { foreign: true, ..Standing::default() }),
    }
    let path = disk.at(MANIFEST);
    let json = read_bounded(&path).map_err(|error| PublishError::io("read", path, error))?;
    let json = json.unwrap_or_default();
    Ok(match Manifest::parse(&json) {
        Ok(manifest) => Standing { manifest, json, foreign: false },
        Err(_) => Standing { foreign: !begins_as_ours(&json), json, ..Standing::default() },
    })
}

fn begins_as_ours(json: &[u8]) -> bool {
    let blank = json.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace());
    let head = &json[..json.len().min(200)];
    blank || head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes())
}

/// Whether the file at `path` is a plain file with the bytes that `file` stands for.
pub(super) fn holds(disk: &Disk<'_>, path: &str, file: &ManifestFile) -> bool {
    let plain = disk
        .look(path)
        .ok()
        .flatten()
        .is_some_and(|found| found.is_file() && found.len() == file.size);
    plain && fs::read(disk.at(path)).is_ok_and(|bytes| file.matches(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output {
        let mut output = Output::default();
        output.insert("b/page.html", "two");
        output.insert("a.html", "one");
        output
    }

    #[test]
    fn what_is_written_reads_back_and_is_sorted_by_path() {
        let manifest = Manifest::of(&output());
        assert_eq!(manifest.files[0].path, "a.html");
        assert_eq!(manifest.files[1].size, 3);
        assert_eq!(Manifest::parse(&manifest.to_json()).unwrap(), manifest);
    }

    #[test]
    fn the_hash_is_sha_256() {
        let file = ManifestFile::of("a", b"abc");
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(file.sha256, known);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let mut output = Output::default();
        for page in 0..300 {
            output.insert(format!("{page}/index.html"), vec![b'x'; page]);
        }
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Manifest::of(&output).to_json())
        };
        assert_eq!(with(1), with(7));
    }

    #[test]
    fn a_manifest_that_lists_a_way_out_is_refused() {
        for path in ["../a", "/a", "C:/a", "a\\\\b", "manifest.json", ".staging/n0"] {
            let json = String::from_utf8(Manifest::of(&output()).to_json()).unwrap();
            let json = json.replace("a.html", path);
            let refused = Manifest::parse(json.as_bytes());
            assert!(matches!(refused, Err(ManifestError::Path(_))), "{path}");
        }
    }

    #[test]
    fn rubbish_and_other_formats_are_errors() {
        let ours = Manifest::of(&output()).to_json();
        let later =
            String::from_utf8(ours.clone()).unwrap().replace("\"version\": 1", "\"version\": 2");
        assert!(matches!(Manifest::parse(later.as_bytes()), Err(ManifestError::Unknown(_, 2))));
        for rubbish in
            [&b""[..], b"null", b"\0\0\0", b"{\"name\": \"app\"}", &ours[..ours.len() / 2]]
        {
            assert!(matches!(Manifest::parse(rubbish), Err(ManifestError::Damaged(_))));
        }
        assert!(Manifest::parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
