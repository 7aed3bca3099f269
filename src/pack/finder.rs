//! Finds the glossary's terms in running text: to link the first use on a page, and to leave them
//! out where words are counted for how hard they read.

use std::collections::HashMap;

use super::Term;

/// The glossary's terms by their first word.
pub(crate) struct TermFinder {
    by_first: HashMap<String, Vec<Form>>,
    beginnings: Beginnings,
}

/// Which words may begin a term, so that few have to be looked up: for each first letter of
/// ASCII, a bit for each mixture of length and last letter.
struct Beginnings([u64; 128]);

impl Beginnings {
    fn of<'a>(words: impl Iterator<Item = &'a String>) -> Self {
        let mut bits = [0; 128];
        for word in words.filter(|word| word.is_ascii()) {
            let (first, bit) = Self::place(word);
            bits[first] |= bit;
        }
        Self(bits)
    }

    fn may_be(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return true;
        }
        let (first, bit) = Self::place(word);
        self.0[first] & bit != 0
    }

    fn place(word: &str) -> (usize, u64) {
        let letter = |at: usize| usize::from(word.as_bytes()[at].to_ascii_lowercase());
        let length = word.len();
        (letter(0), 1 << ((length * 7 + letter(length - 1)) % 64))
    }
}

/// One way of writing a term.
struct Form {
    /// Its words, small letters unless the word is an abbreviation.
    words: Vec<Word>,
    /// Its place in the glossary.
    term: usize,
}

/// "ERA" is a term and "era" is not, so abbreviations keep their capitals.
enum Word {
    Any(String),
    Exactly(String),
}

impl Word {
    fn of(written: &str) -> Self {
        let abbreviation = written.chars().count() > 1 && written.chars().all(char::is_uppercase);
        if abbreviation {
            Self::Exactly(written.to_owned())
        } else {
            Self::Any(written.to_lowercase())
        }
    }

    fn is(&self, written: &str) -> bool {
        match self {
            Self::Exactly(word) => word == written,
            Self::Any(word) if word.is_ascii() => word.eq_ignore_ascii_case(written),
            Self::Any(word) => *word == written.to_lowercase(),
        }
    }
}

/// A term found: where, and its place in the glossary.
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) term: usize,
}

impl TermFinder {
    pub(crate) fn new(glossary: &[Term]) -> Self {
        let mut by_first: HashMap<String, Vec<Form>> = HashMap::new();
        for (term, entry) in glossary.iter().enumerate() {
            for written in std::iter::once(&entry.term).chain(&entry.also) {
                let words: Vec<Word> = words(written).map(|(_, word)| Word::of(word)).collect();
                let Some((_, first)) = self::words(written).next() else { continue };
                by_first.entry(first.to_lowercase()).or_default().push(Form { words, term });
            }
        }
        // Of two terms that begin alike, the longer is meant.
        by_first.values_mut().for_each(|forms| {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        });
        let beginnings = Beginnings::of(by_first.keys());
        Self { by_first, beginnings }
    }

    /// Calls `found` for each term in `text` that `wanted` wants, from left to right.
    pub(crate) fn find(
        &self,
        text: &str,
        mut wanted: impl FnMut(usize) -> bool,
        mut found: impl FnMut(Found),
    ) {
        if self.by_first.is_empty() {
            return;
        }
        let mut lower = String::new();
        let mut behind = 0;
        for (start, word) in words(text) {
            if start < behind || !self.beginnings.may_be(word) {
                continue;
            }
            lower.clear();
            if word.is_ascii() {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(word.chars().flat_map(char::to_lowercase));
            }
            let Some(forms) = self.by_first.get(&lower) else { continue };
            let matching =
                forms.iter().find_map(|form| Some((matches(form, &text[start..])?, form.term)));
            if let Some((length, term)) = matching
                && wanted(term)
            {
                behind = start + length;
                found(Found { start, end: behind, term });
            }
        }
    }
}

/// How many bytes of `text` the form takes, if `text` begins with it.
fn matches(form: &Form, text: &str) -> Option<usize> {
    let mut end = 0;
    let mut written = words(text);
    for word in &form.words {
        let (start, next) = written.next()?;
        let gap = &text[end..start];
        let joined = end == 0 || matches!(gap, " " | "-" | "’" | "'");
        if !joined || !word.is(next) {
            return None;
        }
        end = start + next.len();
    }
    Some(end)
}

/// Words with their places: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end_of_run(text, end, false);
        end = end_of_run(text, start, true);
        (start < end).then(|| (start, &text[start..end]))
    })
}

/// Where the letters and digits that begin at `at` end, or the signs between them.
fn end_of_run(text: &str, mut at: usize, letters: bool) -> usize {
    let wanted = if letters { Sort::Letter } else { Sort::Sign };
    loop {
        let rest = &text.as_bytes()[at..];
        at += rest.iter().take_while(|byte| SORTS[usize::from(**byte)] == wanted).count();
        match text[at..].chars().next() {
            Some(other) if !other.is_ascii() && other.is_alphanumeric() == letters => {
                at += other.len_utf8();
            }
            _ => return at,
        }
    }
}

/// What a byte is for a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Sign,
    /// Part of a character that has to be looked at as a whole.
    BeyondAscii,
}

const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::BeyondAscii; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = (byte as u8).is_ascii_alphanumeric();
        sorts[byte] = if letter { Sort::Letter } else { Sort::Sign };
        byte += 1;
    }
    sorts
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use crate::source::{Sources, Span};

    fn found(terms: &[(&str, &[&str])], text: &str) -> Vec<String> {
        let span = Span::whole(Sources::default().add("g", ""));
        let glossary: Vec<Term> = terms
            .iter()
            .map(|(term, also)| Term {
                term: (*term).into(),
                id: crate::address::slugify(term),
                also: also.iter().map(|form| (*form).into()).collect(),
                definition: Body::default(),
                span,
            })
            .collect();
        let mut found = Vec::new();
        let note = |hit: Found| found.push(text[hit.start..hit.end].to_owned());
        TermFinder::new(&glossary).find(text, |_| true, note);
        found
    }

    #[test]
    fn abbreviations_keep_their_capitals_and_words_do_not() {
        let terms: &[(&str, &[&str])] = &[("TAP", &[]), ("Steward", &["stewards"])];
        assert_eq!(found(terms, "Stewards tap the TAP; a steward"), ["Stewards", "TAP", "steward"]);
    }

    #[test]
    fn the_longer_of_two_terms_is_meant() {
        let terms: &[(&str, &[&str])] = &[("mentor", &[]), ("mentor register", &[])];
        assert_eq!(
            found(terms, "The mentor register, the mentor's."),
            ["mentor register", "mentor"]
        );
    }

    #[test]
    fn letters_beyond_ascii_make_words_too() {
        let terms: &[(&str, &[&str])] = &[("Tŷ", &[]), ("café", &["über rep"])];
        assert_eq!(found(terms, "(TŶ) – Café, ÜBER rep! tŷs"), ["TŶ", "Café", "ÜBER rep"]);
    }

    #[test]
    fn a_term_is_a_whole_word() {
        assert_eq!(found(&[("coach", &[])], "coaching coaches"), Vec::<String>::new());
    }
}
