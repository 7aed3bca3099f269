//! Every page can say when it was reviewed, and none is overdue.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::source::Span;
use crate::yaml::Date;

pub(super) fn are_given(d: &mut Diagnostics, pack: &Pack) {
    if pack.settings.reviewed.is_some() {
        return;
    }
    let without = pack.entries.iter().filter(|entry| entry.reviewed.is_none()).count();
    if without > 0 {
        let message = match without {
            1 => "1 page does not say when it was last reviewed".to_owned(),
            _ => format!("{without} pages do not say when they were last reviewed"),
        };
        d.push(
            Diagnostic::new(Code::MissingReview, Span::whole(pack.settings.file), message)
                .help("add `reviewed: YYYY-MM-DD` here for the whole pack, or to each page"),
        );
    }
}

pub(super) fn are_not_past(d: &mut Diagnostics, pack: &Pack, today: Date) {
    let mut due = |date: Option<Date>, place, what: &str| {
        if let Some(date) = date.filter(|date| *date < today) {
            d.push(
                Diagnostic::new(
                    Code::ReviewDue,
                    place,
                    format!("{what} was due for review by {}", date.iso()),
                )
                .help("read it through, then set `reviewed` and a new `review_by`"),
            );
        }
    };
    due(pack.settings.review_by, pack.settings.review_by_span, "the pack");
    for entry in &pack.entries {
        due(entry.review_by, entry.review_by_span, "this page");
    }
}
