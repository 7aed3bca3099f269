//! The fillable PDFs that a build makes, filled in and brought back.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::*;

/// A PDF being filled in, as a program for reading PDFs does it.
struct Filling(Document);

impl Filling {
    /// The field of this full name: its topmost objects first.
    fn find(&self, name: &str) -> ObjectId {
        let mut found = Vec::new();
        let form = self.0.catalog().unwrap().get_deref(b"AcroForm", &self.0).unwrap();
        self.walk(form.as_dict().unwrap(), b"Fields", "", name, &mut found);
        let [found] = found[..] else { panic!("one field {name}: {found:?}") };
        found
    }

    fn walk(
        &self,
        of: &Dictionary,
        key: &[u8],
        above: &str,
        name: &str,
        found: &mut Vec<ObjectId>,
    ) {
        let Ok(kids) = of.get_deref(key, &self.0).and_then(Object::as_array) else { return };
        for kid in kids {
            let id = kid.as_reference().unwrap();
            let field = self.0.get_dictionary(id).unwrap();
            let Ok(part) = field.get(b"T").and_then(Object::as_str) else { continue };
            let part = String::from_utf8(part.to_vec()).unwrap();
            let full = if above.is_empty() { part } else { format!("{above}.{part}") };
            if full == name {
                found.push(id);
            }
            self.walk(field, b"Kids", &full, name, found);
        }
    }

    fn type_in(&mut self, name: &str, words: &str) {
        let id = self.find(name);
        let mut bytes = vec![0xfe, 0xff];
        bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
        let value = Object::string_literal(bytes);
        self.0.get_dictionary_mut(id).unwrap().set("V", value);
    }

    fn choose(&mut self, name: &str, state: &str) {
        let id = self.find(name);
        self.0.get_dictionary_mut(id).unwrap().set("V", Object::Name(state.into()));
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.0.save_to(&mut bytes).unwrap();
        bytes
    }
}

#[test]
fn a_pdf_of_the_build_comes_back_as_the_same_row_as_the_page() {
    let desk = Desk::new();
    let output = desk.at("built");
    let ran = desk.pack.run(&["build", "--output", output.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let pdf = fs::read(output.join("participant/forms/wish-to-fill-in.pdf")).unwrap();
    let mut filling = Filling(Document::load_mem(&pdf).unwrap());
    filling.type_in("full_name", "Siân Ŵyn 👩🏽‍🏫 محمد");
    filling.type_in("branch", "North \"East\"");
    filling.type_in("phone", "07700900123");
    filling.choose("interest.day", "Yes");
    filling.choose("interest.other", "Yes");
    filling.type_in("interest_other", "=a film night");
    filling.choose("reply", "email");
    filling.choose("sure", "4");
    filling.type_in("people.1.1", "Bo");
    filling.type_in("people.1.2", "South");
    filling.type_in("people.3.1", "Cy");
    filling.type_in("more", "one\rtwo");
    filling.type_in("on", "6 March 2027");
    desk.put("a.pdf", filling.bytes());
    desk.put("blank.pdf", &pdf);
    desk.save(
        "page.json",
        &[json!({
            "full_name": "Siân Ŵyn 👩🏽‍🏫 محمد", "branch": "North \"East\"", "phone": "07700900123",
            "interest": ["day", "other"], "interest_other": "=a film night", "reply": "email",
            "sure": "4", "people": [["Bo", "South"], ["", ""], ["Cy", ""]], "more": "one\ntwo",
            "on": "2027-03-06"
        })],
    );
    desk.collate();
    let register = desk.register();
    assert_eq!(desk.rejects(), ["blank.pdf 1: nothing is filled in"]);
    assert_eq!(register.column("file"), ["a.pdf", "page.json"]);
    assert_eq!(register.column("version"), ["1.0", "1.0"]);
    assert_eq!(register.rows[0][4..16], register.rows[1][4..16]);
    assert_eq!(register.cell(1, "check"), "the same telephone number as in a.pdf");
}

#[test]
fn every_form_of_the_shipped_pack_is_read_field_by_field() {
    let pack = crate::support::shipped();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let runner = PackTest::new(&[]);
    let root = pack.to_str().unwrap();
    let ran = runner.run(&["--pack", root, "build", "--edition", "tutor", "--output", &at("out")]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let forms = fs::read_dir(folder.path().join("out/tutor/forms")).unwrap();
    let forms: Vec<String> = forms
        .map(|file| file.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| path.ends_with("-to-fill-in.pdf"))
        .collect();
    assert!(forms.len() >= 8, "{forms:?}");
    let register = at("register.csv");
    let mut arguments = vec!["--pack", root, "collate", "--output", &register];
    arguments.extend(forms.iter().map(String::as_str));
    let ran = runner.run(&arguments);
    assert_eq!(ran.status, 0, "{}", ran.err);
    // Unfilled, each is read as far as to see that nothing is in it.
    let rejects = Table::read(Path::new(&at("rejects.csv")));
    assert_eq!(rejects.column("reason"), vec!["nothing is filled in"; forms.len()]);
}
