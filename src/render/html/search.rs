//! The index that the search page reads, without a network and without `fetch`.
//!
//! Pages opened from a folder may load nothing but classic scripts, so the index is made of
//! scripts that hand their data to `search.js`. A small pack has one file. A large one has a root,
//! which names all others, and shards of which a question loads the few it needs:
//!
//! * `words`: stems and the words they come from, in alphabetical order;
//! * `lists`: for each stem the sections that mention it and how heavily, several stems a file;
//! * `long`: the same for one very common stem;
//! * `pages`: what a result shows of a section.
//!
//! A question's words find their shards by alphabet, sections are ranked by BM25, and the first
//! ten are shown. `themes/default/static/search-words.js` takes text apart and stems exactly as
//! this module does.

mod count;
mod dictionary;
mod digits;
mod fold;
mod lengths;
mod lists;
mod pages;
mod root;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

use count::Chunk;
use dictionary::Dictionary;
use lists::Lists;
use pages::Pages;
use rayon::prelude::*;
use vocabulary::Vocabulary;

/// A page to be found.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its address from the edition's root, such as `models/grow.html`.
    pub url: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What the reader calls its kind, such as "Workshop".
    pub kind: &'a str,
    /// Its text. A page without sections is found by its title.
    pub sections: Vec<Section>,
}

/// A part of a page that a result can point at.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's id; none for the page's top.
    pub anchor: Option<String>,
    /// The heading; none for the page's top.
    pub heading: Option<String>,
    /// What stands there, as plain text.
    pub text: String,
}

/// The finished index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchIndex {
    /// The file that the search page loads first: one of `files`.
    pub root: String,
    /// Paths from the edition's root, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A file of the index before it has its name.
#[derive(Debug)]
struct Shard {
    kind: &'static str,
    bytes: Vec<u8>,
}

/// How many parts the pages are counted in. It is not the number of threads, so that threads
/// change nothing; each part stems and hashes its own words, so it is not large either.
const CHUNKS: usize = 16;

/// Builds the index of `pages`. The same pages in the same order give the same bytes.
pub fn index(pages: &[Page<'_>]) -> SearchIndex {
    let size = pages.len().div_ceil(CHUNKS).max(16);
    let chunks: Vec<Chunk> = pages.par_chunks(size).map(Chunk::count).collect();
    let lengths: Vec<u8> = chunks.iter().flat_map(|chunk| chunk.lengths.iter().copied()).collect();
    let (vocabulary, terms) = Vocabulary::gather(&chunks);
    let lists = Lists::write(chunks, &terms, &vocabulary);
    let dictionary = Dictionary::write(&vocabulary, &lists);
    drop((vocabulary, lists));
    root::name(&lengths, dictionary, Pages::write(pages))
}
