//! PDFs, set when somebody asks for one.

use std::sync::Arc;

use axum::extract::State as Given;
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::answers::{self, Preview, asked, decoded, encoded};
use super::notices::{self, Notice};
use crate::diagnostic::Diagnostics;
use crate::project::ReadError;
use crate::render::one_pdf;

/// How many PDFs are kept: an hour's work on a few pages.
const KEPT: usize = 60;

/// The addresses of a page's PDFs.
pub(super) async fn of_page(Given(preview): Given<Arc<Preview>>, uri: Uri) -> Response {
    let page = asked(&uri, "page").unwrap_or_default();
    let page = decoded(&page).unwrap_or_default().into_owned();
    let pdfs = move || {
        let state = preview.now();
        let Some((shown, _)) = state.find(&page) else { return Vec::new() };
        let edition = &shown.edition.name;
        let address = &page[edition.len() + 2..];
        let pdfs = shown.pdfs(address).into_iter();
        pdfs.map(|pdf| encoded(&format!("/{edition}/{pdf}"))).collect()
    };
    let pdfs: Vec<String> = tokio::task::spawn_blocking(pdfs).await.unwrap_or_default();
    let json = serde_json::to_string(&pdfs).expect("addresses can be written");
    answers::answer("application/json", false, json)
}

/// What came of setting a PDF.
enum Set {
    Done(Vec<u8>),
    /// There is no such PDF.
    None,
    /// Why it could not be set, a line each.
    Failed(Vec<String>),
}

/// The PDF at `address` of an edition, set from the last build without errors.
pub(super) async fn answer(preview: Arc<Preview>, edition: &str, address: &str) -> Response {
    let state = preview.now();
    let path = format!("/{edition}/{address}");
    if preview.press.is_none() {
        return notices::page(&state, StatusCode::NOT_FOUND, Notice::NoPress);
    }
    let (edition, address) = (edition.to_owned(), address.to_owned());
    let set = tokio::task::spawn_blocking(move || set(&preview, &edition, &address));
    match set.await.unwrap_or(Set::Failed(Vec::new())) {
        Set::Done(pdf) => answers::answer("application/pdf", false, pdf),
        Set::None => notices::page(&state, StatusCode::NOT_FOUND, Notice::Missing { path: &path }),
        Set::Failed(why) => {
            notices::page(&state, StatusCode::INTERNAL_SERVER_ERROR, Notice::Unset { why: &why })
        }
    }
}

fn set(preview: &Preview, edition: &str, address: &str) -> Set {
    let state = preview.now();
    let (Some(shown), Some(press)) = (state.edition(edition), &preview.press) else {
        return Set::None;
    };
    let made = &shown.made;
    let cut = made.pack.edition(&shown.edition);
    let mut diagnostics = Diagnostics::default();
    let pdf = one_pdf(&mut diagnostics, &cut, &made.theme, made.date.into(), press, address);
    press.forget_all_but(KEPT);
    // As in a build: what setting finds can be accepted like anything else.
    let settings = &made.pack.pack().settings;
    diagnostics.allow(|found| settings.allows(found, made.sources.path(found.span.file)));
    let found = diagnostics.into_sorted(&made.sources);
    if shown.found_on_paper(address, found.clone()) {
        preview.papers.send_replace(());
    }
    match pdf {
        Ok(Some(pdf)) => Set::Done(pdf),
        Ok(None) if found.is_empty() => Set::None,
        Ok(None) => {
            let said = found.into_iter().map(|found| {
                let place = made.sources.path(found.span.file);
                format!("{place}:{}: {}", made.sources.position(found.span).line, found.message)
            });
            Set::Failed(said.collect())
        }
        Err(error @ ReadError { .. }) => Set::Failed(vec![error.to_string()]),
    }
}
