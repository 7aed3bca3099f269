//! Parts that pages load say their own names, so that a page can tell whether it got them all.
//!
//! The name of a script, of the stylesheet and of each file of the search index holds a digest of
//! its content, and its last line says that name. A file that is missing, was cut short, or came
//! from another version under this name never says it. Pages opened from a folder can read no file,
//! so this is all that a script can find out about another.

/// Adds the line to a part that goes to `path`, from the edition's folder.
pub(super) fn sign(path: &str, bytes: &mut Vec<u8>) {
    let Some(name) = name(path) else { return };
    let line = if name.ends_with(".css") {
        format!("\n:root {{ --mentorpack-part: \"{name}\"; }}\n")
    } else {
        format!(
            "\n(function (own) {{ (own.mentorpackParts = own.mentorpackParts || {{}})[\"{name}\"] = 1; }})(this);\n"
        )
    };
    bytes.extend_from_slice(line.as_bytes());
}

/// What a part says, if a file is one: its path from `assets/`, with the digest in it.
pub(super) fn name(path: &str) -> Option<&str> {
    let name = path.strip_prefix("assets/")?;
    let (stem, ending) = name.rsplit_once('.')?;
    let (_, digest) = stem.rsplit_once('.')?;
    let is_digest = digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_digest && ["js", "css"].contains(&ending)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_told_by_its_digest() {
        let shard = "assets/search/root.0123456789abcdef.js";
        assert_eq!(name(shard), Some("search/root.0123456789abcdef.js"));
        for other in ["assets/logo.svg", "assets/own.js", "guides/a.0123456789abcdef.js"] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
