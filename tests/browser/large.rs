//! A pack that is too large for an index in one file: a question loads the shards that it needs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::{Browser, Edition, Pack, Requests, with_browser};

const MODULES: usize = 300;
/// Words that stand in one module only.
const RARE: usize = 120;

#[test]
fn a_question_reads_few_shards_and_a_missing_one_spoils_only_what_needs_it() {
    with_browser(async |browser| {
        let source = tempfile::tempdir().unwrap();
        write(source.path());
        let pack = Pack::build(source.path());
        let whole = pack.edition("participant");
        let shards = whole.files.iter().filter(|path| path.starts_with("assets/search/")).count();
        assert!(shards > 6, "{shards} shards are too few for this test");

        let near = word(0);
        let far = word((MODULES - 1) * RARE + 7);
        let requests = ask(browser, &whole, &far).await;
        let read = shards_of(&requests);
        assert!(read.len() < shards / 2, "{read:?} of {shards}");
        assert_eq!(requests.failed, [""; 0]);
        let lists = |read: &[String]| read.iter().find(|path| path.contains("/lists")).cloned();
        let of_far = lists(&read).expect("a list");
        let of_near = lists(&shards_of(&ask(browser, &whole, &near).await)).expect("a list");
        assert_ne!(of_far, of_near, "two words from different ends share no shard");

        let (_folder, torn) = whole.without(&of_far);
        browser.open(&torn.url(&format!("search.html?q={far}"))).await;
        let broken = "document.getElementById('search-status').textContent ===
            document.getElementById('search-form').dataset.textBroken";
        browser.wait_until("the broken index is told", broken).await;
        ask(browser, &torn, &near).await;
    });
}

/// Searches for a rare word from a fresh page, and says what that read.
async fn ask(browser: &Browser, edition: &Edition, word: &str) -> Requests {
    browser.requests().await;
    browser.open(&edition.url(&format!("search.html?q={word}"))).await;
    let one = "document.querySelectorAll('#search-results li').length === 1";
    browser.wait_until(&format!("the result for {word}"), one).await;
    browser.requests().await
}

/// From the edition's root.
fn shards_of(requests: &Requests) -> Vec<String> {
    let asked = requests.asked.iter().filter_map(|asked| asked.split_once("/assets/search/"));
    asked.map(|(_, name)| format!("assets/search/{name}")).collect()
}

fn write(root: &Path) {
    let folder = root.join("content/guides");
    fs::create_dir_all(&folder).unwrap();
    fs::write(root.join("pack.yaml"), "title: A large pack\nreviewed: 2026-11-01\n").unwrap();
    for module in 0..MODULES {
        let mut text = format!("---\ntitle: Guide {module}\n---\n\nCommon to all.\n");
        for rare in 0..RARE {
            let _ = write!(text, "{} ", word(module * RARE + rare));
        }
        text.push('\n');
        fs::write(folder.join(format!("guide-{module}.md")), text).unwrap();
    }
}

/// A made-up word: syllables for digits. They end in a vowel that no English ending starts with,
/// so that stems keep them apart.
fn word(number: usize) -> String {
    const FIRST: [char; 16] =
        ['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 't', 'v', 'z'];
    (0..4).rev().flat_map(|place| [FIRST[(number >> (4 * place)) & 15], 'o']).collect()
}
