//! The index read back, and compared with the pages it was made from.

mod agreement;

use super::digits::{DIGITS, tests::read_number};
use super::words::each_word;
use super::{Page, SearchIndex, Section, index};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// For each stem its sections and weights.
type Postings = BTreeMap<String, Vec<(u32, u32)>>;

/// Pages with words that repeat, stem together, carry accents, and leave large gaps.
fn sample(count: usize) -> Vec<(String, String, Vec<Section>)> {
    let words =
        ["mentor", "mentors", "mentoring", "union", "dŵr", "listening", "the", "45", "goal"];
    let mut state = 7_usize;
    let mut next = move |end: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    (0..count)
        .map(|number| {
            let sections = (0..number % 4)
                .map(|place| Section {
                    anchor: (place > 0).then(|| format!("part-{place}")),
                    heading: (place > 0).then(|| format!("Part {place}")),
                    text: (0..next(120))
                        .map(|_| match next(20) {
                            0 => format!("word{} ", next(3000)),
                            _ => format!("{} ", words[next(words.len())]),
                        })
                        .collect(),
                })
                .collect();
            (format!("models/m{number}.html"), format!("Module {number} on “goals”"), sections)
        })
        .collect()
}

fn pages(sample: &[(String, String, Vec<Section>)]) -> Vec<Page<'_>> {
    sample
        .iter()
        .map(|(url, title, sections)| Page {
            url,
            title,
            kind: "Model",
            sections: sections.clone(),
        })
        .collect()
}

