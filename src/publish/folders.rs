//! What stands where folders are needed: looked at once each, and never through a link.

use std::collections::HashMap;

use super::PublishError;
use super::disk::Disk;
use super::path::parent;

/// What a path finds where it expects a folder. An obstacle above it counts as well, and is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ground {
    Folder,
    Absent,
    /// A file, at this path.
    File(String),
    /// A link, at this path: whatever it leads to is not the edition's.
    Link(String),
}

/// What is known of the folders of one edition.
pub(super) struct Folders<'a> {
    disk: &'a Disk<'a>,
    known: HashMap<String, Ground>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(disk: &'a Disk<'a>) -> Result<Self, PublishError> {
        let root = if disk.has_root()? { Ground::Folder } else { Ground::Absent };
        Ok(Self { disk, known: HashMap::from([(String::new(), root)]) })
    }

    /// What stands at `folder`.
    pub(super) fn ground(&mut self, folder: &str) -> Result<Ground, PublishError> {
        if let Some(ground) = self.known.get(folder) {
            return Ok(ground.clone());
        }
        let ground = match self.ground(parent(folder))? {
            Ground::Folder => match self.disk.look(folder)? {
                None => Ground::Absent,
                Some(found) if found.is_dir() => Ground::Folder,
                Some(found) if found.is_symlink() => Ground::Link(folder.to_owned()),
                Some(_) => Ground::File(folder.to_owned()),
            },
            above => above,
        };
        self.known.insert(folder.to_owned(), ground.clone());
        Ok(ground)
    }

    /// Makes `folder`, and those above it, if they are not there.
    pub(super) fn make(&mut self, folder: &str) -> Result<(), PublishError> {
        match self.ground(folder)? {
            Ground::Folder => return Ok(()),
            Ground::Link(at) => return Err(PublishError::Link { path: self.disk.at(&at) }),
            Ground::File(at) => return Err(PublishError::stranger(self.disk.at(&at))),
            Ground::Absent => {}
        }
        if folder.is_empty() {
            self.disk.make_root()?;
        } else {
            self.make(parent(folder))?;
            self.disk.make_folder(folder)?;
        }
        self.known.insert(folder.to_owned(), Ground::Folder);
        Ok(())
    }
}
