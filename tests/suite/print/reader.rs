//! A PDF as its readers find it: text in the order of its tags, sizes, colours, and everything that
//! a program could dig out of it.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::process::{Command, Stdio};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF that has been read.
pub(crate) struct Pdf {
    document: Document,
    /// What is painted, page by page, in the order of painting.
    pub(crate) pieces: Vec<Piece>,
    /// Colours that anything is painted in: one, three or four numbers from 0 to 1.
    pub(crate) colours: Vec<Vec<f32>>,
}

/// A stretch of text.
pub(crate) struct Piece {
    page: ObjectId,
    /// The tag's number on its page; none for what says nothing: heads and feet of pages.
    tag: Option<i64>,
    /// Its letters.
    pub(crate) text: String,
    /// Size in points.
    pub(crate) size: f32,
}

/// Six numbers: where a point goes (ISO 32000-1, 8.3.4).
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn numbers(operands: &[Object]) -> Vec<f32> {
    operands.iter().filter_map(|object| object.as_float().ok()).collect()
}

fn matrix(operands: &[Object]) -> Matrix {
    numbers(operands).try_into().expect("a matrix has six numbers")
}

/// What a stretch of content is marked as.
struct Mark {
    tag: Option<i64>,
    artifact: bool,
    /// What it says instead of its letters; `true` once it has been said.
    actual: Option<(String, bool)>,
}

/// What a letter's code says, and how many bytes it has.
struct Letters {
    says: HashMap<u32, String>,
    bytes: usize,
}

