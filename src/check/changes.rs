//! The newest of the changes are those of the pack's own version.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;

pub(super) fn are_up_to_date(d: &mut Diagnostics, pack: &Pack) {
    let (Some(version), Some((newest, span))) = (&pack.settings.version, pack.changes.newest())
    else {
        return;
    };
    if names(&newest, version) {
        return;
    }
    let message = if pack.changes.versions.is_empty() {
        format!("the newest changes are under \"{newest}\", and the pack is of version {version}")
    } else {
        format!("the newest changes are of version {newest}, and the pack is of version {version}")
    };
    d.push(
        Diagnostic::new(Code::ChangesVersion, span, message).help(format!(
            "write what changed in {version} above it, or mend `version` in pack.yaml"
        )),
    );
}

/// Whether a heading such as `[1.0] - 2026-11-01` or `Version 1.0, the first` names a version.
fn names(heading: &str, version: &str) -> bool {
    let plain = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let number =
            word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        number.map_or_else(|| word.clone(), str::to_owned)
    };
    let words = |text: &str| text.split_whitespace().map(plain).collect::<Vec<_>>();
    let (heading, version) = (words(heading), words(version));
    version.is_empty() || heading.windows(version.len()).any(|words| words == version)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_heading_names_its_version_however_it_is_written() {
        for heading in ["1.0", "[1.0] - 2026-11-01", "Version 1.0, the first", "v1.0"] {
            assert!(names(heading, "1.0"), "{heading}");
        }
        assert!(names("Autumn 2026", "autumn 2026"));
        for heading in ["1.0.1", "11.0", "[1.1] after 1 0", ""] {
            assert!(!names(heading, "1.0"), "{heading}");
        }
    }
}
