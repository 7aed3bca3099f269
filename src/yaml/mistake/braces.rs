//! A colon in the text of `{key: value, key: value}`, where a comma ends the text.

use super::{Line, Mistake};

/// What stands between two marks: `key: value`, or text that went on behind a comma.
struct Piece<'a> {
    start: usize,
    text: &'a str,
    /// Whether a comma stands before it.
    behind_comma: bool,
}

impl<'a> Piece<'a> {
    /// Its key, and its value with where that starts in the line.
    fn parts(&self) -> Option<(&'a str, usize, &'a str)> {
        let (key, behind) = self.text.split_once(": ")?;
        let value = behind.trim_start();
        let at = self.start + self.text.len() - value.len();
        Some((key.trim(), at, value.trim_end()))
    }
}

/// The second colon of a piece, which looks like the end of another key.
pub(super) fn colon_in_text(line: &Line<'_>) -> Option<Mistake> {
    let text = line.text;
    let pieces = pieces(text, begin(text)?);
    pieces.iter().enumerate().find_map(|(index, piece)| {
        let (key, at, value) = piece.parts()?;
        let colon = value.find(": ").or(value.ends_with(':').then(|| value.len() - 1))?;
        let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
        if !is_key || value.starts_with(['"', '\'']) {
            return None;
        }
        // Nobody means a key without a colon, so what has none is still the text.
        let more = pieces[index + 1..].iter();
        let last = more.take_while(|more| more.behind_comma && !more.text.contains(": ")).last();
        let end = last.map_or(at + value.len(), |last| last.start + last.text.len());
        let value = text[at..end].trim_end().replace('"', "'");
        Some(line.mistake(
            at + colon,
            1,
            "there is a colon in the text, which looks like the end of a key".into(),
            format!("put the text in quotes: {key}: \"{value}\""),
        ))
    })
}

/// Where the first piece begins, if the line has or ends braces at all.
fn begin(text: &str) -> Option<usize> {
    let inside = || text.trim_end().trim_end_matches(',').ends_with('}').then_some(0);
    text.find('{').map(|brace| brace + 1).or_else(inside)
}

/// What stands between the marks `{}[],` from byte `from` on, quotation marks left whole.
fn pieces(text: &str, from: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut behind_comma) = (from, false);
    let mut quote = None;
    let mut before = '{';
    for (index, sign) in text[from..].char_indices() {
        let at = from + index;
        match quote {
            Some(open) if open == sign => quote = None,
            Some(_) => {}
            None if "\"'".contains(sign) && "{[,:".contains(before) => quote = Some(sign),
            None if "{}[],".contains(sign) => {
                pieces.push(Piece { start, text: &text[start..at], behind_comma });
                (start, behind_comma) = (at + 1, sign == ',');
            }
            None => {}
        }
        if !sign.is_whitespace() {
            before = sign;
        }
    }
    pieces.push(Piece { start, text: &text[start..], behind_comma });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, String)> {
        let line = Line { start: 0, text };
        colon_in_text(&line).map(|found| (found.range.start, found.help))
    }

    #[test]
    fn the_text_that_holds_the_colon_is_named_and_nothing_else() {
        for (text, quoted) in [
            ("  - {value: y, label: In short: yes}", "label: \"In short: yes\""),
            ("- {id: C3, text: Does: this}", "text: \"Does: this\""),
            ("- {name: a, label: One: two, or so, type: text}", "label: \"One: two, or so\""),
            ("- {name: \"a: b, c\", label: One: two}", "label: \"One: two\""),
            ("options: [{value: a, label: b: c}]", "label: \"b: c\""),
            ("   label: One: two}", "label: \"One: two\""),
            ("- {name: a, label: What then:}", "label: \"What then:\""),
        ] {
            let (at, help) = told(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(help, format!("put the text in quotes: {quoted}"), "{text}");
            assert_eq!(&text[at..=at], ":", "{text}");
        }
        assert_eq!(told("- {name: a, label: \"One: two\"}"), None);
        assert_eq!(told("title: Boundaries: a start"), None);
        assert_eq!(told("title: In {brackets}: a start: now"), None);
    }
}
