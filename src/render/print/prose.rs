//! A body as blocks for print templates.

use std::collections::HashMap;

use crate::body::{Align, Block, BlockKind, Body, Inline, Item, Question, SaidKind};
use crate::pack::{EntryId, SectionId, Target};
use crate::render::facts::Facts;
use crate::render::kinds::Prose;
use crate::source::Span;
use crate::view::paper::{
    PaperBlock, PaperChoice, PaperDefinition, PaperImage, PaperInline, PaperItem, PaperSaid,
    PaperTurn,
};

/// Blocks and words nested deeper than this stand where the last of them does: Typst has a limit
/// of its own, and nobody reads so deep.
const DEEPEST: usize = 12;

/// Where links within a book lead.
pub(super) struct Places {
    pub(super) entries: HashMap<EntryId, String>,
    pub(super) sections: HashMap<SectionId, String>,
}

/// A picture that a text shows.
pub(super) struct Picture {
    /// Where the program's data calls it: `/pictures/1.png`.
    pub(super) file: String,
    /// Where it lies on this machine.
    pub(super) disk: std::path::PathBuf,
    /// Where the author shows it.
    pub(super) span: Span,
}

/// What is remembered while the texts of one document are written.
pub(super) struct PaperText<'a> {
    pub(super) facts: Facts<'a>,
    /// The folder from which the author's addresses are meant.
    pub(super) folder: String,
    /// For books.
    pub(super) places: Option<&'a Places>,
    /// Pictures shown so far.
    pub(super) pictures: Vec<Picture>,
    /// Pictures that Typst cannot read: their text alternative stands instead.
    unreadable: &'a [Span],
    notes: u32,
}

impl<'a> PaperText<'a> {
    pub(super) fn new(facts: Facts<'a>, unreadable: &'a [Span]) -> Self {
        let folder = String::new();
        Self { facts, folder, places: None, pictures: Vec::new(), unreadable, notes: 0 }
    }

    /// A text of the document.
    pub(super) fn body(&mut self, body: &Body) -> Vec<PaperBlock> {
        let mut footnotes = HashMap::new();
        body.each_block(crate::project::Audience::Everyone, &mut |block, _| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                footnotes.entry(label.as_str()).or_insert((blocks.as_slice(), None));
            }
        });
        let mut writer = Writer { text: self, footnotes, level: 1, depth: 0 };
        writer.blocks(&body.blocks)
    }
}

impl Prose for PaperText<'_> {
    type Written = Vec<PaperBlock>;

    fn facts(&self) -> Facts<'_> {
        self.facts
    }

    fn part(&mut self, body: &Body) -> Vec<PaperBlock> {
        self.body(body)
    }

    fn whole_part(&mut self, body: &Body) -> Vec<PaperBlock> {
        self.body(body)
    }
}

struct Writer<'w, 'a> {
    text: &'w mut PaperText<'a>,
    /// Footnotes of this text, with their numbers once they are set.
    footnotes: HashMap<&'w str, (&'w [Block], Option<u32>)>,
    /// Of the last heading.
    level: u8,
    depth: usize,
}

