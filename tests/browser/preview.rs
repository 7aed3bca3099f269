//! The preview as an author has it open: the page follows, the reader stays where they were, and
//! mistakes are shown over it.

use std::fs;
use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Browser, Preview, axe, with_browser};

/// In the preview's own room of the page.
const ROOM: &str = "const room = [...document.body.children].map(child => child.shadowRoot)
    .find(room => room);";

struct Written {
    folder: TempDir,
}

impl Written {
    fn new() -> Self {
        let written = Self { folder: tempfile::tempdir().expect("a folder") };
        written.write("pack.yaml", "title: A pack\nreviewed: 2026-11-01\n");
        written.page("First words.");
        written
    }

    fn write(&self, path: &str, text: &str) {
        let path: PathBuf = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// A long page of which one paragraph is `words`.
    fn page(&self, words: &str) {
        let lines: String = (0..200).map(|line| format!("Line {line} of many.\n\n")).collect();
        let text = format!("---\ntitle: Page\n---\n{words}\n\n{lines}");
        self.write("content/guides/page.md", &text);
    }
}

/// What a function body with `room` returns.
async fn ask(browser: &Browser, script: &str) -> Value {
    browser.eval(&format!("{ROOM} {script}"), Vec::new()).await
}

async fn wait(browser: &Browser, what: &str, condition: &str) {
    browser.wait_until(what, &format!("(() => {{ {ROOM} return {condition} }})()")).await;
}

const SHOWN: &str = "room && !room.getElementById('findings').hidden";
const HIDDEN: &str = "room && room.getElementById('findings').hidden";

#[test]
fn a_change_is_shown_without_losing_the_place() {
    with_browser(async |browser: &Browser| {
        let written = Written::new();
        let preview = Preview::of(written.folder.path());
        browser.show(&preview.page("tutor/guides/page.html")).await;
        browser
            .eval("scrollTo({ top: 1500, behavior: 'instant' }); window.before = true", Vec::new())
            .await;
        written.page("Second words.");
        browser.wait_until("the change", "document.body.innerText.includes('Second words.')").await;
        browser.wait_until("the place", "Math.round(scrollY) === 1500").await;
        assert_eq!(browser.eval("return window.before", Vec::new()).await, Value::Null);
        // And once more, since what was kept is used up.
        browser.eval("scrollTo({ top: 900, behavior: 'instant' })", Vec::new()).await;
        written.page("Third words.");
        browser.wait_until("the change", "document.body.innerText.includes('Third words.')").await;
        browser.wait_until("the place", "Math.round(scrollY) === 900").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn a_mistake_is_shown_over_the_page_and_goes_away_when_it_is_mended() {
    with_browser(async |browser: &Browser| {
        let written = Written::new();
        let preview = Preview::of(written.folder.path());
        browser.show(&preview.page("tutor/guides/page.html")).await;
        wait(browser, "the preview's script", HIDDEN).await;
        let focus =
            "document.querySelector('main a, a').focus(); window.same = document.activeElement";
        browser.eval(focus, Vec::new()).await;
        written.page("See [there](nowhere.md).");
        wait(browser, "the mistake", SHOWN).await;
        let text = ask(browser, "return room.getElementById('findings').innerText").await;
        let text = text.as_str().unwrap_or_default();
        for words in ["1 mistake to mend", "content/guides/page.md, line 4", "4 | See [there]"] {
            assert!(text.contains(words), "{words:?} in {text}");
        }
        let kept = "return window.same === document.activeElement && scrollY === 0
            && document.body.innerText.includes('First words.')";
        assert_eq!(browser.eval(kept, Vec::new()).await, json!(true), "page and focus stay");
        let heard = "return room.querySelector('[role=status]').textContent";
        assert_eq!(ask(browser, heard).await, "1 mistake to mend");
        written.page("Mended words.");
        browser.wait_until("the page", "document.body.innerText.includes('Mended words.')").await;
        wait(browser, "nothing to mend", HIDDEN).await;
        assert_eq!(ask(browser, heard).await, "");
    });
}

#[test]
fn what_is_shown_can_be_hidden_and_called_back_by_keyboard() {
    with_browser(async |browser: &Browser| {
        let written = Written::new();
        let preview = Preview::of(written.folder.path());
        browser.show(&preview.page("tutor/guides/page.html")).await;
        written.page("See [there](nowhere.md).");
        wait(browser, "the mistake", SHOWN).await;
        ask(browser, "room.querySelector('#findings .hide').focus()").await;
        browser.press(&[Key::Escape.into()]).await;
        wait(browser, "it is hidden", HIDDEN).await;
        let opener = "return room.activeElement.getAttribute('aria-controls') + ' ' +
            room.activeElement.getAttribute('aria-expanded') + ' ' + room.activeElement.textContent";
        assert_eq!(ask(browser, opener).await, "findings false 1 mistake to mend");
        browser.press(&[Key::Enter.into()]).await;
        wait(browser, "it is back", SHOWN).await;
        ask(browser, "room.querySelector('#findings .hide').click()").await;
        wait(browser, "it is hidden again", HIDDEN).await;
        written.write("content/guides/third.md", "---\ntitle: Third\n---\n[x](none.md)\n");
        wait(browser, "new mistakes show themselves", SHOWN).await;
    });
}

#[test]
fn what_is_shown_over_the_page_is_accessible() {
    with_browser(async |browser: &Browser| {
        let written = Written::new();
        let preview = Preview::of(written.folder.path());
        browser.show(&preview.page("tutor/guides/page.html")).await;
        written.page("See [there](nowhere.md).");
        wait(browser, "the mistake", SHOWN).await;
        for scheme in ["light", "dark"] {
            browser.prefer(scheme).await;
            browser.eval(&axe(), Vec::new()).await;
            let run = "const done = arguments[0];
                axe.run(document).then(result => done(result.violations.map(found => found.id + ': '
                    + found.nodes.map(node => node.html).join(' '))))";
            assert_eq!(browser.eval_later(run, Vec::new()).await, json!([]), "{scheme}");
        }
    });
}

#[test]
fn a_page_in_the_background_holds_no_connection() {
    with_browser(async |browser: &Browser| {
        let written = Written::new();
        let preview = Preview::of(written.folder.path());
        browser.show(&preview.page("tutor/guides/page.html")).await;
        wait(browser, "the preview's script", HIDDEN).await;
        let hide = "Object.defineProperty(document, 'visibilityState',
            { configurable: true, get: () => arguments[0] });
            document.dispatchEvent(new Event('visibilitychange'))";
        let hide = hide.replace("arguments[0]", "window.look");
        browser.eval(&format!("window.look = 'hidden'; {hide}"), Vec::new()).await;
        written.page("Second words.");
        let other = "const done = arguments[0];
            (async () => {
                for (;;) {
                    const page = await (await fetch(location.href)).text();
                    if (page.includes('Second words.')) return done(true);
                }
            })()";
        assert_eq!(browser.eval_later(other, Vec::new()).await, json!(true));
        let text = "return document.body.innerText.includes('First words.')";
        assert_eq!(browser.eval(text, Vec::new()).await, json!(true), "nobody has told it");
        browser.eval(&format!("window.look = 'visible'; {hide}"), Vec::new()).await;
        browser.wait_until("the change", "document.body.innerText.includes('Second words.')").await;
    });
}
