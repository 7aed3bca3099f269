//! What kind of file a path names.

/// The media type by the path's ending, as browsers want it.
pub(super) fn of(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match &*ending {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

/// Whether a file's name holds a digest of its content, as in `assets/style.0123456789abcdef.css`.
pub(super) fn is_named_by_content(path: &str) -> bool {
    let mut parts = path.rsplit('.');
    let (_, digest) = (parts.next(), parts.next());
    path.contains("/assets/")
        && digest.is_some_and(|digest| {
            digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_tells_of_its_content_may_be_kept() {
        assert!(is_named_by_content("/tutor/assets/style.0123456789abcdef.css"));
        assert!(!is_named_by_content("/tutor/assets/icon.svg"));
        assert!(!is_named_by_content("/tutor/guides/a.0123456789abcdef.png"));
        assert!(!is_named_by_content("/tutor/assets/logo.large.png"));
    }
}