impl Pdf {
    /// Reads a PDF.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF");
        let mut pdf = Self { document, pieces: Vec::new(), colours: Vec::new() };
        let mut fonts = HashMap::new();
        for page in pdf.document.page_iter().collect::<Vec<_>>() {
            let content = pdf.document.get_page_content(page);
            let resources = pdf.inherited(page, b"Resources").clone();
            let mut painting = Painting { page, marks: Vec::new(), fonts: &mut fonts };
            pdf.paint(&mut painting, &content, &resources, IDENTITY);
        }
        pdf
    }

    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// The document's root.
    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// The object that a reference means, or the object itself.
    pub(crate) fn object<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).expect("a reference leads somewhere").1
    }

    /// The dictionary at `key`, if there is one.
    pub(crate) fn dictionary<'a>(
        &'a self,
        of: &'a Dictionary,
        key: &str,
    ) -> Option<&'a Dictionary> {
        let object = self.object(of.get(key.as_bytes()).ok()?);
        object.as_dict().ok().or_else(|| Some(&object.as_stream().ok()?.dict))
    }

    fn inherited(&self, page: ObjectId, key: &[u8]) -> &Dictionary {
        let mut node = self.document.get_dictionary(page).unwrap();
        while node.get(key).is_err() {
            let parent = node.get(b"Parent").and_then(Object::as_reference).expect("it has some");
            node = self.document.get_dictionary(parent).unwrap();
        }
        self.object(node.get(key).unwrap()).as_dict().unwrap()
    }

    fn paint(
        &mut self,
        painting: &mut Painting<'_>,
        content: &[u8],
        resources: &Dictionary,
        base: Matrix,
    ) {
        let content = Content::decode(content).expect("a page's content can be read");
        let (mut ctm, mut saved) = (base, Vec::new());
        let (mut line, mut font, mut size) = (IDENTITY, Vec::new(), 0.0);
        for operation in content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => saved.push((ctm, font.clone(), size)),
                "Q" => (ctm, font, size) = saved.pop().expect("every Q has a q"),
                "cm" => ctm = times(matrix(operands), ctm),
                "BT" => line = IDENTITY,
                "Tm" => line = matrix(operands),
                "Tf" => {
                    font = operands[0].as_name().unwrap().to_vec();
                    size = operands[1].as_float().unwrap();
                }
                "BMC" | "BDC" => painting.marks.push(self.mark(operands, resources)),
                "EMC" => drop(painting.marks.pop()),
                "rg" | "RG" | "g" | "G" | "k" | "K" | "sc" | "SC" | "scn" | "SCN" => {
                    self.colours.push(numbers(operands));
                }
                "Tj" | "TJ" => {
                    let codes = match &operands[0] {
                        Object::Array(parts) => {
                            parts.iter().filter_map(|part| part.as_str().ok()).collect()
                        }
                        one => vec![one.as_str().unwrap()],
                    };
                    let letters = self.font(painting.fonts, resources, &font);
                    let text = codes.into_iter().map(|codes| letters.read(codes)).collect();
                    let at = times(line, ctm);
                    self.say(painting, text, size * at[2].hypot(at[3]));
                }
                "Do" => {
                    let forms = self.dictionary(resources, "XObject").expect("it is there").clone();
                    let object = forms.get(operands[0].as_name().unwrap()).unwrap();
                    let stream = self.object(object).as_stream().unwrap().clone();
                    if !is(&stream.dict, b"Subtype", b"Form") {
                        continue;
                    }
                    let own = stream.dict.get(b"Matrix").and_then(Object::as_array);
                    let own = own.map_or(IDENTITY, |own| matrix(own));
                    let inner = self.dictionary(&stream.dict, "Resources");
                    let inner = inner.unwrap_or(resources).clone();
                    let content = stream.get_plain_content().unwrap();
                    self.paint(painting, &content, &inner, times(own, ctm));
                }
                _ => {}
            }
        }
    }

    fn mark(&self, operands: &[Object], resources: &Dictionary) -> Mark {
        let artifact = operands[0].as_name().is_ok_and(|tag| tag == b"Artifact");
        let properties = operands.get(1).and_then(|properties| match properties {
            Object::Name(name) => {
                let known = self.dictionary(resources, "Properties")?;
                self.dictionary(known, std::str::from_utf8(name).ok()?)
            }
            other => other.as_dict().ok(),
        });
        let get = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let tag = get(b"MCID").and_then(|number| number.as_i64().ok());
        let actual = get(b"ActualText").map(|text| (string(text), false));
        Mark { tag, artifact, actual }
    }

    fn say(&mut self, painting: &mut Painting<'_>, mut text: String, size: f32) {
        let artifact = painting.marks.iter().any(|mark| mark.artifact);
        let tag = painting.marks.iter().rev().find_map(|mark| mark.tag).filter(|_| !artifact);
        let actual = painting.marks.iter_mut().rev().find_map(|mark| mark.actual.as_mut());
        if let Some((actual, said)) = actual {
            text = if *said { String::new() } else { actual.clone() };
            *said = true;
        }
        self.pieces.push(Piece { page: painting.page, tag, text, size });
    }

    fn font<'f>(
        &self,
        known: &'f mut HashMap<ObjectId, Letters>,
        resources: &Dictionary,
        name: &[u8],
    ) -> &'f Letters {
        let fonts = self.dictionary(resources, "Font").expect("fonts are named");
        let id = fonts.get(name).and_then(Object::as_reference).expect("a font is an object");
        known.entry(id).or_insert_with(|| {
            let font = self.document.get_dictionary(id).unwrap();
            let composite = is(font, b"Subtype", b"Type0");
            let map = self.object(font.get(b"ToUnicode").expect("letters say what they are"));
            let map = map.as_stream().unwrap().get_plain_content().unwrap();
            Letters::parse(&String::from_utf8_lossy(&map), if composite { 2 } else { 1 })
        })
    }

    /// Every element of the structure with the texts that are its own, in reading order.
    pub(crate) fn elements(&self) -> Vec<(String, String)> {
        let mut texts: HashMap<(ObjectId, i64), String> = HashMap::new();
        for piece in &self.pieces {
            if let Some(tag) = piece.tag {
                texts.entry((piece.page, tag)).or_default().push_str(&piece.text);
            }
        }
        let mut elements = Vec::new();
        let root = self.dictionary(self.catalog(), "StructTreeRoot").expect("it is tagged");
        self.walk(root, None, &texts, &mut elements);
        elements
    }

    fn walk(
        &self,
        element: &Dictionary,
        page: Option<ObjectId>,
        texts: &HashMap<(ObjectId, i64), String>,
        elements: &mut Vec<(String, String)>,
    ) {
        let name = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        elements.push((String::from_utf8_lossy(name).into_owned(), String::new()));
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let Ok(kids) = element.get(b"K").map(|kids| self.object(kids)) else { return };
        let kids = match kids {
            Object::Array(kids) => kids.iter().collect(),
            one => vec![one],
        };
        let say = |page: Option<ObjectId>, tag: i64, elements: &mut Vec<(String, String)>| {
            let text = texts.get(&(page.expect("marked content is on a page"), tag));
            elements.last_mut().unwrap().1.push_str(text.map_or("", String::as_str));
        };
        for kid in kids {
            match self.object(kid) {
                Object::Integer(tag) => say(page, *tag, elements),
                Object::Dictionary(kid) => match kid.get(b"Type").and_then(Object::as_name) {
                    Ok(b"OBJR") => {}
                    Ok(b"MCR") => {
                        let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                        say(page, kid.get(b"MCID").and_then(Object::as_i64).unwrap(), elements);
                    }
                    _ => {
                        self.walk(kid, page, texts, elements);
                        // What follows is this element's again.
                        elements.push((String::new(), String::new()));
                    }
                },
                other => panic!("{other:?} in the structure"),
            }
        }
    }

    /// All text, as a screen reader goes through it.
    pub(crate) fn read_aloud(&self) -> String {
        self.elements().into_iter().map(|(_, text)| text).collect()
    }

    /// Titles of the bookmarks, in order.
    pub(crate) fn bookmarks(&self) -> Vec<String> {
        let mut titles = Vec::new();
        if let Some(root) = self.dictionary(self.catalog(), "Outlines") {
            self.bookmarks_in(root, &mut titles);
        }
        titles
    }

    fn bookmarks_in(&self, parent: &Dictionary, titles: &mut Vec<String>) {
        let mut next = self.dictionary(parent, "First");
        while let Some(item) = next {
            titles.push(string(item.get(b"Title").expect("a bookmark has a title")));
            self.bookmarks_in(item, titles);
            next = self.dictionary(item, "Next");
        }
    }

    /// The text of the metadata (XMP).
    pub(crate) fn metadata(&self) -> String {
        let metadata = self.object(self.catalog().get(b"Metadata").expect("there is metadata"));
        let bytes = metadata.as_stream().unwrap().get_plain_content().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Every string, name and stream of the file, whatever it is for, and the text that is painted.
    pub(crate) fn everything(&self) -> String {
        let mut all = String::new();
        for object in self.document.objects.values() {
            dig(object, &mut all);
        }
        dig(&Object::Dictionary(self.document.trailer.clone()), &mut all);
        all.extend(self.pieces.iter().map(|piece| piece.text.as_str()));
        all
    }

    /// Sizes of text in hundredths of a point, each with an example.
    pub(crate) fn sizes(&self) -> BTreeMap<u32, &str> {
        let written = self.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
        written.map(|piece| ((piece.size * 100.0).round() as u32, piece.text.as_str())).collect()
    }
}

