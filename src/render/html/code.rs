//! Code with its parts marked by classes, so that the theme's stylesheet colours it.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape::push_escaped;

/// Longer code is shown plain: nobody reads it for its colours, and marking costs time.
const LONGEST: usize = 20_000;

/// Marks code; the syntaxes are unpacked when the first block comes.
#[derive(Default)]
pub(super) struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// Writes `text` as HTML; plain where `language` is not known.
    pub(super) fn write(&self, html: &mut String, language: &str, text: &str) {
        match self.marked(language, text) {
            Some(marked) => html.push_str(&marked),
            None => push_escaped(html, text),
        }
    }

    fn marked(&self, language: &str, text: &str) -> Option<String> {
        if language.is_empty() || text.len() > LONGEST {
            return None;
        }
        let syntaxes = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let syntax = syntaxes.find_syntax_by_token(language)?;
        let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
        for line in LinesWithEndings::from(text) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}
