//! What a form says of answers that it cannot take.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::accessibility::violations;
use crate::form_filling::{INTEREST, downloads, fill, forms, saved};
use crate::keyboard::{focus, is, nothing_kept, press, text, type_in, words};
use crate::narrow::BEYOND;
use crate::support::{Browser, Pack, axe, with_browser};

/// Asks to save, and waits for what is wrong.
async fn provoke(browser: &Browser) {
    press(browser, "[data-save]").await;
    let summary = "document.activeElement.matches('[data-summary]')";
    browser.wait_until("the summary has the focus", summary).await;
}

/// The lines of the summary, each with what stands beside its field.
async fn told(browser: &Browser) -> Vec<(String, String)> {
    let lines = "return Array.from(document.querySelectorAll('[data-summary] a'), link => {
        const field = document.getElementById(link.hash.slice(1)).closest('[data-field]');
        const error = field.querySelector('[data-error]');
        return [link.textContent, error.checkVisibility() ? error.textContent : ''];
    })";
    let lines = browser.eval(lines, Vec::new()).await;
    let lines = lines.as_array().expect("lines").iter();
    lines.map(|line| (text(&line[0]), text(&line[1]))).collect()
}

#[test]
fn every_empty_form_tells_of_each_field_that_must_be_filled_in() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        for page in forms(&edition) {
            browser.show(&edition.url(&page)).await;
            let title = text(&browser.eval("return document.title", Vec::new()).await);
            let required =
                "const rules = JSON.parse(document.querySelector('[data-rules]').textContent);
                return rules.fields.filter(field => field.required).length + rules.one_of.length";
            let required = browser.eval(required, Vec::new()).await;
            if required == json!(0) {
                continue;
            }
            provoke(browser).await;
            let told = told(browser).await;
            assert_eq!(json!(told.len()), required, "{page}: {told:?}");
            for (line, beside) in &told {
                assert_eq!(*beside, format!("Error: {line}"), "{page}");
            }
            let now = text(&browser.eval("return document.title", Vec::new()).await);
            assert_eq!(now, format!("Error: {title}"));
            assert!(is(browser, "document.querySelector('[data-summary][role=alert]')").await);
            assert_eq!(browser.address().await, edition.url(&page));
            nothing_kept(browser).await;
            assert_eq!(browser.complaints().await, Vec::<String>::new());
        }
    });
}

#[test]
fn each_line_of_the_summary_leads_to_its_field_and_leaves_the_address_alone() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url(INTEREST)).await;
        provoke(browser).await;
        for field in ["full_name", "branch", "phone", "interest-1"] {
            focus(browser, &format!("[data-summary] a[href='#field_{field}']")).await;
            browser.press(&[Key::Enter.into()]).await;
            // Label and message are in the window, too.
            let there = format!(
                "document.activeElement.id === 'field_{field}' &&
                document.activeElement.closest('[data-field]').getBoundingClientRect().top >= 0 &&
                document.activeElement.getBoundingClientRect().bottom <= innerHeight"
            );
            browser.wait_until(field, &there).await;
            focus(browser, "[data-clear]").await;
        }
        assert_eq!(browser.address().await, edition.url(INTEREST));
    });
}

#[test]
fn mending_the_last_mistake_says_all_clear_and_then_the_form_saves() {
    with_browser(async |browser| {
        let folder = downloads(browser).await;
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url(INTEREST)).await;
        let title = browser.eval("return document.title", Vec::new()).await;
        provoke(browser).await;
        assert_eq!(told(browser).await.len(), 4);
        focus(browser, "#field_full_name").await;
        type_in(browser, "A").await;
        assert_eq!(told(browser).await.len(), 3);
        assert!(is(browser, "!document.querySelector('#field_full_name[aria-invalid]')").await);
        focus(browser, "#field_branch").await;
        type_in(browser, "B").await;
        focus(browser, "#field_email").await;
        type_in(browser, "c").await;
        let lines: Vec<_> = told(browser).await.into_iter().map(|(_, beside)| beside).collect();
        assert_eq!(lines, ["Error: Tick at least one answer to “I am interested in”"]);
        assert_eq!(words(browser, "[data-said]").await, "");
        focus(browser, "#field_interest-1").await;
        browser.press(&[' ']).await;
        assert_eq!(words(browser, "[data-said]").await, "All clear");
        assert!(is(browser, "!document.querySelector('[data-summary]').checkVisibility()").await);
        assert_eq!(browser.eval("return document.title", Vec::new()).await, title);

        // What was wrong in another way is told of when saving is tried again.
        provoke(browser).await;
        let lines: Vec<_> = told(browser).await.into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, ["“E-mail” needs an address such as name@example.org"]);
        focus(browser, "#field_email").await;
        browser.press(&[Key::End.into()]).await;
        type_in(browser, "@example.org").await;
        assert_eq!(words(browser, "[data-said]").await, "All clear");
        press(browser, "[data-save]").await;
        let (_, data) = saved(folder.path()).await;
        let expected = json!([{ "full_name": "A", "branch": "B", "email": "c@example.org",
            "interest": ["workshop"] }]);
        assert_eq!(data["returns"], expected);
    });
}

