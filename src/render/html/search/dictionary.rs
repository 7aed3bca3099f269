//! The words of the dictionary and the lists of sections, cut into shards.

use super::Shard;
use super::digits::push_number;
use super::lists::Lists;
use super::vocabulary::Vocabulary;

/// A words shard is full at this many bytes. A reader's two letters may need a few of them.
const WORDS: usize = 20_000;
/// A lists shard is full at this many bytes.
const LISTS: usize = 32_000;
/// A list of this many bytes has a shard of its own, so that nothing else has to wait for it.
const LONG: usize = 16_000;

/// The shards of the dictionary.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub(super) words: Vec<Shard>,
    /// The first and the last word that each words shard can answer for.
    pub(super) ranges: Vec<(String, String)>,
    pub(super) lists: Vec<Shard>,
    pub(super) long: Vec<Shard>,
}

/// A words shard being filled, with the lists shard that its next short list goes to.
#[derive(Default)]
struct Open {
    words: Vec<u8>,
    numbers: Vec<u8>,
    list: Vec<u8>,
    last_stem: Vec<u8>,
    from: Vec<u8>,
    to: Vec<u8>,
}

impl Dictionary {
    /// Cuts words and lists into shards, in alphabetical order.
    pub(super) fn write(vocabulary: &Vocabulary, lists: &Lists) -> Self {
        let mut dictionary = Self::default();
        let mut open = Open::default();
        let mut start = 0;
        for (term, &size) in lists.sizes.iter().enumerate() {
            let list = &lists.bytes[start..start + size as usize];
            start += size as usize;
            // A stop word, whose stem nothing else has.
            if size == 0 {
                continue;
            }
            if open.words.is_empty() {
                push_number(&mut open.numbers, dictionary.lists.len() as u32);
                push_number(&mut open.numbers, dictionary.long.len() as u32);
            }
            open.word(vocabulary, term);
            dictionary.place(&mut open, list);
            if open.words.len() + open.numbers.len() >= WORDS {
                dictionary.close(std::mem::take(&mut open));
            }
        }
        if !open.words.is_empty() {
            dictionary.close(open);
        }
        dictionary
    }

    /// Puts a term's list into a shard and notes its size and whether it goes on in the open
    /// shard (0), begins the next one (1) or stands alone (2).
    fn place(&mut self, open: &mut Open, list: &[u8]) {
        let size = list.len() as u32 * 3;
        if list.len() >= LONG {
            push_number(&mut open.numbers, size + 2);
            self.long.push(string_shard("long", self.long.len(), list));
        } else if open.list.len() + list.len() > LISTS {
            push_number(&mut open.numbers, size + 1);
            self.lists.push(string_shard("lists", self.lists.len(), &open.list));
            open.list.clear();
            open.list.extend_from_slice(list);
        } else {
            push_number(&mut open.numbers, size);
            open.list.extend_from_slice(list);
        }
    }

    /// Finishes a words shard and the lists shard beside it.
    fn close(&mut self, open: Open) {
        self.lists.push(string_shard("lists", self.lists.len(), &open.list));
        let mut bytes = format!("mentorpackSearch.words({},\"", self.words.len()).into_bytes();
        bytes.extend_from_slice(&open.words);
        bytes.extend_from_slice(b"\",\"");
        bytes.extend_from_slice(&open.numbers);
        bytes.extend_from_slice(b"\");\n");
        self.words.push(Shard { kind: "words", bytes });
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        self.ranges.push((text(&open.from), text(&open.to)));
    }
}

impl Open {
    /// Writes a stem, as what it shares with the last and what is new, and behind commas the
    /// words it was found as, as what they leave off the stem and what they put there.
    fn word(&mut self, vocabulary: &Vocabulary, term: usize) {
        let stem = vocabulary.stem(term);
        if !self.words.is_empty() {
            self.words.push(b' ');
        }
        let shared = if self.words.is_empty() { 0 } else { common(&self.last_stem, stem).min(35) };
        self.words.push(base_36(shared));
        self.words.extend_from_slice(&stem[shared..]);
        self.widen(stem);
        for form in vocabulary.forms(term).filter(|&form| form != stem) {
            let kept = common(stem, form);
            if stem.len() - kept > 35 {
                continue;
            }
            self.words.push(b',');
            self.words.push(base_36(stem.len() - kept));
            self.words.extend_from_slice(&form[kept..]);
            // "dying" stems to "die", and would have this shard asked for every word from "dia"
            // to "dyi"; it is found all the same once it is typed in full.
            if kept > 1 {
                self.widen(form);
            }
        }
        self.last_stem.clear();
        self.last_stem.extend_from_slice(stem);
    }

    /// Has the shard answer for `word` as well.
    fn widen(&mut self, word: &[u8]) {
        if self.from.is_empty() || word < self.from.as_slice() {
            self.from = word.to_vec();
        }
        if word > self.to.as_slice() {
            self.to = word.to_vec();
        }
    }
}

/// A shard that is one string.
fn string_shard(kind: &'static str, number: usize, text: &[u8]) -> Shard {
    let mut bytes = format!("mentorpackSearch.{kind}({number},\"").into_bytes();
    bytes.extend_from_slice(text);
    bytes.extend_from_slice(b"\");\n");
    Shard { kind, bytes }
}

/// How many letters two words begin with alike. Only ASCII counts, where a letter is as long for
/// the browser as it is here.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b && a.is_ascii()).count()
}

/// One of 0 to 9 and a to z.
fn base_36(value: usize) -> u8 {
    b"0123456789abcdefghijklmnopqrstuvwxyz"[value]
}
