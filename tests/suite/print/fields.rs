//! Forms to fill in on a screen: every question of the definition is a field, in its order, and
//! says what it is.

use lopdf::{Dictionary, Document, Object, ObjectId};
use mentorpack::form::{Field, FieldType, Form, OTHER};
use mentorpack::pack::kinds::Details;

use super::{PACKS, root};
use crate::support::checked;

/// A place to fill in, as the definition would have it.
#[derive(Debug, PartialEq)]
struct Place {
    /// The field's full name.
    name: String,
    /// Of a box: the state in which it is ticked. Nothing where one types.
    state: Option<String>,
    /// Whether of all places of this name only one can be ticked.
    radio: bool,
    multiline: bool,
}

/// A fillable PDF, with the form that it is of.
struct FillIn<'p> {
    name: String,
    form: &'p Form,
    document: Document,
}

/// A widget's object and what the field or the fields above it say.
struct Widget<'d> {
    annotation: &'d Dictionary,
    /// From the widget up to the topmost field.
    line: Vec<&'d Dictionary>,
}

fn each_form(visit: &mut dyn FnMut(&FillIn<'_>)) {
    let mut judged = 0;
    for (pack, printed) in &*PACKS {
        let checked = checked(&root(pack));
        for edition in &checked.pack().settings.editions {
            let cut = checked.edition(edition);
            for entry in cut.entries().iter().filter(|entry| entry.has_fields()) {
                let Details::Form(module) = &entry.details else { panic!("forms have fields") };
                for suffix in ["-to-fill-in", "-to-fill-in-large-print"] {
                    let stem = entry.address.trim_end_matches(".html");
                    let address = format!("{stem}{suffix}.pdf");
                    let bytes = printed.journey.editions[&edition.name].get(&address);
                    let bytes = bytes.unwrap_or_else(|| panic!("{address} is made"));
                    let document = Document::load_mem(bytes).expect("a PDF");
                    let name = format!("{pack} {}/{address}", edition.name);
                    visit(&FillIn { name, form: &module.form, document });
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 30, "only {judged} forms");
}

/// Every place of a form in the order of its definition.
fn wanted(form: &Form) -> Vec<Place> {
    let mut places = Vec::new();
    for field in &form.fields {
        let name = &field.name.value;
        let place = |name: String| Place { name, state: None, radio: false, multiline: false };
        let radio =
            |value: String| Place { state: Some(value), radio: true, ..place(name.clone()) };
        let tick =
            |value: &str| Place { state: Some("Yes".into()), ..place(format!("{name}.{value}")) };
        let options = field.options.iter().map(|option| option.value.value.as_str());
        let options = options.chain(field.takes_other().then_some(OTHER));
        match field.field_type {
            FieldType::Choice => places.extend(options.map(|value| radio(value.to_owned()))),
            FieldType::Choices => places.extend(options.map(tick)),
            FieldType::Scale if points(field).count() <= 11 => {
                places.extend(points(field).map(|point| radio(point.to_string())));
            }
            FieldType::Table => {
                let columns = field.columns.len();
                let cells = (1..=field.rows.unwrap_or(4))
                    .flat_map(|row| (1..=columns).map(move |column| (row, column)));
                places.extend(cells.map(|(row, at)| place(format!("{name}.{row}.{at}"))));
            }
            FieldType::Textarea => {
                places.push(Place { multiline: true, ..place(name.clone()) });
            }
            _ => places.push(place(name.clone())),
        }
        places.extend(field.words_name().map(place));
    }
    places
}

fn points(field: &Field) -> std::ops::RangeInclusive<u32> {
    let (least, most) = field.limits().expect("a scale has ends");
    least..=most
}

impl FillIn<'_> {
    fn dictionary(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).unwrap()
    }

    fn form(&self) -> &Dictionary {
        let catalog = self.document.catalog().unwrap();
        catalog.get_deref(b"AcroForm", &self.document).and_then(Object::as_dict).expect("fields")
    }

    /// Every widget in the order of the structure, in which programs go through it with Tab and
    /// screen readers read it.
    fn widgets(&self) -> Vec<Widget<'_>> {
        let catalog = self.document.catalog().unwrap();
        let root = catalog.get_deref(b"StructTreeRoot", &self.document).unwrap();
        let mut held = Vec::new();
        self.walk(root, b"", &mut held);
        let widgets = held.into_iter().filter_map(|(role, annotation)| {
            let annotation = self.dictionary(annotation);
            if !says(annotation, b"Subtype", b"Widget") {
                return None;
            }
            assert_eq!(role, b"Form", "{}: a widget's element", self.name);
            let mut line = vec![annotation];
            while let Ok(parent) = line.last().unwrap().get(b"Parent") {
                line.push(self.dictionary(parent.as_reference().unwrap()));
            }
            Some(Widget { annotation, line })
        });
        widgets.collect()
    }

    /// The annotations in an element, each with the role of the element that it is in.
    fn walk<'d>(&'d self, node: &'d Object, role: &'d [u8], held: &mut Vec<(&'d [u8], ObjectId)>) {
        match self.document.dereference(node).unwrap().1 {
            Object::Array(kids) => kids.iter().for_each(|kid| self.walk(kid, role, held)),
            Object::Dictionary(node) if says(node, b"Type", b"OBJR") => {
                held.push((role, node.get(b"Obj").unwrap().as_reference().unwrap()));
            }
            Object::Dictionary(node) => {
                let role = node.get(b"S").and_then(Object::as_name).unwrap_or_default();
                if let Ok(kids) = node.get(b"K") {
                    self.walk(kids, role, held);
                }
            }
            _ => {}
        }
    }
}

impl<'d> Widget<'d> {
    /// What it says, or the nearest field above it.
    fn inherited(&self, key: &[u8]) -> Option<&'d Object> {
        self.line.iter().find_map(|field| field.get(key).ok())
    }

    fn name(&self) -> String {
        let parts = self.line.iter().rev().filter_map(|field| field.get(b"T").ok());
        parts.map(words).collect::<Vec<_>>().join(".")
    }

    /// The states of a box besides `Off`.
    fn states(&self) -> Vec<String> {
        let looks = self.annotation.get(b"AP").and_then(|it| it.as_dict()?.get(b"N")?.as_dict());
        let names = looks.expect("a box has looks").iter().map(|(name, _)| name);
        let names = names.map(|name| String::from_utf8(name.clone()).unwrap());
        let (off, on): (Vec<_>, Vec<_>) = names.partition(|name| name == "Off");
        assert_eq!(off.len(), 1, "{}: it can be left alone", self.name());
        on
    }

    fn place(&self) -> Place {
        let kind = self.inherited(b"FT").and_then(|kind| kind.as_name().ok()).expect("a kind");
        let flags = self.inherited(b"Ff").map_or(0, |flags| flags.as_i64().unwrap());
        let state = match kind {
            b"Btn" => {
                let states = self.states();
                assert_eq!(states.len(), 1, "{}", self.name());
                assert!(says(self.annotation, b"AS", b"Off"), "{}: not ticked", self.name());
                states.into_iter().next()
            }
            b"Tx" => None,
            other => panic!("{} is a {other:?}", self.name()),
        };
        assert!(self.inherited(b"V").is_none(), "{}: nothing is filled in", self.name());
        let radio = flags & 1 << 15 != 0;
        // A cell may have lines or not, by its height.
        let multiline = flags & 1 << 12 != 0 && self.name().split('.').count() < 3;
        Place { name: self.name(), state, radio, multiline }
    }

    fn rectangle(&self) -> [f32; 4] {
        let sides = self.annotation.get(b"Rect").unwrap().as_array().unwrap();
        let sides: Vec<f32> = sides.iter().map(|side| side.as_float().unwrap()).collect();
        sides.try_into().unwrap()
    }
}

