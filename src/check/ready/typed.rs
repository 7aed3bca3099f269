//! A file as it was typed, without what no reader meets: comments, code, addresses.

/// `text` with spaces for everything that no reader meets as words, so that places stay the same:
/// comments in front matter, code, the addresses of links, directives' marks.
pub(super) fn readable(text: &str, yaml: bool) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut blank = |from: usize, to: usize| {
        bytes[from..to].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    };
    let mut front = if yaml { Front::Inside } else { Front::Behind };
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        let start = line.trim_start();
        let indent = line.len() - start.len();
        let begins = at == 0 && line.trim_start_matches('\u{feff}') == "---";
        if !yaml && (begins || front == Front::Inside && line == "---") {
            front = if begins { Front::Inside } else { Front::Behind };
        } else if front == Front::Inside {
            if start.starts_with('#') {
                blank(at, at + line.len());
            } else if let Some(comment) = line.find(" #") {
                // A hash in quotes is no comment, and hardly worth a parser here.
                blank(at + comment, at + line.len());
            }
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark)) {
            fence = match fence {
                None if start.trim_start_matches(['`', '~']).trim().starts_with("dialogue") => None,
                None => Some(mark),
                Some(open) if open == mark => None,
                still => still,
            };
            blank(at, at + line.len());
        } else if fence.is_some() {
            blank(at, at + line.len());
        }
        if fence.is_none() {
            for (from, to) in asides(line, indent) {
                blank(at + from, at + to);
            }
        }
        at += whole.len();
    }
    // Whole characters were blanked or none of their bytes.
    String::from_utf8(bytes).unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Front {
    Inside,
    Behind,
}

/// Stretches of a line that are code, an address, or a mark such as `[!NOTE]` and `[^1]`.
fn asides(line: &str, indent: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = indent;
    let between = |from: usize, open: &str, close: &str| {
        let at = from + line[from..].find(open)?;
        let inside = at + open.len();
        Some((at, inside + line[inside..].find(close)? + close.len()))
    };
    while let Some((at, end)) = between(from, "`", "`") {
        found.push((at, end));
        from = end;
    }
    for (open, close) in [("](", ")"), ("[!", "]"), ("[^", "]"), ("{#", "}"), ("<http", ">")] {
        let mut from = indent;
        while let Some((at, end)) = between(from, open, close) {
            found.push((at, end));
            from = end;
        }
    }
    for scheme in ["https://", "http://"] {
        found.extend(line.match_indices(scheme).map(|(at, _)| {
            let end = line[at..].find(char::is_whitespace).map_or(line.len(), |end| at + end);
            (at, end)
        }));
    }
    found
}

/// Words: runs of letters and digits, with the byte at which each begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        from = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..from]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_further_down_begins_no_front_matter() {
        let left = readable("# Changes\n\n---\n\n## TODO\n", false);
        let words: Vec<_> = words(&left).map(|(_, word)| word).collect();
        assert_eq!(words, ["Changes", "TODO"]);
    }

    #[test]
    fn code_comments_and_addresses_are_no_words_and_nothing_moves() {
        let text = "---\ntitle: A\n# TODO\n---\nSee `TBC`, [ŷ](x/TBA.md) and https://a.org/TBD x.\n\
                    > [!NOTE]\n```\nDRAFT\n```\n```dialogue\nMentor: XXX\n```\n";
        let left = readable(text, false);
        assert_eq!(left.len(), text.len());
        let words: Vec<_> = words(&left).map(|(_, word)| word).collect();
        assert_eq!(words, ["title", "A", "See", "ŷ", "and", "x", "Mentor", "XXX"]);
        let (at, _) = super::words(&left).find(|(_, word)| *word == "ŷ").expect("a word");
        assert_eq!(&text[at..at + 2], "ŷ");
    }
}
