//! A form's PDF with fields that can be filled in (ISO 32000-1, 12.7).
//!
//! Typst does not know fields. The template marks each box by a link to `x-form:NAME`; here every
//! such link becomes the widget of a field, at its own rectangle and in its own place in the
//! structure, whose element turns from `Link` into `Form` (PDF/UA-1, 7.18.4). Type and words come
//! from the form's definition.
//!
//! A return tells its answers by the fields' full names: `full_name`, `interest.workshop` for a
//! tick box, `interest_other` for other words, `people.1.2` for a cell. The catalog says by
//! `/MentorpackForm` and `/MentorpackVersion` of which form the answers are.

mod font;
mod looks;
mod marks;
mod tree;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::form::{Field, FieldType, Form, OTHER};
use crate::theme::Strings;
use marks::{Mark, Part};
use tree::Tree;

/// A tick box that is ticked is in this state.
const ON: &str = "Yes";
/// How far what is typed stays from the edge of its box, in points: sideways, up and down. Most
/// programs begin right at the field's edge.
const INSET: (f32, f32) = (3.0, 1.0);
/// A cell that is less wide, in sizes of its text, may not hold even a day, and its text gives way.
const NARROW: f32 = 8.0;
/// The height of two lines in the smallest text that is set, in points.
const TWO_LINES: f32 = 2.0 * 12.0 * 1.36;
/// The size by which programs choose one that fits (ISO 32000-1, 12.7.3.3).
const FITTED: u32 = 0;
/// Flags of fields (ISO 32000-1, tables 226, 228).
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;

/// A form, as its fields need to know it.
#[derive(Debug, Clone)]
pub(super) struct FormSheet {
    /// Its module's slug.
    pub(super) id: String,
    /// The pack's version.
    pub(super) version: String,
    pub(super) form: Form,
    /// What is typed, in points.
    pub(super) size: u32,
    pub(super) words: FieldWords,
}

/// The theme's words that fields tell to a screen reader; `{..}` is filled in.
#[derive(Debug, Clone)]
pub(super) struct FieldWords {
    /// `{label}, row {row}, {column}`
    pub(super) cell: String,
    /// `{label}: something else`: the box to tick.
    pub(super) other_box: String,
    /// `{label}: something else, please say`
    pub(super) other: String,
    /// `{label} (optional)`
    pub(super) optional: String,
}

impl FieldWords {
    pub(super) fn of(strings: &Strings) -> Self {
        let words = |key| strings.get(key).to_owned();
        Self {
            cell: words("pdf_field_cell"),
            other_box: words("pdf_field_other_box"),
            other: words("pdf_field_other"),
            optional: words("pdf_field_optional"),
        }
    }
}

/// Makes fields of the links that the template has marked. What is marked and no part of the form
/// stays a link, which a test of templates would find.
///
/// # Errors
/// The PDF is not as we set it.
pub(super) fn add(pdf: &[u8], sheet: &FormSheet) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(pdf)?;
    let marks = marks::find(&document)?;
    let elements = marks::elements(&document);
    let font = font::embed(&mut document);
    let mut tree = Tree::default();
    for mark in marks {
        let Some(field) = sheet.form.fields.iter().find(|it| it.name.value == mark.name) else {
            continue;
        };
        widget(&mut document, sheet, field, &mark, &mut tree)?;
        if let Some(element) = elements.get(&mark.annotation) {
            let element = document.get_object_mut(*element)?.as_dict_mut()?;
            element.set("S", Object::Name(b"Form".to_vec()));
        }
    }
    let fields = tree.into_fields(&mut document)?;
    let form = dictionary! {
        "Fields" => fields,
        "DR" => dictionary! { "Font" => dictionary! { font::NAME => font } },
        "DA" => typed(sheet.size),
    };
    let form = document.add_object(form);
    let catalog = document.catalog_mut()?;
    catalog.set("AcroForm", form);
    catalog.set("MentorpackForm", text(&sheet.id));
    catalog.set("MentorpackVersion", text(&sheet.version));
    let mut bytes = Vec::with_capacity(pdf.len() + font::SIZE);
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// Turns the annotation of a mark into a widget and gives it its place among the fields.
fn widget(
    document: &mut Document,
    sheet: &FormSheet,
    field: &Field,
    mark: &Mark,
    tree: &mut Tree,
) -> lopdf::Result<()> {
    let told = told(sheet, field, &mark.part);
    let button = button(field, &mark.part);
    let looks = button.as_ref().map(|button| looks::button(document, mark.size, button));
    let annotation = document.get_object_mut(mark.annotation)?.as_dict_mut()?;
    for key in [&b"A"[..], b"Border", b"Contents"] {
        annotation.remove(key);
    }
    annotation.set("Subtype", Object::Name(b"Widget".to_vec()));
    annotation.set("TU", text(&told));
    if let (Some(button), Some(looks)) = (&button, looks) {
        annotation.set("AS", Object::Name(b"Off".to_vec()));
        annotation.set("AP", looks);
        annotation.set("MK", dictionary! { "CA" => Object::string_literal(button.mark()) });
    } else {
        let tight = matches!(mark.part, Part::Cell(..)) && mark.size.0 < NARROW * sheet.size as f32;
        annotation.set("DA", typed(if tight { FITTED } else { sheet.size }));
        if tight && mark.size.1 > TWO_LINES {
            annotation.set("Ff", MULTILINE);
        }
        annotation.set("Rect", inset(annotation)?);
    }
    let name = &field.name.value;
    match (&mark.part, button) {
        (_, Some(Button::Radio(_))) => {
            let radio = dictionary! {
                "FT" => Object::Name(b"Btn".to_vec()),
                "Ff" => RADIO,
                "TU" => text(&labelled(sheet, field)),
            };
            tree.kid(name, radio, mark.annotation);
        }
        (Part::Option(value), Some(Button::Tick)) => {
            annotation.set("FT", Object::Name(b"Btn".to_vec()));
            tree.field(&[name, value], mark.annotation);
        }
        (part, _) => {
            annotation.set("FT", Object::Name(b"Tx".to_vec()));
            if field.field_type == FieldType::Textarea && *part == Part::Whole {
                annotation.set("Ff", MULTILINE);
            }
            match part {
                Part::Other => match field.words_name() {
                    Some(words) => tree.field(&[&words], mark.annotation),
                    None => tree.field(&[name, OTHER], mark.annotation),
                },
                Part::Cell(row, column) => {
                    tree.field(&[name, &row.to_string(), &column.to_string()], mark.annotation);
                }
                Part::Whole | Part::Option(_) => tree.field(&[name], mark.annotation),
            }
        }
    }
    Ok(())
}

