//! Outcomes that modules name exist, and those that exist are served.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::pack::{Entry, Pack};

pub(super) fn are_known(d: &mut Diagnostics, pack: &Pack, entry: &Entry) {
    for named in entry.outcomes.iter().chain(entry.details.outcomes()) {
        if pack.outcome(&named.value).is_none() {
            let known = pack.outcomes.iter().map(|outcome| outcome.id.as_str());
            // One character of a short id is no near miss: C9 is not C1.
            let near = nearest(&named.value, known.clone())
                .filter(|near| near.eq_ignore_ascii_case(&named.value) || near.len() > 3);
            let all: Vec<_> = known.take(12).collect();
            let otherwise = if all.is_empty() {
                "write the outcomes in content/outcomes.yaml: - {id: C1, text: \"...\"}".to_owned()
            } else {
                format!("content/outcomes.yaml has {}", all.join(", "))
            };
            d.push(
                Diagnostic::new(
                    Code::UnknownOutcome,
                    named.span,
                    format!("there is no outcome `{}`", named.value),
                )
                .suggest(near, otherwise),
            );
        }
    }
}

pub(super) fn are_served(d: &mut Diagnostics, pack: &Pack) {
    let mut served = HashSet::new();
    for entry in &pack.entries {
        let named = entry.outcomes.iter().chain(entry.details.outcomes());
        served.extend(named.map(|named| named.value.as_str()));
    }
    for outcome in pack.outcomes.iter().filter(|outcome| !served.contains(outcome.id.as_str())) {
        d.push(
            Diagnostic::new(
                Code::OutcomeGap,
                outcome.span,
                format!("no page serves outcome `{}`", outcome.id),
            )
            .help(format!("add `outcomes: [{}]` to the page that does", outcome.id)),
        );
    }
}
