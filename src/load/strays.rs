//! Files that were meant for the pack and lie or are called so that nothing finds them.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::is_module;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::project::{CONTENT, OUTPUT, SCENARIOS, THEMES};
use crate::source::{Sources, Span};

/// Folders of `content/` that people put beside it.
const SECTIONS: [&str; 6] = ["models", "boundaries", "workshops", "handouts", "forms", "guides"];

/// Endings of files that people write in, and that are no modules.
const WRITTEN: [&str; 12] =
    ["txt", "docx", "doc", "odt", "rtf", "pages", "markdown", "mdown", "mkd", "mdx", "yaml", "yml"];

/// Whether a file that is no module may have been meant as one.
pub(super) fn may_be_meant(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    WRITTEN.contains(&&*ending)
}

/// Looks beside `content/` for modules and for folders of them. What cannot be read there is none
/// of the pack's business.
pub(super) fn find(d: &mut Diagnostics, sources: &mut Sources, root: &Path) {
    let entries = fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<(String, bool)> = entries
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(name, _)| !name.starts_with(['.', '~']))
        .collect();
    names.sort();
    for (name, is_folder) in names {
        let path = root.join(&name);
        if !is_folder {
            if is_module(&name) && begins_as_module(&path) {
                let file = sources.add(name, "");
                d.push(
                    Diagnostic::new(
                        Code::MisplacedFile,
                        Span::whole(file),
                        "this page lies beside pack.yaml, where nothing looks for one",
                    )
                    .help("move it into a folder of content/, for example content/guides/"),
                );
            }
            continue;
        }
        let known = [CONTENT, SCENARIOS, THEMES, OUTPUT].contains(&&*name);
        let meant = match nearest(&name, [CONTENT, SCENARIOS]) {
            _ if known => continue,
            Some(near) if !root.join(near).is_dir() || near == SCENARIOS => near.to_owned(),
            _ if SECTIONS.contains(&&*name) => format!("{CONTENT}/{name}"),
            _ => continue,
        };
        if holds_modules(&path) {
            let file = sources.add(name.as_str(), "");
            d.push(
                Diagnostic::new(
                    Code::MisplacedFile,
                    Span::whole(file),
                    format!("there are pages in the folder `{name}`, where nothing looks for any"),
                )
                .help(format!("call the folder `{meant}`")),
            );
        }
    }
}

/// Whether a folder, or a folder in it, holds a module.
fn holds_modules(folder: &Path) -> bool {
    let found = walkdir::WalkDir::new(folder).max_depth(2).into_iter().filter_map(Result::ok);
    found.filter(|entry| entry.file_type().is_file()).any(|entry| {
        is_module(&entry.file_name().to_string_lossy()) && begins_as_module(entry.path())
    })
}

/// Whether a file begins with front matter; a README does not.
fn begins_as_module(path: &Path) -> bool {
    let mut begins = [0; 8];
    let Ok(mut file) = fs::File::open(path) else { return false };
    let read = file.read(&mut begins).unwrap_or_default();
    let begins = begins[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&begins[..read]);
    begins.starts_with(b"---\n") || begins.starts_with(b"---\r\n")
}
