//! A folder in memory, gone when the bench is.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A folder of our own, deleted on drop.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// In memory where the system has such a place, else among temporary files.
    pub(crate) fn new(name: &str) -> io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = place.join(format!("mentorpack-{name}-{}", std::process::id()));
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays is found by its name, and gone with the next start of the machine.
        let _ = fs::remove_dir_all(&self.0);
    }
}
