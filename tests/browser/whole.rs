//! Whether a copy is whole, as far as its own pages can tell; and drafts.

use mentorpack::render::Occasion;
use serde_json::{Value, json};

use crate::accessibility::violations;
use crate::keyboard::without_scripts;
use crate::narrow::BEYOND;
use crate::support::{Browser, Edition, Pack, axe, with_browser};

fn released() -> Edition {
    // The folder stays as long as the program, which makes it once for all of these tests.
    static RELEASED: std::sync::LazyLock<Pack> = std::sync::LazyLock::new(|| {
        Pack::made_for(Occasion { release: true, ..Occasion::default() })
    });
    RELEASED.edition("participant")
}

/// What the page of files says of the parts: the sentence, and a line for each fault.
async fn told(browser: &Browser, edition: &Edition) -> (String, Vec<String>) {
    browser.show(&edition.url("files.html")).await;
    browser.wait_until("an answer", "document.querySelector('#site_whole[data-found]')").await;
    let script = "return [document.getElementById('site_whole_said').innerText,
        Array.from(document.querySelectorAll('#site_whole_faults li'))
            .filter(it => it.checkVisibility()).map(it => it.innerText)]";
    serde_json::from_value(browser.eval(script, Vec::new()).await).expect("words")
}

#[test]
fn a_whole_copy_says_that_all_its_parts_are_of_its_version_without_complaint() {
    with_browser(async |browser| {
        let edition = released();
        let (said, faults) = told(browser, &edition).await;
        let parts = edition.files.iter().filter(|path| {
            path.starts_with("assets/") && (path.ends_with(".js") || path.ends_with(".css"))
        });
        let expected = format!("All {} parts of this copy are of version 1.0.", parts.count());
        assert_eq!((said, faults), (expected, Vec::new()));
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        assert!(torn(browser).await.is_null());
    });
}

#[test]
fn a_part_of_another_version_one_that_was_cut_short_and_one_that_is_missing_are_named() {
    with_browser(async |browser| {
        let edition = released();
        let other = "cut short, or from another version";
        for (words, instead, fault) in [
            ("assets/form.", Some("assets/clock."), other),
            ("assets/style.", Some("assets/clock."), other),
            ("assets/search/root.", Some("assets/quiz."), other),
            ("assets/search.", None, "missing"),
            ("assets/search/root.", None, "missing"),
            ("assets/style.", None, "missing"),
            ("assets/site.", None, "missing"),
        ] {
            let file = edition.file(words);
            let (_folder, harmed) = match instead {
                Some(instead) => edition.with(file, &edition.bytes(edition.file(instead))),
                None => edition.without(file),
            };
            let (said, faults) = told(browser, &harmed).await;
            assert!(
                said.starts_with("This copy is mixed or not whole. Ask for a fresh copy."),
                "{said}"
            );
            assert_eq!(faults, [format!("{file}: {fault}")]);
        }
        for words in ["assets/quiz.", "assets/style.", "assets/search/root."] {
            let file = edition.file(words);
            let bytes = edition.bytes(file);
            let (_folder, harmed) = edition.with(file, &bytes[..bytes.len() * 2 / 3]);
            let (_, faults) = told(browser, &harmed).await;
            assert_eq!(faults, [format!("{file}: {other}")]);
        }
    });
}

#[test]
fn an_old_copy_of_the_same_script_is_named() {
    with_browser(async |browser| {
        let edition = released();
        let file = edition.file("assets/form.");
        // As another version ends: with the name that its own content gave it.
        let name = file.trim_start_matches("assets/");
        let old = String::from_utf8(edition.bytes(file)).unwrap();
        let old = old.replace(name, "form.0123456789abcdef.js");
        let (_folder, harmed) = edition.with(file, old.as_bytes());
        let (_, faults) = told(browser, &harmed).await;
        assert_eq!(faults, [format!("{file}: cut short, or from another version")]);
        // The page that needs it says so too.
        let page = harmed.url("forms/expression-of-interest.html");
        browser.show(&page).await;
        browser.wait_until("a notice", "document.querySelector('.torn-notice')").await;
        let notice = torn(browser).await;
        let notice = notice.as_str().expect("words");
        assert!(notice.contains(name) && notice.ends_with("Ask for a fresh copy."), "{notice}");
        browser.show(&harmed.url("index.html")).await;
        assert!(torn(browser).await.is_null(), "a page that does not need it is whole");
    });
}

async fn torn(browser: &Browser) -> Value {
    let script = "return document.querySelector('.torn-notice')?.innerText ?? null";
    browser.eval(script, Vec::new()).await
}

#[test]
fn without_scripts_or_without_its_own_script_the_page_says_that_nobody_has_looked() {
    with_browser(async |browser| {
        let edition = released();
        let said = "return document.getElementById('site_whole_said').innerText";
        let (_folder, harmed) = edition.without(edition.file("assets/whole."));
        browser.show(&harmed.url("files.html")).await;
        let found = browser.eval(said, Vec::new()).await;
        assert!(
            found.as_str().is_some_and(|it| it.starts_with("Nobody has looked yet.")),
            "{found}"
        );
        browser.wait_until("a notice", "document.querySelector('.torn-notice')").await;
        without_scripts(browser).await;
        browser.open(&edition.url("files.html")).await;
        let found = browser.eval(said, Vec::new()).await;
        assert!(
            found.as_str().is_some_and(|it| it.starts_with("Nobody has looked yet.")),
            "{found}"
        );
    });
}

#[test]
fn axe_finds_nothing_on_the_page_of_files_on_drafts_and_where_a_part_is_missing() {
    with_browser(async |browser| {
        let axe = axe();
        let edition = released();
        let (_folder, torn) = edition.without(edition.file("assets/search."));
        let draft = Pack::made_for(Occasion { draft: true, ..Occasion::default() });
        let mut found = Vec::new();
        for width in [1280, 320] {
            browser.resize(width, 700, 1).await;
            for (edition, page) in [
                (&edition, "files.html"),
                (&torn, "files.html"),
                (&torn, "search.html"),
                (&draft.edition("tutor"), "index.html"),
                (&draft.edition("participant"), "START-HERE.html"),
            ] {
                browser.show(&edition.url(page)).await;
                if page == "files.html" {
                    told(browser, edition).await;
                }
                for scheme in ["light", "dark"] {
                    browser.prefer(scheme).await;
                    let here = violations(browser, &axe).await.into_iter();
                    found.extend(here.map(|it| format!("{page} {width} {scheme}: {it}")));
                }
                let beyond = browser.eval(BEYOND, Vec::new()).await;
                assert_eq!(beyond["pixels"], json!(0), "{page} {width}: {beyond}");
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}
