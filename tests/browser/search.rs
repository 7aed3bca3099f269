//! The search, as a reader types.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::support::{Browser, Edition, Pack, with_browser};

#[test]
fn search_finds_confidentiality_and_its_first_result_leads_there() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        let first = typed(browser, &edition, "confidentiality").await.remove(0);
        browser.find("#search-results a").await.click().await.unwrap();
        let place = "document.readyState === 'complete' && !document.getElementById('search-q')";
        browser.wait_until("another page", place).await;
        let address = browser.address().await;
        assert_eq!(address.as_str(), first.address);
        assert!(edition.files.contains(&edition.path(&address).unwrap()), "{address}");
        let text = "const place = decodeURIComponent(location.hash.slice(1));
            if (place && !document.getElementById(place)) return 'no such place';
            return document.querySelector('main').textContent.toLowerCase()";
        let text = browser.eval(text, Vec::new()).await;
        assert!(text.as_str().unwrap().contains("confidential"), "{text}");
    });
}

#[test]
fn search_finds_mentored_where_pages_say_mentoring() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let hits = typed(browser, &pack.edition("participant"), "mentored").await;
        let marked: Vec<&String> = hits.iter().flat_map(|hit| &hit.marked).collect();
        let others = marked.iter().filter(|word| !word.eq_ignore_ascii_case("mentored"));
        assert!(others.count() > 0, "{marked:?}");
        assert!(marked.iter().all(|word| word.to_lowercase().starts_with("mentor")), "{marked:?}");
    });
}

#[test]
fn the_last_word_may_be_unfinished() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let hits = typed(browser, &pack.edition("participant"), "mentor confid").await;
        let marked = hits.iter().flat_map(|hit| &hit.marked).map(|word| word.to_lowercase());
        assert!(
            marked.clone().any(|word| word.starts_with("confiden")),
            "{:?}",
            marked.collect::<Vec<_>>()
        );
    });
}

#[test]
fn the_number_of_results_and_the_first_are_announced() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        let hits = typed(browser, &edition, "mentor").await;
        let status = browser.find("#search-status").await;
        assert_eq!(status.attr("role").await.unwrap().as_deref(), Some("status"));
        let said = status.text().await.unwrap();
        assert!(said.contains(&hits[0].title), "{said:?} names {:?}", hits[0].title);
        let number: usize = said.split(' ').next().unwrap().parse().expect("a number first");
        assert!(number >= hits.len(), "{said:?}, {} shown", hits.len());

        let field = browser.find("#search-q").await;
        field.clear().await.unwrap();
        field.send_keys("zzzz").await.unwrap();
        browser.wait_until("no results", &says("textNone")).await;
        assert_eq!(results(browser).await.len(), 0);
    });
}

#[test]
fn ctrl_k_opens_the_search_page_and_its_field_has_the_focus() {
    with_browser(async |browser| {
        for edition in Pack::shipped().editions() {
            browser.show(&edition.url("models/grow.html")).await;
            ctrl_k(browser).await;
            let at_field = "document.activeElement && document.activeElement.id === 'search-q'";
            browser.wait_until("the field has the focus", at_field).await;
            assert_eq!(edition.path(&browser.address().await).as_deref(), Some("search.html"));
            // On the search page itself it leads back to the field.
            browser.eval("document.activeElement.blur()", Vec::new()).await;
            ctrl_k(browser).await;
            browser.wait_until("the field has the focus again", at_field).await;
            for letter in "goal".chars() {
                browser.press(&[letter]).await;
            }
            browser.wait_until("results", "document.querySelector('#search-results li')").await;
        }
    });
}

#[test]
fn a_question_in_the_address_is_answered_and_coming_back_finds_it_again() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.open(&edition.url("search.html?q=open+question")).await;
        browser.wait_until("results", "document.querySelector('#search-results li')").await;
        let value = browser.find("#search-q").await.prop("value").await.unwrap();
        assert_eq!(value.as_deref(), Some("open question"));
        let before = results(browser).await;
        let field = browser.find("#search-q").await;
        field.clear().await.unwrap();
        field.send_keys("goals").await.unwrap();
        assert_ne!(settled(browser, "goals").await[0].address, before[0].address);
        browser.find("#search-results a").await.click().await.unwrap();
        browser.wait_until("another page", "!document.getElementById('search-q')").await;
        browser.back().await;
        browser
            .wait_until("the results again", "document.querySelector('#search-results li')")
            .await;
        let value = browser.find("#search-q").await.prop("value").await.unwrap();
        assert_eq!(value.as_deref(), Some("goals"));
    });
}

#[test]
fn a_missing_index_is_said_and_the_page_goes_on() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let whole = pack.edition("participant");
        let (_folder, torn) = whole.without(whole.file("assets/search/root."));
        browser.open(&torn.url("search.html")).await;
        browser.find("#search-q").await.send_keys("mentor").await.unwrap();
        browser.wait_until("the broken index is told", &says("textBroken")).await;
        assert_eq!(results(browser).await.len(), 0);
        browser.find("main a[href='topics.html']").await.click().await.unwrap();
        assert_eq!(browser.address().await, torn.url("topics.html"));
    });
}

#[test]
fn searching_asks_for_nothing_but_files() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        typed(browser, &edition, "mentor").await;
        let requests = browser.requests().await;
        let index = requests.asked.iter().filter(|asked| asked.contains("/assets/search/"));
        assert!(index.count() > 0, "the index is read when it is needed: {requests:?}");
        let others = requests.asked.iter().filter(|asked| !asked.starts_with("file:"));
        assert_eq!(others.count(), 0, "{requests:?}");
        assert_eq!(browser.complaints().await, [""; 0]);
    });
}

/// A result on show.
#[derive(Debug, PartialEq)]
struct Hit {
    title: String,
    address: String,
    marked: Vec<String>,
}

/// Types into an empty search page, and waits for what it finds.
async fn typed(browser: &Browser, edition: &Edition, query: &str) -> Vec<Hit> {
    browser.open(&edition.url("search.html")).await;
    browser.find("#search-q").await.send_keys(query).await.unwrap();
    settled(browser, query).await
}

/// Results for a query, once they stay: the page answers between letters too, where a machine is
/// slow to type.
async fn settled(browser: &Browser, query: &str) -> Vec<Hit> {
    let asked = format!("new URLSearchParams(location.search).get('q') === {}", json!(query));
    let shown = "document.querySelector('#search-results li')";
    browser.wait_until(&format!("results for {query}"), &format!("{asked} && {shown}")).await;
    let mut before = results(browser).await;
    loop {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let now = results(browser).await;
        if now == before {
            return now;
        }
        before = now;
    }
}

async fn results(browser: &Browser) -> Vec<Hit> {
    let script = "return Array.from(document.querySelectorAll('#search-results li'), hit => ({
        title: hit.querySelector('a').textContent,
        address: hit.querySelector('a').href,
        marked: Array.from(hit.querySelectorAll('mark'), mark => mark.textContent),
    }))";
    let hits = browser.eval(script, Vec::new()).await;
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let hits = hits.as_array().expect("a list").iter();
    hits.map(|hit| Hit {
        title: text(&hit["title"]),
        address: text(&hit["address"]),
        marked: hit["marked"].as_array().expect("a list").iter().map(text).collect(),
    })
    .collect()
}

/// Whether the status says the theme's words of this name.
fn says(name: &str) -> String {
    format!(
        "document.getElementById('search-status').textContent ===
            document.getElementById('search-form').dataset.{name}"
    )
}

async fn ctrl_k(browser: &Browser) {
    browser.press(&[Key::Control.into(), 'k']).await;
}
