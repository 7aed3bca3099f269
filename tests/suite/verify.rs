//! `verify`: whatever happened to a copy is found and named.

use std::fs;
use std::path::{Path, PathBuf};

use mentorpack::verify::{Finding, Verdict, verify};
use proptest::prelude::*;

use crate::release::{FOLDER, SENT, ZIP, released, sound};
use crate::support::{PackTest, tree};

fn with_release() -> PackTest {
    let pack = sound();
    released(&pack, "out", &[]);
    pack
}

fn findings(path: &Path) -> Vec<String> {
    let verdicts = verify(path).expect("something to check");
    verdicts.iter().flat_map(|verdict| &verdict.findings).map(Finding::to_string).collect()
}

#[test]
fn a_copy_is_whole_as_a_folder_as_a_zip_and_on_its_stick() {
    let pack = with_release();
    let (folder, zip) = (pack.at(FOLDER), pack.at(ZIP));
    for (path, name) in [(&folder, "A pack 1.0, participant"), (&zip, "A pack 1.0, participant")] {
        let ran = pack.run(&["verify", path.to_str().unwrap()]);
        assert_eq!(ran.status, 0, "{}", ran.out);
        assert!(ran.out.contains(name) && ran.out.contains("is whole"), "{}", ran.out);
    }
    let ran = pack.run(&["verify", "out"]);
    assert_eq!((ran.status, ran.out.matches("is whole").count()), (0, 2), "{}", ran.out);
}

#[test]
fn an_ordinary_build_can_be_checked_too() {
    let pack = sound();
    pack.built();
    assert_eq!(pack.run(&["verify", "output/participant"]).status, 0);
}

#[test]
fn what_is_missing_changed_cut_short_or_extra_is_named() {
    let pack = with_release();
    let at = |path: &str| pack.at(FOLDER).join(path);
    fs::remove_file(at("guides/old.html")).unwrap();
    let page = fs::read(at("models/listening.html")).unwrap();
    fs::write(at("models/listening.html"), &page[..1_000]).unwrap();
    let page = fs::read_to_string(at("handouts/card.html")).unwrap();
    fs::write(at("handouts/card.html"), page.replace("listening", "lisTening")).unwrap();
    fs::write(at("models/notes.txt"), "mine").unwrap();
    let ran = pack.run(&["verify", FOLDER]);
    assert_eq!(ran.status, 1);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("    ")).collect();
    assert_eq!(lines.len(), 4, "{}", ran.out);
    for line in ["missing: guides/old.html", "changed: handouts/card.html"] {
        assert!(lines.contains(&&*format!("    {line}")), "{line}: {}", ran.out);
    }
    assert!(ran.out.contains("cut short: models/listening.html (1 KB of"), "{}", ran.out);
    assert!(ran.out.contains("does not belong here: models/notes.txt"), "{}", ran.out);
    assert!(ran.out.contains("Do not hand this copy on."), "{}", ran.out);
}

#[test]
fn what_systems_leave_behind_is_passed_over_and_other_files_are_not() {
    let pack = with_release();
    for litter in ["Thumbs.db", ".DS_Store", "models/._listening.html", "Desktop.ini"] {
        fs::write(pack.at(FOLDER).join(litter), "x").unwrap();
    }
    assert_eq!(findings(&pack.at(FOLDER)), Vec::<String>::new());
    fs::write(pack.at(FOLDER).join("setup.exe"), "x").unwrap();
    let ran = pack.run(&["verify", FOLDER]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("was added by somebody"), "{}", ran.out);
}

#[test]
fn a_flipped_bit_in_any_file_of_the_folder_is_found() {
    let pack = with_release();
    for (path, bytes) in tree(&pack.at(FOLDER)).into_iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let file = pack.at(FOLDER).join(&path);
        for at in [0, bytes.len() / 3, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            fs::write(&file, flipped).unwrap();
            assert!(!findings(&pack.at(FOLDER)).is_empty(), "{path}, byte {at}");
        }
        fs::write(&file, bytes).unwrap();
    }
    assert_eq!(findings(&pack.at(FOLDER)), Vec::<String>::new());
}

#[test]
fn a_flipped_bit_anywhere_in_the_zip_is_found_also_without_the_checksums_beside_it() {
    let pack = with_release();
    let bytes = fs::read(pack.at(ZIP)).unwrap();
    let copy = pack.at("copy.zip");
    let ends = (bytes.len() - 200..bytes.len()).chain(0..100);
    for at in (0..bytes.len()).step_by(bytes.len() / 150).chain(ends) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        fs::write(&copy, flipped).unwrap();
        let found = verify(&copy).is_none_or(|verdicts| !verdicts[0].is_whole());
        assert!(found, "byte {at} of {}", bytes.len());
    }
}

#[test]
fn a_zip_that_was_cut_short_anywhere_is_no_whole_zip() {
    let pack = with_release();
    let bytes = fs::read(pack.at(ZIP)).unwrap();
    for length in [10, bytes.len() / 2, bytes.len() - 90, bytes.len() - 1] {
        fs::write(pack.at("copy.zip"), &bytes[..length]).unwrap();
        let found = findings(&pack.at("copy.zip"));
        assert!(found.iter().any(|found| found.starts_with("the zip: ")), "{length}: {found:?}");
    }
}

