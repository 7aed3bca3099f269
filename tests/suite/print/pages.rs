//! Which PDFs there are, and how pages link them.

use std::collections::BTreeSet;

use mentorpack::output::Output;

use super::reader::Pdf;
use super::{PACKS, Printed};
use crate::page::follow;
use crate::support::PackTest;

/// Links of an edition's pages to PDFs: the page, the PDF, and the words behind the link.
fn links(output: &Output) -> Vec<(&str, String, String)> {
    let mut links = Vec::new();
    for (page, bytes) in output.files().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for link in html.split("<a href=\"").skip(1) {
            let (to, rest) = link.split_once('"').unwrap();
            if let Some(to) = follow(page, to).filter(|to| to.ends_with(".pdf")) {
                let (_, behind) = rest.split_once("</a>").unwrap();
                let behind = behind.trim_start().trim_start_matches("<span class=\"pdf-size\">");
                let said = behind.split(['<', ';', '\n']).next().unwrap();
                links.push((page, to, said.to_owned()));
            }
        }
    }
    links
}

/// `2 pages, 85 KB`
fn told(pages: usize, bytes: usize) -> [String; 2] {
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let kilobytes = bytes.div_ceil(1_000);
    let size = match kilobytes {
        ..1_000 => format!("{kilobytes} KB"),
        _ => format!("{:.1} MB", bytes.div_ceil(100_000) as f64 / 10.0),
    };
    [format!("{pages}, {size}"), pages]
}

fn each_edition() -> impl Iterator<Item = (String, &'static Printed, &'static str)> {
    PACKS.iter().flat_map(|(pack, printed)| {
        let names = printed.journey.editions.keys();
        names.map(move |name| (format!("{pack} {name}"), printed, name.as_str()))
    })
}

#[test]
fn every_link_to_a_pdf_says_its_sides_and_its_size() {
    let mut wrong = Vec::new();
    for (name, printed, edition) in each_edition() {
        let output = &printed.journey.editions[edition];
        let mut right = 0;
        for (page, to, said) in links(output) {
            let Some(pdf) = printed.pdf(edition, &to) else { continue };
            let bytes = output.get(&to).unwrap().len();
            if told(pdf.pages(), bytes).contains(&said) {
                right += 1;
            } else {
                wrong.push(format!("{name} {page}: {to}: {said}"));
            }
        }
        assert!(right > 30, "{name} links {right} PDFs");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pdf_is_linked_from_the_page_of_its_module() {
    for (name, printed, edition) in each_edition() {
        let linked = links(&printed.journey.editions[edition]);
        let pdfs = printed.pdfs.keys().filter(|key| key.0 == edition);
        for (_, address) in pdfs {
            let pages = linked.iter().filter(|(_, to, _)| to == address).map(|link| link.0);
            let home = pages.map(|page| page.trim_end_matches(".html")).any(|page| match page {
                "index" => address.starts_with("book"),
                _ => address.starts_with(page),
            });
            assert!(home, "{name}: {address}");
        }
    }
}

#[test]
fn editions_share_the_sheets_that_are_for_everyone() {
    for (name, printed) in &*PACKS {
        let editions = &printed.journey.editions;
        let (participant, tutor) = (&editions["participant"], &editions["tutor"]);
        let mut twofold = 0;
        for (_, address) in printed.pdfs.keys().filter(|key| key.0 == "participant") {
            let given = participant.get(address);
            if address.starts_with("book") {
                assert_ne!(tutor.get(address), given, "{name}: {address}");
                continue;
            }
            let (stem, large) = match address.strip_suffix("-large-print.pdf") {
                Some(stem) => (stem, "-large-print"),
                None => (address.trim_end_matches(".pdf"), ""),
            };
            match tutor.get(&format!("{stem}-to-hand-out{large}.pdf")) {
                Some(handed) => {
                    twofold += 1;
                    assert!(Some(handed) == given, "{name}: {address} is what is handed out");
                    assert!(tutor.get(address) != given, "{name}: {address} has answers or notes");
                }
                None => assert!(tutor.get(address) == given, "{name}: {address}"),
            }
        }
        assert!(twofold >= 4, "{name}: only {twofold}");
    }
}

#[test]
fn guides_are_read_on_screen_and_in_the_book_unless_they_ask_for_paper() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
        ("content/guides/sheet.md", "---\ntitle: Sheet\nprint: true\n---\n"),
        ("content/handouts/card.md", "---\ntitle: Card\n---\n"),
        ("content/handouts/screen.md", "---\ntitle: Screen\nprint: false\n---\n"),
    ]);
    let journey = pack.printed();
    let paths = journey.editions["participant"].files().map(|(path, _)| path.to_owned());
    let pdfs: BTreeSet<String> = paths.filter(|path| path.ends_with(".pdf")).collect();
    let wanted = [
        "book-large-print.pdf",
        "book.pdf",
        "guides/sheet-large-print.pdf",
        "guides/sheet.pdf",
        "handouts/card-large-print.pdf",
        "handouts/card.pdf",
    ];
    assert_eq!(pdfs.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
}

#[test]
fn without_pdfs_there_are_no_links_to_them_and_those_of_the_last_build_go() {
    let pack = PackTest::new(&[
        ("content/handouts/card.md", "---\ntitle: Card\n---\n[Mine](mine.pdf)\n"),
        ("content/handouts/mine.pdf", "%PDF of the author's"),
    ]);
    let pdfs = || -> Vec<String> {
        let files = pack.tree("output").into_keys();
        files.filter(|path| path.ends_with(".pdf")).collect()
    };
    pack.built();
    assert_eq!(pdfs().len(), 10, "{:?}", pdfs());
    let ran = pack.run(&["build", "--no-pdf"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(pdfs(), ["participant/handouts/mine.pdf", "tutor/handouts/mine.pdf"]);
    for (path, bytes) in pack.tree("output") {
        if path.ends_with(".html") {
            let links = String::from_utf8(bytes).unwrap().replace("mine.pdf", "");
            assert!(!links.contains(".pdf"), "{path}");
        }
    }
}

#[test]
fn a_book_of_many_modules_is_bound_in_volumes_that_hold_each_of_them_once() {
    let pack =
        PackTest::new(&[("content/glossary.yaml", "- {term: Rep, definition: A member.}\n")]);
    for number in 0..105 {
        let section = if number < 80 { "guides" } else { "more" };
        let text = format!("---\ntitle: Page {number:03}\n---\nWords {number:03}.\n");
        pack.write(&format!("content/{section}/page-{number}.md"), text);
    }
    let journey = pack.printed();
    assert_eq!(journey.report(), "");
    let output = &journey.editions["participant"];
    let front = std::str::from_utf8(output.get("index.html").unwrap()).unwrap();
    let mut found: Vec<usize> = Vec::new();
    for volume in 1..=2 {
        let pdf = output.get(&format!("book-{volume}.pdf")).expect("a volume");
        let words = Pdf::read(pdf).read_aloud();
        found.extend((0..105).filter(|number| words.contains(&format!("Words {number:03}."))));
        assert!(words.contains(&format!("part {volume} of 2")), "{words}");
        assert_eq!(words.contains("A member."), volume == 2);
        assert!(front.contains(&format!("part {volume} of 2, PDF")), "{front}");
    }
    assert_eq!(found, Vec::from_iter(0..105));
    assert!(output.get("book.pdf").is_none());
}
