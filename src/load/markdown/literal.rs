//! Marks that are nearly right, which the parser takes for words: they would be printed as they
//! stand. Only what nobody writes as text is told of.

use std::ops::Range;

use super::Builder;
use crate::body::{Inline, literal_text};
use crate::diagnostic::Code;

const BOXES: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
/// Characters of the longest address that is looked for in a text.
const LONGEST: usize = 200;

impl Builder<'_, '_> {
    /// Headings, lists and links that lack a space, or have one too many.
    pub(super) fn marks_are_read(&mut self, inlines: &[Inline], range: Range<usize>) {
        let passage = self.passage;
        let written = passage.text.get(range.clone()).unwrap_or_default();
        if !["##", "•", "] ("].into_iter().any(|mark| written.contains(mark)) {
            return;
        }
        let words = literal_text(inlines);
        let (mut start, mut bullets) = (range.start, false);
        for line in written.split_inclusive('\n') {
            let said = line.trim_start_matches([' ', '\t', '>']).trim_end();
            let at = start + line.find(said).unwrap_or_default();
            if words.lines().any(|words| words.trim_start().starts_with(head_of(said))) {
                self.heading_has_a_space(said, at);
                if said.starts_with('•') && !std::mem::replace(&mut bullets, true) {
                    self.literal(
                        at..at + '•'.len_utf8(),
                        "`•` makes no list here, and its lines run together".into(),
                        "begin each line of the list with a hyphen and a space: `- `",
                    );
                }
            }
            self.link_has_no_space(line, start, &words);
            start += line.len();
        }
    }

    fn heading_has_a_space(&mut self, line: &str, at: usize) {
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        if (2..=6).contains(&level) && title.starts_with(char::is_alphanumeric) {
            let mark = "#".repeat(level);
            self.literal(
                at..at + line.len(),
                format!("`{mark}` makes a heading only with a space behind it"),
                &format!("write `{mark} {title}`"),
            );
        }
    }

    /// `[text] (page.md)`, where the page's ending shows that it was meant as a link.
    fn link_has_no_space(&mut self, line: &str, start: usize, words: &str) {
        for (at, _) in line.match_indices("] (") {
            let Some(open) = line[..at].rfind('[') else { continue };
            let behind = &line[at + 3..];
            let near = behind.char_indices().take(LONGEST).find(|(_, c)| *c == ')');
            let Some((length, _)) = near else { continue };
            let (text, to) = (&line[open + 1..at], &behind[..length]);
            let page = to.split('#').next().is_some_and(|page| page.ends_with(".md"));
            let shown = words.contains(&format!("] ({to})"));
            if page && shown && !text.is_empty() && !to.contains(' ') {
                self.literal(
                    start + open..start + at + 3 + length + 1,
                    "this is no link, because a space stands between its brackets".into(),
                    &format!("write `[{text}]({to})`"),
                );
            }
        }
    }

    /// `> [!WARN]`, or words behind `[!NOTE]` on its line, make an ordinary quotation.
    pub(super) fn quote_is_no_box(&mut self, range: Range<usize>) {
        let written = self.passage.text.get(range.clone()).unwrap_or_default();
        let line = written.lines().next().unwrap_or_default();
        let said = line.trim_start_matches([' ', '>']);
        let Some((name, _)) = said.strip_prefix("[!").and_then(|behind| behind.split_once(']'))
        else {
            return;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        let known = BOXES.iter().any(|known| known.eq_ignore_ascii_case(name));
        let start = range.start + line.len() - said.len();
        let end = start + "[!]".len() + name.len();
        if known {
            self.literal(
                start..end,
                format!("`[!{name}]` makes a box only if nothing else stands on its line"),
                "begin the text on the next line, behind another `> `",
            );
        } else {
            self.literal(
                start..end,
                format!("there is no box called `[!{name}]`"),
                "there are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]",
            );
        }
    }

    /// `- [] yes` and `- [x]yes` have no box to tick.
    pub(super) fn item_is_no_option(&mut self, range: Range<usize>) {
        let written = self.passage.text.get(range.clone()).unwrap_or_default();
        let said = written.trim_start_matches(|c: char| "-*+ ".contains(c));
        let Some((inside, text)) = said.strip_prefix('[').and_then(|it| it.split_once(']')) else {
            return;
        };
        let empty = inside.is_empty() && text.starts_with(' ');
        let glued = matches!(inside, " " | "x" | "X") && text.starts_with(char::is_alphanumeric);
        if empty || glued {
            let start = range.start + written.len() - said.len();
            let end = start + inside.len() + 2;
            self.literal(
                start..end,
                format!("`[{inside}]` makes no box to tick here"),
                "write `- [ ] ` or `- [x] `, with a space within and behind the brackets",
            );
        }
    }

    fn literal(&mut self, range: Range<usize>, message: String, help: &str) {
        self.report(Code::LiteralMark, range, message, help);
    }
}

/// The mark at the head of a line, by which the line is found again among the words.
fn head_of(line: &str) -> &str {
    let end = line.find(|c: char| c != '#' && c != '•').unwrap_or(line.len());
    &line[..end]
}
