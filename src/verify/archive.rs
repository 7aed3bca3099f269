//! A zip against the list in it, and any other file against the checksums beside it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::folder::digest;
use super::list::List;
use super::{Finding, Verdict};
use crate::publish::read_bounded;
use crate::publish::{Hasher, MANIFEST};
use crate::release::{CHECKSUMS, RECORD, Record, Seal, seal_of};

/// Lists and records are no longer than this, in bytes.
const LARGEST: u64 = 64 << 20;

/// Judges one file: a zip of a release, or what lies beside a list of checksums. `None` where nothing
/// could be checked.
pub(super) fn file(path: &Path) -> Option<Verdict> {
    let beside = beside(path);
    let verdict = fs::read(path).ok().and_then(|bytes| archive(path, &bytes));
    match (verdict, beside) {
        (Some(mut verdict), beside) => {
            verdict.findings.extend(beside.flatten());
            Some(verdict)
        }
        (None, Some(finding)) => {
            let findings = finding.into_iter().collect();
            Some(Verdict { path: path.to_owned(), record: None, files: 1, findings })
        }
        (None, None) => None,
    }
}

/// What the checksums beside a file say of it: `None` where they do not name it.
fn beside(path: &Path) -> Option<Option<Finding>> {
    let folder = path.parent()?;
    let name = path.file_name()?.to_str()?;
    let checksums = read_bounded(&folder.join(CHECKSUMS)).ok().flatten()?;
    let list = List::read(None, Some(&checksums))?;
    let should = list.files.get(name)?;
    Some(match digest(path) {
        Ok((size, sha256)) => should.judge(name, size, &sha256),
        Err(error) => Some(Finding::Unreadable(name.to_owned(), error.to_string())),
    })
}

/// Judges a zip; `None` where it holds no release.
fn archive(path: &Path, bytes: &[u8]) -> Option<Verdict> {
    let verdict = |record, files, mut findings: Vec<Finding>| {
        findings.sort();
        Some(Verdict { path: path.to_owned(), record, files, findings })
    };
    let mut zip = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => zip,
        Err(_) if looks_like_a_zip(path, bytes) => {
            let why = "it is cut short or damaged, and cannot be opened".to_owned();
            return verdict(None, 0, vec![Finding::Zip(why)]);
        }
        Err(_) => return None,
    };
    let mut findings = Vec::new();
    let seal = seal_of(bytes);
    if seal == Seal::Broken {
        findings.push(Finding::Zip("its bytes are not those that were written".to_owned()));
    }
    let top = top(&zip);
    let manifest = whole(&mut zip, &top, MANIFEST);
    let checksums = whole(&mut zip, &top, CHECKSUMS);
    let record = recorded(&mut zip, &top);
    let Some(list) = List::read(manifest.as_deref(), checksums.as_deref()) else {
        // A zip of ours has lost its lists; another's never had one.
        return (seal != Seal::None).then(|| verdict(record, 0, findings)).flatten();
    };
    findings.extend(list.findings);
    let mut missing: BTreeSet<&str> = list.files.keys().map(String::as_str).collect();
    for at in 0..zip.len() {
        let mut file = match zip.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                findings.push(Finding::Zip(error.to_string()));
                continue;
            }
        };
        let Ok(full) = file.name().map(Cow::into_owned) else {
            findings.push(Finding::Zip(format!("the name of its file {} is damaged", at + 1)));
            continue;
        };
        let name = full.strip_prefix(&top).unwrap_or(&full);
        if name == MANIFEST || file.is_dir() {
            continue;
        }
        let Some(should) = list.files.get(name) else {
            findings.push(Finding::Extra(name.to_owned()));
            continue;
        };
        if !missing.remove(name) {
            findings.push(Finding::Zip(format!("it holds {name} twice")));
            continue;
        }
        match read(&mut file, should.size()) {
            Ok((size, sha256)) => findings.extend(should.judge(name, size, &sha256)),
            Err(error) => findings.push(Finding::Unreadable(name.to_owned(), error.to_string())),
        }
    }
    findings.extend(missing.into_iter().map(|name| Finding::Missing(name.to_owned())));
    verdict(record, list.files.len(), findings)
}

/// What the zip at `path` says of itself.
pub(super) fn record(path: &Path) -> Option<Record> {
    let mut zip = ZipArchive::new(fs::File::open(path).ok()?).ok()?;
    let top = top(&zip);
    recorded(&mut zip, &top)
}

fn recorded<R: Read + io::Seek>(zip: &mut ZipArchive<R>, top: &str) -> Option<Record> {
    whole(zip, top, RECORD).and_then(|json| Record::parse(&json).ok())
}

/// A packed file, whole; none where there is none, or it is larger than any that mentorpack writes.
fn whole<R: Read + io::Seek>(zip: &mut ZipArchive<R>, top: &str, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = zip.by_name(&format!("{top}{name}")).ok()?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST).then_some(bytes)
}

/// Size and digest of a packed file. One that unpacks to more than it should is read no further: it
/// may be made to fill the machine.
fn read<R: Read>(file: &mut ZipFile<'_, R>, should: Option<u64>) -> io::Result<(u64, String)> {
    let mut hasher = Hasher::default();
    let most = should.map_or(u64::MAX, |should| should.saturating_add(1)).min(1 << 32);
    let size = io::copy(&mut file.take(most), &mut hasher)?;
    Ok((size, hasher.digits()))
}

/// The folder in which everything of a zip lies, with `/`; empty where there is none.
fn top<R: Read + io::Seek>(zip: &ZipArchive<R>) -> String {
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    let folders = names.iter().filter_map(|name| name.strip_suffix(MANIFEST));
    let folders = folders.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let first = || names.first().and_then(|name| name.split_inclusive('/').next());
    let first = || first().filter(|folder| folder.ends_with('/'));
    folders.min_by_key(|folder| folder.len()).or_else(first).unwrap_or_default().to_owned()
}

fn looks_like_a_zip(path: &Path, bytes: &[u8]) -> bool {
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    named || bytes.starts_with(b"PK\x03\x04")
}
