//! The files of a pack, in an order that does not depend on the machine.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::project::{CONTENT, Project, ReadError, SCENARIOS};
use crate::source::{FileId, Sources, Span};

/// A file of the pack.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is on this machine.
    pub(super) disk: PathBuf,
    /// From the pack's root, with `/`.
    pub(super) path: String,
}

/// Every file under `content/` and `scenarios/`, without those that editors and systems leave
/// behind.
pub(super) fn walk(
    diagnostics: &mut Diagnostics,
    sources: &mut Sources,
    project: &Project,
) -> Result<Vec<Found>, ReadError> {
    let mut found = Vec::new();
    // What the pack's own folder is called by, so that a link to it by another way is still in.
    let home = project.root.canonicalize().map_err(ReadError::at(&project.root))?;
    for folder in [CONTENT, SCENARIOS] {
        let top = project.root.join(folder);
        if !top.is_dir() {
            continue;
        }
        let real = top.canonicalize().map_err(ReadError::at(&top))?;
        if !real.starts_with(&home) {
            let file = sources.add(folder, "");
            diagnostics.push(leads_out(file));
            continue;
        }
        let entries = WalkDir::new(&top)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_clutter(entry.file_name()));
        for entry in entries {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&top).to_owned();
                ReadError { path, source: error.into() }
            })?;
            let path = path_from(&project.root, entry.path());
            if entry.path_is_symlink() {
                let target = entry.path().canonicalize().ok();
                let inside = target.filter(|target| target.starts_with(&home) && target.is_file());
                if inside.is_none() {
                    let file = sources.add(path, "");
                    diagnostics.push(leads_out(file));
                    continue;
                }
                found.push(Found { disk: entry.into_path(), path });
            } else if entry.file_type().is_file() {
                found.push(Found { disk: entry.into_path(), path });
            }
        }
    }
    Ok(found)
}

pub(super) fn leads_out(file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::SymbolicLink,
        Span::whole(file),
        "this is a link to a folder, to nothing, or to something outside the pack",
    )
    .help("put a copy of the file itself here")
}

/// What nobody means to publish: hidden files, Word's locks, what systems leave in folders.
pub fn is_clutter(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(&*lower, "thumbs.db" | "desktop.ini" | "ehthumbs.db" | "icon\r" | "__macosx")
        || lower.ends_with(".tmp")
        || lower.ends_with(".swp")
}

fn path_from(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
