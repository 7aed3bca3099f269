//! The keys of `pack.yaml`.

use super::editions::Audience;
use super::settings::PrintSettings;
use crate::diagnostic::Code;
use crate::yaml::Takes::{Choice, Date, Flag, Map, Maps, Named, Proses, Text, Texts, Whole};
use crate::yaml::{Key, Keys, words};

/// `pack.yaml`
pub static PACK_KEYS: Keys = Keys {
    what: "pack.yaml",
    keys: &[
        Key::new("title", Text, "The pack's title, on the front page and in every page's title."),
        Key::new("tagline", Text, "One line under the title."),
        Key::new(
            "version",
            Text,
            "As you count versions, in quotes: `\"1.0\"`. It stands on every sheet.",
        ),
        Key::new(
            "newer",
            Text,
            "Where newer versions are to be had: an address on the web, or words such as `the education office's shelf`. Without it, readers are told to ask the contact.",
        ),
        Key::new(
            "changes",
            Maps(&CHANGES),
            "What changed, version by version, the newest first. Readers get it as a page. Without it, CHANGELOG.md beside this file is that page.",
        ),
        Key::new(
            "language",
            Text,
            "The tag of the pack's language, such as `cy`: en-GB unless set.",
        ),
        Key::new("languages", Texts, "Kept for translations, which are not built yet."),
        Key::new("theme", Text, "A folder in themes/, or `default`."),
        Key::new("owner", Text, "The role that answers for the pack, never a person's name."),
        Key::new("contact", Map(&CONTACT), "Whom readers may ask. It stands on every page."),
        Key::new(
            "licence",
            Text,
            "On what terms others may use the pack, for example CC BY-SA 4.0.",
        ),
        Key::new("jurisdiction", Text, "Where the law that the pack speaks of holds."),
        Key::new("reviewed", Date, "When the pack was last read through."),
        Key::new("review_by", Date, "By when it is read through again."),
        Key::new(
            "privacy",
            Map(&PRIVACY),
            "The privacy notice of every form that has none of its own.",
        ),
        Key::new(
            "editions",
            Named(|| words(Audience::NAMES)),
            "Each edition's name, which is its folder's, with whom it is for. Without it: `participant: [everyone]` and `tutor: [everyone, tutor]`.",
        ),
        Key::new("print", Map(&PRINT), "Settings for paper."),
        Key::new(
            "allow",
            Maps(&ALLOW),
            "Warnings that you have looked at and accept, each with the reason.",
        ),
        Key::new(
            "deny",
            Texts,
            "Words and names that must never be published. `check --ready` looks for them.",
        ),
    ],
    needs: &["title"],
};

/// A version of the pack, with what changed in it.
static CHANGES: Keys = Keys {
    what: "a version's entry",
    keys: &[
        Key::new("version", Text, "The version, written as in `version` above."),
        Key::new("date", Date, "When it came out, for example 2026-11-01."),
        Key::new(
            "audience",
            Choice(|| words(Audience::NAMES)),
            "`tutor` for changes that only tutors are told of; everyone is told of the others.",
        ),
        Key::new("changes", Proses, "What changed, a line each."),
    ],
    needs: &["version", "changes"],
};

static CONTACT: Keys = Keys {
    what: "the contact",
    keys: &[
        Key::new("role", Text, "The role, never a person's name."),
        Key::new("organisation", Text, "The role's organisation."),
        Key::new("address", Text, "Postal address."),
        Key::new("phone", Text, "Telephone number as it is printed, in quotes or with its spaces."),
        Key::new("email", Text, "E-mail address of the role."),
    ],
    needs: &[],
};

/// A privacy notice, in `pack.yaml` or in a form.
pub static PRIVACY: Keys = Keys {
    what: "the privacy notice",
    keys: &[
        Key::new("controller", Text, "Who is responsible for the answers."),
        Key::new("contact", Text, "Whom to ask about them."),
        Key::new("purpose", Text, "What the answers are for, and that they are for nothing else."),
        Key::new(
            "basis",
            Text,
            "The lawful basis (General Data Protection Regulation, Article 6).",
        ),
        Key::new(
            "condition",
            Text,
            "The condition for special category data (the same regulation, Article 9).",
        ),
        Key::new("recipients", Text, "Who sees the answers."),
        Key::new("keep_for", Text, "How long they are kept, for example `6 months`."),
        Key::new("rights", Text, "What people can ask for."),
        Key::new("complaints", Text, "Where they can complain."),
    ],
    needs: &[],
};

static PRINT: Keys = Keys {
    what: "the look on paper",
    keys: &[
        Key::new("paper", Choice(|| words(PrintSettings::PAPERS)), "A4 or A5."),
        Key::new("base_size", Whole(12, 32), "Size of the text in points; 14 unless set."),
        Key::new(
            "large_print_size",
            Whole(16, 48),
            "Size of large print in points; 18 unless set.",
        ),
        Key::new("greyscale", Flag, "`true` to do without colour on paper."),
    ],
    needs: &[],
};

static ALLOW: Keys = Keys {
    what: "an accepted warning",
    keys: &[
        Key::new("code", Choice(codes), "The word in brackets behind `warning`."),
        Key::new(
            "file",
            Text,
            "The file that it concerns, from the pack's folder; without it, every file.",
        ),
        Key::new("reason", Text, "Why it is as it should be."),
    ],
    needs: &["code", "reason"],
};

fn codes() -> Vec<&'static str> {
    Code::ALL.iter().filter(|code| code.can_be_accepted()).map(|code| code.as_str()).collect()
}

/// Editions, whose names are the author's.
pub(super) static EDITIONS: Keys = Keys { what: "the table of editions", keys: &[], needs: &[] };
