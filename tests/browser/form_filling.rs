//! A form filled in by keyboard, and the files that come of it.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::keyboard::{focus, is, type_in};
use crate::support::{Browser, Edition};

pub(crate) const INTEREST: &str = "forms/expression-of-interest.html";
pub(crate) const LOG: &str = "forms/meeting-log.html";
/// A Welsh name, one written from right to left, a face, and quotes of every sort.
pub(crate) const NAME: &str = "Siân Ŵyn אַבְרָהָם 🙂👩🏽‍🏭 \"Q\" 'q' “c” \\ </script>";

/// The forms of the pack, by their pages.
pub(crate) fn forms(edition: &Edition) -> Vec<String> {
    let forms = edition.pages().filter(|page| page.starts_with("forms/"));
    let forms: Vec<_> = forms.filter(|page| !page.ends_with("index.html")).collect();
    assert!(forms.len() >= 8, "{forms:?}");
    forms.into_iter().map(str::to_owned).collect()
}

/// A folder into which the browser now saves.
pub(crate) async fn downloads(browser: &Browser) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
    browser.devtools("Browser.setDownloadBehavior", allow).await;
    folder
}

/// The only file in the folder, once it is there: its name, and what is in it.
pub(crate) async fn saved(folder: &Path) -> (String, Value) {
    let began = Instant::now();
    loop {
        let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file"));
        let names: Vec<_> =
            files.map(|file| file.file_name().into_string().expect("ASCII")).collect();
        if let [name] = &names[..]
            && name.ends_with(".json")
        {
            let written = std::fs::read_to_string(folder.join(name)).expect("UTF-8");
            return (name.clone(), serde_json::from_str(&written).expect("JSON"));
        }
        assert!(began.elapsed() < Duration::from_secs(20), "no file comes: {names:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Puts words where the focus is, as a keyboard with every letter of the world would.
pub(crate) async fn insert(browser: &Browser, words: &str) {
    browser.devtools("Input.insertText", json!({ "text": words })).await;
}

/// The definition that the page's script was given.
pub(crate) async fn rules(browser: &Browser) -> Value {
    let rules = "return JSON.parse(document.querySelector('[data-rules]').textContent)";
    browser.eval(rules, Vec::new()).await
}

/// Types a day into a date field in the order in which this browser asks for it.
pub(crate) async fn type_date(browser: &Browser, day: &str, month: &str, year: &str) {
    let order = "return new Intl.DateTimeFormat(navigator.language).formatToParts(new Date())
        .map(part => part.type).filter(type => type !== 'literal')";
    for part in browser.eval(order, Vec::new()).await.as_array().expect("parts") {
        let digits = match part.as_str() {
            Some("day") => day,
            Some("month") => month,
            _ => year,
        };
        type_in(browser, digits).await;
    }
}

/// Fills in a whole form by keyboard, and tells what should come of it.
pub(crate) async fn fill(browser: &Browser) -> Value {
    let mut answers = Map::new();
    for field in rules(browser).await["fields"].as_array().expect("fields") {
        let name = field["name"].as_str().expect("a name");
        let kind = field["type"].as_str().expect("a type");
        let several = ["choice", "choices", "scale", "table"].contains(&kind);
        focus(
            browser,
            &format!(
                "#field_{name}{}",
                match kind {
                    "table" => "-1-1",
                    _ if several => "-1",
                    _ => "",
                }
            ),
        )
        .await;
        let answer = match kind {
            "tel" => typed(browser, "07700 900123").await,
            "email" => typed(browser, "sian@example.org").await,
            "number" => typed(browser, &field["min"].to_string()).await,
            "date" => {
                type_date(browser, "06", "03", "2027").await;
                json!("2027-03-06")
            }
            "choice" => {
                browser.press(&[' ']).await;
                chosen(browser).await
            }
            "scale" => {
                browser.press(&[Key::Right.into()]).await;
                chosen(browser).await
            }
            "choices" => {
                browser.press(&[' ']).await;
                let mut all = vec![chosen(browser).await];
                if field["other"] == json!(true) {
                    focus(browser, &format!("#field_{name}-other")).await;
                    insert(browser, NAME).await;
                    all.push(json!("other"));
                    answers.insert(format!("{name}_other"), json!(NAME));
                }
                json!(all)
            }
            "table" => {
                insert(browser, NAME).await;
                browser.press(&[Key::Tab.into()]).await;
                insert(browser, "second").await;
                let columns = "return document.activeElement.closest('tr').cells.length";
                let columns = browser.eval(columns, Vec::new()).await.as_u64().expect("a number");
                let mut row = vec![json!(NAME), json!("second")];
                row.resize(usize::try_from(columns).expect("few"), json!(""));
                json!([row])
            }
            "textarea" => typed(browser, &format!("{NAME}\n\n  two lines down\n")).await,
            _ => typed(browser, NAME).await,
        };
        answers.insert(name.to_owned(), answer);
    }
    Value::Object(answers)
}

async fn typed(browser: &Browser, words: &str) -> Value {
    insert(browser, words).await;
    json!(words)
}

/// The value of the option that has the focus and is chosen.
async fn chosen(browser: &Browser) -> Value {
    let value = "const it = document.activeElement; return it.checked ? it.value : null";
    let value = browser.eval(value, Vec::new()).await;
    assert!(value.is_string(), "an option is chosen");
    value
}

/// What `collate` says of the files in a folder.
pub(crate) fn collated(pile: &Path) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = Command::new(env!("CARGO_BIN_EXE_mentorpack"))
        .args(["--pack", env!("CARGO_MANIFEST_DIR"), "collate"])
        .arg(pile)
        .arg("--output")
        .arg(folder.path().join("register.csv"))
        .output()
        .expect("mentorpack runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// Whether the browser would ask before it leaves the page.
pub(crate) async fn asks_before_leaving(browser: &Browser) -> bool {
    is(browser, "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))").await
}
