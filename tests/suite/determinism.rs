//! Two builds of a pack are the same, byte for byte, whatever the machine is like.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{PackTest, journey, shipped, shipped_printed, tree};

/// A build by the program in surroundings of its own.
fn built(
    pack: &Path,
    threads: &str,
    surroundings: &[(&str, &str)],
    folder: &Path,
) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().unwrap();
    let ran = assert_cmd::Command::new(env!("CARGO_BIN_EXE_mentorpack"))
        .args(["--pack", pack.to_str().unwrap(), "build", "--date", "2026-11-01", "--output"])
        .arg(output.path())
        .env("RAYON_NUM_THREADS", threads)
        .env_remove("SOURCE_DATE_EPOCH")
        .envs(surroundings.iter().copied())
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    tree(output.path())
}

fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = a.keys().chain(b.keys());
    paths.filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

const ELSEWHERE: [(&str, &str); 3] =
    [("TZ", "America/Los_Angeles"), ("LANG", "cy_GB.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")];

#[test]
fn the_pack_of_everything_is_the_same_everywhere() {
    let pack = PackTest::copy("good");
    let elsewhere = tempfile::tempdir().unwrap();
    let here = [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C")];
    let one = built(pack.root(), "1", &here, pack.root());
    assert!(one.contains_key("participant/manifest.json"));
    assert_eq!(one.contains_key("tutor/book-large-print.pdf"), cfg!(feature = "pdf"));
    for threads in ["1", "2", "5"] {
        let other = built(pack.root(), threads, &ELSEWHERE, elsewhere.path());
        assert_eq!(differing(&one, &other), Vec::<String>::new(), "{threads} threads");
    }
}

/// In memory with one thread, and by the program with five.
#[test]
fn the_shipped_pack_is_the_same_everywhere() {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut other = built(shipped(), "5", &ELSEWHERE, elsewhere.path());
    let mut one = BTreeMap::new();
    for (edition, output) in &shipped_printed().editions {
        assert!(other.remove(&format!("{edition}/manifest.json")).is_some());
        let files = output.files();
        one.extend(files.map(|(path, bytes)| (format!("{edition}/{path}"), bytes.to_vec())));
    }
    assert_eq!(one.contains_key("tutor/book-large-print.pdf"), cfg!(feature = "pdf"));
    assert_eq!(differing(&one, &other), Vec::<String>::new());
}

#[test]
fn the_number_of_threads_changes_nothing_in_memory() {
    let pack = PackTest::copy("good");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| journey(pack.root()).editions)
    };
    assert!(with(1) == with(2));
}

#[test]
fn the_order_of_the_report_does_not_depend_on_threads() {
    let pack = PackTest::copy("bad/broken-link");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| pack.report())
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn where_the_pack_lies_changes_nothing() {
    assert!(PackTest::copy("good").editions() == PackTest::copy("good").editions());
}
