//! `release`: what is handed out, and that it can be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use zip::ZipArchive;

use crate::editions::{found_in, planted};
use crate::support::{PackTest, Ran, shipped, tree};

const PACK: &str = "title: A pack\nversion: \"1.0\"\nlicence: CC BY-SA 4.0\nreviewed: 2026-11-01\n\
    review_by: 2027-11-01\ncontact: {role: Officer, email: education@union.org.uk}\n";

/// A pack that nothing keeps from being released.
pub(crate) fn sound() -> PackTest {
    PackTest::new(&[
        ("pack.yaml", PACK),
        ("content/models/listening.md", "---\ntitle: Listening\n---\nAsk, then wait.\n"),
        (
            "content/handouts/card.md",
            "---\ntitle: \"A card: who?\"\n---\nSee [listening](../models/listening.md).\n\n\
             :::tutor\nHand it out early.\n:::\n",
        ),
        ("content/guides/old.md", "---\ntitle: Old words\n---\nThese will go.\n"),
        ("scenarios/case.md", "---\ntitle: A case\nsituation: A rep asks.\n---\n"),
    ])
}

/// Releases the participants' edition to `to`, which must succeed.
pub(crate) fn released(pack: &PackTest, to: &str, more: &[&str]) -> Ran {
    let ran = try_release(pack, to, more);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran
}

fn try_release(pack: &PackTest, to: &str, more: &[&str]) -> Ran {
    let mut arguments =
        vec!["release", "--edition", "participant", "--no-pdf", "--date", "2026-11-22", "--to", to];
    arguments.extend(more);
    pack.run(&arguments)
}

pub(crate) const FOLDER: &str = "out/a-pack-participant";
pub(crate) const SENT: &str = "out/a-pack-participant-to-send";
pub(crate) const ZIP: &str = "out/a-pack-participant-to-send/a-pack-participant-1.0.zip";

