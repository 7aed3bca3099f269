//! Addresses: what a file of the pack is called in the output.
//!
//! An address must work on every stick (FAT32, exFAT), on Windows, and in a link that somebody
//! reads out: lower-case ASCII with hyphens.

/// The longest slug, in characters.
pub const LONGEST_SLUG: usize = 60;

/// Names that Windows keeps for devices, whatever stands behind the dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether Windows keeps a name, in small letters and without what stands behind a dot, for a device.
pub fn is_device(name: &str) -> bool {
    DEVICES.contains(&name)
}

/// Whether every stick and every system takes a file or folder of this name: no sign that FAT32 or
/// Windows keeps for itself, no dot or space at the end, no device's name.
pub fn is_portable(name: &str) -> bool {
    let forbidden = |letter: char| letter.is_control() || "<>:\"/\\|?*".contains(letter);
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    !name.is_empty()
        && !name.contains(forbidden)
        && !name.ends_with(['.', ' '])
        && !is_device(&stem)
}

/// Why a name cannot become part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// Nothing of it is a letter or a digit.
    Empty,
    /// Windows keeps it for a device.
    Device,
    /// More than [`LONGEST_SLUG`] characters.
    TooLong,
}

/// Small letters and digits, everything else turned into single hyphens: "Rôle card" is
/// `role-card`.
pub fn slugify(text: &str) -> String {
    let plain = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        deunicode::deunicode(text).to_ascii_lowercase()
    };
    let mut slug = String::with_capacity(plain.len());
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() {
            slug.push(char::from(byte));
        } else if byte != b'\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// What titles, terms and topics are put in order by: É stands with E, and a capital with its small
/// letter.
pub fn alphabetical(text: &str) -> String {
    slugify(text)
}

/// The slug of a file's or folder's name, without its ending.
///
/// # Errors
/// The name cannot become one.
pub fn slug(name: &str) -> Result<String, Unusable> {
    let slug = slugify(name);
    if slug.is_empty() {
        Err(Unusable::Empty)
    } else if is_device(&slug) {
        Err(Unusable::Device)
    } else if slug.len() > LONGEST_SLUG {
        Err(Unusable::TooLong)
    } else {
        Ok(slug)
    }
}

/// The way from the page at `from` up to the edition's folder: `""`, `"../"`, ...
pub fn root_from(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// The relative address that leads from the page at `from` to the file at `to`, both from the
/// edition's folder.
pub fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = to.split('/').collect();
    let most = (folders.len() - 1).min(target.len() - 1);
    let shared = (0..most).take_while(|&at| folders[at] == target[at]).count();
    let mut address = "../".repeat(folders.len() - 1 - shared);
    for (at, part) in target[shared..].iter().enumerate() {
        if at > 0 {
            address.push('/');
        }
        percent_encode(part, &mut address);
    }
    address
}

/// Follows `path` from `folder`; `None` where it climbs out of the edition.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Appends `part` with everything but unreserved characters (RFC 3986, 2.3) as `%XX`.
fn percent_encode(part: &str, address: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            const HEX: [u8; 16] = *b"0123456789ABCDEF";
            address.push('%');
            address.push(char::from(HEX[usize::from(byte >> 4)]));
            address.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// Turns `%20` and the like back; what is no such thing stays as it is.
pub fn percent_decode(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_some_system_keeps_for_itself_is_not_portable() {
        for name in ["style.css", "Größe 2.png", "console.js", "a.b.c"] {
            assert!(is_portable(name), "{name}");
        }
        for name in
            ["", "aux.css", "NUL", "com1 .txt", "a:b.css", "trail.", "trail ", "w?.png", "a\\b"]
        {
            assert!(!is_portable(name), "{name}");
        }
    }

    #[test]
    fn a_slug_is_lower_case_ascii_with_single_hyphens() {
        assert_eq!(slug("My  Page (final)"), Ok("my-page-final".into()));
        assert_eq!(slug("Tŷ Gwyn"), Ok("ty-gwyn".into()));
        assert_eq!(slug("the rep's card"), Ok("the-reps-card".into()));
        assert_eq!(slug("***"), Err(Unusable::Empty));
        assert_eq!(slug("Aux"), Err(Unusable::Device));
        assert_eq!(slug(&"long ".repeat(20)), Err(Unusable::TooLong));
    }

    #[test]
    fn a_path_is_followed_and_kept_inside() {
        assert_eq!(join("models", "../handouts/a.md").as_deref(), Some("handouts/a.md"));
        assert_eq!(join("models", "./a.md").as_deref(), Some("models/a.md"));
        assert_eq!(join("models", "../../a.md"), None);
    }

    #[test]
    fn relative_addresses_climb_only_as_far_as_needed() {
        assert_eq!(relative("models/grow.html", "models/tgrow.html"), "tgrow.html");
        assert_eq!(relative("models/grow.html", "scenarios/a.html"), "../scenarios/a.html");
        assert_eq!(relative("index.html", "models/my pic.png"), "models/my%20pic.png");
        assert_eq!(relative("a/b/c.html", "a/d.html"), "../d.html");
        assert_eq!(relative("a/b.html", "index.html"), "../index.html");
    }

    #[test]
    fn percent_signs_survive_a_round_trip() {
        assert_eq!(percent_decode("my%20pic.png"), "my pic.png");
        assert_eq!(percent_decode("100%"), "100%");
        assert_eq!(percent_decode("%c5%b7"), "ŷ");
    }
}