struct Painting<'a> {
    page: ObjectId,
    marks: Vec<Mark>,
    fonts: &'a mut HashMap<ObjectId, Letters>,
}

impl Letters {
    /// Of a `ToUnicode` map (ISO 32000-1, 9.10.3).
    fn parse(map: &str, bytes: usize) -> Self {
        let code = |hex: &str| u32::from_str_radix(hex, 16).expect("a code");
        let text = |hex: &str| -> String {
            let units: Vec<u16> =
                (0..hex.len() / 4).map(|at| code(&hex[at * 4..at * 4 + 4]) as u16).collect();
            String::from_utf16(&units).expect("text")
        };
        let mut says = HashMap::new();
        for (kind, section) in sections(map) {
            let codes: Vec<&str> = section.split(['<', '>']).skip(1).step_by(2).collect();
            match kind {
                "bfchar" => {
                    says.extend(codes.chunks(2).map(|pair| (code(pair[0]), text(pair[1]))));
                }
                _ => {
                    assert!(!section.contains('['), "ranges with lists are not made");
                    for range in codes.chunks(3) {
                        let first = text(range[2]).chars().next().unwrap();
                        for (at, code) in (code(range[0])..=code(range[1])).enumerate() {
                            let letter = u32::from(first) + at as u32;
                            says.insert(code, char::from_u32(letter).unwrap().to_string());
                        }
                    }
                }
            }
        }
        Self { says, bytes }
    }

    fn read(&self, codes: &[u8]) -> String {
        let codes = codes.chunks(self.bytes);
        let codes = codes.map(|code| code.iter().fold(0, |all, byte| all << 8 | u32::from(*byte)));
        codes.filter_map(|code| self.says.get(&code).map(String::as_str)).collect()
    }
}

/// What stands between `beginbfchar` and `endbfchar`, `beginbfrange` and `endbfrange`.
fn sections(map: &str) -> impl Iterator<Item = (&str, &str)> {
    map.split("begin").filter_map(|part| {
        let kind = ["bfchar", "bfrange"].into_iter().find(|kind| part.starts_with(kind))?;
        Some((kind, part[kind.len()..].split_once("end")?.0))
    })
}

/// Whether a dictionary says `name` at `key`.
fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|said| said == name)
}

/// A string as text: UTF-16 with a mark at its beginning, or one byte a letter.
fn string(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(units) => {
            let units = units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn dig(object: &Object, all: &mut String) {
    match object {
        Object::String(..) => all.push_str(&string(object)),
        Object::Name(name) => all.push_str(&String::from_utf8_lossy(name)),
        Object::Array(items) => items.iter().for_each(|item| dig(item, all)),
        Object::Dictionary(dictionary) => dig_dictionary(dictionary, all),
        Object::Stream(stream) => {
            dig_dictionary(&stream.dict, all);
            let bytes = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
        _ => {}
    }
    all.push('\n');
}

fn dig_dictionary(dictionary: &Dictionary, all: &mut String) {
    for (key, value) in dictionary.iter() {
        all.push_str(&String::from_utf8_lossy(key));
        all.push('\n');
        dig(value, all);
    }
}

/// The text of each page as poppler extracts it, in the order of painting.
pub(crate) fn poppler(bytes: &[u8]) -> Vec<String> {
    let mut command = Command::new("pdftotext");
    command.args(["-raw", "-enc", "UTF-8", "-", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut run = command.spawn().expect("pdftotext is installed: see scripts/test");
    let mut stdin = run.stdin.take().unwrap();
    // It reads all of its input before it writes anything.
    stdin.write_all(bytes).unwrap();
    drop(stdin);
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success(), "pdftotext refuses a PDF");
    let text = String::from_utf8(output.stdout).expect("UTF-8 was asked for");
    text.split('\u{c}').map(str::to_owned).collect()
}
