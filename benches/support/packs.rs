//! Packs of any size: every kind of module and everything that Markdown and front matter can hold,
//! in about the mix that authors write.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use super::dice::Dice;
use super::modules;
use super::words::Words;

/// Folders with a kind each, and how many of a hundred modules they hold.
const SHARES: [(&str, usize); 7] = [
    ("content/guides", 30),
    ("content/models", 14),
    ("content/boundaries", 12),
    ("content/workshops", 8),
    ("scenarios", 14),
    ("content/handouts", 14),
    ("content/forms", 8),
];
/// Terms of the glossary.
const TERMS: usize = 50;

/// What links have to know of a module before any is written.
pub(crate) struct Plan {
    /// `content/guides`
    pub(crate) folder: &'static str,
    /// `guide-17-members-talk`
    pub(crate) slug: String,
    /// `Members talk and others`
    pub(crate) title: String,
    /// The text's first heading.
    pub(crate) heading: String,
    /// Whether the whole module is for tutors.
    pub(crate) tutors: bool,
}

/// Everything that a module is written from.
pub(crate) struct Library {
    pub(crate) words: Words,
    pub(crate) plans: Vec<Plan>,
    pub(crate) terms: Vec<String>,
}

impl Library {
    fn new(modules: usize) -> Self {
        let mut dice = Dice(2026);
        let words = Words::new(&mut dice, 20_000);
        let plans = (0..modules).map(|number| plan(&words, number)).collect();
        let terms = (0..TERMS).map(|number| term(&words, number)).collect();
        Self { words, plans, terms }
    }
}

/// Writes a pack and gives the bytes of its modules.
pub(crate) fn write(root: &Path, modules: usize) -> io::Result<u64> {
    let library = Library::new(modules);
    fs::create_dir_all(root.join("content"))?;
    fs::write(root.join("pack.yaml"), PACK)?;
    fs::write(
        root.join("content/index.md"),
        "---\ntitle: A made-up pack\n---\n\nStart anywhere.\n",
    )?;
    fs::write(root.join("content/outcomes.yaml"), outcomes())?;
    fs::write(root.join("content/glossary.yaml"), glossary(&library))?;
    for (at, (folder, _)) in SHARES.iter().enumerate() {
        fs::create_dir_all(root.join(folder))?;
        let index = format!("---\ntitle: Part {at}\norder: {at}\n---\n\nWhat this part holds.\n");
        fs::write(root.join(folder).join("index.md"), index)?;
    }
    let mut bytes = 0;
    for (number, plan) in library.plans.iter().enumerate() {
        let text = modules::module(&library, number);
        bytes += text.len() as u64;
        fs::write(root.join(plan.folder).join(format!("{}.md", plan.slug)), text)?;
    }
    Ok(bytes)
}

fn plan(words: &Words, number: usize) -> Plan {
    let mut dice = Dice(number as u64 * 7919 + 1);
    let mut point = dice.below(100);
    let (folder, _) = SHARES
        .into_iter()
        .find(|(_, share)| {
            let here = point < *share;
            point = point.wrapping_sub(*share);
            here
        })
        .unwrap_or(SHARES[0]);
    let mut some = |count: usize| {
        let words: Vec<&str> = (0..count).map(|_| words.pick(&mut dice)).collect();
        words.join(" ")
    };
    let (title, heading, name) = (capital(&some(4)), capital(&some(3)), some(2));
    let slug = format!("{}-{number}", name.replace(' ', "-"));
    Plan { folder, slug, title, heading, tutors: dice.below(40) == 0 }
}

/// A word or two, from common to rare.
fn term(words: &Words, number: usize) -> String {
    let first = words.at(20 + number * number / 3);
    if number.is_multiple_of(3) {
        format!("{first} {}", words.at(30 + number))
    } else {
        first.to_owned()
    }
}

/// With a capital at the start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn outcomes() -> String {
    let line = |n| format!("- {{id: C{n}, text: \"Can do what outcome number {n} says.\"}}\n");
    (1..=8).map(line).collect()
}

fn glossary(library: &Library) -> String {
    let mut text = String::new();
    let mut dice = Dice(50);
    for term in &library.terms {
        let mut meaning: Vec<&str> = Vec::new();
        meaning.resize_with(20, || library.words.pick(&mut dice));
        let meaning = capital(&meaning.join(" "));
        let _ = writeln!(text, "- term: {term}\n  definition: {meaning}.\n  also: [{term}zes]");
    }
    text
}

const PACK: &str = "\
title: A made-up pack
tagline: As large as you like
version: \"1.0\"
language: en-GB
owner: Regional Education Officer
contact: {role: Regional Education Officer, organisation: Your union, email: education@example.org}
licence: CC BY-SA 4.0
jurisdiction: England, Wales and Scotland
reviewed: 2026-11-01
review_by: 2027-11-01
allow:
  - {code: hard-to-read, reason: The words are made up.}
privacy:
  controller: Your union
  contact: Your union's data lead
  purpose: To reply to you.
  basis: Legitimate interests.
  recipients: The tutor.
  keep_for: 6 months
  rights: You can ask to see what we hold.
  complaints: Tell the data lead first.
";