impl<'w> Writer<'w, '_> {
    fn blocks(&mut self, blocks: &'w [Block]) -> Vec<PaperBlock> {
        let mut written = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, &mut written);
        }
        written
    }

    /// Blocks within one, or, too deep, after one another.
    fn within(
        &mut self,
        blocks: &'w [Block],
        written: &mut Vec<PaperBlock>,
        wrap: impl FnOnce(Vec<PaperBlock>) -> PaperBlock,
    ) {
        if self.depth >= DEEPEST {
            for block in blocks {
                self.block(block, written);
            }
            return;
        }
        self.depth += 1;
        let inner = self.blocks(blocks);
        self.depth -= 1;
        written.push(wrap(inner));
    }

    fn block(&mut self, block: &'w Block, written: &mut Vec<PaperBlock>) {
        let made = match &block.kind {
            BlockKind::Paragraph(content) => PaperBlock::Paragraph(self.inlines(content)),
            BlockKind::Plain(content) => PaperBlock::Plain(self.inlines(content)),
            BlockKind::Heading { level, id, content } => {
                self.level = (*level).min(self.level + 1);
                let content = self.inlines(content);
                PaperBlock::Heading { level: self.level, id: id.clone(), content }
            }
            BlockKind::List { start, items } => return self.list(*start, items, written),
            BlockKind::Definitions(definitions) if self.depth >= DEEPEST => {
                for definition in definitions {
                    written.push(PaperBlock::Paragraph(self.inlines(&definition.term)));
                    let meanings = definition.meanings.iter().flatten();
                    meanings.for_each(|block| self.block(block, written));
                }
                return;
            }
            BlockKind::Definitions(definitions) => {
                self.depth += 1;
                let definitions = definitions.iter().map(|definition| PaperDefinition {
                    term: self.inlines(&definition.term),
                    meanings: definition.meanings.iter().map(|one| self.blocks(one)).collect(),
                });
                let definitions = definitions.collect();
                self.depth -= 1;
                PaperBlock::Definitions(definitions)
            }
            BlockKind::Code { language, text } => {
                PaperBlock::Code { language: language.clone(), text: breakable(text) }
            }
            BlockKind::Dialogue(turns) => PaperBlock::Dialogue(turns.iter().map(turn).collect()),
            BlockKind::Quote(blocks) => return self.within(blocks, written, PaperBlock::Quote),
            BlockKind::Alert(kind, blocks) => {
                let kind = kind.as_str();
                let alert = |blocks| PaperBlock::Alert { kind, blocks };
                return self.within(blocks, written, alert);
            }
            BlockKind::Table(table) => PaperBlock::Table {
                align: table.align.iter().map(align).collect(),
                head: table.head.iter().map(|cell| self.inlines(cell)).collect(),
                rows: table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(|cell| self.inlines(cell)).collect())
                    .collect(),
            },
            BlockKind::Rule => PaperBlock::Rule(()),
            // Written where it is referred to.
            BlockKind::Footnote { .. } => return,
            BlockKind::Tutor(blocks) => return self.within(blocks, written, PaperBlock::Tutor),
            BlockKind::Answer { blocks, .. } => {
                return self.within(blocks, written, |blocks| PaperBlock::Answer { blocks });
            }
            BlockKind::Activity { minutes, title, blocks } => {
                let activity = |blocks| PaperBlock::Activity {
                    minutes: *minutes,
                    title: title.clone(),
                    blocks,
                };
                return self.within(blocks, written, activity);
            }
            BlockKind::Question(question) => self.question(question),
            BlockKind::Lines(lines) => PaperBlock::Lines(*lines),
            BlockKind::PageBreak => PaperBlock::PageBreak(()),
        };
        written.push(made);
    }

    fn list(&mut self, start: Option<u64>, items: &'w [Item], written: &mut Vec<PaperBlock>) {
        if self.depth >= DEEPEST {
            for item in items {
                item.blocks.iter().for_each(|block| self.block(block, written));
            }
            return;
        }
        self.depth += 1;
        let items = items
            .iter()
            .map(|item| PaperItem { checked: item.checked, blocks: self.blocks(&item.blocks) });
        let items = items.collect();
        self.depth -= 1;
        written.push(PaperBlock::List { start, items });
    }

    /// What is right and why is for everyone; the template says where it stands.
    fn question(&mut self, question: &'w Question) -> PaperBlock {
        let options = question
            .options
            .iter()
            .map(|choice| PaperChoice { right: choice.right, blocks: self.blocks(&choice.blocks) });
        let options = options.collect();
        let explanation = self.blocks(&question.explanation);
        PaperBlock::Question { prompt: self.blocks(&question.prompt), options, explanation }
    }

    fn inlines(&mut self, content: &'w [Inline]) -> Vec<PaperInline> {
        let mut written = Vec::with_capacity(content.len());
        self.push_inlines(content, &mut written);
        written
    }

    fn push_inlines(&mut self, content: &'w [Inline], written: &mut Vec<PaperInline>) {
        for inline in content {
            self.inline(inline, written);
        }
    }

    fn stressed(
        &mut self,
        content: &'w [Inline],
        written: &mut Vec<PaperInline>,
        wrap: impl FnOnce(Vec<PaperInline>) -> PaperInline,
    ) {
        if self.depth >= DEEPEST {
            return self.push_inlines(content, written);
        }
        self.depth += 1;
        let inner = self.inlines(content);
        self.depth -= 1;
        written.push(wrap(inner));
    }

    fn inline(&mut self, inline: &'w Inline, written: &mut Vec<PaperInline>) {
        match inline {
            Inline::Text(text) => push_text(written, text),
            Inline::Code(code) => written.push(PaperInline::Code(breakable(code))),
            Inline::Emphasis(content) => self.stressed(content, written, PaperInline::Emphasis),
            Inline::Strong(content) => self.stressed(content, written, PaperInline::Strong),
            Inline::Struck(content) => self.stressed(content, written, PaperInline::Struck),
            Inline::Link { to, content, .. } => self.link(to, content, written),
            Inline::Image { source, span, alt } => self.image(source, *span, alt, written),
            Inline::FootnoteReference { label, .. } => self.note(label, written),
            Inline::SoftBreak => push_text(written, " "),
            Inline::HardBreak => written.push(PaperInline::Break(())),
        }
    }

    fn link(&mut self, to: &str, content: &'w [Inline], written: &mut Vec<PaperInline>) {
        let resolved = self.text.facts.edition.pack().resolve(&self.text.folder, to);
        let place = |places: &Places| match &resolved {
            Ok(Target::Entry(id, _)) => places.entries.get(id).cloned(),
            Ok(Target::Section(id, _)) => places.sections.get(id).cloned(),
            _ => None,
        };
        let label = self.text.places.and_then(place);
        match (resolved, label) {
            (Ok(Target::External(address)), _) => {
                let to = address.to_owned();
                self.stressed(content, written, |content| PaperInline::Link { to, content });
            }
            (_, Some(label)) => {
                self.stressed(content, written, |content| PaperInline::Place { label, content });
            }
            // A sheet by itself has nowhere to lead to.
            (_, None) => self.push_inlines(content, written),
        }
    }

    fn image(&mut self, source: &str, span: Span, alt: &str, written: &mut Vec<PaperInline>) {
        let resolved = self.text.facts.edition.pack().resolve(&self.text.folder, source);
        let Ok(Target::Asset(asset)) = resolved else { return };
        if self.text.unreadable.contains(&span) {
            return push_text(written, alt);
        }
        let extension = asset.address.rsplit_once('.').map_or("", |(_, extension)| extension);
        let file = format!("/pictures/{}.{extension}", self.text.pictures.len() + 1);
        let disk = asset.disk.clone();
        self.text.pictures.push(Picture { file: file.clone(), disk, span });
        written.push(PaperInline::Image(PaperImage { file, alt: alt.to_owned() }));
    }

    fn note(&mut self, label: &str, written: &mut Vec<PaperInline>) {
        let Some((blocks, number)) = self.footnotes.get_mut(label) else { return };
        if let Some(id) = *number {
            return written.push(PaperInline::NoteAgain { id });
        }
        self.text.notes += 1;
        let id = self.text.notes;
        *number = Some(id);
        let blocks = *blocks;
        let level = self.level;
        let blocks = self.blocks(blocks);
        self.level = level;
        written.push(PaperInline::Note { id, blocks });
    }
}

