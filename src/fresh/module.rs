//! A new module: its place, and front matter with a comment for each key.

use super::keys::{commented, example, explained};
use super::{one_line, quoted};
use crate::address::{self, LONGEST_SLUG, Unusable};
use crate::pack::keys::MODULE;
use crate::pack::kinds::Kind;
use crate::project::{CONTENT, SCENARIOS};

/// Why a title gives no file name.
#[derive(Debug, thiserror::Error)]
pub enum Unnamed {
    /// It has nothing that a name could be made of.
    #[error("a file's name is made of its title, and `{0}` has no letter or digit in it")]
    Empty(String),
    /// Windows keeps the name.
    #[error("Windows keeps the name `{0}` for itself: add a word to the title")]
    Device(String),
    /// It would be a section's own page.
    #[error(
        "`index.md` is the page of a section itself, not a page in it: add a word to the title"
    )]
    Index,
}

/// A module of a kind: its path from the pack's folder, and what it says. `has_privacy` is whether
/// the pack has a privacy notice, without which a form has to be anonymous.
///
/// # Errors
/// The title gives no file name.
pub fn module(kind: Kind, title: &str, has_privacy: bool) -> Result<(String, String), Unnamed> {
    let slug = slug(&one_line(title))?;
    let path = match kind {
        Kind::Scenario => format!("{SCENARIOS}/{slug}.md"),
        _ => format!("{CONTENT}/{}/{slug}.md", kind.row().folder),
    };
    let mut text = String::from("---\n");
    let mut told = Vec::new();
    for key in MODULE.keys.iter().chain(kind.row().keys) {
        // The folder gives the kind.
        if key.name == "kind" {
            continue;
        }
        let value = match key.name {
            "title" => Some(format!("title: {}\n", quoted(title))),
            name => sample(kind, name, has_privacy),
        };
        text.push_str(&explained(key, &mut told));
        match value {
            Some(value) => {
                text.push_str(&value);
                text.push_str(&commented(more(kind, key.name)));
            }
            None => text.push_str(&commented(&example(key))),
        }
    }
    text.push_str("---\n\n");
    text.push_str(words(kind));
    Ok((path, text))
}

fn slug(title: &str) -> Result<String, Unnamed> {
    match address::slug(title) {
        Ok(slug) if slug == "index" => Err(Unnamed::Index),
        Ok(slug) => Ok(slug),
        Err(Unusable::Empty) => Err(Unnamed::Empty(title.to_owned())),
        Err(Unusable::Device) => Err(Unnamed::Device(address::slugify(title))),
        // The title may be as long as you like; the name ends with a word.
        Err(Unusable::TooLong) => {
            let long = address::slugify(title);
            let cut = &long[..LONGEST_SLUG];
            Ok(cut.rsplit_once('-').map_or(cut, |(words, _)| words).to_owned())
        }
    }
}

/// Keys that a module of this kind cannot do without, or hardly.
fn sample(kind: Kind, key: &str, has_privacy: bool) -> Option<String> {
    let text = match (kind, key) {
        (Kind::Model, "shape") => "shape: path\n",
        (Kind::Model, "stages") => {
            "stages:\n  - name: First stage\n    ask: [\"What would you like to talk about?\"]\n  \
             - name: Second stage\n    ask: [\"What have you tried?\"]\n"
        }
        (Kind::Workshop, "length") => "length: 45\n",
        (Kind::Workshop, "people") => "people: 20\n",
        (Kind::Workshop, "groups") => "groups: 4\n",
        (Kind::Workshop, "tutors") => "tutors: 1\n",
        (Kind::Workshop, "steps") => {
            "steps:\n  - title: Welcome\n    minutes: 5\n    setting: whole room\n  \
             - title: Work in groups\n    minutes: 30\n    at_least: 20\n    at_most: 40\n    \
             notes: |\n      What you say to open it.\n  - title: Close\n    minutes: 10\n"
        }
        (Kind::Scenario, "situation") => "situation: |\n  What has happened, in a few sentences.\n",
        (Kind::Scenario, "prompts") => "prompts:\n  - What would you ask first?\n",
        (Kind::Handout, "copies") => "copies: person\n",
        (Kind::Form, "fields") => {
            "fields:\n  - name: most_useful\n    label: What was most useful?\n    type: textarea\n  \
             - name: missing\n    label: What did you miss?\n    type: textarea\n  \
             - name: next\n    label: What will you do next?\n    type: textarea\n"
        }
        (Kind::Form, "anonymous") if !has_privacy => "anonymous: true\n",
        _ => return None,
    };
    Some(text.to_owned())
}

/// What the last item of a sample's list can have besides.
fn more(kind: Kind, key: &str) -> &'static str {
    match (kind, key) {
        (Kind::Workshop, "steps") => {
            "    at_least: 5\n    at_most: 15\n    priority: should\n    setting: in a circle\n    \
             materials:\n      - item: sticky notes\n        count: 4\n        per: person\n        \
             in: 100\n    output: A question from each group\n    \
             outcomes: # for example [C1, C2]\n    uses: # for example [handouts/role-card.md]\n    \
             break: false\n    notes: |\n      What you say to close it.\n"
        }
        (Kind::Form, "fields") => {
            "    hint: A sentence is enough.\n    required: true\n    autocomplete: \"off\"\n    \
             rows: 4\n  - name: again\n    label: Would you come again?\n    type: choice\n    \
             options:\n      - value: yes_please\n        label: Yes please\n      - value: not_now\n        \
             label: Not now\n    other: true\n  - name: useful\n    label: How useful was it?\n    \
             type: scale\n    min: 1\n    max: 5\n    min_label: not at all\n    max_label: very\n  \
             - name: plan\n    label: What happens next?\n    type: table\n    \
             columns: [Action, Who, By when]\n"
        }
        _ => "",
    }
}

fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Model => "Write here what this way of mentoring is good for.\n",
        Kind::Boundary => {
            "Write here where mentoring stops, and who helps instead.\n\n## What you can say\n\n\
             Write the words that a mentor can use.\n"
        }
        Kind::Workshop => "Write here whom the workshop is for.\n",
        Kind::Scenario => "Write here what a group should know besides.\n",
        Kind::Handout => "Write here what people take away.\n\n::lines{n=4}\n",
        Kind::Form => "Write here what the answers are for.\n",
        Kind::Guide => "Write here what a reader should know.\n\n## A heading\n\nGo on here.\n",
    }
}

/// The beginning of a module for an editor that fills in: `${1:...}` is where the writer types.
pub(super) fn snippet(kind: Kind) -> String {
    let mut text = String::from("---\ntitle: \"${1:Title}\"\nsummary: ${2:One sentence.}\n");
    for key in kind.row().keys {
        if let Some(sample) = sample(kind, key.name, true) {
            text.push_str(&sample);
        }
    }
    text.push_str("---\n\n$0\n");
    text
}
