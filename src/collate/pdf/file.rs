//! A PDF file: where its objects are, and how to get at one.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::PdfProblem;
use super::lexer::{Fuel, Lexer, Map, OutOfFuel, Value, is_regular, is_space};

/// What reading one file may cost, beyond a number of times its size.
const FUEL: usize = 32 << 20;
const FUEL_A_BYTE: usize = 4;
/// The most that a stream may unpack to, and all of them.
const LARGEST_STREAM: usize = 16 << 20;
const LARGEST_TOGETHER: usize = 48 << 20;
/// More objects than a form of any length has.
const MOST_OBJECTS: usize = 500_000;
/// Steps from reference to reference before it is a circle.
const LONGEST_CHAIN: usize = 32;

/// Where an object's value begins.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In the file.
    File(usize),
    /// In an unpacked object stream.
    Packed { stream: usize, at: usize },
}

/// A PDF whose objects have been found.
#[derive(Debug)]
pub(super) struct PdfFile<'a> {
    bytes: &'a [u8],
    packed: Vec<Vec<u8>>,
    objects: HashMap<u32, Place>,
    root: Option<Value>,
    info: Option<Value>,
    fuel: Fuel,
}

/// What stands in a file, in its order, each with the byte at which it stands.
struct Scanned {
    /// Objects by their numbers.
    objects: Vec<(usize, u32, Place)>,
    /// Streams that hold further objects.
    streams: Vec<Stream>,
    /// Dictionaries that say where to begin.
    trailers: Vec<(usize, Map)>,
}

/// A stream that was met while objects were looked for.
struct Stream {
    /// The place of its object, by which a later one is told from an earlier.
    object: usize,
    map: Map,
    data: std::ops::Range<usize>,
}

