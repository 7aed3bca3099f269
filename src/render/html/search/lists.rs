//! For each term, the sections that mention it.

use super::count::Chunk;
use super::digits::{BASE, push_digit, push_number};
use super::vocabulary::Vocabulary;
use rayon::prelude::*;

/// The mentions of all terms, turned from "words by section" to "sections by term".
#[derive(Debug)]
struct Mentions {
    /// Where each term's mentions start, and behind the last where they end.
    starts: Vec<usize>,
    sections: Vec<u32>,
    weights: Vec<u8>,
}

/// The written lists of all terms, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// All lists.
    pub(super) bytes: Vec<u8>,
    /// How long each term's list is.
    pub(super) sizes: Vec<u32>,
}

impl Lists {
    /// Writes the lists of all terms.
    pub(super) fn write(chunks: Vec<Chunk>, terms: &[Vec<u32>], vocabulary: &Vocabulary) -> Self {
        let mentions = Mentions::turn(chunks, terms, vocabulary.len());
        let all: Vec<usize> = (0..vocabulary.len()).collect();
        let parts: Vec<Self> = all.par_chunks(512).map(|terms| mentions.write(terms)).collect();
        let mut lists = Self::default();
        lists.bytes.reserve_exact(parts.iter().map(|part| part.bytes.len()).sum());
        for part in parts {
            lists.bytes.extend_from_slice(&part.bytes);
            lists.sizes.extend_from_slice(&part.sizes);
        }
        lists
    }
}

impl Mentions {
    /// A counting sort by term. Chunks come in order and so do their sections, so each term's
    /// sections are in order too.
    fn turn(chunks: Vec<Chunk>, terms: &[Vec<u32>], count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for (chunk, terms) in chunks.iter().zip(terms) {
            for &word in &chunk.words_mentioned {
                starts[terms[word as usize] as usize + 1] += 1;
            }
        }
        for term in 0..count {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let mut sections = vec![0; starts[count]];
        let mut weights = vec![0; starts[count]];
        let mut section = 0;
        for (chunk, terms) in chunks.into_iter().zip(terms) {
            let mut mentions = chunk.words_mentioned.iter().zip(&chunk.weights);
            for &many in &chunk.mentions_of {
                for (&word, &weight) in mentions.by_ref().take(many as usize) {
                    let place = &mut next[terms[word as usize] as usize];
                    sections[*place] = section;
                    weights[*place] = weight;
                    *place += 1;
                }
                section += 1;
            }
        }
        Self { starts, sections, weights }
    }

    /// Writes the lists of some terms: for each section the step from the last one, doubled, and
    /// one more where the weight is above 1, which then follows as a digit.
    fn write(&self, terms: &[usize]) -> Lists {
        let mut lists = Lists::default();
        for &term in terms {
            let before = lists.bytes.len();
            let range = self.starts[term]..self.starts[term + 1];
            let mut mentions =
                self.sections[range.clone()].iter().zip(&self.weights[range]).peekable();
            let mut next = 0;
            while let Some((&section, &weight)) = mentions.next() {
                let mut weight = u32::from(weight);
                // Two words of one stem in one section.
                while let Some((_, more)) = mentions.next_if(|(again, _)| **again == section) {
                    weight += u32::from(*more);
                }
                let heavier = weight > 1;
                push_number(&mut lists.bytes, (section - next) * 2 + u32::from(heavier));
                if heavier {
                    push_digit(&mut lists.bytes, (weight - 2).min(BASE - 1));
                }
                next = section + 1;
            }
            lists.sizes.push((lists.bytes.len() - before) as u32);
        }
        lists
    }
}
