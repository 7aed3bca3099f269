//! A scenario: a case that a group thinks through.

use crate::body::Body;
use crate::diagnostic::Diagnostics;
use crate::load::Reader;
use crate::project::{Audience, Edition};
use crate::yaml::{Fields, Key, Keys, Takes};

pub(super) static KEYS: &[Key] = &[
    Key::new("number", Takes::Whole(1, 999), "Its place among the scenarios."),
    Key::new("people", Takes::Whole(1, 9999), "How many people it is about."),
    Key::new("who", Takes::Text, "Who they are."),
    Key::new("situation", Takes::Prose, "What has happened."),
    Key::new("prompts", Takes::Proses, "Questions for the group."),
    Key::new("ideas", Takes::Map(&IDEAS), "Ideas of earlier groups. Only tutors see them."),
    Key::new("listen_for", Takes::Proses, "What to listen for. Only tutors see it."),
];

static IDEAS: Keys = Keys {
    what: "a set of ideas",
    keys: &[
        Key::new("from", Takes::Text, "Where the ideas are from."),
        Key::new("items", Takes::Proses, "Each idea."),
    ],
    needs: &[],
};

/// What a scenario has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its place in the order; the slug is its identity.
    pub number: Option<u32>,
    /// How many people it is about.
    pub people: Option<u32>,
    /// Who they are.
    pub who: Option<String>,
    /// What has happened.
    pub situation: Body,
    /// Questions for the group.
    pub prompts: Vec<Body>,
    /// Earlier groups' ideas, for tutors.
    pub ideas: Option<Ideas>,
    /// What to listen for, for tutors.
    pub listen_for: Vec<Body>,
}

/// Ideas of earlier groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ideas {
    /// Where they are from.
    pub from: Option<String>,
    /// Each idea.
    pub items: Vec<Body>,
}

impl Scenario {
    pub(super) fn read(d: &mut Diagnostics, fields: &mut Fields, reader: &Reader<'_>) -> Self {
        let number = fields.whole(d, "number", 1..=999);
        let people = fields.whole(d, "people", 1..=9999);
        let who = fields.text(d, "who").map(|text| text.value);
        let situation = fields.scalar(d, "situation");
        let situation = situation.map_or_else(Body::default, |text| reader.prose(d, &text));
        let prompts = read_bodies(d, fields, "prompts", reader);
        let ideas = fields.map(d, "ideas").map(|mut map| {
            let from = map.text(d, "from").map(|text| text.value);
            let items = read_bodies(d, &mut map, "items", reader);
            map.finish(d);
            Ideas { from, items }
        });
        let listen_for = read_bodies(d, fields, "listen_for", reader);
        Self { number, people, who, situation, prompts, ideas, listen_for }
    }

    pub(super) fn prose(&self) -> Vec<(Audience, &Body)> {
        let mut prose = vec![(Audience::Everyone, &self.situation)];
        prose.extend(self.prompts.iter().map(|body| (Audience::Everyone, body)));
        let tutors = self.ideas.iter().flat_map(|ideas| &ideas.items).chain(&self.listen_for);
        prose.extend(tutors.map(|body| (Audience::Tutor, body)));
        prose
    }

    pub(super) fn cut(&self, edition: &Edition) -> Option<Self> {
        let cut_prose = |body: &Body| crate::pack::cut::body(body, edition);
        let mut cut = self.clone();
        cut.situation = cut_prose(&self.situation).unwrap_or(cut.situation);
        for prompt in &mut cut.prompts {
            if let Some(shorter) = cut_prose(prompt) {
                *prompt = shorter;
            }
        }
        if !edition.admits(Audience::Tutor) {
            cut.ideas = None;
            cut.listen_for = Vec::new();
        }
        (cut != *self).then_some(cut)
    }
}

/// Reads a list of Markdown values.
pub(crate) fn read_bodies(
    d: &mut Diagnostics,
    fields: &mut Fields,
    key: &'static str,
    reader: &Reader<'_>,
) -> Vec<Body> {
    let items = fields.scalars(d, key);
    items.iter().map(|item| reader.prose(d, item)).filter(|body| !body.is_empty()).collect()
}
