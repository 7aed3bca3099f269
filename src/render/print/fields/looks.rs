//! How boxes to tick look: drawn, so that they look the same in every program (PDF/UA-1 wants no
//! font that is not embedded).

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{Button, reference};

/// The looks of a box of this size: empty (the page has drawn its edge) and ticked.
pub(super) fn button(document: &mut Document, size: (f32, f32), button: &Button) -> Dictionary {
    let off = look(document, size, String::new());
    let on = look(document, size, tick(size, button));
    let mut states = Dictionary::new();
    states.set("Off", reference(off));
    states.set(button.state(), reference(on));
    dictionary! { "N" => states }
}

fn look(document: &mut Document, (width, height): (f32, f32), drawn: String) -> ObjectId {
    let look = dictionary! {
        "Type" => Object::Name(b"XObject".to_vec()),
        "Subtype" => Object::Name(b"Form".to_vec()),
        "BBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => Dictionary::new(),
    };
    document.add_object(Stream::new(look, drawn.into_bytes()))
}

/// A tick, or a dot for one of several.
fn tick((width, height): (f32, f32), button: &Button) -> String {
    let side = width.min(height);
    let (left, low) = ((width - side) / 2.0, (height - side) / 2.0);
    let at = |x: f32, y: f32| format!("{:.2} {:.2}", left + x * side, low + y * side);
    match button {
        Button::Tick => format!(
            "{:.2} w 1 J 1 j 0 G {} m {} l {} l S",
            side * 0.12,
            at(0.22, 0.52),
            at(0.42, 0.28),
            at(0.8, 0.76)
        ),
        Button::Radio(_) => {
            // A circle in four curves, whose handles are this share of the radius.
            let (r, k) = (0.28, 0.28 * 0.552);
            let (c, a, b) = (0.5, 0.5 - r, 0.5 + r);
            format!(
                "0 g {} m {} {} {} c {} {} {} c {} {} {} c {} {} {} c f",
                at(b, c),
                at(b, c + k),
                at(c + k, b),
                at(c, b),
                at(c - k, b),
                at(a, c + k),
                at(a, c),
                at(a, c - k),
                at(c - k, a),
                at(c, a),
                at(c + k, a),
                at(b, c - k),
                at(b, c),
            )
        }
    }
}
