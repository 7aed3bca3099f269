//! Kinds of modules: one row in [`KINDS`] and one file each.
//!
//! A kind's file holds its fields, how they are read, what in it is for tutors, what it refers to
//! and its own checks. Its templates follow by name.

pub mod form;
pub mod handout;
pub mod model;
pub mod scenario;
pub mod workshop;

use crate::body::Body;
use crate::diagnostic::Diagnostics;
use crate::load::Reader;
use crate::pack::{Entry, Pack};
use crate::project::{Audience, CONTENT, Edition, SCENARIOS};
use crate::yaml::{Fields, Key, Text};

pub use form::FormModule;
pub use handout::Handout;
pub use model::Model;
pub use scenario::Scenario;
pub use workshop::Workshop;

/// What sort of module it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A way of mentoring.
    Model,
    /// Where mentoring stops.
    Boundary,
    /// A plan of steps.
    Workshop,
    /// A case for a group.
    Scenario,
    /// A sheet.
    Handout,
    /// Questions with answers that come back.
    Form,
    /// Anything else to read.
    Guide,
}

/// A kind's row.
#[derive(Debug)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// In `kind:`, templates' names and the string table.
    pub name: &'static str,
    /// The folder that gives it.
    pub folder: &'static str,
    /// Its own keys.
    pub keys: &'static [Key],
    read: fn(&mut Diagnostics, &mut Fields, &Reader<'_>) -> Details,
}

/// Every kind, in the order in which a pack shows their sections.
pub const KINDS: &[KindRow] = &[
    KindRow {
        kind: Kind::Model,
        name: "model",
        folder: "models",
        keys: model::KEYS,
        read: |d, fields, _| Details::Model(Model::read(d, fields)),
    },
    KindRow {
        kind: Kind::Boundary,
        name: "boundary",
        folder: "boundaries",
        keys: &[],
        read: |_, _, _| Details::Boundary,
    },
    KindRow {
        kind: Kind::Workshop,
        name: "workshop",
        folder: "workshops",
        keys: workshop::KEYS,
        read: |d, fields, reader| Details::Workshop(Workshop::read(d, fields, reader)),
    },
    KindRow {
        kind: Kind::Scenario,
        name: "scenario",
        folder: "scenarios",
        keys: scenario::KEYS,
        read: |d, fields, reader| Details::Scenario(Scenario::read(d, fields, reader)),
    },
    KindRow {
        kind: Kind::Handout,
        name: "handout",
        folder: "handouts",
        keys: handout::KEYS,
        read: |d, fields, _| Details::Handout(Handout::read(d, fields)),
    },
    KindRow {
        kind: Kind::Form,
        name: "form",
        folder: "forms",
        keys: form::KEYS,
        read: |d, fields, _| Details::Form(FormModule::read(d, fields)),
    },
    KindRow {
        kind: Kind::Guide,
        name: "guide",
        folder: "guides",
        keys: &[],
        read: |_, _, _| Details::Guide,
    },
];

impl Kind {
    /// Its row.
    pub fn row(self) -> &'static KindRow {
        KINDS.iter().find(|row| row.kind == self).expect("every kind has a row")
    }

    /// In `kind:`, templates' names and the string table.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The kind of modules in a folder: guides, unless the folder is named after a kind.
    pub fn of_folder(folder: &str) -> Self {
        KINDS.iter().find(|row| row.folder == folder).map_or(Self::Guide, |row| row.kind)
    }

    /// The kind whose folder was meant by a name that is nearly its own: `handout`, `hadnouts`.
    /// Nothing is lost with guides, which lie in any folder.
    pub fn meant_by_folder(folder: &str) -> Option<Self> {
        // Of a shorter name, too many ordinary words are one letter away: forums are no forms.
        let slip = |row: &KindRow| {
            row.folder.len() > 5 && strsim::damerau_levenshtein(folder, row.folder) == 1
        };
        let meant = |row: &&KindRow| row.name == folder || slip(row);
        let kind = KINDS.iter().find(meant)?.kind;
        (kind != Self::Guide).then_some(kind)
    }

    /// Its folder as it lies in a pack.
    pub fn home(self) -> String {
        match self {
            Self::Scenario => SCENARIOS.to_owned(),
            _ => format!("{CONTENT}/{}", self.row().folder),
        }
    }

    /// The words for them in `kind:`.
    pub fn names() -> Vec<(&'static str, Self)> {
        KINDS.iter().map(|row| (row.name, row.kind)).collect()
    }

    pub(super) fn read(
        self,
        diagnostics: &mut Diagnostics,
        fields: &mut Fields,
        reader: &Reader<'_>,
    ) -> Details {
        (self.row().read)(diagnostics, fields, reader)
    }
}

/// What a module has besides what every module has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Details {
    /// Of a model.
    Model(Model),
    /// A boundary has nothing more.
    Boundary,
    /// Of a workshop.
    Workshop(Workshop),
    /// Of a scenario.
    Scenario(Scenario),
    /// Of a handout.
    Handout(Handout),
    /// Of a form.
    Form(FormModule),
    /// A guide has nothing more.
    Guide,
}

impl Details {
    /// The kind that has these details.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Model(_) => Kind::Model,
            Self::Boundary => Kind::Boundary,
            Self::Workshop(_) => Kind::Workshop,
            Self::Scenario(_) => Kind::Scenario,
            Self::Handout(_) => Kind::Handout,
            Self::Form(_) => Kind::Form,
            Self::Guide => Kind::Guide,
        }
    }

    /// Every Markdown value, with whom it is for.
    pub fn prose(&self) -> Vec<(Audience, &Body)> {
        match self {
            Self::Workshop(workshop) => workshop.prose(),
            Self::Scenario(scenario) => scenario.prose(),
            _ => Vec::new(),
        }
    }

    /// Every module that front matter names: the path as written, from `content/`.
    pub fn sheets(&self) -> Vec<&Text> {
        match self {
            Self::Workshop(workshop) => workshop.sheets().map(|used| &used.sheet).collect(),
            _ => Vec::new(),
        }
    }

    /// Every outcome that its parts name.
    pub fn outcomes(&self) -> Vec<&Text> {
        match self {
            Self::Workshop(workshop) => workshop.steps().flat_map(|step| &step.outcomes).collect(),
            _ => Vec::new(),
        }
    }

    /// Anchors of the page besides the text's headings.
    pub fn has_anchor(&self, id: &str) -> bool {
        match self {
            Self::Workshop(workshop) => workshop.has_anchor(id),
            _ => false,
        }
    }

    /// All anchors of the page besides the text's headings.
    pub fn anchors(&self) -> Vec<String> {
        match self {
            Self::Workshop(workshop) => {
                (0..workshop.steps().count()).map(Workshop::step_id).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What an edition may see of it; `None` where that is all of it. `is_tutors` says of a sheet
    /// whether it is for tutors only.
    pub fn cut(&self, edition: &Edition, is_tutors: &dyn Fn(&Text) -> bool) -> Option<Self> {
        match self {
            Self::Workshop(workshop) => workshop.cut(edition, is_tutors).map(Self::Workshop),
            Self::Scenario(scenario) => scenario.cut(edition).map(Self::Scenario),
            _ => None,
        }
    }

    /// The kind's own rules.
    pub fn check(&self, diagnostics: &mut Diagnostics, entry: &Entry, pack: &Pack) {
        match self {
            Self::Workshop(workshop) => workshop.check(diagnostics, entry, pack),
            Self::Form(form) => form.check(diagnostics, entry, pack),
            _ => {}
        }
    }
}
