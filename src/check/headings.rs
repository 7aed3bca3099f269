//! Headings go down one level at a time, in every edition (WCAG 1.3.1; PDF/UA-1, 7.4.2).

use std::collections::HashSet;

use super::PackText;
use crate::body::{BlockKind, plain_text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::project::Audience;
use crate::source::Span;

pub(super) fn step_by_step(d: &mut Diagnostics, _: &Pack, text: &PackText<'_>) {
    let mut all = Vec::new();
    text.body.each_block(text.audience, &mut |block, audience| {
        if let BlockKind::Heading { level, content, .. } = &block.kind {
            all.push((*level, block.span, plain_text(content), audience));
        }
    });
    // The page's title is level 1.
    let mut reported = HashSet::new();
    for tutors in [true, false] {
        let mut before = 1;
        for (level, span, words, audience) in &all {
            if !tutors && *audience == Audience::Tutor {
                continue;
            }
            if *level > before + 1 && reported.insert(*span) {
                d.push(skipped(*span, words, before, *level, tutors));
            }
            before = *level;
        }
    }
}

fn skipped(span: Span, words: &str, before: u8, level: u8, tutors: bool) -> Diagnostic {
    let marks = |level: u8| "#".repeat(usize::from(level));
    let above = match before {
        1 => "the page's title".to_owned(),
        before => format!("a heading of `{}`", marks(before)),
    };
    let where_ = if tutors { "" } else { " once tutor's notes are left out" };
    Diagnostic::new(
        Code::SkippedHeading,
        span,
        format!("`{words}` has `{}` straight under {above}{where_}", marks(level)),
    )
    .help(format!("write `{}`; screen readers step through levels one by one", marks(before + 1)))
}
