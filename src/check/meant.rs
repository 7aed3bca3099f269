//! What was meant by an address that leads nowhere, and how it would be written.

use super::PackText;
use crate::body::Reference;
use crate::pack::{BESIDE, Pack};

/// Endings of names on the web that no file of a pack has.
const WEB_ENDINGS: [&str; 15] = [
    "org", "com", "net", "uk", "eu", "ie", "gov", "edu", "info", "int", "io", "wales", "cymru",
    "scot", "coop",
];

/// What to do about an address on the web or for mail that stands there without its scheme.
pub(super) fn scheme(reference: &Reference<'_>) -> Option<String> {
    let whole = with_scheme(reference.to)?;
    Some(if reference.image {
        "save the picture beside this file and name it here".to_owned()
    } else if whole.starts_with("mailto:") {
        format!("to open a message to somebody, write `{whole}`")
    } else {
        format!("for an address on the web, write `{whole}`")
    })
}

fn with_scheme(to: &str) -> Option<String> {
    let to = to.trim();
    if to.contains(char::is_whitespace) {
        return None;
    }
    let host = to.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, host)) = host.split_once('@') {
        let whole = !name.is_empty() && host.contains('.') && !host.contains('@');
        return whole.then(|| format!("mailto:{to}"));
    }
    let lower = host.to_ascii_lowercase();
    let on_the_web = match lower.rsplit_once('.') {
        Some((name, ending)) => {
            let name = name.trim_start_matches("www.");
            let whole = !name.is_empty() && !ending.is_empty();
            whole && (lower.starts_with("www.") || WEB_ENDINGS.contains(&ending))
        }
        None => false,
    };
    on_the_web.then(|| format!("https://{to}"))
}

/// Where a list of the pack can be read, whose file is no page: a sentence, and what to do.
pub(super) fn list(pack: &Pack, to: &str) -> Option<(String, &'static str)> {
    let file = to.split(['#', '?']).next().unwrap_or_default();
    let help = match file.rsplit('/').next() {
        Some("glossary.yaml") if !pack.glossary.is_empty() => {
            "take the link out: a term is linked where a page first uses it, and every page leads \
             to the glossary"
        }
        Some("outcomes.yaml") if !pack.outcomes.is_empty() => {
            "take the link out: the tutors' front page leads to the outcomes"
        }
        _ => return None,
    };
    Some((format!("`{to}` is a list, and no page that a link can lead to"), help))
}

/// How an address in a text is written.
pub(super) fn as_from(text: &PackText<'_>, reference: &Reference<'_>) -> String {
    let example = match reference.to {
        _ if reference.image => "handouts/wall.png",
        to if to.ends_with("handouts/role-card.md") => "models/listening.md",
        _ => "handouts/role-card.md",
    };
    if text.folder == BESIDE {
        return format!("write the path as from the pack's folder, for example content/{example}");
    }
    let up = "../".repeat(text.folder.split('/').filter(|part| !part.is_empty()).count());
    format!("write the path as from this page, for example {up}{example}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_web_and_for_mail_get_their_scheme() {
        for (to, with) in [
            ("www.example.org", "https://www.example.org"),
            ("WWW.example.blog/a?b#c", "https://WWW.example.blog/a?b#c"),
            ("example.org/advice", "https://example.org/advice"),
            ("someone@example.org", "mailto:someone@example.org"),
        ] {
            assert_eq!(with_scheme(to).as_deref(), Some(with));
        }
    }

    #[test]
    fn paths_are_no_names_on_the_web() {
        for to in [
            "card.md",
            "../example.org",
            "notes.pdf",
            "www.",
            ".org",
            "a b.org",
            "@",
            "a@b",
            "x/y.org",
        ] {
            assert_eq!(with_scheme(to), None, "{to}");
        }
    }
}
