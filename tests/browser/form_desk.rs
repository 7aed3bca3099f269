//! A form at the tutor's desk: one person after another, by keyboard alone.

use std::collections::BTreeSet;

use fantoccini::key::Key;
use serde_json::json;

use crate::accessibility::violations;
use crate::form_filling::{asks_before_leaving, collated, downloads, fill, saved};
use crate::keyboard::{focus, is, nothing_kept, press, text, type_in, without_scripts, words};
use crate::support::{Browser, Pack, axe, with_browser};

const INTEREST: &str = "desk/forms_expression-of-interest_desk.html";
const EVALUATION: &str = "desk/forms_evaluation_desk.html";

async fn desk(browser: &Browser, page: &str) {
    browser.show(&Pack::shipped().edition("tutor").url(page)).await;
}

/// One person fills in the form in a hurry.
async fn person(browser: &Browser, name: &str) {
    for field in ["full_name", "branch"] {
        focus(browser, &format!("#field_{field}")).await;
        type_in(browser, name).await;
    }
    focus(browser, "#field_phone").await;
    type_in(browser, "07700 900123").await;
    focus(browser, "#field_interest-1").await;
    browser.press(&[' ']).await;
    press(browser, "[data-next]").await;
}

async fn said(browser: &Browser) -> String {
    words(browser, "[data-batch-said]").await
}

/// What is typed in the field for the name.
async fn name(browser: &Browser) -> String {
    text(&browser.eval("return document.querySelector('#field_full_name').value", Vec::new()).await)
}

#[test]
fn people_come_one_after_another_and_are_saved_as_one_file() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let folder = downloads(browser).await;
        desk(browser, INTEREST).await;
        assert_eq!(words(browser, "[data-count]").await, "No answers yet");
        person(browser, "Ann").await;
        // A scroll that Tab began may still have some way to go: what counts is that it is seen.
        let top = "document.activeElement.id === 'site_person'
            && document.activeElement.getBoundingClientRect().top >= 0
            && document.activeElement.getBoundingClientRect().bottom <= innerHeight";
        browser.wait_until("the top", top).await;
        assert_eq!(said(browser).await, "Added. This page is empty again");
        assert_eq!(
            words(browser, "[data-count][role=status]").await,
            "1 person so far, not saved yet"
        );
        assert_eq!(name(browser).await, "");
        person(browser, "Bob").await;
        assert_eq!(words(browser, "[data-count]").await, "2 people so far, not saved yet");
        assert!(asks_before_leaving(browser).await);
        assert!(
            is(
                browser,
                "Array.from(document.querySelectorAll('[data-fields] [autocomplete]'))
            .every(it => it.autocomplete === 'off')"
            )
            .await
        );

        press(browser, "[data-batch] [data-save]").await;
        let (file, data) = saved(folder.path()).await;
        assert!(file.starts_with("expression-of-interest-"), "{file}");
        let names: Vec<_> = data["returns"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["full_name"].clone())
            .collect();
        assert_eq!(names, ["Ann", "Bob"]);
        assert!(said(browser).await.starts_with(&format!("Answers of 2 people saved as {file}")));
        assert!(!asks_before_leaving(browser).await);

        // The next person is in a file of their own.
        let folder = downloads(browser).await;
        person(browser, "Cy").await;
        assert_eq!(words(browser, "[data-count]").await, "1 person so far, not saved yet");
        press(browser, "[data-batch] [data-save]").await;
        let (_, data) = saved(folder.path()).await;
        assert_eq!(data["returns"].as_array().map(Vec::len), Some(1));
        assert_eq!(data["returns"][0]["full_name"], json!("Cy"));
        nothing_kept(browser).await;
        assert_eq!(browser.address().await, pack.edition("tutor").url(INTEREST));
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn mistakes_keep_a_person_at_the_desk_and_nobody_is_added_with_nothing() {
    with_browser(async |browser| {
        desk(browser, INTEREST).await;
        press(browser, "[data-next]").await;
        assert!(is(browser, "document.activeElement.matches('[data-summary]')").await);
        assert_eq!(words(browser, "[data-count]").await, "No answers yet");
        press(browser, "[data-clear]").await;
        assert_eq!(words(browser, "[data-said]").await, "This page is empty again");
        assert!(is(browser, "!document.querySelector('[data-summary]').checkVisibility()").await);
        focus(browser, "[data-batch] [data-save]").await;
        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(said(browser).await, "There is nothing to save yet.");
        assert!(!asks_before_leaving(browser).await);
    });
}

