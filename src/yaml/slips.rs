//! What can be read and was not meant so: a comma in a text, a key twice, a forgotten hyphen.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Builder, Entry, Node, Value, to};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl Builder<'_, '_> {
    /// In `{hint: with its space, 07700 900123}` the comma belongs to the text: what stands behind
    /// it has no colon, and nobody means a key without one.
    pub(super) fn join_at_commas(&self, entries: &mut Vec<Entry>) {
        let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries.drain(..) {
            let end = entry.key_span.end as usize - self.offset;
            let behind = self.text.get(end..).unwrap_or_default().trim_start();
            let bare = !behind.starts_with(':');
            if bare
                && let Some(Node { value: Value::Scalar(scalar), span }) =
                    joined.last_mut().map(|last| &mut last.value)
                && !scalar.is_quoted()
                && !scalar.is_null()
            {
                *span = to(*span, entry.key_span);
                scalar.extend(&entry.key, *span);
                continue;
            }
            joined.push(entry);
        }
        *entries = joined;
    }

    /// In `title: Rule #1`, what stands from the `#` on is left out as a comment, and nobody who
    /// writes a comment leaves out the space behind its `#`.
    pub(super) fn is_whole(&mut self, value: &str, span: Span) {
        let end = span.end as usize - self.offset;
        let Some((at, comment)) = (match span.start == span.end {
            true => self.comment_for_value(end),
            false => self.comment_behind(end),
        }) else {
            return;
        };
        let value = if span.start == span.end { "" } else { value };
        let is_text = value.is_empty() || value.contains(char::is_alphabetic);
        // Nobody means a text that goes on behind a date, a number or a yes.
        if !is_text || matches!(value, "true" | "false") {
            return;
        }
        // That a title says nothing is told of the title.
        if value.is_empty() && self.text[..at].trim_end().ends_with("title:") {
            return;
        }
        let start = self.offset + at;
        let whole = format!("{value} {comment}").replace('"', "'");
        self.diagnostics.push(
            Diagnostic::new(
                Code::LostText,
                Span::new(span.file, start..start + comment.len()),
                "what stands behind a space and `#` is a comment, and nobody would see it",
            )
            .help(format!(
                "if it is text, put the whole of it in quotes: \"{}\"; a comment has a space behind its `#`",
                whole.trim()
            )),
        );
    }

    /// A comment on the line from byte `end` on, if it was hardly meant as one.
    fn comment_behind(&self, end: usize) -> Option<(usize, &'_ str)> {
        let line = self.text.get(end..)?.lines().next()?;
        let comment = line.trim_start();
        let glued = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
        glued.then(|| (end + line.len() - comment.len(), comment.trim_end()))
    }

    /// The same where it takes the place of the value: `- #1 is respect`. The parser says of a
    /// missing value where its key ends, or where the next thing stands.
    fn comment_for_value(&self, next: usize) -> Option<(usize, &'_ str)> {
        if self.text.get(next..)?.starts_with(':') {
            return self.comment_behind(next + 1);
        }
        let before = self.text.get(..next)?;
        let mut end = before.len();
        for line in before.split_inclusive('\n').rev() {
            end -= line.len();
            let says = line.trim();
            if says.is_empty() || says.starts_with('#') {
                continue;
            }
            let (key, _) = line.split_once(" #")?;
            let alone = key.trim_end().ends_with([':', '-']);
            return if alone { self.comment_behind(end + key.len()) } else { None };
        }
        None
    }

    /// Reports each key that is there already, and leaves it out.
    pub(super) fn keep_first(&mut self, entries: &mut Vec<Entry>) {
        let mut places: HashMap<String, Span> = HashMap::with_capacity(entries.len());
        entries.retain(|entry| {
            let Some(first) = places.get(&entry.key) else {
                places.insert(entry.key.clone(), entry.key_span);
                return true;
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateKey,
                    entry.key_span,
                    format!("`{}` is here a second time", entry.key),
                )
                .help("keep one of the two")
                .related(*first, "the first one"),
            );
            false
        });
    }

    /// Adds an item of a list to `items`: as several where hyphens were forgotten. There the key
    /// that began the item comes again, and others behind it.
    pub(super) fn apart(&mut self, item: Node, items: &mut Vec<Node>) {
        let Value::Map(entries) = &item.value else { return items.push(item) };
        let entries = Arc::clone(entries);
        let mut span = Span { end: item.span.start, ..item.span };
        let mut places: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
        let (mut begin, mut again) = (0, false);
        for (at, entry) in entries.iter().enumerate() {
            let first = &entries[begin];
            if at > begin && entry.key == first.key {
                let rest = entries[at + 1..].iter().take_while(|more| more.key != first.key);
                if rest.into_iter().any(|more| places.contains_key(&*more.key)) {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::DuplicateKey,
                            entry.key_span,
                            format!(
                                "a new item begins here with `{}`, without its hyphen",
                                entry.key
                            ),
                        )
                        .help(format!("put `- ` before `{}`, under the hyphen above", entry.key))
                        .related(first.key_span, "the item above"),
                    );
                    items.push(self.part(&entries[begin..at], span));
                    (begin, span) = (at, entry.key_span);
                    places.clear();
                }
            }
            again |= places.insert(&entry.key, entry.key_span).is_some();
        }
        if begin == 0 && !again {
            items.push(item);
        } else {
            items.push(self.part(&entries[begin..], span));
        }
    }

    fn part(&mut self, entries: &[Entry], span: Span) -> Node {
        let mut entries = entries.to_vec();
        self.keep_first(&mut entries);
        let span = entries.last().map_or(span, |last| to(span, last.value.span));
        Node { span, value: Value::Map(entries.into()) }
    }
}
