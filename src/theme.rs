//! A theme: templates, strings, colours and static files; the pack's own over its parent's over the
//! built-in one.

mod colours;
mod keys;
mod layer;
mod templates;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::print_job::Names;
use crate::project::{Project, ReadError};
use crate::source::{FileId, Sources};
use crate::yaml::Text;
use layer::Layer;

pub use colours::Palette;
pub use keys::THEME_KEYS;
pub use templates::Templates;

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// Its templates.
    pub templates: Templates,
    /// Its words, by key.
    pub strings: Strings,
    /// Its colours.
    pub palette: Palette,
    /// Its logo: the path of a static file, and its text alternative.
    pub logo: Option<(String, String)>,
    /// Its static files by path; those of the nearest layer that has them.
    pub statics: BTreeMap<String, Vec<u8>>,
    /// What it has for paper.
    pub print: PrintTheme,
}

/// What a theme has for paper. Every path is as templates write it, from `/`: a file is found under
/// its own name in the nearest layer that has it, the built-in one's also under `/builtin/`.
#[derive(Debug, Default)]
pub struct PrintTheme {
    /// Templates by path, with their text.
    pub templates: BTreeMap<String, (FileId, Arc<str>)>,
    /// Other files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Families of fonts, to be tried in this order before the built-in ones.
    pub families: Vec<Text>,
    /// Font files.
    pub fonts: Vec<Vec<u8>>,
}

impl PrintTheme {
    fn of(layers: &[Layer], sources: &Sources) -> Self {
        let mut print = Self::default();
        for (at, layer) in layers.iter().enumerate().rev() {
            let builtin = at + 1 == layers.len();
            for (name, file) in &layer.print {
                let template = (*file, sources.text(*file).clone());
                if builtin {
                    print.templates.insert(format!("/builtin/{name}"), template.clone());
                }
                print.templates.insert(format!("/{name}"), template);
            }
            for (name, bytes) in &layer.print_files {
                print.files.insert(format!("/{name}"), bytes.clone());
            }
            print.fonts.extend(layer.fonts.iter().cloned());
            if !layer.families.is_empty() {
                print.families.clone_from(&layer.families);
            }
        }
        print
    }
}

/// The words that a theme shows, by key.
#[derive(Debug, Clone, Default)]
pub struct Strings(HashMap<String, String>);

impl Strings {
    /// The built-in theme's, in English: for somebody who has to be told that a theme cannot be
    /// used.
    pub fn builtin() -> Self {
        let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
        let layers: Vec<_> = Layer::builtin(&mut diagnostics, &mut sources).into_iter().collect();
        strings(&mut diagnostics, &sources, &layers, "en")
    }

    /// These words, with those of `others` for keys that are missing here: a pack may have a theme
    /// of its own from before a key came.
    #[must_use]
    pub fn or(mut self, others: &Self) -> Self {
        for (key, words) in &others.0 {
            if !self.0.contains_key(key) {
                self.0.insert(key.clone(), words.clone());
            }
        }
        self
    }

    /// The words for `key`, or the key itself where the theme lacks it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The words for `key`, if the theme has them.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Every key with its words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, words)| (key.as_str(), words.as_str()))
    }

    /// The words for `key` with `{n}` filled in, in the singular where there is one.
    pub fn count(&self, key: &str, n: u32) -> String {
        let singular = (n == 1).then(|| self.find(&format!("{key}_one"))).flatten();
        singular.unwrap_or_else(|| self.get(key)).replace("{n}", &n.to_string())
    }

    /// The words for sheets of a print job that are no modules.
    pub fn sheet_names(&self) -> Names {
        let words = |key| self.get(key).to_owned();
        Names {
            run_sheet: words("sheet_run_sheet"),
            agenda: words("sheet_agenda"),
            card: words("sheet_card"),
            posters_room: words("sheet_posters_room"),
            posters_group: words("sheet_posters_group"),
        }
    }
}

