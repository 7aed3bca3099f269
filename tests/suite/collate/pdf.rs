//! Filled PDFs, made by hand as the programs make them in which people fill them in.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// A PDF of an interactive form.
pub(super) struct Pdf {
    catalog: String,
    /// Objects from number 10 on.
    objects: Vec<String>,
    /// Numbers of the topmost fields.
    fields: Vec<usize>,
}

/// A text string as UTF-16, as most programs write it.
fn wide(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

impl Pdf {
    pub(super) fn new() -> Self {
        Self {
            catalog: "/MentorpackForm (wish) /MentorpackVersion (1.0)".to_owned(),
            objects: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// One of everything, filled in.
    pub(super) fn filled() -> Self {
        let mut pdf = Self::new();
        pdf.text("full_name", "Siân Ŵyn 👩🏽‍🏫 محمد");
        pdf.text("branch", "North \"East\"");
        pdf.text("phone", "07700900123");
        pdf.text("email", "");
        pdf.inside(
            "interest",
            &[
                "/T (workshop) /FT /Btn /V /Off /AS /Off",
                "/T (day) /FT /Btn /V /Yes /AS /Yes",
                &format!("/T (other) /FT /Tx /V {}", wide("a film night")),
            ],
        );
        pdf.radio("reply", &["phone", "email"], Some("email"));
        pdf.radio("sure", &["1", "2", "3", "4", "5"], Some("4"));
        let people = [["Bo", "South"], ["Cy", ""], ["", ""]];
        let rows: Vec<String> = people
            .iter()
            .enumerate()
            .map(|(at, cells)| {
                let cells = cells.iter().enumerate();
                let cells: Vec<String> = cells
                    .map(|(at, text)| format!("<< /T ({}) /FT /Tx /V {} >>", at + 1, wide(text)))
                    .collect();
                format!("/T ({}) /Kids [{}]", at + 1, cells.join(" "))
            })
            .collect();
        pdf.inside("people", &rows.iter().map(String::as_str).collect::<Vec<_>>());
        pdf.text("more", "one\rtwo");
        pdf.text("on", "6/3/2027");
        pdf
    }

    fn add(&mut self, dictionary: String) -> usize {
        self.objects.push(format!("<< {dictionary} >>"));
        self.objects.len() + 9
    }

    fn field(&mut self, dictionary: String) {
        let number = self.add(dictionary);
        self.fields.push(number);
    }

    fn text(&mut self, name: &str, value: &str) {
        self.field(format!("/T ({name}) /FT /Tx /V {}", wide(value)));
    }

    /// A field whose parts have names of their own.
    fn inside(&mut self, name: &str, parts: &[&str]) {
        let kids: Vec<String> =
            parts.iter().map(|part| format!("{} 0 R", self.add((*part).to_owned()))).collect();
        self.field(format!("/T ({name}) /Kids [{}]", kids.join(" ")));
    }

    fn radio(&mut self, name: &str, states: &[&str], chosen: Option<&str>) {
        let kids: Vec<String> = states
            .iter()
            .map(|state| {
                let shown = if Some(*state) == chosen { state } else { &"Off" };
                let looks = format!("/AP << /N << /{state} null >> >>");
                format!("{} 0 R", self.add(format!("/Subtype /Widget /AS /{shown} {looks}")))
            })
            .collect();
        let value = chosen.map_or_else(String::new, |state| format!("/V /{state}"));
        self.field(format!("/T ({name}) /FT /Btn /Ff 49152 {value} /Kids [{}]", kids.join(" ")));
    }

    fn catalog(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|at| format!("{at} 0 R")).collect();
        let fields = fields.join(" ");
        format!("<< /Type /Catalog {} /AcroForm << /Fields [{fields}] >> >>", self.catalog)
    }

    /// Every object plainly in the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        bytes.extend(format!("1 0 obj\n{}\nendobj\n", self.catalog()).bytes());
        bytes.extend(b"2 0 obj\n<< /ModDate (D:20261122140300Z) >>\nendobj\n");
        for (at, object) in self.objects.iter().enumerate() {
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 10).bytes());
        }
        bytes.extend(b"trailer\n<< /Root 1 0 R /Info 2 0 R >>\nstartxref\n0\n%%EOF\n");
        bytes
    }

    /// Objects packed into a stream, as Acrobat and qpdf write them.
    fn packed(&self) -> Vec<u8> {
        let mut index = String::new();
        let mut content = String::new();
        let catalog = self.catalog();
        let numbers = std::iter::once(1).chain(10..);
        for (number, object) in numbers.zip(std::iter::once(&catalog).chain(&self.objects)) {
            index.push_str(&format!("{number} {} ", content.len()));
            content.push_str(object);
            content.push('\n');
        }
        let first = index.len();
        let count = self.objects.len() + 1;
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let more = format!("/N {count} /First {first}");
        bytes.extend(stream(
            3,
            &format!("/Type /ObjStm {more}"),
            format!("{index}{content}").as_bytes(),
        ));
        bytes.extend(stream(4, "/Type /XRef /W [1 2 1] /Root 1 0 R", &[0; 64]));
        bytes.extend(b"startxref\n0\n%%EOF\n");
        bytes
    }
}

