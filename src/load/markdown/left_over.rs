//! What stayed plain text and was meant as more: a table without its line, a footnote that is
//! nowhere written; and cells that have no column.

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

    /// A block between fences that nobody closed has swallowed the rest of the page.
    pub(super) fn fence_is_open(&mut self, block: &Range<usize>) -> bool {
        let written = self.passage.text.get(block.clone()).unwrap_or_default();
        let opening = written.lines().next().unwrap_or_default().trim_end();
        let sign = opening.chars().next().unwrap_or('`');
        let length = opening.len() - opening.trim_start_matches(sign).len();
        let last = written.lines().skip(1).last().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
        let is_open = last.len() < length || !last.chars().all(|c| c == sign);
        if is_open {
            let fence = sign.to_string().repeat(length);
            self.report(
                Code::UnclosedDirective,
                block.start..block.start + opening.len(),
                format!("a block of {fence} is opened here and never closed"),
                &format!("write {fence} on a line of its own where it ends"),
            );
        }
        is_open
    }

    /// Cells of a row beyond the last head have no column, and the parser leaves them out.
    pub(super) fn cells_have_heads(&mut self, heads: usize, row: Range<usize>) {
        let written = self.passage.text.get(row.clone()).unwrap_or_default();
        let inner = written.trim_end();
        let mut bars = inner.match_indices('|').map(|(at, _)| at).filter(|at| {
            let before = &inner[..*at];
            (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
        });
        let leading = usize::from(inner.trim_start().starts_with('|'));
        let Some(bar) = bars.nth((heads + leading).saturating_sub(1)) else { return };
        let lost = inner[bar + 1..].trim();
        if lost.chars().any(|c| !c.is_whitespace() && c != '|') {
            let start = row.start + inner.len() - lost.len();
            self.report(
                Code::LostText,
                start..row.start + inner.len(),
                format!("this stands behind the last of {heads} columns, and nobody would see it"),
                "give its column a head in the first row and |---| in the second; \
                 write a bar that belongs to the text as \\|",
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
