//! The pack's folder and its settings: finds `pack.yaml` and reads it.

mod changes;
mod editions;
mod keys;
mod language;
mod people;
mod said;
mod settings;
mod stand_ins;

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span, is_control};
use crate::yaml::{self, Fields};

pub use changes::{WrittenVersion, web_address};
pub use editions::{Audience, Edition};
pub use keys::{PACK_KEYS, PRIVACY};
pub use people::{Contact, Privacy};
pub use said::Said;
pub use settings::{Allowed, PrintSettings, Settings};
pub use stand_ins::{as_rung_at_home, is_drama_number, is_example_host, nobodys, notes};

/// The file that makes a folder a pack.
pub const PACK_FILE: &str = "pack.yaml";
/// What changed from version to version, in a pack whose `pack.yaml` does not say.
pub const CHANGELOG: &str = "CHANGELOG.md";
/// The folder of modules.
pub const CONTENT: &str = "content";
/// The folder of scenarios.
pub const SCENARIOS: &str = "scenarios";
/// The folder of themes.
pub const THEMES: &str = "themes";
/// The folder that a build writes to.
pub const OUTPUT: &str = "output";

/// A file or folder that the machine would not let us read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}", path.display())]
pub struct ReadError {
    /// What could not be read.
    pub path: PathBuf,
    /// The system's reason.
    pub source: std::io::Error,
}

impl ReadError {
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        |source| Self { path, source }
    }
}

/// A pack on disk.
#[derive(Debug)]
pub struct Project {
    /// The folder that holds `pack.yaml`.
    pub root: PathBuf,
    /// What `pack.yaml` says.
    pub settings: Settings,
}

impl Project {
    /// The nearest folder from `start` upward that holds `pack.yaml`.
    pub fn root_of(start: &Path) -> Option<PathBuf> {
        start.ancestors().find(|folder| folder.join(PACK_FILE).is_file()).map(Path::to_owned)
    }

    /// Reads `pack.yaml` in `root`. Where it cannot be read as YAML, which has then been said, the
    /// settings are those of a pack that says nothing, so that the modules are looked at in the
    /// same run.
    ///
    /// # Errors
    /// The machine would not let us read the file.
    pub fn open(
        diagnostics: &mut Diagnostics,
        sources: &mut Sources,
        root: &Path,
    ) -> Result<Self, ReadError> {
        let path = root.join(PACK_FILE);
        let bytes = fs::read(&path).map_err(ReadError::at(&path))?;
        let (file, node) = match read_text(diagnostics, sources, PACK_FILE, bytes) {
            Ok(file) => {
                (file, yaml::parse(diagnostics, sources, file, 0..sources.text(file).len()))
            }
            Err(file) => (file, None),
        };
        let fields = node.and_then(|node| Fields::of(diagnostics, &node, &PACK_KEYS));
        let settings = match fields {
            Some(fields) => Settings::read(diagnostics, file, fields),
            None => Settings::silent(file),
        };
        Ok(Self { root: root.to_owned(), settings })
    }
}

/// Larger than any text a person wrote for a pack.
const LARGEST: usize = 4 << 20;

/// Takes a file in as text, without its byte order mark.
///
/// # Errors
/// It is not UTF-8 or is too large, which has then been said of the file returned.
pub fn read_text(
    diagnostics: &mut Diagnostics,
    sources: &mut Sources,
    path: &str,
    bytes: Vec<u8>,
) -> Result<FileId, FileId> {
    match decode(bytes) {
        Ok(text) => Ok(sources.add(path, text)),
        Err((code, message, help)) => {
            let file = sources.add(path, "");
            diagnostics.push(Diagnostic::new(code, Span::whole(file), message).help(help));
            Err(file)
        }
    }
}

type Unreadable = (Code, String, &'static str);

fn decode(bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.len() > LARGEST {
        let message = "this file is larger than 4 MB, the most that a text may be".to_owned();
        let help = "split it, or take it out of the pack if it is not a module";
        return Err((Code::TooLarge, message, help));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            // Few texts have any, so that bytes are looked at first: one of those beyond ASCII begins
            // with 0xef.
            let may = |byte: u8| {
                (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))
                    || matches!(byte, 0x7f | 0xef)
            };
            let has = text.bytes().any(may) && text.contains(is_control);
            Ok(if has { without_controls(&text) } else { text })
        }
        _ => {
            let message = if utf16 {
                "this file is UTF-16, as Notepad's \"Unicode\" saves it, and not UTF-8"
            } else {
                "this file is not UTF-8 text"
            };
            let help = "open it in your editor and save it again with the encoding UTF-8";
            Err((Code::NotUtf8, message.to_owned(), help))
        }
    }
}

/// The same with spaces for what is no text, byte for byte, so that places stay the same.
fn without_controls(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_control(letter) {
            kept.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_are_no_text_become_spaces_and_nothing_moves() {
        let text = decode("a\u{b}ŷ\u{7f}\u{ffff}b\tc\r\n".as_bytes().to_vec());
        assert_eq!(text.ok().as_deref(), Some("a ŷ    b\tc\r\n"));
    }

    #[test]
    fn utf_16_is_named_as_such() {
        let problem = decode(vec![0xff, 0xfe, b'a', 0]);
        assert!(problem.is_err_and(|(_, message, _)| message.contains("UTF-16")));
    }
}
