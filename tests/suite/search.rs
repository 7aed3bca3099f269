//! The theme's search engine over indexes that the builder wrote. Needs `node`.

mod generated;

use generated::Pack;
use mentorpack::render::html::search::{Page, SearchIndex, Section, index};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Writes an index to disk, where the engine expects files.
fn write(index: &SearchIndex) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &index.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// Asks questions, each with nothing loaded yet.
pub(crate) fn ask(folder: &Path, root: &str, questions: &[&str]) -> Vec<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/ask.js");
    let output = Command::new("node")
        .arg(script)
        .arg(folder)
        .arg(root)
        .args(questions)
        .output()
        .expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), questions.len());
    answers
}

fn section(heading: &str, text: &str) -> Section {
    let anchor = heading.to_lowercase().replace([' ', '’'], "-");
    Section {
        anchor: (!heading.is_empty()).then_some(anchor),
        heading: (!heading.is_empty()).then(|| heading.to_owned()),
        text: text.to_owned(),
    }
}

fn small_pack() -> Vec<Page<'static>> {
    let page = |url, title, kind, sections| Page { url, title, kind, sections };
    vec![
        page(
            "models/grow.html",
            "GROW",
            "Model",
            vec![
                section("", "A model for mentoring: Goal, Reality, Options, Will."),
                section("What you’ll need", "Paper, and 45 minutes with your mentee."),
            ],
        ),
        page(
            "boundaries/confidentiality.html",
            "Confidentiality",
            "Boundary",
            vec![
                section("", "What a mentor keeps to themselves, and what they must pass on."),
                section("When to pass on", "Tell the branch when someone may be harmed."),
            ],
        ),
        page(
            "workshops/day.html",
            "A day’s workshop",
            "Workshop",
            vec![
                section("", "Practise GROW in threes."),
                section("Money", "A mentor does not lend money. Croeso i’r dŵr."),
            ],
        ),
        page("empty.html", "Nothing yet", "Guide", vec![]),
    ]
}

/// The addresses of the hits of each question.
fn hits(answer: &Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().unwrap_or_else(|| panic!("{answer}"));
    hits.iter().map(|hit| hit["url"].as_str().unwrap()).collect()
}

#[test]
fn a_question_finds_what_was_meant() {
    let index = index(&small_pack());
    let folder = write(&index);
    let expected: [(&str, &[&str]); 14] = [
        ("grow", &["models/grow.html", "workshops/day.html"]),
        ("confid", &["boundaries/confidentiality.html"]),
        ("confidential ", &["boundaries/confidentiality.html"]),
        ("mentored", &["models/grow.html", "boundaries/confidentiality.html"]),
        ("mentor money", &["workshops/day.html#money"]),
        ("45", &["models/grow.html#what-you-ll-need"]),
        ("DWR", &["workshops/day.html#money"]),
        ("dŵ", &["workshops/day.html#money"]),
        ("workshops", &["workshops/day.html"]),
        ("the harm", &["boundaries/confidentiality.html#when-to-pass-on"]),
        ("nothing", &["empty.html"]),
        ("lend zebra", &["workshops/day.html#money"]),
        ("zebra", &[]),
        ("  ", &[]),
    ];
    let answers = ask(folder.path(), &index.root, &expected.map(|(question, _)| question));
    for ((question, expected), answer) in expected.iter().zip(&answers) {
        let hits = hits(answer);
        assert!(hits.starts_with(expected), "{question}: {hits:?}");
        assert_eq!(hits.is_empty(), expected.is_empty(), "{question}: {hits:?}");
    }
}

#[test]
fn matched_words_are_marked_as_they_stand_in_the_text() {
    let index = index(&small_pack());
    let folder = write(&index);
    let answers = ask(folder.path(), &index.root, &["mentored gro", "dwr "]);
    let marked = |answer: &Value| answer["marked"][0].clone();
    assert_eq!(marked(&answers[0]), serde_json::json!(["GROW", "mentoring"]));
    assert_eq!(marked(&answers[1]), serde_json::json!(["dŵr"]));
}

#[test]
fn a_first_search_reads_little_of_a_large_pack() {
    let pack = Pack::make(1500);
    let index = index(&pack.pages());
    let all: usize = index.files.iter().map(|(_, bytes)| bytes.len()).sum();
    let ratio = all as f64 / pack.markdown_bytes() as f64;
    assert!(ratio < 0.45, "the index is {ratio:.2} of the Markdown");
    let folder = write(&index);
    let questions = ["me", "st", "mentor", "mentored", "you", "branch meet", "confid"];
    for answer in ask(folder.path(), &index.root, &questions) {
        assert!(answer["bytes"].as_u64().unwrap() < 500_000, "{answer}");
        assert_eq!(hits(&answer).len(), 10, "{answer}");
    }
}

#[test]
fn a_missing_file_is_said_and_not_waited_for() {
    let pack = Pack::make(200);
    let index = index(&pack.pages());
    let folder = write(&index);
    for (path, _) in index.files.iter().filter(|(path, _)| path.contains("/lists.")) {
        std::fs::remove_file(folder.path().join(path)).unwrap();
    }
    let answer = &ask(folder.path(), &index.root, &["confid"])[0];
    assert!(answer["error"].as_str().unwrap().contains("incomplete"), "{answer}");
    let none = &ask(folder.path(), "assets/search/root.none.js", &["confid"])[0];
    assert!(none["error"].as_str().unwrap().contains("incomplete"), "{none}");
}
