//! No text leads to what its edition does not have: every cut leaves a whole.

use std::collections::HashMap;

use super::{PackText, Resolved};
use crate::body::{BlockKind, Reference};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::{Pack, Target};
use crate::project::{Audience, Edition};
use crate::source::Span;

pub(super) fn stays_in_its_edition(
    d: &mut Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
    reference: &Reference<'_>,
    resolved: &Resolved<'_>,
    audience: Audience,
) {
    // What the link needs, in words, and for whom it is.
    let mut needs = Vec::new();
    match resolved {
        Ok(Target::Entry(id, anchor)) => {
            let entry = pack.entry(*id);
            needs.push((entry.audience, format!("`{}`", entry.path)));
            let at = anchor.and_then(|anchor| entry.anchor_audience(anchor));
            needs.extend(at.map(|at| (at, format!("this place in `{}`", entry.path))));
        }
        Ok(Target::Section(id, anchor)) => {
            let (whole, section) = (pack.section_audience(*id), pack.section(*id));
            needs.push((whole, format!("the section `{}`", section.slug)));
            let at = anchor.and_then(|anchor| section.intro.anchor_audience(anchor, whole));
            needs.extend(at.map(|at| (at, format!("this place in `{}`", section.slug))));
        }
        // A page that is there has all of its text that is for everyone.
        Ok(Target::Front(Some(anchor))) => {
            let front = pack.front.as_ref();
            let at = front.and_then(|front| front.body.anchor_audience(anchor, Audience::Everyone));
            let at = at.filter(|at| *at == Audience::Tutor);
            needs.extend(at.map(|at| (at, "this place on the front page".to_owned())));
        }
        Ok(Target::Here(anchor)) => {
            let at = text.anchor_audience(anchor).filter(|at| *at == Audience::Tutor);
            needs.extend(at.map(|at| (at, format!("the place `#{anchor}`"))));
        }
        _ => return,
    }
    let torn = needs
        .into_iter()
        .find_map(|(needed, what)| Some((torn(pack, text.page, audience, needed)?, needed, what)));
    let Some((edition, needed, what)) = torn else { return };
    let name = &edition.name;
    let (message, help) = match needed {
        Audience::Tutor => (
            format!("{what} is for tutors only, and this link is in text for everyone"),
            format!(
                "put the link into a :::tutor block, or open {what} to everyone; in the edition \
                 `{name}` it would lead nowhere"
            ),
        ),
        Audience::Everyone => (
            format!("the edition `{name}` has this link and not {what}, which is for everyone"),
            whole(edition),
        ),
    };
    d.push(Diagnostic::new(Code::LinkToTutor, reference.span, message).help(help));
}

/// An address on a line of its own, `[act]: https://...`, goes into every link that names it,
/// whomever the block that it stands in is for.
pub(super) fn addresses_are_for_whom_they_serve(
    d: &mut Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
) {
    if text.body.addresses.is_empty() {
        return;
    }
    let mut hidden = Vec::new();
    text.body.each_block(text.audience, &mut |block, _| {
        if matches!(block.kind, BlockKind::Tutor(_) | BlockKind::Answer { .. }) {
            hidden.push(block.span);
        }
    });
    if hidden.is_empty() {
        return;
    }
    let written_at: HashMap<Span, Span> = text.body.addresses.iter().copied().collect();
    text.body.each_reference(text.audience, &mut |reference, audience| {
        let Some(written) = written_at.get(&reference.span) else { return };
        let inside = |block: &Span| block.start <= written.start && written.end <= block.end;
        if hidden.iter().any(inside) && torn(pack, text.page, audience, Audience::Tutor).is_some() {
            d.push(
                Diagnostic::new(
                    Code::LinkToTutor,
                    reference.span,
                    "the address of this link stands in a block for tutors only",
                )
                .help("move the line with the address out of the block")
                .related(*written, "the address"),
            );
        }
    });
}

/// How an edition that leaves out what is for everyone gets it.
pub(super) fn whole(edition: &Edition) -> String {
    let name = &edition.name;
    format!(
        "write `{name}: [everyone, tutor]` in pack.yaml, as tutors have both, or take it out here"
    )
}

/// An edition that has text for `shown`, on a page for `page` or on one that every edition has, and
/// not what it `needs`.
pub(super) fn torn(
    pack: &Pack,
    page: Option<Audience>,
    shown: Audience,
    needs: Audience,
) -> Option<&Edition> {
    pack.settings.editions.iter().find(|edition| {
        page.is_none_or(|page| edition.admits(page))
            && (shown == Audience::Everyone || edition.admits(shown))
            && !edition.admits(needs)
    })
}
