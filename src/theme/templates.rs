//! A theme's templates, compiled, with the functions that they may call.

use std::collections::HashMap;
use std::fmt::Write as _;

use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::Strings;
use super::layer::{Layer, whole};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Compiled templates; the child's are found before its parents'.
#[derive(Debug, Clone)]
pub struct Templates {
    tera: Tera,
    files: HashMap<String, FileId>,
    fallback: FileId,
}

impl Templates {
    pub(super) fn compile(
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        layers: &[Layer],
        strings: &Strings,
    ) -> Option<Self> {
        let prefix = |layer: &Layer| {
            let last = layers.last().is_some_and(|last| last.name == layer.name);
            if last { "builtin/".to_owned() } else { format!("{}/", layer.name) }
        };
        let mut tera = Tera::new();
        // Refused only once there are templates, and there are none yet.
        tera.set_fallback_prefixes(layers.iter().map(prefix)).ok()?;
        register(&mut tera, strings);
        let mut files = HashMap::new();
        let mut texts = Vec::new();
        for layer in layers {
            for (name, file) in &layer.templates {
                let name = format!("{}{name}", prefix(layer));
                files.insert(name.clone(), *file);
                texts.push((name, sources.text(*file).clone()));
            }
        }
        let fallback = *files.values().min()?;
        let mut templates = Self { tera, files, fallback };
        let added = texts.iter().map(|(name, text)| (name.as_str(), &**text));
        if let Err(error) = templates.tera.add_raw_templates(added) {
            templates.report_all(diagnostics, &texts, strings, &error);
            return None;
        }
        Some(templates)
    }

    /// The first mistake stops the whole set from compiling; the others are found one by one.
    fn report_all(
        &self,
        diagnostics: &mut Diagnostics,
        texts: &[(String, std::sync::Arc<str>)],
        strings: &Strings,
        first: &tera::Error,
    ) {
        diagnostics.push(self.described(first, None));
        for (name, text) in texts {
            let mut alone = Tera::new();
            register(&mut alone, strings);
            if let Err(error) = alone.add_raw_template(name, text)
                && matches!(error.kind(), ErrorKind::SyntaxError(report)
                    if !report.message().contains("omponent"))
            {
                diagnostics.push(self.described(&error, None));
            }
        }
    }

    /// The templates with variables that every page of an edition shares.
    #[must_use]
    pub fn with_shared(&self, shared: Context) -> Self {
        let mut templates = self.clone();
        templates.tera.global_context().extend(shared);
        templates
    }

    /// Renders `name` with a page's own variables.
    ///
    /// # Errors
    /// The template does not work; told at its place, with the page that was being made.
    pub fn render(&self, name: &str, context: &Context, page: &str) -> Result<String, Diagnostic> {
        self.tera.render(name, context).map_err(|error| self.described(&error, Some(page)))
    }

    fn described(&self, error: &tera::Error, page: Option<&str>) -> Diagnostic {
        let making = page.map(|page| format!("while making {page}: ")).unwrap_or_default();
        let (span, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let file = self.file(report.filename());
                (Span::new(file, report.span().range.clone()), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, parent } => (
                whole(self.file(current)),
                format!("this template extends `{parent}`, and there is no such template"),
            ),
            ErrorKind::CircularExtend { tpl, .. } => {
                (whole(self.file(tpl)), "this template extends itself".to_owned())
            }
            ErrorKind::CircularInclude { tpl, .. } => {
                (whole(self.file(tpl)), "this template includes itself".to_owned())
            }
            other => (whole(self.fallback), other.to_string()),
        };
        Diagnostic::new(Code::TemplateError, span, format!("{making}{}", message.trim_end()))
            .help("themes are described in src/view.rs: what a template may use, and its names")
    }

    fn file(&self, template: &str) -> FileId {
        self.files.get(template).copied().unwrap_or(self.fallback)
    }
}

fn register(tera: &mut Tera, strings: &Strings) {
    tera.register_filter("css_text", css_text);
    let strings = strings.clone();
    // Most words are the same wherever they stand, and need not be copied for every page.
    let fixed: HashMap<String, Value> = strings
        .iter()
        .filter(|(key, words)| {
            !words.contains('{') && strings.find(&format!("{key}_one")).is_none()
        })
        .map(|(key, words)| (key.to_owned(), Value::from(words)))
        .collect();
    tera.register_function("t", move |arguments: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let key: &str = arguments.must_get("key")?;
        match fixed.get(key) {
            Some(words) => Ok(words.clone()),
            None => words(&strings, key, &arguments).map(Value::from),
        }
    });
}

/// A text as a CSS string, without what could end it.
fn css_text(text: &str, _: Kwargs, _: &State) -> String {
    let harmless = |letter| match letter {
        '\\' | '<' => ' ',
        '"' => '\'',
        other => other,
    };
    format!("\"{}\"", text.chars().map(harmless).collect::<String>())
}

/// The words for a key with every `{name}` filled in from the arguments.
fn words(strings: &Strings, key: &str, arguments: &Kwargs) -> tera::TeraResult<String> {
    let one = arguments.get::<&Value>("n")?.and_then(Value::as_u64) == Some(1);
    let singular = if one { strings.find(&format!("{key}_one")) } else { None };
    let Some(pattern) = singular.or_else(|| strings.find(key)) else {
        return Err(tera::Error::message(format!(
            "the theme's string table has no key `{key}`; add it to strings/en.yaml"
        )));
    };
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let place = behind.split_once('}');
        let value = place.map(|(name, _)| arguments.get::<&Value>(name)).transpose()?.flatten();
        match (place, value) {
            (Some((_, after)), Some(value)) => {
                let _ = write!(filled, "{value}");
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = behind;
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}
