//! What is open while the parser's events come in.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel, LinkType, Tag};

use crate::body::{AlertKind, Align, Block, Definition, Inline, Item, Table};

/// Something open, with what has been read of it.
pub(super) struct Frame {
    pub(super) open: Open,
    pub(super) range: Range<usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    /// Where the first of `inlines` stands.
    pub(super) inlines_from: usize,
}

/// What is open.
pub(super) enum Open {
    Root,
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
    },
    Quote(Option<AlertKind>),
    Code {
        /// Between rows of backticks, and not merely indented.
        fenced: bool,
        language: String,
        text: String,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item(Option<bool>),
    Footnote(String),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Table(Table),
    TableHead(Vec<Vec<Inline>>),
    TableRow(Vec<Vec<Inline>>),
    TableCell,
    Emphasis,
    Strong,
    Struck,
    Link(String),
    Image(String),
    /// Index into the text's directive lines.
    Directive(usize),
}

impl Frame {
    pub(super) fn new(open: Open, range: Range<usize>) -> Self {
        let inlines_from = range.start;
        Self { open, range, blocks: Vec::new(), inlines: Vec::new(), inlines_from }
    }

    /// Adds words, joined to the words before them.
    pub(super) fn push_text(&mut self, words: &str) {
        if let Open::Code { text, .. } = &mut self.open {
            text.push_str(words);
            return;
        }
        match self.inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(words),
            _ => self.inlines.push(Inline::Text(words.to_owned())),
        }
    }

    pub(super) fn holds_blocks(&self) -> bool {
        matches!(
            self.open,
            Open::Root
                | Open::Quote(_)
                | Open::Item(_)
                | Open::Footnote(_)
                | Open::Meaning
                | Open::Directive(_)
        )
    }
}

impl Open {
    /// What a tag opens; `None` for HTML, which is dealt with line by line.
    pub(super) fn of(tag: Tag<'_>) -> Option<Self> {
        Some(match tag {
            Tag::Paragraph => Self::Paragraph,
            Tag::Heading { level, id, .. } => {
                Self::Heading { level: number(level), id: id.map(|id| id.into_string()) }
            }
            Tag::BlockQuote(kind) => Self::Quote(kind.map(alert)),
            Tag::CodeBlock(kind) => Self::Code {
                fenced: kind.is_fenced(),
                language: match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_ascii_whitespace().next().unwrap_or_default().to_lowercase()
                    }
                    CodeBlockKind::Indented => String::new(),
                },
                text: String::new(),
            },
            Tag::List(start) => Self::List { start, items: Vec::new() },
            Tag::Item => Self::Item(None),
            Tag::FootnoteDefinition(label) => Self::Footnote(label.into_string()),
            Tag::DefinitionList => Self::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Self::Term,
            Tag::DefinitionListDefinition => Self::Meaning,
            Tag::Table(align) => Self::Table(Table {
                align: align.into_iter().map(aligned).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            }),
            Tag::TableHead => Self::TableHead(Vec::new()),
            Tag::TableRow => Self::TableRow(Vec::new()),
            Tag::TableCell => Self::TableCell,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => Self::Emphasis,
            Tag::Strong => Self::Strong,
            Tag::Strikethrough => Self::Struck,
            // `<name@example.org>` is an address without its scheme.
            Tag::Link { dest_url, link_type: LinkType::Email, .. } => {
                Self::Link(format!("mailto:{dest_url}"))
            }
            Tag::Link { dest_url, .. } => Self::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Self::Image(dest_url.into_string()),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => return None,
        })
    }

    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Emphasis | Self::Strong | Self::Struck | Self::Link(_) | Self::Image(_)
        )
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn aligned(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::End,
    }
}