/// A packed stream as an object.
fn stream(number: usize, more: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    let data = encoder.finish().unwrap();
    let head = format!(
        "{number} 0 obj\n<< {more} /Filter /FlateDecode /Length {} >>\nstream\n",
        data.len()
    );
    [head.as_bytes(), &data, b"\nendstream\nendobj\n"].concat()
}

#[test]
fn a_filled_pdf_is_a_row_as_a_saved_form_is() {
    let desk = Desk::new();
    desk.put("a.pdf", Pdf::filled().bytes());
    desk.put("b.pdf", Pdf::filled().packed());
    desk.save(
        "c.json",
        &[json!({
            "full_name": "Siân Ŵyn 👩🏽‍🏫 محمد", "branch": "North \"East\"", "phone": "07700900123",
            "interest": ["day"], "interest_other": "a film night", "reply": "email",
            "sure": "4", "people": [["Bo", "South"], ["Cy"]], "more": "one\ntwo", "on": "2027-03-06"
        })],
    );
    desk.collate();
    assert_eq!(desk.rejects(), Vec::<String>::new());
    // The packed one says no day, so it is another row; the other is the saved one once more.
    let register = desk.register();
    assert_eq!(register.column("file"), ["a.pdf", "b.pdf"]);
    assert_eq!(register.column("saved"), ["2026-11-22", ""]);
    assert_eq!(register.rows[0][4..16], register.rows[1][4..16]);
    let expected = [
        "Siân Ŵyn 👩🏽‍🏫 محمد",
        "North \"East\"",
        "07700 900123",
        "",
        "",
        "yes",
        "a film night",
        "email",
        "4",
        "Bo | South\nCy",
        "one\ntwo",
        "2027-03-06",
    ];
    assert_eq!(register.rows[0][4..16], expected);
}

#[test]
fn what_was_changed_last_counts() {
    let desk = Desk::new();
    let mut bytes = Pdf::filled().bytes();
    // As a program appends it: the object once more, and a trailer.
    bytes.extend(b"10 0 obj\n<< /T (full_name) /FT /Tx /V (Ada \\(new\\)\\041) >>\nendobj\n");
    bytes.extend(b"trailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n0\n%%EOF\n");
    desk.put("a.pdf", bytes);
    desk.collate();
    assert_eq!(desk.register().cell(0, "full_name"), "Ada (new)!");
}

#[test]
fn the_day_on_which_a_form_was_made_is_not_that_on_which_it_was_filled_in() {
    let desk = Desk::new();
    let bytes = Pdf::filled().bytes();
    let made = String::from_utf8_lossy(&bytes).replace(
        "/ModDate (D:20261122140300Z)",
        "/ModDate (D:20261122140300Z) /CreationDate (D:20261122140300Z)",
    );
    desk.put("a.pdf", made);
    let ran = desk.collate();
    assert_eq!(desk.register().cell(0, "saved"), "");
    assert!(ran.out.contains("How long to keep it and the returns: 6 months"), "{}", ran.out);
}

