//! Files are what they seem: no copy of another, no text that was meant as a module, no two modules
//! that a list cannot tell apart.

use std::collections::{HashMap, HashSet};

use super::shared_texts;
use crate::address::slugify;
use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::kinds::Kind;
use crate::pack::{Entry, Pack, Target};
use crate::project::{Audience, CONTENT};
use crate::source::Span;

pub(super) fn are_modules(d: &mut Diagnostics, pack: &Pack) {
    if pack.assets.iter().all(|asset| asset.file.is_none()) {
        return;
    }
    let linked = linked(pack);
    for asset in &pack.assets {
        let Some(file) = asset.file.filter(|_| !linked.contains(asset.path.as_str())) else {
            continue;
        };
        let lower = asset.path.to_ascii_lowercase();
        let (_, ending) = lower.rsplit_once('.').unwrap_or_default();
        let hidden = lower.rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(".md"));
        let name = asset.path.rsplit('/').next().unwrap_or_default();
        let (message, help) = match ending {
            _ if hidden => (
                format!("the name of this file ends in .md.{ending}, so it is no page"),
                format!(
                    "take `.{ending}` off its name; Windows shows it when you choose View, Show, \
                     File name extensions"
                ),
            ),
            "docx" | "doc" | "odt" | "rtf" | "pages" => (
                "this is a word processor's document, and no page; nothing links to it".into(),
                "copy its words into a new .md file, or link to it for people to download".into(),
            ),
            "yaml" | "yml" => (
                format!("nothing reads `{name}`"),
                "the lists are called outcomes.yaml and glossary.yaml, and lie in content/".into(),
            ),
            _ => (
                format!("this file ends in .{ending}, so it is no page; nothing links to it"),
                "let its name end in .md, or link to it for people to download".into(),
            ),
        };
        d.push(Diagnostic::new(Code::NotAModule, Span::whole(file), message).help(help));
    }
}

/// A folder called nearly like a kind's makes guides of what lies in it, without a word.
pub(super) fn lie_in_their_kinds_folder(d: &mut Diagnostics, pack: &Pack) {
    let mut told = HashSet::new();
    for entry in pack.entries.iter().filter(|entry| entry.kind() == Kind::Guide) {
        let Some((folder, _)) = entry.path.split_once('/') else { continue };
        let Some(meant) = Kind::meant_by_folder(&slugify(folder)) else { continue };
        if told.insert(folder) {
            let message = format!("the folder `{CONTENT}/{folder}` makes this page a guide");
            d.push(Diagnostic::new(Code::MisplacedFile, Span::whole(entry.file), message).help(
                format!("did you mean `{}`, where a page is a {}?", meant.home(), meant.name()),
            ));
        }
    }
}

/// Paths of files that a text links to.
fn linked(pack: &Pack) -> HashSet<&str> {
    let mut linked = HashSet::new();
    let mut note = |folder: &str, body: &Body| {
        body.each_reference(Audience::Everyone, &mut |reference, _| {
            if let Ok(Target::Asset(asset)) = pack.resolve(folder, reference.to) {
                linked.insert(asset.path.as_str());
            }
        });
    };
    for entry in &pack.entries {
        entry.prose().into_iter().for_each(|(_, body)| note(entry.folder(), body));
    }
    shared_texts(pack).iter().for_each(|text| note(text.folder, text.body));
    linked
}

pub(super) fn are_no_copies(d: &mut Diagnostics, pack: &Pack) {
    for entry in &pack.entries {
        if let Some((original, first)) = original(pack, entry) {
            d.push(
                Diagnostic::new(
                    Code::ConflictCopy,
                    Span::whole(entry.file),
                    format!(
                        "by its name this is a copy of `{original}`, as OneDrive makes one when two \
                         people change a file"
                    ),
                )
                .help("bring what is new in it into the other file, and delete this one")
                .related(Span::whole(first.file), "the other one"),
            );
        }
    }
}

/// The module that this one is a copy of, by their names.
fn original<'a>(pack: &'a Pack, entry: &Entry) -> Option<(String, &'a Entry)> {
    let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
    let stem = &name[..name.len() - ".md".len()];
    let at = |stem: &str| {
        let path =
            if folder.is_empty() { format!("{stem}.md") } else { format!("{folder}/{stem}.md") };
        pack.by_path(&path).map(|id| (format!("{stem}.md"), &**pack.entry(id)))
    };
    if let Some(original) = stem.strip_prefix("Copy of ").and_then(at) {
        return Some(original);
    }
    let ends = stem.match_indices([' ', '-', '_', '(']).map(|(at, _)| at);
    ends.filter(|end| is_copys(&stem[*end..])).find_map(|end| at(&stem[..end]))
}

/// Whether this is what is added to the name of a copy: ` (1)`, ` - Copy`, `-DESKTOP-4F7K2A`,
/// ` (Ann's conflicted copy 2026-11-01)`.
fn is_copys(added: &str) -> bool {
    let lower = added.to_ascii_lowercase();
    let plain = lower.trim_start_matches([' ', '-', '_']);
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let computer = added.strip_prefix('-').is_some_and(|name| {
        name.len() > 3
            && name.contains(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    });
    bracketed.is_some_and(|inside| number(inside) || inside.contains("conflicted copy"))
        || plain == "copy"
        || plain.strip_prefix("copy (").is_some()
        || plain.contains("conflicted copy")
        || computer
}

pub(super) fn have_titles_of_their_own(d: &mut Diagnostics, pack: &Pack) {
    let mut titles: HashMap<_, &Entry> = HashMap::new();
    for entry in &pack.entries {
        let title = entry.title.value.to_lowercase();
        match titles.get(&(entry.section, title.clone())) {
            None => {
                titles.insert((entry.section, title), entry);
            }
            Some(first) => {
                if original(pack, entry).is_none() && original(pack, first).is_none() {
                    d.push(
                        Diagnostic::new(
                            Code::DuplicateTitle,
                            entry.title.span,
                            format!("another page here is called `{}` too", entry.title.value),
                        )
                        .help("give one of the two another title, or delete it if it is a copy")
                        .related(first.title.span, "the other one"),
                    );
                }
            }
        }
        let curly = |c: char| "“”„".contains(c);
        if entry.title.value.starts_with(curly) && entry.title.value.ends_with(curly) {
            d.push(
                Diagnostic::new(
                    Code::CurlyQuotes,
                    entry.title.span,
                    "these quotation marks are curly, so they are printed as part of the title",
                )
                .help("take them out, or type them again as \" on the keyboard"),
            );
        }
    }
}
