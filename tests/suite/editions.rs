//! An edition contains nothing that is not addressed to it. A unique word stands in every place
//! that is for tutors only; the participants' edition has none of them, the tutors' all.

use std::collections::BTreeMap;

use mentorpack::output::Output;

use crate::page::{Page, decoded, lost};
use crate::support::{PackTest, packs};

/// Words that nobody uses, one for each place.
#[derive(Default)]
pub(crate) struct Words(pub(crate) BTreeMap<String, String>);

impl Words {
    /// The word for a place. Its stem is itself, and it begins like no other for long.
    fn of(&mut self, place: &str) -> String {
        let count = self.0.len();
        let word = self.0.entry(place.to_owned()).or_insert_with(|| {
            let (consonants, vowels) = ("bdfgkmprtv", "aiou");
            let letter = |letters: &str, at: usize| {
                letters.chars().nth(at % letters.len()).unwrap().to_string()
            };
            let first = letter(consonants, count) + &letter(vowels, count / 10);
            format!("{first}zwu{}mok", letter(consonants, count / 40))
        });
        word.clone()
    }

    /// `text` with every `<<place>>` replaced by its word.
    fn plant(&mut self, text: &str) -> String {
        let mut planted = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("<<") {
            let (place, after) = behind.split_once(">>").expect("a place ends with >>");
            planted.push_str(before);
            planted.push_str(&self.of(place));
            rest = after;
        }
        planted + rest
    }
}

/// A file that nothing links to, which no edition has.
const UNUSED: &str = "content/guides/<<unused>>.png";

/// The pack of `tests/packs/leak.txt`: every place that only tutors see, each with its word,
/// among what everyone sees.
pub(crate) fn planted() -> (PackTest, Words) {
    let mut words = Words::default();
    let pack = PackTest::new(&[]);
    let files = std::fs::read_to_string(packs("leak.txt")).unwrap().replace("\r\n", "\n");
    for file in files.split("=== ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap();
        pack.write(&words.plant(path), words.plant(text));
    }
    (pack, words)
}

/// Everything that a reader or a program could find in an edition: names, bytes, texts with their
/// escapes undone, and all that is in a PDF.
fn everything(output: &Output) -> String {
    found_in(output.files())
}

pub(crate) fn found_in<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut all = String::new();
    for (path, bytes) in files {
        #[cfg(feature = "pdf")]
        if bytes.starts_with(b"%PDF-1.7") {
            all.push_str(&inside(bytes));
        }
        let text = String::from_utf8_lossy(bytes);
        all.push_str(path);
        all.push('\n');
        all.push_str(&decoded(&text));
        all.push('\n');
        if path.ends_with(".html") {
            for element in Page::parse(&text).elements {
                let values = element.attributes.values().map(|value| decoded(value));
                all.extend(values.flat_map(|value| [value, "\n".to_owned()]));
            }
        }
    }
    all.to_lowercase()
}

/// What a PDF holds, read in two ways: its text with lines broken and not, its strings, names and
/// streams: metadata, bookmarks, addresses, text alternatives and attachments among them.
#[cfg(feature = "pdf")]
fn inside(bytes: &[u8]) -> String {
    use crate::print::reader::{Pdf, poppler};
    let (pdf, text) = (Pdf::read(bytes), poppler(bytes).concat());
    let whole: String = text.split_whitespace().collect();
    [pdf.everything(), pdf.read_aloud(), pdf.metadata(), pdf.bookmarks().join("\n"), text, whole]
        .join("\n")
}

/// Its editions with PDFs; its pictures are only words, and paper says so.
fn with_pdfs(pack: &PackTest) -> BTreeMap<String, Output> {
    let journey = pack.printed();
    let told = journey.codes();
    assert!(told.iter().all(|code| *code == "unprintable-picture"), "{}", journey.report());
    journey.editions
}