fn zip_of(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

#[test]
fn the_folder_for_a_stick_says_where_to_start_and_what_it_is() {
    let pack = sound();
    let ran = released(&pack, "out", &[]);
    for name in ["START-HERE.html", "index.html", "READ-ME.txt", "files.html", "SHA256SUMS"] {
        assert!(pack.at(FOLDER).join(name).is_file(), "{name}");
    }
    let read_me = fs::read_to_string(pack.at(FOLDER).join("READ-ME.txt")).unwrap();
    assert!(read_me.contains("A pack, Version 1.0") && read_me.contains("START-HERE"), "{read_me}");
    assert!(
        read_me.lines().count() > 5
            && read_me.matches('\n').count() == read_me.matches("\r\n").count()
    );
    assert!(ran.out.contains("A pack 1.0, participant\n"), "{}", ran.out);
    assert!(ran.out.contains("mentorpack verify out/a-pack-participant"), "{}", ran.out);
}

#[test]
fn sha256sum_accepts_the_checksums_of_both_folders() {
    let pack = sound();
    released(&pack, "out", &[]);
    for folder in [FOLDER, SENT] {
        let folder = pack.at(folder);
        let ran = Command::new("sha256sum")
            .args(["--strict", "-c", "SHA256SUMS"])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
        let checked = String::from_utf8(ran.stdout).unwrap().lines().count();
        assert_eq!(checked, tree(&folder).len() - 2, "all but the two lists themselves");
    }
}

#[test]
fn the_zip_holds_the_folder_and_nothing_else() {
    let pack = sound();
    released(&pack, "out", &[]);
    let folder = tree(&pack.at(FOLDER)).into_iter();
    let folder: BTreeMap<_, _> =
        folder.map(|(path, bytes)| (format!("a-pack-participant/{path}"), bytes)).collect();
    assert_eq!(zip_of(&pack.at(ZIP)), folder);
}

#[test]
fn every_file_is_in_the_manifest_and_on_the_page_of_files() {
    let pack = sound();
    released(&pack, "out", &[]);
    let files = tree(&pack.at(FOLDER));
    let manifest = String::from_utf8(files["manifest.json"].clone()).unwrap();
    let page = String::from_utf8(files["files.html"].clone()).unwrap();
    for path in files.keys().filter(|path| *path != "manifest.json") {
        assert!(manifest.contains(&format!("\"{path}\"")), "{path} in the manifest");
        let listed =
            ["SHA256SUMS", "files.html"].contains(&&**path) || page.contains(path.as_str());
        assert!(listed, "{path} on the page");
    }
}

#[test]
fn two_releases_of_a_pack_are_the_same_bytes() {
    let pack = sound();
    released(&pack, "one", &[]);
    let ran = pack.run_with(
        &["release", "--edition", "participant", "--no-pdf", "--date", "2026-12-24", "--to", "two"],
        |command| command.env("RAYON_NUM_THREADS", "1").env("TZ", "Asia/Tokyo"),
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(pack.tree("one") == pack.tree("two"));
}

#[test]
fn a_pack_that_is_not_ready_is_released_as_a_draft_only_and_says_so() {
    let pack = sound();
    pack.write("pack.yaml", PACK.replace("licence: CC BY-SA 4.0\n", ""));
    let ran = try_release(&pack, "out", &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("licence") && ran.err.contains("--draft"), "{}", ran.err);
    assert!(!pack.at("out").exists());
    let sound = fs::read(pack.at("content/guides/old.md")).unwrap();
    pack.write("content/guides/old.md", "---\ntitle: Old\n---\nSee [this](gone.md).\n");
    for more in [&[][..], &["--draft"]] {
        let ran = try_release(&pack, "out", more);
        assert_eq!(ran.status, 1);
        assert!(ran.err.contains("Nothing was released."), "{}", ran.err);
        assert!(!ran.err.contains("--draft"), "a draft cannot be built either: {}", ran.err);
    }
    pack.write("content/guides/old.md", sound);
    let ran = released(&pack, "out", &["--draft"]);
    assert!(ran.out.contains("participant, draft"), "{}", ran.out);
    for (path, bytes) in tree(&pack.at(FOLDER)) {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            assert!(page.contains("<title>Draft: "), "{path}");
        }
    }
    let read_me = fs::read_to_string(pack.at(FOLDER).join("READ-ME.txt")).unwrap();
    assert!(read_me.contains("THIS IS A DRAFT"));
}

#[test]
fn a_newer_release_takes_the_older_ones_place_and_leaves_what_is_others() {
    let pack = sound();
    released(&pack, "out", &[]);
    pack.write("out/holiday.jpg", "mine");
    pack.write(&format!("{FOLDER}/notes.txt"), "mine");
    pack.write(&format!("{SENT}/letter.docx"), "mine");
    pack.write("pack.yaml", PACK.replace("1.0", "1.1"));
    fs::remove_file(pack.at("content/guides/old.md")).unwrap();
    released(&pack, "out", &[]);
    assert!(!pack.at(ZIP).exists() && pack.at(&ZIP.replace("1.0", "1.1")).is_file());
    assert!(!pack.at(FOLDER).join("guides/old.html").exists());
    for kept in ["out/holiday.jpg", &format!("{FOLDER}/notes.txt"), &format!("{SENT}/letter.docx")]
    {
        assert_eq!(fs::read(pack.at(kept)).unwrap(), b"mine", "{kept}");
    }
}

#[test]
fn names_are_legal_on_a_stick_and_differ_by_more_than_case_and_stay_short() {
    let pack = PackTest::new(&[]);
    let (root, to) = (shipped().to_str().unwrap(), pack.at("out"));
    let ran = pack.run(&[
        "release",
        "--pack",
        root,
        "--edition",
        "tutor",
        "--draft",
        "--no-pdf",
        "--to",
        to.to_str().unwrap(),
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut seen = BTreeSet::new();
    for path in tree(&to).into_keys() {
        assert!(path.chars().count() < 200, "{path}");
        assert!(seen.insert(path.to_lowercase()), "{path}");
        let legal = |part: &str| {
            !part.ends_with(['.', ' ']) && !part.contains(['*', '?', '"', '<', '>', '|', ':', '\\'])
        };
        assert!(path.split('/').all(legal), "{path}");
    }
}

#[test]
fn a_path_that_windows_may_not_open_is_named_with_its_length() {
    let pack = sound();
    let deep = format!(
        "content/guides/{}/page.md",
        ["long-folder-name-of-forty-letters-or-so"; 5].join("/")
    );
    pack.write(&deep, "---\ntitle: Deep\n---\nWords.\n");
    let ran = try_release(&pack, "out", &[]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("letters") && ran.err.contains("shorter names"), "{}", ran.err);
}

#[test]
fn a_release_does_not_go_into_what_the_author_wrote_and_names_the_editions_there_are() {
    let pack = sound();
    assert_eq!(try_release(&pack, "content/out", &[]).status, 2);
    let ran = pack.run(&["release", "--edition", "nobody", "--to", "out"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("participant, tutor"), "{}", ran.err);
}

#[test]
fn what_changed_is_told_in_words_for_a_letter() {
    let pack = sound();
    released(&pack, "old", &[]);
    pack.write("pack.yaml", PACK.replace("1.0", "1.1"));
    pack.write(
        "content/models/listening.md",
        "---\ntitle: Listening\n---\nAsk, and wait longer.\n",
    );
    pack.write("content/models/new.md", "---\ntitle: A new way\n---\nWords.\n");
    fs::rename(pack.at("content/guides/old.md"), pack.at("content/guides/gone.md")).unwrap();
    fs::remove_file(pack.at("scenarios/case.md")).unwrap();
    for old in ["old", "old/a-pack-participant", &ZIP.replace("out/", "old/")] {
        let ran = released(&pack, "out", &["--compare", old]);
        let text = ran.out.split("A pack 1.1, participant").next().unwrap();
        insta::assert_snapshot!("what_changed", text);
    }
    let sent = pack.at(&format!("{SENT}/a-pack-participant-1.1-what-changed.txt"));
    assert!(fs::read_to_string(sent).unwrap().contains("A new way"));
}

#[test]
fn another_version_of_the_same_words_has_nothing_to_print_again() {
    let pack = sound();
    released(&pack, "old", &[]);
    pack.write("pack.yaml", PACK.replace("1.0", "1.1").replace("2026-11-01", "2026-11-20"));
    let ran = released(&pack, "out", &["--compare", "old"]);
    assert!(ran.out.contains("Nothing has changed"), "{}", ran.out);
}

#[test]
fn what_is_no_release_cannot_be_compared_with() {
    let pack = sound();
    for old in ["nowhere", "content", "pack.yaml"] {
        let ran = try_release(&pack, "out", &["--compare", old]);
        assert_eq!(ran.status, 2, "{old}");
        assert!(ran.err.contains(&format!("cannot compare with `{old}`")), "{}", ran.err);
        assert!(!pack.at("out").exists());
    }
}

#[test]
fn the_phone_page_keeps_to_its_size_or_says_that_it_cannot() {
    let pack = sound();
    let ran = released(&pack, "out", &["--max-size", "1KB"]);
    assert!(ran.out.contains("without any picture, more than the 1 KB allowed"), "{}", ran.out);
    assert!(!ran.out.contains("-phone.html"), "{}", ran.out);
    for wrong in ["0", "eight", "8 GB", "-1"] {
        let ran = try_release(&pack, "other", &[&format!("--max-size={wrong}")]);
        assert_eq!(ran.status, 2, "{wrong}");
        assert!(ran.err.contains("write a size in MB, such as 8"), "{}", ran.err);
    }
}

/// Every page that stands in a release is a whole one, and what it loads is there.
fn presents_no_broken_page(folder: &Path) {
    let files = tree(folder);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        if path.starts_with(".staging/") {
            continue;
        }
        let page = String::from_utf8(bytes.clone()).unwrap();
        assert!(page.trim_end().ends_with("</html>"), "{path}");
        let loads = page.match_indices("src=\"").chain(page.match_indices("href=\""));
        for (at, attribute) in loads {
            let rest = &page[at + attribute.len()..];
            let asset = rest[..rest.find('"').unwrap()].trim_start_matches("../");
            let ours = !asset.starts_with("assets/") || files.contains_key(asset);
            assert!(ours, "{path} loads {asset}");
        }
    }
}

#[test]
fn a_release_that_is_killed_at_any_moment_presents_no_broken_page_and_the_next_one_ends_it() {
    let pack = sound();
    for page in 0..40 {
        let text = format!("---\ntitle: Page {page}\n---\nWords.\n");
        pack.write(&format!("content/guides/page-{page}.md"), text);
    }
    released(&pack, "out", &[]);
    for (round, wait) in [5, 20, 40, 80, 160, 320].into_iter().enumerate() {
        let theme =
            format!("name: Another\nextends: default\ncolours: {{ink: \"#10{round:02}33\"}}\n");
        pack.write("themes/other/theme.yaml", theme);
        pack.write("pack.yaml", format!("{PACK}theme: other\n"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_mentorpack"))
            .args(["release", "--edition", "participant", "--no-pdf", "--date", "2026-11-22"])
            .args(["--to", "out"])
            .current_dir(pack.root())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        presents_no_broken_page(&pack.at(FOLDER));
    }
    released(&pack, "out", &[]);
    assert_eq!(pack.run(&["verify", "out"]).status, 0);
}

#[test]
fn nothing_for_tutors_is_anywhere_in_a_participants_release_packed_or_not() {
    let (pack, words) = planted();
    let ran = try_release(&pack, "out", &["--draft"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (path, bytes) in pack.tree("out") {
        if path.ends_with(".zip") || path.ends_with(".epub") {
            let packed = zip_of(&pack.at("out").join(&path)).into_iter();
            files.extend(packed.map(|(name, bytes)| (format!("{path}/{name}"), bytes)));
        }
        files.push((path, bytes));
    }
    assert!(files.iter().filter(|(path, _)| path.contains("scorm.zip/")).count() > 5);
    let all = found_in(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| all.contains(&**word)).collect();
    assert!(leaks.is_empty(), "{leaks:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdfs_of_a_release_have_names_that_people_read_and_every_stick_takes() {
    use mentorpack::project::{Audience, Edition};
    use mentorpack::render::{Occasion, pdf_addresses};

    use crate::support::{checked, theme};

    let pack = checked(shipped());
    let audiences = vec![Audience::Everyone, Audience::Tutor];
    let edition = Edition { name: "tutor".to_owned(), audiences };
    let occasion = Occasion { release: true, ..Occasion::default() };
    let pdfs = pdf_addresses(&pack.edition(&edition), &theme(shipped()), occasion);
    assert!(pdfs.len() > 100);
    let mut seen = BTreeSet::new();
    for path in pdfs.iter().map(|pdf| &pdf.address) {
        assert!(path.starts_with("pdf/") && path.ends_with(".pdf"), "{path}");
        assert!(path.chars().count() < 140, "{path}");
        assert!(seen.insert(path.to_lowercase()), "{path}");
        let legal = |part: &str| {
            !part.ends_with(['.', ' ']) && !part.contains(['*', '?', '"', '<', '>', '|', ':', '\\'])
        };
        assert!(path.split('/').all(legal), "{path}");
    }
    let all: Vec<&str> = pdfs.iter().map(|pdf| pdf.address.as_str()).collect();
    assert!(all.contains(&"pdf/Handouts/Role card - large print.pdf"), "{all:#?}");
    assert!(all.contains(&"pdf/Mentoring in the branch - the whole book.pdf"));
}

#[cfg(feature = "pdf")]
#[test]
fn sheets_to_print_again_are_named_once_each_and_none_that_is_filled_in_on_a_screen() {
    let pack = sound();
    pack.write(
        "content/forms/ask.md",
        "---\ntitle: Ask us\nanonymous: true\nfields:\n  - {name: what, label: What, type: text}\n---\nWords.\n",
    );
    let release = |to: &str, more: &[&str]| {
        let day = ["release", "--edition", "participant", "--date", "2026-11-22", "--to", to];
        let ran = pack.run(&[&day[..], more].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    release("old", &[]);
    for (path, from) in [("handouts/card", "See"), ("forms/ask", "Words")] {
        let path = format!("content/{path}.md");
        let text = fs::read_to_string(pack.at(&path)).unwrap();
        pack.write(&path, text.replace(from, "Look at"));
    }
    let said = release("new", &["--compare", "old"]);
    let again = said.split("Please print these again:\n").nth(1).expect("something to print");
    let again: Vec<&str> = again.lines().take_while(|line| line.starts_with("- ")).collect();
    assert_eq!(again, ["- pdf/Handouts/A card - who.pdf", "- pdf/Forms/Ask us.pdf"], "{said}");
    assert!(said.contains("in large print too"), "{said}");
}
