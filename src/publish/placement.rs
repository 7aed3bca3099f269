//! Where an output may be: not on top of what the author wrote.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::PublishError;

/// What the author owns in a pack.
const AUTHORS: [&str; 3] = ["content", "themes", "scenarios"];

/// Refuses `folder` as a place for output if it is or contains the pack, or lies in (or around)
/// one of the folders that the author writes in, whatever links lead there.
pub fn refuse_inside(pack_root: &Path, folder: &Path) -> Result<(), PublishError> {
    let real = |path: &Path| {
        resolve(path).map_err(|error| PublishError::io("look at", path.to_owned(), error))
    };
    let (root, place) = (real(pack_root)?, real(folder)?);
    let refuse = |authors| Err(PublishError::InsidePack { path: folder.to_owned(), authors });
    if root.starts_with(&place) {
        return refuse(pack_root.to_owned());
    }
    for name in AUTHORS {
        let authors = real(&pack_root.join(name))?;
        if place.starts_with(&authors) || authors.starts_with(&place) {
            return refuse(pack_root.join(name));
        }
    }
    // `Content` that does not exist yet is `content` on most people's disks.
    let first = place.strip_prefix(&root).ok().and_then(|inner| inner.components().next());
    let first = first.and_then(|part| part.as_os_str().to_str()).unwrap_or_default();
    match AUTHORS.iter().find(|name| name.eq_ignore_ascii_case(first)) {
        Some(name) => refuse(pack_root.join(name)),
        None => Ok(()),
    }
}

/// Refuses `folder` as a place for people's answers if it is the pack or lies anywhere in it: what
/// is there is handed out. Links do not hide where it is.
pub fn refuse_within(pack_root: &Path, folder: &Path) -> Result<(), PublishError> {
    let real = |path: &Path| {
        resolve(path).map_err(|error| PublishError::io("look at", path.to_owned(), error))
    };
    if real(folder)?.starts_with(real(pack_root)?) {
        let (path, pack) = (folder.to_owned(), pack_root.to_owned());
        return Err(PublishError::AnswersInPack { path, pack });
    }
    Ok(())
}

/// `path` without links, as far as it exists, and without `..` beyond.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing: Vec<OsString> = Vec::new();
    let mut existing = path.as_path();
    let mut real = loop {
        match fs::canonicalize(existing) {
            Ok(real) => break real,
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(error) => {
                let (Some(parent), Some(last)) =
                    (existing.parent(), existing.components().next_back())
                else {
                    return Err(error);
                };
                missing.push(last.as_os_str().to_owned());
                existing = parent;
            }
        }
    };
    for part in missing.iter().rev() {
        match Path::new(part).components().next() {
            Some(Component::ParentDir) => drop(real.pop()),
            _ => real.push(part),
        }
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for inner in ["pack/content/models", "pack/scenarios", "pack/themes", "pack/output"] {
            fs::create_dir_all(folder.path().join(inner)).unwrap();
        }
        folder
    }

    #[test]
    fn the_pack_and_what_the_author_writes_are_refused() {
        let folder = pack();
        let root = folder.path().join("pack");
        for place in [
            "pack",
            ".",
            "pack/content",
            "pack/content/models",
            "pack/content/new/deep",
            "pack/scenarios",
            "pack/themes/default",
            "pack/CONTENT/x",
            "pack/output/../content",
            "pack/missing/../content",
            "pack/output/..",
        ] {
            let refused = refuse_inside(&root, &folder.path().join(place));
            assert!(matches!(refused, Err(PublishError::InsidePack { .. })), "{place}");
        }
    }

    #[test]
    fn answers_may_be_anywhere_but_in_the_pack() {
        let folder = pack();
        let root = folder.path().join("pack");
        for place in ["pack", "pack/output", "pack/new/deep", "pack2/../pack/x"] {
            let refused = refuse_within(&root, &folder.path().join(place));
            assert!(matches!(refused, Err(PublishError::AnswersInPack { .. })), "{place}");
        }
        for place in [".", "pack2", "elsewhere/pack"] {
            refuse_within(&root, &folder.path().join(place)).expect(place);
        }
    }

    #[test]
    fn output_and_other_places_are_allowed() {
        let folder = pack();
        let root = folder.path().join("pack");
        for place in ["pack/output", "pack/output/rep", "pack/site/content", "elsewhere", "pack2"] {
            refuse_inside(&root, &folder.path().join(place)).expect(place);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_hide_where_a_folder_is() {
        use std::os::unix::fs::symlink;
        let folder = pack();
        let at = |path: &str| folder.path().join(path);
        symlink(at("pack/content"), at("link")).unwrap();
        symlink(at("pack"), at("pack-link")).unwrap();
        fs::create_dir(at("shared")).unwrap();
        fs::remove_dir(at("pack/themes")).unwrap();
        symlink(at("shared"), at("pack/themes")).unwrap();
        for (root, place) in [
            ("pack", "link"),
            ("pack", "link/new"),
            ("pack", "pack-link"),
            ("pack-link", "pack"),
            ("pack-link", "pack/content"),
            ("pack", "shared/out"),
            ("pack", "link/../../pack"),
        ] {
            assert!(refuse_inside(&at(root), &at(place)).is_err(), "{root} {place}");
        }
        refuse_inside(&at("pack-link"), &at("pack/output")).unwrap();
    }
}
