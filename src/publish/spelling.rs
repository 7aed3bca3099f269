//! Names that differ only in case, on file systems that cannot tell them apart: Windows', macOS',
//! and a stick's on any system.

use std::fs;

use super::PublishError;
use super::disk::Disk;
use super::path::{fold, parent};

/// Whether `path` is listed on disk just so, each part of it, rather than found by another case.
/// Costs the listing of each folder on the way: for the rare path that needs to know.
pub(super) fn is_spelt(disk: &Disk<'_>, path: &str) -> Result<bool, PublishError> {
    let mut part = path;
    while !part.is_empty() {
        if listed(disk, part, |name, wanted| name == wanted)?.is_none() {
            return Ok(false);
        }
        part = parent(part);
    }
    Ok(true)
}

/// Gives `path` its own case where it took the place of a name that differed only in that.
///
/// Linux ignores such a rename on a stick, so the file goes by way of its staged name, and a kill
/// between the two finds it there. A folder isn't worth that risk and may keep its old case: its
/// files are found by either.
pub(super) fn respell(disk: &Disk<'_>, path: &str, staged: &str) -> Result<(), PublishError> {
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    for part in ends.map(|end| &path[..end]) {
        if is_listed(disk, part)? {
            continue;
        }
        let Some(other) = listed(disk, part, |name, wanted| fold(name) == fold(wanted))? else {
            continue;
        };
        disk.rename(&other, part)?;
        if part == path && !is_listed(disk, part)? {
            disk.rename(&other, staged)?;
            disk.rename(staged, part)?;
        }
    }
    Ok(())
}

fn is_listed(disk: &Disk<'_>, path: &str) -> Result<bool, PublishError> {
    Ok(listed(disk, path, |name, wanted| name == wanted)?.is_some())
}

/// The path of the entry beside `path` whose name is as `alike` would have it.
fn listed(
    disk: &Disk<'_>,
    path: &str,
    alike: impl Fn(&str, &str) -> bool,
) -> Result<Option<String>, PublishError> {
    let folder = parent(path);
    let wanted = path.rsplit('/').next().unwrap_or(path);
    let Ok(entries) = fs::read_dir(disk.at(folder)) else {
        return Ok(None);
    };
    for entry in entries {
        let entry = entry.map_err(|error| PublishError::io("list", disk.at(folder), error))?;
        if let Some(name) = entry.file_name().to_str().filter(|name| alike(name, wanted)) {
            let name = name.to_owned();
            return Ok(Some(if folder.is_empty() { name } else { format!("{folder}/{name}") }));
        }
    }
    Ok(None)
}
