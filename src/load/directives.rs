//! The domain's own words in a text: `:::name{key=value}` blocks and `::name{...}` leaves.
//!
//! The Markdown parser has no containers. Each directive line is masked by a processing
//! instruction of the same length, which the parser gives back as an HTML block at its true
//! offset, so that footnotes and links stay shared by the whole text.

use std::ops::Range;

/// A line that is a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DirectiveLine<'a> {
    /// From the first colon to the last character.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) mark: Mark<'a>,
}

/// What a directive line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `:::name{...}`
    Open(Call<'a>),
    /// `:::`
    Close,
    /// `::name{...}`
    Leaf(Call<'a>),
}

/// A directive's name and arguments, offsets into the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call<'a> {
    pub(super) name: &'a str,
    pub(super) name_range: Range<usize>,
    pub(super) arguments: Vec<Argument<'a>>,
    /// What stands behind the name and is no `{...}`.
    pub(super) rest: Option<Range<usize>>,
}

/// `key=value`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a str,
    pub(super) range: Range<usize>,
}

/// Whether the text may hold a directive at all.
pub(super) fn suspected(text: &str) -> bool {
    text.starts_with("::") || text.contains("\n::") || text.contains(" ::")
}

/// Every line that looks like a directive, code or not.
pub(super) fn lines(text: &str) -> Vec<DirectiveLine<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let trimmed = content.trim_start_matches(' ');
        let indent = content.len() - trimmed.len();
        if indent <= 3
            && trimmed.starts_with("::")
            && let Some(mark) = mark(trimmed, start + indent)
        {
            found.push(DirectiveLine { range: start + indent..start + content.len(), mark });
        }
        start += line.len();
    }
    found
}

/// Openings that look like one to a reader and are none, as Word leaves them: with a sign other than
/// a space before their colons, or with the wide colons of another keyboard.
pub(super) fn disguised(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let begins = content.trim_start_matches([' ', '\t']).bytes().next();
        let written = content.trim_start_matches(is_unseen);
        let named = written.trim_start_matches(is_colon);
        let colons = written[..written.len() - named.len()].chars().count();
        if begins.is_some_and(|byte| !byte.is_ascii())
            && colons >= 2
            && named.trim_start_matches(is_unseen).starts_with(|c: char| c.is_ascii_alphabetic())
        {
            found.push(start..start + content.len());
        }
        start += line.len();
    }
    found
}

/// Spaces of every kind, and signs that have no shape.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_colon(letter: char) -> bool {
    matches!(letter, ':' | '\u{ff1a}' | '\u{fe55}' | '\u{2236}')
}

fn mark(line: &str, offset: usize) -> Option<Mark<'_>> {
    let behind = line.trim_start_matches(':');
    let colons = line.len() - behind.len();
    let spaces = behind.len() - behind.trim_start().len();
    let behind = behind.trim_start();
    if behind.is_empty() {
        return (colons >= 3).then_some(Mark::Close);
    }
    if !behind.starts_with(|c: char| c.is_ascii_alphabetic()) || (colons == 2 && spaces > 0) {
        return None;
    }
    let call = call(behind, offset + colons + spaces);
    Some(if colons == 2 { Mark::Leaf(call) } else { Mark::Open(call) })
}

fn call(text: &str, offset: usize) -> Call<'_> {
    let end =
        text.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(text.len());
    let (name, behind) = text.split_at(end);
    let gap = behind.len() - behind.trim_start().len();
    let inner = behind.trim().strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    let (arguments, rest) = match inner {
        Some(inner) => arguments(inner, offset + end + gap + 1),
        None if behind.trim().is_empty() => (Vec::new(), None),
        None => (Vec::new(), Some(offset + end..offset + text.len())),
    };
    Call { name, name_range: offset..offset + end, arguments, rest }
}

fn arguments(text: &str, offset: usize) -> (Vec<Argument<'_>>, Option<Range<usize>>) {
    let mut arguments = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', ',', '\t']).len();
        if at >= text.len() {
            return (arguments, None);
        }
        let bad = Some(offset + at..offset + text.len());
        let Some(equals) = text[at..].find('=') else { return (arguments, bad) };
        let key = &text[at..at + equals];
        if key.is_empty() || key.contains(|c: char| c.is_whitespace() || c == '"') {
            return (arguments, bad);
        }
        let from = at + equals + 1;
        let (value, end) = if let Some(quoted) = text[from..].strip_prefix('"') {
            let Some(close) = quoted.find('"') else { return (arguments, bad) };
            (&quoted[..close], from + close + 2)
        } else {
            let length = text[from..].find([' ', ',', '\t']).unwrap_or(text.len() - from);
            (&text[from..from + length], from + length)
        };
        arguments.push(Argument { key, value, range: offset + at..offset + end });
        at = end;
    }
}

/// The text with the given lines masked, byte for byte as long.
pub(super) fn masked(text: &str, lines: &[DirectiveLine<'_>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for line in lines {
        masked.push_str(&text[at..line.range.start]);
        // `<?>` is begun by `<?` and ended by `?>`, sharing the question mark.
        let length = line.range.len();
        masked.push_str("<?");
        masked.extend(std::iter::repeat_n('x', length.saturating_sub(4)));
        masked.push_str(if length == 3 { ">" } else { "?>" });
        at = line.range.end;
    }
    masked.push_str(&text[at..]);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_is_as_long_as_what_it_hides() {
        let text = "a\n:::\n  :::tŷ{lines=3}\n::page-break\nb";
        let lines = lines(text);
        assert_eq!(lines.len(), 3);
        let masked = masked(text, &lines);
        assert_eq!(masked.len(), text.len());
        assert!(masked.starts_with("a\n<?>\n  <?"));
    }

    #[test]
    fn openings_with_signs_that_nobody_sees_are_found() {
        let hidden = [
            "\u{a0}:::tutor",
            " \u{2003}:::answer",
            "\u{200b}::lines",
            "：：：tutor",
            ":::\u{a0}a",
        ];
        for line in &hidden[..4] {
            let found = disguised(&format!("a\n{line}\nb"));
            assert!(found.len() == 1 && found[0] == (2..2 + line.len()), "{line}");
        }
        for plain in [":::tutor", "  :::tutor", "\t:::tutor", "a\u{a0}::b", "\u{a0}:::", hidden[4]]
        {
            assert!(disguised(plain).is_empty(), "{plain}");
        }
    }

    #[test]
    fn arguments_are_read_with_and_without_quotes() {
        let text = ":::activity{minutes=5 title=\"Two lists, one wall\"}";
        let lines = lines(text);
        let Mark::Open(call) = &lines[0].mark else { panic!("an opening line") };
        assert_eq!(call.name, "activity");
        let read: Vec<_> = call.arguments.iter().map(|a| (a.key, a.value)).collect();
        assert_eq!(read, [("minutes", "5"), ("title", "Two lists, one wall")]);
        assert_eq!(&text[call.arguments[0].range.clone()], "minutes=5");
    }

    #[test]
    fn what_is_no_argument_is_kept_for_the_author_to_see() {
        let text = ":::answer lines=3";
        let Mark::Open(call) = &lines(text)[0].mark else { panic!("an opening line") };
        assert_eq!(call.rest.clone().map(|range| &text[range]), Some(" lines=3"));
    }

    #[test]
    fn colons_in_prose_are_prose() {
        assert_eq!(lines("note:: this\n:: and this\n::: \n").len(), 1);
    }
}
