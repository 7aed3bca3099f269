//! Which links of a PDF mark fields, and where they stand in its structure.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a template's links to fields begin with.
const SCHEME: &str = "x-form:";

/// A link that marks a field.
pub(super) struct Mark {
    pub(super) annotation: ObjectId,
    /// Width and height in points.
    pub(super) size: (f32, f32),
    /// The field's name.
    pub(super) name: String,
    pub(super) part: Part,
}

/// What of a field it marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// The box of an option or of a point of a scale.
    Option(String),
    /// The place for other words.
    Other,
    /// A cell of a table: row and column from 1.
    Cell(usize, usize),
}

/// Every mark, by page and in the order of each page.
pub(super) fn find(document: &Document) -> lopdf::Result<Vec<Mark>> {
    let mut marks = Vec::new();
    for page in document.get_pages().into_values() {
        let page = document.get_dictionary(page)?;
        let Ok(annotations) = page.get_deref(b"Annots", document) else { continue };
        for annotation in annotations.as_array()? {
            let Ok(id) = annotation.as_reference() else { continue };
            marks.extend(mark(document, id));
        }
    }
    Ok(marks)
}

fn mark(document: &Document, annotation: ObjectId) -> Option<Mark> {
    let link = document.get_dictionary(annotation).ok()?;
    let action = link.get_deref(b"A", document).ok()?.as_dict().ok()?;
    let address = action.get(b"URI").ok()?.as_str().ok()?;
    let (name, part) = parse(std::str::from_utf8(address).ok()?)?;
    Some(Mark { annotation, size: size(link)?, name, part })
}

fn size(link: &Dictionary) -> Option<(f32, f32)> {
    let rectangle = link.get(b"Rect").ok()?.as_array().ok()?;
    let sides: Vec<f32> = rectangle.iter().filter_map(|side| side.as_float().ok()).collect();
    let [left, low, right, high] = sides[..] else { return None };
    Some((right - left, high - low))
}

/// `x-form:NAME`, `NAME=VALUE`, `NAME.other`, `NAME.ROW.COLUMN`.
fn parse(address: &str) -> Option<(String, Part)> {
    let marked = address.strip_prefix(SCHEME)?;
    // The name of a field has neither `=` nor `.` in it.
    if let Some((name, value)) = marked.split_once('=') {
        return Some((name.to_owned(), Part::Option(value.to_owned())));
    }
    let Some((name, part)) = marked.split_once('.') else {
        return Some((marked.to_owned(), Part::Whole));
    };
    if part == "other" {
        return Some((name.to_owned(), Part::Other));
    }
    let (row, column) = part.split_once('.')?;
    let (row, column) = (row.parse().ok()?, column.parse().ok()?);
    let counted = row > 0 && column > 0;
    counted.then(|| (name.to_owned(), Part::Cell(row, column)))
}

/// The structure element that holds each annotation.
pub(super) fn elements(document: &Document) -> HashMap<ObjectId, ObjectId> {
    let mut elements = HashMap::new();
    for (id, object) in &document.objects {
        let Ok(element) = object.as_dict() else { continue };
        let link = element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link");
        if !link {
            continue;
        }
        let Ok(kids) = element.get_deref(b"K", document) else { continue };
        let kids = kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice);
        for kid in kids {
            let Ok((_, kid)) = document.dereference(kid) else { continue };
            let held = kid.as_dict().and_then(|kid| kid.get(b"Obj")?.as_reference());
            elements.extend(held.ok().map(|held| (held, *id)));
        }
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_which_part_of_a_field_it_is() {
        let parsed = |address| parse(address).map(|(_, part)| part);
        assert_eq!(parsed("x-form:full_name"), Some(Part::Whole));
        assert_eq!(parsed("x-form:interest=a.b=c"), Some(Part::Option("a.b=c".into())));
        assert_eq!(parsed("x-form:interest.other"), Some(Part::Other));
        assert_eq!(parsed("x-form:people.28.3"), Some(Part::Cell(28, 3)));
        assert_eq!(parsed("x-form:people.0.3"), None);
        assert_eq!(parsed("mailto:rep@example.org"), None);
    }
}
