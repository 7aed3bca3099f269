//! What the keyboard alone can do.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Browser, Pack, with_browser};

#[test]
fn the_first_tab_reaches_the_skip_link_and_enter_moves_to_the_content() {
    with_browser(async |browser| {
        // The tutor's edition holds every page of the other.
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        for page in edition.pages() {
            browser.show(&edition.url(page)).await;
            browser.press(&[Key::Tab.into()]).await;
            let skip = "return document.activeElement.matches('.skip-link') &&
                document.activeElement.getBoundingClientRect().top >= 0";
            assert_eq!(browser.eval(skip, Vec::new()).await, json!(true), "{page}");
            browser.press(&[Key::Enter.into()]).await;
            let at_main = "document.activeElement === document.querySelector('main')";
            browser.wait_until(&format!("{page}: the content"), at_main).await;
        }
    });
}

#[test]
fn the_reading_panel_changes_this_page_and_nothing_is_kept() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url("models/grow.html")).await;
        let before = look(browser).await;
        focus(browser, "[data-reading-toggle]").await;
        browser.press(&[Key::Enter.into()]).await;
        browser
            .wait_until("the panel", "document.querySelector('[data-reading]').checkVisibility()")
            .await;
        let expanded = browser.find("[data-reading-toggle]").await.attr("aria-expanded").await;
        assert_eq!(expanded.unwrap().as_deref(), Some("true"));
        let mut looks = vec![before.clone()];
        for change in ["larger", "wider", "tint"] {
            focus(browser, &format!("[data-reading$={change}]")).await;
            browser.press(&[' ']).await;
            let pressed = "document.activeElement.matches('[aria-pressed=true]')";
            browser.wait_until("the button is pressed", pressed).await;
            let now = look(browser).await;
            assert!(!looks.contains(&now), "a button that changes nothing: {now}");
            looks.push(now);
        }
        nothing_kept(browser).await;
        browser.press(&[Key::Escape.into()]).await;
        let closed = "!document.querySelector('[data-reading]').checkVisibility() &&
            document.activeElement.matches('[data-reading-toggle]')";
        browser.wait_until("the panel closes and the button has the focus", closed).await;
        browser.show(&edition.url("models/grow.html")).await;
        assert_eq!(look(browser).await, before, "the next page is as ever");
    });
}

#[test]
fn a_form_that_is_filled_in_leaves_nothing_in_the_browser_or_the_address() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let page = pack.edition("participant").url("forms/expression-of-interest.html");
        browser.show(&page).await;
        browser.find("main input[type=text]").await.send_keys("Ann Example").await.unwrap();
        browser.find("main input[type=tel]").await.send_keys("07700 900123").await.unwrap();
        browser.press(&[Key::Enter.into()]).await;
        nothing_kept(browser).await;
        assert_eq!(browser.address().await, page);
        browser.show(&page).await;
        nothing_kept(browser).await;
        let filled = "return Array.from(document.querySelectorAll('main input[type=text]')).some(it => it.value)";
        assert_eq!(browser.eval(filled, Vec::new()).await, json!(false));
    });
}

/// Goes on with Tab until an element has the focus.
pub(crate) async fn focus(browser: &Browser, selector: &str) {
    let there = "return document.activeElement.matches(arguments[0])";
    for _ in 0..80 {
        browser.press(&[Key::Tab.into()]).await;
        if browser.eval(there, vec![json!(selector)]).await == json!(true) {
            return;
        }
    }
    panic!("Tab does not reach {selector}");
}

/// What the panel can change: size of the text, its spacing, the page's colour.
async fn look(browser: &Browser) -> String {
    let script = "const style = element => getComputedStyle(element);
        const text = style(document.querySelector('main p'));
        return [text.fontSize, text.lineHeight, text.letterSpacing, text.wordSpacing,
            style(document.body).backgroundColor].join(' ')";
    browser.eval(script, Vec::new()).await.as_str().expect("text").to_owned()
}

/// Asserts that neither storage nor cookies hold anything.
pub(crate) async fn nothing_kept(browser: &Browser) {
    let kept = "const done = arguments[0];
        indexedDB.databases().catch(() => []).then(databases =>
            done([localStorage.length, sessionStorage.length, document.cookie, databases.length]))";
    let kept = browser.eval_later(kept, Vec::new()).await;
    assert_eq!(kept, json!([0, 0, "", 0]), "local, session, cookies, databases");
}
