//! Text for reps is in plain English: sentences that end, words that are known.
//!
//! Sentences of more than [`LONGEST`] words and pages above the Flesch-Kincaid grade of
//! [`HARDEST`] (a reading age of about 13) are warned of. Glossary terms do not count as hard: they
//! are explained where they first stand.

use std::ops::Range;

use rayon::prelude::*;

use crate::body::{Block, BlockKind, plain_text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::{Entry, Pack, TermFinder};
use crate::project::Audience;
use crate::source::Span;

/// Words of the longest sentence that reads in one go.
const LONGEST: usize = 30;
/// The highest grade of a page.
const HARDEST: f64 = 8.0;
/// Less running prose than this says nothing about a page.
const FEWEST_WORDS: usize = 100;

pub(super) fn is_plain(d: &mut Diagnostics, pack: &Pack) {
    // The measure is one of English.
    if !pack.settings.language.to_ascii_lowercase().starts_with("en") {
        return;
    }
    let terms = TermFinder::new(&pack.glossary);
    let found: Vec<Diagnostics> = pack
        .entries
        .par_iter()
        .filter(|entry| entry.audience == Audience::Everyone)
        .map(|entry| {
            let mut found = Diagnostics::default();
            page(&mut found, entry, &terms);
            found
        })
        .collect();
    found.into_iter().for_each(|found| d.append(found));
}

fn page(d: &mut Diagnostics, entry: &Entry, terms: &TermFinder) {
    let mut prose = Prose::default();
    for (audience, body) in entry.prose() {
        body.each_block(audience, &mut |block, audience| {
            if audience == Audience::Everyone
                && let Some(long) = prose.add(block, terms)
            {
                d.push(too_long(block.span, long));
            }
        });
    }
    if prose.words >= FEWEST_WORDS && prose.grade() > HARDEST {
        d.push(
            Diagnostic::new(
                Code::HardToRead,
                entry.title.span,
                format!(
                    "this page reads at grade {:.1}; plain English for everyone is at most {HARDEST:.0}",
                    prose.grade()
                ),
            )
            .help("use shorter sentences and everyday words, or explain terms in the glossary"),
        );
    }
}

fn too_long(span: Span, (words, begins): (usize, String)) -> Diagnostic {
    Diagnostic::new(
        Code::LongSentence,
        span,
        format!("a sentence here has {words} words; more than {LONGEST} are hard to follow"),
    )
    .help(format!("make two sentences of the one that begins \"{begins}...\""))
}

/// Running prose as it is counted.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// Sentences.
    pub(crate) sentences: usize,
    /// Words.
    pub(crate) words: usize,
    /// Words that are no glossary terms.
    plain_words: usize,
    /// Their syllables.
    syllables: usize,
}

impl Prose {
    /// Counts a block, if it is a paragraph. Returns a sentence that is too long, of a paragraph
    /// or of an item in a list: its words, and how it begins.
    fn add(&mut self, block: &Block, terms: &TermFinder) -> Option<(usize, String)> {
        let (content, counts) = match &block.kind {
            BlockKind::Paragraph(content) => (content, true),
            BlockKind::Plain(content) => (content, false),
            _ => return None,
        };
        let text = plain_text(content);
        let mut explained = Vec::new();
        if counts {
            terms.find(&text, |_| true, |term| explained.push(term.start..term.end));
        }
        let mut explained = explained.into_iter().peekable();
        let mut long = None;
        let mut sentence = Sentence::default();
        for piece in pieces(&text) {
            match piece {
                Piece::Word(word) => {
                    sentence.words += 1;
                    if counts {
                        while explained.next_if(|term| term.end <= word.start).is_some() {}
                        if explained.peek().is_none_or(|term| word.end <= term.start) {
                            self.plain_words += 1;
                            self.syllables += syllables(&text[word]);
                        }
                    }
                }
                Piece::SentenceEnd(end) => {
                    let next = Sentence { start: end, words: 0 };
                    let ended = std::mem::replace(&mut sentence, next);
                    if ended.words > LONGEST && long.is_none() {
                        let begins = text[ended.start..end].split_whitespace().take(4);
                        long = Some((ended.words, begins.collect::<Vec<_>>().join(" ")));
                    }
                    if counts && ended.words > 0 {
                        self.sentences += 1;
                        self.words += ended.words;
                    }
                }
            }
        }
        long
    }

    /// Flesch-Kincaid grade (Kincaid and others, 1975).
    fn grade(&self) -> f64 {
        let per = |much: usize, each: usize| much as f64 / each.max(1) as f64;
        let length = per(self.words, self.sentences);
        0.39 * length + 11.8 * per(self.syllables, self.plain_words) - 15.59
    }
}

/// A sentence being read.
#[derive(Debug, Default)]
struct Sentence {
    start: usize,
    words: usize,
}

/// What text is read as.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// What has a letter; an apostrophe or hyphen does not end it.
    Word(Range<usize>),
    /// Behind a full stop, a question or exclamation mark with a space or nothing behind, and where
    /// the text ends.
    SentenceEnd(usize),
}

