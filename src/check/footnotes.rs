//! Every footnote is referred to, and no edition refers to one that it lacks.

use std::collections::HashMap;

use super::{PackText, tutors};
use crate::body::{BlockKind, Inline};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::project::Audience;

pub(super) fn are_written_and_used(d: &mut Diagnostics, pack: &Pack, text: &PackText<'_>) {
    let mut written = Vec::new();
    text.body.each_block(text.audience, &mut |block, audience| {
        if let BlockKind::Footnote { label, .. } = &block.kind {
            written.push((label, block.span, audience));
        }
    });
    if written.is_empty() {
        return;
    }
    let mut used = HashMap::new();
    text.body.each_inline(text.audience, &mut |inline, audience| {
        if let Inline::FootnoteReference { label, span } = inline {
            used.entry(label).or_insert_with(Vec::new).push((*span, audience));
        }
    });
    for (label, span, needs) in written {
        let Some(references) = used.get(label) else {
            d.push(
                Diagnostic::new(
                    Code::Footnote,
                    span,
                    format!("nothing refers to footnote `{label}`, so nobody would see it"),
                )
                .help(format!("write [^{label}] where it belongs, or take it out")),
            );
            continue;
        };
        for (place, shown) in references {
            // On one page, only what is for tutors is cut.
            if needs == Audience::Tutor && tutors::torn(pack, text.page, *shown, needs).is_some() {
                d.push(
                    Diagnostic::new(
                        Code::LinkToTutor,
                        *place,
                        format!("footnote `{label}` stands in a block for tutors only"),
                    )
                    .help("move the footnote's text out of the block")
                    .related(span, "the footnote"),
                );
            }
        }
    }
}
