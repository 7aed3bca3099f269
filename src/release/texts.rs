//! Plain texts of a release: what to read first, and what has changed.

use serde::Serialize;

use super::compare::Comparison;
use super::{EPUB, PHONE, Packing, ZIP};
use crate::carry::Finished;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::render::{Press, cover_note, text};

/// What `read-me.txt` is given besides what every template has.
#[derive(Serialize)]
struct ReadMe<'a> {
    /// The folder's name.
    folder: &'a str,
    /// Whether it has PDFs.
    pdfs: bool,
}

/// What `cover-note.typ` is given: names of what goes with it.
#[derive(Serialize)]
struct CoverNote<'a> {
    folder: &'a str,
    zip: String,
    /// None where the page is too large for phones.
    phone: Option<String>,
    epub: String,
}

impl Packing<'_> {
    /// The note on one page that goes with it all. `None` without a press, and where the template does
    /// not work, which has then been said.
    pub(super) fn cover_note(
        &self,
        diagnostics: &mut Diagnostics,
        press: Option<&Press>,
        folder: &str,
        prefix: &str,
        phone: bool,
    ) -> Option<Vec<u8>> {
        let note = CoverNote {
            folder,
            zip: format!("{prefix}{ZIP}"),
            phone: phone.then(|| format!("{prefix}{PHONE}")),
            epub: format!("{prefix}{EPUB}"),
        };
        let Finished { edition, theme, occasion, .. } = self.0;
        cover_note(diagnostics, press, edition, theme, occasion, &note)
    }

    pub(super) fn read_me(&self, folder: &str) -> Result<String, Diagnostic> {
        let pdfs = self.0.output.files().any(|(path, _)| path.starts_with("pdf/"));
        let own = ReadMe { folder, pdfs };
        self.text("read-me.txt", "release", &own)
    }

    pub(super) fn what_changed(&self, comparison: &Comparison) -> Result<String, Diagnostic> {
        self.text("what-changed.txt", "comparison", comparison)
    }

    fn text(&self, name: &str, called: &str, own: &impl Serialize) -> Result<String, Diagnostic> {
        let Finished { edition, theme, occasion, .. } = self.0;
        text(theme, edition, occasion, name, called, own)
    }
}

/// With the line ends of Windows, whose Notepad knew no others for long, and the mark by which it
/// knows UTF-8.
pub(super) fn for_windows(text: &str) -> String {
    format!(
        "\u{feff}{}\r\n",
        text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\r\n")
    )
}
