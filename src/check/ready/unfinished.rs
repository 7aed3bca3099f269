//! A text does not say of itself that it is not finished.

use super::typed::{readable, words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// What writers leave for themselves, in capitals. In halves, so that a search of this program for
/// what is left to do finds nothing.
pub(super) const MARKS: [&str; 8] = [
    concat!("TO", "DO"),
    "TBC",
    "TBD",
    "TBA",
    "DRAFT",
    concat!("FIX", "ME"),
    concat!("X", "XX"),
    concat!("XX", "XX"),
];

/// A value of the pack's settings says nothing of the sort either.
pub(super) fn is_written(d: &mut Diagnostics, sources: &Sources, value: Span) {
    for (at, word) in words(sources.slice(value)).filter(|(_, word)| MARKS.contains(word)) {
        let start = value.start as usize + at;
        d.push(
            unfinished(Span::new(value.file, start..start + word.len()), word)
                .help("write what is still missing, or take the key out until you know"),
        );
    }
}

fn unfinished(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::Unfinished, span, format!("`{what}` says that this is not finished"))
}

pub(super) fn says_nothing_of_itself(d: &mut Diagnostics, sources: &Sources, file: FileId) {
    let text = readable(sources.text(file), sources.path(file).ends_with(".yaml"));
    let mut say = |from: usize, to: usize, what: &str| {
        d.push(
            unfinished(Span::new(file, from..to), what)
                .help("write what is still missing, or move the file out of the pack until it is"),
        );
    };
    let mut before: Option<(usize, &str)> = None;
    for (at, word) in words(&text) {
        let end = at + word.len();
        if MARKS.contains(&word) {
            say(at, end, word);
        }
        if let Some((from, first)) = before
            && first.eq_ignore_ascii_case("lorem")
            && word.eq_ignore_ascii_case("ipsum")
        {
            say(from, end, "lorem ipsum");
        }
        before = Some((at, word));
    }
    for line in text.match_indices("title:") {
        let behind = &text[line.0 + "title:".len()..];
        let value = behind.lines().next().unwrap_or_default().trim_start_matches([' ', '"', '\'']);
        let at = line.0 + "title:".len() + behind.find(value).unwrap_or_default();
        let draft = value.get(.."Draft".len()).filter(|word| {
            word.eq_ignore_ascii_case("draft")
                && !MARKS.contains(word)
                && !value["Draft".len()..].starts_with(char::is_alphanumeric)
        });
        if let Some(draft) = draft {
            say(at, at + draft.len(), draft);
        }
    }
}
