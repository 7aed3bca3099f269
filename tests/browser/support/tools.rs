//! What a test needs that cargo doesn't bring.

use std::path::{Path, PathBuf};
use std::process::Command;

const REMEDY: &str = "run scripts/test, which installs what the tests need";

/// The first program of this name on the PATH.
///
/// # Panics
/// Where there is none: a test that cannot run fails.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|it| it.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed: {REMEDY}"))
}

/// What a program prints.
pub(crate) fn run(name: &str, arguments: &[&Path]) -> String {
    let output = Command::new(program(name)).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of axe-core: the file that `MENTORPACK_AXE` names, else the one that `scripts/test`
/// has put into the user's cache.
pub(crate) fn axe() -> String {
    let file = given_or("MENTORPACK_AXE", "npm/node_modules/axe-core/axe.min.js");
    let text = std::fs::read_to_string(&file);
    text.unwrap_or_else(|error| panic!("no axe-core at {}: {error}: {REMEDY}", file.display()))
}

/// The folder of pdf.js: the one that `MENTORPACK_PDFJS` names, else that in the user's cache.
#[cfg(feature = "pdf")]
pub(crate) fn pdf_js() -> PathBuf {
    given_or("MENTORPACK_PDFJS", "npm/node_modules/pdfjs-dist")
}

/// The folder of the Python packages pypdf and pypdfium2: the one that `MENTORPACK_PYPDF` names,
/// else that in the user's cache.
#[cfg(feature = "pdf")]
pub(crate) fn pypdf() -> PathBuf {
    given_or("MENTORPACK_PYPDF", "pypdf")
}

fn given_or(variable: &str, cached: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => cache().join("mentorpack").join(cached),
    }
}

fn cache() -> PathBuf {
    let given = std::env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty());
    let home = std::env::var_os("HOME").unwrap_or_default();
    given.map_or_else(|| Path::new(&home).join(".cache"), PathBuf::from)
}