/// What the lists should say, counted without any of the index's own means but the tokeniser.
fn expected(pages: &[Page<'_>]) -> Postings {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut all: BTreeMap<String, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut section = 0;
    let mut add = |text: &str, section: u32, weight: u32| {
        each_word(text, |word| {
            let word = str::from_utf8(word).unwrap();
            if !super::count::STOP_WORDS.contains(&word) {
                let stem = if word.is_ascii() { stemmer.stem(word) } else { word.into() };
                *all.entry(stem.into_owned()).or_default().entry(section).or_default() += weight;
            }
        });
    };
    for page in pages {
        for (place, part) in page.sections.iter().enumerate() {
            add(page.title, section, if place == 0 { 8 } else { 1 });
            add(part.heading.as_deref().unwrap_or_default(), section, 4);
            add(&part.text, section, 1);
            section += 1;
        }
        if page.sections.is_empty() {
            add(page.title, section, 8);
            section += 1;
        }
    }
    let most = |weight: u32| weight.min(93);
    all.into_iter()
        .map(|(stem, sections)| (stem, sections.into_iter().map(|(s, w)| (s, most(w))).collect()))
        .collect()
}

/// The calls that the files make, as kind, number and what follows the number.
fn calls(index: &SearchIndex) -> BTreeMap<(String, usize), String> {
    let mut calls = BTreeMap::new();
    for (path, bytes) in &index.files {
        // The last line says the file's own name.
        let text = str::from_utf8(bytes).unwrap().trim_end();
        let (text, own) = text.rsplit_once('\n').unwrap();
        assert!(own.contains(path.trim_start_matches("assets/")), "{path}: {own}");
        for call in text.split("mentorpackSearch.").skip(1) {
            let (kind, rest) = call.split_once('(').unwrap();
            if let Some((number, rest)) = rest.split_once(',')
                && kind != "root"
            {
                let inside = rest.trim_end().strip_suffix(");").unwrap().to_owned();
                calls.insert((kind.to_owned(), number.parse().unwrap()), inside);
            }
        }
    }
    calls
}

/// Reads all lists back, the way that `search.js` does.
fn read(index: &SearchIndex) -> Postings {
    let calls = calls(index);
    let string =
        |kind: &str, number: usize| calls[&(kind.to_owned(), number)].trim_matches('"').to_owned();
    let mut all = Postings::new();
    for number in 0..calls.keys().filter(|(kind, _)| kind == "words").count() {
        let (words, numbers) = calls[&("words".to_owned(), number)].split_once("\",\"").unwrap();
        let numbers = numbers.trim_end_matches('"').to_owned();
        let mut numbers = numbers.bytes();
        let mut list = read_number(&mut numbers) as usize;
        let mut long = read_number(&mut numbers) as usize;
        let (mut at, mut last) = (0, String::new());
        for entry in words.trim_start_matches('"').split(' ') {
            let stem = entry.split(',').next().unwrap();
            let shared = stem[..1]
                .parse::<usize>()
                .unwrap_or_else(|_| 10 + usize::from(stem.as_bytes()[0] - b'a'));
            let stem = format!("{}{}", &last[..shared], &stem[1..]);
            let number = read_number(&mut numbers);
            let (size, mark) = (number as usize / 3, number % 3);
            let bytes = if mark == 2 {
                long += 1;
                string("long", long - 1)
            } else {
                if mark == 1 {
                    (list, at) = (list + 1, 0);
                }
                at += size;
                string("lists", list)[at - size..at].to_owned()
            };
            all.insert(stem.clone(), postings(&bytes));
            last = stem;
        }
        assert_eq!(numbers.next(), None);
    }
    all
}

fn postings(list: &str) -> Vec<(u32, u32)> {
    let mut bytes = list.bytes().peekable();
    let mut found = Vec::new();
    let mut next = 0;
    while bytes.peek().is_some() {
        let number = read_number(&mut bytes);
        next += number / 2;
        let weight = match number % 2 {
            0 => 1,
            _ => {
                let digit = bytes.next().unwrap();
                DIGITS.iter().position(|&known| known == digit).unwrap() as u32 + 2
            }
        };
        found.push((next, weight));
        next += 1;
    }
    found
}

#[test]
fn every_mention_reads_back() {
    for count in [0, 1, 15, 900] {
        let sample = sample(count);
        let pages = pages(&sample);
        let index = index(&pages);
        assert_eq!(read(&index), expected(&pages), "{count} pages");
    }
}

#[test]
fn threads_change_nothing() {
    let sample = sample(400);
    let pages = pages(&sample);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| index(&pages))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn a_small_pack_has_one_file_and_a_large_one_a_root_that_names_the_others() {
    let sample = sample(3000);
    let all = pages(&sample);
    let small = index(&all[..40]);
    assert_eq!(small.files.len(), 1);
    let large = index(&all);
    assert!(large.files.len() > 10);
    let (_, root) = large.files.iter().find(|(path, _)| *path == large.root).unwrap();
    let root = str::from_utf8(root).unwrap();
    for (path, _) in large.files.iter().filter(|(path, _)| *path != large.root) {
        let hash = path.rsplit('.').nth(1).unwrap();
        assert!(path.starts_with("assets/search/") && hash.len() == 16, "{path}");
        assert!(root.contains(hash), "{path} is not named by the root");
    }
}

#[test]
fn a_page_is_written_once_with_what_its_results_show() {
    let section = |anchor: &str, heading: &str| Section {
        anchor: Some(anchor.to_owned()),
        heading: Some(heading.to_owned()),
        text: "Say \"hello\".".to_owned(),
    };
    let sections = vec![
        Section { anchor: None, heading: None, text: "Top of\tthe page".to_owned() },
        section("say-hello", "Say hello"),
        section("hi-2", "Say hi"),
    ];
    let page = Page { url: "a/b.html", title: "A </script> title", kind: "Model", sections };
    let calls = calls(&index(&[page]));
    assert_eq!(
        calls[&("pages".to_owned(), 0)],
        "[\n\"a/b.html\tA \\x3c/script> title\tModel\t\t\tTop of the page\
         \t#\tSay hello\tSay \\\"hello\\\".\thi-2\tSay hi\tSay \\\"hello\\\".\"]"
    );
}
