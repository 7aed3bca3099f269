//! YAML as a tree in which every key and value knows where it stands.
//!
//! A reader made with serde stops at the first mistake; a tree lets `yaml::Fields` report all of
//! them. The parser underneath is granit-parser, the event parser of serde-saphyr. Values stay text
//! until something asks for a number, a date or a flag, so that `title: NO` is a title.

mod date;
mod fields;
mod keys;
mod meant;
mod mistake;
mod scalar;
mod slips;

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

use mistake::Mistake;

pub use date::Date;
pub use fields::{Fields, Text};
pub use keys::{Key, Keys, Takes, words};
pub use scalar::Scalar;

/// Deeper than anything a person writes, shallow enough for any stack.
const DEEPEST: usize = 32;
/// More values than any file of ours holds; what unfolds beyond it is a bomb.
const MOST_NODES: usize = 100_000;
/// Letters of a text that count as one value more.
const LETTERS: usize = 64;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text, whatever it looks like.
    Scalar(Scalar),
    /// `- item`
    List(Vec<Node>),
    /// `key: value`
    Map(Arc<[Entry]>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where it stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Plain text that stands in the same place.
    fn with_text(&self, text: &str) -> Self {
        let scalar = Scalar::new(text.into(), ScalarStyle::Plain, self.span);
        Self { span: self.span, value: Value::Scalar(scalar) }
    }

    /// What it is, as an author would say it.
    fn described(&self) -> &'static str {
        match &self.value {
            Value::Scalar(scalar) if scalar.is_null() => "nothing",
            Value::Scalar(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        }
    }
}

/// Reads `text`, which stands in `file` from byte `offset` on. `None` where it is no YAML, which
/// has then been said; an empty text is an empty map.
pub fn parse(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    file: FileId,
    range: std::ops::Range<usize>,
) -> Option<Node> {
    let offset = range.start;
    let text = sources.text(file).get(range)?;
    let mut builder =
        Builder { file, offset, text, anchors: HashMap::new(), nodes: 0, diagnostics };
    let mut parser = Parser::new_from_str(text);
    match builder.document(&mut parser) {
        Ok(node) => Some(node),
        Err(problem) => {
            diagnostics.push(*problem);
            None
        }
    }
}

struct Builder<'a, 'd> {
    file: FileId,
    offset: usize,
    text: &'a str,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    diagnostics: &'d mut Diagnostics,
}

type Problem = Box<Diagnostic>;

