//! A module's text as a tree of blocks: what every writer (HTML, search, paper) starts from.
//!
//! The tree holds the domain's own blocks (tutor's notes, answers, activities) beside Markdown's.
//! It knows nothing of files, templates or formats, and addresses in it are as the author wrote them.

use crate::project::Audience;
use crate::source::Span;

/// Text that has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Top-level blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// Kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text without a paragraph of its own, as in a tight list.
    Plain(Vec<Inline>),
    /// A heading of level 2 to 6.
    Heading {
        /// As the page shows it.
        level: u8,
        /// Unique in the body.
        id: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list, numbered if it has a start.
    List {
        /// First number.
        start: Option<u64>,
        /// In order.
        items: Vec<Item>,
    },
    /// Terms with their meanings.
    Definitions(Vec<Definition>),
    /// A fenced or indented block of code.
    Code {
        /// First word behind the fence.
        language: String,
        /// The code.
        text: String,
    },
    /// A worked conversation.
    Dialogue(Vec<Turn>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A GFM alert.
    Alert(AlertKind, Vec<Block>),
    /// A table.
    Table(Table),
    /// A line across.
    Rule,
    /// A footnote's text; shown at the end of the page.
    Footnote {
        /// As written, without `^`.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// `:::tutor`: for tutors only.
    Tutor(Vec<Block>),
    /// `:::answer`: for tutors; others get lines to write on.
    Answer {
        /// Writing lines, if any.
        lines: Option<u32>,
        /// The answer.
        blocks: Vec<Block>,
    },
    /// `:::activity`: something to do.
    Activity {
        /// Minutes it takes.
        minutes: Option<u32>,
        /// Its name.
        title: Option<String>,
        /// What to do.
        blocks: Vec<Block>,
    },
    /// `:::question`: a question to check oneself by.
    Question(Question),
    /// `::lines`: this many lines to write on.
    Lines(u32),
    /// `::page-break`: on paper, a new page.
    PageBreak,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// For task lists: whether it is ticked.
    pub checked: Option<bool>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// What somebody says in a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// `Mentor`
    pub speaker: String,
    /// What is said, question by question.
    pub said: Vec<Said>,
}

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What kind of sentence it is.
    pub kind: SaidKind,
    /// The words, with their spaces.
    pub text: String,
}

/// Kinds of sentences that a mentor learns to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidKind {
    /// No question.
    Plain,
    /// A question that invites an account ("What happened?").
    Open,
    /// A question that yes or no answers ("Did you?").
    Closed,
}

/// The five GFM alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl AlertKind {
    /// In class names and in the string table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A table with a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// One a column.
    pub align: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the language has it.
    Start,
    /// In the middle.
    Centre,
    /// At the far side, as for numbers.
    End,
}

/// A question with options, for self-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub prompt: Vec<Block>,
    /// The options; at least one is right.
    pub options: Vec<Choice>,
    /// Why, for everyone.
    pub explanation: Vec<Block>,
}

/// An option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whether it is right.
    pub right: bool,
    /// Its words.
    pub blocks: Vec<Block>,
}

/// Pieces of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// A link, its address as written.
    Link {
        /// As written.
        to: String,
        /// Where the link stands.
        span: Span,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A picture, its address as written.
    Image {
        /// As written.
        source: String,
        /// Where it stands.
        span: Span,
        /// Text alternative.
        alt: String,
    },
    /// A reference to a footnote.
    FootnoteReference {
        /// As written, without `^`.
        label: String,
        /// Where it stands.
        span: Span,
    },
    /// A line's end in the source.
    SoftBreak,
    /// A line's end on the page.
    HardBreak,
}

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

    /// How many words a reader meets.
    pub fn words(&self) -> usize {
        let mut words = 0;
        self.each_inline(Audience::Everyone, &mut |inline, _| {
            if let Inline::Text(text) = inline {
                words += text.split_ascii_whitespace().count();
            }
        });
        words
    }
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

    /// Calls `visit` for the running text that is this block's own, not its inner blocks'.
    fn each_own_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
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