#[test]
fn the_last_person_is_taken_back_whole_only_after_a_warning_and_with_an_empty_form() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        desk(browser, INTEREST).await;
        let answers = fill(browser).await;
        press(browser, "[data-next]").await;
        focus(browser, "#field_full_name").await;
        type_in(browser, "Bob").await;
        for button in ["undo", "save"] {
            press(browser, &format!("[data-batch] [data-{button}]")).await;
            let told = said(browser).await;
            assert!(told.contains("Choose “Next person” or “Clear” first."), "{told}");
        }
        press(browser, "[data-clear]").await;
        browser.agree().await;
        press(browser, "[data-undo]").await;
        assert!(browser.agree().await.ends_with("Everybody who sees this screen can read them."));
        assert_eq!(words(browser, "[data-count]").await, "No answers yet");
        assert_eq!(json!(name(browser).await), answers["full_name"]);
        press(browser, "[data-next]").await;
        press(browser, "[data-batch] [data-save]").await;
        let (_, data) = saved(folder.path()).await;
        assert_eq!(data["returns"], json!([answers]));
        // What is in a file is not taken back.
        press(browser, "[data-undo]").await;
        assert_eq!(said(browser).await, "There is nobody to take back.");
    });
}

#[test]
fn every_desk_takes_a_whole_form_and_shows_the_notice_and_nothing_for_the_tutor_in_it() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        let desks: Vec<_> = edition.pages().filter(|page| page.ends_with("_desk.html")).collect();
        assert!(desks.len() >= 6, "{desks:?}");
        for page in desks {
            let folder = downloads(browser).await;
            desk(browser, page).await;
            assert!(is(browser, "!document.querySelector('main .tutor-note')").await, "{page}");
            let notice = "document.querySelector('#site_privacy') ||
                document.querySelector('.form-anonymous')";
            assert!(is(browser, notice).await, "{page}");
            let answers = fill(browser).await;
            press(browser, "[data-next]").await;
            press(browser, "[data-batch] [data-save]").await;
            let (_, data) = saved(folder.path()).await;
            assert_eq!(data["returns"], json!([answers]), "{page}");
            let told = collated(folder.path());
            assert!(told.contains("1 return taken, 0 rejected."), "{page}: {told}");
        }
    });
}

#[test]
fn anonymous_answers_are_not_saved_in_the_order_of_the_people() {
    with_browser(async |browser| {
        desk(browser, EVALUATION).await;
        // The page's own source of chance, made to turn round two.
        browser.eval("crypto.getRandomValues = list => list.fill(0)", Vec::new()).await;
        let folder = downloads(browser).await;
        for word in ["one", "two"] {
            for scale in ["before", "after"] {
                focus(browser, &format!("#field_{scale}-1")).await;
                browser.press(&[' ']).await;
            }
            focus(browser, "#field_action").await;
            type_in(browser, word).await;
            press(browser, "[data-next]").await;
        }
        press(browser, "[data-batch] [data-save]").await;
        let (_, data) = saved(folder.path()).await;
        assert_eq!(data["returns"][0]["action"], json!("two"));
        assert_eq!(data["returns"][1]["action"], json!("one"));
    });
}

#[test]
fn a_desk_that_was_left_is_empty() {
    with_browser(async |browser| {
        desk(browser, INTEREST).await;
        person(browser, "Ann").await;
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        browser.show(&edition.url("index.html")).await;
        browser.back().await;
        browser.wait_until("the desk", "document.querySelector('[data-count]')").await;
        assert_eq!(words(browser, "[data-count]").await, "No answers yet");
        assert_eq!(name(browser).await, "");
        nothing_kept(browser).await;
    });
}

#[test]
fn axe_finds_nothing_on_any_desk_with_mistakes_and_with_people_in_light_and_dark() {
    with_browser(async |browser| {
        let axe = axe();
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        let desks: BTreeSet<_> =
            edition.pages().filter(|page| page.ends_with("_desk.html")).collect();
        let mut found = Vec::new();
        for page in desks {
            browser.prefer("light").await;
            desk(browser, page).await;
            fill(browser).await;
            press(browser, "[data-next]").await;
            press(browser, "[data-next]").await;
            for scheme in ["light", "dark"] {
                browser.prefer(scheme).await;
                let here = violations(browser, &axe).await.into_iter();
                found.extend(here.map(|it| format!("{page} {scheme}: {it}")));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn without_scripts_the_desk_sends_people_to_paper() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        let pack = Pack::shipped();
        let edition = pack.edition("tutor");
        browser.open(&edition.url(INTEREST)).await;
        assert!(words(browser, "main noscript").await.starts_with("This needs scripts"));
        assert!(is(browser, "!document.querySelector('[data-fields]').checkVisibility()").await);
        let there =
            "document.querySelector('noscript a[href$=\"forms/expression-of-interest.html\"]')";
        assert!(is(browser, there).await);
    });
}
