//! Fonts for paper: the built-in ones and a theme's own.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

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

    /// Whether some font can draw `letter`.
    pub(super) fn draw(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}
