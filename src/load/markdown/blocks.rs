//! Closing what was open: a finished block or inline is handed to what holds it.

use super::Builder;
use super::frame::{Frame, Open};
use crate::address::slugify;
use crate::body::{BlockKind, Definition, Inline, Item, plain_text};
use crate::diagnostic::Code;
use crate::load::dialogue;

impl Builder<'_, '_> {
    pub(super) fn close(&mut self, frame: Frame) {
        let Frame { open, range, mut blocks, mut inlines, .. } = frame;
        // Most hold one thing and have room for four, and a pack has a million of them.
        blocks.shrink_to_fit();
        if matches!(open, Open::TableCell) {
            inlines.shrink_to_fit();
        }
        match open {
            Open::Root | Open::Directive(_) => {}
            Open::Paragraph => {
                self.paragraph_is_no_table(&inlines, range.clone());
                self.nothing_is_left_over(&inlines, range.clone());
                self.marks_are_read(&inlines, range.clone());
                if !inlines.is_empty() {
                    self.push_block(BlockKind::Paragraph(inlines.into()), range);
                }
            }
            Open::Heading { level, id } => {
                self.nothing_is_left_over(&inlines, range.clone());
                if level == 1 {
                    self.report(
                        Code::TitleInBody,
                        range.clone(),
                        "`#` makes a second title; the page's title is in its front matter".into(),
                        "write `##`; headings in the text start there",
                    );
                }
                let id = self.unique_id(id.unwrap_or_else(|| slugify(&plain_text(&inlines))));
                self.push_block(
                    BlockKind::Heading { level: level.max(2), id, content: inlines.into() },
                    range,
                );
            }
            Open::Quote(None) => {
                self.quote_is_no_box(range.clone());
                self.push_block(BlockKind::Quote(blocks), range);
            }
            Open::Quote(Some(kind)) => self.push_block(BlockKind::Alert(kind, blocks), range),
            Open::Code { fenced: true, .. } if self.fence_is_open(&range) => {}
            Open::Code { language, text, .. } if language == "dialogue" => {
                let opening = self.passage.text[range.clone()].find('\n').map_or(0, |at| at + 1);
                let from = range.start + opening;
                match dialogue::read(&text) {
                    Ok(turns) => self.push_block(BlockKind::Dialogue(turns.into()), range),
                    Err(stray) => self.report(
                        Code::DialogueSpeaker,
                        from..from + stray,
                        "nobody speaks this line".into(),
                        "start each line with who speaks: `Mentor: ...` or `Mentee: ...`",
                    ),
                }
            }
            Open::Code { fenced, language, text } => {
                if !fenced {
                    self.no_directive_is_indented(range.clone());
                }
                self.push_block(BlockKind::Code { language, text }, range);
            }
            Open::List { start, items } => {
                self.push_block(BlockKind::List { start, items }, range);
            }
            Open::Item(checked) => {
                if checked.is_none() {
                    self.item_is_no_option(range);
                }
                if let Open::List { items, .. } = &mut self.top().open {
                    items.push(Item { checked, blocks });
                }
            }
            Open::Footnote(label) => self.push_block(BlockKind::Footnote { label, blocks }, range),
            Open::Definitions(definitions) => {
                self.push_block(BlockKind::Definitions(definitions), range);
            }
            Open::Term => {
                self.nothing_is_left_over(&inlines, range);
                if let Open::Definitions(definitions) = &mut self.top().open {
                    definitions.push(Definition { term: inlines.into(), meanings: Vec::new() });
                }
            }
            Open::Meaning => {
                if let Open::Definitions(definitions) = &mut self.top().open
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.meanings.push(blocks);
                }
            }
            Open::Table(table) => {
                if table.head.iter().all(|cell| plain_text(cell).trim().is_empty()) {
                    self.report(
                        Code::TableWithoutHeader,
                        range.clone(),
                        "the columns of this table have no heads".into(),
                        "say in the first row what each column holds",
                    );
                }
                self.push_block(BlockKind::Table(table.into()), range);
            }
            Open::TableHead(cells) => {
                if let Open::Table(table) = &mut self.top().open {
                    table.head = cells;
                }
            }
            Open::TableRow(cells) => {
                if let Open::Table(table) = &mut self.top().open {
                    table.rows.push(cells);
                    let heads = table.head.len();
                    self.cells_have_heads(heads, range);
                }
            }
            Open::TableCell => {
                self.nothing_is_left_over(&inlines, range);
                if let Open::TableHead(cells) | Open::TableRow(cells) = &mut self.top().open {
                    cells.push(inlines);
                }
            }
            Open::Emphasis => self.push(Inline::Emphasis(inlines.into()), range),
            Open::Strong => self.push(Inline::Strong(inlines.into()), range),
            Open::Struck => self.push(Inline::Struck(inlines.into()), range),
            Open::Link(to) => {
                let span = self.passage.span(range.clone());
                self.push(Inline::Link { to: to.into(), span, content: inlines.into() }, range);
            }
            Open::Image(source) => {
                let span = self.passage.span(range.clone());
                let alt = plain_text(&inlines).trim().into();
                self.push(Inline::Image { source: source.into(), span, alt }, range);
            }
        }
    }

    /// Headings with the same words get ids that end in -2, -3, ...
    fn unique_id(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let mut id = wanted.clone();
        loop {
            let seen = self.ids.entry(id.clone()).or_default();
            *seen += 1;
            if *seen == 1 {
                return id;
            }
            let count = *seen;
            id = format!("{wanted}-{count}");
        }
    }
}
