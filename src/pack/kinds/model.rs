//! A model of mentoring: stages on a path or round a loop, each with questions to ask.

use crate::diagnostic::Diagnostics;
use crate::yaml::{Fields, Key, Keys, Takes, words};

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "shape",
        Takes::Choice(|| words(Shape::NAMES)),
        "`path` from the first stage to the last, or `loop` round and round again.",
    ),
    Key::new("stages", Takes::Maps(&STAGE), "The stages, in order."),
];

static STAGE: Keys = Keys {
    what: "a stage",
    keys: &[
        Key::new("name", Takes::Text, "What the stage is called."),
        Key::new("ask", Takes::Texts, "Questions that a mentor asks at this stage."),
    ],
    needs: &["name"],
};

/// How a model's stages follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// From first to last.
    Path,
    /// Round, and round again.
    Loop,
}

impl Shape {
    const NAMES: &'static [(&'static str, Self)] = &[("path", Self::Path), ("loop", Self::Loop)];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Loop => "loop",
        }
    }
}

/// What a model has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// How its stages follow one another.
    pub shape: Shape,
    /// In order.
    pub stages: Vec<Stage>,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// `Goal`
    pub name: String,
    /// Questions to ask.
    pub ask: Vec<String>,
}

impl Model {
    pub(super) fn read(d: &mut Diagnostics, fields: &mut Fields) -> Self {
        let shape = fields.choice(d, "shape", Shape::NAMES).unwrap_or(Shape::Path);
        let maps = fields.maps(d, "stages");
        let stages = maps.into_iter().filter_map(|map| Stage::read(d, map)).collect();
        Self { shape, stages }
    }
}

impl Stage {
    fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let name = map.required(d, "name");
        let ask = map.texts(d, "ask").into_iter().map(|text| text.value).collect();
        map.finish(d);
        Some(Self { name: name?.value, ask })
    }
}
