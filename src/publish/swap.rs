//! Puts staged files in place, file by file; never a folder at once, since on Windows one open
//! page would hold up the whole, and beside the root of a stick there is no room for a second.

use std::collections::{BTreeSet, HashMap};

use super::PublishError;
use super::disk::Disk;
use super::folders::{Folders, Ground};
use super::journal::{Journal, staged};
use super::manifest::ManifestFile;
use super::path::{ancestors, fold, parent};
use super::spelling::{is_spelt, respell};

/// Does what `journal` says, from the start or from wherever an earlier run was killed, and gives
/// the number of files deleted. `pending` tells which files still wait, by number.
pub(super) fn roll_forward(
    disk: &Disk<'_>,
    journal: &Journal,
    pending: impl Fn(usize) -> bool,
) -> Result<usize, PublishError> {
    let place = |files: &[ManifestFile], first: usize| {
        let mut folders = Folders::new(disk)?;
        for (file, number) in files.iter().zip(first..).filter(|(_, number)| pending(*number)) {
            folders.make(parent(&file.path))?;
            disk.rename(&staged(number), &file.path)?;
        }
        Ok(())
    };
    let blocked = journal.new.len() + journal.changed.len();
    place(&journal.new, 0)?;
    place(&journal.changed, journal.new.len())?;
    let cleared = remove_files(disk, &journal.way_files)?;
    let mut folders = Folders::new(disk)?;
    for folder in &journal.way_folders {
        if folders.ground(folder)? == Ground::Folder {
            disk.remove_if_empty(folder)?;
        }
    }
    place(&journal.blocked, blocked)?;
    place(journal.manifest.as_slice(), blocked + journal.blocked.len())?;

    let leaving = respell_and_keep(disk, journal)?;
    let deleted = remove_files(disk, leaving)?;
    remove_emptied(disk, journal)?;
    Ok(cleared + deleted)
}

/// Deletes the files that are there, but none that is only reached through a link.
fn remove_files<'j>(
    disk: &Disk<'_>,
    paths: impl IntoIterator<Item = &'j String>,
) -> Result<usize, PublishError> {
    let mut folders = Folders::new(disk)?;
    let mut removed = 0;
    for path in paths {
        if folders.ground(parent(path))? == Ground::Folder && disk.remove(path)? {
            removed += 1;
        }
    }
    Ok(removed)
}

/// What is to be deleted, less what a file system that ignores case takes for a file just put in
/// place; that file is given its own case instead.
fn respell_and_keep<'j>(
    disk: &Disk<'_>,
    journal: &'j Journal,
) -> Result<Vec<&'j String>, PublishError> {
    let mut placed = HashMap::new();
    if !journal.delete.is_empty() {
        placed
            .extend(journal.placings().enumerate().map(|(n, file)| (fold(&file.path), (n, file))));
    }
    let mut leaving = Vec::new();
    for path in &journal.delete {
        if let Some((number, file)) = placed.get(&fold(path)) {
            if !is_spelt(disk, &file.path)? {
                respell(disk, &file.path, &staged(*number))?;
            }
            if !is_spelt(disk, &file.path)? || !is_spelt(disk, path)? {
                continue;
            }
        }
        leaving.push(path);
    }
    Ok(leaving)
}

/// Deletes the folders that held deleted files and nothing else, the inner ones first.
fn remove_emptied(disk: &Disk<'_>, journal: &Journal) -> Result<(), PublishError> {
    let gone = journal.delete.iter().chain(&journal.way_files);
    let emptied: BTreeSet<&str> = gone.flat_map(|path| ancestors(path)).collect();
    let mut folders = Folders::new(disk)?;
    for folder in emptied.into_iter().rev() {
        if folders.ground(folder)? == Ground::Folder {
            disk.remove_if_empty(folder)?;
        }
    }
    Ok(())
}
