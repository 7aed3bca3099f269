//! Any page on paper: an A4 sheet with what belongs to it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::support::{Browser, Pack, run, with_browser};

const WORKSHOP: &str = "workshops/mentoring-in-45-minutes.html";
const QUESTION: &str = "models/tgrow.html";

#[test]
fn a_workshop_prints_on_a4_without_the_ways_through_the_site() {
    with_browser(async |browser| {
        for edition in Pack::shipped().editions() {
            browser.open(&edition.url(WORKSHOP)).await;
            let words = words(browser, "main h1, main h2:not(.contents *, .next-panel *)").await;
            assert!(words.len() > 4, "{words:?}");
            let paper = print(browser).await;
            for heading in words {
                assert!(paper.holds(&heading), "{heading:?} is missing in {}", paper.text);
            }
            no_ways_on(&paper, browser).await;
        }
    });
}

#[test]
fn a_question_prints_without_its_answer() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.open(&pack.edition("participant").url(QUESTION)).await;
        // The answer is out even if the reader has looked at it.
        browser.eval("document.querySelector('.question-answer').open = true", Vec::new()).await;
        let question =
            words(browser, ".question > p:not(:has(button)), .question-options li").await;
        let answer = words(browser, ".question-answer summary, .question-answer > p").await;
        let paper = print(browser).await;
        assert!(question.len() > 3 && answer.len() > 1, "{question:?} {answer:?}");
        for text in question {
            assert!(paper.holds(&text), "{text:?} is missing in {}", paper.text);
        }
        for text in answer {
            assert!(!paper.holds(&text), "{text:?} is printed");
        }
        no_ways_on(&paper, browser).await;
    });
}

#[test]
fn what_is_folded_prints_open_and_links_print_their_addresses() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.open(&pack.edition("participant").url("guides/sources-and-dates.html")).await;
        let add =
            "document.querySelector('main .prose').insertAdjacentHTML('beforeend', arguments[0])";
        let more = "<details><summary>More</summary><p>Words that were folded away.</p></details>
            <p><a href='https://example.org/a/longer/way?to=it'>A page elsewhere</a></p>";
        browser.eval(add, vec![json!(more)]).await;
        let paper = print(browser).await;
        assert!(paper.holds("Words that were folded away."), "{}", paper.text);
        assert!(
            paper.holds("elsewhere (https://example.org/a/longer/way?to=it)"),
            "{}",
            paper.text
        );
    });
}

/// A printed page's text.
pub(crate) struct Paper {
    pub(crate) text: String,
}

impl Paper {
    /// Whether the words are there, wherever the lines break.
    pub(crate) fn holds(&self, words: &str) -> bool {
        squeezed(&self.text).contains(&squeezed(words))
    }
}

fn squeezed(text: &str) -> String {
    // Form feeds part the sheets, soft hyphens and joiners may stand in words.
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}' && *c != '\u{200b}').collect()
}

/// Prints the page to a PDF, as the print dialogue would, and reads it back.
pub(crate) async fn print(browser: &Browser) -> Paper {
    let answer = browser.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
    let bytes = BASE64_STANDARD.decode(answer["data"].as_str().expect("data")).expect("base64");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, bytes).unwrap();
    let facts = run("pdfinfo", &["-l".as_ref(), "-1".as_ref(), &file]);
    let sizes = facts.lines().filter(|line| line.starts_with("Page ") && line.contains(" size: "));
    let sizes: Vec<&str> = sizes.collect();
    assert!(!sizes.is_empty() && sizes.iter().all(|line| line.ends_with("(A4)")), "{facts}");
    Paper { text: run("pdftotext", &["-layout".as_ref(), &file, "-".as_ref()]) }
}

/// The words of each element.
async fn words(browser: &Browser, selector: &str) -> Vec<String> {
    let script = "return Array.from(document.querySelectorAll(arguments[0]), it => {
        const copy = it.cloneNode(true);
        copy.querySelectorAll('.heading-link').forEach(link => link.remove());
        return copy.textContent;
    })";
    let words = browser.eval(script, vec![json!(selector)]).await;
    let words = words.as_array().expect("a list").iter().filter_map(Value::as_str);
    words.map(str::to_owned).collect()
}

async fn no_ways_on(paper: &Paper, browser: &Browser) {
    for text in
        words(browser, ".skip-link, .menu summary, .side li:not(:has([aria-current])), .tool").await
    {
        assert!(!paper.holds_line(&text), "{text:?} is printed");
    }
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let shown = "return Array.from(document.querySelectorAll('nav, button, .masthead, .skip-link, .question-answer'))
        .filter(it => it.checkVisibility()).map(it => it.outerHTML.slice(0, 200))";
    assert_eq!(browser.eval(shown, Vec::new()).await, json!([]));
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
}

impl Paper {
    /// Whether a line consists of these words.
    fn holds_line(&self, words: &str) -> bool {
        self.text.lines().any(|line| line.trim() == words.trim())
    }
}
