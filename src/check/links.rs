//! Every address leads somewhere that a reader can go, offline.

use super::{PackText, Resolved, meant};
use crate::body::{BlockKind, Reference, literal_text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::pack::{LinkProblem, Pack, Target};
use crate::project::Audience;

/// After so many mistakes in a module nobody looks for what was meant, which takes time.
const MOST_SUGGESTED: usize = 50;

pub(super) fn leads_somewhere(
    d: &mut Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
    reference: &Reference<'_>,
    resolved: &Resolved<'_>,
    _: Audience,
) {
    if reference.image {
        return;
    }
    let (page, anchor, ids): (_, _, &dyn Fn() -> Vec<String>) = match resolved {
        Err(problem) => {
            let described = described(d, pack, text, problem, reference);
            return d.push(described);
        }
        Ok(Target::Asset(asset)) if pack.address_is_taken(asset) => {
            return d.push(taken(reference));
        }
        Ok(Target::Here(anchor)) if text.anchor_audience(anchor).is_none() => {
            ("this page".to_owned(), anchor, &|| match text.entry {
                Some(entry) => entry.anchors(),
                None => text.body.anchors(),
            })
        }
        Ok(Target::Entry(id, Some(anchor))) if !pack.entry(*id).has_anchor(anchor) => {
            (format!("`{}`", pack.entry(*id).path), anchor, &|| pack.entry(*id).anchors())
        }
        Ok(Target::Section(id, Some(anchor))) => {
            let section = pack.section(*id);
            if section.intro.anchor_audience(anchor, Audience::Everyone).is_some() {
                return;
            }
            (format!("the page of the section `{}`", section.slug), anchor, &|| {
                pack.section(*id).intro.anchors()
            })
        }
        Ok(Target::Front(Some(anchor))) => {
            let front = pack.front.as_ref().map(|front| &front.body);
            if front.is_some_and(|body| body.anchor_audience(anchor, Audience::Everyone).is_some())
            {
                return;
            }
            ("the front page".to_owned(), anchor, &|| {
                pack.front.as_ref().map(|front| front.body.anchors()).unwrap_or_default()
            })
        }
        Ok(_) => return,
    };
    let message = format!("{page} has no heading `#{anchor}`");
    let diagnostic = Diagnostic::new(Code::BrokenAnchor, reference.span, message);
    d.push(if d.len() < MOST_SUGGESTED {
        let ids = ids();
        diagnostic.suggest(near_id(anchor, &ids).as_deref(), remedy(&ids))
    } else {
        diagnostic.help("look at that page's headings")
    });
}

/// Characters of the longest path that is looked for in a text.
const LONGEST_PATH: usize = 200;

/// An address with a space in it is no link to Markdown, and would show with its brackets.
pub(super) fn are_read_as_links(d: &mut Diagnostics, _: &Pack, text: &PackText<'_>) {
    text.body.each_block(text.audience, &mut |block, _| {
        let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &block.kind else {
            return;
        };
        let words = literal_text(content);
        for (at, _) in words.match_indices("](") {
            // An address is short, and looking further for its end could take for ever.
            let behind: String = words[at + 2..].chars().take(LONGEST_PATH).collect();
            let Some(end) = behind.find([')', '\n']).filter(|end| behind[*end..].starts_with(')'))
            else {
                continue;
            };
            let to = &behind[..end];
            let file = to.split('#').next().unwrap_or_default();
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
            let is_file = (2..=5).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if is_file && file.contains(' ') {
                d.push(
                    Diagnostic::new(
                        Code::BrokenLink,
                        block.span,
                        format!("`{to}` has a space in it, so this is not read as a link"),
                    )
                    .help(format!("put the address in angle brackets: (<{to}>)")),
                );
            }
        }
    });
}

/// A file that something else's address keeps from being copied.
pub(super) fn taken(reference: &Reference<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateAddress,
        reference.span,
        format!("`{}` cannot be copied: another file or folder has its address", reference.to),
    )
    .help("rename the file, here and on disk")
}

/// A problem with an address, in words; for pictures too.
pub(super) fn described(
    d: &Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
    problem: &LinkProblem,
    reference: &Reference<'_>,
) -> Diagnostic {
    let to = reference.to;
    let missing = if reference.image { Code::MissingImage } else { Code::BrokenLink };
    let new = |code, message: String| Diagnostic::new(code, reference.span, message);
    match problem {
        LinkProblem::Empty => new(missing, "this link has no address".into())
            .help("write where it leads between the round brackets"),
        LinkProblem::Scheme(scheme) if scheme == "//" => {
            new(Code::LinkScheme, format!("`{to}` says no scheme, and leads nowhere from a stick"))
                .help("write `https:` before it")
        }
        LinkProblem::Scheme(scheme) if scheme == "file" || scheme.len() == 1 => {
            new(Code::LinkScheme, format!("`{to}` is a place on one computer only"))
                .help("copy the file into content/ and link to it there")
        }
        LinkProblem::Scheme(scheme) => {
            new(Code::LinkScheme, format!("an address cannot begin with `{scheme}:`"))
                .help("it can be a path in the pack, or begin with https:, http:, mailto: or tel:")
        }
        LinkProblem::OutOfPack => {
            new(Code::LinkOutOfPack, format!("`{to}` climbs out of the pack"))
                .help("copy the file into content/ and link to it there")
        }
        LinkProblem::Absolute => {
            new(missing, format!("`{to}` begins at a root that a stick does not have"))
                .help(meant::as_from(text, reference))
        }
        LinkProblem::Backslash(better) => {
            new(missing, format!("`{to}` is written with backslashes"))
                .help(format!("write `{better}`"))
        }
        LinkProblem::WrongCase(right) => {
            new(Code::WrongCase, format!("`{to}` differs from the file's name by its capitals"))
                .help(format!("write `{right}`; some computers tell capitals apart"))
        }
        LinkProblem::BuiltPage(module) => {
            new(missing, format!("`{to}` names a page of the finished site"))
                .help(format!("link to its source: `{module}`"))
        }
        LinkProblem::Missing(near) => {
            if let Some(help) = meant::scheme(reference) {
                return new(missing, format!("there is no file `{to}`")).help(help);
            }
            if let Some((message, help)) = meant::list(pack, to) {
                return new(missing, message).help(help);
            }
            let near = near.clone();
            let near = near.or_else(|| {
                (d.len() < MOST_SUGGESTED).then(|| pack.nearest_path(text.folder, to)).flatten()
            });
            new(missing, format!("there is no file `{to}`"))
                .suggest(near.as_deref(), meant::as_from(text, reference))
        }
    }
}

fn near_id(id: &str, ids: &[String]) -> Option<String> {
    let begun = || ids.iter().find(|known| known.starts_with(id) || id.starts_with(&***known));
    nearest(id, ids.iter().map(String::as_str))
        .or_else(|| begun().map(String::as_str))
        .map(|near| format!("#{near}"))
}

fn remedy(ids: &[String]) -> String {
    if ids.is_empty() {
        return "take out what stands behind `#`; the page has no headings".into();
    }
    let some: Vec<_> = ids.iter().take(8).map(|id| format!("#{id}")).collect();
    format!("its headings: {}", some.join(", "))
}
