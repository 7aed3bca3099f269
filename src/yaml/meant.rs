//! What an author meant by a key or a value that is not quite right.

use super::{Entry, Keys, Node, Scalar, Text, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};

/// A key as it was meant: in small letters, without the unbreakable space that Word adds.
pub(super) fn plain(key: &str) -> String {
    key.replace('\u{a0}', " ").trim().to_ascii_lowercase()
}

/// Whether a key that is missing was written another way, so that the other one is reported and this
/// one need not be.
pub(super) fn misspells(entries: &[Entry], known: &[&str], key: &str) -> bool {
    let unknown = |entry: &&Entry| !known.contains(&&*entry.key);
    entries.iter().filter(unknown).any(|entry| {
        plain(&entry.key) == key || nearest(&entry.key, known.iter().copied()) == Some(key)
    })
}

/// A map of one key that nobody knows, with its value: `C1: Explains` or `Perhaps: not sure`.
pub(super) fn pair<'e>(entries: &'e [Entry], known: &[&str]) -> Option<(&'e str, &'e str)> {
    let [Entry { key, value: Node { value: Value::Scalar(scalar), .. }, .. }] = entries else {
        return None;
    };
    let far = !known.contains(&plain(key).as_str())
        && nearest(key, known.iter().copied()).is_none()
        && !scalar.is_null();
    far.then_some((key, scalar.text()))
}

/// What an author meant by such a pair: a text with a colon in it, where texts are taken too, or the
/// two keys that the map needs.
pub(super) fn pair_meant((key, value): (&str, &str), table: &Keys, texts: bool) -> Option<String> {
    match table.needs {
        _ if texts => Some(format!(
            "a text with a colon in it stands in quotes: \"{}: {}\"",
            short(key),
            short(value)
        )),
        [first, second] => Some(format!(
            "write `{first}: {}`, and in a line under it `{second}: {}`",
            short(key),
            short(value)
        )),
        _ => None,
    }
}

/// What to do about curly quotation marks round a value that takes no other.
pub(super) fn curly(text: &str) -> Option<&'static str> {
    let curly = text.trim().starts_with(['“', '”', '„', '‘', '’']);
    curly.then_some("take the curly quotation marks out; Word makes them, and they count as text")
}

/// Enough of a value to recognise it by.
pub(super) fn short(text: &str) -> String {
    let mut words: String = text.chars().take(40).collect();
    if words.len() < text.len() {
        words.push('…');
    }
    words.replace('\n', " ")
}

/// The single value that a key takes.
pub(super) fn as_scalar(diagnostics: &mut Diagnostics, node: Node, key: &str) -> Option<Scalar> {
    let described = node.described();
    match node.value {
        Value::Scalar(scalar) => Some(scalar),
        _ => {
            diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    node.span,
                    format!("`{key}` takes a single value here, and this is {described}"),
                )
                .help(format!(
                    "write `{key}: text`; put the text in quotes if it holds a colon or a bracket"
                )),
            );
            None
        }
    }
}

/// The texts among the items of a list, without those that say nothing.
pub(super) fn as_texts(diagnostics: &mut Diagnostics, items: Vec<Node>, key: &str) -> Vec<Text> {
    items
        .into_iter()
        .filter_map(|node| as_scalar(diagnostics, node, key))
        .map(|scalar| Text { value: scalar.text().trim().to_owned(), span: scalar.span() })
        .filter(|text| !text.value.is_empty())
        .collect()
}

/// The items of `key: Yes, No`, which was meant as a list and is one text; says so.
pub(super) fn parted(diagnostics: &mut Diagnostics, only: &Node, key: &str) -> Option<Vec<Node>> {
    let Value::Scalar(scalar) = &only.value else { return None };
    let several = !scalar.is_quoted() && scalar.text().contains(", ");
    if !several {
        return None;
    }
    let text = scalar.text();
    diagnostics.push(
        Diagnostic::new(
            Code::WrongType,
            only.span,
            format!("`{key}` is a list, and `{}` is a single item of it", short(text)),
        )
        .help(format!("write `{key}: [{text}]`, or each on a line of its own behind `- `")),
    );
    Some(text.split(',').map(|part| only.with_text(part.trim())).collect())
}
