//! Signs that no font can draw: PDF/UA-1 (7.21.4.1) does not allow them, so paper shows a box in
//! their place and their author is told.

use std::collections::BTreeSet;

use super::fonts::Fonts;
use super::orders::Order;
use crate::body::{BlockKind, Body, Inline};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Entry;
use crate::render::facts::Facts;
use crate::source::Span;

/// What stands for a sign that cannot be drawn; DejaVu has it.
const BOX: char = '\u{25a1}';

/// Replaces what cannot be drawn in JSON data; gives those that were.
pub(super) fn replace(data: &mut String, fonts: &Fonts) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    if data.is_ascii() && !data.contains("\\u00") {
        return missing;
    }
    let mut drawn = String::with_capacity(data.len());
    let mut rest = data.as_str();
    while let Some(letter) = rest.chars().next() {
        let plain = rest.find(|c: char| !c.is_ascii() || c == '\\').unwrap_or(rest.len());
        if plain > 0 {
            drawn.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        // Control characters are the only ones that JSON writes as numbers.
        if rest.starts_with("\\u00") {
            rest = &rest["\\u0000".len()..];
            continue;
        }
        if letter == '\\' {
            drawn.push_str(&rest[..2]);
            rest = &rest[2..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        // Fonts have a shape for it that PDFs may not hold.
        if letter == '\u{feff}' {
            continue;
        }
        if fonts.draw(letter) {
            drawn.push(letter);
        } else if !is_invisible(letter) {
            missing.insert(letter);
            drawn.push(BOX);
        }
    }
    *data = drawn;
    missing
}

/// Joiners, direction marks, variation selectors and the like, which have no shape.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// What authors are told of signs that a PDF lacks, each at its place. Of a book only what is in no
/// prose is left unsaid, since nothing says where it comes from.
pub(super) fn missing(order: &Order<'_>, signs: &BTreeSet<char>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for sign in signs {
        let mut places = shared(order.facts, *sign);
        match order.module() {
            Some(entry) => places.extend(place(entry, *sign)),
            None => {
                let entries = order.facts.edition.entries().iter();
                places.extend(entries.filter_map(|entry| place(entry, *sign)));
                places.extend(around(order.facts, *sign));
            }
        }
        if let (Some(entry), true) = (order.module(), places.is_empty()) {
            places.push(entry.title.span);
        }
        told.extend(places.into_iter().map(|span| unprintable(span, *sign)));
    }
    told
}

/// What authors are told of signs in `pack.yaml`, whose words stand in the margins of every sheet.
pub(super) fn of_pack(facts: Facts<'_>, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for text in facts.edition.pack().settings.said.iter().filter(|said| said.is_shown()) {
        let lacking =
            |sign: &char| !sign.is_control() && !fonts.draw(*sign) && !is_invisible(*sign);
        let signs: BTreeSet<char> = text.value.chars().filter(lacking).collect();
        told.extend(signs.into_iter().map(|sign| unprintable(text.span, sign)));
    }
    told
}

/// Where the sign stands in what many sheets show: settings and outcomes.
fn shared(facts: Facts<'_>, sign: char) -> Vec<Span> {
    let pack = facts.edition.pack();
    let said = pack.settings.said.iter().filter(|said| said.is_shown());
    let mut places: Vec<Span> =
        said.filter(|text| text.value.contains(sign)).map(|text| text.span).collect();
    let outcomes = pack.outcomes.iter();
    let outcomes = outcomes.filter(|it| it.id.contains(sign) || it.text.contains(sign));
    places.extend(outcomes.map(|outcome| outcome.span));
    places
}

/// Where the sign stands in what a book has around its modules: sections and the glossary.
fn around(facts: Facts<'_>, sign: char) -> Vec<Span> {
    let mut places = Vec::new();
    for (id, section, _) in facts.edition.sections() {
        let title = section.title.as_ref().filter(|title| title.value.contains(sign));
        places.extend(title.map(|title| title.span));
        places.extend(block(facts.edition.intro(id), sign));
    }
    for (at, term) in facts.edition.pack().glossary.iter().enumerate() {
        let named = std::iter::once(&term.term).chain(&term.also).any(|it| it.contains(sign));
        places.extend(named.then_some(term.span));
        places.extend(block(facts.edition.definition(at), sign));
    }
    places
}

fn unprintable(span: Span, sign: char) -> Diagnostic {
    Diagnostic::new(
        Code::UnprintableSign,
        span,
        format!(
            "`{sign}` cannot be printed: no font for paper has it, and PDFs show a box instead"
        ),
    )
    .help("say it in words, or put a font that has it into the theme's folder fonts/")
}

/// The first block of a module that has the sign, or its title, which also stands for what is said
/// beside it.
fn place(entry: &Entry, sign: char) -> Option<Span> {
    let prose = entry.prose();
    let found = prose.iter().find_map(|(_, body)| block(body, sign));
    found.or_else(|| {
        let mut beside =
            std::iter::once(&entry.title.value).chain(&entry.summary).chain(&entry.tags);
        beside.any(|text| text.contains(sign)).then_some(entry.title.span)
    })
}

fn block(body: &Body, sign: char) -> Option<Span> {
    let mut found = None;
    body.each_block(crate::project::Audience::Everyone, &mut |block, _| {
        let mut has = match &block.kind {
            BlockKind::Code { text, .. } => text.contains(sign),
            BlockKind::Dialogue(turns) => turns.iter().any(|turn| {
                turn.speaker.contains(sign) || turn.said.iter().any(|it| it.text.contains(sign))
            }),
            BlockKind::Activity { title: Some(title), .. } => title.contains(sign),
            _ => false,
        };
        block.each_own_inline(&mut |inline| {
            if let Inline::Text(text) | Inline::Code(text) = inline {
                has |= text.contains(sign);
            }
        });
        if has && found.is_none() {
            found = Some(block.span);
        }
    });
    found
}
