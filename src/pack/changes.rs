//! What changed from version to version: from `pack.yaml`, else from `CHANGELOG.md`.

use super::cut;
use crate::body::{BlockKind, Body, plain_text};
use crate::diagnostic::Diagnostics;
use crate::load::Reader;
use crate::project::{Audience, Settings};
use crate::source::Span;
use crate::yaml::{Date, Text};

/// What changed from version to version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// As `pack.yaml` has them, the newest first.
    pub versions: Vec<Version>,
    /// `CHANGELOG.md`, where `pack.yaml` has none.
    pub text: Body,
}

/// A version of the pack, with what changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// As the owner counts versions.
    pub version: Text,
    /// When it came out.
    pub date: Option<Date>,
    /// Who is told of these changes.
    pub audience: Audience,
    /// What changed, one after another.
    pub changes: Vec<Body>,
}

impl Changes {
    pub(super) fn read(
        d: &mut Diagnostics,
        reader: &Reader<'_>,
        settings: &Settings,
        text: Option<Body>,
    ) -> Self {
        let versions = settings.changes.iter().map(|written| Version {
            version: written.version.clone(),
            date: written.date,
            audience: written.audience,
            changes: written.changes.iter().map(|line| reader.prose(d, line)).collect(),
        });
        let mut versions: Vec<Version> = versions.collect();
        // Who adds each version at the end has not done it wrong, where the dates tell.
        if versions.iter().all(|version| version.date.is_some()) {
            versions.sort_by_key(|version| std::cmp::Reverse(version.date));
        }
        Self { versions, text: text.map(released).unwrap_or_default() }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.text.is_empty()
    }

    /// Every text.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.versions.iter().flat_map(|version| &version.changes).chain([&self.text])
    }

    /// What the newest version is called, and where: in `CHANGELOG.md` the words of its heading.
    pub fn newest(&self) -> Option<(String, Span)> {
        if let Some(newest) = self.versions.first() {
            return Some((newest.version.value.clone(), newest.version.span));
        }
        self.text.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading { level: 2, content, .. } => Some((plain_text(content), block.span)),
            _ => None,
        })
    }
}

/// Everything but the part called `Unreleased`: readers have a version, and that is in none.
fn released(mut text: Body) -> Body {
    let before = text.blocks.len();
    let mut inside = false;
    text.blocks.retain(|block| {
        if let BlockKind::Heading { level: 2, content, .. } = &block.kind {
            let words = plain_text(content);
            inside = words.trim_matches(['[', ']', ' ']).eq_ignore_ascii_case("unreleased");
        }
        // Any part may refer to a footnote, wherever it is written.
        !inside || matches!(block.kind, BlockKind::Footnote { .. })
    });
    if text.blocks.len() < before {
        cut::drop_unused_footnotes(&mut text.blocks);
    }
    text
}
