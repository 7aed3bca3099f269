//! Names that every stick and every system takes.

use super::ReleaseError;
use crate::address::{is_portable, slugify};
use crate::output::Output;
use crate::project::{Edition, Settings};

/// Letters of a path on the stick, its folder included: Windows opens 260, and people put the folder
/// into folders of their own.
const LONGEST: usize = 199;
/// Letters of a name that begins with the pack's title.
const LONGEST_STEM: usize = 60;

/// `mentoring-in-the-branch-participant`: the folder's name, and the beginning of every other.
pub(super) fn stem(settings: &Settings, edition: &Edition) -> String {
    let edition = slugify(&edition.name);
    let most = LONGEST_STEM.saturating_sub(edition.len() + 1);
    let title: String = slugify(&settings.title).chars().take(most).collect();
    let title = title.trim_end_matches('-');
    if title.is_empty() { edition } else { format!("{title}-{edition}") }
}

/// `-1.0`: behind the stem of what is sent; empty without a version.
pub(super) fn version(settings: &Settings) -> String {
    let version = settings.version.as_deref().unwrap_or_default();
    let keep = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '.' };
    let version: String = version.trim().chars().map(keep).take(20).collect();
    let version = version.trim_matches('.');
    if version.is_empty() { String::new() } else { format!("-{version}") }
}

/// Refuses a file that some stick or system could not take.
pub(super) fn check(stem: &str, output: &Output) -> Result<(), ReleaseError> {
    for (path, _) in output.files() {
        if !path.split('/').all(is_portable) {
            return Err(ReleaseError::Letters(path.to_owned()));
        }
        let length = stem.chars().count() + 1 + path.chars().count();
        if length > LONGEST {
            return Err(ReleaseError::LongPath { path: path.to_owned(), length });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: &str) -> Output {
        let mut output = Output::default();
        output.insert(path, "");
        output
    }

    #[test]
    fn a_name_that_fat_cannot_hold_is_refused() {
        assert!(check("stem", &output("models/what?.png")).is_err());
        assert!(check("stem", &output("assets/aux.css")).is_err());
        assert!(check("stem", &output("pdf/Models/GROW - large print.pdf")).is_ok());
    }

    #[test]
    fn a_path_stays_under_200_letters_with_its_folder() {
        let name = |length: usize| format!("{}.html", "a".repeat(length - 5));
        assert!(check("stem", &output(&name(194))).is_ok());
        assert!(matches!(
            check("stem", &output(&name(195))),
            Err(ReleaseError::LongPath { length: 200, .. })
        ));
    }
}
