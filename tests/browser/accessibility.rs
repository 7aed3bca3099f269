//! axe-core's rules of WCAG 2.2, levels A and AA.

use serde_json::{Value, json};

use crate::support::{Browser, Edition, Pack, axe, with_browser};

const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

#[test]
fn axe_finds_nothing_on_any_page_of_the_participants_edition_in_light_and_dark() {
    with_browser(async |browser| nothing_on_any_page_of("participant", browser).await);
}

#[test]
fn axe_finds_nothing_on_any_page_of_the_tutors_edition_in_light_and_dark() {
    with_browser(async |browser| nothing_on_any_page_of("tutor", browser).await);
}

async fn nothing_on_any_page_of(edition: &str, browser: &Browser) {
    let pack = Pack::shipped();
    let edition = pack.edition(edition);
    let pages: Vec<&str> = edition.pages().collect();
    nothing_on(browser, &edition, &pages).await;
}

#[test]
fn axe_finds_nothing_on_a_narrow_screen() {
    with_browser(async |browser| {
        browser.resize(320, 640, 1).await;
        let pack = Pack::shipped();
        let pages = [
            "index.html",
            "models/grow.html",
            "boundaries/boundaries.html",
            "workshops/mentoring-in-45-minutes.html",
            "scenarios/new-stewards.html",
            "handouts/role-card.html",
            "forms/expression-of-interest.html",
            "search.html?q=mentor",
            "topics.html",
        ];
        nothing_on(browser, &pack.edition("tutor"), &pages).await;
    });
}

#[test]
fn axe_finds_nothing_among_search_results() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        nothing_on(browser, &pack.edition("participant"), &["search.html?q=mentor"]).await;
    });
}

#[test]
fn axe_would_notice_a_fault() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("participant").url("index.html")).await;
        let fault = "document.querySelector('main').append(new Image());
            document.querySelector('main p').style.color = '#ccc'";
        browser.eval(fault, Vec::new()).await;
        let found = violations(browser, &axe()).await.join("\n");
        assert!(found.contains("image-alt:") && found.contains("color-contrast:"), "{found}");
    });
}

/// Looks at pages in light and dark, with all that folds open.
async fn nothing_on(browser: &Browser, edition: &Edition, pages: &[&str]) {
    let axe = axe();
    let mut found = Vec::new();
    for page in pages {
        browser.prefer("light").await;
        browser.show(&edition.url(page)).await;
        if page.contains("?q=") {
            browser.wait_until("results", "document.querySelector('#search-results li')").await;
        }
        let unfold = "document.querySelectorAll('details').forEach(it => it.open = true);
            const reading = document.querySelector('[data-reading-toggle]');
            if (reading) reading.click();";
        browser.eval(unfold, Vec::new()).await;
        for scheme in ["light", "dark"] {
            browser.prefer(scheme).await;
            let name = &edition.name;
            let here = violations(browser, &axe).await.into_iter();
            found.extend(here.map(|it| format!("{name} {page} {scheme}: {it}")));
        }
    }
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

/// What axe finds on the page as it now is: rule, how often, and where first.
pub(crate) async fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    // Sent once a page, as it is half a megabyte.
    if browser.eval("return !window.axe", Vec::new()).await == Value::Bool(true) {
        browser.eval("(0, eval)(arguments[0])", vec![json!(axe)]).await;
    }
    let run = r"
        const [tags, done] = arguments;
        const options = { runOnly: tags, resultTypes: ['violations'], preload: false };
        axe.run(document, options).then(
            found => done({
                rules: found.passes.length,
                violations: found.violations.map(rule => {
                    const [first] = rule.nodes;
                    const why = first.failureSummary.split('\n').slice(1).join(' ');
                    return `${rule.id}: ${rule.nodes.length} times, first at ${first.target}: ${why}`;
                }),
            }),
            error => done({ rules: 0, error: String(error) }));";
    let answer = browser.eval_later(run, vec![json!(TAGS)]).await;
    assert!(answer["rules"].as_u64() > Some(5), "axe did not run: {answer}");
    let violations = answer["violations"].as_array().expect("a list");
    violations.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
