//! What an author most likely did where YAML cannot be read.
//!
//! The parser says where it gave up, which is often behind the mistake and always in a parser's
//! words. This looks at the lines before that place for what people really get wrong.

mod braces;

use std::ops::Range;

/// A mistake: where it stands in the text, what it is, what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

/// Signs that mean something to YAML where a value begins.
const SIGNS: &str = "@`%&*!?|>#,]}";

/// Looks for the mistake behind an error at byte `at`.
pub(super) fn find(text: &str, at: usize) -> Mistake {
    let lines = lines_up_to(text, at);
    let Some((last, before)) = lines.split_last() else { return unknown(at..at) };
    let above = before.iter().rev().find(|line| !line.text.trim().is_empty());
    let early = lines.iter().find_map(|line| line.no_break_space().or_else(|| line.left_open()));
    let near = [Some(last), above].into_iter().flatten();
    last.tab()
        .or(early)
        .or_else(|| near.clone().find_map(Line::curly_quotes))
        .or_else(|| near.clone().find_map(Line::text_behind_quotes))
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

fn unknown(range: Range<usize>) -> Mistake {
    Mistake {
        range,
        message: "this cannot be read as keys and values".into(),
        help: "check the colon after the key, the indentation and the quotation marks".into(),
    }
}

impl<'a> Line<'a> {
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The value behind `key: `, and where it starts in the line.
    fn value(&self) -> Option<(usize, &'a str)> {
        let colon = self.text.find(": ")?;
        let behind = &self.text[colon + 1..];
        let value = behind.trim_start_matches(' ');
        (!value.is_empty()).then(|| (self.text.len() - value.len(), value.trim_end()))
    }

    fn mistake(&self, at: usize, length: usize, message: String, help: String) -> Mistake {
        let start = self.start + at;
        Mistake { range: start..start + length, message, help }
    }

    fn tab(&self) -> Option<Mistake> {
        let blank = self.text.len() - self.text.trim_start().len();
        let at = self.text[..blank].find('\t')?;
        Some(self.mistake(
            at,
            1,
            "there is a tab here".into(),
            "indent with spaces, two for each level; tabs do not work in front matter".into(),
        ))
    }

    fn no_break_space(&self) -> Option<Mistake> {
        let at = self.text.find('\u{a0}')?;
        let before = &self.text[..at];
        // Inside a value it is only a space.
        let matters = before.ends_with(':') || before.trim().is_empty() || before.ends_with('-');
        matters.then(|| {
            self.mistake(
                at,
                '\u{a0}'.len_utf8(),
                "there is a space here that Word made unbreakable".into(),
                "delete it and type an ordinary space".into(),
            )
        })
    }

    /// A quotation mark or a bracket that is opened and not closed on the line.
    fn left_open(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let first = value.chars().next()?;
        let rest = &value[first.len_utf8()..];
        match first {
            '"' | '\'' if !rest.contains(first) => Some(self.mistake(
                at,
                1,
                "a quotation mark is opened here and never closed".into(),
                "put the same mark at the end of the value".into(),
            )),
            '[' | '{' => {
                let close = if first == '[' { ']' } else { '}' };
                let open = value.matches(first).count() > value.matches(close).count();
                open.then(|| {
                    self.mistake(
                        at,
                        1,
                        format!("`{first}` is opened here and not closed"),
                        format!("write `{close}` at the end, or one item a line, each behind `- `"),
                    )
                })
            }
            _ => None,
        }
    }

    fn curly_quotes(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let first = value.chars().next().filter(|c| "“”„‘’".contains(*c))?;
        Some(self.mistake(
            at,
            first.len_utf8(),
            "these quotation marks are curly, and only straight ones count here".into(),
            "type them again as \" on the keyboard; Word makes them curly".into(),
        ))
    }

    fn text_behind_quotes(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let quote = value.chars().next().filter(|c| "\"'".contains(*c))?;
        let close = value[1..].find(quote)? + 2;
        let rest = value[close..].trim_start();
        (!rest.is_empty() && !rest.starts_with('#')).then(|| {
            self.mistake(
                at + close,
                value.len() - close,
                "there is more text behind the closing quotation mark".into(),
                "put the marks round the whole value, or use ' outside and \" inside".into(),
            )
        })
    }

    fn sign(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let first = value.chars().next()?;
        let alone = value.len() == 1;
        let dash = value.starts_with("- ");
        let means = (SIGNS.contains(first) && !(alone && "|>".contains(first))) || dash;
        // `|-`, `>+` and the like open a text of several lines.
        let block = "|>".contains(first) && value[1..].chars().all(|c| "+-0123456789".contains(c));
        (means && !block).then(|| {
            self.mistake(
                at,
                value.len(),
                match first {
                    '`' => "a value cannot begin with a backtick".into(),
                    _ => format!("a value cannot begin with `{first}`"),
                },
                format!("put it in quotes: \"{}\"", value.replace('"', "'")),
            )
        })
    }

    fn colon_in_value(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let plain = !value.starts_with(['"', '\'', '[', '{']);
        let colon = value.find(": ").or(value.ends_with(':').then(|| value.len() - 1))?;
        plain.then(|| {
            let key = self.text[..at].trim();
            self.mistake(
                at + colon,
                1,
                "there is a colon in the text, which looks like the end of a key".into(),
                format!("put the whole value in quotes: {key} \"{value}\""),
            )
        })
    }

    fn dash_without_space(&self) -> Option<Mistake> {
        let text = self.text.trim_start();
        let item = text.strip_prefix('-')?;
        let glued = item.starts_with(|c: char| c.is_alphanumeric());
        glued.then(|| {
            self.mistake(
                self.indent(),
                1,
                "an item of a list needs a space behind its hyphen".into(),
                format!("write `- {item}`"),
            )
        })
    }

    /// What is wrong with this line as it stands under the one above.
    fn under(&self, above: &Self) -> Option<Mistake> {
        let length = self.text.trim().len();
        let block = above.text.trim_end().ends_with([':', '|', '>']);
        let opens_text = above.value().is_some_and(|(_, value)| value.starts_with(['|', '>']));
        if opens_text && self.indent() <= above.indent() && !self.text.contains(':') {
            return Some(self.mistake(
                self.indent(),
                length,
                "the text under `|` has to be indented".into(),
                "put two spaces more before each of its lines than before the key".into(),
            ));
        }
        if self.indent() > above.indent() && !block && above.value().is_some() {
            return Some(self.mistake(
                0,
                self.indent(),
                "this line is indented, and the key above it has its value already".into(),
                "take the spaces at its beginning out, so that the keys line up".into(),
            ));
        }
        None
    }

    fn glued_colon(&self) -> Option<Mistake> {
        let text = self.text.trim();
        let (message, help) = glued_colon(text)?;
        Some(self.mistake(self.indent(), text.len(), message, help))
    }

    fn no_key(&self) -> Option<Mistake> {
        let text = self.text.trim();
        if let Some(mistake) = self.glued_colon() {
            return Some(mistake);
        }
        (!text.contains(':') && !text.starts_with('-')).then(|| {
            self.mistake(
                self.indent(),
                text.len(),
                "this line has no `key:`".into(),
                "write `key: value`; to go on with the text above, indent the line".into(),
            )
        })
    }
}

/// What is wrong with `title:Page`, and what to do.
fn glued_colon(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once(':')?;
    let glued = !key.contains(' ') && value.starts_with(|c: char| c.is_alphanumeric());
    glued.then(|| {
        (
            format!("there is no space behind the colon of `{key}:`"),
            format!("write `{key}: {value}`"),
        )
    })
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
            ("title:\u{a0}A\nsummary: b\n", 0, 6, "there is a space here that Word"),
            ("title: A\ntags:\n-a\n-b\n", 2, 0, "an item of a list needs a space"),
            ("title: *A*\n", 0, 7, "a value cannot begin with `*`"),
            ("title: @home\n", 0, 7, "a value cannot begin with `@`"),
            ("title: `A`\n", 0, 7, "a value cannot begin with a backtick"),
            ("title: ? what\n", 0, 7, "a value cannot begin with `?`"),
            ("a: b\nsummary: - a\n", 1, 9, "a value cannot begin with `-`"),
            ("title: A\nsummary: |\ntext\n", 2, 0, "the text under `|` has to be indented"),
            ("title: A\nsummary\n", 1, 0, "this line has no `key:`"),
            ("- {value: y, label: In short: yes}\n", 0, 28, "there is a colon in the text"),
        ];
        for (text, line, column, begins) in cases {
            let (at_line, at_column, message) = found(text);
            assert!(message.starts_with(begins), "{text:?}: {message}");
            assert_eq!((at_line, at_column), (line, column), "{text:?}");
        }
    }
}
