//! YAML as a tree in which every key and value knows where it stands.
//!
//! A reader made with serde stops at the first mistake; a tree lets `yaml::Fields` report all of
//! them. The parser underneath is granit-parser, the event parser of serde-saphyr. Values stay text
//! until something asks for a number, a date or a flag, so that `title: NO` is a title.

mod fields;
mod scalar;

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, StrInput};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

pub use fields::{Date, Fields, Text};
pub use scalar::Scalar;

/// Deeper than anything a person writes, shallow enough for any stack.
const DEEPEST: usize = 32;
/// More values than any file of ours holds; what unfolds beyond it is a bomb.
const MOST_NODES: usize = 100_000;

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
                event => found = Some(self.node(parser, event, span, 0)?),
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
                (Node { span, value: Value::Scalar(Scalar::new(text, style, span)) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                let end = loop {
                    let (event, span) = self.next(parser)?;
                    if matches!(event, Event::SequenceEnd) {
                        break span;
                    }
                    items.push(self.node(parser, event, span, depth + 1)?);
                };
                (Node { span: to(span, end), value: Value::List(items) }, anchor)
            }
            Event::MappingStart(_, anchor, _) => {
                let (entries, end) = self.entries(parser, depth)?;
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
        let mut places: HashMap<String, Span> = HashMap::new();
        loop {
            let (event, key_span) = self.next(parser)?;
            if matches!(event, Event::MappingEnd) {
                return Ok((entries, key_span));
            }
            let key = self.node(parser, event, key_span, depth + 1)?;
            let (event, span) = self.next(parser)?;
            let value = self.node(parser, event, span, depth + 1)?;
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
            if let Some(first) = places.get(&key) {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        key_span,
                        format!("`{key}` is here a second time"),
                    )
                    .help("keep one of the two")
                    .related(*first, "the first one"),
                );
                continue;
            }
            places.insert(key.clone(), key_span);
            entries.push(Entry { key, key_span, value });
        }
    }

    fn syntax(&self, error: &granit_parser::ScanError) -> Diagnostic {
        use granit_parser::ErrorKind as Kind;
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let span = Span::new(self.file, self.offset + at..self.offset + at);
        let (code, message, help) = match error.kind() {
            Kind::RecursionLimitExceeded => (
                Code::YamlBomb,
                "this is nested too deep".to_owned(),
                "nothing in a pack needs so many levels; look for brackets that never close",
            ),
            Kind::TabNotAllowed
            | Kind::TabInBlockIndentation
            | Kind::TabInIndentation
            | Kind::TabAtBlockScalarStart
            | Kind::TabInPlainScalar => (
                Code::YamlSyntax,
                "there is a tab here".to_owned(),
                "indent with spaces, two for each level; tabs do not work in front matter",
            ),
            Kind::UnclosedQuotedScalar => (
                Code::YamlSyntax,
                "a quotation mark is opened and never closed".to_owned(),
                "put the same quotation mark at the end of the value",
            ),
            Kind::InvalidColonPlacement
            | Kind::MappingValueNotAllowed
            | Kind::InvalidMappingValueWhitespace => (
                Code::YamlSyntax,
                "a colon stands where no key can be".to_owned(),
                "if the colon belongs to the text, put the whole value in quotes: \
                 `title: \"Boundaries: a start\"`",
            ),
            Kind::UnknownAnchor => (
                Code::YamlSyntax,
                "a value that starts with `*` refers to a name that is not there".to_owned(),
                "if the star belongs to the text, put the whole value in quotes",
            ),
            Kind::UnexpectedEofFlowSequence | Kind::ExpectedFlowSequenceSeparator => (
                Code::YamlSyntax,
                "a `[` is opened and not closed, or a comma is missing".to_owned(),
                "write lists as `[one, two]`, or as lines that start with `- `",
            ),
            Kind::UnexpectedEofFlowMapping | Kind::ExpectedFlowMappingSeparator => (
                Code::YamlSyntax,
                "a `{` is opened and not closed, or a comma is missing".to_owned(),
                "write `{name: value, name: value}`",
            ),
            Kind::InvalidIndentation | Kind::ExpectedBlockMappingKey | Kind::SimpleKeyExpected => (
                Code::YamlSyntax,
                "this line does not line up with the ones above, or lacks its `key:`".to_owned(),
                "start keys of one group in the same column, each as `key: value`",
            ),
            _ => (
                Code::YamlSyntax,
                format!("this cannot be read as keys and values ({})", error.info()),
                "check the colon after the key, the indentation and the quotation marks",
            ),
        };
        Diagnostic::new(code, span, message).help(help)
    }
}

fn to(start: Span, end: Span) -> Span {
    Span { end: end.end.max(start.end), ..start }
}