/// Words and ends of sentences, in one go, since every paragraph of a pack is read.
fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut at = 0;
    let mut ended = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            let letters;
            (at, letters) = word_end(text, start);
            if letters {
                return Some(Piece::Word(start..at));
            }
            let Some(sign) = text[at..].chars().next() else { break };
            at += sign.len_utf8();
            if matches!(sign, '.' | '?' | '!' | '…') {
                let behind = text[at..].trim_start_matches(['”', '’', '"', '\'', ')']);
                if behind.chars().next().is_none_or(char::is_whitespace) {
                    ended = at;
                    return Some(Piece::SentenceEnd(at));
                }
            }
        }
        (ended < text.len()).then(|| {
            ended = text.len();
            Piece::SentenceEnd(ended)
        })
    })
}

/// Where the letters, digits, apostrophes and hyphens from `at` on end, and whether there is a letter
/// among them.
fn word_end(text: &str, mut at: usize) -> (usize, bool) {
    let mut letters = false;
    loop {
        match text.as_bytes().get(at).map(|byte| SORTS[usize::from(*byte)]) {
            Some(Sort::Letter) => letters = true,
            Some(Sort::Joint) => {}
            Some(Sort::BeyondAscii) => match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() || c == '’' => {
                    letters |= c.is_alphabetic();
                    at += c.len_utf8() - 1;
                }
                _ => return (at, letters),
            },
            Some(Sort::Sign) | None => return (at, letters),
        }
        at += 1;
    }
}

/// What a byte is for a word.
#[derive(Clone, Copy)]
enum Sort {
    Letter,
    /// A digit, an apostrophe or a hyphen, which a word may have besides.
    Joint,
    Sign,
    /// Part of a character that has to be looked at as a whole.
    BeyondAscii,
}

const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::BeyondAscii; 256];
    let mut byte = 0;
    while byte < 128 {
        sorts[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => Sort::Letter,
            b'0'..=b'9' | b'\'' | b'-' => Sort::Joint,
            _ => Sort::Sign,
        };
        byte += 1;
    }
    sorts
};

/// Syllables by their vowels, as every such measure counts them: groups of vowels, less a silent
/// e at the end.
fn syllables(word: &str) -> usize {
    let mut groups = 0;
    let mut before = false;
    let mut letter = |vowel: bool| {
        groups += usize::from(vowel && !before);
        before = vowel;
    };
    if word.is_ascii() {
        word.bytes().for_each(|byte| letter(VOWELS[usize::from(byte)]));
    } else {
        word.chars().for_each(|c| letter(is_vowel(c)));
    }
    let ends = |end: &str| {
        let from = word.len().checked_sub(end.len()).and_then(|from| word.get(from..));
        from.is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    let silent = ends("e") && !ends("le")
        || ends("ed") && !ends("ted") && !ends("ded")
        || ends("es") && !["ses", "zes", "xes", "ges", "ces", "shes", "ches"].into_iter().any(ends);
    if silent && groups > 1 { groups - 1 } else { groups.max(1) }
}

fn is_vowel(letter: char) -> bool {
    match u8::try_from(letter) {
        Ok(byte) if byte.is_ascii() => VOWELS[usize::from(byte)],
        _ => letter.to_lowercase().any(|letter| "àáâäèéêëìíîïòóôöùúûüŵŷ".contains(letter)),
    }
}

/// Which letters of ASCII are vowels.
const VOWELS: [bool; 256] = {
    let mut vowels = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = (byte as u8).to_ascii_lowercase();
        vowels[byte] = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        byte += 1;
    }
    vowels
};

#[cfg(test)]
mod tests {
    use super::*;

    /// How many words each sentence has.
    fn sentences(text: &str) -> Vec<usize> {
        let mut counts = Vec::new();
        let mut words = 0;
        for piece in pieces(text) {
            match piece {
                Piece::Word(_) => words += 1,
                Piece::SentenceEnd(_) => counts.push(std::mem::take(&mut words)),
            }
        }
        counts
    }

    #[test]
    fn sentences_end_at_marks_with_a_space_behind() {
        let text = "Ask one. Was it 10.5 minutes? \"Yes.\" Good";
        assert_eq!(sentences(text), [2, 3, 1, 1]);
        assert_eq!(sentences("Wait… (Really?) - 12 Tŷ’r-cwrdd 3rd"), [1, 1, 2]);
        assert_eq!(sentences(""), Vec::<usize>::new());
    }

    #[test]
    fn words_have_a_letter_and_keep_apostrophes_and_hyphens() {
        let text = "Don’t re-use “Ŵyl” 24-7, '20s";
        let found = pieces(text).filter_map(|piece| match piece {
            Piece::Word(word) => Some(&text[word]),
            Piece::SentenceEnd(_) => None,
        });
        assert_eq!(found.collect::<Vec<_>>(), ["Don’t", "re-use", "Ŵyl", "'20s"]);
    }

    #[test]
    fn syllables_are_counted_by_groups_of_vowels() {
        let counts: Vec<_> =
            ["a", "mentor", "wage", "table", "helped", "wanted", "confidentiality"]
                .into_iter()
                .map(syllables)
                .collect();
        assert_eq!(counts, [1, 2, 1, 2, 1, 2, 6]);
    }
}