/// A box that is ticked or not.
pub(super) enum Button {
    /// Any of several.
    Tick,
    /// One of several: its state.
    Radio(String),
}

impl Button {
    /// The state in which it is ticked.
    fn state(&self) -> &str {
        match self {
            Self::Tick => ON,
            Self::Radio(state) => state,
        }
    }

    /// The sign that stands for the tick where a program draws its own (`ZapfDingbats`).
    fn mark(&self) -> &'static str {
        match self {
            Self::Tick => "4",
            Self::Radio(_) => "l",
        }
    }
}

fn button(field: &Field, part: &Part) -> Option<Button> {
    match (part, field.field_type) {
        (Part::Option(_), FieldType::Choices) => Some(Button::Tick),
        (Part::Option(value), _) => Some(Button::Radio(value.clone())),
        _ => None,
    }
}

/// What a screen reader says of a field.
fn told(sheet: &FormSheet, field: &Field, part: &Part) -> String {
    let label = field.label.as_str();
    let told = match part {
        Part::Whole => labelled(sheet, field),
        Part::Option(value) if value == OTHER => sheet.words.other_box.replace("{label}", label),
        Part::Option(value) => {
            let option = field.options.iter().find(|option| option.value.value == *value);
            let option = option.map_or(value.as_str(), |option| option.label.as_str());
            match end(field, value) {
                Some(end) => format!("{label}: {option}, {end}"),
                None => format!("{label}: {option}"),
            }
        }
        Part::Other => sheet.words.other.replace("{label}", label),
        Part::Cell(row, column) => {
            let column = field.columns.get(column - 1).map_or("", String::as_str);
            let words = sheet.words.cell.replace("{label}", label);
            words.replace("{row}", &row.to_string()).replace("{column}", column)
        }
    };
    told.replace("?: ", "? ")
}

/// What a point of a scale means, where it is one of its ends.
fn end<'f>(field: &'f Field, point: &str) -> Option<&'f str> {
    let (least, most) = field.limits().filter(|_| field.field_type == FieldType::Scale)?;
    match point.parse::<u32>() {
        Ok(point) if point == least => field.min_label.as_deref(),
        Ok(point) if point == most => field.max_label.as_deref(),
        _ => None,
    }
}

fn labelled(sheet: &FormSheet, field: &Field) -> String {
    let one_of = sheet.form.one_of.iter().flatten().any(|name| name.value == field.name.value);
    let label = if field.required || one_of {
        field.label.clone()
    } else {
        sheet.words.optional.replace("{label}", &field.label)
    };
    match &field.hint {
        Some(hint) => format!("{label}. {hint}"),
        None => label,
    }
}

/// The rectangle in which one types, within the box that the page shows.
fn inset(annotation: &Dictionary) -> lopdf::Result<Vec<Object>> {
    let sides =
        annotation.get(b"Rect")?.as_array()?.iter().zip([INSET.0, INSET.1, -INSET.0, -INSET.1]);
    sides.map(|(side, inset)| Ok((side.as_float()? + inset).into())).collect()
}

/// How what is typed looks (ISO 32000-1, 12.7.3.3).
fn typed(size: u32) -> Object {
    Object::string_literal(format!("/{} {size} Tf 0 g", font::NAME))
}

/// A text string: as it is where that is enough, else in UTF-16.
fn text(words: &str) -> Object {
    if words.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Object::string_literal(words);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A reference to an object.
fn reference(id: ObjectId) -> Object {
    Object::Reference(id)
}

/// A dictionary with what `more` has besides.
fn extended(mut dictionary: Dictionary, more: Dictionary) -> Dictionary {
    for (key, value) in more {
        dictionary.set(key, value);
    }
    dictionary
}
