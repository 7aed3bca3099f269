//! Which characters belong to a word, and what each becomes before words are compared.
//!
//! `search-words.js` does the same to what the reader types, with the same two tables. The suite
//! compares the two over every character that the browser's Unicode knows.

/// What a character becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// It stands between words.
    Between,
    /// It belongs to the word and leaves no trace: an apostrophe, a combining accent.
    Nothing,
    /// It becomes one or two ASCII letters.
    Ascii(&'static [u8]),
    /// It is a letter outside the tables, to be lower-cased.
    Letter,
}

/// U+00C0 to U+024F: the ASCII letter, a figure for a pair in [`PAIRS`], a space for what is no
/// letter, a full stop for what stays as it is.
const LATIN: &[u8; 400] = b"\
aaaaaa1ceeeeiiiidnooooo ouuuuy43aaaaaa1ceeeeiiiidnooooo ouuuuy4y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkklllllll\
lllnnnnnnnnnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
.................ff....i........oo.............uu...............\
....zzz......aaiioouuuuuuuuuu.aaaa11..ggkkoooo..j...gg..nnaa11oo\
aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...j........\
................";

/// U+1E00 to U+1EFF, written like [`LATIN`]: Welsh ẃ and ẁ, and Vietnamese.
const ADDITIONAL: &[u8; 256] = b"\
aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwy.s..3.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// What the figures 1 to 5 stand for in the tables.
const PAIRS: [&[u8]; 5] = [b"ae", b"oe", b"ss", b"th", b"ij"];

/// What one character outside ASCII becomes.
pub(super) fn fold(character: char) -> Fold {
    let code = character as usize;
    match code {
        0xC0..0x250 => tabled(LATIN, code - 0xC0),
        0x1E00..0x1F00 => tabled(ADDITIONAL, code - 0x1E00),
        // Combining accents, soft hyphen, zero-width characters and curly or modifier apostrophes.
        0x300..0x370 | 0xAD | 0x200B..=0x200D | 0x2019 | 0x2BC | 0x2060 | 0xFEFF => Fold::Nothing,
        _ if character.is_alphanumeric() => Fold::Letter,
        _ => Fold::Between,
    }
}

/// Reads one place of a table.
fn tabled(table: &'static [u8], place: usize) -> Fold {
    match table[place] {
        b' ' => Fold::Between,
        b'.' => Fold::Letter,
        figure @ b'1'..=b'5' => Fold::Ascii(PAIRS[usize::from(figure - b'1')]),
        _ => Fold::Ascii(&table[place..=place]),
    }
}

/// An ASCII byte between words, in [`ASCII`].
pub(super) const BETWEEN: u8 = 0;
/// An ASCII byte that leaves no trace in a word, in [`ASCII`].
pub(super) const NOTHING: u8 = 1;
/// A byte of a longer character, in [`ASCII`].
pub(super) const LONGER: u8 = 2;

/// What each byte becomes: a lower-case letter, a figure, or one of the three marks above.
pub(super) const ASCII: [u8; 256] = {
    let mut table = [BETWEEN; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            letter @ (b'a'..=b'z' | b'0'..=b'9') => letter,
            capital @ b'A'..=b'Z' => capital + 32,
            b'\'' => NOTHING,
            0x80.. => LONGER,
            _ => BETWEEN,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welsh_and_polish_letters_become_plain_ones() {
        let plain: Vec<u8> = "ŵŷâêîôûẁẃÿŁódźß"
            .chars()
            .flat_map(|letter| match fold(letter) {
                Fold::Ascii(bytes) => bytes.to_vec(),
                _ => vec![ASCII[letter as usize]],
            })
            .collect();
        assert_eq!(String::from_utf8(plain).unwrap(), "wyaeiouwwylodzss");
    }

    #[test]
    fn punctuation_stands_between_words_and_an_apostrophe_does_not() {
        assert_eq!(fold('—'), Fold::Between);
        assert_eq!(fold('×'), Fold::Between);
        assert_eq!(fold('’'), Fold::Nothing);
        assert_eq!(fold('Ж'), Fold::Letter);
    }
}