#[test]
fn bytes_behind_the_end_of_the_zip_are_found_be_they_few_or_many() {
    let pack = with_release();
    let whole = fs::read(pack.at(ZIP)).unwrap();
    for more in [1, 70, 10_000, 100_000] {
        fs::write(pack.at("sent.zip"), [&whole[..], &vec![b'x'; more]].concat()).unwrap();
        let found = findings(&pack.at("sent.zip"));
        assert!(!found.is_empty(), "{more} bytes behind it");
    }
}

#[test]
fn a_zip_packed_anew_by_another_program_is_judged_by_its_list() {
    let pack = with_release();
    let pack_up = |name: &str| {
        let packed = std::process::Command::new("python3")
            .args(["-m", "zipfile", "-c", name, "a-pack-participant"])
            .current_dir(pack.at("out"))
            .status()
            .unwrap();
        assert!(packed.success());
        pack.at("out").join(name)
    };
    assert_eq!(findings(&pack_up("again.zip")), Vec::<String>::new());
    fs::write(pack.at(FOLDER).join("index.html"), "other").unwrap();
    let found = findings(&pack_up("other.zip"));
    assert!(found.len() == 1 && found[0].contains("index.html"), "{found:?}");
}

#[test]
fn what_lies_beside_the_checksums_is_held_against_them() {
    let pack = with_release();
    let zip = pack.at(ZIP);
    let beside: PathBuf = pack.at(SENT).join("SHA256SUMS");
    let sums = fs::read_to_string(&beside).unwrap();
    let name = ZIP.rsplit('/').next().unwrap();
    let other = |line: &str| {
        let digit = if line.starts_with('0') { "1" } else { "0" };
        if line.ends_with(name) { format!("{digit}{}\n", &line[1..]) } else { format!("{line}\n") }
    };
    fs::write(&beside, sums.lines().map(other).collect::<String>()).unwrap();
    let found = findings(&zip);
    assert!(found.len() == 1 && found[0].contains(name), "{found:?}");
}

#[test]
fn without_the_manifest_the_checksums_tell_and_its_loss_is_said() {
    let pack = with_release();
    fs::remove_file(pack.at(FOLDER).join("manifest.json")).unwrap();
    assert_eq!(findings(&pack.at(FOLDER)), ["missing: manifest.json"]);
    fs::write(pack.at(FOLDER).join("index.html"), "other").unwrap();
    let found = findings(&pack.at(FOLDER));
    assert_eq!(found, ["missing: manifest.json", "changed: index.html"]);
}

#[test]
fn a_copy_whose_writing_never_ended_says_so() {
    let pack = with_release();
    fs::create_dir(pack.at(FOLDER).join(".staging")).unwrap();
    let ran = pack.run(&["verify", FOLDER]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("unfinished") && ran.out.contains("once more"), "{}", ran.out);
}

#[test]
fn what_holds_no_list_cannot_be_checked() {
    let pack = sound();
    for path in ["content", "pack.yaml", "nowhere"] {
        let ran = pack.run(&["verify", path]);
        assert_eq!(ran.status, 2, "{path}");
        assert!(ran.err.contains(path), "{}", ran.err);
    }
}

#[test]
fn a_list_that_leads_out_of_the_folder_or_a_link_is_not_followed() {
    let pack = with_release();
    let manifest = pack.at(FOLDER).join("manifest.json");
    let json = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, json.replace("\"index.html\"", "\"../../../etc/passwd\"")).unwrap();
    let found = findings(&pack.at(FOLDER)).join("\n");
    assert!(found.contains("the list of files: manifest.json"), "{found}");
    fs::write(&manifest, json).unwrap();
    #[cfg(unix)]
    {
        let page = pack.at(FOLDER).join("index.html");
        let kept = pack.at("kept.html");
        fs::rename(&page, &kept).unwrap();
        std::os::unix::fs::symlink(&kept, &page).unwrap();
        assert_eq!(findings(&pack.at(FOLDER)), ["changed: index.html"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_as_zip_manifest_or_checksums_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        for (name, bytes) in
            [("x.zip", &zip), ("manifest.json", &bytes), ("SHA256SUMS", &bytes), ("release.json", &bytes)]
        {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        for path in [folder.path().to_owned(), folder.path().join("x.zip")] {
            let verdicts = verify(&path).unwrap_or_default();
            prop_assert!(verdicts.iter().all(|verdict: &Verdict| !verdict.is_whole()));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_name_in_a_copy_cannot_give_commands_to_the_terminal() {
    let pack = with_release();
    fs::write(pack.at(FOLDER).join("evil\u{1b}[31m.txt"), "x").unwrap();
    let ran = pack.run(&["verify", FOLDER]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.out.contains("evil?[31m.txt") && !ran.out.contains('\u{1b}'), "{}", ran.out);
}
