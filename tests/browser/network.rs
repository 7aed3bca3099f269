//! What the other tests rely on: nothing leads out of the browser, and an attempt is seen.

use url::Url;

use crate::support::with_browser;

#[test]
fn a_page_that_asks_the_network_is_noticed_and_gets_nothing() {
    with_browser(async |browser| {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.html");
        let by_name = "https://example.org/by-name.png";
        let by_number = "http://192.0.2.1/by-number.png";
        let text =
            format!("<!DOCTYPE html><title>x</title><img src={by_name}><img src={by_number}>");
        std::fs::write(&page, text).unwrap();
        browser.open(&Url::from_file_path(&page).unwrap()).await;
        let requests = browser.requests().await;
        for image in [by_name, by_number] {
            assert!(requests.asked.iter().any(|asked| asked == image), "{requests:?}");
        }
        assert_eq!(requests.failed.len(), 2, "{requests:?}");
        assert_eq!(browser.complaints().await.len(), 2);
    });
}
