//! Walking through a text: its blocks, its running text, its addresses, its words.

use std::collections::HashMap;

use super::{Block, BlockKind, Body, Inline};
use crate::project::Audience;
use crate::source::Span;

/// An address that an author wrote.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// As written.
    pub to: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a picture's.
    pub image: bool,
    /// Text alternative of a picture.
    pub alt: &'a str,
}

impl Body {
    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Calls `visit` for every block, outer before inner, with whom it is for, in a text that is
    /// itself for `audience`.
    pub fn each_block<'a>(
        &'a self,
        audience: Audience,
        visit: &mut dyn FnMut(&'a Block, Audience),
    ) {
        each_block(&self.blocks, audience, visit);
    }

    /// Calls `visit` for every piece of running text, outer before inner, with whom it is for.
    pub fn each_inline<'a>(
        &'a self,
        audience: Audience,
        visit: &mut dyn FnMut(&'a Inline, Audience),
    ) {
        self.each_block(audience, &mut |block, audience| {
            block.each_own_inline(&mut |inline| visit(inline, audience));
        });
    }

    /// Calls `visit` for every address in the text, with whom it is for.
    pub fn each_reference<'a>(
        &'a self,
        audience: Audience,
        visit: &mut dyn FnMut(Reference<'a>, Audience),
    ) {
        self.each_inline(audience, &mut |inline, audience| match inline {
            Inline::Link { to, span, .. } => {
                visit(Reference { to, span: *span, image: false, alt: "" }, audience);
            }
            Inline::Image { source, span, alt } => {
                visit(Reference { to: source, span: *span, image: true, alt }, audience);
            }
            _ => {}
        });
    }

    /// Ids of the text's headings.
    pub fn anchors(&self) -> Vec<String> {
        let mut anchors = Vec::new();
        self.each_block(Audience::Everyone, &mut |block, _| {
            if let BlockKind::Heading { id, .. } = &block.kind {
                anchors.push(id.clone());
            }
        });
        anchors
    }

    /// The text's headings by id, with whom each is for, in a text that is itself for `audience`.
    pub fn headings(&self, audience: Audience) -> HashMap<String, Audience> {
        let mut headings = HashMap::new();
        self.each_block(audience, &mut |block, audience| {
            if let BlockKind::Heading { id, .. } = &block.kind {
                headings.insert(id.clone(), audience);
            }
        });
        headings
    }

    /// For whom the heading of this id is, if there is one, in a text that is itself for
    /// `audience`.
    pub fn anchor_audience(&self, wanted: &str, audience: Audience) -> Option<Audience> {
        let mut found = None;
        self.each_block(audience, &mut |block, audience| match &block.kind {
            BlockKind::Heading { id, .. } if id == wanted => found = Some(audience),
            _ => {}
        });
        found
    }

    /// How many words a reader meets.
    pub fn words(&self) -> usize {
        let mut words = 0;
        self.each_inline(Audience::Everyone, &mut |inline, _| {
            if let Inline::Text(text) = inline {
                words += count_words(text);
            }
        });
        words
    }
}

/// Words as spaces set them apart: as many as have none before them. Text of every page is counted,
/// so it is done in a way that the processor can do for many letters at once.
fn count_words(text: &str) -> usize {
    let is_gap = |byte: u8| byte <= b' ';
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|byte| !is_gap(*byte));
    let begins = bytes.iter().zip(bytes.iter().skip(1));
    let begins = begins.filter(|(before, byte)| is_gap(**before) & !is_gap(**byte));
    usize::from(first) + begins.count()
}

fn each_block<'a>(
    blocks: &'a [Block],
    audience: Audience,
    visit: &mut dyn FnMut(&'a Block, Audience),
) {
    for block in blocks {
        visit(block, audience);
        let inner = match block.kind {
            BlockKind::Tutor(_) | BlockKind::Answer { .. } => Audience::Tutor,
            _ => audience,
        };
        block.each_child(&mut |blocks| each_block(blocks, inner, visit));
    }
}

impl Block {
    /// Calls `visit` for each list of blocks directly inside.
    pub fn each_child<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        match &self.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| visit(&item.blocks)),
            BlockKind::Definitions(definitions) => definitions
                .iter()
                .flat_map(|definition| &definition.meanings)
                .for_each(|meaning| visit(meaning)),
            BlockKind::Quote(blocks)
            | BlockKind::Alert(_, blocks)
            | BlockKind::Footnote { blocks, .. }
            | BlockKind::Tutor(blocks)
            | BlockKind::Answer { blocks, .. }
            | BlockKind::Activity { blocks, .. } => visit(blocks),
            BlockKind::Question(question) => {
                visit(&question.prompt);
                question.options.iter().for_each(|choice| visit(&choice.blocks));
                visit(&question.explanation);
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Dialogue(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Lines(_)
            | BlockKind::PageBreak => {}
        }
    }

    /// Like [`Block::each_child`], for changing them.
    pub fn each_child_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Block>)) {
        match &mut self.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| visit(&mut item.blocks));
            }
            BlockKind::Definitions(definitions) => definitions
                .iter_mut()
                .flat_map(|definition| &mut definition.meanings)
                .for_each(visit),
            BlockKind::Quote(blocks)
            | BlockKind::Alert(_, blocks)
            | BlockKind::Footnote { blocks, .. }
            | BlockKind::Tutor(blocks)
            | BlockKind::Answer { blocks, .. }
            | BlockKind::Activity { blocks, .. } => visit(blocks),
            BlockKind::Question(question) => {
                visit(&mut question.prompt);
                question.options.iter_mut().for_each(|choice| visit(&mut choice.blocks));
                visit(&mut question.explanation);
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Dialogue(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Lines(_)
            | BlockKind::PageBreak => {}
        }
    }

    /// Calls `visit` for the running text that is this block's own, not its inner blocks'.
    pub fn each_own_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        match &self.kind {
            BlockKind::Paragraph(content)
            | BlockKind::Plain(content)
            | BlockKind::Heading { content, .. } => each_inline(content, visit),
            BlockKind::Definitions(definitions) => {
                definitions.iter().for_each(|definition| each_inline(&definition.term, visit));
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| each_inline(cell, visit));
            }
            _ => {}
        }
    }
}

fn each_inline<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link { content: inner, .. } => each_inline(inner, visit),
            _ => {}
        }
    }
}

/// The words of running text that are neither code nor a picture's.
pub fn literal_text(content: &[Inline]) -> String {
    let mut text = String::new();
    each_inline(content, &mut |inline| match inline {
        Inline::Text(words) => text.push_str(words),
        Inline::SoftBreak | Inline::HardBreak => text.push('\n'),
        _ => {}
    });
    text
}

/// The words of running text, without marks.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(content, &mut text);
    text
}

/// Appends the words of running text, without marks.
pub fn push_plain_text(content: &[Inline], text: &mut String) {
    each_inline(content, &mut |inline| match inline {
        Inline::Text(words) | Inline::Code(words) => text.push_str(words),
        Inline::Image { alt, .. } => text.push_str(alt),
        Inline::SoftBreak | Inline::HardBreak => text.push(' '),
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_what_spaces_set_apart() {
        let counts = ["", " ", "one", "  two  words ", "a\tb\nŵ – d"].map(count_words);
        assert_eq!(counts, [0, 0, 1, 2, 5]);
    }
}
