//! New files where none were: a new pack, a new module. Nothing is ever replaced.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::PublishError;
use super::disk::{failed, open_new};

/// Names of what is in the way that are told.
const MOST_NAMED: usize = 5;

/// Writes a new pack into `folder`, which has to be empty, but for hidden files, or not there.
///
/// # Errors
/// The folder holds something, or the system refused.
pub fn begin(files: &[(String, Vec<u8>)], folder: &Path) -> Result<(), PublishError> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
            let mut names: Vec<String> =
                names.map(|name| name.to_string_lossy().into_owned()).collect();
            let ours =
                |name: &str| files.iter().any(|(path, _)| path.split('/').next() == Some(name));
            // A folder under version control is as good as empty.
            names.retain(|name| !name.starts_with('.') || ours(name));
            names.sort();
            if !names.is_empty() {
                let more = names.len().saturating_sub(MOST_NAMED);
                names.truncate(MOST_NAMED);
                return Err(PublishError::NotEmpty { path: folder.to_owned(), names, more });
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(PublishError::NotAFolder { path: folder.to_owned() });
        }
        Err(error) => return Err(PublishError::io("look into", folder.to_owned(), error)),
    }
    files.iter().try_for_each(|(path, bytes)| add(&folder.join(path), bytes))
}

/// Writes a file that is not there yet, with the folders that it needs.
///
/// # Errors
/// It is there, or the system refused.
pub fn add(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| PublishError::io("make the folder", folder.to_owned(), error))?;
    }
    let written = open_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => PublishError::AlreadyThere { path: path.to_owned() },
        _ => failed("write", path, error),
    })
}
