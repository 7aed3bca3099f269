//! What a kind of module needs besides its row in `KINDS`, and what the theme's words need.

use std::collections::BTreeSet;
use std::fs;

use mentorpack::pack::kinds::KINDS;

use crate::support::{PackTest, packs, shipped, tree};

fn strings() -> BTreeSet<String> {
    let table = fs::read_to_string(shipped().join("themes/default/strings/en.yaml")).unwrap();
    let key = |line: &str| Some(line.split_once(':')?.0.to_owned());
    table
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(key)
        .collect()
}

fn templates() -> Vec<(String, String)> {
    let mut templates = Vec::new();
    for theme in fs::read_dir(shipped().join("themes")).unwrap() {
        let theme = theme.unwrap();
        for (path, bytes) in tree(&theme.path().join("templates")) {
            let path = format!("{}/{path}", theme.file_name().to_string_lossy());
            templates.push((path, String::from_utf8(bytes).unwrap()));
        }
    }
    templates
}

#[test]
fn every_kind_has_a_template() {
    for row in KINDS {
        let template = shipped().join(format!("themes/default/templates/{}.html", row.name));
        assert!(template.is_file(), "the kind `{}` lacks {}", row.name, template.display());
    }
}

#[test]
fn every_kind_has_its_words() {
    let strings = strings();
    for row in KINDS {
        for key in [format!("kind_{}", row.name), format!("section_{}", row.folder)] {
            assert!(strings.contains(&key), "strings/en.yaml lacks `{key}`");
        }
    }
}

#[test]
fn every_kind_has_a_page_in_the_pack_of_everything() {
    for row in KINDS {
        let folder = if row.folder == "scenarios" {
            "good/scenarios"
        } else {
            &*format!("good/content/{}", row.folder)
        };
        let pages = tree(&packs(folder)).into_keys().filter(|path| path != "index.md");
        assert!(pages.count() > 0, "{folder} is empty");
    }
}

#[test]
fn every_kind_has_a_colour_in_the_default_theme() {
    let theme = fs::read_to_string(shipped().join("themes/default/theme.yaml")).unwrap();
    for row in KINDS {
        assert!(theme.contains(&format!("\n  {}: ", row.name)), "theme.yaml lacks `{}`", row.name);
    }
}

#[test]
fn names_and_folders_of_kinds_differ() {
    let names: BTreeSet<_> = KINDS.iter().map(|row| row.name).collect();
    let folders: BTreeSet<_> = KINDS.iter().map(|row| row.folder).collect();
    assert_eq!((names.len(), folders.len()), (KINDS.len(), KINDS.len()));
}

/// Whether a module in `folder` may have `key`, which says nothing here.
fn reads(folder: &str, key: &str) -> bool {
    let module = format!("---\ntitle: Page\n{key}:\n---\n");
    let path = format!("content/{folder}/page.md");
    let report = PackTest::new(&[(&path, &module)]).report();
    !report.contains(&format!("this page has no key `{key}`"))
}

#[test]
fn a_kinds_list_of_keys_is_what_its_reading_accepts() {
    let all: BTreeSet<&str> =
        KINDS.iter().flat_map(|row| row.keys.iter().map(|key| key.name)).collect();
    let mut wrong = Vec::new();
    for row in KINDS {
        for key in &all {
            let listed = row.keys.iter().any(|known| known.name == *key);
            if reads(row.folder, key) != listed {
                let says = if listed { "lists" } else { "does not list" };
                wrong.push(format!("`{}` {says} `{key}`, and reading differs", row.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_the_keys_that_all_modules_have() {
    const COMMON: [&str; 11] = [
        "summary",
        "order",
        "kind",
        "audience",
        "tags",
        "outcomes",
        "owner",
        "reviewed",
        "review_by",
        "print",
        "sources",
    ];
    for row in KINDS {
        for key in COMMON {
            assert!(reads(row.folder, key), "a {} has no `{key}`", row.name);
        }
    }
}

#[test]
fn every_word_that_a_template_asks_for_is_in_the_table() {
    let strings = strings();
    let mut missing = BTreeSet::new();
    for (path, template) in templates() {
        for quote in ['"', '\''] {
            let asks = format!("t(key={quote}");
            for (at, _) in template.match_indices(&asks) {
                let behind = &template[at + asks.len()..];
                let key = &behind[..behind.find(quote).unwrap()];
                // `t(key="step_priority_" ~ step.priority)` begins several keys.
                let begins = behind[key.len() + 1..].trim_start().starts_with('~');
                let known = match begins {
                    true => strings.iter().any(|string| string.starts_with(key)),
                    false => strings.contains(key),
                };
                if !known {
                    missing.insert(format!("{path}: {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_word_that_the_program_asks_for_is_in_the_table() {
    let strings = strings();
    let mut missing = BTreeSet::new();
    for (path, bytes) in tree(&shipped().join("src/render")) {
        let source = String::from_utf8(bytes).unwrap();
        for asks in ["strings.get(\"", "strings.find(\"", "strings.count(\"", "self.words(\""] {
            for (at, _) in source.match_indices(asks) {
                let behind = &source[at + asks.len()..];
                let key = &behind[..behind.find('"').unwrap()];
                if !strings.contains(key) {
                    missing.insert(format!("{path}: {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// `text` without what stands between any of these pairs of marks.
fn without(text: &str, marks: &[(&str, &str)]) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match marks.iter().find(|(open, _)| rest.starts_with(open)) {
            Some((_, close)) => {
                let end = rest.find(close).map_or(rest.len(), |end| end + close.len());
                rest = &rest[end..];
            }
            None => {
                left.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    left
}

/// Whether it is a word of some language: no name of a product, no attribute that a component writes.
fn is_word(word: &str) -> bool {
    let name = ["Windows", "Mac", "Linux", "mentorpack"].contains(&word);
    let attribute = word.starts_with("data-") && word.contains("=\"");
    word.contains(char::is_alphabetic) && !name && !attribute
}

#[test]
fn a_theme_says_no_words_of_its_own() {
    let mut words = Vec::new();
    for (path, template) in templates() {
        let html = without(&template, &[("{#", "#}"), ("{{", "}}"), ("{%", "%}")]);
        // What stands in these is for machines or typed as it is.
        let blocks = [
            ("<style", "</style>"),
            ("<script", "</script>"),
            ("<code", "</code>"),
            ("<meta property", "</meta>"),
            ("<schema>", "</schema>"),
            ("<schemaversion>", "</schemaversion>"),
        ];
        let bare = without(&without(&html, &blocks), &[("<", ">")]);
        let left: Vec<_> = bare.split_whitespace().filter(|w| is_word(w)).collect();
        if !left.is_empty() {
            words.push(format!("{path}: {left:?}"));
        }
    }
    assert!(words.is_empty(), "{words:#?}");
}
