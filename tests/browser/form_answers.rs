//! What comes of the answers to every form under `file://`: a file, paper, nothing.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::form_filling::{
    INTEREST, LOG, NAME, asks_before_leaving, collated, downloads, fill, forms, insert, rules,
    saved, type_date,
};
use crate::keyboard::{
    accessible, focus, in_order, is, nothing_kept, press, text, type_in, without_scripts, words,
};
use crate::paper::print;
use crate::support::{Browser, Pack, with_browser};

#[test]
fn every_form_is_filled_in_by_keyboard_and_saved_as_one_file_without_a_trace() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        let pile = tempfile::tempdir().expect("a temporary folder");
        let forms = forms(&edition);
        for page in &forms {
            let folder = downloads(browser).await;
            browser.show(&edition.url(page)).await;
            let rules = rules(browser).await;
            let answers = fill(browser).await;
            press(browser, "[data-save]").await;
            let (name, data) = saved(folder.path()).await;
            assert_eq!(data["returns"], json!([answers]), "{page}");
            assert_eq!(data["form"], rules["form"], "{page}");
            assert_eq!(data["version"], json!("1.0"), "{page}");
            let day = data["saved"].as_str().expect("a day");
            let today = "return new Date(Date.now() - new Date().getTimezoneOffset() * 60000)
                .toISOString().slice(0, 10)";
            assert_eq!(json!(day), browser.eval(today, Vec::new()).await);
            let form = data["form"].as_str().expect("a form");
            let random = name.strip_prefix(&format!("{form}-{day}-"));
            let random = random.and_then(|rest| rest.strip_suffix(".json"));
            let random = random.unwrap_or_else(|| panic!("{name}"));
            assert!(random.len() == 4 && random.chars().all(|c| c.is_ascii_alphanumeric()));
            let told = words(browser, "[data-said]").await;
            assert_eq!(
                told,
                format!("Saved as {name}, in the folder for downloads on this device.")
            );
            assert_eq!(browser.address().await, edition.url(page));
            nothing_kept(browser).await;
            assert_eq!(browser.complaints().await, Vec::<String>::new());
            let file = folder.path().join(&name);
            std::fs::copy(file, pile.path().join(&name)).expect("a copy");
        }
        let told = collated(pile.path());
        let files = forms.len();
        assert!(
            told.starts_with(&format!(
                "Looked into {files} files: {files} returns taken, 0 rejected."
            )),
            "{told}"
        );
    });
}

#[test]
fn two_files_of_one_form_have_two_names() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url("forms/evaluation.html")).await;
        fill(browser).await;
        let mut names = Vec::new();
        for _ in 0..2 {
            let folder = downloads(browser).await;
            press(browser, "[data-save]").await;
            names.push(saved(folder.path()).await.0);
        }
        assert_ne!(names[0], names[1]);
    });
}

#[test]
fn ten_thousand_characters_come_out_as_typed_on_file_and_on_paper() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(LOG)).await;
        focus(browser, "#field_met_on").await;
        type_date(browser, "29", "02", "2028").await;
        focus(browser, "#field_topic").await;
        insert(browser, NAME).await;
        let line = "Ŷ “said” \"it\" שלום 🙂, and\tagain; ";
        let long: String = std::iter::repeat_n(line, 400).collect::<String>() + "\n\nThe very end";
        assert!(long.chars().count() > 10_000);
        focus(browser, "#field_explored").await;
        insert(browser, &long).await;
        press(browser, "[data-save]").await;
        let (_, data) = saved(folder.path()).await;
        let expected = json!({ "met_on": "2028-02-29", "topic": NAME, "explored": long });
        assert_eq!(data["returns"], json!([expected]));
        let paper = print(browser).await;
        assert!(paper.holds("The very end"), "{}", paper.text);
        assert!(paper.holds("Ŷ “said” \"it\""), "{}", paper.text);
        assert!(paper.holds("29"), "the day is in words");
        let copies = "return document.querySelectorAll('.print-answer').length";
        assert_eq!(browser.eval(copies, Vec::new()).await, json!(0), "none is left on the screen");
    });
}

#[test]
fn what_no_answer_may_hold_is_mended_as_it_is_read() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(LOG)).await;
        focus(browser, "#field_met_on").await;
        type_date(browser, "01", "12", "2027").await;
        // As it comes from a slide or a word processor.
        let paste = "document.querySelector('#field_topic').value = 'a\\u0007b';
            document.querySelector('#field_explored').value = 'one\\u000btwo\\tthree'";
        browser.eval(paste, Vec::new()).await;
        press(browser, "[data-save]").await;
        let (_, data) = saved(folder.path()).await;
        assert_eq!(data["returns"][0]["topic"], json!("a b"));
        assert_eq!(data["returns"][0]["explored"], json!("one\ntwo\tthree"));
    });
}

#[test]
fn clearing_asks_first_and_leaves_nothing_that_undo_could_bring_back() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(INTEREST)).await;
        fill(browser).await;
        press(browser, "[data-clear]").await;
        assert!(browser.agree().await.starts_with("Clear everything on this page?"));
        assert_eq!(words(browser, "[data-said]").await, "This page is empty again");
        assert_eq!(left(browser).await, json!([]));
        focus(browser, "#field_full_name").await;
        browser.press(&[Key::Control.into(), 'z']).await;
        assert_eq!(left(browser).await, json!([]));
        nothing_kept(browser).await;
    });
}

/// Everything that is typed or chosen on the page.
async fn left(browser: &Browser) -> Value {
    let left = "return Array.from(document.querySelectorAll('[data-fields] :is(input, textarea)'))
        .filter(it => it.type === 'radio' || it.type === 'checkbox' ? it.checked : it.value)
        .map(it => it.id)";
    browser.eval(left, Vec::new()).await
}

