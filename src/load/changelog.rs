//! `CHANGELOG.md` beside `pack.yaml`: what changed, written as programs' changelogs are
//! (<https://keepachangelog.com>): a heading for each version, the newest first.

use std::fs;

use super::{markdown, walk};
use crate::body::Body;
use crate::diagnostic::Diagnostics;
use crate::project::{CHANGELOG, Project, ReadError, read_text};
use crate::source::{Passage, Sources};

/// What the file says, without its title. `None` where there is no such file, or where it cannot be
/// read as text, which has then been said.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    sources: &mut Sources,
    project: &Project,
) -> Result<Option<Body>, ReadError> {
    let path = project.root.join(CHANGELOG);
    if !path.is_file() {
        return Ok(None);
    }
    let home = project.root.canonicalize().map_err(ReadError::at(&project.root))?;
    if !path.canonicalize().map_err(ReadError::at(&path))?.starts_with(&home) {
        let file = sources.add(CHANGELOG, "");
        diagnostics.push(walk::leads_out(file));
        return Ok(None);
    }
    let bytes = fs::read(&path).map_err(ReadError::at(&path))?;
    let Ok(file) = read_text(diagnostics, sources, CHANGELOG, bytes) else { return Ok(None) };
    let text = sources.text(file);
    let start = behind_title(text);
    let passage = Passage::verbatim(file, start, &text[start..]);
    Ok(Some(markdown::parse(diagnostics, &passage)))
}

/// Where the text begins behind `# Changelog`, which the page has a title of its own for.
fn behind_title(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default();
    if line.starts_with("# ") { start + line.len() } else { start }
}
