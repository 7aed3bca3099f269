//! Disk to drafts: every file is read once, its front matter as a tree, its text as blocks.
//!
//! A draft has no kind yet and none of its keys has been looked at; `pack` does that.

mod changelog;
mod dialogue;
mod directives;
mod front_matter;
mod markdown;
mod strays;
mod walk;

use std::fs;

use rayon::prelude::*;

use crate::address::{self, Unusable};
use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::project::{CONTENT, Project, ReadError, SCENARIOS, read_text};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Node, Scalar};
pub use walk::is_clutter;

/// A file that has been read and not yet understood.
#[derive(Debug)]
pub struct Draft {
    /// The file.
    pub file: FileId,
    /// As links name it: the path from `content/`, or `scenarios/x.md`.
    pub path: String,
    /// Slugs of its folders.
    pub folders: Vec<String>,
    /// Slug of its name.
    pub slug: String,
    /// Front matter, if it could be read.
    pub front: Option<Node>,
    /// The text.
    pub body: Body,
}

/// A file that is no module: a picture, a sheet to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it is on this machine.
    pub disk: std::path::PathBuf,
    /// As links name it.
    pub path: String,
    /// Where it goes in the output: folders as slugs, its own name as it is.
    pub address: String,
    /// For saying something of it, where it may have been meant as a module.
    pub file: Option<FileId>,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Modules.
    pub drafts: Vec<Draft>,
    /// Everything else, by path.
    pub assets: Vec<Asset>,
    /// Paths of modules that could not be read, which has been said.
    pub unread: Vec<String>,
    /// `outcomes.yaml`.
    pub outcomes: Option<Node>,
    /// `glossary.yaml`.
    pub glossary: Option<Node>,
    /// `CHANGELOG.md`, in a pack whose settings do not say what changed.
    pub changelog: Option<Body>,
}

/// Reads Markdown values of front matter, with what that needs.
pub struct Reader<'a> {
    sources: &'a Sources,
}

impl<'a> Reader<'a> {
    /// A reader of values in `sources`.
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources }
    }

    /// Reads a value as Markdown.
    pub fn prose(&self, diagnostics: &mut Diagnostics, scalar: &Scalar) -> Body {
        markdown::parse(diagnostics, &scalar.passage(self.sources))
    }
}

/// Reads every file of a pack.
///
/// # Errors
/// The machine would not let us read a file or a folder.
pub fn load(
    diagnostics: &mut Diagnostics,
    sources: &mut Sources,
    project: &Project,
) -> Result<Loaded, ReadError> {
    let found = walk::walk(diagnostics, sources, project)?;
    strays::find(diagnostics, sources, &project.root);
    let mut loaded = Loaded::default();
    let mut modules = Vec::new();
    let (mut outcomes, mut glossary) = (None, None);

    let bytes: Vec<Option<Result<Vec<u8>, ReadError>>> = found
        .par_iter()
        .map(|file| {
            is_text(&file.path).then(|| fs::read(&file.disk).map_err(ReadError::at(&file.disk)))
        })
        .collect();
    for (file, bytes) in found.into_iter().zip(bytes) {
        let path = file.path.strip_prefix(CONTENT).map_or(&*file.path, |path| &path[1..]);
        let Some(bytes) = bytes else {
            if let Some(address) = asset_address(path) {
                let id = strays::may_be_meant(path).then(|| sources.add(&file.path, ""));
                let path = path.to_owned();
                loaded.assets.push(Asset { disk: file.disk, path, address, file: id });
            }
            continue;
        };
        let Ok(id) = read_text(diagnostics, sources, &file.path, bytes?) else {
            loaded.unread.push(path.to_owned());
            continue;
        };
        match file.path.as_str() {
            "content/outcomes.yaml" => outcomes = Some(id),
            "content/glossary.yaml" => glossary = Some(id),
            _ => modules.push((id, path.to_owned())),
        }
    }
    loaded.outcomes = outcomes.and_then(|id| whole_yaml(diagnostics, sources, id));
    loaded.glossary = glossary.and_then(|id| whole_yaml(diagnostics, sources, id));

    if project.settings.changes.is_empty() {
        loaded.changelog = changelog::read(diagnostics, sources, project)?;
    }

    let sources: &Sources = sources;
    let drafts: Vec<(Option<Draft>, Diagnostics)> = modules
        .into_par_iter()
        .map(|(file, path)| {
            let mut found = Diagnostics::default();
            let draft = draft(&mut found, sources, file, path);
            (draft, found)
        })
        .collect();
    for (draft, found) in drafts {
        diagnostics.append(found);
        loaded.drafts.extend(draft);
    }
    Ok(loaded)
}

