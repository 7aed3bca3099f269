//! A single value, kept as the text that the author wrote.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use crate::source::{Passage, Sources, Span, is_control};

/// Text, quoted or not.
#[derive(Debug, Clone)]
pub struct Scalar {
    text: Box<str>,
    style: ScalarStyle,
    span: Span,
}

impl Scalar {
    /// An escape such as `\b` can write what a file itself cannot hold; it becomes a space too.
    pub(super) fn new(text: Cow<'_, str>, style: ScalarStyle, span: Span) -> Self {
        let is_none = |letter: char| is_control(letter) || letter == '\r';
        let text =
            if text.contains(is_none) { text.replace(is_none, " ").into() } else { text.into() };
        Self { text, style, span }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Goes on with more text behind a comma, which ends at the end of `span`.
    pub(super) fn extend(&mut self, more: &str, span: Span) {
        self.text = format!("{}, {more}", self.text).into();
        self.span = span;
    }

    pub(super) fn into_text(self) -> String {
        self.text.into()
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Nothing at all, `~` or `null`, without quotes.
    pub fn is_null(&self) -> bool {
        self.style == ScalarStyle::Plain && matches!(&*self.text, "" | "~" | "null")
    }

    /// Whether quotation marks or a block make it text whatever it looks like.
    pub fn is_quoted(&self) -> bool {
        self.style != ScalarStyle::Plain
    }

    /// The text with the way back to where each word of it stands.
    pub fn passage(&self, sources: &Sources) -> Passage<'_> {
        let file = self.span.file;
        let written = sources.slice(self.span);
        let start = self.span.start as usize;
        if self.style == ScalarStyle::Literal {
            return Passage::lines(file, &self.text, self.literal_lines(sources));
        }
        match written.find(&*self.text) {
            Some(at) => Passage::verbatim(file, start + at, &self.text),
            None => Passage::rewritten(self.span, &self.text),
        }
    }

    /// Lines of a `|` block stand in the file one by one, behind their indentation.
    fn literal_lines(&self, sources: &Sources) -> Vec<(usize, usize)> {
        let source = sources.text(self.span.file);
        // The parser's span may begin at the bar or at the first line, so the bar's line is
        // recognised by its own mark.
        let mut at = (self.span.start as usize).min(source.len());
        if source[at..].starts_with('|') {
            at += source[at..].find('\n').map_or(0, |newline| newline + 1);
        } else {
            at = line_start(source, at);
            // The span begins at the first line with words, and the text with those before it.
            for _ in self.text.bytes().take_while(|byte| *byte == b'\n') {
                let before = line_start(source, at.saturating_sub(1));
                if source[before..at].trim().is_empty() {
                    at = before;
                }
            }
        }
        let mut lines = Vec::new();
        let mut passage = 0;
        for line in self.text.split_inclusive('\n') {
            let written = source[at..].split('\n').next().unwrap_or_default();
            let content = line.trim_end_matches('\n');
            let behind = written.trim_end_matches('\r').len();
            let indent = behind.saturating_sub(content.len());
            lines.push((passage, at + indent));
            passage += line.len();
            at = (at + written.len() + 1).min(source.len());
        }
        lines
    }
}

/// Where the line that holds byte `at` begins.
fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |newline| newline + 1)
}