fn says(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|said| said == name)
}

fn words(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(units) => {
            let units = units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

#[test]
fn every_answer_of_a_form_has_its_field_in_the_order_of_the_form() {
    each_form(&mut |fill_in| {
        let found: Vec<_> = fill_in.widgets().iter().map(Widget::place).collect();
        assert_eq!(found, wanted(fill_in.form), "{}", fill_in.name);
    });
}

#[test]
fn the_list_of_fields_holds_each_once_and_in_the_same_order() {
    each_form(&mut |fill_in| {
        let mut named = Vec::new();
        let topmost = fill_in.form().get(b"Fields").unwrap();
        names(fill_in, topmost, "", &mut named);
        let mut wanted: Vec<_> = wanted(fill_in.form).into_iter().map(|it| it.name).collect();
        wanted.dedup();
        assert_eq!(named, wanted, "{}", fill_in.name);
    });
}

/// Full names of fields that are in no other, from the form's own list.
fn names(fill_in: &FillIn<'_>, fields: &Object, above: &str, named: &mut Vec<String>) {
    for field in fields.as_array().unwrap() {
        let field = fill_in.dictionary(field.as_reference().unwrap());
        let Ok(own) = field.get(b"T").map(words) else {
            assert!(says(field, b"Subtype", b"Widget"), "{}: {above}", fill_in.name);
            continue;
        };
        let full = if above.is_empty() { own } else { format!("{above}.{own}") };
        if field.has(b"FT") {
            named.push(full.clone());
        }
        if let Ok(kids) = field.get(b"Kids") {
            names(fill_in, kids, &full, named);
        }
    }
}

#[test]
fn every_field_says_its_question_and_which_part_of_the_answer_it_is() {
    each_form(&mut |fill_in| {
        let mut before = String::new();
        for widget in fill_in.widgets() {
            let name = widget.name();
            let told = words(widget.annotation.get(b"TU").expect("it says what it is"));
            let own = name.split('.').next().unwrap();
            let field = fill_in.form.fields.iter().find(|field| {
                field.name.value == own || field.words_name().is_some_and(|words| words == own)
            });
            let field = field.expect("it is the form's");
            assert!(told.contains(&field.label), "{}: {name} says {told}", fill_in.name);
            assert!(!told.contains("?:") && !told.contains('{'), "{told}");
            assert_ne!(told, before, "{}: {name} and the one before it", fill_in.name);
            let value = widget.place().state.filter(|state| state != "Yes");
            let value = value.as_deref().or_else(|| Some(name.split_once('.')?.1));
            let options = field.options.iter();
            if let Some(option) = options.clone().find(|it| Some(it.value.value.as_str()) == value)
            {
                assert!(told.ends_with(&option.label), "{}: {name} says {told}", fill_in.name);
            }
            before = told;
        }
    });
}

#[test]
fn the_ends_of_a_scale_are_told_with_their_boxes() {
    let mut scales = 0;
    each_form(&mut |fill_in| {
        let widgets = fill_in.widgets();
        for field in &fill_in.form.fields {
            let (Some(least), Some(most)) = (&field.min_label, &field.max_label) else { continue };
            let boxes = widgets.iter().filter(|widget| widget.name() == field.name.value);
            let told: Vec<_> = boxes.map(|it| words(it.annotation.get(b"TU").unwrap())).collect();
            let (first, last) = (told.first().unwrap(), told.last().unwrap());
            assert!(first.contains(least) && last.contains(most), "{}: {told:?}", fill_in.name);
            scales += 1;
        }
    });
    assert!(scales > 8, "only {scales} scales");
}

#[test]
fn pages_with_fields_are_gone_through_in_the_order_of_their_structure() {
    each_form(&mut |fill_in| {
        let mut widgets = 0;
        for page in fill_in.document.page_iter() {
            let page = fill_in.dictionary(page);
            let Ok(annotations) = page.get_deref(b"Annots", &fill_in.document) else { continue };
            widgets += annotations.as_array().unwrap().len();
            assert!(says(page, b"Tabs", b"S"), "{}", fill_in.name);
        }
        assert!(widgets >= fill_in.widgets().len(), "{}: each is on a page", fill_in.name);
    });
}

#[test]
fn what_is_typed_has_a_font_that_is_in_the_file_and_room_in_its_box() {
    each_form(&mut |fill_in| {
        let document = &fill_in.document;
        let resources = fill_in.form().get_deref(b"DR", document).and_then(Object::as_dict);
        let fonts = resources.unwrap().get_deref(b"Font", document).unwrap().as_dict().unwrap();
        for widget in fill_in.widgets() {
            let name = widget.name();
            let flags = widget.annotation.get(b"F").unwrap().as_i64().unwrap();
            assert_eq!(flags, 4, "{}: {name} is printed and not hidden", fill_in.name);
            let [left, low, right, high] = widget.rectangle();
            assert!(0.0 < left && right < 600.0 || right < 842.0, "{name}");
            if widget.place().state.is_some() {
                let side = (right - left) - (high - low);
                assert!(side.abs() < 0.1 && high - low > 15.0, "{}: {name}", fill_in.name);
                continue;
            }
            let looks =
                String::from_utf8(widget.annotation.get(b"DA").unwrap().as_str().unwrap().to_vec());
            let looks = looks.unwrap();
            let mut parts = looks.split(' ');
            let font = parts.next().unwrap().strip_prefix('/').unwrap();
            // 0 is a size that fits, which is for narrow cells.
            let size: f32 = parts.next().unwrap().parse().unwrap();
            assert!(size > 0.0 || name.split('.').count() == 3, "{}: {name}", fill_in.name);
            let size = size.max(12.0);
            let font = fonts.get_deref(font.as_bytes(), document).unwrap().as_dict().unwrap();
            let about = font.get_deref(b"FontDescriptor", document).unwrap().as_dict().unwrap();
            assert!(about.has(b"FontFile2"), "{}: {font:?}", fill_in.name);
            assert!(high - low > size * 1.3, "{}: {name} is {} high", fill_in.name, high - low);
            assert!(right - left > size * 2.5, "{}: {name} is {} wide", fill_in.name, right - left);
        }
    });
}

#[test]
fn no_field_lies_on_another() {
    each_form(&mut |fill_in| {
        for page in fill_in.document.page_iter() {
            let page = fill_in.dictionary(page);
            let Ok(annotations) = page.get_deref(b"Annots", &fill_in.document) else { continue };
            let annotations = annotations.as_array().unwrap().iter();
            let annotations = annotations.map(|id| fill_in.dictionary(id.as_reference().unwrap()));
            let widgets: Vec<_> = annotations
                .filter(|it| says(it, b"Subtype", b"Widget"))
                .map(|annotation| Widget { annotation, line: vec![annotation] })
                .collect();
            for (at, one) in widgets.iter().enumerate() {
                for other in &widgets[at + 1..] {
                    let ([l, b, r, t], [left, low, right, high]) =
                        (one.rectangle(), other.rectangle());
                    let apart = r <= left || right <= l || t <= low || high <= b;
                    assert!(apart, "{}: {} and {}", fill_in.name, one.name(), other.name());
                }
            }
        }
    });
}

#[test]
fn the_catalog_says_of_which_form_and_version_it_is_and_in_which_language() {
    each_form(&mut |fill_in| {
        let catalog = fill_in.document.catalog().unwrap();
        let said = |key: &[u8]| catalog.get(key).map(words).unwrap();
        assert_eq!(said(b"Lang"), "en-GB", "{}", fill_in.name);
        assert!(fill_in.name.contains(&format!("/{}-to-fill-in", said(b"MentorpackForm"))));
        assert!(catalog.has(b"MentorpackVersion"), "{}", fill_in.name);
    });
}
