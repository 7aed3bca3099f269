//! What stayed plain text and was meant as more: a table without its line, a footnote that is
//! nowhere written, a directive where none can be.

use std::collections::HashSet;
use std::ops::Range;

use super::Builder;
use super::frame::Open;
use crate::body::{Inline, literal_text};
use crate::diagnostic::Code;

/// Longer than any label of a footnote.
const LONGEST_LABEL: usize = 80;
/// More labels than anybody mends in one go.
const MOST_LABELS: usize = 100;

impl Builder<'_, '_> {
    /// A table needs a line of hyphens under its head; without one the parser sees a paragraph.
    pub(super) fn paragraph_is_no_table(&mut self, inlines: &[Inline], range: Range<usize>) {
        let Some(Inline::Text(first)) = inlines.first() else { return };
        let written = self.passage.text.get(range.clone()).unwrap_or_default();
        let mut lines = written.lines().map(str::trim);
        let bars = lines.all(|line| line.starts_with('|') && line.ends_with('|') && line.len() > 2);
        if first.starts_with('|') && bars {
            self.report(
                Code::TableWithoutHeader,
                range,
                "this looks like a table, and has no line under its head".into(),
                "write the heads of the columns first, and under them a line such as |---|---|",
            );
        }
    }

    /// Reports what the parser took for words in running text.
    pub(super) fn nothing_is_left_over(&mut self, inlines: &[Inline], range: Range<usize>) {
        let words = literal_text(inlines);
        if words.contains("[^") {
            self.footnotes_are_written(&words, range.clone());
        }
        if words.contains("::") {
            self.directives_are_directives(inlines, range);
        }
    }

    /// A reference to a footnote that is nowhere written stays in the text as `[^1]`.
    fn footnotes_are_written(&mut self, words: &str, range: Range<usize>) {
        let passage = self.passage;
        let written = passage.text.get(range.clone()).unwrap_or_default();
        let mut looked_at = HashSet::new();
        for (at, _) in written.match_indices("[^") {
            let behind = &written[at + 2..];
            let near = behind.char_indices().take(LONGEST_LABEL).find(|(_, c)| *c == ']');
            let Some((length, _)) = near else { continue };
            let label = &behind[..length];
            let escaped = written[..at].ends_with('\\');
            if looked_at.len() >= MOST_LABELS {
                return;
            }
            if label.is_empty() || escaped || !looked_at.insert(label) {
                continue;
            }
            if words.contains(&format!("[^{label}]")) {
                let message = format!("footnote `{label}` is referred to and nowhere written");
                let help = format!("write its text on a line of its own: `[^{label}]: ...`");
                let start = range.start + at;
                self.report(Code::Footnote, start..start + length + 3, message, &help);
            }
        }
    }

    /// A directive that stands where none can be stays in the text, and what should be for tutors
    /// with it.
    fn directives_are_directives(&mut self, inlines: &[Inline], range: Range<usize>) {
        let mut begins = true;
        let left = inlines.iter().any(|inline| {
            let line = std::mem::replace(
                &mut begins,
                matches!(inline, Inline::SoftBreak | Inline::HardBreak),
            );
            matches!(inline, Inline::Text(text) if line && looks_like_one(text.trim_start()))
        });
        if !left {
            return;
        }
        let passage = self.passage;
        let written = passage.text.get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        for line in written.split_inclusive('\n') {
            let marks = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-+*.)|".contains(c);
            let text = line.trim_start_matches(marks);
            let text = text.strip_prefix(": ").map_or(text, str::trim_start);
            if looks_like_one(text) && !text.trim_end().ends_with(":::") {
                self.misplaced(at + line.len() - text.len()..at + line.trim_end().len());
            }
            at += line.len();
        }
    }

    pub(super) fn misplaced(&mut self, range: Range<usize>) {
        let inside = self
            .frames
            .iter()
            .any(|frame| !matches!(frame.open, Open::Root | Open::Directive(_) | Open::Paragraph));
        let named = self.passage.text[range.clone()]
            .trim_start_matches(':')
            .trim_start()
            .starts_with(|c: char| c.is_ascii_alphabetic());
        if inside || named {
            self.report(
                Code::MisplacedDirective,
                range,
                "a directive cannot stand inside a list, a quotation, a table or a paragraph"
                    .into(),
                "start it at the margin, with an empty line before it",
            );
        } else {
            self.report(
                Code::UnknownDirective,
                range,
                "no name stands behind these colons".into(),
                "there are :::tutor, :::answer, :::activity, :::question, ::lines and ::page-break",
            );
        }
    }
}

fn looks_like_one(line: &str) -> bool {
    line.starts_with(":::") || line.starts_with("::lines") || line.starts_with("::page-break")
}
