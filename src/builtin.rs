//! What the program carries inside itself. Nothing else embeds files.

use rust_embed::RustEmbed;

/// The syntax by which dialogues are read.
pub const DIALOGUE_SYNTAX: &str = include_str!("builtin/dialogue.sublime-syntax");

/// What the preview adds to its pages.
pub const PREVIEW_SCRIPT: &str = include_str!("builtin/preview.js");

/// The name of the theme that is always there.
pub const DEFAULT_THEME: &str = "default";

#[derive(RustEmbed)]
#[folder = "themes/default"]
struct DefaultTheme;

/// Every file of the default theme: its path within the theme, and its bytes.
pub fn default_theme() -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut paths: Vec<_> = DefaultTheme::iter().collect();
    paths.sort();
    paths.into_iter().filter_map(|path| {
        let file = DefaultTheme::get(&path)?;
        Some((path.into_owned(), file.data.into_owned()))
    })
}

#[derive(RustEmbed)]
#[folder = "content"]
struct Content;

#[derive(RustEmbed)]
#[folder = "scenarios"]
struct Scenarios;

/// The first-party pack: the path of each file from the pack's folder, and its bytes.
pub fn starter() -> impl Iterator<Item = (String, Vec<u8>)> {
    let settings = include_str!("../pack.yaml").as_bytes().to_vec();
    let mut files = vec![("pack.yaml".to_owned(), settings)];
    files.extend(Content::iter().filter_map(|path| {
        Some((format!("content/{path}"), Content::get(&path)?.data.into_owned()))
    }));
    files.extend(Scenarios::iter().filter_map(|path| {
        Some((format!("scenarios/{path}"), Scenarios::get(&path)?.data.into_owned()))
    }));
    files.sort();
    files.into_iter()
}

/// The author's guide to messages: pages of the first-party pack, by their names.
pub fn messages() -> Vec<String> {
    let mut paths: Vec<_> =
        Content::iter().filter(|path| path.starts_with("authors/messages-")).collect();
    paths.sort();
    let pages = paths.into_iter().filter_map(|path| Content::get(&path));
    pages.filter_map(|page| String::from_utf8(page.data.into_owned()).ok()).collect()
}
