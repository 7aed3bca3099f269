//! What a new pack comes with in its owner's place has been replaced: in its settings, and where a
//! form says what becomes of the answers.

use std::ops::Range;

use super::unfinished;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::pack::kinds::Details;
use crate::project::{Contact, Said, nobodys, notes};
use crate::source::{Sources, Span};

/// Keys of `pack.yaml` in which somebody may have left a note to themselves.
const NOTED: [&str; 4] = ["owner", "contact.", "privacy.", "return."];
/// Keys that name an organisation or say where it is, which is never "Your union".
const NAMES: [&str; 3] = ["contact.organisation", "contact.address", "privacy.controller"];
/// Ways by which somebody is reached; whether any of them works is a rule of its own.
const WAYS: [&str; 3] = ["contact.address", "contact.phone", "contact.email"];
/// Letters of a note that a message repeats.
const SHORT: usize = 60;

pub(super) fn are_replaced(d: &mut Diagnostics, sources: &Sources, pack: &Pack) {
    let settings = &pack.settings;
    let unreached = settings.contact.as_ref().is_none_or(Contact::is_placeholder);
    for said in &settings.said {
        unfinished::is_written(d, sources, said.span);
        if !(unreached && WAYS.contains(&said.key.as_str())) {
            judge(d, sources, said);
        }
    }
    for entry in &pack.entries {
        if let Details::Form(form) = &entry.details {
            form.said.iter().for_each(|said| judge(d, sources, said));
        }
    }
}

fn judge(d: &mut Diagnostics, sources: &Sources, said: &Said) {
    let text = sources.slice(said.span);
    let place = |range: Range<usize>| {
        let start = said.span.start as usize;
        Span::new(said.span.file, start + range.start..start + range.end)
    };
    for range in nobodys(text) {
        let what = &text[range.clone()];
        d.push(
            Diagnostic::new(
                Code::PlaceholderContact,
                place(range),
                format!("`{what}` is kept for examples, and reaches nobody"),
            )
            .help("write where people reach the role that answers for this, or take it out"),
        );
    }
    let name = text.trim_start_matches(['"', '\'']);
    if NAMES.contains(&said.key.as_str()) && is_yours(name) {
        d.push(
            Diagnostic::new(
                Code::PlaceholderContact,
                said.span,
                format!(
                    "`{}` stands here until you write your own",
                    name.trim_end_matches(['"', '\''])
                ),
            )
            .help("write the name of your union, or the address of its office, as people know it"),
        );
    }
    if !NOTED.iter().any(|key| said.key.starts_with(key)) {
        return;
    }
    for range in notes(text) {
        let note = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = note.chars().take(SHORT).collect();
        let more = if short.len() < note.len() { "..." } else { "" };
        d.push(
            Diagnostic::new(
                Code::Unfinished,
                place(range),
                format!("`{short}{more}` is a note to you, and readers would get it"),
            )
            .help("do what it says, then delete it; words in square brackets count as a note here"),
        );
    }
}

/// Whether a name is only "Your union" and the like.
fn is_yours(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let what = ["union", "office", "organisation", "branch", "region", "street"];
    words.next() == Some("Your") && words.next().is_some_and(|word| what.contains(&word))
}
