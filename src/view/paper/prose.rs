//! Prose as print templates see it: blocks of running text, each an object with one key.

use serde::Serialize;

/// A block: `{"paragraph": [...]}`, `{"heading": {...}}`, `{"rule": null}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperBlock {
    /// A paragraph.
    Paragraph(Vec<PaperInline>),
    /// Text without a paragraph of its own, as in a tight list.
    Plain(Vec<PaperInline>),
    /// A heading. Levels never skip one on the way down (PDF/UA-1, 7.4.2).
    Heading {
        /// 2 to 6; the sheet's title is 1.
        level: u8,
        /// Unique in the text.
        id: String,
        /// Its words.
        content: Vec<PaperInline>,
    },
    /// A list, numbered if it has a start.
    List {
        /// First number.
        start: Option<u64>,
        /// In order.
        items: Vec<PaperItem>,
    },
    /// Terms with their meanings.
    Definitions(Vec<PaperDefinition>),
    /// Code.
    Code {
        /// First word behind the fence.
        language: String,
        /// The code.
        text: String,
    },
    /// A worked conversation.
    Dialogue(Vec<PaperTurn>),
    /// A quotation.
    Quote(Vec<PaperBlock>),
    /// A note, a tip, something important, a warning.
    Alert {
        /// `note tip important warning caution`; the word is `alert_note` and so on.
        kind: &'static str,
        /// Its text.
        blocks: Vec<PaperBlock>,
    },
    /// A table with a head.
    Table {
        /// `start centre end`, one a column.
        align: Vec<&'static str>,
        /// The head's cells.
        head: Vec<Vec<PaperInline>>,
        /// The rows' cells.
        rows: Vec<Vec<Vec<PaperInline>>>,
    },
    /// A line across.
    Rule(()),
    /// For tutors only.
    Tutor(Vec<PaperBlock>),
    /// An answer, for tutors only.
    Answer {
        /// The answer.
        blocks: Vec<PaperBlock>,
    },
    /// Something to do.
    Activity {
        /// Minutes it takes.
        minutes: Option<u32>,
        /// Its name.
        title: Option<String>,
        /// What to do.
        blocks: Vec<PaperBlock>,
    },
    /// A question to check oneself by.
    Question {
        /// What is asked.
        prompt: Vec<PaperBlock>,
        /// The options.
        options: Vec<PaperChoice>,
        /// Why.
        explanation: Vec<PaperBlock>,
    },
    /// So many lines to write on.
    Lines(u32),
    /// A new page.
    PageBreak(()),
}

/// A piece of running text: `{"text": "..."}`, `{"strong": [...]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperInline {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Stressed.
    Emphasis(Vec<PaperInline>),
    /// Strongly stressed.
    Strong(Vec<PaperInline>),
    /// Struck out.
    Struck(Vec<PaperInline>),
    /// A link to the web, a mail address or a telephone.
    Link {
        /// With its scheme.
        to: String,
        /// Its words.
        content: Vec<PaperInline>,
    },
    /// A link within a book.
    Place {
        /// The label of a chapter or module.
        label: String,
        /// Its words.
        content: Vec<PaperInline>,
    },
    /// A picture.
    Image(PaperImage),
    /// A footnote, where it is first referred to.
    Note {
        /// Unique in the document.
        id: u32,
        /// Its text.
        blocks: Vec<PaperBlock>,
    },
    /// Another reference to a footnote.
    NoteAgain {
        /// The footnote's.
        id: u32,
    },
    /// A line's end on the page.
    Break(()),
}

/// A picture: a file that the template can read, and its text alternative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperImage {
    /// `/pictures/1.png`
    pub file: String,
    /// Text alternative; empty for decoration.
    pub alt: String,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperItem {
    /// For lists to tick: whether it is ticked.
    pub checked: Option<bool>,
    /// Its text.
    pub blocks: Vec<PaperBlock>,
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperDefinition {
    /// The term.
    pub term: Vec<PaperInline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<PaperBlock>>,
}

/// What somebody says in a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperTurn {
    /// `Mentor`
    pub speaker: String,
    /// What is said, question by question.
    pub said: Vec<PaperSaid>,
}

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperSaid {
    /// `plain`, `open` or `closed`.
    pub kind: &'static str,
    /// The words, with their spaces.
    pub text: String,
}

/// An option of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperChoice {
    /// Whether it is right. A tutor's sheet shows it beside the question, any other at its end.
    pub right: bool,
    /// Its words.
    pub blocks: Vec<PaperBlock>,
}
