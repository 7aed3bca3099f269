//! Facts of an edition in the words of its theme: what screen and paper both say of a module, a
//! section or a date.

use crate::check::CheckedEdition;
use crate::pack::kinds::{Details, Kind};
use crate::pack::{Entry, Section};
use crate::project::{Audience, Settings, web_address};
use crate::render::Occasion;
use crate::theme::{Strings, Theme};
use crate::view::{DateView, LinkView, NewerView, OutcomeView, PackView, SectionView};
use crate::yaml::{Date, Text};

/// An edition and the theme that it is told in.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) edition: &'a CheckedEdition<'a>,
    pub(super) theme: &'a Theme,
}

impl<'a> Facts<'a> {
    fn strings(self) -> &'a Strings {
        &self.theme.strings
    }

    /// A link to a module.
    pub(super) fn link(self, entry: &Entry) -> LinkView {
        let number = match &entry.details {
            Details::Scenario(scenario) => scenario.number,
            _ => None,
        };
        LinkView {
            title: entry.title.value.clone(),
            url: entry.address.clone(),
            summary: entry.summary.clone(),
            kind: entry.kind().name().to_owned(),
            kind_label: self.kind_label(entry.kind()),
            current: false,
            tutor_only: entry.audience == Audience::Tutor,
            number,
        }
    }

    /// `Model`, `Workshop`, ... in the reader's language.
    pub(super) fn kind_label(self, kind: Kind) -> String {
        self.strings().get(&format!("kind_{}", kind.name())).to_owned()
    }

    /// Outcomes by their ids; those unknown were refused by `check`.
    pub(super) fn outcomes(self, named: &[Text]) -> Vec<OutcomeView> {
        let pack = self.edition.pack();
        let known = named.iter().filter_map(|named| pack.outcome(&named.value));
        known.map(|known| OutcomeView { id: known.id.clone(), text: known.text.clone() }).collect()
    }

    /// The section's own title, the theme's for folders named after kinds, else the folder's name.
    pub(super) fn section_title(self, section: &Section) -> String {
        let key = format!("section_{}", section.slug);
        let from_theme = || self.strings().find(&key).map(str::to_owned);
        section.title.as_ref().map(|title| title.value.clone()).or_else(from_theme).unwrap_or_else(
            || {
                let words = section.slug.replace('-', " ");
                let mut letters = words.chars();
                let first = letters.next();
                first.map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
            },
        )
    }

    /// A section with so many modules.
    pub(super) fn section(self, section: &Section, count: usize) -> SectionView {
        SectionView {
            slug: section.slug.clone(),
            title: self.section_title(section),
            url: section.address(),
            summary: section.summary.clone(),
            kind: section.kind.name().to_owned(),
            count,
        }
    }

    /// The pack.
    pub(super) fn pack(self, occasion: Occasion) -> PackView {
        let pack = self.edition.pack();
        PackView {
            has_glossary: !pack.glossary.is_empty(),
            has_outcomes: !pack.outcomes.is_empty(),
            has_changes: !self.edition.changes().is_empty(),
            has_forms: self.edition.entries().iter().any(|entry| entry.kind() == Kind::Form),
            ..pack_view(&pack.settings, self.strings(), occasion)
        }
    }

    /// `1 November 2026`, with the theme's names of months.
    pub(super) fn date(self, date: Date) -> DateView {
        date_view(self.strings(), date)
    }
}

/// What its settings say of a pack.
pub(super) fn pack_view(settings: &Settings, strings: &Strings, occasion: Occasion) -> PackView {
    PackView {
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        version: settings.version.clone(),
        language: settings.language.clone(),
        owner: settings.owner.clone(),
        contact: settings.contact.clone(),
        licence: settings.licence.clone(),
        jurisdiction: settings.jurisdiction.clone(),
        reviewed: settings.reviewed.map(|date| date_view(strings, date)),
        review_by: settings.review_by.map(|date| date_view(strings, date)),
        date: occasion.date.map(|date| date_view(strings, date)),
        draft: occasion.draft,
        release: occasion.release,
        has_glossary: false,
        has_outcomes: false,
        has_changes: false,
        newer: settings
            .newer
            .as_ref()
            .map(|newer| NewerView { words: newer.value.clone(), url: web_address(&newer.value) }),
        has_forms: false,
    }
}

/// `1 November 2026`, with the theme's names of months.
pub(super) fn date_view(strings: &Strings, date: Date) -> DateView {
    let (day, month, year) = date.parts();
    let names = strings.get("months").split_whitespace();
    let name = names.clone().nth(usize::from(month.unsigned_abs()) - 1);
    let iso = date.iso();
    // A theme's table may lack the months; the date itself is always right.
    let words = name.filter(|_| names.count() == 12).map(|name| format!("{day} {name} {year}"));
    DateView { words: words.unwrap_or_else(|| iso.clone()), iso }
}
