//! The phone page of the shipped pack, alone in a folder, on a phone without a network.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use fantoccini::key::Key;
use mentorpack::carry::{Finished, phone};
use mentorpack::diagnostic::Diagnostics;
use mentorpack::journey::look;
use mentorpack::render::{Occasion, render};
use mentorpack::yaml::Date;
use serde_json::json;
use tempfile::TempDir;
use url::Url;

use crate::accessibility::violations;
use crate::form_filling::{collated, downloads, saved};
use crate::keyboard::{is, text, type_in, without_scripts, words};
use crate::narrow::BEYOND;
use crate::support::{Browser, axe, with_browser};

/// Both editions of the shipped pack, each in a folder of its own with nothing beside it.
struct Phones(TempDir);

impl Phones {
    fn shipped() -> &'static Self {
        static BOUND: LazyLock<Phones> = LazyLock::new(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let date = Date::parse("2026-11-01");
            let looked = look(Path::new(env!("CARGO_MANIFEST_DIR")), &[], date).expect("a pack");
            let (pack, theme) = (looked.pack.expect("no errors"), looked.theme.expect("a theme"));
            for edition in &looked.editions {
                let cut = pack.edition(edition);
                let occasion = Occasion::from(date);
                let rendered = render(&mut Diagnostics::default(), &cut, &theme, occasion, None);
                let output = rendered.expect("files to read").expect("templates work");
                let finished = Finished { edition: &cut, theme: &theme, output: &output, occasion };
                let phone = phone::page(finished, 8_000_000);
                let phone = phone.unwrap_or_else(|wrong| panic!("{wrong:?}"));
                assert_eq!(phone.notes, [], "{}", edition.name);
                let to = folder.path().join(&edition.name);
                std::fs::create_dir(&to).expect("a folder");
                std::fs::write(to.join("phone.html"), phone.html).expect("a file");
            }
            Phones(folder)
        });
        &BOUND
    }

    fn url(&self, edition: &str) -> Url {
        Url::from_file_path(self.0.path().join(edition).join("phone.html")).expect("a path")
    }
}

