//! An edition as an EPUB, as e-readers and epubcheck see it.

use std::process::Command;

use mentorpack::carry::epub::book;
use roxmltree::Document;

use crate::carried::{Package, bound};
use crate::editions::{found_in, planted};
use crate::support::{PackTest, packs, shipped};

fn good() -> std::collections::BTreeMap<String, Package> {
    bound(&packs("good"), book, false)
}

#[test]
fn it_begins_with_its_media_type_stored_and_says_where_its_package_document_is() {
    let book = &good()["participant"];
    assert_eq!(&book.bytes[30..58], b"mimetypeapplication/epub+zip");
    let container = Document::parse(book.text("META-INF/container.xml")).unwrap();
    let root = container.descendants().find(|node| node.has_tag_name("rootfile")).unwrap();
    assert!(book.files.contains_key(root.attribute("full-path").unwrap()));
}

#[test]
fn every_file_is_well_formed_is_in_the_manifest_and_links_only_to_what_is_in_the_book() {
    for (edition, book) in good() {
        for (path, text) in book.texts(".xhtml") {
            let read = Document::parse_with_options(
                text,
                roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() },
            );
            assert!(read.is_ok(), "{edition} {path}: {read:?}");
            for gone in ["<input", "<button", "<script", " data-text", " style=", "<form"] {
                assert!(!text.contains(gone), "{edition} {path} has {gone}");
            }
        }
        assert_eq!(book.broken_links(".xhtml"), Vec::<String>::new());
        let package = Document::parse(book.text("EPUB/package.opf")).unwrap();
        let items = package.descendants().filter(|node| node.has_tag_name("item"));
        let mut named: Vec<_> =
            items.map(|item| format!("EPUB/{}", item.attribute("href").unwrap())).collect();
        named.extend(["EPUB/package.opf", "META-INF/container.xml", "mimetype"].map(str::to_owned));
        named.sort_unstable();
        assert_eq!(named, book.files.keys().cloned().collect::<Vec<_>>(), "{edition}");
    }
}

#[test]
fn pages_are_read_in_the_order_of_the_site_and_the_contents_nest_by_section() {
    let book = &good()["participant"];
    let package = Document::parse(book.text("EPUB/package.opf")).unwrap();
    let hrefs = |node: roxmltree::Node| {
        let id = node.attribute("idref").unwrap();
        let item = package.descendants().find(|item| item.attribute("id") == Some(id)).unwrap();
        item.attribute("href").unwrap().to_owned()
    };
    let spine = package.descendants().filter(|node| node.has_tag_name("itemref"));
    let spine: Vec<_> = spine.map(hrefs).collect();
    assert_eq!(&spine[..3], ["title_page.xhtml", "table_of_contents.xhtml", "index.xhtml"]);
    let contents = Document::parse_with_options(
        book.text("EPUB/table_of_contents.xhtml"),
        roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() },
    )
    .unwrap();
    let toc = contents.descendants().find(|node| node.attribute("id") == Some("toc")).unwrap();
    let links = toc.descendants().filter_map(|node| node.attribute("href"));
    assert_eq!(links.collect::<Vec<_>>(), &spine[2..]);
    let depth = |href: &str| {
        let link = toc.descendants().find(|node| node.attribute("href") == Some(href)).unwrap();
        link.ancestors().filter(|node| node.has_tag_name("ol")).count()
    };
    let depths = ["models/index.xhtml", "models/grow.xhtml", "glossary.xhtml"].map(depth);
    assert_eq!(depths, [1, 2, 1]);
}

#[test]
fn the_package_says_what_it_is_and_how_it_can_be_read() {
    let books = good();
    let package = books["participant"].text("EPUB/package.opf");
    for said in [
        "<dc:title>A small pack of everything</dc:title>",
        "<dc:language>en-GB</dc:language>",
        "<dc:creator>Your union</dc:creator>",
        "<dc:rights>CC BY-SA 4.0</dc:rights>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "<meta property=\"schema:accessModeSufficient\">textual</meta>",
        "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
        "<meta property=\"schema:accessibilityHazard\">none</meta>",
        "<meta property=\"dcterms:modified\">2026-11-",
    ] {
        assert!(package.contains(said), "{said} is not in {package}");
    }
    let id = |edition: &str| {
        let package = books[edition].text("EPUB/package.opf");
        let (_, rest) = package.split_once("urn:uuid:").unwrap();
        rest[..36].to_owned()
    };
    assert_ne!(id("participant"), id("tutor"));
}

