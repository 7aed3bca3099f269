//! One folder of `tests/packs/bad` for each code: what `check` says of it is in its
//! `expected.txt`. `REWRITE=1 cargo test --test suite bad` writes them again; read what changed.

use std::fs;
use std::path::Path;

use mentorpack::diagnostic::Code;

use crate::support::{Journey, PackTest, packs};

/// Files that git, an editor or another system would spoil.
fn generated(code: &str) -> Vec<(String, Vec<u8>)> {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    let page = "---\ntitle: Page\n---\nWords.\n";
    let files: Vec<(&str, Vec<u8>)> = match code {
        "not-utf8" => vec![
            ("content/guides/latin-1.md", b"---\ntitle: Caf\xe9\n---\n".to_vec()),
            ("content/guides/notepad.md", utf16(&format!("\u{feff}{page}"), u16::to_le_bytes)),
            ("content/guides/big-endian.md", utf16(&format!("\u{feff}{page}"), u16::to_be_bytes)),
            ("content/guides/zeros.md", utf16(page, u16::to_le_bytes)),
            ("content/glossary.yaml", b"- {term: Caf\xe9, definition: A place}\n".to_vec()),
        ],
        "too-large" => vec![("content/guides/minutes.md", {
            let mut text = page.as_bytes().to_vec();
            text.resize((4 << 20) + 1, b'x');
            text
        })],
        "yaml-bomb" => vec![
            (
                "content/guides/brackets.md",
                format!("---\ntitle: {}\n---\n", "[".repeat(200_000)).into(),
            ),
            (
                "content/guides/braces.md",
                format!("---\ntitle: {}\n---\n", "{a: ".repeat(50_000)).into(),
            ),
        ],
        "nested-too-deep" => vec![
            ("content/guides/quotes.md", format!("{page}\n{} deep\n", ">".repeat(5_000)).into()),
            ("content/guides/lists.md", format!("{page}\n{}deep\n", "- ".repeat(5_000)).into()),
        ],
        "bad-address" => vec![
            ("content/guides/!!!.md", page.into()),
            ("content/guides/con.md", page.into()),
            (
                "content/guides/the long minutes of the branch meeting that agreed to the scheme.md",
                page.into(),
            ),
        ],
        "duplicate-address" => vec![
            ("content/guides/My Page.md", page.into()),
            ("content/guides/my-page.md", page.into()),
            ("content/guides/MY_PAGE.MD", page.into()),
            ("content/My Section/index.md", page.into()),
            ("content/my-section/index.md", page.into()),
            ("content/scenarios/index.md", page.into()),
            ("scenarios/index.md", page.into()),
            ("content/index.md", page.into()),
            ("content/Index.MD", page.into()),
        ],
        "large-picture" => vec![
            ("content/guides/wall.png", vec![0; 500 * 1024 + 1]),
            ("content/guides/small.png", vec![0; 500 * 1024]),
            ("content/guides/unused.png", vec![0; 600 * 1024]),
        ],
        _ => Vec::new(),
    };
    files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect()
}

#[cfg(unix)]
fn links(root: &Path) {
    use std::os::unix::fs::symlink;
    fs::create_dir_all(root.join("content/guides")).unwrap();
    symlink("/etc/hostname", root.join("content/guides/outside.md")).unwrap();
    symlink("/etc", root.join("content/guides/folder")).unwrap();
    symlink("nowhere.md", root.join("content/guides/nothing.md")).unwrap();
    symlink("page.md", root.join("content/guides/inside.md")).unwrap();
}

fn bad(code: &str) -> PackTest {
    let pack = PackTest::copy(&format!("bad/{code}"));
    for (path, bytes) in generated(code) {
        pack.write(&path, bytes);
    }
    #[cfg(unix)]
    if code == "symbolic-link" {
        links(pack.root());
    }
    pack
}

/// What the rules say of the pack of a code: those of the gate too, where the code is one of them.
/// `None` where this machine, or the program as it was built, cannot have the mistake.
fn told_of(code: Code) -> Option<Journey> {
    if cfg!(not(unix)) && code == Code::SymbolicLink {
        return None;
    }
    let pack = bad(code.as_str());
    if matches!(code, Code::MissingFont | Code::UnprintableSign | Code::UnprintablePicture) {
        return cfg!(feature = "pdf").then(|| pack.printed());
    }
    let gone = Some("the page is gone (404)".to_owned());
    Some(match code {
        Code::DeadLink => pack.ready(&[gone, None]),
        code if code.is_of_the_gate() => pack.ready(&[]),
        _ => pack.journey(),
    })
}

#[test]
fn every_code_has_a_pack_that_shows_it() {
    let mut folders: Vec<String> = fs::read_dir(packs("bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(folders, codes);
}

#[test]
fn every_mistake_is_told_as_it_should_be() {
    let rewrite = std::env::var_os("REWRITE").is_some();
    let mut wrong = String::new();
    for of in Code::ALL {
        let code = of.as_str();
        let Some(journey) = told_of(*of) else { continue };
        let told = journey.report();
        assert!(journey.codes().contains(&code), "{code} is not among\n{told}");
        let file = packs("bad").join(code).join("expected.txt");
        if rewrite {
            fs::write(&file, &told).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if told != expected {
            wrong.push_str(&format!("--- {code}: expected\n{expected}--- {code}: told\n{told}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_pack_with_a_warning_only_is_built_and_one_with_an_error_is_not() {
    for code in Code::ALL {
        let Some(journey) = told_of(*code) else { continue };
        assert_eq!(journey.editions.is_empty(), journey.failed(), "{}", code.as_str());
    }
}

#[test]
fn a_check_without_ready_does_not_look_for_what_only_a_release_has_to_pass() {
    for code in Code::ALL.iter().filter(|code| code.is_of_the_gate()) {
        let journey = bad(code.as_str()).journey();
        assert_eq!(journey.report(), "", "{}", code.as_str());
    }
}

#[test]
fn every_finding_of_the_gate_can_be_allowed_with_a_reason_in_one_place() {
    for code in Code::ALL.iter().filter(|code| code.is_of_the_gate()) {
        let name = code.as_str();
        let pack = bad(name);
        let settings = std::fs::read_to_string(pack.at("pack.yaml")).unwrap();
        let allow = format!("allow:\n  - {{code: {name}, reason: the owner has looked at it}}\n");
        pack.write("pack.yaml", format!("{settings}{allow}"));
        let gone = Some("the page is gone (404)".to_owned());
        let codes = pack.ready(&[gone]).codes();
        assert!(!codes.contains(&name), "{name}: {codes:?}");
    }
}

#[test]
fn every_diagnostic_says_what_to_do() {
    for code in Code::ALL.iter().map(|code| code.as_str()) {
        let file = packs("bad").join(code).join("expected.txt");
        let expected = fs::read_to_string(&file).unwrap();
        let told = expected.lines().filter(|line| !line.starts_with("    ")).count();
        let help = expected.lines().filter(|line| line.starts_with("    help: ")).count();
        assert_eq!(told, help, "{code}:\n{expected}");
    }
}
