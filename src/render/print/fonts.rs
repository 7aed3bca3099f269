//! Fonts for paper: the built-in ones and a theme's own.

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::yaml::Text;

/// Fonts, and what is known of each.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

impl Fonts {
    /// The theme's fonts before the built-in ones. A file that is no font is passed over: the text
    /// is then set in the others.
    pub(super) fn new(own: &[Vec<u8>]) -> Self {
        // Noto for text, DejaVu behind it for boxes, arrows and scripts that Noto Sans lacks.
        let builtin = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            notosans::ITALIC_TTF,
            notosans::BOLD_ITALIC_TTF,
            dejavu::sans::regular(),
            dejavu::sans::bold(),
        ];
        let own = own.iter().map(|file| Bytes::new(file.clone()));
        let fonts: Vec<_> = own.chain(builtin.map(Bytes::new)).flat_map(Font::iter).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// What is said of families of which there is no font: the next that is there, or the built-in
    /// one, stands in for them.
    pub(super) fn lacking(&self, families: &[Text]) -> Vec<Diagnostic> {
        let there: BTreeSet<&str> = self.book.families().map(|(name, _)| name).collect();
        let all = there.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let lacking = families
            .iter()
            .filter(|family| !self.book.contains_family(&family.value.to_lowercase()));
        let told = lacking.map(|family| {
            Diagnostic::new(
                Code::MissingFont,
                family.span,
                format!("there is no font `{}` for paper, so another is used", family.value),
            )
            .suggest(
                nearest(&family.value, there.iter().copied()),
                format!(
                    "put its .ttf or .otf files into the theme's folder fonts/; there are {all}"
                ),
            )
        });
        told.collect()
    }

    /// Whether some font can draw `letter`.
    pub(super) fn draw(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}
