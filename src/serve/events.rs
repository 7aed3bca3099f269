//! Telling open pages of changes, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State as Given;
use axum::http::Uri;
use axum::response::Sse;
use axum::response::sse::Event;
use futures_util::stream::{self, Stream};
use serde::Serialize;

use super::answers::{Preview, asked, decoded};
use super::report::Report;
use super::version::State;

/// What a page is told.
#[derive(Serialize)]
struct Message<'a> {
    /// Whether it is not up to date.
    reload: bool,
    report: &'a Report,
}

/// Tells a page at once, and after each build, whether it is up to date and what was found. The
/// page says where it is and what it has seen, so nothing has to be remembered of it: it is told
/// the right thing after the preview was started anew, or the laptop was asleep.
pub(super) async fn listen(
    Given(preview): Given<Arc<Preview>>,
    uri: Uri,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let page = asked(&uri, "page").unwrap_or_default();
    let page = decoded(&page).unwrap_or_default().into_owned();
    let seen = asked(&uri, "seen").unwrap_or_default().into_owned();
    preview.looks_at(&page);
    let told = (preview.listen(), preview.papers.subscribe());
    Sse::new(stream::unfold((told, true), move |((mut states, mut papers), first)| {
        let (page, seen) = (page.clone(), seen.clone());
        async move {
            if !first {
                tokio::select! {
                    changed = states.changed() => changed.ok()?,
                    found = papers.changed() => found.ok()?,
                }
            }
            papers.mark_unchanged();
            let state = states.borrow_and_update().clone();
            let event = Event::default().data(message(&state, &page, &seen));
            Some((Ok(event), ((states, papers), false)))
        }
    }))
}

fn message(state: &State, page: &str, seen: &str) -> String {
    let message = Message { reload: state.seen(page) != seen, report: &state.report_of(page) };
    serde_json::to_string(&message).expect("words can be written")
}