impl<'a> Builder<'a, '_> {
    fn span(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn next(&self, parser: &mut Parser<'a, StrInput<'a>>) -> Result<(Event<'a>, Span), Problem> {
        match parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.span(&span))),
            Some(Err(error)) => Err(Box::new(self.syntax(&error))),
            None => Ok((Event::StreamEnd, Span::new(self.file, self.offset..self.offset))),
        }
    }

    fn document(&mut self, parser: &mut Parser<'a, StrInput<'a>>) -> Result<Node, Problem> {
        let mut found = None;
        loop {
            let (event, span) = self.next(parser)?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if found.is_some() => {
                    return Err(Box::new(
                        Diagnostic::new(
                            Code::YamlSyntax,
                            span,
                            "a second set of keys starts here; there can only be one",
                        )
                        .help("take out the line `---` or `...` before it"),
                    ));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => found = Some(self.node(parser, event, span, 0, false)?),
            }
        }
        Ok(found.unwrap_or_else(|| Node {
            span: Span::new(self.file, self.offset..self.offset),
            value: Value::Map(Arc::from([])),
        }))
    }

    fn count(&mut self, more: usize, span: Span) -> Result<(), Problem> {
        self.nodes += more;
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(Box::new(
            Diagnostic::new(
                Code::YamlBomb,
                span,
                format!("this unfolds to more than {MOST_NODES} values"),
            )
            .help("write the values out where they are needed, without `&` and `*`"),
        ))
    }

    fn node(
        &mut self,
        parser: &mut Parser<'a, StrInput<'a>>,
        event: Event<'a>,
        span: Span,
        depth: usize,
        in_list: bool,
    ) -> Result<Node, Problem> {
        self.count(1, span)?;
        if depth > DEEPEST {
            return Err(Box::new(
                Diagnostic::new(
                    Code::YamlBomb,
                    span,
                    format!("this is nested more than {DEEPEST} levels deep"),
                )
                .help("nothing in a pack needs so many; look for brackets that never close"),
            ));
        }
        let before = self.nodes;
        let (node, anchor) = match event {
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id) else {
                    return Err(Box::new(Diagnostic::new(
                        Code::YamlSyntax,
                        span,
                        "this name refers to itself",
                    )));
                };
                let (node, size) = (node.clone(), *size);
                self.count(size, span)?;
                return Ok(node);
            }
            Event::Scalar(text, style, anchor, _) => {
                if style == ScalarStyle::Plain {
                    self.is_whole(&text, span);
                }
                // A long text weighs as much as many values where it is repeated.
                self.count(text.len() / LETTERS, span)?;
                (Node { span, value: Value::Scalar(Scalar::new(text, style, span)) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                let end = loop {
                    let (event, span) = self.next(parser)?;
                    if matches!(event, Event::SequenceEnd) {
                        break span;
                    }
                    let item = self.node(parser, event, span, depth + 1, true)?;
                    self.apart(item, &mut items);
                };
                (Node { span: to(span, end), value: Value::List(items) }, anchor)
            }
            Event::MappingStart(style, anchor, _) => {
                let (mut entries, end) = self.entries(parser, depth)?;
                if style == StructureStyle::Flow {
                    self.join_at_commas(&mut entries);
                }
                // Keys that come again in an item of a list may be those of the next item.
                if !in_list || anchor != 0 || style == StructureStyle::Flow {
                    self.keep_first(&mut entries);
                }
                (Node { span: to(span, end), value: Value::Map(entries.into()) }, anchor)
            }
            _ => {
                return Err(Box::new(Diagnostic::new(
                    Code::YamlSyntax,
                    span,
                    "this is not a key, a value or a list",
                )));
            }
        };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), self.nodes - before));
        }
        Ok(node)
    }

    fn entries(
        &mut self,
        parser: &mut Parser<'a, StrInput<'a>>,
        depth: usize,
    ) -> Result<(Vec<Entry>, Span), Problem> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.next(parser)?;
            if matches!(event, Event::MappingEnd) {
                return Ok((entries, key_span));
            }
            let key = self.node(parser, event, key_span, depth + 1, false)?;
            let (event, span) = self.next(parser)?;
            let value = self.node(parser, event, span, depth + 1, false)?;
            let Value::Scalar(scalar) = key.value else {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::YamlSyntax,
                        key_span,
                        "a key must be a word, and this is a list or a group of keys",
                    )
                    .help("put quotes round it if it is meant as text"),
                );
                continue;
            };
            let key = scalar.into_text();
            entries.push(Entry { key, key_span, value });
        }
    }

    fn syntax(&self, error: &granit_parser::ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let span = Span::new(self.file, self.offset + at..self.offset + at);
        if let granit_parser::ErrorKind::RecursionLimitExceeded = error.kind() {
            return Diagnostic::new(Code::YamlBomb, span, "this is nested too deep").help(
                "nothing in a pack needs so many levels; look for brackets that never close",
            );
        }
        let Mistake { range, message, help } = mistake::find(self.text, at);
        let span = Span::new(self.file, self.offset + range.start..self.offset + range.end);
        Diagnostic::new(Code::YamlSyntax, span, message).help(help)
    }
}

