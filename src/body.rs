//! A module's text as a tree of blocks: what every writer (HTML, search, paper) starts from.
//!
//! The tree holds the domain's own blocks (tutor's notes, answers, activities) beside Markdown's.
//! It knows nothing of files, templates or formats, and addresses in it are as the author wrote them.

mod visit;

use std::sync::Arc;

use crate::source::Span;

pub use visit::{Reference, literal_text, plain_text, push_plain_text};

/// Text that has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Top-level blocks, in order.
    pub blocks: Vec<Block>,
    /// Links and pictures whose address is written elsewhere, as in `[act]: https://...`: where
    /// each of them stands, and where its address does.
    pub addresses: Vec<(Span, Span)>,
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
    Paragraph(Words),
    /// Text without a paragraph of its own, as in a tight list.
    Plain(Words),
    /// A heading of level 2 to 6.
    Heading {
        /// As the page shows it.
        level: u8,
        /// Unique in the body.
        id: String,
        /// Its words.
        content: Words,
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
    Dialogue(Arc<[Turn]>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A GFM alert.
    Alert(AlertKind, Vec<Block>),
    /// A table.
    Table(Arc<Table>),
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
    Question(Box<Question>),
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
    pub term: Words,
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

/// Running text. Cut editions hold the same words, not copies of them.
pub type Words = Arc<[Inline]>;

/// Pieces of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Stressed.
    Emphasis(Words),
    /// Strongly stressed.
    Strong(Words),
    /// Struck out.
    Struck(Words),
    /// A link, its address as written.
    Link {
        /// As written.
        to: Box<str>,
        /// Where the link stands.
        span: Span,
        /// Its words.
        content: Words,
    },
    /// A picture, its address as written.
    Image {
        /// As written.
        source: Box<str>,
        /// Where it stands.
        span: Span,
        /// Text alternative.
        alt: Box<str>,
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
