//! What stayed plain text and was meant as more: a table without its line, a footnote that is
//! nowhere written.

use std::collections::HashSet;
use std::ops::Range;

use super::Builder;
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
            self.footnotes_are_written(&words, range);
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
}
