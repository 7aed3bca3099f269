//! Text for everyone leads to nothing that only tutors have: every cut leaves a whole.

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
    let (needed, what) = match resolved {
        Ok(Target::Entry(id, anchor)) => {
            let entry = pack.entry(*id);
            let at = anchor.and_then(|anchor| entry.anchor_audience(anchor));
            match at {
                Some(at) if at != entry.audience => (at, format!("this place in `{}`", entry.path)),
                _ => (entry.audience, format!("`{}`", entry.path)),
            }
        }
        Ok(Target::Section(id, anchor)) => {
            let (whole, section) = (pack.section_audience(*id), pack.section(*id));
            let at = anchor.and_then(|anchor| section.intro.anchor_audience(anchor, whole));
            match at {
                Some(at) if at != whole => (at, format!("this place in `{}`", section.slug)),
                _ => (whole, format!("the section `{}`", section.slug)),
            }
        }
        Ok(Target::Front(Some(anchor))) => {
            let front = pack.front.as_ref();
            let at = front.and_then(|front| front.body.anchor_audience(anchor, Audience::Everyone));
            (at.unwrap_or(Audience::Everyone), "this place on the front page".to_owned())
        }
        Ok(Target::Here(anchor)) => {
            let at = text.anchor_audience(anchor);
            (at.unwrap_or(Audience::Everyone), format!("the place `#{anchor}`"))
        }
        _ => return,
    };
    if let Some(edition) = torn(pack, audience, needed) {
        d.push(
            Diagnostic::new(
                Code::LinkToTutor,
                reference.span,
                format!("{what} is for tutors only, and this link is in text for everyone"),
            )
            .help(format!(
                "put the link into a :::tutor block, or open {what} to everyone; \
                 in the edition `{}` it would lead nowhere",
                edition.name
            )),
        );
    }
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
        if hidden.iter().any(inside) && torn(pack, audience, Audience::Tutor).is_some() {
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

/// An edition that has text for `shown` and not what it `needs`.
pub(super) fn torn(pack: &Pack, shown: Audience, needs: Audience) -> Option<&Edition> {
    let editions = pack.settings.editions.iter();
    editions.into_iter().find(|edition| edition.admits(shown) && !edition.admits(needs))
}