impl Theme {
    /// Finds the theme that the pack names, and its parents. `None` where it cannot be used,
    /// which has then been said.
    ///
    /// # Errors
    /// The machine would not let us read a file.
    pub fn load(
        diagnostics: &mut Diagnostics,
        sources: &mut Sources,
        project: &Project,
    ) -> Result<Option<Self>, ReadError> {
        let settings = &project.settings;
        let Some(layers) = chain(diagnostics, sources, project, &settings.theme)? else {
            return Ok(None);
        };
        let strings = strings(diagnostics, sources, &layers, &settings.language);
        let palette = {
            // The built-in theme says which names of colours there are.
            let names = |layer: &Layer| layer.name == crate::builtin::DEFAULT_THEME;
            let schemes = layers.iter().rev();
            let schemes = schemes.map(|layer| (names(layer), &layer.light, &layer.dark));
            Palette::of(diagnostics, schemes)
        };
        let templates = Templates::compile(diagnostics, sources, &layers, &strings);
        let print = PrintTheme::of(&layers, sources);
        let mut statics = BTreeMap::new();
        let mut logo = None;
        for layer in layers.into_iter().rev() {
            statics.extend(layer.statics);
            logo = layer.logo.or(logo);
        }
        if let Some((logo, _)) = &logo
            && !statics.contains_key(&logo.value)
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::ThemeFile,
                    logo.span,
                    format!("the logo `{}` is not in the theme's folder static/", logo.value),
                )
                .suggest(
                    nearest(&logo.value, statics.keys().map(String::as_str)),
                    "put the picture into the theme's folder static/",
                ),
            );
            return Ok(None);
        }
        let logo = logo.map(|(logo, alt)| (logo.value, alt));
        Ok(templates.map(|templates| Self { templates, strings, palette, logo, statics, print }))
    }
}

/// The named theme, its parent, and so on; the built-in one last.
fn chain(
    diagnostics: &mut Diagnostics,
    sources: &mut Sources,
    project: &Project,
    named: &Text,
) -> Result<Option<Vec<Layer>>, ReadError> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut wanted = Some(named.clone());
    while let Some(name) = wanted {
        if layers.iter().any(|layer| layer.name == name.value) {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownTheme,
                    name.span,
                    format!("the theme `{}` extends itself", name.value),
                )
                .help("let it extend `default`"),
            );
            return Ok(None);
        }
        let Some(layer) = Layer::open(diagnostics, sources, project, &name)? else {
            return Ok(None);
        };
        wanted = layer.extends.clone();
        layers.push(layer);
    }
    if layers.iter().all(|layer| layer.name != crate::builtin::DEFAULT_THEME) {
        layers.extend(Layer::builtin(diagnostics, sources));
    }
    Ok(Some(layers))
}

/// Words of the language over English, those of the child over its parents'.
fn strings(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    layers: &[Layer],
    language: &str,
) -> Strings {
    let base = language.split('-').next().unwrap_or(language);
    let mut strings = HashMap::new();
    for tongue in ["en", base, language] {
        for layer in layers.iter().rev() {
            if let Some(file) = layer.strings.get(tongue) {
                strings.extend(read_strings(diagnostics, sources, *file));
            }
        }
    }
    Strings(strings)
}

fn read_strings(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    file: FileId,
) -> Vec<(String, String)> {
    let whole = 0..sources.text(file).len();
    let node = crate::yaml::parse(diagnostics, sources, file, whole);
    let fields = node.and_then(|node| crate::yaml::Fields::of(diagnostics, &node, &keys::STRINGS));
    let Some(fields) = fields else { return Vec::new() };
    let mut strings = Vec::new();
    for entry in fields.entries() {
        match &entry.value.value {
            crate::yaml::Value::Scalar(scalar) => {
                strings.push((entry.key.clone(), scalar.text().to_owned()));
            }
            _ => diagnostics.push(
                Diagnostic::new(
                    Code::ThemeFile,
                    entry.value.span,
                    format!("the words for `{}` have to be text, and these are not", entry.key),
                )
                .help("write `key: \"words\"`"),
            ),
        }
    }
    strings
}