/// Text joined to the text before it: templates have less to do.
fn push_text(written: &mut Vec<PaperInline>, text: &str) {
    match written.last_mut() {
        Some(PaperInline::Text(before)) => before.push_str(&breakable(text)),
        _ => written.push(PaperInline::Text(breakable(text))),
    }
}

/// Letters without a space between them that fit the narrowest line of any paper.
const LONGEST_WORD: usize = 40;

/// Text with places to break a line in what has none for longer than a line is, which would run off
/// the paper.
fn breakable(text: &str) -> String {
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '/');
    if text.len() <= LONGEST_WORD || text.split(ends).all(|word| word.len() <= LONGEST_WORD) {
        return text.to_owned();
    }
    let mut broken = String::with_capacity(text.len() + text.len() / 10);
    for word in text.split_inclusive(ends) {
        let long = word.chars().count() > LONGEST_WORD;
        for (at, letter) in word.chars().enumerate() {
            if long && at > 0 && at % 10 == 0 {
                broken.push('\u{200b}');
            }
            broken.push(letter);
        }
    }
    broken
}

fn align(align: &Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Centre => "centre",
        Align::End => "end",
    }
}

fn turn(turn: &crate::body::Turn) -> PaperTurn {
    let said = turn.said.iter().map(|said| PaperSaid {
        kind: match said.kind {
            SaidKind::Plain => "plain",
            SaidKind::Open => "open",
            SaidKind::Closed => "closed",
        },
        text: breakable(&said.text),
    });
    PaperTurn { speaker: turn.speaker.clone(), said: said.collect() }
}
