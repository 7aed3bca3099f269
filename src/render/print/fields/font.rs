//! The font in which fields are filled in: Noto Sans, embedded, since nobody knows which fonts the
//! reader's machine has (PDF/UA-1, 7.21.4.1).
//!
//! It has the letters of Western Europe and of Welsh. What else is typed is kept as the field's
//! value, and each program shows it as it can. PDFium (Chromium) looks for letters beyond Latin-1
//! among the machine's own fonts first, and shows no Ŵ or ŷ; their values are right all the same.

use std::sync::LazyLock;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use ttf_parser::Face;

use super::reference;

/// What fields call it.
pub(super) const NAME: &str = "NotoSans";
/// About what it adds to a file.
pub(super) const SIZE: usize = 120_000;

/// The first and the last code of the encoding.
const CODES: std::ops::RangeInclusive<u8> = 32..=255;
/// Codes that Windows-1252 leaves free take the Welsh letters that it lacks: code, letter, and its
/// name in the Adobe Glyph List.
const WELSH: [(u8, char, &str); 4] = [
    (0x81, 'Ŵ', "Wcircumflex"),
    (0x8d, 'ŵ', "wcircumflex"),
    (0x8f, 'Ŷ', "Ycircumflex"),
    (0x90, 'ŷ', "ycircumflex"),
];
/// Windows-1252 from 0x80 to 0x9f; 0 is free.
const HIGH: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
    0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161,
    0x203a, 0x153, 0, 0x17e, 0x178,
];

/// What is the same in every file.
struct Embedded {
    compressed: Stream,
    widths: Vec<Object>,
    ascent: f64,
    descent: f64,
    cap_height: f64,
    bounds: [f64; 4],
}

static FONT: LazyLock<Embedded> = LazyLock::new(|| {
    let bytes = notosans::REGULAR_TTF;
    let face = Face::parse(bytes, 0).expect("Noto Sans is a font");
    let em = f64::from(face.units_per_em());
    let thousandths = |units: f64| (units * 1000.0 / em).round();
    let widths = CODES.map(|code| {
        let glyph = letter(code).and_then(|letter| face.glyph_index(letter));
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
        Object::Real(thousandths(f64::from(advance)) as f32)
    });
    let bounds = face.global_bounding_box();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let mut compressed = Stream::new(dictionary! { "Length1" => length }, bytes.to_vec());
    // Larger, if it cannot be compressed, and still right.
    let _ = compressed.compress();
    Embedded {
        compressed,
        widths: widths.collect(),
        ascent: thousandths(f64::from(face.ascender())),
        descent: thousandths(f64::from(face.descender())),
        cap_height: thousandths(f64::from(face.capital_height().unwrap_or(714))),
        bounds: bounds.map(|side| thousandths(f64::from(side))),
    }
});

fn letter(code: u8) -> Option<char> {
    if let Some((_, letter, _)) = WELSH.iter().find(|(known, ..)| *known == code) {
        return Some(*letter);
    }
    match code {
        0x80..=0x9f => char::from_u32(u32::from(HIGH[usize::from(code - 0x80)]))
            .filter(|letter| *letter != '\0'),
        _ => Some(char::from(code)),
    }
}

/// Adds the font to a document.
pub(super) fn embed(document: &mut Document) -> ObjectId {
    let font = &*FONT;
    let name = || Object::Name(NAME.as_bytes().to_vec());
    let number = |number: f64| Object::Real(number as f32);
    let file = document.add_object(font.compressed.clone());
    let descriptor = document.add_object(dictionary! {
        "Type" => Object::Name(b"FontDescriptor".to_vec()),
        "FontName" => name(),
        // Not symbolic: its letters are those of the encoding.
        "Flags" => 32,
        "FontBBox" => font.bounds.map(number).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => number(font.ascent),
        "Descent" => number(font.descent),
        "CapHeight" => number(font.cap_height),
        "StemV" => 80,
        "FontFile2" => reference(file),
    });
    let differences = WELSH.iter().flat_map(|(code, _, name)| {
        [Object::Integer(i64::from(*code)), Object::Name(name.as_bytes().to_vec())]
    });
    let encoding = dictionary! {
        "Type" => Object::Name(b"Encoding".to_vec()),
        "BaseEncoding" => Object::Name(b"WinAnsiEncoding".to_vec()),
        "Differences" => differences.collect::<Vec<_>>(),
    };
    document.add_object(dictionary! {
        "Type" => Object::Name(b"Font".to_vec()),
        "Subtype" => Object::Name(b"TrueType".to_vec()),
        "BaseFont" => name(),
        "FirstChar" => i64::from(*CODES.start()),
        "LastChar" => i64::from(*CODES.end()),
        "Widths" => font.widths.clone(),
        "FontDescriptor" => reference(descriptor),
        "Encoding" => encoding,
    })
}
