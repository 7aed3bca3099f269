//! The words of a PDF (ISO 32000-1, 7.2 and 7.3), read with a limit on all that it costs.

use std::cell::Cell;

/// Deeper than any form's dictionaries go.
const DEEPEST: usize = 48;
/// What a value costs besides its bytes, as its memory weighs more than they do.
const VALUE: usize = 32;

/// What reading may still cost, in bytes looked at.
#[derive(Debug)]
pub(super) struct Fuel(Cell<usize>);

/// The fuel is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfFuel;

impl Fuel {
    pub(super) fn new(amount: usize) -> Self {
        Self(Cell::new(amount))
    }

    pub(super) fn spend(&self, amount: usize) -> Result<(), OutOfFuel> {
        let left = self.0.get().checked_sub(amount).ok_or(OutOfFuel);
        self.0.set(left.unwrap_or(0));
        left.map(drop)
    }
}

/// An object, as far as forms need to know.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Null, booleans and fractions, which no value of a field is.
    Other,
    Whole(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Value>),
    Map(Map),
    /// To the object of this number.
    Reference(u32),
}

impl Value {
    /// What a copy of it costs.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Other | Self::Whole(_) | Self::Reference(_) => VALUE,
            Self::Name(bytes) | Self::Text(bytes) => VALUE + bytes.len(),
            Self::List(list) => VALUE + list.iter().map(Self::weight).sum::<usize>(),
            Self::Map(Map(map)) => {
                VALUE + map.iter().map(|(key, value)| key.len() + value.weight()).sum::<usize>()
            }
        }
    }
}

/// A dictionary.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Map(Vec<(Vec<u8>, Value)>);

impl Map {
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) fn is(&self, key: &[u8], name: &[u8]) -> bool {
        matches!(self.get(key), Some(Value::Name(found)) if found == name)
    }
}

/// Reads `bytes` from a place on.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    fuel: &'a Fuel,
}

/// What came of reading a value: the value, nothing that is one, or the end of patience.
type Read<T> = Result<Option<T>, OutOfFuel>;

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, fuel: &'a Fuel) -> Self {
        Self { bytes, at: at.min(bytes.len()), fuel }
    }

    /// Where it is.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Goes on for as long as `wanted` says and gives what was passed.
    fn pass(&mut self, wanted: impl Fn(u8) -> bool) -> Result<&'a [u8], OutOfFuel> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
        self.fuel.spend(length + 1)?;
        self.at += length;
        Ok(&rest[..length])
    }

    /// Passes white space and comments.
    pub(super) fn space(&mut self) -> Result<(), OutOfFuel> {
        loop {
            self.pass(is_space)?;
            if self.peek() != Some(b'%') {
                return Ok(());
            }
            self.pass(|byte| byte != b'\n' && byte != b'\r')?;
        }
    }

    /// Passes `word` if it comes next.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Passes a number without a sign, if one comes next.
    pub(super) fn digits(&mut self) -> Read<u64> {
        let digits = self.pass(|byte| byte.is_ascii_digit())?;
        Ok(std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()))
    }

    /// The next value, if one comes next; otherwise it stops somewhere in what is none.
    pub(super) fn value(&mut self) -> Read<Value> {
        self.nested(DEEPEST)
    }

    fn nested(&mut self, depth: usize) -> Read<Value> {
        self.fuel.spend(VALUE)?;
        self.space()?;
        let Some(depth) = depth.checked_sub(1) else { return Ok(None) };
        match self.peek() {
            Some(b'/') => Ok(Some(Value::Name(self.name()?))),
            Some(b'(') => Ok(self.literal()?.map(Value::Text)),
            Some(b'[') => self.list(depth),
            Some(b'<') if self.rest().starts_with(b"<<") => self.map(depth),
            Some(b'<') => Ok(self.hexadecimal()?.map(Value::Text)),
            Some(b'0'..=b'9') => Ok(Some(self.number_or_reference()?)),
            Some(b'+' | b'-' | b'.') => {
                let word = self.pass(is_regular)?;
                let whole = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                Ok(Some(whole.map_or(Value::Other, Value::Whole)))
            }
            Some(b't' | b'f' | b'n') => {
                let word = self.pass(is_regular)?;
                Ok(matches!(word, b"true" | b"false" | b"null").then_some(Value::Other))
            }
            _ => Ok(None),
        }
    }

    fn number_or_reference(&mut self) -> Result<Value, OutOfFuel> {
        let word = self.pass(is_regular)?;
        let text = std::str::from_utf8(word).unwrap_or_default();
        let Ok(number) = text.parse::<i64>() else { return Ok(Value::Other) };
        let behind = self.at;
        // `12 0 R`
        self.pass(is_space)?;
        let generation = self.pass(|byte| byte.is_ascii_digit())?;
        if !generation.is_empty() && generation.len() <= 5 {
            self.pass(is_space)?;
            let whole = self.rest().get(1).is_none_or(|byte| !is_regular(*byte));
            if let (Some(b'R'), true, Ok(number)) = (self.peek(), whole, u32::try_from(number)) {
                self.at += 1;
                return Ok(Value::Reference(number));
            }
        }
        self.at = behind;
        Ok(Value::Whole(number))
    }

    fn name(&mut self) -> Result<Vec<u8>, OutOfFuel> {
        self.at += 1;
        let written = self.pass(is_regular)?;
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let Some((&byte, behind)) = rest.split_first() {
            let escaped = (byte == b'#').then(|| behind.get(..2)).flatten().and_then(hex_pair);
            name.push(escaped.unwrap_or(byte));
            rest = if escaped.is_some() { &behind[2..] } else { behind };
        }
        Ok(name)
    }

    fn list(&mut self, depth: usize) -> Read<Value> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            self.space()?;
            if self.word(b"]") {
                return Ok(Some(Value::List(list)));
            }
            match self.nested(depth)? {
                Some(value) => list.push(value),
                None => return Ok(None),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Read<Value> {
        self.at += 2;
        let mut map = Vec::new();
        loop {
            self.space()?;
            if self.word(b">>") {
                return Ok(Some(Value::Map(Map(map))));
            }
            if self.peek() != Some(b'/') {
                return Ok(None);
            }
            let key = self.name()?;
            match self.nested(depth)? {
                Some(value) => map.push((key, value)),
                None => return Ok(None),
            }
        }
    }

    fn hexadecimal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let written = self.pass(|byte| byte != b'>')?;
        if !self.word(b">") {
            return Ok(None);
        }
        let digits: Option<Vec<u8>> =
            written.iter().filter(|byte| !is_space(**byte)).map(|byte| hex(*byte)).collect();
        // A missing last digit is a nought.
        let bytes = digits.map(|digits| {
            digits.chunks(2).map(|pair| (pair[0] << 4) | pair.get(1).unwrap_or(&0)).collect()
        });
        Ok(bytes)
    }

    fn literal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1usize;
        loop {
            text.extend(self.pass(|byte| !b"()\\\r".contains(&byte))?);
            let Some(byte) = self.peek() else { return Ok(None) };
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                b'\r' => {
                    // Every end of a line counts as one line feed.
                    self.word(b"\n");
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(Some(text));
            }
            text.push(byte);
        }
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.word(b"\n");
                None
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.at += 1;
                    code = code * 8 + u32::from(digit - b'0');
                }
                // Overflow is ignored, as the standard has it.
                Some((code & 0xff) as u8)
            }
            other => Some(other),
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    Some((hex(pair[0])? << 4) | hex(pair[1])?)
}
