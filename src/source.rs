//! Where every word came from: the files of one run and places in them.
//!
//! Paths here are as an author says them: from the pack's root, with `/` on every system. What a
//! file is for, and reading it, is not this module's business.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file of this run; cheap to copy, meaningless without its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// For what concerns a whole file: its first byte, so its line 1.
    pub fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place as people say it; both count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

#[derive(Debug)]
struct SourceFile {
    path: String,
    text: Arc<str>,
    /// Where each line starts; found when somebody asks.
    lines: OnceLock<Vec<usize>>,
    /// How many characters stand before each block of bytes, so that a mistake's column does not
    /// take a walk from the start of a long line.
    characters: OnceLock<Vec<usize>>,
}

/// Bytes whose characters are counted together.
const BLOCK: usize = 1024;

impl SourceFile {
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
        })
    }

    fn characters_before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        // All bytes of a character but its first begin with the bits 10.
        let characters = |bytes: &[u8]| bytes.iter().filter(|byte| *byte >> 6 != 0b10).count();
        let before = self.characters.get_or_init(|| {
            let mut total = 0;
            let sums = bytes.chunks(BLOCK).map(|block| {
                total += characters(block);
                total
            });
            std::iter::once(0).chain(sums).collect()
        });
        before[at / BLOCK] + characters(&bytes[at / BLOCK * BLOCK..at])
    }
}

/// Every file read in this run, by [`FileId`].
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a file in: `path` from the pack's root with `/`.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(clamp(self.files.len()));
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        });
        id
    }

    /// Every file, in the order in which they were taken in.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..clamp(self.files.len())).map(FileId)
    }

    /// Its path from the pack's root, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }

    /// Its text, without a byte order mark.
    pub fn text(&self, file: FileId) -> &Arc<str> {
        &self.files[file.0 as usize].text
    }

    /// The words of `span`; empty where the span lies outside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or_default()
    }

    /// Where `span` starts, as a person would say it.
    pub fn position(&self, span: Span) -> Position {
        let text = self.text(span.file);
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let file = &self.files[span.file.0 as usize];
        let line = file.lines().partition_point(|start| *start <= at);
        let start = file.lines()[line - 1];
        let column = file.characters_before(at) - file.characters_before(start) + 1;
        Position { line, column }
    }

    /// The bytes of a line, counted from 1, without its end; empty past the last.
    pub fn line(&self, file: FileId, line: usize) -> Range<usize> {
        let text = self.text(file);
        let lines = self.files[file.0 as usize].lines();
        let start = lines.get(line - 1).copied().unwrap_or(text.len());
        let end = lines.get(line).map_or(text.len(), |next| next - 1);
        start..start + text[start..end].trim_end_matches('\r').len()
    }
}

/// Words of an author taken out of a file, with the way back to where each of them stands there.
///
/// Markdown is parsed from the end of a module and from values in its front matter, which YAML has
/// unindented or unescaped; a mistake in either is shown where the author typed it.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    file: FileId,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    /// Stands in the file as it is, from this byte on.
    Verbatim(usize),
    /// Stands there line by line: where each line starts, in the passage and in the file.
    Lines(Vec<(usize, usize)>),
    /// Was rewritten on reading: everything is placed at the whole of it.
    Rewritten(Span),
}

impl<'a> Passage<'a> {
    /// Text that stands in `file` from the byte `start` on.
    pub fn verbatim(file: FileId, start: usize, text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), file, way: Way::Verbatim(start) }
    }

    /// Text whose lines stand in `file` at the given bytes: pairs of passage and file offsets.
    pub fn lines(file: FileId, text: &'a str, lines: Vec<(usize, usize)>) -> Self {
        Self { text: Cow::Borrowed(text), file, way: Way::Lines(lines) }
    }

    /// Text that was made out of `span`.
    pub fn rewritten(span: Span, text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), file: span.file, way: Way::Rewritten(span) }
    }

    /// Where a stretch of the passage stands in its file.
    pub fn span(&self, range: Range<usize>) -> Span {
        match &self.way {
            Way::Verbatim(start) => Span::new(self.file, start + range.start..start + range.end),
            Way::Lines(lines) => {
                let at = |offset: usize| {
                    let line = lines.partition_point(|(passage, _)| *passage <= offset);
                    let (passage, file) = lines[..line].last().copied().unwrap_or_default();
                    file + offset.saturating_sub(passage)
                };
                Span::new(self.file, at(range.start)..at(range.end))
            }
            Way::Rewritten(span) => *span,
        }
    }
}

/// Signs that are no text and that some format cannot hold (XML 1.0, 2.2), such as the vertical tab
/// that Word leaves for a line break.
pub fn is_control(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let file = sources.add("content/a.md", "tŷ\nŷ x");
        let x = "tŷ\nŷ ".len();
        let position = sources.position(Span::new(file, x..x + 1));
        assert_eq!(position, Position { line: 2, column: 3 });
        assert_eq!(sources.position(Span::whole(file)), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_column_far_along_a_line_counts_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a", format!("one\n{}x", "ŷ😀a".repeat(999)));
        let x = 4 + 7 * 999;
        let position = sources.position(Span::new(file, x..x + 1));
        assert_eq!(position, Position { line: 2, column: 3 * 999 + 1 });
    }

    #[test]
    fn a_span_past_the_end_is_placed_at_the_end() {
        let mut sources = Sources::default();
        let file = sources.add("a", "one\n");
        assert_eq!(sources.position(Span::new(file, 90..95)), Position { line: 2, column: 1 });
        assert_eq!(sources.slice(Span::new(file, 90..95)), "");
    }
}
