//! What a result shows: page, heading and the first words of each section.

use super::digits::push_text;
use super::{Page, Section, Shard};
use rayon::prelude::*;

/// A shard is full once it has this many sections; ten results read at most ten shards.
const SECTIONS: usize = 64;

/// How many characters of a section are shown.
const SNIPPET: usize = 160;

/// The shards, and how many sections each has.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) shards: Vec<Shard>,
    pub(super) sizes: Vec<u32>,
}

impl Pages {
    /// Writes the shards. A page is never divided between two.
    pub(super) fn write(pages: &[Page<'_>]) -> Self {
        let mut groups = Vec::new();
        let mut sizes = Vec::new();
        let (mut start, mut size) = (0, 0);
        for (place, page) in pages.iter().enumerate() {
            size += page.sections.len().max(1);
            if size >= SECTIONS || place + 1 == pages.len() {
                groups.push(&pages[start..=place]);
                sizes.push(size as u32);
                (start, size) = (place + 1, 0);
            }
        }
        let shards =
            groups.par_iter().enumerate().map(|(number, pages)| shard(number, pages)).collect();
        Self { shards, sizes }
    }
}

/// One shard: a string for each page, its fields divided by tabs.
fn shard(number: usize, pages: &[Page<'_>]) -> Shard {
    let mut out = format!("mentorpackSearch.pages({number},[").into_bytes();
    for (place, page) in pages.iter().enumerate() {
        out.extend_from_slice(if place == 0 { b"\n\"" } else { b",\n\"" });
        push_text(&mut out, page.url);
        for field in [page.title, page.kind] {
            out.push(b'\t');
            push_text(&mut out, field);
        }
        for section in &page.sections {
            push_section(&mut out, section);
        }
        if page.sections.is_empty() {
            out.extend_from_slice(b"\t\t\t");
        }
        out.push(b'"');
    }
    out.extend_from_slice(b"]);\n");
    Shard { kind: "pages", bytes: out }
}

/// Writes anchor, heading and snippet. An anchor that the browser can make from the heading is
/// written as `#`.
fn push_section(out: &mut Vec<u8>, section: &Section) {
    let heading = section.heading.as_deref().unwrap_or_default();
    out.push(b'\t');
    match section.anchor.as_deref() {
        Some(anchor) if follows(anchor, heading) => out.push(b'#'),
        Some(anchor) => push_text(out, anchor),
        None => {}
    }
    out.push(b'\t');
    push_text(out, heading);
    out.push(b'\t');
    push_snippet(out, &section.text);
}

/// Whether `anchor` is the heading in small letters with a hyphen for all that is neither an
/// ASCII letter nor a figure.
fn follows(anchor: &str, heading: &str) -> bool {
    let mut made = heading
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .flat_map(|part| std::iter::once(b'-').chain(part.bytes()))
        .skip(1)
        .map(|byte| byte.to_ascii_lowercase());
    !anchor.is_empty()
        && anchor.bytes().all(|byte| made.next() == Some(byte))
        && made.next().is_none()
}

/// Writes the first words of `text`, up to [`SNIPPET`] characters, with an ellipsis where more
/// follows. White space of any kind and length becomes one space.
fn push_snippet(out: &mut Vec<u8>, text: &str) {
    let mut room = SNIPPET;
    let mut first = true;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!first);
        if length > room {
            if first {
                let end = word.char_indices().nth(SNIPPET).map_or(word.len(), |(end, _)| end);
                push_text(out, &word[..end]);
            }
            out.extend_from_slice("…".as_bytes());
            return;
        }
        if !first {
            out.push(b' ');
        }
        push_text(out, word);
        room -= length;
        first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str) -> String {
        let mut out = Vec::new();
        push_snippet(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_snippet_is_cut_at_a_word() {
        assert_eq!(snippet("Mentoring\n  is a\trelationship."), "Mentoring is a relationship.");
        let cut = snippet(&"mentor ".repeat(40));
        assert!(cut.ends_with("mentor…") && cut.chars().count() <= 161, "{cut}");
        assert_eq!(snippet(&"ŵ".repeat(300)), format!("{}…", "ŵ".repeat(160)));
        assert_eq!(snippet(""), "");
    }

    #[test]
    fn an_anchor_that_follows_from_its_heading_is_not_written() {
        assert!(follows("what-you-ll-need", "What you’ll need?"));
        assert!(follows("45-minutes", "45 minutes"));
        assert!(!follows("what-you-ll-need-2", "What you’ll need?"));
        assert!(!follows("", "?"));
        assert!(!follows("cefnogaeth", "Cefnogaeth i ŵyr"));
    }
}
