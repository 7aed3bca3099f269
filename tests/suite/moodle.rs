//! An edition as Moodle's Book imports it: "Each HTML file represents one chapter".

use mentorpack::carry::moodle::book;

use crate::carried::{Package, addresses, bound};
use crate::editions::{found_in, planted};
use crate::support::{PackTest, packs};

fn good() -> std::collections::BTreeMap<String, Package> {
    bound(&packs("good"), book, false)
}

/// Chapters as Moodle finds them: HTML at the top, in the order of names; those whose name ends in
/// `_sub` are subchapters.
fn chapters(book: &Package) -> Vec<(bool, String)> {
    let top = book.texts(".html").filter(|(path, _)| !path.contains('/'));
    top.map(|(path, text)| (path.ends_with("_sub.html"), title(text).to_owned())).collect()
}

/// As Moodle finds it: the first `<title>` without an element in it.
fn title(text: &str) -> &str {
    let (_, rest) = text.split_once("<title>").unwrap();
    rest.split_once("</title>").unwrap().0
}

#[test]
fn sections_are_chapters_and_their_modules_subchapters_in_the_order_of_the_site() {
    let found = chapters(&good()["participant"]);
    let named: Vec<_> = found.iter().map(|(sub, title)| (*sub, title.as_str())).collect();
    assert_eq!(
        &named[..6],
        [
            (false, "Welcome"),
            (false, "Outside sections"),
            (false, "Ways of mentoring"),
            (true, "GROW"),
            (true, "Our way: a path"),
            (false, "Guides"),
        ]
    );
    assert_eq!(named.last(), Some(&(false, "About this pack")));
}

#[test]
fn names_sort_alike_by_letters_and_by_numbers_up_to_thousands() {
    let page = |n: usize| {
        let text = format!("---\ntitle: Page {n}\norder: {n}\n---\nText.\n");
        (format!("content/guides/page-{n}.md"), text)
    };
    let files: Vec<_> = (1..=1100).map(page).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let pack = PackTest::new(&files);
    let books = bound(pack.root(), book, false);
    let names = books["participant"].order.iter().filter(|name| name.ends_with(".html"));
    let names: Vec<_> = names.collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    let number = |name: &str| name.split('-').next().unwrap().parse::<usize>().unwrap();
    assert!(names.iter().enumerate().all(|(at, name)| number(name) == at + 1));
    assert!(names.len() > 1100 && names[0].starts_with("0001-"), "{}", names[0]);
}

#[test]
fn every_name_and_link_is_one_that_moodle_finds_without_decoding() {
    for (edition, book) in good() {
        for name in &book.order {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
            assert!(name.bytes().all(plain), "{edition} {name}");
        }
        assert_eq!(book.broken_links(".html"), Vec::<String>::new());
        for (path, text) in book.texts(".html") {
            for to in addresses(text).filter(|to| to.contains('#')) {
                assert!(to.starts_with('#'), "{path}: {to} would be found by new versions only");
            }
        }
    }
}

#[test]
fn chapters_bring_no_style_script_or_heading_of_their_own() {
    for (edition, book) in good() {
        for (path, text) in book.texts(".html") {
            for gone in [
                "<script", "<style", "<link", " style=", "<input", "<form", "<svg", "<h1", "<h2",
                "<h3", "onclick", "data-",
            ] {
                assert!(!text.contains(gone), "{edition} {path} has {gone}");
            }
            let classes = text.split(" class=\"").skip(1).map(|rest| rest.split('"').next());
            assert!(classes.flatten().all(|class| class == "generaltable"), "{edition} {path}");
        }
    }
}

#[test]
fn no_two_chapters_share_an_id_since_a_book_is_printed_as_one_page() {
    let books = good();
    let ids = books["tutor"].texts(".html").flat_map(|(_, text)| text.split(" id=\"").skip(1));
    let mut ids: Vec<_> = ids.map(|rest| rest.split('"').next().unwrap()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn pictures_lie_beside_the_chapters_with_their_words() {
    let books = good();
    let pictures = |edition: &str| {
        let names = books[edition].order.iter().filter(|name| name.starts_with("pictures/"));
        names.cloned().collect::<Vec<_>>()
    };
    assert_eq!(pictures("participant"), ["pictures/wall-of-notes.png"]);
    assert_eq!(pictures("tutor"), ["pictures/wall-of-notes.png", "pictures/key.png"]);
    let shows = |text: &str| text.contains("src=\"pictures/wall-of-notes.png\"");
    let shown = books["participant"].texts(".html").find(|(_, text)| shows(text));
    let (_, text) = shown.expect("a chapter that shows it");
    assert!(text.split("<img ").skip(1).all(|rest| rest.contains("alt=\"")));
}

#[test]
fn two_books_are_the_same_bytes_and_a_draft_says_so_in_every_chapter() {
    let (one, two) = (good(), good());
    assert!(one["tutor"].bytes == two["tutor"].bytes);
    let drafts = bound(&packs("good"), book, true);
    for (path, text) in drafts["tutor"].texts(".html") {
        assert!(text.contains("DRAFT: not to be handed out"), "{path}");
    }
}

#[test]
fn nothing_for_tutors_is_in_the_participants_chapters() {
    let (pack, words) = planted();
    let books = bound(pack.root(), book, false);
    let files = books["participant"].files.iter();
    let all = found_in(files.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| all.contains(word.as_str())).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}
