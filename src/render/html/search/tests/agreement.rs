//! The theme's script and this module take every text apart alike. Needs `node`.

use super::super::words::each_word;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What `search-words.js` makes of something, one answer a line.
fn node(arguments: &[&str]) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/words.js");
    let output = Command::new("node").arg(script).args(arguments).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn words(text: &str) -> String {
    let mut words = Vec::new();
    each_word(text, |word| words.push(String::from_utf8(word.to_vec()).unwrap()));
    words.join(" ")
}

/// The words of this repository's own pages.
fn pack_words() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["content", "scenarios", "src"].map(|folder| root.join(folder));
    let mut all = BTreeSet::new();
    for entry in folders.iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok) {
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            all.extend(words(&text).split(' ').map(str::to_owned));
        }
    }
    all
}

/// English-looking words: every root with every chain of two endings, and runs of letters that
/// the stemmer looks at most closely.
fn made_words() -> BTreeSet<String> {
    let roots = "able agree arsen bias by commun confid control die dy earl exceed fl gener hop \
        inn iyy luxuri mat mentor multipl ogl out play prob rat recogni say skill sk succeed trad \
        tyy us vietnam xy y yell yy";
    let ends = " a abli abl al aliti alism alize alli anc anci ance ant at ate ated ation ational \
        ative ator b bb bl bli dd e ed edly ee eed eedly ement ence enci ent entli er es ff ful \
        fulli fulness gg i ial ible ic ical icate iciti ied ies ing ingly ion ism iti ive iveness \
        iviti iz ization ize izer l less lessli li ll ly m ment mm n ness nn ogi olog or ous ousli \
        ousness pp rr s ses ss sses t tional tt u us x y ys";
    let ends: Vec<&str> = ends.split(' ').collect();
    let mut all = BTreeSet::new();
    for root in roots.split_whitespace() {
        for first in &ends {
            all.extend(ends.iter().map(|second| format!("{root}{first}{second}")));
        }
    }
    let letters = b"aeiouyyywxstlngdbrmc1";
    let mut state = 1_u64;
    for _ in 0..60_000 {
        let mut word = String::new();
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
        let mut rest = state >> 8;
        for _ in 0..2 + state % 9 {
            word.push(char::from(letters[(rest % 21) as usize]));
            rest /= 21;
        }
        word.push_str(ends[(state >> 40) as usize % ends.len()]);
        all.insert(word);
    }
    all
}

#[test]
fn the_browsers_stemmer_agrees_on_the_packs_words_and_on_awkward_ones() {
    let tricky = "skis skies dying lying tying idly gently ugly early only singly sky news howe \
        atlas cosmos bias andes inning outing canning herring earring proceed exceed succeed \
        mentored mentoring confidentiality sayings yearly enjoying 2024s 1st y ye by gyms";
    let mut all = pack_words();
    all.extend(made_words());
    all.extend(tricky.split_whitespace().map(str::to_owned));
    all.remove("");
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("words");
    std::fs::write(&list, all.iter().map(|word| format!("{word}\n")).collect::<String>()).unwrap();
    let theirs = node(&["stems", list.to_str().unwrap()]);
    assert_eq!(theirs.len(), all.len());
    let stemmer = Stemmer::create(Algorithm::English);
    for (word, theirs) in all.iter().zip(&theirs) {
        let ours = if word.is_ascii() { stemmer.stem(word) } else { word.into() };
        assert_eq!(&ours, theirs, "the stem of {word}");
    }
}

/// Which Unicode this machine's node knows, such as "17.0".
fn node_unicode() -> String {
    let output = Command::new("node").args(["-p", "process.versions.unicode"]).output();
    String::from_utf8(output.expect("node runs").stdout).unwrap().trim().to_owned()
}

#[test]
fn the_browser_folds_every_character_that_it_knows_as_the_builder_does() {
    let lines = node(&["characters"]);
    assert!(lines.len() > 100_000);
    let (major, minor, _) = char::UNICODE_VERSION;
    let same_unicode = node_unicode() == format!("{major}.{minor}");
    for line in lines {
        let (code, theirs) = line.split_once(' ').unwrap();
        let character = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        let ours = words(&format!("x{character}y {character}"));
        // An older Unicode counts fewer of the rarer characters among the letters.
        let newer_letter = !same_unicode && character > '\u{370}' && theirs == "x y";
        assert!(ours == theirs || newer_letter, "U+{code}: {ours:?} and {theirs:?}");
    }
}
