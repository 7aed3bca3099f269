//! Output to disk: one edition's folder, file by file, so that a build that is killed at any step
//! leaves the last good output usable.
//!
//! What changed is written to `.staging` inside the folder, then a journal says where it goes, then
//! files are renamed into place: new ones, changed ones, `manifest.json`. Last, what the old
//! manifest lists and the new one doesn't is deleted. The next run first finishes what a whole
//! journal says, and discards any other.
//!
//! Only what a manifest or a journal lists is ours. A file of anybody else's is neither deleted
//! nor overwritten: if one stands where a page has to go, nothing is changed and the error names
//! it. Where one of our files has to make way for a folder of the same name, or the reverse, the
//! old page is gone for a moment before the new manifest is in place; there is no other order.

mod begin;
mod beside;
mod disk;
mod folders;
mod journal;
mod manifest;
mod path;
mod placement;
mod spelling;
mod staging;
mod survey;
mod swap;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

pub use self::begin::{add, begin};
pub use self::beside::replace;
pub(crate) use self::manifest::read_bounded;
pub use self::manifest::{Hasher, Manifest, ManifestError, ManifestFile, digest};
pub use self::path::{MANIFEST, STAGING};
pub use self::placement::{refuse_inside, refuse_within};

use self::disk::{Disk, Unhindered};
use self::journal::Journal;
use crate::output::{Output, size};

/// What a publish did. The manifest itself is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What the folder now consists of.
    pub manifest: Manifest,
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that stood as they should and were not touched.
    pub unchanged: usize,
    /// Files of the last build that are gone.
    pub deleted: usize,
}

/// Why an edition could not be published. Each names what it is about and what to do.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The system refused.
    #[error("cannot {doing} `{}`: {reason}", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// The disk is full. What was there before is as it was.
    #[error(
        "there is no room left for `{}`: this takes {} besides what is there now, until it is in \
         place; make room, or take another disk. What was there before is as it was",
        folder.display(), size(*needed)
    )]
    Full {
        /// What was to be written.
        folder: PathBuf,
        /// Bytes that all of it takes.
        needed: u64,
    },
    /// Another program has the file open.
    #[error(
        "cannot replace `{}`: close it in any other program, make sure that it is not \
         read-only, and try again ({reason})",
        path.display()
    )]
    InUse {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// A file that is not ours stands where one of ours has to go. Nothing was changed.
    #[error(
        "`{}`{} not written by mentorpack and would be overwritten: move it away, or build to \
         another folder",
        path.display(), and_more(*more)
    )]
    Stranger {
        /// The first such file.
        path: PathBuf,
        /// How many more there are.
        more: usize,
    },
    /// A link leads out of the edition's folder. Nothing was changed.
    #[error(
        "`{}` is a link to another place, and mentorpack does not write through links: remove \
         it, or build to another folder",
        path.display()
    )]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A new pack would stand among other files. Nothing was written.
    #[error(
        "the folder `{}` is not empty: {} {} in it; name a new folder",
        path.display(), listed(names, *more), if names.len() + more == 1 { "is" } else { "are" }
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What is in it, or the first of it.
        names: Vec<String>,
        /// How much more there is.
        more: usize,
    },
    /// A new file has the place of another, which was left as it is.
    #[error("`{}` is there already, and was left as it is", path.display())]
    AlreadyThere {
        /// The file.
        path: PathBuf,
    },
    /// A file stands where the edition's folder has to be.
    #[error("`{}` is not a folder: move it away, or build to another folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// The output has an address that cannot be a file's on every system.
    #[error("cannot publish `{path}`: {why}")]
    Address {
        /// The address.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// People's answers would lie in the pack.
    #[error(
        "cannot write people's answers to `{}`: it is in the pack `{}`, which is handed out; \
         choose another folder",
        path.display(), pack.display()
    )]
    AnswersInPack {
        /// The folder asked for.
        path: PathBuf,
        /// The pack.
        pack: PathBuf,
    },
    /// The output would lie on top of what the author wrote.
    #[error(
        "cannot build to `{}`: it is, contains or lies in `{}`, which holds the pack's own \
         files; choose another folder",
        path.display(), authors.display()
    )]
    InsidePack {
        /// The folder asked for.
        path: PathBuf,
        /// The author's folder.
        authors: PathBuf,
    },
}

