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
        let help = if looks_like.chars().all(|c| "-–—".contains(c)) && !looks_like.is_empty() {
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
