//! The keys of a form.

use crate::form::FieldType;
use crate::pack::kinds::handout::COPIES;
use crate::project::PRIVACY;
use crate::yaml::Takes::{
    Choice, DateOrDays, Flag, Groups, Map, Maps, Text, Texts, TextsOrMaps, Whole,
};
use crate::yaml::{Key, Keys, words};

pub(in crate::pack::kinds) static KEYS: &[Key] = &[
    COPIES,
    Key::new("fields", Maps(&FIELD), "What the form asks, in order."),
    Key::new(
        "one_of",
        Groups,
        "Fields of which at least one must be filled in: `[[phone, email]]`.",
    ),
    Key::new("anonymous", Flag, "`true` if nobody can be known by the answers."),
    Key::new("return", Map(&RETURN), "How the form comes back."),
    Key::new("privacy", Map(&PRIVACY), "The form's own privacy notice, over the pack's."),
];

static FIELD: Keys = Keys {
    what: "a field",
    keys: &[
        Key::new("name", Text, "Its name in the register: small letters, digits and `_`."),
        Key::new("label", Text, "What stands above it."),
        Key::new("type", Choice(|| words(FieldType::NAMES)), "What it takes; `text` unless set."),
        Key::new("hint", Text, "A sentence of help."),
        Key::new("required", Flag, "Whether it must be filled in."),
        Key::new(
            "autocomplete",
            Text,
            "What a browser may fill in by itself: name, email, tel and the like.",
        ),
        Key::new(
            "options",
            TextsOrMaps(&OPTION),
            "For `choice` and `choices`: what there is to choose.",
        ),
        Key::new("other", Flag, "Whether people may write in something else."),
        Key::new("min", Whole(0, 1_000_000), "The least number."),
        Key::new("max", Whole(0, 1_000_000), "The most."),
        Key::new("min_label", Text, "For `scale`: what the least means."),
        Key::new("max_label", Text, "For `scale`: what the most means."),
        Key::new("rows", Whole(1, 100), "For `table` and `textarea`: how many lines."),
        Key::new("columns", Texts, "For `table`: the heads of the columns."),
    ],
    needs: &["name", "label"],
};

/// Keys that only fields of some types have.
pub(super) static OF_TYPES: &[(&str, &[FieldType])] = &[
    ("options", &[FieldType::Choice, FieldType::Choices]),
    ("other", &[FieldType::Choice, FieldType::Choices]),
    ("min", &[FieldType::Number, FieldType::Scale]),
    ("max", &[FieldType::Number, FieldType::Scale]),
    ("min_label", &[FieldType::Scale]),
    ("max_label", &[FieldType::Scale]),
    ("rows", &[FieldType::Textarea, FieldType::Table]),
    ("columns", &[FieldType::Table]),
];

static OPTION: Keys = Keys {
    what: "an option",
    keys: &[
        Key::new("value", Text, "What stands in the register."),
        Key::new("label", Text, "What people read; the value, unless set."),
    ],
    needs: &["value"],
};

static RETURN: Keys = Keys {
    what: "how the form comes back",
    keys: &[
        Key::new("to", Text, "`contact` for the pack's contact, or words for whom to give it to."),
        Key::new("by", DateOrDays, "A date, or days after the workshop: `14 days`."),
    ],
    needs: &[],
};
