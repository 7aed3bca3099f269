//! Pictures are light enough for a phone, a stick and an e-mail.

use std::collections::BTreeMap;
use std::fs;

use super::place_of;
use crate::check::shared_texts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Asset;
use crate::pack::{Pack, Target};
use crate::source::{Sources, Span};

/// Bytes of the largest picture, 500 KB as a folder's window counts them.
const LARGEST: u64 = 500 * 1024;

pub(super) fn are_light(d: &mut Diagnostics, sources: &mut Sources, pack: &Pack) {
    for (path, (asset, shown)) in shown(pack) {
        // A file that cannot be looked at is reported when it is copied.
        let Ok(size) = fs::metadata(&asset.disk).map(|found| found.len()) else { continue };
        if size <= LARGEST {
            continue;
        }
        let file = sources.add(path, "");
        d.push(
            Diagnostic::new(
                Code::LargePicture,
                Span::whole(file),
                format!(
                    "this picture has {} KB, and more than 500 KB are slow",
                    size.div_ceil(1024)
                ),
            )
            .help("save it smaller: 1,600 pixels across are enough, as a .jpg for a photograph")
            .related(shown, "it is shown here"),
        );
    }
}

/// Pictures that a text shows, each with the first place that does.
fn shown(pack: &Pack) -> BTreeMap<String, (&Asset, Span)> {
    let mut shown = BTreeMap::new();
    let mut note = |folder: &str, body: &crate::body::Body| {
        body.each_reference(crate::project::Audience::Everyone, &mut |reference, _| {
            if let (true, Ok(Target::Asset(asset))) =
                (reference.image, pack.resolve(folder, reference.to))
            {
                shown.entry(place_of(asset)).or_insert((asset, reference.span));
            }
        });
    };
    for entry in &pack.entries {
        entry.prose().into_iter().for_each(|(_, body)| note(entry.folder(), body));
    }
    shared_texts(pack).iter().for_each(|text| note(text.folder, text.body));
    shown
}
