//! One theme's own files, without its parents'.

use std::collections::BTreeMap;
use std::fs;

use walkdir::WalkDir;

use super::colours::Scheme;
use crate::address;
use crate::builtin;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::project::{Project, ReadError, THEMES, read_text};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Fields, Text};

use super::keys::{COLOURS, THEME_KEYS};

/// Files for the screen whose words people see.
const SHOWN: [&str; 4] = [".svg", ".html", ".txt", ".js"];

/// One theme's own files.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) name: String,
    pub(super) extends: Option<Text>,
    pub(super) light: Scheme,
    pub(super) dark: Scheme,
    pub(super) logo: Option<(Text, String)>,
    /// Templates by name, without `templates/`.
    pub(super) templates: BTreeMap<String, FileId>,
    /// String tables by language.
    pub(super) strings: BTreeMap<String, FileId>,
    /// Static files by path, without `static/`.
    pub(super) statics: BTreeMap<String, Vec<u8>>,
    /// Templates for paper by name, without `print/`.
    pub(super) print: BTreeMap<String, FileId>,
    /// What else lies in `print/`.
    pub(super) print_files: BTreeMap<String, Vec<u8>>,
    /// Families of fonts to try first on paper.
    pub(super) families: Vec<Text>,
    /// Font files for paper.
    pub(super) fonts: Vec<Vec<u8>>,
}