/// As on a phone that is held upright.
async fn on_a_phone(browser: &Browser) {
    let metrics = json!({ "width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
}

/// Whatever the page shows stands in it, or in the browser.
async fn asked_for_nothing_else(browser: &Browser) {
    let page = browser.address().await;
    let mut asked = browser.requests().await.asked;
    assert!(asked.iter().any(|to| to.starts_with("file:")), "{asked:?}");
    asked.retain(|to| {
        let own = Url::parse(to).is_ok_and(|to| to.path() == page.path());
        !own && !to.starts_with("data:") && !to.starts_with("blob:")
    });
    assert_eq!(asked, Vec::<String>::new());
}

async fn arrives_at(browser: &Browser, id: &str) {
    let near =
        format!("Math.abs(document.getElementById('{id}').getBoundingClientRect().top) < 60");
    browser.wait_until(id, &near).await;
}

async fn tap(browser: &Browser, selector: &str) {
    let there = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    browser.eval(there, vec![json!(selector)]).await;
    browser.find(selector).await.click().await.unwrap_or_else(|why| panic!("{selector}: {why}"));
}

#[test]
fn a_rep_finds_a_scenario_by_the_contents_and_comes_back_without_scripts() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        on_a_phone(browser).await;
        browser.open(&Phones::shipped().url("participant")).await;
        let shown = "return Array.from(document.querySelectorAll(`[data-needs-script],
            [data-reading-toggle], [data-print]`))
            .filter(it => it.checkVisibility()).map(it => it.outerHTML)";
        assert_eq!(browser.eval(shown, Vec::new()).await, json!([]));
        let link = "a[href='#scenarios/new-stewards.html']";
        let list = format!(".phone-contents details:has({link})");
        tap(browser, &format!("{list} > summary")).await;
        tap(browser, &format!("{list} {link}")).await;
        arrives_at(browser, "scenarios/new-stewards.html").await;
        let title = words(browser, "[id='scenarios/new-stewards.html'] h2").await;
        assert!(title.contains("steward"), "{title}");
        tap(browser, "[id='scenarios/new-stewards.html'] .phone-back a").await;
        arrives_at(browser, "phone_contents").await;
        browser.back().await;
        arrives_at(browser, "scenarios/new-stewards.html").await;
        asked_for_nothing_else(browser).await;
    });
}

#[test]
fn a_rep_searches_reads_fills_in_a_form_saves_it_and_goes_back() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        let folder = downloads(browser).await;
        browser.requests().await;
        browser.show(&Phones::shipped().url("participant")).await;

        browser.find("#search-q").await.click().await.expect("a field");
        type_in(browser, "new stewards").await;
        browser.wait_until("results", "document.querySelector('#search-results a')").await;
        let said = words(browser, "#search-status").await;
        assert!(said.contains("results. First: "), "{said}");
        let first = browser.find("#search-results a").await.attr("href").await.unwrap().unwrap();
        assert!(first.starts_with("#scenarios/new-stewards.html"), "{first}");
        tap(browser, "#search-results a").await;
        arrives_at(browser, &first[1..]).await;
        browser.back().await;
        browser.wait_until("the results again", "scrollY < 1000").await;

        let form = "forms/expression-of-interest.html";
        tap(browser, &format!(".phone-contents details:has(a[href='#{form}']) > summary")).await;
        tap(browser, &format!(".phone-contents a[href='#{form}']")).await;
        arrives_at(browser, form).await;
        let mine = format!("[id='{form}']");
        let field = |name: &str| format!("[id='{form}.field_{name}']");

        // What is missing is told beside the fields of this form, and the focus goes there.
        tap(browser, &format!("{mine} [data-save]")).await;
        let summary = format!("document.activeElement.matches(\"{mine} [data-summary]\")");
        assert!(is(browser, &summary).await);
        assert!(is(browser, "document.title.startsWith('Error:')").await);
        let wrong = "return Array.from(document.querySelectorAll('.is-wrong'),
            it => it.closest('article').id).filter((id, at, all) => all.indexOf(id) === at)";
        assert_eq!(browser.eval(wrong, Vec::new()).await, json!([form]));
        tap(browser, &format!("{mine} [data-summary] a")).await;
        assert!(
            is(browser, &format!("document.activeElement.closest(\"{mine} [data-field]\")")).await
        );

        let mut fields = String::new();
        let rules = format!(
            "return JSON.parse(document.querySelector(\"{mine} [data-rules]\").textContent).fields"
        );
        for rule in browser.eval(&rules, Vec::new()).await.as_array().expect("fields") {
            let name = text(&rule["name"]);
            let _ = write!(fields, "{name} ");
            let answer = match rule["type"].as_str().expect("a type") {
                "tel" => "07700 900123",
                "email" => "sian@example.org",
                "text" | "textarea" => "Siân Ŵyn",
                "choice" | "choices" | "scale" => {
                    tap(browser, &format!("[id='{form}.field_{name}-1'] + label")).await;
                    continue;
                }
                _ => continue,
            };
            tap(browser, &field(&name)).await;
            type_in(browser, answer).await;
        }
        tap(browser, &format!("[id='{form}.device_shared'] + label")).await;
        tap(browser, &format!("{mine} [data-save]")).await;
        let (name, file) = saved(folder.path()).await;
        assert!(name.starts_with("expression-of-interest-"), "{name}");
        assert_eq!(file["form"], "expression-of-interest");
        assert_eq!(file["returns"][0]["full_name"], "Siân Ŵyn", "{fields}");
        assert!(
            is(browser, &format!("document.activeElement.matches(\"{mine} [data-saved]\")")).await
        );
        let shown = format!(
            "document.querySelectorAll(\"{mine} [data-device='shared']\")[0].checkVisibility()"
        );
        assert!(is(browser, &shown).await);
        let told = collated(folder.path());
        assert!(told.contains("1 return"), "{told}");

        tap(browser, &format!("{mine} .phone-back a")).await;
        arrives_at(browser, "phone_contents").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        asked_for_nothing_else(browser).await;
    });
}

#[test]
fn each_form_has_answers_of_its_own() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        browser.show(&Phones::shipped().url("participant")).await;
        let forms = "return document.querySelectorAll('form[data-form].is-scripted').length";
        let forms = browser.eval(forms, Vec::new()).await.as_u64().expect("a number");
        assert!(forms >= 8, "{forms} forms");
        let type_everywhere = "document.querySelectorAll('form[data-form]').forEach((form, at) => {
            const field = form.querySelector('[data-fields] :is(input[type=text], textarea)');
            if (field) { field.value = 'answer ' + at; field.dispatchEvent(new Event('input', { bubbles: true })); }
        });";
        browser.eval(type_everywhere, Vec::new()).await;
        tap(browser, "[id='forms/expression-of-interest.html'] [data-clear]").await;
        browser.agree().await;
        let left = "return Array.from(document.querySelectorAll('form[data-form]'), form =>
            Array.from(form.querySelectorAll('[data-fields] :is(input, textarea)')).some(it => it.value.startsWith('answer')))
            .filter(Boolean).length";
        let left = browser.eval(left, Vec::new()).await.as_u64().expect("a number");
        assert!(left >= 6 && left < forms, "{left} of {forms}");
    });
}

#[test]
fn one_form_is_printed_without_the_rest_of_the_edition() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        browser.show(&Phones::shipped().url("participant")).await;
        browser.eval("window.print = () => {}", Vec::new()).await;
        tap(browser, "[id='forms/meeting-log.html'] [data-print]").await;
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let seen = "return Array.from(document.querySelectorAll('article, nav, header'))
            .filter(it => it.checkVisibility()).map(it => it.id)";
        assert_eq!(browser.eval(seen, Vec::new()).await, json!(["forms/meeting-log.html"]));
        browser.eval("dispatchEvent(new Event('afterprint'))", Vec::new()).await;
        let all = browser.eval(seen, Vec::new()).await;
        assert!(all.as_array().expect("a list").len() > 30, "{all}");
    });
}

#[test]
fn a_question_to_check_oneself_by_answers() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        browser.show(&Phones::shipped().url("participant")).await;
        tap(browser, ".question .choice label").await;
        tap(browser, ".question button").await;
        let said = words(browser, ".question .question-said").await;
        assert!(!said.is_empty());
    });
}

#[test]
fn the_search_knows_accents_endings_and_beginnings_of_words_and_says_when_there_is_nothing() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        browser.show(&Phones::shipped().url("participant")).await;
        browser.find("#search-q").await.click().await.expect("a field");
        for (typed, found) in [("MÉNTÓRS", true), ("mentori", true), ("qqxyzzy", false)] {
            let clear = "const q = document.getElementById('search-q'); q.value = ''; q.focus();
                document.getElementById('search-status').textContent = ''";
            browser.eval(clear, Vec::new()).await;
            type_in(browser, typed).await;
            let told =
                "/result|Nothing found/.test(document.getElementById('search-status').textContent)";
            browser.wait_until(typed, told).await;
            assert_eq!(
                is(browser, "document.querySelector('#search-results a')").await,
                found,
                "{typed}"
            );
        }
        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(browser.address().await, Phones::shipped().url("participant"));
    });
}

#[test]
fn it_never_scrolls_sideways_at_320_pixels() {
    with_browser(async |browser| {
        browser.resize(320, 640, 1).await;
        for edition in ["participant", "tutor"] {
            browser.show(&Phones::shipped().url(edition)).await;
            // Whatever folds is open, and everything is laid out.
            let open = "document.querySelectorAll('details').forEach(it => it.open = true);
                document.querySelectorAll('[data-reading-toggle], [data-reading]').forEach(it => it.click());
                document.querySelectorAll('.phone-page').forEach(it => it.style.contentVisibility = 'visible');";
            let beyond = browser.eval(&format!("{open}{BEYOND}"), Vec::new()).await;
            assert_eq!(beyond["pixels"], json!(0), "{edition}: {}", beyond["who"]);
            // Within a page nothing is cut off at its edge.
            let cut = "return Array.from(document.querySelectorAll('.phone-page')).filter(it => it.scrollWidth > it.clientWidth).map(it => it.id)";
            assert_eq!(browser.eval(cut, Vec::new()).await, json!([]), "{edition}");
        }
    });
}

/// Pages that axe is given at once: it takes long over a whole edition.
const AT_ONCE: usize = 12;

#[test]
fn axe_finds_nothing_with_scripts_and_without() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        let axe = axe();
        let mut found = Vec::new();
        for (edition, scripts) in [("tutor", true), ("participant", false)] {
            let url = Phones::shipped().url(edition);
            // What stands for want of a script is shown, and nothing that waits for one.
            let url = if scripts { url } else { scriptless(&url) };
            let mut from = 0;
            loop {
                browser.prefer("light").await;
                browser.show(&url).await;
                let few = "const [from, few] = arguments;
                    document.querySelectorAll('details').forEach(it => it.open = true);
                    const pages = document.querySelectorAll('.phone-page');
                    pages.forEach((page, at) => {
                        page.style.contentVisibility = 'visible';
                        if (at < from || at >= from + few) page.remove();
                    });
                    return pages.length";
                let pages = browser.eval(few, vec![json!(from), json!(AT_ONCE)]).await;
                for scheme in ["light", "dark"] {
                    browser.prefer(scheme).await;
                    let here = violations(browser, &axe).await.into_iter();
                    found.extend(here.map(|it| format!("{edition} {scripts} {scheme}: {it}")));
                }
                from += AT_ONCE;
                if pages.as_u64().is_none_or(|pages| pages <= from as u64) {
                    break;
                }
            }
            assert!(from > 60, "{from} pages");
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}

/// What says that the page is whole.
const END: &str = "<p id=\"phone_end\" hidden></p>";

/// The page as a browser without scripts reads it.
fn scriptless(page: &Url) -> Url {
    let file = page.to_file_path().expect("a file");
    let text = std::fs::read_to_string(&file).expect("UTF-8");
    let (before, behind) = text.rsplit_once("</footer>").expect("a footer");
    assert!(behind.contains("<script>") && behind.contains(END));
    let shown = before.replace("<noscript>", "").replace("</noscript>", "");
    let without = file.with_file_name("scriptless.html");
    std::fs::write(&without, format!("{shown}</footer>{END}</body></html>")).expect("a file");
    Url::from_file_path(without).expect("a path")
}

#[test]
fn a_copy_that_was_cut_short_says_so_and_a_whole_one_does_not() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        let whole = Phones::shipped().url("participant");
        browser.show(&whole).await;
        assert!(is(browser, "!document.querySelector('.torn-notice')").await);
        let file = whole.to_file_path().expect("a file");
        let bytes = std::fs::read(&file).expect("a file");
        for part in [bytes.len() / 2, bytes.len() - 300] {
            let cut = file.with_file_name("cut.html");
            std::fs::write(&cut, &bytes[..part]).expect("a file");
            browser.show(&Url::from_file_path(cut).expect("a path")).await;
            let said = words(browser, ".torn-notice").await;
            assert!(said.contains("cut short"), "{part}: {said}");
        }
    });
}

#[test]
fn it_opens_soon_on_a_slow_phone() {
    with_browser(async |browser| {
        on_a_phone(browser).await;
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 6 })).await;
        browser.open(&Phones::shipped().url("participant")).await;
        let took = "const [page] = performance.getEntriesByType('navigation');
            return { loaded: Math.round(page.loadEventEnd), parsed: Math.round(page.domInteractive) }";
        let took = browser.eval(took, Vec::new()).await;
        // Far from what is laid out, pages wait.
        let waiting = "return Array.from(document.querySelectorAll('.phone-page'))
            .filter(it => !it.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length";
        let waiting = browser.eval(waiting, Vec::new()).await.as_u64().expect("a number");
        assert!(waiting > 20, "only {waiting} pages wait");
        assert!(took["loaded"].as_u64().is_some_and(|took| took > 0 && took < 30_000), "{took}");
    });
}

#[test]
fn the_other_plans_of_a_workshop_open_at_a_tap_without_scripts() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        on_a_phone(browser).await;
        browser.open(&Phones::shipped().url("tutor")).await;
        let page = "[id='workshops/mentoring-in-45-minutes.html']";
        let plans = format!(
            "return Array.from(document.querySelectorAll(`{page} .plan-table`))
                .map(it => it.checkVisibility())"
        );
        assert_eq!(browser.eval(&plans, Vec::new()).await, json!([true, false, false]));
        tap(browser, &format!("{page} .plans > details:last-of-type > summary")).await;
        assert_eq!(browser.eval(&plans, Vec::new()).await, json!([true, false, true]));
        let heading = words(browser, &format!("{page} .plans > details[open] > summary")).await;
        assert!(heading.starts_with("30 minutes"), "{heading}");
    });
}
