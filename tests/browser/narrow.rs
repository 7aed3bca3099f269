//! Phones, and screens at 400%: both are 320 CSS pixels wide.

use serde_json::json;

use crate::support::{Browser, Pack, with_browser};

/// It holds every page of the other.
const TUTORS: [&str; 1] = ["tutor"];

#[test]
fn no_page_scrolls_sideways_at_320_pixels() {
    with_browser(async |browser| {
        browser.resize(320, 640, 1).await;
        no_page_scrolls_sideways(browser, &["participant", "tutor"], "").await;
    });
}

#[test]
fn no_page_scrolls_sideways_at_400_percent_of_1280_pixels() {
    with_browser(async |browser| {
        browser.resize(320, 256, 4).await;
        no_page_scrolls_sideways(browser, &TUTORS, "").await;
    });
}

#[test]
fn no_page_scrolls_sideways_with_everything_on_in_the_reading_panel() {
    with_browser(async |browser| {
        browser.resize(320, 640, 1).await;
        let everything_on = "document.querySelectorAll('details').forEach(it => it.open = true);
            document.querySelectorAll('[data-reading-toggle], [data-reading]').forEach(it => it.click());";
        no_page_scrolls_sideways(browser, &TUTORS, everything_on).await;
    });
}

async fn no_page_scrolls_sideways(browser: &Browser, editions: &[&str], first: &str) {
    let mut wide = Vec::new();
    let pack = Pack::shipped();
    for edition in editions.iter().map(|name| pack.edition(name)) {
        for page in edition.pages() {
            browser.show(&edition.url(page)).await;
            let beyond = browser.eval(&format!("{first}{BEYOND}"), Vec::new()).await;
            assert_eq!(beyond["window"], json!(320), "the window is as wide as it was made");
            if beyond["pixels"] != json!(0) {
                wide.push(format!(
                    "{} {page}: {} pixels: {}",
                    edition.name, beyond["pixels"], beyond["who"]
                ));
            }
        }
    }
    assert!(wide.is_empty(), "{} pages are too wide:\n{}", wide.len(), wide.join("\n"));
}

/// By how much a page can be scrolled sideways, and what reaches beyond the edge.
pub(crate) const BEYOND: &str = "
    scrollTo({ left: 10000, behavior: 'instant' });
    const pixels = Math.round(scrollX);
    scrollTo({ left: 0, behavior: 'instant' });
    const edge = document.documentElement.clientWidth;
    const who = pixels === 0 ? [] : Array.from(document.body.querySelectorAll('*'))
        .filter(it => it.getBoundingClientRect().right > edge + 1)
        .slice(0, 3).map(it => it.outerHTML.slice(0, 120));
    return { window: innerWidth, pixels, who }";
