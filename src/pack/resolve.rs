//! Where a written address leads. Check and every renderer ask here, so they cannot disagree.

use std::collections::HashMap;

use super::{Entry, EntryId, Pack, SectionId};
use crate::address::{join, percent_decode};
use crate::diagnostic::nearest;
use crate::load::{Asset, is_module, is_scenario};
use crate::project::CONTENT;

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'p, 't> {
    /// A place on the page itself: the id.
    Here(&'t str),
    /// A module, and perhaps a heading on its page.
    Entry(EntryId, Option<&'t str>),
    /// A section's page, and perhaps a heading on it.
    Section(SectionId, Option<&'t str>),
    /// The front page, and perhaps a heading on it.
    Front(Option<&'t str>),
    /// A file that is copied.
    Asset(&'p Asset),
    /// The web, a mail address or a telephone.
    External(&'t str),
    /// A module that could not be read, of which enough has been said.
    Unread,
}

/// Why an address leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkProblem {
    /// Nothing is written.
    Empty,
    /// A scheme that is not safe or does not work: the scheme.
    Scheme(String),
    /// It climbs out of the pack.
    OutOfPack,
    /// It begins at a root that a stick does not have.
    Absolute,
    /// There is no such file; what was surely meant, as it should be written.
    Missing(Option<String>),
    /// The file's name has other capitals: as it should be written.
    WrongCase(String),
    /// It names the built page: the module's address.
    BuiltPage(String),
    /// It is written with `\`.
    Backslash(String),
}

/// The folder of texts that lie beside `content/` and not in it, so that their addresses are as from
/// the pack's own folder: `content/models/grow.md`.
pub const BESIDE: &str = "..";

/// Schemes that a page may link to.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

impl Pack {
    /// Where an address in `folder` leads; `folder` is the page's, from `content/`, without a
    /// slash at the end, or [`BESIDE`].
    ///
    /// # Errors
    /// It leads nowhere that a reader could go.
    pub fn resolve<'p, 't>(
        &'p self,
        folder: &str,
        written: &'t str,
    ) -> Result<Target<'p, 't>, LinkProblem> {
        let written = written.trim();
        if written.is_empty() {
            return Err(LinkProblem::Empty);
        }
        if let Some(id) = written.strip_prefix('#') {
            return Ok(Target::Here(id));
        }
        if let Some(scheme) = scheme(written) {
            let lower = scheme.to_ascii_lowercase();
            return if SCHEMES.contains(&&*lower) {
                Ok(Target::External(written))
            } else {
                Err(LinkProblem::Scheme(lower))
            };
        }
        if written.starts_with("//") {
            return Err(LinkProblem::Scheme("//".into()));
        }
        if written.starts_with('/') {
            return Err(LinkProblem::Absolute);
        }
        if written.contains('\\') {
            return Err(LinkProblem::Backslash(written.replace('\\', "/")));
        }
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (written, None),
        };
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let decoded = percent_decode(path);
        if folder == BESIDE {
            return self.resolve_beside(&decoded, anchor);
        }
        let Some(path) = join(folder, &decoded) else {
            return Err(self.as_on_disk(folder, &decoded).unwrap_or(LinkProblem::OutOfPack));
        };
        self.lookup(&path, anchor).ok_or_else(|| self.missing(folder, &path))
    }

    /// Where an address leads as from the pack's own folder.
    fn resolve_beside<'p, 't>(
        &'p self,
        path: &str,
        anchor: Option<&'t str>,
    ) -> Result<Target<'p, 't>, LinkProblem> {
        let path = join("", path).ok_or(LinkProblem::OutOfPack)?;
        let inside = match path.strip_prefix(CONTENT) {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('/'),
            None => is_scenario(&path).then_some(path.as_str()),
        };
        if let Some(inside) = inside {
            return self.lookup(inside, anchor).ok_or_else(|| self.missing(BESIDE, inside));
        }
        // As from `content/`, where all other texts lie.
        let meant = self.lookup(&path, None).map(|_| relative_path(BESIDE, &path));
        Err(LinkProblem::Missing(meant))
    }

    fn lookup<'p, 't>(&'p self, path: &str, anchor: Option<&'t str>) -> Option<Target<'p, 't>> {
        if let Some(id) = self.by_path.get(path) {
            return Some(Target::Entry(*id, anchor));
        }
        if path.is_empty() || path == "index.md" {
            return Some(Target::Front(anchor));
        }
        let section = path.strip_suffix("/index.md").unwrap_or(path);
        if let Some(id) = self.section_by_path.get(section) {
            return Some(Target::Section(*id, anchor));
        }
        if let Some(at) = self.asset_by_path.get(path) {
            return Some(Target::Asset(&self.assets[*at]));
        }
        self.unread.contains(path).then_some(Target::Unread)
    }

    /// What was meant by an address that is right from the file's own folder on disk, where
    /// `content/` is one folder more than it is between pages.
    fn as_on_disk(&self, folder: &str, path: &str) -> Option<LinkProblem> {
        let path = join(&format!("{CONTENT}/{folder}"), path)?;
        let meant = path.strip_prefix(CONTENT).and_then(|path| path.strip_prefix('/'));
        let meant = meant.unwrap_or(&path);
        self.lookup(meant, None)?;
        Some(LinkProblem::Missing(Some(relative_path(folder, meant))))
    }

    /// Why nothing is there, with what may have been meant.
    fn missing(&self, folder: &str, path: &str) -> LinkProblem {
        let as_written = |path: &str| relative_path(folder, path);
        if let Some(real) = self.lower_paths.get(&path.to_lowercase()) {
            return LinkProblem::WrongCase(as_written(real));
        }
        // As from the file on disk, not as from the page.
        if let Some(rest) = path.strip_prefix("content/")
            && self.lookup(rest, None).is_some()
        {
            return LinkProblem::Missing(Some(as_written(rest)));
        }
        if let Some(stem) = path.strip_suffix(".html") {
            let built = self.entries.iter().find(|entry| entry.address == path);
            let module = format!("{stem}.md");
            if let Some(entry) = built {
                return LinkProblem::BuiltPage(as_written(&entry.path));
            }
            if self.lookup(&module, None).is_some() {
                return LinkProblem::BuiltPage(as_written(&module));
            }
        }
        if !is_module(path) && self.lookup(&format!("{path}.md"), None).is_some() {
            return LinkProblem::Missing(Some(as_written(&format!("{path}.md"))));
        }
        LinkProblem::Missing(None)
    }

    /// The file that comes nearest to what was written, as it should be written. Looks at every
    /// path of the pack.
    pub fn nearest_path(&self, folder: &str, written: &str) -> Option<String> {
        let path = written.split(['#', '?']).next().unwrap_or_default();
        let decoded = percent_decode(path);
        let path = if folder == BESIDE {
            join("", decoded.strip_prefix(&format!("{CONTENT}/")).unwrap_or(&decoded))?
        } else {
            join(folder, &decoded)?
        };
        let name = path.rsplit('/').next().unwrap_or(&path);
        let known = || {
            let modules = self.entries.iter().map(|entry| entry.path.as_str());
            modules.chain(self.assets.iter().map(|asset| asset.path.as_str()))
        };
        let is_elsewhere = |known: &&str| {
            known.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let near = known().filter(is_elsewhere).min().or_else(|| nearest(&path, known()));
        near.map(|near| relative_path(folder, near))
    }

    /// Like [`Pack::resolve`], from a module's own page.
    ///
    /// # Errors
    /// It leads nowhere that a reader could go.
    pub fn resolve_from<'p, 't>(
        &'p self,
        entry: &Entry,
        written: &'t str,
    ) -> Result<Target<'p, 't>, LinkProblem> {
        self.resolve(folder_of(&entry.path), written)
    }
}

/// The folder of a path, without a slash at the end.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What stands before a colon, if it is a scheme (RFC 3986, 3.1) and no drive or file name.
fn scheme(written: &str) -> Option<&str> {
    let (scheme, _) = written.split_once(':')?;
    let legal = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && scheme.chars().all(legal)).then_some(scheme)
}

/// How to write `path` in a page of `folder`.
fn relative_path(folder: &str, path: &str) -> String {
    if folder == BESIDE {
        return if is_scenario(path) { path.to_owned() } else { format!("{CONTENT}/{path}") };
    }
    let from = if folder.is_empty() { "x".to_owned() } else { format!("{folder}/x") };
    crate::address::relative(&from, path).replace("%20", " ")
}

/// Every path in small letters, with the path as it is.
pub(super) fn lower_paths<'a>(paths: impl Iterator<Item = &'a String>) -> HashMap<String, String> {
    paths.map(|path| (path.to_lowercase(), path.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_in_a_file_name_is_no_scheme() {
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("tel:07700900123"), Some("tel"));
        assert_eq!(scheme("../a b:c.md"), None);
    }
}
