//! What a build leaves alone: unchanged files, strangers' files, the last good output.

use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::PackTest;

fn pack() -> PackTest {
    PackTest::new(&[
        ("content/guides/one.md", "---\ntitle: One\n---\nWords.\n"),
        ("content/guides/two.md", "---\ntitle: Two\n---\nWords.\n"),
        ("scenarios/case.md", "---\ntitle: Case\nsituation: Words.\n---\n"),
    ])
}

/// Sets the time of every file of the output back, and says what it is.
fn aged(pack: &PackTest) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in pack.tree("output").keys() {
        let file = fs::File::options().write(true).open(pack.at("output").join(path)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    long_ago
}

fn modified(pack: &PackTest, path: &str) -> SystemTime {
    fs::metadata(pack.at(path)).unwrap().modified().unwrap()
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let pack = pack();
    pack.built();
    let before = pack.tree("output");
    let long_ago = aged(&pack);
    pack.built();
    assert_eq!(pack.tree("output"), before);
    for path in before.keys() {
        assert_eq!(modified(&pack, &format!("output/{path}")), long_ago, "{path}");
    }
}

#[test]
fn only_what_changed_is_written() {
    let pack = pack();
    pack.built();
    let long_ago = aged(&pack);
    pack.write("content/guides/two.md", "---\ntitle: Two\n---\nOther words.\n");
    pack.built();
    assert_eq!(modified(&pack, "output/participant/guides/one.html"), long_ago);
    assert_ne!(modified(&pack, "output/participant/guides/two.html"), long_ago);
}

#[test]
fn a_module_that_is_gone_takes_its_page_along_and_no_other() {
    let pack = pack();
    pack.built();
    fs::remove_file(pack.at("scenarios/case.md")).unwrap();
    pack.built();
    assert!(!pack.at("output/participant/scenarios").exists());
    assert!(pack.at("output/participant/guides/one.html").is_file());
}

#[test]
fn files_of_others_survive() {
    let pack = pack();
    pack.write("output/notes.txt", "mine");
    pack.built();
    pack.write("output/participant/notes.txt", "mine");
    pack.write("output/participant/scenarios/photo.jpg", "mine");
    pack.write("output/print/plan/01.pdf", "mine");
    fs::remove_file(pack.at("scenarios/case.md")).unwrap();
    pack.built();
    for path in [
        "notes.txt",
        "participant/notes.txt",
        "participant/scenarios/photo.jpg",
        "print/plan/01.pdf",
    ] {
        assert_eq!(fs::read(pack.at("output").join(path)).unwrap(), b"mine", "{path}");
    }
}

#[test]
fn a_file_of_others_where_a_page_has_to_go_stops_the_build_with_2() {
    let pack = pack();
    pack.write("output/participant/index.html", "mine");
    let ran = pack.run(&["build"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("index.html"), "{}", ran.err);
    assert_eq!(fs::read(pack.at("output/participant/index.html")).unwrap(), b"mine");
}

#[test]
fn a_page_that_was_spoilt_or_lost_is_mended() {
    let pack = pack();
    pack.built();
    let before = pack.tree("output");
    pack.write("output/participant/guides/one.html", "spoilt");
    fs::remove_file(pack.at("output/tutor/guides/two.html")).unwrap();
    pack.built();
    assert_eq!(pack.tree("output"), before);
}

#[test]
fn a_build_that_fails_leaves_the_last_output_byte_for_byte() {
    let pack = pack();
    pack.built();
    let before = pack.tree("output");
    let mistakes: [(&str, &[u8]); 6] = [
        ("content/guides/two.md", b"---\ntitle: Two\n---\n[gone](gone.md)\n"),
        ("content/guides/two.md", b"no front matter"),
        ("content/guides/two.md", b"\xff\xfe"),
        ("content/glossary.yaml", b"[[["),
        ("pack.yaml", b"title: [A pack]\n"),
        ("pack.yaml", b"title: A pack\ntheme: none\n"),
    ];
    for (path, bytes) in mistakes {
        let sound = fs::read(pack.at(path)).ok();
        pack.write(path, bytes);
        assert_eq!(pack.run(&["build"]).status, 1, "{path}");
        assert_eq!(pack.tree("output"), before, "{path}");
        match sound {
            Some(sound) => pack.write(path, sound),
            None => fs::remove_file(pack.at(path)).unwrap(),
        }
    }
    pack.built();
    assert_eq!(pack.tree("output"), before);
}

#[test]
fn the_manifest_lists_every_file_with_its_size_and_digest() {
    use sha2::{Digest, Sha256};

    let pack = pack();
    pack.built();
    let files = pack.tree("output/participant");
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().expect("a list of files");
    assert_eq!(listed.len(), files.len() - 1);
    for entry in listed {
        let bytes = &files[entry["path"].as_str().unwrap()];
        let digest: String =
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry["sha256"], digest.as_str());
        assert_eq!(entry["size"], bytes.len());
    }
}

#[test]
fn nothing_is_left_of_the_work() {
    let pack = pack();
    pack.built();
    for edition in ["participant", "tutor"] {
        assert!(!pack.at("output").join(edition).join(".staging").exists());
    }
}