fn is_text(path: &str) -> bool {
    is_module(path) || path == "content/outcomes.yaml" || path == "content/glossary.yaml"
}

/// Whether a file's ending makes it a module.
pub fn is_module(path: &str) -> bool {
    path.len() > 3
        && path.is_char_boundary(path.len() - 3)
        && path[path.len() - 3..].eq_ignore_ascii_case(".md")
}

fn whole_yaml(diagnostics: &mut Diagnostics, sources: &Sources, file: FileId) -> Option<Node> {
    yaml::parse(diagnostics, sources, file, 0..sources.text(file).len())
}

fn draft(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    file: FileId,
    path: String,
) -> Option<Draft> {
    let stem = &path[..path.len() - 3];
    let mut parts: Vec<&str> = stem.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    if let Some((_, language)) = name.rsplit_once('.')
        && language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        diagnostics.push(
            Diagnostic::new(
                Code::Translation,
                Span::whole(file),
                format!(
                    "`.{language}.md` is kept for translations, which this version passes over"
                ),
            )
            .help("nothing is wrong with the file; it is left out of the site for now"),
        );
        return None;
    }
    let mut slug_of = |name: &str| match address::slug(name) {
        Ok(slug) => Some(slug),
        Err(problem) => {
            diagnostics.push(unusable(file, name, problem));
            None
        }
    };
    let folders: Option<Vec<String>> = parts.iter().map(|part| slug_of(part)).collect();
    let slug = slug_of(name);
    let parts = front_matter::read(diagnostics, sources, file);
    let start = parts.body.start;
    let text = &sources.text(file)[parts.body];
    let passage = crate::source::Passage::verbatim(file, start, text);
    let body = markdown::parse(diagnostics, &passage);
    Some(Draft { file, path, folders: folders?, slug: slug?, front: parts.front, body })
}

fn unusable(file: FileId, name: &str, problem: Unusable) -> Diagnostic {
    let (message, help) = match problem {
        Unusable::Empty => (
            format!("`{name}` has no letter or digit that an address could be made of"),
            "give the file a name such as `role-card.md`".to_owned(),
        ),
        Unusable::Device => {
            (format!("Windows keeps the name `{name}` for itself"), "add a word to it".to_owned())
        }
        Unusable::TooLong => (
            format!("`{name}` makes an address of more than {} characters", address::LONGEST_SLUG),
            "shorten the name; the title in the front matter can be as long as you like".to_owned(),
        ),
    };
    Diagnostic::new(Code::BadAddress, Span::whole(file), message).help(help)
}

/// Where a file beside modules goes; `None` for names that no stick can hold, which a link to
/// them then reports as missing.
fn asset_address(path: &str) -> Option<String> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or_default();
    if matches!(address::slug(stem), Err(Unusable::Device)) || !address::is_portable(name) {
        return None;
    }
    let mut address = String::new();
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        address.push_str(&address::slug(folder).ok()?);
        address.push('/');
    }
    address.push_str(name.trim_end_matches(['.', ' ']));
    Some(address)
}

/// Whether a path stands in the scenarios' folder.
pub fn is_scenario(path: &str) -> bool {
    path.strip_prefix(SCENARIOS).is_some_and(|rest| rest.starts_with('/'))
}