impl<'a> PdfFile<'a> {
    /// Finds the objects of a file. Where two have the same number the later one counts, as a
    /// program that saves changes adds them at the end (ISO 32000-1, 7.5.6).
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PdfProblem> {
        // The standard's readers accept the header within the first kilobyte.
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|word| word == b"%PDF-") {
            return Err(PdfProblem::NoPdf);
        }
        let fuel = Fuel::new(FUEL + bytes.len() * FUEL_A_BYTE);
        let mut file = Self {
            bytes,
            packed: Vec::new(),
            objects: HashMap::new(),
            root: None,
            info: None,
            fuel,
        };
        let Scanned { objects: mut found, streams, trailers } = file.scan()?;
        if trailers.iter().any(|(_, trailer)| trailer.get(b"Encrypt").is_some()) {
            return Err(PdfProblem::Encrypted);
        }
        for (_, trailer) in trailers {
            file.root = trailer.get(b"Root").cloned().or(file.root);
            file.info = trailer.get(b"Info").cloned().or(file.info);
        }
        let mut together = 0;
        for stream in streams {
            let Some(content) = file.unpack(&stream.map, stream.data)? else { continue };
            together += content.len();
            if together > LARGEST_TOGETHER {
                return Err(PdfProblem::TooMuch);
            }
            let first = whole(stream.map.get(b"First")).unwrap_or(0);
            let number = file.packed.len();
            let mut lexer = Lexer::new(&content, 0, &file.fuel);
            while lexer.at() < first {
                lexer.space()?;
                let Some(id) = lexer.digits()? else { break };
                lexer.space()?;
                let Some(at) = lexer.digits()? else { break };
                let (Ok(id), Ok(at)) = (u32::try_from(id), usize::try_from(at)) else { break };
                let Some(at) = at.checked_add(first) else { break };
                found.push((stream.object, id, Place::Packed { stream: number, at }));
                if found.len() > MOST_OBJECTS {
                    return Err(PdfProblem::TooMuch);
                }
            }
            file.packed.push(content);
        }
        // Later objects replace earlier ones of the same number.
        found.sort_by_key(|(object, ..)| *object);
        file.objects = found.into_iter().map(|(_, id, place)| (id, place)).collect();
        Ok(file)
    }

    /// Every object of the file and its place, its object streams, and its trailers in order.
    fn scan(&self) -> Result<Scanned, PdfProblem> {
        let (mut objects, mut streams, mut trailers) = (Vec::new(), Vec::new(), Vec::new());
        let bytes = self.bytes;
        let mut at = 0;
        while at < bytes.len() {
            self.fuel.spend(1)?;
            let rest = &bytes[at..];
            let fresh = at == 0 || !is_regular(bytes[at - 1]);
            if fresh && rest.starts_with(b"trailer") {
                at += b"trailer".len();
                let mut lexer = Lexer::new(bytes, at, &self.fuel);
                if let Some(Value::Map(map)) = lexer.value()? {
                    trailers.push((at, map));
                    at = lexer.at();
                }
            } else if rest.starts_with(b"obj")
                && let Some(id) = number_before(&bytes[..at])
            {
                let object = at;
                at += b"obj".len();
                objects.push((object, id, Place::File(at)));
                if objects.len() > MOST_OBJECTS {
                    return Err(PdfProblem::TooMuch);
                }
                let mut lexer = Lexer::new(bytes, at, &self.fuel);
                let Some(value) = lexer.value()? else { continue };
                at = lexer.at();
                let Value::Map(map) = value else { continue };
                lexer.space()?;
                if !lexer.word(b"stream") {
                    continue;
                }
                let data = self.data(&map, lexer.at())?;
                at = data.end;
                if map.is(b"Type", b"XRef") {
                    trailers.push((object, map));
                } else if map.is(b"Type", b"ObjStm") {
                    streams.push(Stream { object, map, data });
                }
            } else {
                at += 1;
            }
        }
        Ok(Scanned { objects, streams, trailers })
    }

    /// Where a stream's bytes are, given where the word `stream` ends: as long as it says if
    /// `endstream` follows, otherwise up to there.
    fn data(&self, map: &Map, behind: usize) -> Result<std::ops::Range<usize>, OutOfFuel> {
        let bytes = self.bytes;
        let rest = &bytes[behind..];
        let begin = behind
            + match rest {
                [b'\r', b'\n', ..] => 2,
                [b'\n' | b'\r', ..] => 1,
                _ => 0,
            };
        if let Some(end) = whole(map.get(b"Length")).and_then(|length| begin.checked_add(length))
            && let Some(after) = bytes.get(end..)
        {
            let spaces = after.iter().take(4).take_while(|byte| is_space(**byte)).count();
            if after[spaces..].starts_with(b"endstream") {
                return Ok(begin..end);
            }
        }
        let rest = &bytes[begin..];
        let length = rest.windows(9).position(|word| word == b"endstream").unwrap_or(rest.len());
        self.fuel.spend(length)?;
        Ok(begin..begin + length)
    }

    /// The bytes of a stream, unpacked; none where it is packed in a way that is not known here.
    fn unpack(
        &self,
        map: &Map,
        data: std::ops::Range<usize>,
    ) -> Result<Option<Vec<u8>>, PdfProblem> {
        let packed = self.bytes.get(data).unwrap_or_default();
        let filter = match map.get(b"Filter") {
            None => None,
            Some(Value::List(filters)) if filters.is_empty() => None,
            Some(Value::List(filters)) if filters.len() == 1 => Some(&filters[0]),
            Some(filter) => Some(filter),
        };
        let content = match filter {
            None => packed.to_vec(),
            Some(Value::Name(name)) if name == b"FlateDecode" || name == b"Fl" => {
                let mut content = Vec::new();
                let mut reader = ZlibDecoder::new(packed).take(LARGEST_STREAM as u64 + 1);
                // What came before a fault is kept: a missing checksum does no harm.
                let _ = reader.read_to_end(&mut content);
                content
            }
            Some(_) => return Ok(None),
        };
        if content.len() > LARGEST_STREAM {
            return Err(PdfProblem::TooMuch);
        }
        self.fuel.spend(content.len())?;
        Ok(Some(content))
    }

    /// The root of all that the document is.
    pub(super) fn catalog(&self) -> Result<Map, PdfProblem> {
        let root = self.root.as_ref().ok_or(PdfProblem::Damaged)?;
        match self.resolve(root)? {
            Value::Map(map) => Ok(map),
            _ => Err(PdfProblem::Damaged),
        }
    }

    /// The day on which the document was last changed, from `D:20261122140300Z`. A program that
    /// leaves the dates as they were when the form was made has not said it.
    pub(super) fn changed(&self) -> Option<String> {
        let Value::Map(info) = self.resolve(self.info.as_ref()?).ok()? else { return None };
        let moment = |key: &[u8]| super::fields::text(&self.resolve(info.get(key)?).ok()?);
        let changed =
            moment(b"ModDate").filter(|day| moment(b"CreationDate").as_ref() != Some(day))?;
        let digits = changed.trim().strip_prefix("D:").unwrap_or(changed.trim()).get(..8)?;
        let iso = format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
        crate::yaml::Date::parse(&iso).map(|date| date.iso())
    }

    /// The value itself where this is a reference to one; null where it leads nowhere. A stream
    /// is given as the text that it holds.
    pub(super) fn resolve(&self, value: &Value) -> Result<Value, OutOfFuel> {
        self.fuel.spend(value.weight())?;
        let mut value = value.clone();
        for _ in 0..LONGEST_CHAIN {
            let Value::Reference(id) = value else { return Ok(value) };
            let Some(place) = self.objects.get(&id) else { return Ok(Value::Other) };
            let (bytes, at, plain) = match *place {
                Place::File(at) => (self.bytes, at, true),
                Place::Packed { stream, at } => (self.packed[stream].as_slice(), at, false),
            };
            let mut lexer = Lexer::new(bytes, at, &self.fuel);
            value = lexer.value()?.unwrap_or(Value::Other);
            if let (Value::Map(map), true) = (&value, plain) {
                lexer.space()?;
                if lexer.word(b"stream") {
                    let data = self.data(map, lexer.at())?;
                    let content = self.unpack(map, data).ok().flatten();
                    return Ok(content.map_or(Value::Other, Value::Text));
                }
            }
        }
        Ok(Value::Other)
    }

    /// For what is done besides reading values.
    pub(super) fn spend(&self, amount: usize) -> Result<(), OutOfFuel> {
        self.fuel.spend(amount)
    }
}

fn whole(value: Option<&Value>) -> Option<usize> {
    match value {
        Some(Value::Whole(number)) => usize::try_from(*number).ok(),
        _ => None,
    }
}

/// The number of the object whose header `12 0 ` ends here.
fn number_before(bytes: &[u8]) -> Option<u32> {
    // Ten digits, five, and spaces between: a header is no longer.
    let tail = &bytes[bytes.len().saturating_sub(24)..];
    let spaced = |tail: &[u8]| tail.iter().rev().take_while(|byte| is_space(**byte)).count();
    let counted = |tail: &[u8]| tail.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let tail = &tail[..tail.len() - spaced(tail)];
    let generation = counted(tail);
    let tail = &tail[..tail.len() - generation];
    let gap = spaced(tail);
    let tail = &tail[..tail.len() - gap];
    let digits = &tail[tail.len() - counted(tail)..];
    if generation == 0 || gap == 0 {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}
