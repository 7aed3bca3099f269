//! Single files in a folder of the user's own, such as a register.

use std::path::Path;

use super::PublishError;
use super::disk::{Disk, Unhindered};

/// Writes `bytes` to `path`, in the place of what stands there; killed at any moment, the old file
/// or the new one is there as a whole. The folder is made if need be. Where the system knows whose a
/// file is, a new one is its owner's alone, and another can be read by those who could read it before.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let disk = Disk::new(folder, &Unhindered);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if !disk.has_root()? {
        disk.make_root()?;
    }
    let before = disk.look(&name)?;
    match &before {
        Some(found) if found.is_symlink() => {
            return Err(PublishError::Link { path: path.to_owned() });
        }
        Some(found) if !found.is_file() => {
            return Err(PublishError::Stranger { path: path.to_owned(), more: 0 });
        }
        _ => {}
    }
    let part = format!(".{name}.part");
    // One of a run that was killed.
    disk.remove(&part)?;
    let written = disk.write_privately(&part, bytes, before.as_ref());
    let written = written.and_then(|()| disk.rename(&part, &name));
    if written.is_err() {
        let _ = disk.remove(&part);
    }
    written?;
    disk.settle_names("");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/register.csv");
        for bytes in [&b"one"[..], b"two"] {
            replace(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(replace(folder.path(), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_a_new_file_and_a_file_that_others_may_read_stays_theirs_too() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.csv");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        replace(&path, b"one").unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(mode(), 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("other"), "kept").unwrap();
        let link = folder.path().join("register.csv");
        std::os::unix::fs::symlink(folder.path().join("other"), &link).unwrap();
        assert!(matches!(replace(&link, b"x"), Err(PublishError::Link { .. })));
        assert_eq!(fs::read(folder.path().join("other")).unwrap(), b"kept");
    }
}
