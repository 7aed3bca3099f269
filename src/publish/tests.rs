mod full;
mod kills;
mod rules;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::{Disk, Steps};
use super::{PublishError, Published, publish_by_steps};
use crate::output::Output;

type Files = BTreeMap<String, Vec<u8>>;

fn output<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.insert(path, text);
    }
    output
}

/// Every file below `folder`, `.staging` too; a folder without files appears as `name/`.
fn stands(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        if !entry.file_type().is_dir() {
            files.insert(path, fs::read(entry.path()).unwrap_or_default());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            files.insert(format!("{path}/"), Vec::new());
        }
    }
    files
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// What `output` looks like, built into an empty folder.
fn fresh(output: &Output) -> Files {
    let folder = tempfile::tempdir().unwrap();
    super::publish(output.clone(), folder.path()).unwrap();
    stands(folder.path())
}

/// Dies before the given step; what is being written then is torn, and a dead process does
/// nothing more.
struct KillAt {
    last: usize,
    steps: AtomicUsize,
}

impl KillAt {
    fn step(last: usize) -> Self {
        Self { last, steps: AtomicUsize::new(0) }
    }

    fn publish(&self, output: &Output, folder: &Path) -> Result<Published, PublishError> {
        publish_by_steps(output, &Disk::new(folder, self))
    }
}

impl Steps for KillAt {
    fn before(&self, path: &Path) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        if step == self.last {
            let staged = path.parent().is_some_and(|folder| folder.ends_with(".staging"));
            if staged && !path.exists() {
                let _ = fs::write(path, "torn");
            }
        }
        if step < self.last { Ok(()) } else { Err(io::Error::other("killed")) }
    }
}