fn listed(names: &[String], more: usize) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

fn and_more(more: usize) -> String {
    match more {
        0 => " was".to_owned(),
        1 => " and 1 other file were".to_owned(),
        more => format!(" and {more} other files were"),
    }
}

impl PublishError {
    fn io(doing: &'static str, path: PathBuf, reason: io::Error) -> Self {
        Self::Io { doing, path, reason }
    }

    fn stranger(path: PathBuf) -> Self {
        Self::Stranger { path, more: 0 }
    }

    /// The same, but for a full disk: that says how much `folder` needs.
    fn of_staging(self, folder: &Path, needed: u64) -> Self {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        match self {
            Self::Io { reason, .. } if matches!(reason.kind(), StorageFull | QuotaExceeded) => {
                Self::Full { folder: folder.to_owned(), needed }
            }
            other => other,
        }
    }
}

/// Brings `folder`, the folder of one edition, to consist of `output`, and makes it if need be.
pub fn publish(output: Output, folder: &Path) -> Result<Published, PublishError> {
    publish_by_steps(&output, &Disk::new(folder, &Unhindered))
}

/// Finishes what a publish that was killed had begun, or clears away what it had only prepared;
/// [`publish`] begins with this. Says whether a publish was finished.
pub fn recover(folder: &Path) -> Result<bool, PublishError> {
    let recovered = recover_by_steps(&Disk::new(folder, &Unhindered))?;
    Ok(matches!(recovered, Recovered::Finished))
}

fn publish_by_steps(output: &Output, disk: &Disk<'_>) -> Result<Published, PublishError> {
    path::check_addresses(output)?;
    let claimed = match recover_by_steps(disk)? {
        Recovered::Claims(paths) => paths,
        Recovered::Nothing | Recovered::Finished => Vec::new(),
    };
    let manifest = Manifest::of(output);
    let plan = {
        let old = manifest::standing(disk)?;
        survey::survey(disk, output, &manifest, &old, &claimed)?
    };
    let deleted = if plan.journal.is_empty() {
        if !claimed.is_empty() {
            staging::close(disk)?;
        }
        0
    } else {
        let staged = staging::stage(disk, &plan.journal, output, &plan.json);
        if staged.is_err() {
            // Such as a full disk, which what was staged so far should not go on filling.
            let _ = recover_by_steps(disk);
        }
        let needed = plan.journal.pages().map(|file| file.size).sum();
        staged.map_err(|error| error.of_staging(&disk.at(""), needed))?;
        let deleted = swap::roll_forward(disk, &plan.journal, |_| true)?;
        staging::close(disk)?;
        deleted
    };
    let written = plan.journal.pages().count();
    Ok(Published { manifest, written, unchanged: plan.unchanged, deleted })
}

enum Recovered {
    Nothing,
    Finished,
    /// The journal cannot be finished, since a file it stages is lost. It stays until another
    /// takes its place, for only it knows that these are ours.
    Claims(Vec<String>),
}

fn recover_by_steps(disk: &Disk<'_>) -> Result<Recovered, PublishError> {
    if !staging::exists(disk)? {
        return Ok(Recovered::Nothing);
    }
    let Some(journal) = Journal::read(disk)? else {
        staging::discard_files(disk)?;
        staging::close(disk)?;
        return Ok(Recovered::Nothing);
    };
    if let Some(pending) = staging::pending(disk, &journal)? {
        swap::roll_forward(disk, &journal, |number| pending[number])?;
        staging::discard_files(disk)?;
        staging::close(disk)?;
        return Ok(Recovered::Finished);
    }
    staging::discard_files(disk)?;
    Ok(Recovered::Claims(journal.paths().map(str::to_owned).collect()))
}