#[test]
fn words_are_read_in_each_of_the_ways_to_write_them() {
    let desk = Desk::new();
    for (at, written) in [
        "(T\\375 \\200)",
        "<EFBBBF54C5B7>",
        "<FFFE54007701>",
        "<FEFF 0054 0177>",
        "<FEFF001B0063 0079001B00540177>",
        "7 0 R",
    ]
    .iter()
    .enumerate()
    {
        let mut pdf = Pdf::new();
        pdf.field(format!("/T (full_name) /FT /Tx /V {written}"));
        pdf.text("email", &format!("a{at}@example.org"));
        let mut bytes = pdf.bytes();
        bytes.extend(stream(
            7,
            "",
            "T\u{a3}".encode_utf16().map(|u| u as u8).collect::<Vec<_>>().as_slice(),
        ));
        desk.put(&format!("{at}.pdf"), bytes);
    }
    desk.collate();
    assert_eq!(desk.register().column("full_name"), ["Tý •", "Tŷ", "Tŷ", "Tŷ", "Tŷ", "T£"]);
}

#[test]
fn a_tick_that_only_shows_is_a_tick() {
    let desk = Desk::new();
    let mut pdf = Pdf::new();
    pdf.text("full_name", "Ada");
    pdf.text("email", "ada@example.org");
    pdf.inside("interest", &["/T (day) /FT /Btn /AS /On", "/T (workshop) /FT /Btn /AS /Off"]);
    desk.put("a.pdf", pdf.bytes());
    desk.collate();
    let register = desk.register();
    assert_eq!(
        (register.cell(0, "interest.day"), register.cell(0, "interest.workshop")),
        ("yes", "")
    );
}

#[test]
fn a_pdf_that_cannot_be_taken_says_why() {
    let desk = Desk::new();
    let with = |change: &dyn Fn(&mut Pdf)| {
        let mut pdf = Pdf::filled();
        change(&mut pdf);
        pdf.bytes()
    };
    let whole = Pdf::filled().bytes();
    let locked = String::from_utf8_lossy(&whole).replace("/Info 2", "/Encrypt 3 0 R /Info 2");
    let blank = with(&|pdf| {
        pdf.objects.clear();
        pdf.fields.clear();
        pdf.text("full_name", " ");
    });
    for (bytes, told) in [
        (b"hello".to_vec(), "not a PDF"),
        (b"%PDF-1.7\n".to_vec(), "damaged"),
        (whole[..whole.len() / 2].to_vec(), "damaged"),
        (locked.into_bytes(), "password"),
        (with(&|pdf| pdf.fields.clear()), "no fields"),
        (blank, "nothing is filled in"),
        (with(&|pdf| pdf.catalog.clear()), "does not say which form"),
        (with(&|pdf| pdf.catalog = "/MentorpackForm (nil)".into()), "no form called `nil`"),
        (with(&|pdf| pdf.text("email", "ada")), "“E-mail” is not an e-mail address"),
        (with(&|pdf| pdf.text("odd", "x")), "no field called “odd”"),
        // Of an older form, in which the field was of another type, or the table larger.
        (with(&|pdf| pdf.inside("branch", &["/T (old) /FT /Tx /V (x)"])), "“branch.old”"),
        (with(&|pdf| pdf.inside("interest", &["/T (old) /FT /Tx /V (x)"])), "“interest.old”"),
        (with(&|pdf| pdf.inside("people", &["/T (1.9) /FT /Tx /V (x)"])), "“people.1.9”"),
        (with(&|pdf| pdf.inside("people", &["/T (5000.1) /FT /Tx /V (x)"])), "“people.5000.1”"),
    ] {
        let reason = desk.reason("a.pdf", &bytes);
        assert!(reason.contains(told), "{told}: {reason}");
    }
}

