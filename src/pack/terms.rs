//! Outcomes and glossary: short lists that whole packs share.

use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Reader;
use crate::source::Span;
use crate::yaml::{Fields, Key, Keys, Node, Takes, Value};

/// An outcome of `content/outcomes.yaml`, which is a list of them.
pub static OUTCOME: Keys = Keys {
    what: "an outcome",
    keys: &[
        Key::new("id", Takes::Text, "A short name, for example C1."),
        Key::new("text", Takes::Text, "What a person can do afterwards."),
    ],
    needs: &["id", "text"],
};

/// A term of `content/glossary.yaml`, which is a list of them.
pub static TERM: Keys = Keys {
    what: "a term",
    keys: &[
        Key::new("term", Takes::Text, "The term as it stands in texts."),
        Key::new("definition", Takes::Prose, "What it means, in a sentence."),
        Key::new("also", Takes::Texts, "Other forms of it, such as the plural."),
    ],
    needs: &["term", "definition"],
};

/// What a person can do afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// `C1`
    pub id: String,
    /// In words.
    pub text: String,
    /// Where its id stands.
    pub span: Span,
}

/// A term that newcomers may not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its anchor in the glossary.
    pub id: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub definition: Body,
    /// Where the term stands.
    pub span: Span,
}

pub(super) fn read_outcomes(d: &mut Diagnostics, node: Option<Node>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for mut map in maps(d, node, &OUTCOME, "- {id: C1, text: \"What a person can do\"}") {
        let id = map.required(d, "id");
        let text = map.required(d, "text");
        map.finish(d);
        let (Some(id), Some(text)) = (id, text) else { continue };
        if let Some(first) = outcomes.iter().find(|known| known.id == id.value) {
            d.push(duplicate("outcomes", &id.value, id.span, first.span));
            continue;
        }
        outcomes.push(Outcome { id: id.value, text: text.value, span: id.span });
    }
    outcomes
}

pub(super) fn read_glossary(
    d: &mut Diagnostics,
    node: Option<Node>,
    reader: &Reader<'_>,
) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for mut map in maps(d, node, &TERM, "- {term: ERA, definition: \"What it means\"}") {
        let term = map.required(d, "term");
        let definition = map.scalar(d, "definition");
        if !map.has("definition") && !map.misspells("definition") {
            d.push(
                Diagnostic::new(Code::MissingKey, map.span(), "a term has no `definition`")
                    .help("say in a sentence what it means"),
            );
        }
        let also = map.texts(d, "also").into_iter().map(|text| text.value).collect();
        map.finish(d);
        let (Some(term), Some(definition)) = (term, definition) else { continue };
        let mut id = crate::address::slugify(&term.value);
        if let Some(first) = terms.iter().find(|known| known.id == id) {
            if first.term.eq_ignore_ascii_case(&term.value) {
                d.push(duplicate("terms", &term.value, term.span, first.span));
                continue;
            }
            id = format!("{id}-{}", terms.len() + 1);
        }
        let definition = reader.prose(d, &definition);
        terms.push(Term { term: term.value, id, also, definition, span: term.span });
    }
    terms.sort_by_cached_key(|term| crate::address::alphabetical(&term.term));
    terms
}

fn duplicate(what: &str, name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, span, format!("there are two {what} called `{name}`"))
        .help("keep one of the two")
        .related(first, "the first one")
}

fn maps(
    d: &mut Diagnostics,
    node: Option<Node>,
    table: &'static Keys,
    example: &str,
) -> Vec<Fields> {
    let Some(node) = node else { return Vec::new() };
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| Fields::of(d, item, table)).collect(),
        Value::Map(entries) if entries.is_empty() => Vec::new(),
        other => {
            let message = match other {
                Value::Scalar(scalar) if scalar.is_null() => {
                    "this file has to be a list, and it says nothing"
                }
                Value::Scalar(_) => "this file has to be a list, and this is text",
                _ => "this file has to be a list, and these are keys and values",
            };
            d.push(
                Diagnostic::new(Code::WrongType, node.span, message)
                    .help(format!("write one line for each: {example}")),
            );
            Vec::new()
        }
    }
}
