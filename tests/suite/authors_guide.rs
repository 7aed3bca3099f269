//! The author's guide: what it shows works when it is copied, and it is plain to read.

use std::fs;
use std::path::PathBuf;

use crate::support::{PackTest, shipped, tree};

/// Pages that are made from the code show mistakes on purpose.
const MADE: [&str; 3] = ["commands.md", "keys.md", "messages.md"];

/// The guide's pages by name, with their text, without those that are made.
fn pages() -> Vec<(String, String)> {
    let folder = shipped().join("content/authors");
    let pages: Vec<_> = tree(&folder)
        .into_keys()
        .filter(|name| !MADE.contains(&name.as_str()))
        .map(|name| (name.clone(), fs::read_to_string(folder.join(&name)).unwrap()))
        .collect();
    assert!(pages.len() > 30, "only {} pages", pages.len());
    pages
}

/// A block between two fences of a page.
struct Example {
    /// The page and the line of the fence.
    place: String,
    /// The word behind the fence.
    language: String,
    /// The last path that was named before it, such as `content/guides/page.md`.
    path: Option<String>,
    text: String,
}

/// Everything between fences on all pages, in order.
fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    // Those of messages are mistakes, and tests/suite/explain.rs tries each of them.
    for (page, text) in pages().into_iter().filter(|(page, _)| !page.starts_with("messages-")) {
        let (mut path, mut open) = (None, None::<(String, Example)>);
        for (number, line) in text.lines().enumerate() {
            let mark = line.trim_start();
            let fence: String = mark.chars().take_while(|c| *c == '`').collect();
            match &mut open {
                Some((closing, _)) if mark == closing => {
                    examples.extend(open.take().map(|(_, example)| example));
                }
                Some((_, example)) => {
                    example.text.push_str(line);
                    example.text.push('\n');
                }
                None if fence.len() >= 3 => {
                    let language = mark[fence.len()..].trim().to_owned();
                    let place = format!("{page}:{}", number + 1);
                    let path = path.clone();
                    open = Some((fence, Example { place, language, path, text: String::new() }));
                }
                None => path = named(line).or(path),
            }
        }
        assert!(open.is_none(), "{page}: a fence is never closed");
    }
    examples
}

/// The last path of a module on a line.
fn named(line: &str) -> Option<String> {
    let words = line.split('`').skip(1).step_by(2);
    let module = |word: &&str| {
        word.ends_with(".md") && (word.starts_with("content/") || word.starts_with("scenarios/"))
    };
    words.filter(module).last().map(str::to_owned)
}

/// The repository's own pack in a folder of its own, with what an author would add.
fn pack_with(files: &[(String, String)]) -> PackTest {
    let pack = PackTest::new(&[]);
    for folder in ["content", "scenarios"] {
        for path in tree(&shipped().join(folder)).into_keys() {
            let path = format!("{folder}/{path}");
            pack.write(&path, fs::read(shipped().join(&path)).unwrap());
        }
    }
    pack.write("pack.yaml", fs::read(shipped().join("pack.yaml")).unwrap());
    for (path, text) in files {
        pack.write(path, text);
    }
    pack
}

#[test]
fn every_page_that_the_guide_shows_whole_has_nothing_to_mend_beside_the_pack() {
    let mut files: Vec<(String, String)> = Vec::new();
    for example in examples().into_iter().filter(|it| it.text.starts_with("---\n")) {
        let fallback = format!("content/guides/example-{}.md", files.len() + 1);
        let path = example.path.unwrap_or(fallback);
        let there: PathBuf = shipped().join(&path);
        assert!(!there.exists(), "{}: `{path}` is a page of the pack", example.place);
        assert!(files.iter().all(|(taken, _)| *taken != path), "{}: {path} again", example.place);
        files.push((path, example.text));
    }
    assert!(files.len() >= 10, "only {} whole pages", files.len());
    assert_eq!(pack_with(&files).report(), "");
}

#[test]
fn every_piece_of_markdown_that_the_guide_shows_has_nothing_to_mend() {
    let pieces = examples().into_iter();
    let pieces = pieces.filter(|it| it.language == "markdown" && !it.text.starts_with("---\n"));
    let files: Vec<(String, String)> = pieces
        .enumerate()
        .map(|(at, example)| {
            let path = format!("content/guides/piece-{at}.md");
            (path, format!("---\ntitle: Piece {at}\n---\n\n{}", example.text))
        })
        .collect();
    assert!(files.len() >= 15, "only {} pieces", files.len());
    assert_eq!(pack_with(&files).report(), "");
}

#[test]
fn settings_that_the_guide_shows_whole_have_nothing_to_mend() {
    let settings = examples()
        .into_iter()
        .find(|it| it.place.starts_with("pack-settings.md") && it.text.starts_with("title:"));
    let settings = settings.expect("a whole pack.yaml").text;
    let pack = pack_with(&[("pack.yaml".to_owned(), settings)]);
    assert_eq!(pack.report(), "");
}

#[test]
fn the_guide_reads_as_easily_as_what_is_for_everyone() {
    let open = |(name, text): (String, String)| {
        (format!("content/authors/{name}"), text.replacen("audience: tutor\n", "", 1))
    };
    let opened: Vec<_> = pages().into_iter().map(open).collect();
    assert_eq!(pack_with(&opened).report(), "");
}

#[test]
fn lines_that_are_to_be_copied_are_not_wrapped_on_the_screen() {
    let wide: Vec<_> = examples()
        .into_iter()
        .filter(|it| ["yaml", "markdown", "html", "typst"].contains(&&*it.language))
        .flat_map(|it| {
            it.text.lines().map(|line| (it.place.clone(), line.to_owned())).collect::<Vec<_>>()
        })
        .filter(|(_, line)| line.chars().count() > 66)
        .collect();
    assert!(wide.is_empty(), "{wide:#?}");
}
