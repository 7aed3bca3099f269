//! Front matter: the lines between `---` at the head of a module.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Node};

/// A module's two parts.
pub(super) struct Parts {
    /// The front matter's values, if it could be read.
    pub(super) front: Option<Node>,
    /// Where the body stands.
    pub(super) body: Range<usize>,
}

/// Splits a module and reads its front matter.
pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, file: FileId) -> Parts {
    let text = sources.text(file);
    let mut lines = text.split_inclusive('\n');
    let mut at = 0;
    // Empty lines before the first `---` do no harm.
    let opening = loop {
        match lines.next() {
            Some(line) if line.trim().is_empty() => at += line.len(),
            line => break line,
        }
    };
    if opening.is_none_or(|line| line.trim_end() != "---") {
        let looks_like = opening.unwrap_or_default().trim();
        let begins_with_key = looks_like.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        let help = if begins_with_key {
            "the first line is missing: write `---` above the first key"
        } else if looks_like.chars().all(|c| "-–—".contains(c)) && !looks_like.is_empty() {
            "the first line must be exactly three hyphens: ---"
        } else {
            "begin the file with a line `---`, a line `title: ...` and another line `---`"
        };
        diagnostics.push(
            Diagnostic::new(
                Code::FrontMatter,
                Span::new(file, at..at),
                "this file does not begin with front matter",
            )
            .help(help),
        );
        return Parts { front: None, body: 0..0 };
    }
    let opening_end = at + opening.map_or(0, str::len);
    at = opening_end;
    for line in lines {
        let mark = line.trim_end();
        if mark == "---" || mark == "..." {
            if let Some(line) = runs_on(text, opening_end..at) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::FrontMatter,
                        Span::new(file, line),
                        "this is text, and the front matter above it has not ended",
                    )
                    .help("write a line of exactly three hyphens, `---`, under the last key"),
                );
                return Parts { front: None, body: 0..0 };
            }
            let front = yaml::parse(diagnostics, sources, file, opening_end..at);
            return Parts { front, body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    diagnostics.push(
        Diagnostic::new(
            Code::FrontMatter,
            Span::new(file, opening_end - 4.min(opening_end)..opening_end),
            "the front matter begins here and never ends",
        )
        .help("write a line of exactly three hyphens, `---`, under the last key"),
    );
    Parts { front: None, body: 0..0 }
}

/// The first line of text, if what should be front matter runs on into the module's text up to a
/// line that was meant to go across the page: behind an empty line, and neither a key nor part of
/// a value.
fn runs_on(text: &str, front: Range<usize>) -> Option<Range<usize>> {
    let mut at = front.start;
    let mut behind_empty = false;
    for whole in text[front].split_inclusive('\n') {
        let line = whole.trim_end();
        let heading = line.starts_with("## ");
        let value = line.starts_with(|c: char| c.is_whitespace() || "-#\"'[]{}&*?|>".contains(c));
        if behind_empty && !line.is_empty() && (heading || (!value && !line.contains(':'))) {
            return Some(at..at + line.len());
        }
        behind_empty = line.is_empty();
        at += whole.len();
    }
    None
}
