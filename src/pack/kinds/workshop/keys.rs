//! The keys of a workshop.

use super::read::LONGEST;
use crate::pack::kinds::handout::Per;
use crate::schedule::Priority;
use crate::yaml::Takes::{Choice, Clock, Date, Flag, Maps, Prose, Text, Texts, TextsOrMaps, Whole};
use crate::yaml::{Key, Keys, words};

const LENGTH: Key =
    Key::new("length", Whole(1, LONGEST), "Minutes; the steps must add up to them.");
const START: Key = Key::new("start", Clock, "When it starts, in quotes: `\"11:00\"`.");
const STEPS: Key = Key::new("steps", Maps(&STEP), "The plan, step by step.");

pub(in crate::pack::kinds) static KEYS: &[Key] = &[
    LENGTH,
    Key::new("people", Whole(1, 10_000), "How many people it is planned for."),
    Key::new("groups", Whole(0, 1_000), "How many groups they make."),
    Key::new("tutors", Whole(0, 1_000), "How many tutors run it."),
    START,
    Key::new("date", Date, "The day, if it is fixed."),
    Key::new("venue", Text, "The place, if it is fixed."),
    Key::new(
        "scenarios",
        Texts,
        "File names, without .md, of the scenarios dealt to the groups; all of them when left out.",
    ),
    STEPS,
    Key::new(
        "sessions",
        Maps(&SESSION),
        "For a longer course, instead of length, start and steps.",
    ),
    Key::new("variants", Maps(&VARIANT), "Other lengths that it can be run in."),
];

static SESSION: Keys = Keys {
    what: "a session",
    keys: &[
        Key::new("title", Text, "What the session is called."),
        Key::new("day", Whole(1, 366), "The day of the course, from 1."),
        LENGTH,
        START,
        STEPS,
    ],
    needs: &["title", "length", "steps"],
};

static STEP: Keys = Keys {
    what: "a step",
    keys: &[
        Key::new("title", Text, "What the step is called."),
        Key::new("minutes", Whole(1, LONGEST), "How long it takes."),
        Key::new(
            "at_least",
            Whole(0, LONGEST),
            "The fewest minutes that still make sense; `minutes` unless set.",
        ),
        Key::new(
            "at_most",
            Whole(1, LONGEST),
            "The most minutes that still make sense; `minutes` unless set.",
        ),
        Key::new(
            "priority",
            Choice(|| words(Priority::NAMES)),
            "What goes first when time runs out: could, then should, never must.",
        ),
        Key::new("setting", Text, "How the room is used, for example `whole room`."),
        Key::new("materials", TextsOrMaps(&MATERIAL), "What is needed besides paper."),
        Key::new("output", Text, "What there is afterwards."),
        Key::new("outcomes", Texts, "Ids of outcomes, from content/outcomes.yaml, that it serves."),
        Key::new(
            "uses",
            TextsOrMaps(&USE),
            "Sheets that it uses: paths from content/, one a person unless said.",
        ),
        Key::new("break", Flag, "`true` if it is a break."),
        Key::new("notes", Prose, "Notes for the tutor. Nobody else sees them."),
    ],
    needs: &["title", "minutes"],
};

static MATERIAL: Keys = Keys {
    what: "a material",
    keys: &[
        Key::new("item", Text, "What it is."),
        Key::new("count", Whole(0, 100_000), "How many; 1 unless set."),
        Key::new(
            "per",
            Choice(|| words(Per::NAMES)),
            "For each of whom: person, group, tutor or room.",
        ),
        Key::new(
            "in",
            Whole(1, 100_000),
            "How many there are in a pack; the count is rounded up to packs.",
        ),
    ],
    needs: &["item"],
};

static USE: Keys = Keys {
    what: "an item of `uses`",
    keys: &[
        Key::new("sheet", Text, "The path of a handout or form, from content/."),
        Key::new(
            "per",
            Choice(|| words(Per::NAMES)),
            "For each of whom: person, group, tutor or room.",
        ),
    ],
    needs: &["sheet"],
};

static VARIANT: Keys = Keys {
    what: "a variant",
    keys: &[
        Key::new("length", Whole(1, LONGEST), "Minutes."),
        Key::new("name", Text, "What people call it."),
    ],
    needs: &["length"],
};
