//! Text as HTML.

/// Appends text with the characters that mean something in HTML escaped.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[plain..at]);
        html.push_str(escaped);
        plain = at + 1;
    }
    html.push_str(&text[plain..]);
}