#[test]
fn a_pdf_that_does_not_say_its_form_is_taken_for_the_one_asked_for() {
    let desk = Desk::new();
    let mut pdf = Pdf::filled();
    pdf.catalog.clear();
    desk.put("a.pdf", pdf.bytes());
    let ran = desk.run(&["in"], &["--form", "wish"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(desk.register().rows.len(), 1);
}

/// Files that a few kilobytes make endless, each with what is said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let file = |body: &[u8], root: &str| {
        let trailer = format!("trailer\n<< /Root {root} >>\n");
        [b"%PDF-1.7\n", body, trailer.as_bytes()].concat()
    };
    let zeros = vec![b' '; 40_000_000];
    let index: String = (1..60_000).map(|number| format!("{number} 0 ")).collect();
    let array = format!("[{}]", "1 ".repeat(3_000_000));
    let same = format!("{index}{array}");
    let same = stream(3, &format!("/Type /ObjStm /N 9 /First {}", index.len()), same.as_bytes());
    let many: Vec<u8> = (0..40)
        .flat_map(|number| {
            stream(number + 100, "/Type /ObjStm /N 1 /First 4", &zeros[..15_000_000])
        })
        .collect();
    let objects: String = (0..600_000).map(|number| format!("{number} 0 obj 1 ")).collect();
    let kids: String = (0..50_000).map(|_| "<< /T (a) >> ").collect();
    let heavy = "x".repeat(200_000);
    let heirs = format!(
        "1 0 obj << /AcroForm << /Fields [<< /T (a) /FT /Tx /V ({heavy}) /Kids [{}] >>] >> >> endobj ",
        (0..15_000).map(|at| format!("<< /T ({at}) >> ")).collect::<String>()
    );
    let walk = "1 0 obj << /AcroForm << /Fields [2 0 R] >> >> endobj ";
    let deep: String = (2..200)
        .map(|at| format!("{at} 0 obj << /T (a) /Kids [{} 0 R] >> endobj ", at + 1))
        .collect();
    vec![
        ("bomb", file(&stream(3, "/Type /ObjStm /N 1 /First 4", &zeros), "1 0 R"), "far more"),
        ("bombs", file(&many, "1 0 R"), "far more"),
        ("one object many times", file(&same, "1 0 R"), "far more"),
        ("objects", file(objects.as_bytes(), "1 0 R"), "far more"),
        ("unclosed", file("1 0 obj (".repeat(400_000).as_bytes(), "1 0 R"), "far more"),
        ("nested", file(format!("1 0 obj {}", "[".repeat(900_000)).as_bytes(), "1 0 R"), "damaged"),
        (
            "maps",
            file(format!("1 0 obj {}", "<</a".repeat(900_000)).as_bytes(), "1 0 R"),
            "damaged",
        ),
        ("itself", file(b"1 0 obj 1 0 R endobj ", "1 0 R"), "damaged"),
        (
            "kids",
            file(
                format!("1 0 obj << /AcroForm << /Fields [{kids}] >> >> endobj ").as_bytes(),
                "1 0 R",
            ),
            "far more",
        ),
        ("heirs", file(heirs.as_bytes(), "1 0 R"), "far more"),
        (
            "a circle of fields",
            file(
                format!("{walk} 2 0 obj << /Kids [2 0 R << /T (a) /Kids [2 0 R] >>] >> endobj ")
                    .as_bytes(),
                "1 0 R",
            ),
            "which form",
        ),
        ("deep", file(format!("{walk}{deep}").as_bytes(), "1 0 R"), "far more"),
        ("negative", file(b"1 0 obj << /Length -9 >> stream endstream", "-1 0 R"), "damaged"),
        (
            "endless stream",
            file("9 0 obj << >> stream ".repeat(300_000).as_bytes(), "1 0 R"),
            "damaged",
        ),
    ]
}

#[test]
fn a_hostile_pdf_is_a_reject_before_it_costs_much() {
    let desk = Desk::new();
    for (name, bytes, told) in hostile() {
        let reason = desk.reason("a.pdf", &bytes);
        assert!(reason.contains(told), "{name}: {told}: {reason}");
    }
}
