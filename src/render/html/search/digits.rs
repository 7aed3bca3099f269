//! Numbers and texts as they stand inside a JavaScript string.

/// How many digits there are: printable ASCII without `"` and `\`, which would have to be
/// escaped in a string, and `<`, so that no list can end a script that a page carries inside it.
pub(super) const BASE: u32 = 92;

/// The digits, in order.
pub(super) const DIGITS: [u8; BASE as usize] = {
    let mut digits = [0; BASE as usize];
    let mut place = 0;
    let mut byte = b' ';
    while byte <= b'~' {
        if byte != b'"' && byte != b'\\' && byte != b'<' {
            digits[place] = byte;
            place += 1;
        }
        byte += 1;
    }
    digits
};

/// First digits below this stand for themselves.
const ONE: u32 = 64;
/// First digits from here have two more digits after them, those below only one.
const THREE: u32 = 88;
/// This first digit has five after it, enough for any number here.
const SIX: u32 = BASE - 1;

/// How many numbers take one digit, two, and three.
const IN_TWO: u32 = (THREE - ONE) * BASE;
const IN_THREE: u32 = (SIX - THREE) * BASE * BASE;

/// Writes `digit`, which is below [`BASE`].
#[inline]
pub(super) fn push_digit(out: &mut Vec<u8>, digit: u32) {
    out.push(DIGITS[digit as usize]);
}

/// Writes any number; small ones take one digit.
#[inline]
pub(super) fn push_number(out: &mut Vec<u8>, number: u32) {
    if number < ONE {
        push_digit(out, number);
        return;
    }
    let rest = number - ONE;
    if rest < IN_TWO {
        push_digit(out, ONE + rest / BASE);
        push_digit(out, rest % BASE);
        return;
    }
    let rest = rest - IN_TWO;
    if rest < IN_THREE {
        push_digit(out, THREE + rest / (BASE * BASE));
        push_digit(out, rest / BASE % BASE);
        push_digit(out, rest % BASE);
        return;
    }
    push_digit(out, SIX);
    for power in (0..5).rev() {
        push_digit(out, rest / BASE.pow(power) % BASE);
    }
}

/// Writes `text` as the inside of a JavaScript string in double quotes; a control character, a
/// tab among them, becomes a space.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    for character in text.chars() {
        match character {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '<' => out.extend_from_slice(b"\\x3c"),
            '\u{2028}' | '\u{2029}' => out.push(b' '),
            _ if character.is_control() => out.push(b' '),
            _ if character.is_ascii() => out.push(character as u8),
            _ => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Reads a number back, and steps on.
    pub(in super::super) fn read_number(bytes: &mut impl Iterator<Item = u8>) -> u32 {
        let mut digit = || {
            let byte = bytes.next().unwrap();
            DIGITS.iter().position(|&digit| digit == byte).unwrap() as u32
        };
        match digit() {
            first if first < ONE => first,
            first if first < THREE => ONE + (first - ONE) * BASE + digit(),
            first if first < SIX => {
                ONE + IN_TWO + (first - THREE) * BASE * BASE + digit() * BASE + digit()
            }
            _ => ONE + IN_TWO + (0..5).fold(0, |number, _| number * BASE + digit()),
        }
    }

    #[test]
    fn every_number_reads_back() {
        let turns = [ONE, ONE + IN_TWO, ONE + IN_TWO + IN_THREE];
        let around = turns.into_iter().flat_map(|turn| turn - 2..turn + 2);
        for number in (0..10_000).chain(around).chain([1 << 24, u32::MAX]) {
            let mut written = Vec::new();
            push_number(&mut written, number);
            assert_eq!(read_number(&mut written.into_iter()), number);
        }
    }

    #[test]
    fn a_text_cannot_leave_its_string_or_its_script() {
        let mut written = Vec::new();
        push_text(&mut written, "\"a\\b\"\n</script>\u{2028}é");
        assert_eq!(String::from_utf8(written).unwrap(), "\\\"a\\\\b\\\" \\x3c/script> é");
    }
}
