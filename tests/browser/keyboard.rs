//! What the keyboard alone can do.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::{Value, json};

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
    for _ in 0..200 {
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

pub(crate) async fn words(browser: &Browser, selector: &str) -> String {
    let script = "const it = document.querySelector(arguments[0]);
        return it.checkVisibility() ? it.textContent.trim().replace(/\\s+/g, ' ') : ''";
    text(&browser.eval(script, vec![json!(selector)]).await)
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

pub(crate) async fn is(browser: &Browser, condition: &str) -> bool {
    browser.eval(&format!("return Boolean({condition})"), Vec::new()).await == json!(true)
}

pub(crate) async fn press(browser: &Browser, selector: &str) {
    focus(browser, selector).await;
    browser.press(&[Key::Enter.into()]).await;
}

/// Types on a keyboard, into what has the focus.
pub(crate) async fn type_in(browser: &Browser, text: &str) {
    for letter in text.chars() {
        browser.press(&[letter]).await;
    }
}

/// A file that comes into the folder, whole.
pub(crate) async fn downloaded(file: &Path) -> String {
    let began = Instant::now();
    while !file.is_file() {
        assert!(began.elapsed() < Duration::from_secs(20), "{} does not come", file.display());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    std::fs::read_to_string(file).expect("UTF-8")
}

pub(crate) async fn without_scripts(browser: &Browser) {
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
}

/// What a screen reader is told of the page: role and name of each thing, in order.
pub(crate) async fn accessible(browser: &Browser) -> Vec<String> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("nodes");
    let by_id: HashMap<&str, &Value> =
        nodes.iter().map(|node| (node["nodeId"].as_str().expect("an id"), node)).collect();
    let mut lines = Vec::new();
    let mut waiting = vec![&nodes[0]];
    while let Some(node) = waiting.pop() {
        let children = node["childIds"].as_array().into_iter().flatten().rev();
        waiting.extend(children.filter_map(|id| by_id.get(id.as_str()?)));
        let value = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        if node["ignored"] == json!(false) && value("role") != "InlineTextBox" {
            lines.push(format!("{} {}", value("role"), value("name")));
        }
    }
    let nameless = lines.iter().find(|line| {
        let (role, name) = line.split_once(' ').expect("a role");
        let controls = ["button", "textbox", "radio", "combobox", "link", "InputTime", "Date"];
        controls.contains(&role) && name.is_empty()
    });
    assert_eq!(nameless, None, "every control has a name");
    lines
}

/// Asserts that these stand in the tree, in this order.
pub(crate) fn in_order(lines: &[String], expected: &[&str]) {
    let mut rest = lines.iter();
    for wanted in expected {
        let found = rest.any(|line| line == wanted);
        assert!(found, "no {wanted:?} where it should be in\n{}", lines.join("\n"));
    }
}