impl Layer {
    /// The theme called `name`: the pack's folder, else the built-in one.
    pub(super) fn open(
        diagnostics: &mut Diagnostics,
        sources: &mut Sources,
        project: &Project,
        name: &Text,
    ) -> Result<Option<Self>, ReadError> {
        let themes = project.root.join(THEMES);
        // A theme is a folder in themes/, so its name is no path.
        let plain = !name.value.contains(['/', '\\']) && !name.value.starts_with('.');
        let folder = themes.join(&name.value);
        if !plain || !folder.join("theme.yaml").is_file() {
            if name.value == builtin::DEFAULT_THEME {
                return Ok(Self::builtin(diagnostics, sources));
            }
            diagnostics.push(unknown(&themes, name));
            return Ok(None);
        }
        let mut files = Vec::new();
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&folder).to_owned();
                ReadError { path, source: error.into() }
            })?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if entry.file_type().is_file() && !hidden {
                let inside = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
                let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
                let path = parts.collect::<Vec<_>>().join("/");
                let bytes = fs::read(entry.path()).map_err(ReadError::at(entry.path()))?;
                files.push((path, bytes));
            }
        }
        let place = format!("{THEMES}/{}", name.value);
        Ok(Self::read(diagnostics, sources, &name.value, &place, files))
    }

    /// The theme inside the program.
    pub(super) fn builtin(diagnostics: &mut Diagnostics, sources: &mut Sources) -> Option<Self> {
        let files = builtin::default_theme().collect();
        let name = builtin::DEFAULT_THEME;
        Self::read(diagnostics, sources, name, "(built in) themes/default", files)
    }

    fn read(
        diagnostics: &mut Diagnostics,
        sources: &mut Sources,
        name: &str,
        place: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> Option<Self> {
        let mut layer = Self {
            name: name.to_owned(),
            extends: None,
            light: Scheme::default(),
            dark: Scheme::default(),
            logo: None,
            templates: BTreeMap::new(),
            strings: BTreeMap::new(),
            statics: BTreeMap::new(),
            print: BTreeMap::new(),
            print_files: BTreeMap::new(),
            families: Vec::new(),
            fonts: Vec::new(),
        };
        let mut settings = None;
        for (path, bytes) in files {
            if let Some(path) = path.strip_prefix("static/") {
                if let Some(wrong) = layer.unpublishable(path) {
                    let file = sources.add(format!("{place}/static/{path}"), "");
                    let told = Diagnostic::new(Code::ThemeFile, Span::whole(file), wrong);
                    diagnostics.push(told.help("give the file another name"));
                    continue;
                }
                // Its words are looked at before a release, like any others.
                let shown = SHOWN.iter().any(|ending| path.ends_with(ending));
                if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|_| shown) {
                    sources.add(format!("{place}/static/{path}"), text);
                }
                layer.statics.insert(path.to_owned(), bytes);
                continue;
            }
            let print = path.strip_prefix("print/");
            let typst = print.filter(|path| path.ends_with(".typ"));
            if let Some(path) = print.filter(|_| typst.is_none()) {
                layer.print_files.insert(path.to_owned(), bytes);
                continue;
            }
            if path.starts_with("fonts/") {
                let extension = path.rsplit_once('.').map(|(_, extension)| extension);
                if matches!(extension, Some("ttf" | "otf" | "ttc" | "otc")) {
                    layer.fonts.push(bytes);
                }
                continue;
            }
            let template = path.strip_prefix("templates/");
            let strings = path.strip_prefix("strings/").and_then(|path| path.strip_suffix(".yaml"));
            if template.or(typst).or(strings).is_none() && path != "theme.yaml" {
                continue;
            }
            let full = format!("{place}/{path}");
            let file = read_text(diagnostics, sources, &full, bytes).ok()?;
            if let Some(name) = typst {
                layer.print.insert(name.to_owned(), file);
            } else if let Some(name) = template {
                layer.templates.insert(name.to_owned(), file);
            } else if let Some(language) = strings {
                layer.strings.insert(language.to_owned(), file);
            } else {
                settings = Some(file);
            }
        }
        layer.settings(diagnostics, sources, settings?)
    }

    /// Why a file for the screen cannot be published, if it cannot.
    fn unpublishable(&self, path: &str) -> Option<String> {
        if !path.split('/').all(address::is_portable) {
            return Some(format!("no stick or Windows computer takes a file called `{path}`"));
        }
        let same = |known: &&String| known.to_lowercase() == path.to_lowercase();
        let other = self.statics.keys().find(same)?;
        Some(format!("`{path}` and `{other}` are one name to a stick or a Windows computer"))
    }

    fn settings(mut self, d: &mut Diagnostics, sources: &Sources, file: FileId) -> Option<Self> {
        let node = yaml::parse(d, sources, file, 0..sources.text(file).len())?;
        let mut fields = Fields::of(d, &node, &THEME_KEYS)?;
        fields.text(d, "name");
        self.extends = fields.text(d, "extends");
        let colours = fields.node("colours");
        if let Some(mut colours) = colours.and_then(|node| Fields::of(d, &node, &COLOURS)) {
            let dark = colours.map(d, "dark");
            self.light = Scheme::read(d, sources, &colours);
            self.dark = dark.map(|dark| Scheme::read(d, sources, &dark)).unwrap_or_default();
        }
        self.logo = match fields.node("logo") {
            Some(node) if matches!(node.value, yaml::Value::Scalar(_)) => {
                fields.text(d, "logo").map(|file| (file, String::new()))
            }
            Some(node) => fields.as_map(d, "logo", &node).and_then(|mut logo| {
                let file = logo.required(d, "file");
                let alt = logo.text(d, "alt").map(|text| text.value).unwrap_or_default();
                logo.finish(d);
                Some((file?, alt))
            }),
            None => None,
        };
        // Fonts are for paper; screens use the reader's own.
        self.families = fields.texts(d, "fonts");
        fields.finish(d);
        Some(self)
    }
}

fn unknown(themes: &std::path::Path, name: &Text) -> Diagnostic {
    let mut known: Vec<String> = fs::read_dir(themes)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("theme.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    known.push(builtin::DEFAULT_THEME.to_owned());
    known.sort();
    known.dedup();
    Diagnostic::new(Code::UnknownTheme, name.span, format!("there is no theme `{}`", name.value))
        .suggest(
            nearest(&name.value, known.iter().map(String::as_str)),
            format!(
                "there are: {}; a theme is a folder in themes/ with a theme.yaml",
                known.join(", ")
            ),
        )
}

/// A whole theme's file, for what has no better place.
pub(super) fn whole(file: FileId) -> Span {
    Span::whole(file)
}