#[test]
fn nothing_for_tutors_is_in_the_participants_edition_and_all_of_it_in_the_tutors() {
    let (pack, words) = planted();
    let editions = with_pdfs(&pack);
    let (participant, tutor) =
        (everything(&editions["participant"]), everything(&editions["tutor"]));
    let mut wrong = Vec::new();
    for (place, word) in &words.0 {
        if participant.contains(word.as_str()) {
            wrong.push(format!("{place} leaks"));
        }
        if !tutor.contains(word.as_str()) {
            wrong.push(format!("{place} is missing from the tutors' edition"));
        }
    }
    assert!(words.0.len() > 90, "only {} places", words.0.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[cfg(feature = "pdf")]
#[test]
fn what_a_tutor_hands_out_on_paper_holds_nothing_for_tutors() {
    let (pack, words) = planted();
    let editions = with_pdfs(&pack);
    let made = |path: &str| path.ends_with(".pdf") && !path.contains("zwu");
    let tutor = || editions["tutor"].files().filter(|(path, _)| made(path));
    let handed = |path: &str| {
        let shared = editions["participant"]
            .get(path)
            .is_some_and(|given| editions["tutor"].get(path) == Some(given));
        shared || path.contains("-to-hand-out") || path.contains("-cards")
    };
    let given = found_in(tutor().filter(|(path, _)| handed(path)));
    let kept = found_in(tutor().filter(|(path, _)| !handed(path)));
    let hand_outs = tutor().filter(|(path, _)| path.contains("-to-hand-out")).count();
    assert!(hand_outs >= 6, "only {hand_outs} hand-outs");
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| given.contains(word.as_str())).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
    let told = words.0.values().filter(|word| kept.contains(word.as_str())).count();
    assert!(told > 60, "tutors' PDFs hold only {told} of the words");
}

#[test]
fn the_search_of_the_participants_edition_knows_no_word_of_the_tutors() {
    let (pack, words) = planted();
    let editions = pack.editions();
    let questions: Vec<&str> = words.0.values().map(String::as_str).collect();
    let hits = |name: &str| -> Vec<u64> {
        let output = &editions[name];
        let folder = tempfile::tempdir().unwrap();
        let mut root = None;
        for (path, bytes) in output.files() {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
            if path == "search.html" {
                let page = Page::parse(std::str::from_utf8(bytes).unwrap());
                let named = page.elements.iter().find_map(|e| e.get("data-index"));
                root = named.map(str::to_owned);
            }
        }
        let root = root.expect("the search page names its index");
        let answers = crate::search::ask(folder.path(), &root, &questions);
        answers.iter().map(|answer| answer["total"].as_u64().unwrap()).collect()
    };
    for (question, hits) in questions.iter().zip(hits("participant")) {
        assert_eq!(hits, 0, "{question} is found");
    }
    let found = hits("tutor").into_iter().filter(|hits| *hits > 0).count();
    assert!(found > 50, "tutors find only {found} of {} words", questions.len());
}

#[test]
fn no_page_leads_out_of_its_edition() {
    let (pack, _) = planted();
    for (name, output) in pack.editions() {
        assert_eq!(lost(&output), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_file_that_nothing_links_to_is_in_no_edition() {
    let (pack, mut words) = planted();
    pack.write(&words.plant(UNUSED), "bytes");
    let word = words.of("unused");
    for output in pack.editions().values() {
        assert!(output.files().all(|(path, _)| !path.contains(&word)));
    }
}

#[test]
fn a_section_whose_modules_are_all_for_tutors_is_not_in_the_participants_edition() {
    let pack = PackTest::new(&[
        ("content/keys/key.md", "---\ntitle: Key\naudience: tutor\n---\n"),
        ("content/keys/index.md", "---\ntitle: Keys\n---\nWords.\n"),
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
    ]);
    let editions = pack.editions();
    assert!(editions["participant"].get("keys/index.html").is_none());
    assert!(editions["tutor"].get("keys/index.html").is_some());
}

#[test]
fn an_edition_has_what_its_audiences_may_see() {
    let pack = PackTest::new(&[
        (
            "pack.yaml",
            "title: A pack\nreviewed: 2026-11-01\neditions: {reps: everyone, staff: [everyone, tutor], keys: [tutor]}\n",
        ),
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
        ("content/guides/key.md", "---\ntitle: Key\naudience: tutor\n---\n"),
    ]);
    let editions = pack.editions();
    let has = |edition: &str, path: &str| editions[edition].get(path).is_some();
    assert_eq!(editions.keys().collect::<Vec<_>>(), ["keys", "reps", "staff"]);
    assert!(has("reps", "guides/page.html") && !has("reps", "guides/key.html"));
    assert!(has("staff", "guides/page.html") && has("staff", "guides/key.html"));
    assert!(!has("keys", "guides/page.html") && has("keys", "guides/key.html"));
    for (name, output) in &editions {
        assert_eq!(lost(output), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn an_edition_that_leaves_out_what_is_for_everyone_is_told_of_as_such() {
    let pack = PackTest::new(&[
        ("pack.yaml", "title: A\nreviewed: 2026-11-01\neditions: {t: [tutor], e: [everyone]}\n"),
        (
            "content/index.md",
            "---\ntitle: Welcome\n---\nSee [it](guides/open.md), [here](#why).\n\n## Why\n",
        ),
        (
            "content/guides/open.md",
            "---\ntitle: Open\n---\n## Here\n\n:::tutor\nGo [up](#here) or [on](next.md).[^1]\n:::\n\n[^1]: A note.\n",
        ),
        ("content/guides/next.md", "---\ntitle: Next\n---\nSee [it](open.md#here).\n"),
        (
            "content/guides/notes.md",
            "---\ntitle: Notes\naudience: tutor\n---\nSee [it](open.md).\n",
        ),
        ("content/handouts/card.md", "---\ntitle: Card\n---\n"),
        (
            "content/workshops/plan.md",
            "---\ntitle: Plan\naudience: tutor\nlength: 5\nsteps:\n  - {title: A, minutes: 5, uses: [handouts/card.md]}\n---\n",
        ),
    ]);
    let help = "    help: write `t: [everyone, tutor]` in pack.yaml, as tutors have both, or take it out here";
    let link = "error[link-to-tutor]: the edition `t` has this link and not `guides/open.md`, which is for everyone";
    let step = "error[link-to-tutor]: the edition `t` has this step and not `handouts/card.md`, which is for everyone";
    let told = format!(
        "content/guides/notes.md:5:5: {link}\n{help}\ncontent/index.md:4:5: {link}\n{help}\n\
         content/workshops/plan.md:6:35: {step}\n{help}\n"
    );
    assert_eq!(pack.report(), told);
}
