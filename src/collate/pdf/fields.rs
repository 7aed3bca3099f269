//! The fields of an interactive form (ISO 32000-1, 12.7) and their values.

use std::collections::{BTreeMap, HashSet};

use super::PdfProblem;
use super::file::PdfFile;
use super::lexer::{Map, Value};

/// Deeper than fields are ever nested.
const DEEPEST: usize = 16;
/// More fields than any form has.
const MOST_FIELDS: usize = 20_000;

/// What is filled in in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::collate) struct Entered {
    /// Words typed, or the state of a button; empty where there is nothing.
    pub(in crate::collate) text: String,
    /// Whether it is a button: a tick box or radio buttons.
    pub(in crate::collate) button: bool,
}

/// Every field by its full name.
pub(in crate::collate) type Filled = BTreeMap<String, Entered>;

struct Walk<'f, 'a> {
    file: &'f PdfFile<'a>,
    seen: HashSet<u32>,
    values: Filled,
    fields: usize,
}

/// What a field has from those above it.
#[derive(Clone, Default)]
struct Inherited {
    name: String,
    kind: Option<Vec<u8>>,
    value: Option<Value>,
}

pub(super) fn read(file: &PdfFile<'_>, catalog: &Map) -> Result<Filled, PdfProblem> {
    let form = catalog.get(b"AcroForm").map(|form| file.resolve(form)).transpose()?;
    let Some(Value::Map(form)) = form else { return Err(PdfProblem::NoFields) };
    let fields = form.get(b"Fields").map(|fields| file.resolve(fields)).transpose()?;
    let Some(Value::List(fields)) = fields else { return Err(PdfProblem::NoFields) };
    let mut walk = Walk { file, seen: HashSet::new(), values: BTreeMap::new(), fields: 0 };
    for field in &fields {
        walk.field(field, &Inherited::default(), 0)?;
    }
    if walk.values.is_empty() {
        return Err(PdfProblem::NoFields);
    }
    Ok(walk.values)
}

impl Walk<'_, '_> {
    fn field(&mut self, field: &Value, above: &Inherited, depth: usize) -> Result<(), PdfProblem> {
        self.fields += 1;
        if self.fields > MOST_FIELDS || depth > DEEPEST {
            return Err(PdfProblem::TooMuch);
        }
        if let Value::Reference(id) = field
            && !self.seen.insert(*id)
        {
            return Ok(());
        }
        let Value::Map(map) = self.file.resolve(field)? else { return Ok(()) };
        let own = self.part(&map, b"T")?.as_ref().and_then(text);
        let name = match (own, above.name.as_str()) {
            (None, above) => above.to_owned(),
            (Some(own), "") => own,
            (Some(own), above) => format!("{above}.{own}"),
        };
        self.file.spend(name.len())?;
        let kind = match self.part(&map, b"FT")? {
            Some(Value::Name(kind)) => Some(kind),
            _ => above.kind.clone(),
        };
        let value = match (self.part(&map, b"V")?, &above.value) {
            (None, Some(above)) => Some(self.file.resolve(above)?),
            (own, _) => own,
        };
        let inherited = Inherited { name, kind, value };
        let kids = match self.part(&map, b"Kids")? {
            Some(Value::List(kids)) => kids,
            _ => Vec::new(),
        };
        let (mut fields, mut states) = (Vec::new(), Vec::new());
        for kid in &kids {
            let Value::Map(map) = self.file.resolve(kid)? else { continue };
            if map.get(b"T").is_some() {
                fields.push(kid);
            } else {
                // A kid without a name of its own is only a place where the field is drawn.
                states.extend(self.part(&map, b"AS")?);
            }
        }
        states.extend(self.part(&map, b"AS")?);
        if fields.is_empty() || !states.is_empty() {
            let button = inherited.kind.as_deref() == Some(b"Btn");
            let text = self.value(&inherited, &states)?;
            self.file.spend(text.len())?;
            self.values.insert(inherited.name.clone(), Entered { text, button });
        }
        for kid in fields {
            self.field(kid, &inherited, depth + 1)?;
        }
        Ok(())
    }

    fn part(&self, map: &Map, key: &[u8]) -> Result<Option<Value>, PdfProblem> {
        Ok(map.get(key).map(|value| self.file.resolve(value)).transpose()?)
    }

    /// What is filled in; empty where nothing is.
    fn value(&self, field: &Inherited, states: &[Value]) -> Result<String, PdfProblem> {
        if field.kind.as_deref() == Some(b"Btn") {
            // Some programs set only how the boxes are drawn; others write the name of the state as
            // words, its mark before it.
            let chosen = field.value.iter().chain(states).filter_map(text);
            let chosen = chosen.map(|state| match state.strip_prefix('/') {
                Some(name) => name.to_owned(),
                None => state,
            });
            let chosen = { chosen }.find(|state| !state.is_empty() && state != "Off");
            return Ok(match (&field.value, chosen) {
                (Some(value), _) if text(value).as_deref() == Some("Off") => String::new(),
                (_, chosen) => chosen.unwrap_or_default(),
            });
        }
        let value = match &field.value {
            // Of a list in which several are chosen.
            Some(Value::List(values)) => {
                let values = values.iter().map(|value| self.file.resolve(value));
                let values: Vec<Value> = values.collect::<Result<_, _>>()?;
                Some(values.iter().filter_map(text).collect::<Vec<_>>().join("; "))
            }
            Some(value) => text(value),
            None => None,
        };
        Ok(value.unwrap_or_default())
    }
}

/// A text string (ISO 32000-1, 7.9.2.2; ISO 32000-2 adds UTF-8) or a name as words.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        Value::Text(bytes) => Some(decoded(bytes)),
        _ => None,
    }
}

fn decoded(bytes: &[u8]) -> String {
    let wide = |pairs: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => without_language(wide(rest, u16::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => without_language(wide(rest, u16::from_le_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc(*byte)).collect(),
    }
}

/// Escape characters may mark a language within a text (ISO 32000-1, 7.9.2.2).
fn without_language(text: String) -> String {
    let Some(at) = text.find('\u{1b}') else { return text };
    let mut kept = text[..at].to_owned();
    for (number, part) in text[at..].split('\u{1b}').enumerate() {
        if number % 2 == 0 {
            kept.push_str(part);
        }
    }
    kept
}

/// PDFDocEncoding (ISO 32000-1, annex D.3): Latin-1 but for these.
fn pdf_doc(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
