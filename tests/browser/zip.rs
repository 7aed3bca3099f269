//! A page that is looked at inside a zip, where Windows shows it without its siblings.

use crate::support::{Browser, Edition, Pack, with_browser};

#[test]
fn the_notice_to_extract_first_shows_exactly_when_the_stylesheet_is_missing() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let whole = pack.edition("participant");
        let (_folder, torn) = whole.without(whole.file("assets/style."));
        for page in whole.pages() {
            assert!(!notice_is_shown(browser, &whole, page).await, "{page} in its folder");
            assert!(notice_is_shown(browser, &torn, page).await, "{page} alone");
        }
    });
}

async fn notice_is_shown(browser: &Browser, edition: &Edition, page: &str) -> bool {
    browser.open(&edition.url(page)).await;
    let notice = browser.find(".extract-first").await;
    notice.is_displayed().await.unwrap()
}
