//! A return says which form it is of by that form's file name, so no two forms have one.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::kinds::Kind;
use crate::pack::{Entry, Pack};
use crate::source::Span;

pub(super) fn are_told_apart(d: &mut Diagnostics, pack: &Pack) {
    let mut names: HashMap<&str, &Entry> = HashMap::new();
    for entry in pack.entries.iter().filter(|entry| entry.kind() == Kind::Form) {
        let Some(first) = names.get(&*entry.slug) else {
            names.insert(&entry.slug, entry);
            continue;
        };
        // Two files with one address are told of as such.
        if first.address == entry.address {
            continue;
        }
        d.push(
            Diagnostic::new(
                Code::DuplicateName,
                Span::whole(entry.file),
                format!(
                    "two forms are called `{}`, this one and `{}`, and a return could be of either",
                    entry.slug, first.path
                ),
            )
            .help("give one of the two files another name")
            .related(Span::whole(first.file), "the other one"),
        );
    }
}
