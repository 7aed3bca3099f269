//! Every address leads somewhere that a reader can go, offline.

use super::{PackText, Resolved};
use crate::body::Reference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::pack::{LinkProblem, Pack, Target};
use crate::project::Audience;

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
    let (known, page, anchor, ids) = match resolved {
        Err(problem) => return d.push(described(problem, reference)),
        Ok(Target::Asset(asset)) if pack.address_is_taken(asset) => {
            return d.push(taken(reference));
        }
        Ok(Target::Here(anchor)) => match text.entry {
            Some(entry) => (entry.has_anchor(anchor), "this page".into(), anchor, entry.anchors()),
            None => {
                let ids = text.body.anchors();
                (ids.iter().any(|id| id == anchor), "this page".into(), anchor, ids)
            }
        },
        Ok(Target::Entry(id, Some(anchor))) => {
            let entry = pack.entry(*id);
            if entry.has_anchor(anchor) {
                return;
            }
            (false, format!("`{}`", entry.path), anchor, entry.anchors())
        }
        Ok(Target::Section(id, Some(anchor))) => {
            let section = pack.section(*id);
            let ids = section.intro.anchors();
            let page = format!("the page of the section `{}`", section.slug);
            (ids.iter().any(|id| id == anchor), page, anchor, ids)
        }
        Ok(Target::Front(Some(anchor))) => {
            let ids = pack.front.as_ref().map(|front| front.body.anchors()).unwrap_or_default();
            (ids.iter().any(|id| id == anchor), "the front page".into(), anchor, ids)
        }
        Ok(_) => return,
    };
    if !known {
        d.push(
            Diagnostic::new(
                Code::BrokenAnchor,
                reference.span,
                format!("{page} has no heading `#{anchor}`"),
            )
            .suggest(near_id(anchor, &ids).as_deref(), remedy(&ids)),
        );
    }
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
pub(super) fn described(problem: &LinkProblem, reference: &Reference<'_>) -> Diagnostic {
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
                .help("write the path as from this page, for example ../handouts/role-card.md")
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
        LinkProblem::Missing(near) => new(missing, format!("there is no file `{to}`")).suggest(
            near.as_deref(),
            "write the path as from this page, for example ../handouts/role-card.md",
        ),
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
