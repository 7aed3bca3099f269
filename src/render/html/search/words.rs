//! Text taken apart into folded words, and words turned into numbers.

use super::fold::{ASCII, BETWEEN, Fold, LONGER, NOTHING, fold};

/// A longer run of letters is an address or a code, which nobody types.
const LONGEST: usize = 64;

/// Calls `word` with each word of `text`, lower-case and without accents.
pub(super) fn each_word(text: &str, mut word: impl FnMut(&[u8])) {
    let bytes = text.as_bytes();
    let mut buffer = Buffer { bytes: [0; LONGEST], len: 0 };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match ASCII[usize::from(byte)] {
            BETWEEN => buffer.end(&mut word),
            NOTHING => {}
            LONGER => {
                let Some(character) = text[at - 1..].chars().next() else { break };
                at += character.len_utf8() - 1;
                match fold(character) {
                    Fold::Between => buffer.end(&mut word),
                    Fold::Nothing => {}
                    Fold::Ascii(letters) => letters.iter().for_each(|&letter| buffer.push(letter)),
                    Fold::Letter => {
                        for lower in character.to_lowercase() {
                            let mut utf8 = [0; 4];
                            lower.encode_utf8(&mut utf8).bytes().for_each(|b| buffer.push(b));
                        }
                    }
                }
            }
            letter => buffer.push(letter),
        }
    }
    buffer.end(&mut word);
}

/// The word being read. `len` runs on past the room there is, so that a long word can be told.
struct Buffer {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Buffer {
    #[inline]
    fn push(&mut self, byte: u8) {
        if let Some(room) = self.bytes.get_mut(self.len) {
            *room = byte;
        }
        self.len += 1;
    }

    #[inline]
    fn end(&mut self, word: &mut impl FnMut(&[u8])) {
        if self.len > 0 {
            if self.len <= LONGEST {
                word(&self.bytes[..self.len]);
            }
            self.len = 0;
        }
    }
}

/// Distinct words in the order they were first met, each with a number.
///
/// The standard map would hash with SipHash and own a `String` for each word; the index meets
/// millions of words, so the bytes lie in one arena and the table holds numbers.
#[derive(Debug)]
pub(super) struct Words {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    slots: Vec<Slot>,
}

/// One place in the table: the upper half of the hash, and the word's number plus one.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    number: u32,
}

impl Words {
    /// No words yet.
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), slots: vec![Slot::default(); 1024] }
    }

    /// How many distinct words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a word.
    #[inline]
    pub(super) fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.bytes[start..self.ends[number] as usize]
    }

    /// All words, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// The number of `word`, which is put in when it is new.
    #[inline]
    pub(super) fn number(&mut self, word: &[u8]) -> u32 {
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let slot = self.slots[place];
            if slot.number == 0 {
                return self.put(word, hash, place);
            }
            if slot.hash == hash && self.get(slot.number - 1) == word {
                return slot.number - 1;
            }
            place = (place + 1) & mask;
        }
    }

    /// Puts a new word at an empty place.
    #[cold]
    fn put(&mut self, word: &[u8], hash: u32, place: usize) -> u32 {
        self.bytes.extend_from_slice(word);
        self.ends.push(self.bytes.len() as u32);
        let number = self.ends.len() as u32;
        self.slots[place] = Slot { hash, number };
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number - 1
    }

    /// Doubles the table.
    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); mask + 1]);
        for slot in old.into_iter().filter(|slot| slot.number != 0) {
            let mut place = slot.hash as usize & mask;
            while self.slots[place].number != 0 {
                place = (place + 1) & mask;
            }
            self.slots[place] = slot;
        }
    }
}

/// A quick hash: multiply and rotate, eight bytes at a time; the upper bits are the good ones.
#[inline]
fn hash(word: &[u8]) -> u32 {
    let mut hash = word.len() as u64;
    for part in word.chunks(8) {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        hash =
            (hash.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_word(text, |word| found.push(String::from_utf8(word.to_vec()).unwrap()));
        found
    }

    #[test]
    fn words_lose_capitals_accents_and_apostrophes() {
        assert_eq!(words("The Mentor’s “Dŵr”, isn't it?"), ["the", "mentors", "dwr", "isnt", "it"]);
        assert_eq!(words("one-to-one, 45 min."), ["one", "to", "one", "45", "min"]);
        assert_eq!(words("dw\u{302}r ΔΈΛΤΑ"), ["dwr", "δέλτα"]);
    }

    #[test]
    fn a_run_of_letters_that_nobody_types_is_no_word() {
        let long = "x".repeat(65);
        assert_eq!(words(&format!("a {long} b")), ["a", "b"]);
        assert_eq!(words(&long[1..]).len(), 1);
    }

    #[test]
    fn equal_words_have_one_number_however_many_there_are() {
        let mut all = Words::new();
        let numbers: Vec<u32> =
            (0..5000).map(|n| all.number(format!("word{n}").as_bytes())).collect();
        assert_eq!(all.len(), 5000);
        for (n, number) in numbers.into_iter().enumerate() {
            assert_eq!(all.get(number), format!("word{n}").as_bytes());
            assert_eq!(all.number(format!("word{n}").as_bytes()), number);
        }
    }
}
