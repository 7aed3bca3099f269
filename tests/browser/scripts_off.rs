//! Pages in a browser where scripts are switched off.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use url::Url;

use crate::keyboard::without_scripts;
use crate::support::{Browser, Edition, Pack, with_browser};

/// Pages that no page has to lead to: the way in, and what is nothing without scripts.
const APART: [&str; 2] = ["START-HERE.html", "search.html"];

#[test]
fn every_page_is_reached_by_links_from_the_front_page_without_scripts() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        for edition in Pack::shipped().editions() {
            let reached = reached(browser, &edition).await;
            let all = edition.pages().filter(|page| !APART.contains(page));
            let missed: Vec<&str> = all.filter(|page| !reached.contains(*page)).collect();
            assert!(missed.is_empty(), "{}: no way to {missed:?}", edition.name);
        }
    });
}

#[test]
fn nothing_that_needs_a_script_is_shown_without_scripts() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        for edition in Pack::shipped().editions() {
            for page in edition.pages() {
                browser.open(&edition.url(page)).await;
                let shown = "return Array.from(document.querySelectorAll(`[data-needs-script],
                    [data-search-link], [data-reading-toggle], [data-print], [data-reading]`))
                    .filter(it => it.checkVisibility()).map(it => it.outerHTML)";
                let shown = browser.eval(shown, Vec::new()).await;
                assert_eq!(shown, json!([]), "{} {page}", edition.name);
            }
        }
    });
}

#[test]
fn the_search_page_leads_to_the_a_to_z_without_scripts() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.open(&edition.url("search.html")).await;
        let notice = browser.find("main noscript").await.text().await.unwrap();
        assert!(notice.contains("A to Z"), "{notice:?}");
        browser.find("main a[href='topics.html']").await.click().await.unwrap();
        assert_eq!(browser.address().await, edition.url("topics.html"));
    });
}

/// Follows every link that a reader can see, or unfold.
async fn reached(browser: &Browser, edition: &Edition) -> BTreeSet<String> {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(page) = waiting.pop() {
        browser.open(&edition.url(&page)).await;
        for url in links(browser).await {
            let Some(path) = edition.path(&url) else { continue };
            if path.ends_with(".html") && reached.insert(path.clone()) {
                waiting.push(path);
            }
        }
    }
    reached
}

async fn links(browser: &Browser) -> Vec<Url> {
    let script = "return Array.from(document.querySelectorAll('a[href]')).filter(link => {
        const folded = link.closest('details:not([open])');
        return (folded || link).checkVisibility({ visibilityProperty: true });
    }).map(link => link.href)";
    let links = browser.eval(script, Vec::new()).await;
    let links = links.as_array().expect("a list").iter().filter_map(Value::as_str);
    links.map(|link| link.parse().expect("an address")).collect()
}
