//! Pages that say why there is nothing else to show.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::answers::{self, encoded, with_script};
use super::version::{NOTHING, State};
use crate::render::html::escape::push_escaped;

/// Why there is no page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notice<'a> {
    /// There is none at this path.
    Missing { path: &'a str },
    /// The pack has had errors since the preview was started.
    NothingYet,
    /// This program cannot set PDFs.
    NoPress,
    /// A PDF could not be set.
    Unset { why: &'a [String] },
    /// Somebody asks by another name than this machine's.
    Stranger { url: &'a str },
}

impl Notice<'_> {
    /// Its title and its text in the string table.
    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing { .. } => ("preview_missing", "preview_missing_text"),
            Self::NothingYet => ("preview_nothing", "preview_nothing_text"),
            Self::NoPress => ("preview_no_press", "preview_no_press_text"),
            Self::Unset { .. } => ("preview_unset", "preview_unset_text"),
            Self::Stranger { .. } => ("preview_stranger", "preview_stranger_text"),
        }
    }
}

/// A page that says so, and goes away by itself where there is something to show again.
pub(super) fn page(state: &State, status: StatusCode, notice: Notice<'_>) -> Response {
    let words = &state.words;
    let (title, text) = notice.keys();
    let (title, text) = (words.get(title), words.get(text));
    let text = match notice {
        Notice::Missing { path } => text.replace("{page}", path),
        Notice::Stranger { url } => text.replace("{address}", url),
        _ => text.to_owned(),
    };
    let mut html = String::from("<!doctype html>\n<html lang=\"");
    let language = state.first().map(|shown| &*shown.made.pack.pack().settings.language);
    push_escaped(&mut html, language.unwrap_or("en"));
    html.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    push_escaped(&mut html, title);
    html.push_str("</title>\n<style>body { font: 1.125rem/1.5 sans-serif; max-width: 40rem; ");
    html.push_str("margin: 3rem auto; padding: 0 1rem; overflow-wrap: break-word }</style>\n");
    html.push_str("</head>\n<body>\n<main>\n");
    element(&mut html, "h1", title);
    element(&mut html, "p", &text);
    match notice {
        Notice::Unset { why } => why.iter().for_each(|why| element(&mut html, "pre", why)),
        Notice::Missing { .. } => links(&mut html, state),
        _ => {}
    }
    html.push_str("</main>\n</body>\n</html>\n");
    let mut page = html.into_bytes();
    if !matches!(notice, Notice::Stranger { .. }) {
        page = with_script(&page, NOTHING);
    }
    (status, answers::answer("text/html; charset=utf-8", false, page)).into_response()
}

fn element(html: &mut String, tag: &str, text: &str) {
    html.push_str(&format!("<{tag}>"));
    push_escaped(html, text);
    html.push_str(&format!("</{tag}>\n"));
}

/// The front page of each edition.
fn links(html: &mut String, state: &State) {
    html.push_str("<ul>\n");
    for shown in &state.editions {
        let name = &shown.edition.name;
        html.push_str("<li><a href=\"");
        push_escaped(html, &encoded(&format!("/{name}/index.html")));
        html.push_str("\">");
        push_escaped(html, &state.words.get("preview_front").replace("{edition}", name));
        html.push_str("</a></li>\n");
    }
    html.push_str("</ul>\n");
}
