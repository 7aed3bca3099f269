//! Every effect on the disk, one function each, so that a test can kill before any of them.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::PublishError;

/// Asked before each effect on the disk; tests answer with an error to play dead.
pub(super) trait Steps: Sync {
    /// The effect on `path` is about to happen.
    fn before(&self, path: &Path) -> io::Result<()>;
}

/// Lets every step happen.
pub(super) struct Unhindered;

impl Steps for Unhindered {
    fn before(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// One edition's folder; paths are relative to it, with `/`.
pub(super) struct Disk<'a> {
    root: &'a Path,
    steps: &'a dyn Steps,
}

impl<'a> Disk<'a> {
    pub(super) fn new(root: &'a Path, steps: &'a dyn Steps) -> Self {
        Self { root, steps }
    }

    /// `path` in full.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.to_owned() } else { self.root.join(path) }
    }

    /// What stands at `path` itself, without following a link.
    pub(super) fn look(&self, path: &str) -> Result<Option<Metadata>, PublishError> {
        let path = self.at(path);
        match fs::symlink_metadata(&path) {
            Ok(found) => Ok(Some(found)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(PublishError::io("look at", path, error)),
        }
    }

    /// Whether the edition's folder is there; whoever names it may name a link to it.
    pub(super) fn has_root(&self) -> Result<bool, PublishError> {
        match fs::metadata(self.root) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(_) => Err(PublishError::NotAFolder { path: self.root.to_owned() }),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(PublishError::io("look at", self.root.to_owned(), error)),
        }
    }

    pub(super) fn make_root(&self) -> Result<(), PublishError> {
        self.effect("make the folder", "", |path| fs::create_dir_all(path))
    }

    pub(super) fn make_folder(&self, path: &str) -> Result<(), PublishError> {
        self.effect("make the folder", path, |path| fs::create_dir(path))
    }

    /// Writes a file that must not be there yet, so that no planted link is followed.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.effect("write", path, |path| File::create_new(path)?.write_all(bytes))
    }

    /// As [`Self::write_durably`], for what people have told: only its owner can read it, or whoever
    /// could read the file before.
    pub(super) fn write_privately(
        &self,
        path: &str,
        bytes: &[u8],
        before: Option<&Metadata>,
    ) -> Result<(), PublishError> {
        self.effect("write", path, |path| {
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path)?;
            if let Some(before) = before.filter(|before| !before.permissions().readonly()) {
                file.set_permissions(before.permissions())?;
            }
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// As [`Disk::write`], and back only when the bytes have reached the disk.
    pub(super) fn write_durably(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.effect("write", path, |path| {
            let mut file = File::create_new(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Best effort to bring a folder's names to the disk: Windows has no such call.
    pub(super) fn settle_names(&self, path: &str) {
        if cfg!(unix) {
            let _ = File::open(self.at(path)).and_then(|folder| folder.sync_all());
        }
    }

    /// Puts `from` in the place of `to`, whether or not a file stands there.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), PublishError> {
        let from = self.at(from);
        self.effect("put in place", to, |to| fs::rename(&from, to))
    }

    /// Deletes a file, or a link but not what it leads to; never a folder. Says whether there
    /// was anything to delete.
    pub(super) fn remove(&self, path: &str) -> Result<bool, PublishError> {
        if self.look(path)?.is_none_or(|found| found.is_dir()) {
            return Ok(false);
        }
        self.effect("delete", path, |path| fs::remove_file(path))?;
        Ok(true)
    }

    /// Deletes a folder if it is empty. One that stays is harmless, so failing to is no failure.
    pub(super) fn remove_if_empty(&self, path: &str) -> Result<(), PublishError> {
        self.effect("delete the folder", path, |path| {
            let _ = fs::remove_dir(path);
            Ok(())
        })
    }

    fn effect(
        &self,
        doing: &'static str,
        path: &str,
        mut effect: impl FnMut(&Path) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        let path = self.at(path);
        let done = self.steps.before(&path).and_then(|()| patiently(is_held, || effect(&path)));
        done.map_err(|error| failed(doing, &path, error))
    }
}

/// Opens a file that must not be there yet, as patiently as everything else is done.
pub(super) fn open_new(path: &Path) -> io::Result<File> {
    patiently(is_held, || File::create_new(path))
}

/// Why something could not be done to `path`; a file that another program holds is named as such.
pub(super) fn failed(doing: &'static str, path: &Path, error: io::Error) -> PublishError {
    let path = path.to_owned();
    if is_held(&error) {
        PublishError::InUse { path, reason: error }
    } else {
        PublishError::io(doing, path, error)
    }
}

/// Tries again for a moment: a virus scanner or OneDrive holds a new file only briefly.
fn patiently<T>(
    held: impl Fn(&io::Error) -> bool,
    mut effect: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for pause in [10, 30, 90, 270] {
        match effect() {
            Err(error) if held(&error) => thread::sleep(Duration::from_millis(pause)),
            done => return done,
        }
    }
    effect()
}

/// Whether another program has the file open: Windows' access denied (what a rename over an open
/// file gives), sharing violation and lock violation.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_held_for_a_moment_is_tried_again() {
        let mut tries = 0;
        let done = patiently(
            |_| true,
            || {
                tries += 1;
                if tries < 3 { Err(io::Error::other("held")) } else { Ok(tries) }
            },
        );
        assert_eq!(done.unwrap(), 3);
    }

    #[test]
    fn a_file_that_stays_held_is_given_up_and_another_failure_at_once() {
        let mut tries = 0;
        let mut fail = |held: bool| {
            tries = 0;
            let _ = patiently(
                |_| held,
                || -> io::Result<()> {
                    tries += 1;
                    Err(io::Error::other("no"))
                },
            );
            tries
        };
        assert_eq!((fail(true), fail(false)), (5, 1));
    }
}
