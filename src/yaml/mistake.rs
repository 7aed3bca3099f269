//! What an author most likely did where YAML cannot be read.
//!
//! The parser says where it gave up, which is often behind the mistake and always in a parser's
//! words. This looks at the lines before that place for what people really get wrong.

mod braces;
mod line;

use std::ops::Range;

use line::{Line, glued_colon, is_key};

/// A mistake: where it stands in the text, what it is, what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// Looks for the mistake behind an error at byte `at`.
pub(super) fn find(text: &str, at: usize) -> Mistake {
    let lines = lines_up_to(text, at);
    let Some((last, before)) = lines.split_last() else { return unknown(at..at) };
    let says = |line: &&Line<'_>| !line.text.trim().is_empty() && !line.is_comment();
    let above = before.iter().rev().find(says);
    let early = lines.iter().enumerate().find_map(|(index, line)| {
        line.no_break_space().or_else(|| line.left_open(&lines[index + 1..]))
    });
    let near = [Some(last), above].into_iter().flatten();
    let tab = last.tab().or_else(|| line_behind(text, last)?.tab());
    tab.or(early)
        .or_else(|| text_at_margin(&lines))
        .or_else(|| near.clone().find_map(Line::curly_quotes))
        .or_else(|| near.clone().find_map(Line::text_behind_quotes))
        .or_else(|| near.clone().find_map(Line::text_behind_brackets))
        .or_else(|| near.clone().find_map(Line::sign))
        .or_else(|| braces::colon_in_text(last))
        .or_else(|| last.colon_in_value())
        .or_else(|| last.dash_without_space())
        .or_else(|| above.and_then(|above| last.under(above)))
        .or_else(|| above.and_then(Line::glued_colon))
        .or_else(|| last.no_key())
        .unwrap_or_else(|| unknown(at..at))
}

