//! Files that wait in `.staging`, beside the journal that says where they go.

use std::fs;

use rayon::prelude::*;

use super::PublishError;
use super::disk::Disk;
use super::folders::{Folders, Ground};
use super::journal::{DRAFT, JOURNAL, Journal, staged};
use super::manifest::holds;
use super::path::{MANIFEST, STAGING};
use crate::output::Output;

/// Writes every file that `journal` puts in place, then the journal itself.
///
/// Only the journal is waited for on its way to the disk. Waiting for each of thousands of pages
/// takes minutes on a slow disk, and a kill of the process doesn't need it. After a power cut the
/// journal's hashes tell a staged file that never reached the disk from one that did, and the
/// next build compares and mends what was put in place.
pub(super) fn stage(
    disk: &Disk<'_>,
    journal: &Journal,
    output: &Output,
    manifest: &[u8],
) -> Result<(), PublishError> {
    Folders::new(disk)?.make(STAGING)?;
    let files: Vec<_> = journal.placings().map(|file| file.path.as_str()).collect();
    files.par_iter().enumerate().try_for_each(|(number, path)| {
        let bytes = if *path == MANIFEST { Some(manifest) } else { output.get(path) };
        disk.write(&staged(number), bytes.expect("a journal is made from the output"))
    })?;
    journal.write(disk)
}

/// Which of the files of `journal` are still to be put in place, by number; nothing if one of
/// them is lost, staged and in place alike.
pub(super) fn pending(
    disk: &Disk<'_>,
    journal: &Journal,
) -> Result<Option<Vec<bool>>, PublishError> {
    let files: Vec<_> = journal.placings().collect();
    let pending = files.par_iter().enumerate().map(|(number, file)| {
        let waits = holds(disk, &staged(number), file);
        let placed = !waits && holds(disk, &file.path, file);
        // A rename leaves nothing behind, so this file came after the kill.
        if waits && number < journal.new.len() && disk.look(&file.path)?.is_some() {
            return Err(PublishError::stranger(disk.at(&file.path)));
        }
        Ok((waits || placed).then_some(waits))
    });
    pending.collect()
}

/// Whether there is a `.staging` to look into. One that is no folder is nothing of ours.
pub(super) fn exists(disk: &Disk<'_>) -> Result<bool, PublishError> {
    match Folders::new(disk)?.ground(STAGING)? {
        Ground::Folder => Ok(true),
        Ground::Absent => Ok(false),
        Ground::Link(at) => Err(PublishError::Link { path: disk.at(&at) }),
        Ground::File(at) => Err(PublishError::stranger(disk.at(&at))),
    }
}

/// Deletes the files that wait. Whatever else somebody put there stays.
pub(super) fn discard_files(disk: &Disk<'_>) -> Result<(), PublishError> {
    disk.remove(DRAFT)?;
    let fail = |error| PublishError::io("list", disk.at(STAGING), error);
    for entry in fs::read_dir(disk.at(STAGING)).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix('n'));
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            disk.remove(&staged(number))?;
        }
    }
    Ok(())
}

/// Ends a publish: without its journal nothing is left to roll forward.
pub(super) fn close(disk: &Disk<'_>) -> Result<(), PublishError> {
    disk.remove(JOURNAL)?;
    disk.remove_if_empty(STAGING)
}
