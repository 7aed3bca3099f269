//! A folder against its list.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::list::{List, Should};
use super::{Finding, Verdict};
use crate::publish::{Hasher, MANIFEST, STAGING, read_bounded};
use crate::release::{CHECKSUMS, RECORD, Record};

/// What systems leave in folders by themselves, in small letters.
const LITTER: [&str; 6] = [
    ".ds_store",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "system volume information",
    ".fseventsd",
];

/// Holds the folder at `path` against its list. `None` where it has none.
pub(super) fn folder(path: &Path) -> Option<Verdict> {
    let manifest = read_bounded(&path.join(MANIFEST)).ok().flatten();
    let checksums = read_bounded(&path.join(CHECKSUMS)).ok().flatten();
    let List { files, mut findings } = List::read(manifest.as_deref(), checksums.as_deref())?;
    if path.join(STAGING).exists() {
        findings.push(Finding::Unfinished);
    }
    let all: Vec<_> = files.iter().collect();
    let found = all.par_iter().filter_map(|(name, should)| look(path, name, should));
    findings.par_extend(found);
    findings.extend(extra(path, |name| files.contains_key(name)));
    findings.sort();
    findings.dedup();
    Some(Verdict { path: path.to_owned(), record: record(path), files: files.len(), findings })
}

/// The verdicts on every release that lies in the folder at `path`, as on a stick.
pub(super) fn releases_in(path: &Path) -> Vec<Verdict> {
    inside(path).iter().filter_map(|path| folder(path)).collect()
}

/// What the folder at `path` says of itself.
pub(super) fn record(path: &Path) -> Option<Record> {
    read_bounded(&path.join(RECORD)).ok().flatten().and_then(|json| Record::parse(&json).ok())
}

/// The folders in a folder, in order.
pub(super) fn inside(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders
}

fn look(root: &Path, name: &str, should: &Should) -> Option<Finding> {
    let path = root.join(name);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Some(Finding::Changed(name.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Some(Finding::Missing(name.to_owned()));
        }
        Err(error) => return Some(Finding::Unreadable(name.to_owned(), error.to_string())),
    }
    match digest(&path) {
        Ok((size, sha256)) => should.judge(name, size, &sha256),
        Err(error) => Some(Finding::Unreadable(name.to_owned(), error.to_string())),
    }
}

/// Size and digest of a file, however large.
pub(super) fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = Hasher::default();
    let size = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((size, hasher.digits()))
}

/// Files that are not `listed`, but for what systems leave by themselves.
fn extra(root: &Path, listed: impl Fn(&str) -> bool) -> Vec<Finding> {
    let walk = WalkDir::new(root).min_depth(1).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let litter = LITTER.contains(&&*name) || name.starts_with("._");
        let ours = entry.depth() == 1 && [MANIFEST, STAGING].contains(&&*name);
        !litter && !ours
    });
    let mut extra = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
                let name = parts.collect::<Vec<_>>().join("/");
                if !listed(&name) {
                    extra.push(Finding::Extra(name));
                }
            }
            Err(error) => {
                let name = error.path().map(|path| path.display().to_string());
                extra.push(Finding::Unreadable(name.unwrap_or_default(), error.to_string()));
            }
        }
    }
    extra
}
