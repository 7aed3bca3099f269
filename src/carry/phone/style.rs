//! The theme's stylesheet for a page that stands alone: shorter, with headings a level lower and
//! whatever it loads in it.

use super::{base64, pictures};
use crate::output::Output;
use crate::theme::Theme;

/// Where the theme's static files lie, from the edition's folder.
const ASSETS: &str = "assets";

/// The stylesheet of every page, and the one for phones behind it, whose headings are the page's own.
pub(super) fn sheet(theme: &Theme, output: &Output) -> String {
    let text = |name: &str| {
        let bytes = theme.statics.get(name).map(Vec::as_slice).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let mut all = shorter(&theme.palette.css(), true, output);
    all.push_str(&shorter(&text("style.css"), true, output));
    all.push_str(&shorter(&text("phone.css"), false, output));
    // Nothing in a stylesheet has to be written so, and `</style` would end it.
    all.replace("</", "<\\/")
}

/// `css` without comments and needless space. With `lower`, what it says of `h1` to `h5` is said of
/// the next level.
pub(super) fn shorter(css: &str, lower: bool, output: &Output) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if matches!(first, '"' | '\'') {
            let end = string_end(rest, first);
            out.push_str(&rest[..end]);
            end
        } else if let Some(end) = function_end(rest, "url(").filter(|_| !in_word(&out)) {
            out.push_str(&loaded(&rest[4..end - 1], output));
            end
        } else if rest.starts_with("@import") {
            // Nothing lies beside the page that could be loaded.
            rest.find(';').map_or(rest.len(), |end| end + 1)
        } else if first.is_whitespace() {
            if !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ' ']) {
                out.push(' ');
            }
            first.len_utf8()
        } else if let Some(level) = heading(rest).filter(|_| lower && !in_word(&out)) {
            out.push('h');
            out.push(char::from(level + 1));
            2
        } else {
            if matches!(first, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if first == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    out
}

/// Whether what comes next continues a name.
fn in_word(out: &str) -> bool {
    out.ends_with(|last: char| last.is_alphanumeric() || "-_.#@\\".contains(last))
}

/// The level of a heading that `rest` begins with, as a digit.
fn heading(rest: &str) -> Option<u8> {
    let [b'h', level @ b'1'..=b'5', behind @ ..] = rest.as_bytes() else { return None };
    let goes_on = |next: &u8| next.is_ascii_alphanumeric() || matches!(next, b'-' | b'_');
    (!behind.first().is_some_and(goes_on)).then_some(*level)
}

/// Behind the quote that ends the string that `rest` begins with.
fn string_end(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Behind the bracket that ends the function that `rest` begins with.
fn function_end(rest: &str, name: &str) -> Option<usize> {
    let begins = rest.get(..name.len()).is_some_and(|is| is.eq_ignore_ascii_case(name));
    let inside = begins.then(|| rest[name.len()..].trim_start())?;
    let skipped = rest.len() - inside.len();
    let quoted = inside.chars().next().filter(|first| matches!(first, '"' | '\''));
    let from = skipped + quoted.map_or(0, |quote| string_end(inside, quote));
    rest[from..].find(')').map(|end| from + end + 1)
}

/// What a stylesheet loads, as data; an address on the same page stays, and what cannot be had is
/// empty.
fn loaded(address: &str, output: &Output) -> String {
    let address = address.trim().trim_matches(['"', '\'']);
    if address.starts_with("data:") || address.starts_with('#') {
        return format!("url(\"{}\")", address.replace('"', "%22"));
    }
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
    let path = format!("{ASSETS}/{path}");
    let Some(bytes) = output.get(&path) else { return "url(\"data:,\")".to_owned() };
    let kind = pictures::media_type(&path).unwrap_or("application/octet-stream");
    let mut data = format!("url(\"data:{kind};base64,");
    base64::push(&mut data, bytes);
    data + "\")"
}
