//! Code with its parts marked by classes, so that the theme's stylesheet colours it.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape::push_escaped;

/// Longer code is shown plain: nobody reads it for its colours, and marking costs time.
const LONGEST: usize = 20_000;

/// Unpacked when the first block comes, and kept: a preview renders again and again.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Writes `text` as HTML with its parts marked; plain where `language` is not known.
pub(super) fn write(html: &mut String, language: &str, text: &str) {
    match marked(language, text) {
        Some(marked) => html.push_str(&marked),
        None => push_escaped(html, text),
    }
}

fn marked(language: &str, text: &str) -> Option<String> {
    if language.is_empty() || text.len() > LONGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(text) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
