//! Compares what stands in the folder with what is to stand there. Changes nothing.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};

use rayon::prelude::*;

use super::PublishError;
use super::disk::Disk;
use super::folders::{Folders, Ground};
use super::journal::Journal;
use super::manifest::{Manifest, ManifestFile, Standing};
use super::path::{MANIFEST, fold, parent};
use super::spelling::is_spelt;
use crate::output::Output;

/// What a publish has to do.
pub(super) struct Plan {
    pub(super) journal: Journal,
    /// How many files stand as they should.
    pub(super) unchanged: usize,
    /// The new manifest's bytes.
    pub(super) json: Vec<u8>,
}

enum State {
    New,
    Same,
    Changed,
    /// Ours stands in the way: these files, then these folders, have to go first.
    Blocked {
        files: Vec<String>,
        folders: Vec<String>,
    },
    /// Not ours, at this path, and not to be touched.
    Stranger(String),
}

struct Survey<'a> {
    disk: &'a Disk<'a>,
    ours: HashSet<&'a str>,
    /// What is ours and not in the new output, as a file system that ignores case sees it.
    leaving: HashSet<String>,
}

/// Finds what to do so that `output` stands in the folder. `claimed` is what is ours besides the
/// old manifest's files: a first build that was killed has no manifest yet.
pub(super) fn survey(
    disk: &Disk<'_>,
    output: &Output,
    manifest: &Manifest,
    old: &Standing,
    claimed: &[String],
) -> Result<Plan, PublishError> {
    let listed = old.manifest.files.iter().map(|file| file.path.as_str());
    let ours: HashSet<&str> = listed.chain(claimed.iter().map(String::as_str)).collect();
    let mut delete: Vec<&str> =
        ours.iter().copied().filter(|path| output.get(path).is_none()).collect();
    delete.sort_unstable();
    let leaving = delete.iter().map(|path| fold(path)).collect();

    let grounds = grounds(disk, output)?;
    let survey = Survey { disk, ours, leaving };
    let files: Vec<_> = output.files().collect();
    let states: Vec<State> = files
        .par_iter()
        .map_init(Vec::new, |buffer, (path, bytes)| {
            survey.state(path, bytes, &grounds[parent(path)], buffer)
        })
        .collect::<Result<_, _>>()?;
    plan(disk, states, manifest, old, delete)
}

fn plan(
    disk: &Disk<'_>,
    states: Vec<State>,
    manifest: &Manifest,
    old: &Standing,
    delete: Vec<&str>,
) -> Result<Plan, PublishError> {
    let mut journal = Journal::default();
    let (mut unchanged, mut strangers) = (0, BTreeSet::new());
    let (mut way_files, mut way_folders) = (BTreeSet::new(), BTreeSet::new());
    for (state, file) in states.into_iter().zip(&manifest.files) {
        match state {
            State::Same => unchanged += 1,
            State::New => journal.new.push(file.clone()),
            State::Changed => journal.changed.push(file.clone()),
            State::Stranger(path) => {
                strangers.insert(path);
            }
            State::Blocked { files, folders } => {
                way_files.extend(files);
                way_folders.extend(folders);
                journal.blocked.push(file.clone());
            }
        }
    }
    if old.foreign {
        strangers.insert(MANIFEST.to_owned());
    }
    if let Some(first) = strangers.first() {
        return Err(PublishError::Stranger { path: disk.at(first), more: strangers.len() - 1 });
    }
    journal.delete =
        delete.into_iter().filter(|path| !way_files.contains(*path)).map(str::to_owned).collect();
    journal.way_files = way_files.into_iter().collect();
    journal.way_folders = way_folders.into_iter().rev().collect();
    let json = manifest.to_json();
    journal.manifest = (json != old.json).then(|| ManifestFile::of(MANIFEST, &json));
    Ok(Plan { journal, unchanged, json })
}

/// What stands where the output's folders are to be.
fn grounds<'o>(
    disk: &Disk<'_>,
    output: &'o Output,
) -> Result<HashMap<&'o str, Ground>, PublishError> {
    let mut folders = Folders::new(disk)?;
    let mut grounds = HashMap::new();
    let mut last = None;
    for folder in output.files().map(|(path, _)| parent(path)) {
        if last != Some(folder) {
            last = Some(folder);
            match folders.ground(folder)? {
                Ground::Link(at) => return Err(PublishError::Link { path: disk.at(&at) }),
                ground => grounds.insert(folder, ground),
            };
        }
    }
    Ok(grounds)
}

impl Survey<'_> {
    fn state(
        &self,
        path: &str,
        bytes: &[u8],
        ground: &Ground,
        buffer: &mut Vec<u8>,
    ) -> Result<State, PublishError> {
        match ground {
            Ground::Folder => {}
            Ground::File(at) if self.ours.contains(at.as_str()) => {
                return Ok(State::Blocked { files: vec![at.clone()], folders: Vec::new() });
            }
            Ground::File(at) => return Ok(State::Stranger(at.clone())),
            // On an empty folder, the first build's case, no file is looked for.
            Ground::Absent | Ground::Link(_) => return Ok(State::New),
        }
        let Some(found) = self.disk.look(path)? else {
            return Ok(State::New);
        };
        if found.is_dir() {
            return self.folder_in_place_of(path);
        }
        let ours = self.ours.contains(path);
        if !ours && self.leaving.contains(&fold(path)) && !is_spelt(self.disk, path)? {
            return Ok(State::Changed);
        }
        if found.is_file() && found.len() == bytes.len() as u64 {
            let full = self.disk.at(path);
            let same = is_equal(File::open(&full), bytes, buffer);
            if same.map_err(|error| PublishError::io("read", full, error))? {
                return Ok(State::Same);
            }
        }
        Ok(if ours { State::Changed } else { State::Stranger(path.to_owned()) })
    }

    /// A folder where a file has to be goes if every file in it is ours. Empty folders hold
    /// nothing that could be lost.
    fn folder_in_place_of(&self, path: &str) -> Result<State, PublishError> {
        let (mut files, mut folders) = (Vec::new(), vec![path.to_owned()]);
        let mut next = 0;
        while let Some(folder) = folders.get(next).cloned() {
            let full = self.disk.at(&folder);
            let fail = |error| PublishError::io("list", full.clone(), error);
            for entry in fs::read_dir(&full).map_err(fail)? {
                let entry = entry.map_err(fail)?;
                let inner = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type().map_err(fail)?.is_dir() {
                    folders.push(inner);
                } else if self.ours.contains(inner.as_str()) {
                    files.push(inner);
                } else {
                    return Ok(State::Stranger(inner));
                }
            }
            next += 1;
        }
        Ok(State::Blocked { files, folders })
    }
}

/// Compares piece by piece, through a buffer that the thread keeps.
fn is_equal(file: io::Result<File>, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.resize(64 << 10, 0);
    let (mut file, mut rest) = (file?, bytes);
    loop {
        let read = match file.read(buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if read == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&buffer[..read]) {
            Some(left) => rest = left,
            None => return Ok(false),
        }
    }
}
