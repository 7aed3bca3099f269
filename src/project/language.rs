//! The tag of a language, as browsers and screen readers take it.

/// A language tag (RFC 5646) as it is usually written: `en-GB` for `EN-gb`, with a script and
/// variants where it has any. None where it is no tag, such as the language's English name.
pub(super) fn tag(written: &str) -> Option<String> {
    let mut parts = written.split('-').peekable();
    let language = parts.next().filter(|part| letters(part) && (2..=3).contains(&part.len()))?;
    let mut tag = language.to_ascii_lowercase();
    if let Some(script) = parts.next_if(|part| letters(part) && part.len() == 4) {
        let (first, rest) = script.split_at(1);
        tag.push_str(&format!("-{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase()));
    }
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        tag.push_str(&format!("-{}", region.to_ascii_uppercase()));
    }
    for variant in parts {
        if !is_variant(variant) {
            return None;
        }
        tag.push_str(&format!("-{}", variant.to_ascii_lowercase()));
    }
    Some(tag)
}

/// The tag that was meant by what is none.
pub(super) fn meant(written: &str) -> Option<String> {
    match written.to_lowercase().as_str() {
        "english" | "british" => Some("en-GB".to_owned()),
        "welsh" | "cymraeg" => Some("cy".to_owned()),
        "irish" | "gaeilge" => Some("ga".to_owned()),
        "gaelic" | "scottish gaelic" | "gàidhlig" => Some("gd".to_owned()),
        "polish" | "polski" => Some("pl".to_owned()),
        other => tag(&other.replace(['_', ' '], "-")),
    }
}

fn letters(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Two letters for a country, three digits for a part of the world.
fn is_region(part: &str) -> bool {
    match part.len() {
        2 => letters(part),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn is_variant(part: &str) -> bool {
    let signs = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    signs
        && match part.len() {
            4 => part.starts_with(|c: char| c.is_ascii_digit()),
            length => (5..=8).contains(&length),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_language_and_maybe_a_script_a_region_and_variants() {
        for written in ["en", "cy", "en-GB", "zh-Hant", "zh-Hant-TW", "es-419", "de-1996", "gsw"] {
            assert_eq!(tag(written).as_deref(), Some(written));
        }
        assert_eq!(tag("EN-gb-OXENDICT").as_deref(), Some("en-GB-oxendict"));
        assert_eq!(tag("ZH-hant").as_deref(), Some("zh-Hant"));
        for written in
            ["Welsh", "English", "en_GB", "12", "", "e", "en-", "-en", "en--GB", "en-G", "ŷŷ"]
        {
            assert_eq!(tag(written), None, "{written}");
        }
    }

    #[test]
    fn the_tag_is_known_that_was_meant() {
        assert_eq!(meant("en_GB").as_deref(), Some("en-GB"));
        assert_eq!(meant("Welsh").as_deref(), Some("cy"));
        assert_eq!(meant("Klingon"), None);
    }
}
