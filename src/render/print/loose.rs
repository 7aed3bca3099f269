//! Sheets of no module: the register in numbers, the note that goes with a release.

use serde::Serialize;

use super::{Press, Shared, data, shared_by_all, shared_by_pack, signs};
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostics;
use crate::project::Settings;
use crate::render::Occasion;
use crate::render::facts::{Facts, pack_view};
use crate::theme::Theme;
use crate::view::paper::{SheetData, SheetView};

/// One page of a register in numbers. `None` where the template does not work, which has then been
/// said.
pub(in crate::render) fn register(
    diagnostics: &mut Diagnostics,
    press: &Press,
    settings: &Settings,
    theme: &Theme,
    summary: &impl Serialize,
) -> Option<Vec<u8>> {
    #[derive(Serialize)]
    struct Register<'s, S> {
        summary: &'s S,
    }
    let pack = pack_view(settings, &theme.strings, Occasion::default());
    let shared = shared_by_pack(theme, pack, settings.print.greyscale);
    let kind_label = theme.strings.get("paper_register").to_owned();
    let sheet = SheetView {
        kind: "register".to_owned(),
        title: kind_label.clone(),
        kind_label,
        summary: None,
        tags: Vec::new(),
        tutor: true,
        owner: settings.owner.clone(),
        reviewed: None,
        review_by: None,
        outcomes: Vec::new(),
    };
    let content = Register { summary };
    let data = SheetData { paper: data::paper(settings.print, false), sheet, content };
    set(diagnostics, press, &shared, "register", "the summary of the register", &data)
}

/// The note that goes with a release: what it is and how to open it. `None` where the template does
/// not work, which has then been said.
pub(in crate::render) fn cover_note(
    diagnostics: &mut Diagnostics,
    press: &Press,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    note: &impl Serialize,
) -> Option<Vec<u8>> {
    #[derive(Serialize)]
    struct Note<'n, N> {
        note: &'n N,
    }
    let facts = Facts { edition, theme };
    let sheet = data::whole_pack(facts, "cover-note", &edition.pack().settings.title);
    let paper = data::paper(edition.pack().settings.print, false);
    let data = SheetData { paper, sheet, content: Note { note } };
    let shared = shared_by_all(facts, occasion);
    set(diagnostics, press, &shared, "cover-note", "the cover note", &data)
}

fn set(
    diagnostics: &mut Diagnostics,
    press: &Press,
    shared: &Shared,
    layout: &'static str,
    making: &str,
    data: &impl Serialize,
) -> Option<Vec<u8>> {
    let mut draft = data::Draft::plain(layout, data);
    signs::replace(&mut draft.data, &shared.fonts);
    match press.set(shared, &draft.into_copy(Vec::new())) {
        Ok(pdf) => Some(Vec::clone(&pdf.bytes)),
        Err(refused) => {
            let errors = refused.described(shared.any(), making);
            errors.into_iter().for_each(|error| diagnostics.push(error));
            None
        }
    }
}
