//! The author's guide's page of keys, made from the same tables as the schemas.

use std::fmt::Write;

use crate::address::slugify;
use crate::pack::keys::{INDEX, MODULE};
use crate::pack::kinds::KINDS;
use crate::pack::{OUTCOME, TERM};
use crate::project::PACK_KEYS;
use crate::theme::THEME_KEYS;
use crate::yaml::{Key, Keys, Takes};

/// Where the page stands in a pack.
pub const KEYS_PAGE: &str = "content/authors/keys.md";

/// Of a longer list of words the page says only that there is one.
const MOST_WORDS: usize = 12;

const OPENING: &str = "\
---
title: Every key
summary: Each key that a page, a list, the settings or a theme may have, and what it takes.
kind: guide
order: 800
audience: tutor
tags: [keys]
print: false
---

This page is for looking things up. It is made from the program itself, so it is complete. To learn \
how keys are written, read [the first lines of a page](front-matter.md).

\"Needed\" means that a page, or a part of it, can't do without the key. You may leave out all the \
others. Text with marks may have links, lists and words in bold, as the [text of a page](text.md) has.
";

/// The page: every key of every map, what it takes, whether it is needed and what it is for.
pub fn keys_page() -> String {
    let mut page = Page { text: OPENING.to_owned(), told: Vec::new() };
    page.section(
        "Every page",
        "These stand in the first lines of each page, whatever its kind.",
        MODULE.keys,
        MODULE.needs,
    );
    for kind in KINDS.iter().filter(|kind| !kind.keys.is_empty()) {
        let which = match kind.folder {
            "scenarios" => "in `scenarios/`".to_owned(),
            folder => format!("in `content/{folder}/`"),
        };
        page.section(
            &format!("A {}", kind.name),
            &format!("Pages {which} have these besides."),
            kind.keys,
            &[],
        );
    }
    page.section(
        "The first page of a section",
        "These stand in `content/index.md`, and in the `index.md` of a section's folder.",
        INDEX.keys,
        INDEX.needs,
    );
    for (heading, about, table) in [
        ("The settings of the pack", "These stand in `pack.yaml`.", &PACK_KEYS),
        ("An outcome", "The file `content/outcomes.yaml` is a list of these.", &OUTCOME),
        ("A term", "The file `content/glossary.yaml` is a list of these.", &TERM),
        ("A theme", "These stand in `theme.yaml`, in the folder of the theme.", &THEME_KEYS),
    ] {
        page.section(heading, about, table.keys, table.needs);
    }
    page.text.push_str("\nBack to [the first lines of a page](front-matter.md).\n");
    page.text
}

struct Page {
    text: String,
    /// Maps that the page has told of: two keys may take the same one.
    told: Vec<&'static Keys>,
}

impl Page {
    fn section(&mut self, heading: &str, about: &str, keys: &'static [Key], needs: &[&str]) {
        let _ = write!(self.text, "\n## {heading}\n\n{about}\n");
        self.table(keys, needs);
    }

    /// A table of keys, then each map that they take.
    fn table(&mut self, keys: &'static [Key], needs: &[&str]) {
        self.text.push_str("\n| Key | What you write | What it is for |\n|---|---|---|\n");
        for key in keys {
            let needed = if needs.contains(&key.name) { "**Needed.** " } else { "" };
            let (name, takes, about) = (key.name, takes(key.takes), key.about);
            let _ = writeln!(self.text, "| `{name}` | {takes} | {needed}{about} |");
        }
        for key in keys {
            let (Takes::Map(map)
            | Takes::Maps(map)
            | Takes::TextOrMap(map)
            | Takes::TextsOrMaps(map)) = key.takes
            else {
                continue;
            };
            if self.told.iter().any(|told| std::ptr::eq(*told, map)) {
                continue;
            }
            self.told.push(map);
            let _ =
                write!(self.text, "\n### {}\n\nThese stand under `{}`.\n", title(map), key.name);
            self.table(map.keys, map.needs);
        }
    }
}

/// `A step`
fn title(map: &Keys) -> String {
    let mut letters = map.what.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn link(map: &Keys) -> String {
    format!("[{}](#{})", map.what, slugify(&title(map)))
}

fn takes(takes: Takes) -> String {
    match takes {
        Takes::Text => "text".to_owned(),
        Takes::Prose => "text with marks, as on a page".to_owned(),
        Takes::Flag => "`true` or `false`".to_owned(),
        Takes::Whole(least, most) => format!("a whole number, {least} to {most}"),
        Takes::Date => "a date: `2027-03-06`".to_owned(),
        Takes::Clock => "a time in quotes: `\"11:00\"`".to_owned(),
        Takes::DateOrDays => "a date, or days: `14 days`".to_owned(),
        Takes::Choice(words) => choice(&words()),
        Takes::Texts => "a list of texts".to_owned(),
        Takes::Proses => "a list of texts with marks".to_owned(),
        Takes::Groups => "lists of names".to_owned(),
        Takes::Map(map) => format!("keys of its own: {}", link(map)),
        Takes::Maps(map) => format!("a list; each item is {}", link(map)),
        Takes::TextOrMap(map) => format!("text, or {}", link(map)),
        Takes::TextsOrMaps(map) => format!("a list; each item is text, or {}", link(map)),
        Takes::Named(words) => {
            format!("names of your own, each with a list of {}", choice(&words()))
        }
        Takes::Colours => "names, each with its colour: `\"#0b5c63\"`".to_owned(),
    }
}

/// `` `a`, `b` or `c` ``
fn choice(words: &[&str]) -> String {
    if words.len() > MOST_WORDS {
        return format!("one of {} words", words.len());
    }
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}
