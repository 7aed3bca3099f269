//! Which paths may be written or deleted at all: ours, a manifest's and a journal's alike.

use std::collections::HashSet;

use super::PublishError;
use crate::output::Output;

/// Where files wait until they are put in place; inside the edition's folder, so that a rename
/// never crosses from one disk to another.
pub const STAGING: &str = ".staging";
/// The list of what an edition consists of.
pub const MANIFEST: &str = "manifest.json";

/// A bound on recursion and on what Windows can open, far above any page's address.
const LONGEST: usize = 1024;

/// What is wrong with `path` as an address inside an edition's folder, if anything.
///
/// Judged as the strictest system would: a colon names a drive or a stream, a backslash divides,
/// and Windows drops a trailing dot or space, so that `.. ` would lead out.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() || path.len() > LONGEST {
        return Some("it is empty or too long");
    }
    if path.chars().any(|c| c == '\\' || c == ':' || c.is_control()) {
        return Some("it has a colon, a backslash or a control character in it");
    }
    if path.split('/').any(|part| part.is_empty() || part.ends_with(['.', ' '])) {
        return Some("a part of it is empty, or ends with a dot or a space");
    }
    let first = path.split('/').next().unwrap_or_default();
    if path.eq_ignore_ascii_case(MANIFEST) || first.eq_ignore_ascii_case(STAGING) {
        return Some("mentorpack keeps its own records under that name");
    }
    None
}

/// The folder `path` lies in; empty for the edition's own.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Every folder above `path`, the nearest first, without the edition's own.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |folder| Some(parent(folder)))
        .take_while(|folder| !folder.is_empty())
}

/// What a file system that ignores case may take `path` for.
pub(super) fn fold(path: &str) -> String {
    path.to_lowercase()
}

/// Refuses an output that no folder could hold on every system.
pub(super) fn check_addresses(output: &Output) -> Result<(), PublishError> {
    let refuse = |path: &str, why| Err(PublishError::Address { path: path.to_owned(), why });
    let mut files = HashSet::with_capacity(output.len());
    let mut folders = HashSet::new();
    let mut last = "";
    for (path, _) in output.files() {
        if let Some(why) = fault(path) {
            return refuse(path, why);
        }
        if !files.insert(fold(path)) {
            return refuse(path, "another file's address differs from it only in case");
        }
        if parent(path) != last {
            last = parent(path);
            folders.extend(ancestors(path).map(fold));
        }
    }
    match output.files().find(|(path, _)| folders.contains(&fold(path))) {
        Some((path, _)) => refuse(path, "another file's address needs a folder of that name"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_of_the_folder_have_a_fault() {
        for path in [
            "",
            "/etc/passwd",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a//b",
            "a/",
            "C:/a",
            "C:a",
            "a\\b",
            "\\\\server\\a",
            ".. /a",
            ".../a",
            "a\0b",
            "a:stream",
            "manifest.json",
            "Manifest.JSON",
            ".staging/n0",
            ".Staging/x",
        ] {
            assert!(fault(path).is_some(), "{path:?}");
        }
        assert!(fault(&"a/".repeat(5_000)).is_some());
    }

    #[test]
    fn ordinary_addresses_have_no_fault() {
        for path in ["index.html", "a/b/my-page.html", "tŷ/llun 1.png", "a/manifest.json", "..a"] {
            assert_eq!(fault(path), None, "{path:?}");
        }
    }

    #[test]
    fn an_output_whose_addresses_clash_is_refused() {
        for clash in [["A.html", "a.html"], ["a", "a/b"], ["A", "a/b"], ["x", "../x"]] {
            let mut output = Output::default();
            for path in clash {
                output.insert(path, "");
            }
            assert!(check_addresses(&output).is_err(), "{clash:?}");
        }
    }
}
