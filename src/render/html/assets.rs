//! The theme's static files, with a hash of their content in the names of styles and scripts.
//!
//! A page that was open while the site was built again, or a copy that was cut short, then never
//! loads a script of another version than its own.

use sha2::{Digest, Sha256};

use super::part;
use super::search::SearchIndex;
use crate::output::Output;
use crate::theme::Theme;
use crate::view::{AssetsView, LogoView};

/// Scripts of the search page, in the order in which they build on one another.
const SEARCH: [&str; 3] = ["search-words.js", "search.js", "search-page.js"];

/// Scripts of forms, likewise.
const FORM: [&str; 3] = ["form-answers.js", "form-errors.js", "form.js"];

/// Static files that get a hash in their names.
const OWN: [&str; 7] =
    ["style.css", "site.js", "clock.js", "record.js", "print.js", "quiz.js", "whole.js"];

/// What the page for phones holds itself, and no page of the site loads.
const PHONE: [&str; 3] = ["phone.css", "phone.js", "phone-cut.js"];

/// The folder of what only an EPUB or a course loads, and no page of the site.
const CARRIED: &str = "carry/";

/// Puts everything that pages load into `output`, and says what it is called.
pub(super) fn publish(output: &mut Output, theme: &Theme, index: SearchIndex) -> AssetsView {
    let text = |name: &str| theme.statics.get(name).map(Vec::as_slice).unwrap_or_default();
    let mut style = theme.palette.css().into_bytes();
    style.extend_from_slice(text("style.css"));
    let joined = |names: &[&str]| {
        let mut all = Vec::new();
        for name in names {
            all.extend_from_slice(text(name));
            all.push(b'\n');
        }
        all
    };
    let view = AssetsView {
        style: hashed(output, "style", "css", style),
        site: hashed(output, "site", "js", text("site.js").to_vec()),
        search: hashed(output, "search", "js", joined(&SEARCH)),
        search_index: index.root,
        clock: hashed(output, "clock", "js", text("clock.js").to_vec()),
        record: hashed(output, "record", "js", text("record.js").to_vec()),
        print: hashed(output, "print", "js", text("print.js").to_vec()),
        form: hashed(output, "form", "js", joined(&FORM)),
        quiz: hashed(output, "quiz", "js", text("quiz.js").to_vec()),
        whole: hashed(output, "whole", "js", text("whole.js").to_vec()),
        logo: theme
            .logo
            .as_ref()
            .map(|(file, alt)| LogoView { url: format!("assets/{file}"), alt: alt.clone() }),
    };
    for (path, bytes) in index.files {
        output.insert(path, bytes);
    }
    let taken = |path: &str| {
        path.starts_with(CARRIED)
            || [&OWN[..], &SEARCH, &FORM, &PHONE].iter().any(|own| own.contains(&path))
    };
    for (path, bytes) in theme.statics.iter().filter(|(path, _)| !taken(path)) {
        output.insert(format!("assets/{path}"), bytes.clone());
    }
    view
}

fn hashed(output: &mut Output, name: &str, ending: &str, mut bytes: Vec<u8>) -> String {
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = format!("assets/{name}.{hash}.{ending}");
    part::sign(&path, &mut bytes);
    output.insert(path.clone(), bytes);
    path
}
