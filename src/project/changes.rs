//! What `pack.yaml` says of the pack's versions.

use super::editions::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Date, Fields, Scalar, Text};

/// A version of the pack, with what changed in it, as it is written: the changes are Markdown that
/// nobody has read yet.
#[derive(Debug, Clone)]
pub struct WrittenVersion {
    /// As the owner counts versions.
    pub version: Text,
    /// When it came out.
    pub date: Option<Date>,
    /// Who is told of these changes.
    pub audience: Audience,
    /// What changed, one after another.
    pub changes: Vec<Scalar>,
}

impl WrittenVersion {
    pub(super) fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let version = map.required(d, "version");
        let date = map.date(d, "date");
        let said = map.entries().iter().any(|entry| entry.key == "audience");
        if said && !map.has("audience") {
            let span = map.key_span("audience");
            d.push(
                Diagnostic::new(Code::BadValue, span, "`audience` does not say for whom this is")
                    .help("write `audience: tutor` or `audience: everyone`"),
            );
        }
        // An audience that cannot be read must not open what was meant for tutors.
        let otherwise = if said { Audience::Tutor } else { Audience::Everyone };
        let audience = map.choice(d, "audience", Audience::NAMES).unwrap_or(otherwise);
        let before = d.len();
        let changes = map.scalars(d, "changes");
        if changes.is_empty() && d.len() == before && !map.misspells("changes") {
            d.push(
                Diagnostic::new(
                    Code::MissingKey,
                    map.key_span("changes"),
                    "a version's entry does not say what changed",
                )
                .help("add `changes:`, and under it a line for each change: `- A new scenario`"),
            );
        }
        map.finish(d);
        Some(Self { version: version?, date, audience, changes })
    }
}

/// The address that `newer` gives, if it is one on the web and not words.
pub fn web_address(newer: &str) -> Option<String> {
    let lower = newer.to_ascii_lowercase();
    let is = |scheme: &str| lower.starts_with(scheme) && lower.len() > scheme.len();
    if newer.contains(char::is_whitespace) {
        None
    } else if is("https://") || is("http://") {
        Some(newer.to_owned())
    } else {
        is("www.").then(|| format!("https://{newer}"))
    }
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn an_address_is_told_from_words() {
        assert_eq!(web_address("https://example.org/m"), Some("https://example.org/m".to_owned()));
        assert_eq!(web_address("www.example.org"), Some("https://www.example.org".to_owned()));
        for words in ["the shelf", "on https://example.org", "https://", "javascript:alert(1)"] {
            assert_eq!(web_address(words), None, "{words}");
        }
    }
}
