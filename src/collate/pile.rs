//! The pile: every file in what was handed over, in an order that does not depend on how.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::returns::Reject;
use crate::load::is_clutter;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 20_000_000;

/// A file that may hold returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    /// Where it is on this machine.
    pub(super) disk: PathBuf,
    /// Its path from the folder that was handed over, with `/`; its name if it was so itself.
    pub(super) name: String,
    pub(super) kind: PaperKind,
}

/// What a file is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaperKind {
    Saved,
    Pdf,
}

/// What was handed over cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {reason}", path.display())]
pub struct PileError {
    /// What was named.
    pub path: PathBuf,
    /// What the system said.
    pub reason: io::Error,
}

/// The files in `handed` and in the folders in it, each once however often it was named, and what
/// is in the folders that cannot be a return. `own` are files that collating itself writes.
pub(super) fn gather(
    handed: &[PathBuf],
    own: &[PathBuf],
) -> Result<(Vec<Paper>, Vec<Reject>), PileError> {
    let mut papers: BTreeMap<PathBuf, Paper> = BTreeMap::new();
    let mut rejects = Vec::new();
    let own: Vec<PathBuf> = own.iter().filter_map(|path| path.canonicalize().ok()).collect();
    for path in handed {
        let failed = |reason| PileError { path: path.clone(), reason };
        let about = fs::metadata(path).map_err(failed)?;
        // The system's own name, in which no link is left.
        let real = path.canonicalize().map_err(failed)?;
        if !about.is_dir() {
            let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
            look(real, name, about.is_file(), &mut papers, &mut rejects);
            continue;
        }
        let inside = WalkDir::new(&real)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_clutter(entry.file_name()));
        for entry in inside {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let name = name_from(&real, error.path().unwrap_or(&real));
                    rejects.push(Reject::file(
                        &name,
                        "it could not be opened",
                        "make sure that you may read it, and collate again",
                    ));
                    continue;
                }
            };
            let name = name_from(&real, entry.path());
            if entry.path_is_symlink() && entry.depth() > 0 {
                rejects.push(Reject::file(
                    &name,
                    "this is a link to another place",
                    "put a copy of the file itself here",
                ));
            } else if !entry.file_type().is_dir() && !is_own(entry.path(), &own) {
                let plain = entry.file_type().is_file();
                look(entry.into_path(), name, plain, &mut papers, &mut rejects);
            }
        }
    }
    // A file may have been named twice, by different ways.
    rejects.sort();
    rejects.dedup();
    let mut papers: Vec<Paper> = papers.into_values().collect();
    papers.sort_by(|a, b| (&a.name, &a.disk).cmp(&(&b.name, &b.disk)));
    Ok((papers, rejects))
}

fn look(
    disk: PathBuf,
    name: String,
    plain: bool,
    papers: &mut BTreeMap<PathBuf, Paper>,
    rejects: &mut Vec<Reject>,
) {
    let ending = disk.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let kind = match &*ending {
        "json" => PaperKind::Saved,
        "pdf" => PaperKind::Pdf,
        _ => {
            let (reason, remedy) = match &*ending {
                "zip" => ("this is a zip", "unpack it first, then collate the folder"),
                "jpg" | "jpeg" | "png" | "heic" | "tif" | "tiff" => (
                    "this is a picture",
                    "copy the answers by hand into the form on screen, and save that",
                ),
                _ => (
                    "this is neither a saved form (.json) nor a filled PDF",
                    "move it away if it is no return; otherwise ask for the file again",
                ),
            };
            rejects.push(Reject::file(&name, reason, remedy));
            return;
        }
    };
    if !plain {
        rejects.push(Reject::file(&name, "this is not a file", "move it away"));
        return;
    }
    let paper =
        papers.entry(disk.clone()).or_insert_with(|| Paper { disk, name: name.clone(), kind });
    // Named both by itself and in a folder, it has the shorter name.
    if (name.len(), &name) < (paper.name.len(), &paper.name) {
        paper.name = name;
    }
}

fn is_own(path: &Path, own: &[PathBuf]) -> bool {
    own.iter().any(|own| own == path)
}

fn name_from(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// The bytes of a file, or why they are not read.
pub(super) fn bytes(paper: &Paper) -> Result<Vec<u8>, Reject> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // The length may change while it is read, so the reading itself is limited too.
        File::open(&paper.disk)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| {
        let reason = format!("it could not be read: {error}");
        Reject::file(&paper.name, reason, "make sure that you may read it, and collate again")
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(Reject::file(
            &paper.name,
            "it is larger than 20 MB, and no form is",
            "ask for the file again; if it is a scan, copy the answers by hand",
        ));
    }
    Ok(bytes)
}
