//! Short words with a hyphen, such as "e-mail", are not broken at the end of a line. No property of
//! CSS says so of a text, so that each such word stands in an element of its own.

/// Before a hyphen: a letter or two.
const FIRST: usize = 2;
/// Behind it.
const SECOND: usize = 8;
/// What holds no text of the page, or none that can have elements in it.
const CLOSED: [&str; 8] = ["script", "style", "title", "textarea", "option", "svg", "pre", "code"];

/// A page with those words kept together. Most pages have none, which is soon seen.
pub(super) fn unbroken(html: String) -> String {
    if has_one(&html) { rewritten(&html) } else { html }
}

/// Whether one of those words stands outside of a tag. Pages are full of hyphens, in addresses and
/// classes, so that many letters are looked at at once for what may be one.
fn has_one(html: &str) -> bool {
    const STRETCH: usize = 64;
    let bytes = html.as_bytes();
    let last = bytes.len().saturating_sub(FIRST + 1);
    let mut from = 0;
    while from < last {
        let to = (from + STRETCH).min(last);
        let pairs = bytes[from..to].iter().zip(&bytes[from + 1..=to]);
        let hyphens = bytes[from + FIRST + 1..=to + FIRST].iter();
        let may = pairs.zip(hyphens).fold(false, |any, ((second, first), hyphen)| {
            any | (*hyphen == b'-') & !(is_letter(*second) & is_letter(*first))
        });
        if may && (from..to).any(|at| is_one(html, at + FIRST + 1)) {
            return true;
        }
        from = to;
    }
    false
}

/// Whether a byte is a letter or a digit of ASCII, without a branch.
fn is_letter(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Whether the hyphen of such a word is at `hyphen`.
fn is_one(html: &str, hyphen: usize) -> bool {
    if html.as_bytes()[hyphen] != b'-' || length(&html[hyphen + 1..]).is_none() {
        return false;
    }
    let start = start(&html[..hyphen]);
    let outside =
        |start| html[..start].rfind(['<', '>']).is_none_or(|at| html[at..].starts_with('>'));
    start.is_some_and(outside)
}

fn rewritten(html: &str) -> String {
    let mut kept = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(tag) = rest.find('<') {
        text(&rest[..tag], &mut kept);
        rest = &rest[tag..];
        let closed = CLOSED.iter().find(|name| opens(rest, name));
        let end = match closed {
            Some(name) => rest.find(&format!("</{name}")),
            None => rest.find('>').map(|end| end + 1),
        };
        // The end of an element that is left alone is a tag like any other.
        let (before, behind) = rest.split_at(end.unwrap_or(rest.len()));
        kept.push_str(before);
        rest = behind;
    }
    text(rest, &mut kept);
    kept
}

/// Whether this begins with the start of an element of that name.
fn opens(html: &str, name: &str) -> bool {
    let behind = html.strip_prefix('<').and_then(|html| html.strip_prefix(name));
    behind.is_some_and(|html| html.starts_with(['>', ' ', '\n']))
}

fn text(text: &str, kept: &mut String) {
    let mut done = 0;
    for (hyphen, _) in text.match_indices('-') {
        let Some(start) = start(&text[done..hyphen]).map(|start| done + start) else { continue };
        let Some(length) = length(&text[hyphen + 1..]) else { continue };
        let end = hyphen + 1 + length;
        kept.push_str(&text[done..start]);
        kept.push_str("<span class=\"unbroken\">");
        kept.push_str(&text[start..end]);
        kept.push_str("</span>");
        done = end;
    }
    kept.push_str(&text[done..]);
}

/// Where the word begins that ends here, if it is short.
fn start(before: &str) -> Option<usize> {
    let mut start = before.len();
    let mut letters = before.char_indices().rev();
    for count in 0..=FIRST {
        match letters.next() {
            Some((at, letter)) if letter.is_alphanumeric() => start = at,
            // Part of an address, or of a longer word.
            Some((_, '-' | '/' | '.' | '@' | '_' | '&' | '#')) => return None,
            _ => return (count > 0).then_some(start),
        }
    }
    None
}

/// The length of the word that begins here, if it is short. It begins small: `BY-SA` is no word, and
/// stands at the foot of every page.
fn length(behind: &str) -> Option<usize> {
    if !behind.starts_with(char::is_lowercase) {
        return None;
    }
    let end = behind.find(|letter: char| !letter.is_alphabetic()).unwrap_or(behind.len());
    let ends = !behind[end..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
    let letters = behind[..end].chars().count();
    (ends && (1..=SECOND).contains(&letters)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_stands_on_a_page() {
        for before in 0..200 {
            for word in ["e-mail", "re-elect", "Ŵy-mail"] {
                let html = format!("<p class=\"is-long-name a-b\">{} {word}", "x".repeat(before));
                assert!(has_one(&html), "{html}");
            }
            assert!(!has_one(&format!("<p lang=\"en-GB\">{} long-term", "x".repeat(before))));
        }
    }

    #[test]
    fn short_words_with_a_hyphen_are_kept_together() {
        let kept = |text: &str| {
            unbroken(text.to_owned())
                .replace("<span class=\"unbroken\">", "[")
                .replace("</span>", "]")
        };
        assert_eq!(kept("An e-mail, or E-mail."), "An [e-mail], or [E-mail].");
        assert_eq!(
            kept("<p class=\"a-b\">re-elect</p>é-mail"),
            "<p class=\"a-b\">[re-elect]</p>[é-mail]"
        );
        for alone in [
            "long-term",
            "CC BY-SA 4.0",
            "one-to-one",
            "a - b",
            "20-30",
            "e-",
            "-e",
            "a-b-c",
            "co-ordinating-group",
            "https://x.a-b.example",
            "<script>a-b</script>",
            "<title>e-mail</title>",
            "<svg><text>e-mail</text></svg>",
            "<code>e-mail</code>",
            "<p title=\"e-mail\">",
            "<a",
            "e-correspondence",
        ] {
            assert_eq!(kept(alone), alone);
        }
    }
}