fn lines_up_to(text: &str, at: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // What ends the text is the fault of a line, not of the emptiness behind it.
        if start > at || (start == at && start > 0 && at == text.len()) {
            break;
        }
        lines.push(Line { start, text: line.trim_end_matches(['\n', '\r']) });
        start += line.len();
    }
    while lines.len() > 1 && lines.last().is_some_and(|line| line.text.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// The line under `line`: the parser may give up at the end of one for what begins the next.
fn line_behind<'a>(text: &'a str, line: &Line<'a>) -> Option<Line<'a>> {
    let behind = text[line.start..].find('\n')? + 1;
    let start = line.start + behind;
    let next = text[start..].lines().next()?;
    Some(Line { start, text: next })
}

/// Text that should stand under `key: |` and does not, because nothing is before it.
fn text_at_margin(lines: &[Line<'_>]) -> Option<Mistake> {
    lines.iter().enumerate().find_map(|(index, line)| {
        let (at, value) = line.value()?;
        // Under `- notes: |` the text begins behind the key, not behind the hyphen.
        let key = line.text[..at].trim_start_matches([' ', '-']);
        let indent = line.text.len() - line.text.trim_start_matches([' ', '-']).len();
        let opens = value.starts_with(['|', '>']) && value.len() <= 3 && is_key(key);
        let first = lines[index + 1..].iter().find(|line| !line.text.trim().is_empty())?;
        let text = first.text.trim();
        let means = is_key(text) || text.starts_with(['-', '#', '{', '}', '[', ']']);
        (opens && first.indent() <= indent && !means).then(|| {
            first.mistake(
                first.indent(),
                text.len(),
                "the text under `|` has to be indented".into(),
                "put two spaces more before each of its lines than before the key".into(),
            )
        })
    })
}

fn unknown(range: Range<usize>) -> Mistake {
    Mistake {
        range,
        message: "this cannot be read as keys and values".into(),
        help: "check the colon after the key, the indentation and the quotation marks".into(),
    }
}

/// Why a text that should have been keys and values is none, and what to do.
pub(super) fn why_no_keys(text: &str) -> Option<(String, String)> {
    let first = text.lines().next()?.trim();
    if first.contains(":\u{a0}") {
        return Some((
            "there is a space here that Word made unbreakable".into(),
            "delete the space behind the colon and type an ordinary one".into(),
        ));
    }
    let first = first.split_whitespace().next()?;
    glued_colon(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use granit_parser::Parser;

    /// Where the mistake is found, as line and column from 0, and the first words about it.
    fn found(text: &str) -> (usize, usize, String) {
        let error = Parser::new_from_str(text).find_map(Result::err).expect("a mistake");
        let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        let mistake = find(text, at);
        let before = &text[..mistake.range.start];
        let line = before.matches('\n').count();
        (line, before.len() - before.rfind('\n').map_or(0, |n| n + 1), mistake.message)
    }

    #[test]
    fn what_newcomers_get_wrong_is_named_and_placed() {
        let cases = [
            ("title: Boundaries: a start\n", 0, 17, "there is a colon in the text"),
            ("a: b\nc:\n\t- d\n", 2, 0, "there is a tab"),
            ("title: “A: b”\n", 0, 7, "these quotation marks are curly"),
            ("title: A\n summary: b\n", 1, 0, "this line is indented"),
            ("title: \"A\nsummary: b\n", 0, 7, "a quotation mark is opened"),
            ("title: \"A\" and b\nx: y\n", 0, 10, "there is more text behind"),
            ("title: A\ntags: [a, b\n", 1, 6, "`[` is opened"),
            // What goes on under its key is sound, and the line behind it is at fault.
            ("title: \"A\n  b\"\nsummary: a: b\n", 2, 10, "there is a colon in the text"),
            ("tags: [a,\n  b]\nsummary: a: b\n", 2, 10, "there is a colon in the text"),
            ("title: 'It''s'\nsummary: a: b\n", 1, 10, "there is a colon in the text"),
            ("title: \"a \\\"b\\\" c\"\nsummary: a: b\n", 1, 10, "there is a colon in the text"),
            ("title:\u{a0}A\nsummary: b\n", 0, 6, "there is a space here that Word"),
            ("title: A\ntags:\n-a\n-b\n", 2, 0, "an item of a list needs a space"),
            ("title: *A*\n", 0, 7, "a value cannot begin with `*`"),
            ("title: @home\n", 0, 7, "a value cannot begin with `@`"),
            ("title: `A`\n", 0, 7, "a value cannot begin with a backtick"),
            ("title: ? what\n", 0, 7, "a value cannot begin with `?`"),
            ("a: b\nsummary: - a\n", 1, 9, "a value cannot begin with `-`"),
            ("title: A\nsummary: |\ntext\n", 2, 0, "the text under `|` has to be indented"),
            ("title: A\nsummary\n", 1, 0, "this line has no `key:`"),
            ("s:\n  - title: A\n\tminutes: 5\n", 2, 0, "there is a tab"),
            ("s:\n  - a: b\n    notes: |\nSay hello.\nGo on.\n  - a: c\n", 3, 0, "the text under"),
            ("s:\n  - notes: |\n\n  Say this: hello.\n\n  - a: c\n", 3, 2, "the text under"),
            (
                "title:My page\n# What it is for.\n# summary:\ncopies: one\n",
                0,
                0,
                "there is no space",
            ),
            ("s:\n  - \"A\" by B\n", 1, 7, "there is more text behind"),
            ("s:\n  - *A* by B\n", 1, 4, "a value cannot begin with `*`"),
            ("s:\n  - [A](https://a.org/b), 2026\n", 1, 4, "a value that begins with `[`"),
            ("s: [A](https://a.org/b), 2026\n", 0, 3, "a value that begins with `[`"),
            ("- {value: y, label: In short: yes}\n", 0, 28, "there is a colon in the text"),
        ];
        for (text, line, column, begins) in cases {
            let (at_line, at_column, message) = found(text);
            assert!(message.starts_with(begins), "{text:?}: {message}");
            assert_eq!((at_line, at_column), (line, column), "{text:?}");
        }
    }
}