#[test]
fn leaving_with_answers_that_are_in_no_file_asks_and_a_page_that_was_left_is_empty() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url("forms/evaluation.html")).await;
        assert!(!asks_before_leaving(browser).await, "nothing is typed");
        fill(browser).await;
        assert!(asks_before_leaving(browser).await);
        press(browser, "[data-save]").await;
        saved(folder.path()).await;
        assert!(!asks_before_leaving(browser).await, "all is in a file");
        focus(browser, "#device_own").await;
        focus(browser, "#field_action").await;
        type_in(browser, "!").await;
        assert!(asks_before_leaving(browser).await, "more was typed");
        browser.show(&edition.url("index.html")).await;
        browser.back().await;
        browser.wait_until("the form", "document.querySelector('[data-fields]')").await;
        assert_eq!(left(browser).await, json!([]));
        assert!(!asks_before_leaving(browser).await);
        nothing_kept(browser).await;
    });
}

#[test]
fn on_somebody_elses_device_nothing_is_completed_and_saving_tells_what_to_do_with_the_file() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(INTEREST)).await;
        let tokens =
            "return Array.from(document.querySelectorAll('#field_full_name, #field_email'))
            .map(it => it.autocomplete).concat(document.querySelector('[data-form]').autocomplete)";
        assert_eq!(browser.eval(tokens, Vec::new()).await, json!(["name", "email", "on"]));
        focus(browser, "#device_own").await;
        browser.press(&[Key::Down.into()]).await;
        assert!(is(browser, "document.activeElement.matches('#device_shared:checked')").await);
        assert_eq!(browser.eval(tokens, Vec::new()).await, json!(["off", "off", "off"]));
        let answers = fill(browser).await;
        press(browser, "[data-save]").await;
        let (_, data) = saved(folder.path()).await;
        assert_eq!(data["returns"], json!([answers]), "whose device it is, is nobody's business");
        assert!(
            is(browser, "document.activeElement.matches('[data-saved]')").await,
            "it is read out"
        );
        let told = words(browser, "[data-saved]").await;
        assert!(told.contains("Move the file") && told.contains("empty the bin"), "{told}");
        assert!(
            is(browser, "!document.querySelector('[data-device=own]').checkVisibility()").await
        );
        // Saved, so nothing is asked.
        press(browser, "[data-clear]").await;
        assert_eq!(words(browser, "[data-said]").await, "This page is empty again");
        assert_eq!(words(browser, "[data-saved]").await, "");
        assert_eq!(browser.eval(tokens, Vec::new()).await, json!(["off", "off", "off"]));
    });
}

#[test]
fn on_ones_own_device_saving_says_only_where_to_hand_the_file_in() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(INTEREST)).await;
        focus(browser, "#device_own").await;
        browser.press(&[' ']).await;
        fill(browser).await;
        press(browser, "[data-save]").await;
        saved(folder.path()).await;
        let told = words(browser, "[data-saved]").await;
        assert!(
            is(browser, "!document.querySelector('[data-device=shared]').checkVisibility()").await
        );
        assert!(told.contains("Give it back to: Regional Education Officer"), "{told}");
    });
}

#[test]
fn a_row_more_is_there_when_it_is_asked_for() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url("forms/sign-in.html")).await;
        let rows = "return Array.from(document.querySelectorAll('tbody tr')).filter(it => it.checkVisibility()).length";
        assert_eq!(browser.eval(rows, Vec::new()).await, json!(3));
        press(browser, "[data-add-row]").await;
        assert!(is(browser, "document.activeElement.id === 'field_people-4-1'").await);
        assert_eq!(browser.eval(rows, Vec::new()).await, json!(4));
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_eq!(browser.eval(rows, Vec::new()).await, json!(28), "paper has them all");
    });
}

#[test]
fn without_scripts_a_form_is_a_paper_form_that_goes_nowhere() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        for page in forms(&edition) {
            browser.open(&edition.url(&page)).await;
            assert!(words(browser, "main noscript").await.starts_with("Saving needs scripts"));
            let buttons = "return Array.from(document.querySelectorAll('main :is(button, [data-saved], .form-device)'))
                .filter(it => it.checkVisibility()).map(it => it.outerHTML)";
            assert_eq!(browser.eval(buttons, Vec::new()).await, json!([]), "{page}");
            focus(browser, "[data-fields] input").await;
            browser.press(&[' ']).await;
            browser.press(&[Key::Enter.into()]).await;
            assert_eq!(browser.address().await, edition.url(&page));
        }
        browser.open(&edition.url(INTEREST)).await;
        let labels = text(
            &browser
                .eval(
                    "return Array.from(document.querySelectorAll(
            '[data-fields] :is(legend, label)'), it => it.textContent).join('\\n')",
                    Vec::new(),
                )
                .await,
        );
        let paper = print(browser).await;
        for label in labels.lines() {
            assert!(paper.holds(label), "{label:?} is missing in {}", paper.text);
        }
        assert!(!paper.holds("Whose device is this?") && !paper.holds("Saving needs scripts"));
    });
}

#[test]
fn a_screen_reader_is_told_of_labels_groups_and_what_may_be_left_out() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(INTEREST)).await;
        let lines = accessible(browser).await;
        let expected = [
            "heading How we look after what you write",
            "heading Your answers",
            "group Whose device is this?",
            "textbox Your name",
            "textbox Mobile number",
            "group I am interested in",
            "checkbox A workshop like this one in my branch",
            "checkbox Something else",
            "textbox Something else: please say what",
            "group How should we contact you? (optional)",
            "radio By phone",
            "button Save my answers",
            "button Print my answers",
            "button Clear",
            "status ",
        ];
        in_order(&lines, &expected);
    });
}
