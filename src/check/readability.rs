//! Text for reps is in plain English: sentences that end, words that are known.
//!
//! Sentences of more than [`LONGEST`] words and pages above the Flesch-Kincaid grade of
//! [`HARDEST`] (a reading age of about 13) are warned of. Glossary terms do not count as hard: they
//! are explained where they first stand.

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
        let mut long = None;
        for sentence in sentences(&text) {
            let words = words(sentence).count();
            if words > LONGEST && long.is_none() {
                let begins: Vec<_> = sentence.split_whitespace().take(4).collect();
                long = Some((words, begins.join(" ")));
            }
            if counts && words > 0 {
                self.sentences += 1;
                self.words += words;
            }
        }
        if counts {
            let mut from = 0;
            let mut plain = Vec::new();
            terms.find(
                &text,
                |_| true,
                |term| {
                    plain.push(&text[from..term.start]);
                    from = term.end;
                },
            );
            plain.push(&text[from..]);
            for word in plain.into_iter().flat_map(words) {
                self.plain_words += 1;
                self.syllables += syllables(word);
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

/// Sentences: up to a full stop, a question or exclamation mark with a space or nothing behind.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = |(at, mark): (usize, &str)| {
            let end = at + mark.len();
            let behind = rest[end..].trim_start_matches(['”', '’', '"', '\'', ')']);
            behind.chars().next().is_none_or(char::is_whitespace).then_some(end)
        };
        let end = rest.match_indices(['.', '?', '!', '…']).find_map(ends).unwrap_or(rest.len());
        let (sentence, behind) = rest.split_at(end);
        rest = behind;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Words that have a letter; an apostrophe or hyphen does not end one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let (word, behind) = rest.split_at(word_length(rest));
            let sign = behind.chars().next().map_or(0, char::len_utf8);
            rest = &behind[sign..];
            if word.chars().any(char::is_alphabetic) {
                return Some(word);
            }
        }
    })
}

/// How many bytes of a word stand at the start of `text`.
fn word_length(text: &str) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-');
    let mut length = 0;
    loop {
        length += text.as_bytes()[length..].iter().take_while(|byte| plain(byte)).count();
        match text[length..].chars().next() {
            Some(c) if !c.is_ascii() && (c.is_alphanumeric() || c == '’') => {
                length += c.len_utf8()
            }
            _ => return length,
        }
    }
}

/// Syllables by their vowels, as every such measure counts them: groups of vowels, less a silent
/// e at the end.
fn syllables(word: &str) -> usize {
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
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
    match letter.to_ascii_lowercase() {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        letter if letter.is_ascii() => false,
        letter => letter.to_lowercase().any(|letter| "àáâäèéêëìíîïòóôöùúûüŵŷ".contains(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_with_a_space_behind() {
        let text = "Ask one. Was it 10.5 minutes? \"Yes.\" Good";
        let found: Vec<_> = sentences(text).map(|s| words(s).count()).collect();
        assert_eq!(found, [2, 3, 1, 1]);
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
