//! The author's guide: what it shows works when it is copied, it is plain to read, and pages that are
//! made from the code are as the code makes them. `REWRITE=1 cargo test --test suite authors_guide`
//! makes those again; read what changed.

use std::fs;
use std::path::PathBuf;

use mentorpack::cli::{COMMANDS_PAGE, commands_page, understands};
use mentorpack::schema::{KEYS_PAGE, keys_page};

use crate::support::{PackTest, shipped, tree};

/// The guide's pages by name, with their text.
fn pages() -> Vec<(String, String)> {
    let folder = shipped().join("content/authors");
    let pages: Vec<_> = tree(&folder)
        .into_keys()
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

#[test]
fn pages_that_are_made_from_the_code_are_as_the_code_makes_them() {
    for (path, made) in [(KEYS_PAGE, keys_page()), (COMMANDS_PAGE, commands_page())] {
        let file = shipped().join(path);
        if std::env::var_os("REWRITE").is_some() {
            fs::write(&file, &made).unwrap();
        }
        let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert!(there == made, "{path} is not as it is made: REWRITE=1 writes it again");
    }
}

/// Lines of the guide that somebody types: in blocks, or between marks of code in a sentence.
fn commands() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (page, text) in pages() {
        for (number, line) in text.lines().enumerate() {
            let place = format!("{page}:{}", number + 1);
            let typed =
                ["mentorpack ", "./mentorpack "].iter().any(|it| line.trim().starts_with(it));
            let pieces: Vec<&str> = match typed {
                true => vec![line.trim()],
                false => line.split('`').skip(1).step_by(2).collect(),
            };
            let pieces = pieces.into_iter().map(|piece| piece.trim_start_matches("./"));
            let pieces = pieces.filter(|piece| piece.starts_with("mentorpack "));
            found.extend(pieces.map(|piece| (place.clone(), piece.to_owned())));
        }
    }
    found
}

#[test]
fn every_command_that_the_guide_shows_can_be_typed() {
    let commands = commands();
    assert!(commands.len() > 40, "only {} commands", commands.len());
    let wrong: Vec<_> = commands
        .into_iter()
        .filter_map(|(place, line)| Some(format!("{place}: {line}: {}", understands(&line).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(understands("mentorpack biuld").is_err());
    assert!(understands("mentorpack check --rady").is_err());
}

#[test]
fn every_option_that_the_guide_names_is_one() {
    let known = commands_page();
    let mut wrong = Vec::new();
    for (page, text) in pages() {
        for piece in text.split('`').skip(1).step_by(2).filter(|piece| piece.starts_with("--")) {
            let option = piece.split_whitespace().next().unwrap_or_default();
            let is = |end: char| known.contains(&format!("`{option}{end}"));
            if !(is('`') || is(' ') || ["--help", "--version"].contains(&option)) && option != "---"
            {
                wrong.push(format!("{page}: {piece}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
