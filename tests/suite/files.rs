//! The page that lists the files of a release, the parts that say their own names, and drafts.

use std::collections::BTreeMap;

use mentorpack::journey::look;
use mentorpack::output::Output;
use mentorpack::render::{ListedFile, Occasion, files_page};
use mentorpack::yaml::Date;
use sha2::{Digest, Sha256};

use crate::support::{PackTest, shipped, text};

fn pack() -> PackTest {
    let settings =
        "title: A pack\nversion: \"1.2\"\nreviewed: 2026-11-01\ncontact: {role: Officer}\n";
    let page = "---\ntitle: Page\n---\nWords.\n";
    PackTest::new(&[("pack.yaml", settings), ("content/guides/page.md", page)])
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every edition of a pack as it is made for an occasion; a release with the page of its files, of
/// which there are `more` besides.
fn made(pack: &PackTest, occasion: Occasion, more: &[ListedFile]) -> BTreeMap<String, Output> {
    let mut looked = look(pack.root(), &[], None).unwrap();
    let mut rendered = looked.render(occasion, None).unwrap();
    let (checked, theme) = (looked.pack.as_ref().unwrap(), looked.theme.as_ref().unwrap());
    for (edition, output) in rendered.iter_mut().filter(|_| occasion.release) {
        let own = output.files().map(|(path, bytes)| ListedFile {
            path: path.to_owned(),
            size: bytes.len() as u64,
            sha256: hex(bytes),
        });
        let files: Vec<_> = own.chain(more.iter().cloned()).collect();
        let cut = checked.edition(edition);
        let (address, page) = files_page(theme, &cut, occasion, &files).unwrap();
        output.insert(address, page);
    }
    rendered.into_iter().map(|(edition, output)| (edition.name, output)).collect()
}

fn release() -> Occasion {
    Occasion { date: Date::parse("2026-11-01"), draft: false, release: true }
}

#[test]
fn a_release_lists_every_file_with_its_size_and_checksum_and_says_how_to_check() {
    for (edition, output) in made(&pack(), release(), &[]) {
        let page = text(&output, "files.html");
        for (path, bytes) in output.files().filter(|(path, _)| *path != "files.html") {
            assert!(page.contains(&format!(r#"<th scope="row">{path}</th>"#)), "{edition} {path}");
            assert!(page.contains(&hex(bytes)), "{edition} {path}");
        }
        for words in [
            "version 1.2",
            "1 November 2026",
            "certutil -hashfile START-HERE.html SHA256",
            "sha256sum -c SHA256SUMS",
            "shasum -a 256 -c SHA256SUMS",
            "mentorpack verify",
            "Officer",
        ] {
            assert!(page.contains(words), "{edition} {words}");
        }
    }
}

#[test]
fn pages_lead_to_the_list_in_a_release_and_in_nothing_else() {
    for occasion in [release(), Occasion { release: false, ..release() }] {
        for (edition, output) in made(&pack(), occasion, &[]) {
            assert_eq!(output.get("files.html").is_some(), occasion.release, "{edition}");
            for (path, way) in [("about.html", "files.html"), ("guides/page.html", "../files.html")]
            {
                let link = format!(r#"<a href="{way}">Is this copy whole?</a>"#);
                assert_eq!(
                    text(&output, path).contains(&link),
                    occasion.release,
                    "{edition} {path}"
                );
            }
        }
    }
}

#[test]
fn ten_thousand_files_are_one_plain_table() {
    let file = |at: u64| ListedFile {
        path: format!("guides/page-{at}.html"),
        size: 1_000_000 + at,
        sha256: hex(&at.to_le_bytes()),
    };
    let files: Vec<_> = (0..10_000).map(file).collect();
    let output = &made(&pack(), release(), &files)["participant"];
    let page = text(output, "files.html");
    for expected in ["guides/page-9999.html", ">1,009,999<", &hex(&9_999_u64.to_le_bytes())] {
        assert!(page.contains(expected), "{expected}");
    }
    assert_eq!(page.matches("<tr>").count(), output.len() - 1 + 10_000 + 1);
    assert!(page.len() < 4_000_000, "{} bytes", page.len());
}

#[test]
fn every_script_the_stylesheet_and_every_file_of_the_index_says_its_own_name_at_its_end() {
    let large: Vec<(String, String)> = (0..400)
        .map(|at| {
            let words: String = (0..200).map(|word| format!("w{}x{at} ", word * 7)).collect();
            (format!("content/guides/p{at}.md"), format!("---\ntitle: P{at}\n---\n{words}\n"))
        })
        .collect();
    let large: Vec<(&str, &str)> = large.iter().map(|(path, text)| (&**path, &**text)).collect();
    for pack in [pack(), PackTest::new(&large)] {
        let output = &made(&pack, release(), &[])["participant"];
        let parts: Vec<&str> = output
            .files()
            .filter_map(|(path, _)| path.strip_prefix("assets/"))
            .filter(|name| name.ends_with(".js") || name.ends_with(".css"))
            .collect();
        assert!(parts.len() >= 10, "{parts:?}");
        for name in &parts {
            let bytes = output.get(&format!("assets/{name}")).unwrap();
            let last = String::from_utf8_lossy(bytes);
            let last = last.trim_end().lines().last().unwrap();
            assert!(last.contains(&format!("\"{name}\"")), "{name}: {last}");
        }
        let named = format!("data-parts=\"{}\"", parts.join(" "));
        assert!(text(output, "files.html").contains(&named), "{named}");
    }
}

#[test]
fn a_draft_says_so_on_every_page_on_screen_and_on_paper_and_nothing_else_does() {
    for draft in [true, false] {
        let occasion = Occasion { draft, ..release() };
        for (edition, output) in made(&pack(), occasion, &[]) {
            let pages = output.files().filter(|(path, _)| path.ends_with(".html"));
            let mut seen = 0;
            for (path, bytes) in pages {
                let page = std::str::from_utf8(bytes).unwrap();
                let banner =
                    r#"<p class="draft-banner"><strong>DRAFT</strong> This is not finished."#;
                for sign in ["<title>Draft: ", banner, "@top-left { content: \"DRAFT"] {
                    assert_eq!(page.contains(sign), draft, "{edition} {path}: {sign}");
                }
                seen += 1;
            }
            assert!(seen > 7, "{edition}: {seen} pages");
        }
    }
}

#[test]
fn the_shipped_pack_says_what_is_new_in_its_own_version_to_everyone_and_to_tutors() {
    let mut looked = look(shipped(), &[], None).unwrap();
    let occasion = Occasion::from(Date::parse("2026-11-01"));
    let rendered = looked.render(occasion, None).unwrap();
    for (edition, output) in rendered {
        let page = text(&output, "changes.html");
        assert!(page.contains("The first edition.") && !page.contains("mentorpack"), "{page}");
        assert_eq!(page.contains("A clock"), edition.name == "tutor");
    }
}
