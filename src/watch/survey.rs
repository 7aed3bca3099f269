//! What a pack's folders look like from outside: names, sizes and times of change.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use walkdir::WalkDir;

use crate::load::is_clutter;
use crate::project::{CHANGELOG, PACK_FILE};

/// The look of a pack's folders; two that are equal mean that nothing has changed in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey(u64);

impl Survey {
    /// Looks through `folders` of the pack in `root`. What cannot be looked at counts as absent.
    pub(super) fn of(root: &Path, folders: &[&str]) -> Self {
        let mut hasher = DefaultHasher::new();
        for name in [PACK_FILE, CHANGELOG].iter().chain(folders) {
            let entries = WalkDir::new(root.join(name))
                .follow_root_links(true)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(|entry| entry.depth() == 0 || !is_clutter(entry.file_name()));
            for entry in entries.filter_map(Result::ok) {
                entry.path().hash(&mut hasher);
                // A folder's own time changes with files that do not count.
                if entry.file_type().is_dir() {
                    continue;
                }
                // A link is as new as what it leads to.
                if let Ok(file) = std::fs::metadata(entry.path()) {
                    file.len().hash(&mut hasher);
                    file.modified().ok().hash(&mut hasher);
                }
            }
        }
        Self(hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_a_longer_one_and_a_lost_one_all_show() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/a.md");
        std::fs::create_dir(folder.path().join("content")).unwrap();
        let look = || Survey::of(folder.path(), &["content"]);
        let empty = look();
        std::fs::write(&file, "a").unwrap();
        let one = look();
        assert_eq!(one, look());
        std::fs::write(&file, "ab").unwrap();
        let longer = look();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(look(), empty);
        assert!(empty != one && one != longer);
    }

    #[test]
    fn what_editors_leave_behind_does_not_show() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("content")).unwrap();
        let before = Survey::of(folder.path(), &["content"]);
        std::fs::write(folder.path().join("content/.a.md.swp"), "a").unwrap();
        assert_eq!(Survey::of(folder.path(), &["content"]), before);
    }
}