/// What the form says of one answer in an otherwise sound form.
async fn of(browser: &Browser, page: &str, field: &str, keys: &str) -> Vec<String> {
    browser.show(&Pack::shipped().edition("participant").url(page)).await;
    focus(browser, field).await;
    if keys.is_empty() {
        browser.press(&[' ']).await;
    }
    type_in(browser, keys).await;
    provoke(browser).await;
    let field = format!(
        "return document.querySelector({field:?}).closest('[data-field]').querySelector('[data-error]').textContent"
    );
    vec![text(&browser.eval(&field, Vec::new()).await)]
}

#[test]
fn each_type_says_what_it_needs() {
    with_browser(async |browser| {
        let log = "forms/meeting-log.html";
        let cases = [
            (
                INTEREST,
                "#field_email",
                "ann@",
                "“E-mail” needs an address such as name@example.org",
            ),
            (
                INTEREST,
                "#field_phone",
                "07700",
                "“Mobile number” needs a telephone number, such as 07700 900123",
            ),
            (
                INTEREST,
                "#field_phone",
                "call me 07700900123",
                "“Mobile number” needs a telephone number, such as 07700 900123",
            ),
            (
                INTEREST,
                "#field_interest-4",
                "",
                "Say what “Something else” is, at “I am interested in”",
            ),
            (INTEREST, "#field_full_name", "   ", "Fill in “Your name”"),
            (log, "#field_minutes", "4", "“How many minutes” needs a whole number from 5 to 240"),
            (log, "#field_minutes", "241", "“How many minutes” needs a whole number from 5 to 240"),
            (
                log,
                "#field_minutes",
                "45.5",
                "“How many minutes” needs a whole number from 5 to 240",
            ),
            (
                log,
                "#field_next_meeting",
                "1",
                "“Next meeting” needs a whole date: day, month and year",
            ),
            ("forms/evaluation.html", "#field_most_useful", "x", ""),
        ];
        for (page, field, keys, expected) in cases {
            let expected =
                if expected.is_empty() { String::new() } else { format!("Error: {expected}") };
            assert_eq!(of(browser, page, field, keys).await, [expected], "{page} {field} {keys}");
        }
    });
}

#[test]
fn an_answer_that_no_cell_of_a_register_holds_is_too_long() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url("forms/evaluation.html")).await;
        focus(browser, "#field_most_useful").await;
        let long = json!({ "text": "ŵ".repeat(32_768) });
        browser.devtools("Input.insertText", long).await;
        provoke(browser).await;
        let (first, _) = &told(browser).await[2];
        assert_eq!(first, "“What was most useful?” is too long: 32767 characters at most");
        focus(browser, "#field_most_useful").await;
        browser.press(&[Key::Control.into(), Key::End.into()]).await;
        browser.press(&[Key::Backspace.into()]).await;
        assert!(is(browser, "!document.querySelector('#field_most_useful[aria-invalid]')").await);
    });
}

#[test]
fn words_for_something_else_choose_it() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url(INTEREST)).await;
        focus(browser, "#field_interest-other").await;
        type_in(browser, "x").await;
        assert!(is(browser, "document.querySelector('#field_interest-4').checked").await);
    });
}

#[test]
fn enter_in_a_field_saves_nothing_and_changes_no_address() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        browser.show(&edition.url(INTEREST)).await;
        fill(browser).await;
        focus(browser, "#field_full_name").await;
        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(words(browser, "[data-said]").await, "");
        assert_eq!(browser.address().await, edition.url(INTEREST));
        assert!(is(browser, "document.querySelector('#field_full_name').value !== ''").await);
    });
}

#[test]
fn axe_finds_nothing_on_any_form_with_its_mistakes_or_what_to_do_after_saving_in_light_and_dark() {
    with_browser(async |browser| {
        let _folder = downloads(browser).await;
        let axe = axe();
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        let mut found = Vec::new();
        for page in forms(&edition) {
            browser.prefer("light").await;
            browser.show(&edition.url(&page)).await;
            provoke(browser).await;
            for scheme in ["light", "dark"] {
                browser.prefer(scheme).await;
                let here = violations(browser, &axe).await.into_iter();
                found.extend(here.map(|it| format!("{page} with mistakes, {scheme}: {it}")));
            }
            fill(browser).await;
            press(browser, "[data-save]").await;
            browser
                .wait_until("saved", "document.querySelector('[data-saved]').checkVisibility()")
                .await;
            let here = violations(browser, &axe).await.into_iter();
            found.extend(here.map(|it| format!("{page} saved: {it}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn no_form_scrolls_sideways_with_its_mistakes_at_320_pixels_or_400_percent() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        for (height, zoom) in [(640, 1), (256, 4)] {
            browser.resize(320, height, zoom).await;
            for page in forms(&edition) {
                browser.show(&edition.url(&page)).await;
                provoke(browser).await;
                let beyond: Value = browser.eval(BEYOND, Vec::new()).await;
                assert_eq!(beyond["pixels"], json!(0), "{page}: {}", beyond["who"]);
            }
        }
    });
}

#[test]
fn every_control_of_every_form_is_24_pixels_or_more() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        for page in forms(&edition) {
            browser.show(&edition.url(&page)).await;
            provoke(browser).await;
            let small = "return Array.from(document.querySelectorAll(
                '.form-part :is(input, textarea, button, .error-summary a)'))
                .filter(it => it.checkVisibility())
                .filter(it => { const box = it.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
                .map(it => it.outerHTML)";
            assert_eq!(browser.eval(small, Vec::new()).await, json!([]), "{page}");
        }
    });
}
