//! Markdown to [`Body`]: one parse by pulldown-cmark, from which every format is written.

mod blocks;
mod directive;
mod frame;
mod html;
mod left_over;
mod literal;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::directives::{self, DirectiveLine};
use crate::body::{Block, BlockKind, Body, Inline};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Passage, Span};
use frame::{Frame, Open};

/// Deeper than anything a person writes, shallow enough for any stack.
const DEEPEST: usize = 48;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Reads a passage as Markdown. Mistakes are reported where they stand, and what can be read
/// despite them is read.
pub(super) fn parse(diagnostics: &mut Diagnostics, passage: &Passage<'_>) -> Body {
    let text: &str = &passage.text;
    let mut lines = Vec::new();
    if directives::suspected(text) {
        lines = directives::lines(text);
        let code = code_ranges(text);
        lines.retain(|line| {
            let before = code.partition_point(|range| range.start <= line.range.start);
            code[..before].last().is_none_or(|range| range.end <= line.range.start)
        });
    }
    let mut builder = Builder::new(diagnostics, passage, &lines);
    builder.no_directive_is_disguised();
    if lines.is_empty() {
        builder.read(text);
    } else {
        builder.read(&directives::masked(text, &lines));
    }
    builder.finish()
}

/// Where code and HTML stand, in order: directives in there are only words.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    // A line that begins with a colon would pass for a definition and tear code around it.
    Parser::new_ext(text, options() - Options::ENABLE_DEFINITION_LIST)
        .into_offset_iter()
        .filter(|(event, _)| {
            matches!(
                event,
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
            )
        })
        .map(|(_, range)| range)
        .collect()
}

struct Builder<'a, 'd> {
    diagnostics: &'d mut Diagnostics,
    passage: &'a Passage<'a>,
    lines: &'a [DirectiveLine<'a>],
    next_line: usize,
    /// Directives that were opened where none can be.
    misplaced_open: usize,
    /// Directives with a colon too many or too few, whose closing lines close nothing.
    miscounted: usize,
    /// Whether the block of HTML that is open has been reported.
    html_reported: bool,
    /// Tags that have been reported; what closes them is no second mistake.
    tags: Vec<String>,
    frames: Vec<Frame>,
    ids: HashMap<String, u32>,
    /// Links whose address is written elsewhere, with that place.
    addresses: Vec<(Span, Span)>,
}

impl<'a, 'd> Builder<'a, 'd> {
    fn new(
        diagnostics: &'d mut Diagnostics,
        passage: &'a Passage<'a>,
        lines: &'a [DirectiveLine<'a>],
    ) -> Self {
        let frames = vec![Frame::new(Open::Root, 0..passage.text.len())];
        Self {
            diagnostics,
            passage,
            lines,
            next_line: 0,
            misplaced_open: 0,
            miscounted: 0,
            html_reported: false,
            tags: Vec::new(),
            frames,
            ids: HashMap::new(),
            addresses: Vec::new(),
        }
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: String, help: &str) {
        let span = self.passage.span(range);
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help));
    }

    fn read(&mut self, text: &str) {
        let mut events = Parser::new_ext(text, options()).into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => {
                    if let Some(label) = written_elsewhere(&tag)
                        && let Some(written) = events.reference_definitions().get(label)
                    {
                        let written = self.passage.span(written.span.clone());
                        self.addresses.push((self.passage.span(range.clone()), written));
                    }
                    if self.frames.len() > DEEPEST {
                        self.report(
                            Code::NestedTooDeep,
                            range,
                            "lists, quotes or emphasis are nested beyond what can be read".into(),
                            "start again at the margin; look for a long row of `>`, `-` or `*`",
                        );
                        return;
                    }
                    self.start(tag, range);
                }
                Event::End(end) => self.end(end),
                Event::Text(words) => {
                    self.no_directive_hides(&words, &range);
                    self.top().push_text(&words);
                }
                Event::Code(words) => self.push(Inline::Code(words.into_string()), range),
                Event::Html(html) => self.block_html(&html, range),
                Event::InlineHtml(html) => self.inline_html(&html, range),
                Event::FootnoteReference(label) => {
                    let span = self.passage.span(range.clone());
                    let label = label.into_string();
                    self.push(Inline::FootnoteReference { label, span }, range);
                }
                Event::SoftBreak => self.push(Inline::SoftBreak, range),
                Event::HardBreak => self.push(Inline::HardBreak, range),
                Event::Rule => self.push_block(BlockKind::Rule, range),
                Event::TaskListMarker(done) => self.tick(done),
                Event::InlineMath(words) | Event::DisplayMath(words) => {
                    self.top().push_text(&words);
                }
            }
        }
        self.masks_came_back(self.lines.len());
    }

    fn top(&mut self) -> &mut Frame {
        // The root frame is never popped while events come in.
        self.frames.last_mut().expect("the root frame is there")
    }

    fn push(&mut self, inline: Inline, range: Range<usize>) {
        let top = self.top();
        if top.inlines.is_empty() {
            top.inlines_from = range.start;
        }
        top.inlines.push(inline);
    }

    fn push_block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.flush_plain(range.start);
        let span = self.passage.span(range);
        self.top().blocks.push(Block { span, kind });
    }

    /// In a tight list, text stands beside blocks without a paragraph of its own.
    fn flush_plain(&mut self, until: usize) {
        let top = self.top();
        if top.holds_blocks() && !top.inlines.is_empty() {
            let content = std::mem::take(&mut top.inlines);
            let from = top.inlines_from.min(until);
            self.nothing_is_left_over(&content, from..until);
            self.marks_are_read(&content, from..until);
            let span = self.passage.span(from..until);
            self.top().blocks.push(Block { span, kind: BlockKind::Plain(content.into()) });
        }
    }

    fn tick(&mut self, done: bool) {
        // The marker may come inside the item's paragraph.
        let item = self.frames.iter_mut().rev().find(|frame| matches!(frame.open, Open::Item(_)));
        if let Some(Frame { open: Open::Item(checked), .. }) = item {
            *checked = Some(done);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if matches!(tag, Tag::HtmlBlock) {
            self.html_reported = false;
            self.comment(range.clone());
        }
        if let Some(open) = Open::of(tag) {
            let inline = open.is_inline();
            if !inline {
                self.flush_plain(range.start);
            } else if self.top().inlines.is_empty() {
                self.top().inlines_from = range.start;
            }
            self.frames.push(Frame::new(open, range));
        }
    }

    fn end(&mut self, end: TagEnd) {
        if matches!(end, TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) {
            return;
        }
        let range_end = self.top().range.end;
        self.flush_plain(range_end);
        let Some(frame) = self.frames.pop() else { return };
        self.close(frame);
    }

    fn finish(mut self) -> Body {
        while self.frames.len() > 1 {
            if let Open::Directive(..) = self.top().open {
                self.unclosed();
            } else {
                // Only after giving up on nesting that is too deep.
                self.frames.pop();
            }
        }
        let end = self.passage.text.len();
        self.flush_plain(end);
        let blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        Body { blocks, addresses: self.addresses }
    }
}

/// The label of a link or a picture whose address stands in a line of its own.
fn written_elsewhere<'t>(tag: &'t Tag<'_>) -> Option<&'t str> {
    let (Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = tag else {
        return None;
    };
    let labelled =
        matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    labelled.then_some(id)
}