#[test]
fn a_form_is_lines_and_boxes_under_a_note_that_it_cannot_be_filled_in_here() {
    let books = good();
    let form = books["participant"].text("EPUB/forms/everything.xhtml");
    assert!(form.contains("You cannot write on this form here."));
    assert!(form.contains("<ul class=\"options\"><li class=\"choice\"><span class=\"tick-box\">"));
    assert!(form.contains("<hr class=\"writing-line\""));
}

#[test]
fn pictures_keep_their_words_and_a_file_that_is_none_becomes_them() {
    let broken = "---\ntitle: Page\n---\n![A wall of notes](wall.png)\n\n![A line](line.svg)\n";
    let pack = PackTest::new(&[("content/guides/page.md", broken)]);
    pack.write("content/guides/wall.png", "no picture at all");
    pack.write("content/guides/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let books = bound(pack.root(), book, false);
    let page = books["participant"].text("EPUB/guides/page.xhtml");
    assert!(page.contains("A wall of notes") && !page.contains("wall.png"), "{page}");
    assert!(page.contains("src=\"../pictures/line.svg\" alt=\"A line\""), "{page}");
}

#[test]
fn a_link_to_a_picture_is_its_words() {
    let text = "---\ntitle: Page\n---\nSee [the line](line.svg).\n";
    let pack = PackTest::new(&[("content/guides/page.md", text)]);
    pack.write("content/guides/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let books = bound(pack.root(), book, false);
    let book = &books["participant"];
    assert!(book.text("EPUB/guides/page.xhtml").contains("<p>See the line.</p>"));
    checked(book);
}

#[test]
fn pages_called_title_contents_and_changes_are_pages_like_any_other() {
    let page =
        |name| (format!("content/{name}.md"), format!("---\ntitle: Our {name}\n---\nText.\n"));
    let files = ["title", "contents", "changes"].map(page);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let pack = PackTest::new(&files);
    let books = bound(pack.root(), book, false);
    let book = &books["participant"];
    for name in ["title", "contents", "changes"] {
        let text = book.text(&format!("EPUB/{name}.xhtml"));
        assert!(text.contains(&format!("Our {name}")), "{text}");
    }
    checked(book);
}

#[test]
fn a_draft_says_so_on_every_page() {
    let books = bound(&packs("good"), book, true);
    for (path, text) in books["participant"].texts(".xhtml") {
        let stamped =
            text.contains("<p class=\"draft\">") || path.ends_with("table_of_contents.xhtml");
        assert!(stamped, "{path}");
    }
}

#[test]
fn two_books_of_the_same_pack_are_the_same_bytes_whatever_the_number_of_threads() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (one, many) = (pool.install(good), good());
    for (edition, book) in &one {
        assert!(book.bytes == many[edition].bytes, "{edition}");
    }
}

#[test]
fn nothing_for_tutors_is_in_the_participants_book() {
    let (pack, words) = planted();
    let books = bound(pack.root(), book, false);
    let files = books["participant"].files.iter();
    let all = found_in(files.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| all.contains(word.as_str())).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn epubcheck_finds_nothing() {
    for root in [packs("good"), shipped().to_owned()] {
        bound(&root, book, false).values().for_each(checked);
    }
}

/// Debian's `epubcheck` is the archive itself, which only Java can run everywhere. Elsewhere
/// `MENTORPACK_EPUBCHECK` names it.
fn checked(book: &Package) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.epub");
    std::fs::write(&path, &book.bytes).unwrap();
    let named = std::env::var("MENTORPACK_EPUBCHECK");
    let archive = named.unwrap_or_else(|_| "/usr/share/java/epubcheck.jar".to_owned());
    let ran = Command::new("java")
        .args(["-jar", &archive, "--failonwarnings"])
        .arg(&path)
        .output()
        .expect("Java; `scripts/test` installs it and epubcheck");
    let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(ran.status.success() && said[0].contains("No errors or warnings"), "{}", said.concat());
}