fn to(start: Span, end: Span) -> Span {
    Span { end: end.end.max(start.end), ..start }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FIELD: Keys = Keys {
        what: "a field",
        keys: &[
            Key::new("type", Takes::Text, ""),
            Key::new("hint", Takes::Text, ""),
            Key::new("required", Takes::Flag, ""),
        ],
        needs: &[],
    };
    static TEST: Keys = Keys {
        what: "a test",
        keys: &[
            Key::new("a", Takes::Map(&FIELD), ""),
            Key::new("b", Takes::Texts, ""),
            Key::new("title", Takes::Text, ""),
            Key::new("tags", Takes::Texts, ""),
        ],
        needs: &[],
    };

    fn read(text: &str) -> (Fields, Diagnostics) {
        let mut sources = Sources::default();
        let file = sources.add("pack.yaml", text);
        let mut diagnostics = Diagnostics::default();
        let node = parse(&mut diagnostics, &sources, file, 0..text.len()).expect("YAML");
        let fields = Fields::of(&mut diagnostics, &node, &TEST).expect("a map");
        (fields, diagnostics)
    }

    #[test]
    fn a_comma_in_the_text_of_a_map_in_brackets_is_only_a_comma() {
        let (mut fields, mut d) =
            read("a: {type: tel, hint: with its space, 07700 900123, required: true}\n");
        let mut map = fields.map(&mut d, "a").expect("a map");
        assert_eq!(map.text(&mut d, "type").map(|t| t.value).as_deref(), Some("tel"));
        let hint = map.text(&mut d, "hint").map(|t| t.value);
        assert_eq!(hint.as_deref(), Some("with its space, 07700 900123"));
        assert_eq!(map.flag(&mut d, "required"), Some(true));
        map.finish(&mut d);
        assert!(d.is_empty());
    }

    #[test]
    fn text_behind_a_number_sign_is_not_lost_without_a_word() {
        for (text, place) in [
            ("title: Rule #1 talk\n", Some(12)),
            ("tags:\n  - rule #1\n  - b\n", Some(15)),
            ("tags:\n  - #one\n  - b\n", Some(10)),
            ("summary: #one\n", Some(9)),
            ("title: #one\n", None),
            ("title: Rule # the first\n", None),
            ("title: Rule#1\n", None),
            ("reviewed: 2026-11-01 #the second time\norder: 3 #third\n", None),
            ("title: \"Rule #1\" #note\n", None),
            ("title: Rule\n#tags: [a]\n", None),
            ("title:\n#tags: [a]\n", None),
        ] {
            let mut sources = Sources::default();
            let file = sources.add("pack.yaml", text);
            let mut found = Diagnostics::default();
            parse(&mut found, &sources, file, 0..text.len());
            let found = found.into_sorted(&sources);
            let places: Vec<_> = found.iter().map(|it| (it.code, it.span.start)).collect();
            let wanted: Vec<_> = place.map(|at| (Code::LostText, at)).into_iter().collect();
            assert_eq!(places, wanted, "{text}");
        }
    }

    #[test]
    fn text_is_text_whatever_it_looks_like() {
        let (mut fields, mut d) = read("title: NO\ntags: [on, off, 1.0, 011]\n");
        assert_eq!(fields.text(&mut d, "title").map(|t| t.value).as_deref(), Some("NO"));
        let tags: Vec<_> = fields.texts(&mut d, "tags").into_iter().map(|t| t.value).collect();
        assert_eq!(tags, ["on", "off", "1.0", "011"]);
    }

    #[test]
    fn names_for_values_unfold_once_and_not_without_end() {
        let (mut fields, mut d) = read("a: &x [1, 2]\nb: *x\n");
        assert_eq!(fields.texts(&mut d, "b").len(), 2);
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let before = format!("*a{},", n - 1).repeat(10);
            bomb.push_str(&format!("a{n}: &a{n} [{before}]\n"));
        }
        let mut sources = Sources::default();
        let file = sources.add("pack.yaml", bomb.as_str());
        assert!(parse(&mut d, &sources, file, 0..bomb.len()).is_none());
        assert_eq!(d.into_sorted(&sources)[0].code, Code::YamlBomb);
    }
}
