//! New packs and new modules: what `init` and `new` write, as files in memory.

mod editor;
mod keys;
mod module;

use crate::builtin;
use crate::project::{PACK_FILE, PACK_KEYS};

pub use module::{Unnamed, module};

/// Files of a new pack, by their paths from its folder.
pub type Files = Vec<(String, Vec<u8>)>;

/// The first-party pack, ready to build.
pub fn whole_pack() -> Files {
    let mut files: Files = builtin::starter().collect();
    for (path, bytes) in &mut files {
        if path == PACK_FILE {
            let text = String::from_utf8_lossy(bytes);
            *bytes = format!("{}\n{text}", editor::modeline("pack")).into_bytes();
        }
    }
    files.extend(editor::files());
    files
}

/// A pack with one page and every setting explained.
pub fn blank_pack(title: &str) -> Files {
    let page = "---\ntitle: First page\nsummary: Change this page, or add others beside it.\n---\n\n\
                Write here what a reader should know.\n\n:::tutor\nOnly tutors see this.\n:::\n";
    let mut files: Files = vec![
        (PACK_FILE.into(), settings(title).into_bytes()),
        ("content/guides/first-page.md".into(), page.into()),
    ];
    files.extend(editor::files());
    files
}

/// `pack.yaml` with the title set and every other key in a comment.
fn settings(title: &str) -> String {
    let mut text = format!("{}\n\n", editor::modeline("pack"));
    let mut told = Vec::new();
    for key in PACK_KEYS.keys.iter().filter(|key| key.name != "languages") {
        text.push_str(&keys::explained(key, &mut told));
        text.push_str(&match key.name {
            "title" => format!("title: {}\n", quoted(title)),
            "version" => "version: \"0.1\"\n".to_owned(),
            _ => keys::commented(&keys::example(key)),
        });
        text.push('\n');
    }
    text
}

/// Text in one line that YAML reads as this text.
fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text with a space for each line break, and for what else a line cannot hold.
fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let parts = text.split(breaks).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
