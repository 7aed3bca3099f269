//! All words of all pages, gathered under their English stems.

use super::count::Chunk;
use super::words::Words;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

/// Stems in alphabetical order, each with the words that it was found as.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Words,
    stems: Words,
    /// The stems' numbers in `stems`, in alphabetical order. A place in here is a term.
    order: Vec<u32>,
    /// The words' numbers in `words`, grouped by term.
    forms: Vec<u32>,
    /// Where each term's group in `forms` ends.
    ends: Vec<u32>,
}

impl Vocabulary {
    /// Gathers the words of all chunks. Beside it, for each chunk, the term of each of its words.
    pub(super) fn gather(chunks: &[Chunk]) -> (Self, Vec<Vec<u32>>) {
        let mut words = Words::new();
        let mut terms: Vec<Vec<u32>> = chunks
            .iter()
            .map(|chunk| chunk.words.iter().map(|word| words.number(word)).collect())
            .collect();
        let all: Vec<u32> = (0..words.len() as u32).collect();
        let stemmed: Vec<Option<String>> =
            all.par_iter().with_min_len(512).map(|&word| stem(words.get(word))).collect();
        let mut stems = Words::new();
        let stem_of: Vec<u32> = stemmed
            .iter()
            .zip(words.iter())
            .map(|(stem, word)| stems.number(stem.as_ref().map_or(word, |stem| stem.as_bytes())))
            .collect();

        let mut order: Vec<u32> = (0..stems.len() as u32).collect();
        order.par_sort_unstable_by(|&a, &b| stems.get(a).cmp(stems.get(b)));
        let mut term_of_stem = vec![0; order.len()];
        for (term, &stem) in order.iter().enumerate() {
            term_of_stem[stem as usize] = term as u32;
        }
        let term_of: Vec<u32> = stem_of.iter().map(|&stem| term_of_stem[stem as usize]).collect();

        let mut forms = all;
        forms.par_sort_unstable_by(|&a, &b| {
            let terms = term_of[a as usize].cmp(&term_of[b as usize]);
            terms.then_with(|| words.get(a).cmp(words.get(b)))
        });
        let mut ends = vec![0; order.len()];
        for (place, &word) in forms.iter().enumerate() {
            ends[term_of[word as usize] as usize] = place as u32 + 1;
        }

        terms.par_iter_mut().flatten().for_each(|word| *word = term_of[*word as usize]);
        (Self { words, stems, order, forms, ends }, terms)
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The stem of a term.
    pub(super) fn stem(&self, term: usize) -> &[u8] {
        self.stems.get(self.order[term])
    }

    /// The words that a term was found as, in alphabetical order.
    pub(super) fn forms(&self, term: usize) -> impl Iterator<Item = &[u8]> {
        let start = if term == 0 { 0 } else { self.ends[term - 1] };
        let forms = &self.forms[start as usize..self.ends[term] as usize];
        forms.iter().map(|&word| self.words.get(word))
    }
}

/// The stem of a folded word, unless the word is its own. Only words in plain letters are asked
/// about: the stemmer knows English, and the browser's knows nothing else either.
fn stem(word: &[u8]) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let word = str::from_utf8(word).ok()?;
    let stem = Stemmer::create(Algorithm::English).stem(word);
    (stem != word).then(|| stem.into_owned())
}
