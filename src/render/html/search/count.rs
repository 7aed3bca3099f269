//! How often each word stands in each section, for some pages at a time.

use super::words::{Words, each_word};
use super::{Page, lengths};

/// Words that say nothing about a section. They are in no list; the root file carries them, so
/// that the browser leaves the same ones out of a question.
pub(super) const STOP_WORDS: [&str; 34] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has",
    "have", "if", "in", "into", "is", "it", "its", "of", "on", "or", "such", "that", "the", "then",
    "these", "this", "to", "was", "were", "with",
];

/// What one mention of a word weighs: in the text, in a section's heading, in the title of the
/// page for the section that opens it, and in that title for the sections after it.
const TEXT: u8 = 1;
const HEADING: u8 = 4;
const TITLE: u8 = 8;
const TITLE_FURTHER_DOWN: u8 = 1;

/// The counted words of consecutive pages. Words have numbers of the chunk's own, so that chunks
/// can be counted at the same time without sharing anything.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) words: Words,
    /// How many of the mentions below belong to each section.
    pub(super) mentions_of: Vec<u32>,
    /// Each section's length, as one digit.
    pub(super) lengths: Vec<u8>,
    /// For each section in turn, each of its words once.
    pub(super) words_mentioned: Vec<u32>,
    /// Beside each of `words_mentioned`, the weight of all mentions together.
    pub(super) weights: Vec<u8>,
}

impl Chunk {
    /// Counts the words of `pages`.
    pub(super) fn count(pages: &[Page<'_>]) -> Self {
        let mut words = Words::new();
        for word in STOP_WORDS {
            words.number(word.as_bytes());
        }
        let chunk = Self {
            words,
            mentions_of: Vec::new(),
            lengths: Vec::new(),
            words_mentioned: Vec::new(),
            weights: Vec::new(),
        };
        let mut counter = Counter { chunk, totals: Vec::new(), seen: Vec::new() };
        let mut title = Vec::new();
        for page in pages {
            title.clear();
            each_word(page.title, |word| title.push(counter.chunk.words.number(word)));
            for (place, section) in page.sections.iter().enumerate() {
                let weight = if place == 0 { TITLE } else { TITLE_FURTHER_DOWN };
                counter.add_title(&title, weight);
                let mut length = 0;
                if let Some(heading) = &section.heading {
                    length += counter.add_all(heading, HEADING);
                }
                length += counter.add_all(&section.text, TEXT);
                counter.end_section(length);
            }
            if page.sections.is_empty() {
                counter.add_title(&title, TITLE);
                counter.end_section(0);
            }
        }
        counter.chunk
    }
}

/// Counts one section at a time in a dense table, so that nothing is sorted or hashed twice.
struct Counter {
    chunk: Chunk,
    totals: Vec<u8>,
    seen: Vec<u32>,
}

impl Counter {
    /// Adds every word of `text` and says how many there were, stop words left out.
    fn add_all(&mut self, text: &str, weight: u8) -> usize {
        let mut length = 0;
        each_word(text, |word| {
            let number = self.chunk.words.number(word);
            length += usize::from(self.add(number, weight));
        });
        length
    }

    /// Adds the words of a title, which have been counted as words already.
    fn add_title(&mut self, title: &[u32], weight: u8) {
        for &word in title {
            self.add(word, weight);
        }
    }

    /// Adds one mention, unless it is of a stop word.
    #[inline]
    fn add(&mut self, word: u32, weight: u8) -> bool {
        let place = word as usize;
        if place < STOP_WORDS.len() {
            return false;
        }
        if place >= self.totals.len() {
            self.totals.resize(place + 1, 0);
        }
        let total = &mut self.totals[place];
        if *total == 0 {
            self.seen.push(word);
        }
        *total = total.saturating_add(weight);
        true
    }

    /// Writes down what the section mentioned, and forgets it.
    fn end_section(&mut self, length: usize) {
        self.chunk.mentions_of.push(self.seen.len() as u32);
        self.chunk.lengths.push(lengths::quantise(length));
        for word in self.seen.drain(..) {
            self.chunk.words_mentioned.push(word);
            self.chunk.weights.push(std::mem::take(&mut self.totals[word as usize]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Section;
    use super::*;

    #[test]
    fn a_title_weighs_most_where_the_page_opens_and_stop_words_weigh_nothing() {
        let section = |heading: &str, text: &str| Section {
            anchor: None,
            heading: Some(heading.to_owned()),
            text: text.to_owned(),
        };
        let sections = vec![section("Trust", "the trust of a mentee"), section("Time", "and time")];
        let page = Page { url: "a.html", title: "The mentor", kind: "Model", sections };
        let chunk = Chunk::count(&[page]);
        let mentions: Vec<(String, u8)> = chunk
            .words_mentioned
            .iter()
            .zip(&chunk.weights)
            .map(|(&word, &weight)| {
                (String::from_utf8(chunk.words.get(word).to_vec()).unwrap(), weight)
            })
            .collect();
        let expected = [("mentor", 8), ("trust", 5), ("mentee", 1), ("mentor", 1), ("time", 5)];
        assert_eq!(mentions, expected.map(|(word, weight)| (word.to_owned(), weight)));
        assert_eq!(chunk.mentions_of, [3, 2]);
    }
}
