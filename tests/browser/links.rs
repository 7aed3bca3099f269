//! Every link, and everything that a page asks for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use crate::support::{Browser, Edition, Pack, with_browser};

/// What one page holds.
#[derive(Debug)]
struct Page {
    ids: BTreeSet<String>,
    /// As written, and as the browser understands it.
    links: Vec<(String, Url)>,
}

#[test]
fn every_link_of_every_page_resolves_without_network_or_complaint() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let mut faults = Vec::new();
        for edition in pack.editions() {
            faults.extend(faults_of(browser, &edition).await);
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    });
}

#[test]
fn a_page_and_a_script_that_are_missing_would_be_noticed() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let whole = pack.edition("participant");
        let (_first, torn) = whole.without("glossary.html");
        let (_second, torn) = torn.without(whole.file("assets/site."));
        let faults = faults_of(browser, &torn).await.join("\n");
        for expected in ["glossary.html#", "no such file", "asked for file:", "ERR_FILE_NOT_FOUND"]
        {
            assert!(faults.contains(expected), "{expected} is not in {faults}");
        }
    });
}

async fn faults_of(browser: &Browser, edition: &Edition) -> Vec<String> {
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for path in edition.pages() {
        browser.open(&edition.url(path)).await;
        pages.insert(path.to_owned(), read(browser).await);
        faults.extend(asked_amiss(browser, edition, path).await);
    }
    let links: usize = pages.values().map(|page| page.links.len()).sum();
    assert!(pages.len() > 20 && links > 200, "{} pages, {links} links", pages.len());
    faults.extend(broken(edition, &pages));
    faults
}

async fn read(browser: &Browser) -> Page {
    let script = "return {
        ids: Array.from(document.querySelectorAll('[id]'), it => it.id),
        links: Array.from(document.querySelectorAll('[href]'),
            it => [it.getAttribute('href'), new URL(it.getAttribute('href'), document.baseURI).href]),
    }";
    let found = browser.eval(script, Vec::new()).await;
    let list = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let links = list("links").into_iter();
    Page {
        ids: list("ids").iter().map(text).collect(),
        links: links.map(|it| (text(&it[0]), text(&it[1]).parse().expect("an address"))).collect(),
    }
}

/// Requests that are not for a file of this edition, requests that failed, and the console.
async fn asked_amiss(browser: &Browser, edition: &Edition, path: &str) -> Vec<String> {
    let requests = browser.requests().await;
    let mut faults = browser.complaints().await;
    faults.extend(requests.failed.into_iter().map(|why| format!("a request failed: {why}")));
    // The browser's own stylesheet draws the sign in a date field from `data:`.
    let asked = requests.asked.iter().filter(|address| !address.starts_with("data:"));
    let asked = asked.filter(|address| {
        let inside = address.parse().ok().and_then(|url| edition.path(&url));
        inside.is_none_or(|file| !edition.files.contains(&file))
    });
    faults.extend(asked.map(|address| format!("asked for {address}")));
    faults.into_iter().map(|fault| format!("{} {path}: {fault}", edition.name)).collect()
}

fn broken(edition: &Edition, pages: &BTreeMap<String, Page>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, page) in pages {
        let links = page.links.iter();
        let amiss = links.filter_map(|(href, url)| Some((href, fault(edition, pages, href, url)?)));
        faults.extend(amiss.map(|(href, why)| format!("{} {path}: {href}: {why}", edition.name)));
    }
    faults
}

fn fault(
    edition: &Edition,
    pages: &BTreeMap<String, Page>,
    href: &str,
    url: &Url,
) -> Option<&'static str> {
    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) {
        return None;
    }
    if href.starts_with('/') || Url::parse(href).is_ok() {
        return Some("not a relative address");
    }
    let Some(file) = edition.path(url) else { return Some("leads out of the edition") };
    if !edition.files.contains(&file) {
        return Some("no such file");
    }
    let fragment = url.fragment().filter(|fragment| !fragment.is_empty())?;
    let fragment = percent_decoded(fragment);
    let known = pages.get(&file).is_some_and(|page| page.ids.contains(&fragment));
    (!known).then_some("no such place on that page")
}

fn percent_decoded(fragment: &str) -> String {
    // A form's way of writing, in which only `+` differs.
    let text = format!("x={}", fragment.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(text.as_bytes()).next().expect("one pair").1.into_owned()
}
