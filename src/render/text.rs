//! Templates that are no page of the site: plain texts, and what an edition is bound into.

use serde::Serialize;
use tera::{Context, Value};

use super::Occasion;
use super::facts::Facts;
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostic;
use crate::theme::Theme;
use crate::view::EditionView;

/// What every template is given: `pack` and `edition`.
pub fn shared(theme: &Theme, edition: &CheckedEdition<'_>, occasion: Occasion) -> Context {
    let mut context = Context::new();
    context.insert("pack", &Facts { edition, theme }.pack(occasion));
    let named = EditionView { name: edition.edition().name.clone(), tutor: edition.is_tutors() };
    context.insert("edition", &named);
    context
}

/// Renders the template `name` with `pack` and `edition`, as every page has them, and with `own` under
/// the name `called`.
///
/// # Errors
/// The template does not work; told at its place.
pub fn text(
    theme: &Theme,
    edition: &CheckedEdition<'_>,
    occasion: Occasion,
    name: &str,
    called: &str,
    own: &impl Serialize,
) -> Result<String, Diagnostic> {
    let mut context = shared(theme, edition, occasion);
    context.insert_value(called.to_owned(), Value::from_serializable(own));
    theme.templates.render(name, &context, name)
}
