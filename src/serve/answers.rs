//! Answers to a browser: files of the last build without errors.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::State as Given;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use tokio::sync::watch;

use super::media;
use super::notices::{self, Notice};
use super::papers;
use super::version::State;
use crate::builtin::PREVIEW_SCRIPT;
use crate::render::Press;

/// What stands in an address as something else than itself.
const SPECIAL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b'#').add(b'?').add(b'<');

/// Everything that answers are made from.
#[derive(Debug)]
pub(super) struct Preview {
    pub(super) port: u16,
    pub(super) press: Option<Press>,
    state: watch::Receiver<Arc<State>>,
    /// Told whenever a PDF was found to have something else to mend than before.
    pub(super) papers: watch::Sender<()>,
    /// The edition that somebody looks at.
    looked_at: LookedAt,
}

/// The name of the edition whose page has started to listen last.
pub(super) type LookedAt = Arc<Mutex<String>>;

impl Preview {
    pub(super) fn new(port: u16, state: watch::Receiver<Arc<State>>, looked_at: LookedAt) -> Self {
        let papers = watch::Sender::new(());
        Self { port, press: Press::start(), state, papers, looked_at }
    }

    /// Takes note of the page that somebody looks at.
    pub(super) fn looks_at(&self, path: &str) {
        let (edition, _) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
        edition.clone_into(&mut self.looked_at.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What there is to show.
    pub(super) fn now(&self) -> Arc<State> {
        self.state.borrow().clone()
    }

    /// For somebody who waits for changes.
    pub(super) fn listen(&self) -> watch::Receiver<Arc<State>> {
        self.state.clone()
    }
}

/// The script that pages listen with.
pub(super) async fn script() -> Response {
    answer("text/javascript; charset=utf-8", false, PREVIEW_SCRIPT)
}

/// A file of an edition, or where to find one.
pub(super) async fn file(
    Given(preview): Given<Arc<Preview>>,
    method: Method,
    uri: Uri,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let allowed = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response();
    }
    let state = preview.now();
    let Some(path) = decoded(uri.path()) else {
        return notices::page(
            &state,
            StatusCode::BAD_REQUEST,
            Notice::Missing { path: uri.path() },
        );
    };
    if let Some((shown, bytes)) = state.find(&path) {
        if path.ends_with(".html") {
            let page = with_script(bytes, &shown.digest(bytes));
            return answer(media::of(&path), false, page);
        }
        return answer(media::of(&path), media::is_named_by_content(&path), bytes.to_vec());
    }
    if state.editions.is_empty() {
        return notices::page(&state, StatusCode::SERVICE_UNAVAILABLE, Notice::NothingYet);
    }
    let inside = path.trim_start_matches('/');
    let (edition, address) = inside.split_once('/').unwrap_or((inside, ""));
    let wanted = if inside.is_empty() { state.first() } else { state.edition(edition) };
    let Some(shown) = wanted else {
        return notices::page(&state, StatusCode::NOT_FOUND, Notice::Missing { path: &path });
    };
    let folder = address.trim_end_matches('/');
    let index = if folder.is_empty() { "index.html" } else { &format!("{folder}/index.html") };
    if shown.get(index).is_some() {
        return redirect(&format!("/{}/{index}", shown.edition.name));
    }
    if address.ends_with(".pdf") {
        return papers::answer(preview, &shown.edition.name, address).await;
    }
    notices::page(&state, StatusCode::NOT_FOUND, Notice::Missing { path: &path })
}

/// A page with the script that listens for changes, and nothing else that is not in a build.
pub(super) fn with_script(page: &[u8], seen: &str) -> Vec<u8> {
    let script = format!("<script src=\"/-/preview.js\" data-seen=\"{seen}\"></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|here| here == end).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// An answer that browsers may keep only if its name tells of its content.
pub(super) fn answer(media: &'static str, keep: bool, body: impl Into<Body>) -> Response {
    let caching = if keep { "max-age=31536000, immutable" } else { "no-store" };
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, caching),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, body.into()).into_response()
}

fn redirect(path: &str) -> Response {
    let place = HeaderValue::from_str(&encoded(path)).expect("an encoded path is ASCII");
    let headers =
        [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
}

/// A path as a browser asks for it.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, SPECIAL).to_string()
}

/// A browser's path as files are called. Editions are looked up in memory, so a path that tries to
/// climb out of one finds nothing.
pub(super) fn decoded(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

/// What a browser gives behind `?` under `name`.
pub(super) fn asked<'a>(uri: &'a Uri, name: &str) -> Option<Cow<'a, str>> {
    let pairs = uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).find_map(|(_, value)| decoded(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let page = with_script(b"<body>\n</body> is said\n</body>\n</html>\n", "1");
        let script = "<script src=\"/-/preview.js\" data-seen=\"1\"></script>";
        let expected = format!("<body>\n</body> is said\n{script}</body>\n</html>\n");
        assert_eq!(String::from_utf8(page).unwrap(), expected);
    }

    #[test]
    fn what_is_asked_is_decoded() {
        let uri: Uri = "/-/events?page=%2Ftutor%2Fa%2520b.html&seen=1".parse().unwrap();
        assert_eq!(asked(&uri, "page").as_deref(), Some("/tutor/a%20b.html"));
        assert_eq!(asked(&uri, "seen").as_deref(), Some("1"));
        assert_eq!(asked(&uri, "other"), None);
    }
}
