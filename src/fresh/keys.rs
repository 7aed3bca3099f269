//! Keys in a new file: what each is for, and an example of those that are left out.
//!
//! A line that explains begins with two hashes and an example with one, which stands right before
//! the text: whoever takes it away, and nothing else, has a line that works.

use crate::yaml::{Key, Keys, Takes};

/// What a key is for, and each key of the maps in it. A map is explained once in a file: `told`
/// remembers.
pub(super) fn explained(key: &Key, told: &mut Vec<&'static Keys>) -> String {
    let mut text = format!("## {}\n", key.about);
    explain_map(&mut text, key.takes, "  ", told);
    text
}

fn explain_map(text: &mut String, takes: Takes, indent: &str, told: &mut Vec<&'static Keys>) {
    let Some(table) = table(takes) else { return };
    if told.iter().any(|known| std::ptr::eq(*known, table)) {
        return;
    }
    told.push(table);
    for key in table.keys {
        text.push_str(&format!("## {indent}{}: {}\n", key.name, key.about));
        explain_map(text, key.takes, &format!("{indent}  "), told);
    }
}

fn table(takes: Takes) -> Option<&'static Keys> {
    match takes {
        Takes::Map(table)
        | Takes::Maps(table)
        | Takes::TextOrMap(table)
        | Takes::TextsOrMaps(table) => Some(table),
        _ => None,
    }
}

/// Lines that say nothing until their hash is taken away.
pub(super) fn commented(lines: &str) -> String {
    lines.lines().map(|line| format!("#{line}\n")).collect()
}

/// A key with a value that works in any pack. What names other parts of a pack is only shown.
pub(super) fn example(key: &Key) -> String {
    let name = key.name;
    let value = match (name, key.takes) {
        ("outcomes", _) => " # for example [C1, C2]",
        ("scenarios", _) => " # for example [new-stewards]",
        ("summary", _) => " One sentence on what this is for.",
        ("order" | "number", _) => " 1",
        ("audience", _) => " tutor",
        ("print", Takes::Flag) => " false",
        ("owner", _) => " Education officer",
        ("tags", _) => "\n  - first topic\n  - second topic",
        ("sources", _) => "\n  - The rule book of the union, rule 3.",
        ("venue", _) => " Committee room",
        ("sessions", _) => {
            "\n  - title: First morning\n    day: 1\n    length: 45\n    start: \"09:30\"\n    \
             steps:\n      - title: Welcome\n        minutes: 45"
        }
        ("variants", _) => "\n  - length: 40\n    name: the shorter one",
        ("people", _) => " 3",
        ("who", _) => " Two new reps and a steward",
        ("ideas", _) => {
            "\n  from: A group of stewards\n  items:\n    - Ask what the rep has tried so far."
        }
        ("listen_for", _) => "\n  - Somebody asks before they give advice.",
        ("posters", _) => "\n  - heading: Our questions\n    below: [Today, Later]\n    per: room",
        ("one_of", _) => " [[most_useful, missing]]",
        ("return", _) => "\n  to: contact\n  by: 14 days",
        ("privacy", _) => {
            "\n  controller: Our union\n  contact: The education officer\n  \
             purpose: To plan the next workshop, and for nothing else.\n  \
             basis: Legitimate interests, Article 6(1)(f)\n  \
             condition: A trade union's own activities, Article 9(2)(d)\n  \
             recipients: The education team\n  keep_for: 6 months\n  \
             rights: You may see your answers, and have them mended or deleted.\n  \
             complaints: The Information Commissioner's Office"
        }
        ("tagline", _) => " What we learn from one another",
        ("newer", _) => " The shelf in the education office",
        ("changes", _) => "\n  - version: \"0.1\"\n    changes:\n      - The first version.",
        ("language", _) => " en-GB",
        ("theme", _) => " default",
        ("contact", _) => {
            "\n  role: Education officer\n  organisation: Our union\n  \
             address: 1 Example Street, Exampletown\n  phone: 07700 900123\n  \
             email: education@example.org"
        }
        ("licence", _) => " CC BY-SA 4.0",
        ("jurisdiction", _) => " England and Wales",
        ("editions", _) => "\n  participant: [everyone]\n  tutor: [everyone, tutor]",
        ("print", _) => {
            "\n  paper: A4\n  base_size: 14\n  large_print_size: 18\n  greyscale: false"
        }
        ("allow", _) => "\n  - code: long-sentence\n    reason: It is a rule, word for word.",
        ("deny", _) => "\n  - a name that must not be published",
        (_, Takes::Flag) => " true",
        (_, Takes::Clock) => " \"11:00\"",
        (_, Takes::Date) => " # for example 2027-03-06",
        (_, Takes::Choice(words)) => {
            return format!("{name}: {}\n", words().first().unwrap_or(&""));
        }
        _ => "",
    };
    format!("{name}:{value}\n")
}
