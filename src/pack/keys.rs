//! The keys that every module has, whatever its kind, and those of a section's page.

use crate::pack::kinds::Kind;
use crate::project::Audience;
use crate::yaml::Takes::{Choice, Date, Flag, Proses, Text, Texts, Whole};
use crate::yaml::{Key, Keys, words};

const TITLE: Key = Key::new(
    "title",
    Text,
    "The page's heading, and its name in lists. In quotes if it holds a colon.",
);
const SUMMARY: Key = Key::new(
    "summary",
    Text,
    "One sentence on what the page is for. Lists and the search show it.",
);
const ORDER: Key = Key::new(
    "order",
    Whole(0, 99_999),
    "Its place in the section, counted from 1; by title when left out.",
);
const TAGS: Key = Key::new("tags", Texts, "Topics, for the list of topics.");
const OWNER: Key =
    Key::new("owner", Text, "The role that answers for the page, if not the pack's owner.");
const REVIEWED: Key =
    Key::new("reviewed", Date, "When the page was last read through, if not with the pack.");
const REVIEW_BY: Key =
    Key::new("review_by", Date, "By when it is read through again, if not with the pack.");

/// Front matter of a module. Its kind adds keys.
pub static MODULE: Keys = Keys {
    what: "this page",
    keys: &[
        TITLE,
        SUMMARY,
        ORDER,
        Key::new(
            "kind",
            Choice(|| words(&Kind::names())),
            "What sort of page it is, if not what its folder says.",
        ),
        Key::new(
            "audience",
            Choice(|| words(Audience::NAMES)),
            "`tutor` for a page that only tutors get; everyone gets the others.",
        ),
        TAGS,
        Key::new(
            "outcomes",
            Texts,
            "Ids of outcomes, from content/outcomes.yaml, that the page serves.",
        ),
        OWNER,
        REVIEWED,
        REVIEW_BY,
        Key::new(
            "print",
            Flag,
            "`false` for no PDF of the page and no place in the book, `true` for a PDF; its kind decides otherwise.",
        ),
        Key::new("sources", Proses, "Where its facts are from, a line of Markdown each."),
    ],
    needs: &["title"],
};

/// Front matter of `index.md`: the front page, or a section's.
pub static INDEX: Keys = Keys {
    what: "this page",
    keys: &[TITLE, SUMMARY, ORDER, TAGS, OWNER, REVIEWED, REVIEW_BY],
    needs: &[],
};
