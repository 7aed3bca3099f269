//! What all pages of an edition share: templates with the pack's variables, words, terms, lists.

use tera::{Context, Value};

use super::Page;
use super::code::Highlighter;
use crate::address::root_from;
use crate::check::CheckedEdition;
use crate::pack::kinds::{Details, Kind};
use crate::pack::{Entry, Section, SectionId, TermFinder};
use crate::theme::{Strings, Templates, Theme};
use crate::view::{
    AssetsView, DateView, EditionView, Link, LinkView, OutcomeView, PackView, PageView, SectionView,
};
use crate::yaml::{Date, Text};

/// What all pages of an edition share.
pub(super) struct Site<'a> {
    pub(super) edition: &'a CheckedEdition<'a>,
    pub(super) theme: &'a Theme,
    pub(super) templates: Templates,
    pub(super) highlighter: Highlighter,
    pub(super) terms: TermFinder,
    pub(super) sections: Vec<(SectionId, SectionView)>,
    /// To each module, in the order of the edition's entries.
    links: Vec<Link>,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        edition: &'a CheckedEdition<'a>,
        theme: &'a Theme,
        assets: AssetsView,
        date: Option<Date>,
    ) -> Self {
        let pack = edition.pack();
        let sections: Vec<_> = edition
            .sections()
            .into_iter()
            .map(|(id, section, entries)| {
                (id, section_view(&theme.strings, section, entries.len()))
            })
            .collect();
        let mut shared = Context::new();
        shared.insert("pack", &pack_view(edition, theme, date));
        shared.insert(
            "edition",
            &EditionView { name: edition.edition().name.clone(), tutor: edition.is_tutors() },
        );
        shared.insert("assets", &assets);
        let views: Vec<_> = sections.iter().map(|(_, view)| view).collect();
        shared.insert("sections", &views);
        Self {
            edition,
            theme,
            templates: theme.templates.with_shared(shared),
            highlighter: Highlighter::default(),
            terms: TermFinder::new(&pack.glossary),
            sections,
            links: edition.entries().iter().map(|entry| ready(&link_view(theme, entry))).collect(),
        }
    }

    /// A page of the template `name` with its own variable of that name.
    pub(super) fn page(
        &self,
        name: &str,
        page: PageView,
        own: Option<Value>,
        made_from: &str,
    ) -> Page {
        let mut context = Context::new();
        context.insert("root", &root_from(&page.url));
        let url = page.url.clone();
        context.insert_value("page", page.into_value());
        if let Some(own) = own {
            context.insert_value(name.to_owned(), own);
        }
        let html = self.templates.render(&format!("{name}.html"), &context, made_from)?;
        // As long as it is, without the room in which it grew: a pack may have 10,000 of them.
        Ok((url, html.as_str().to_owned()))
    }

    pub(super) fn section(&self, id: Option<SectionId>) -> Option<&SectionView> {
        let id = id?;
        self.sections.iter().find(|(known, _)| *known == id).map(|(_, view)| view)
    }

    /// A link to a module.
    pub(super) fn link(&self, entry: &Entry) -> LinkView {
        link_view(self.theme, entry)
    }

    /// The same, ready for templates.
    pub(super) fn ready_link(&self, entry: &Entry) -> Link {
        // Entries are in the order of their numbers.
        let at = self.edition.entries().partition_point(|other| other.id < entry.id);
        self.links[at].clone()
    }

    /// A link to a page that mentorpack makes.
    pub(super) fn plain_link(&self, title: &str, url: &str) -> LinkView {
        LinkView {
            title: title.to_owned(),
            url: url.to_owned(),
            summary: None,
            kind: String::new(),
            kind_label: String::new(),
            current: false,
            tutor_only: false,
            number: None,
        }
    }

    /// The front page, as the first step of a way.
    pub(super) fn home(&self) -> LinkView {
        self.plain_link(self.theme.strings.get("home"), "index.html")
    }

    pub(super) fn date(&self, date: Date) -> DateView {
        date_view(&self.theme.strings, date)
    }

    /// Outcomes by their ids; those unknown were refused by `check`.
    pub(super) fn outcomes(&self, named: &[Text]) -> Vec<OutcomeView> {
        let pack = self.edition.pack();
        let known = named.iter().filter_map(|named| pack.outcome(&named.value));
        known.map(|known| OutcomeView { id: known.id.clone(), text: known.text.clone() }).collect()
    }

    /// A page that mentorpack makes, before what is its own.
    pub(super) fn made_page(&self, kind: &str, title: String, url: &str) -> PageView {
        let settings = &self.edition.pack().settings;
        PageView {
            kind: kind.to_owned(),
            kind_label: String::new(),
            title,
            summary: None,
            url: url.to_owned(),
            section: None,
            breadcrumb: Vec::new(),
            siblings: Vec::new(),
            siblings_cut: false,
            previous: None,
            next: None,
            contents: Vec::new(),
            tutor_only: false,
            reading_minutes: 0,
            tags: Vec::new(),
            outcomes: Vec::new(),
            has_questions: false,
            owner: settings.owner.clone(),
            reviewed: settings.reviewed.map(|date| self.date(date)),
            review_by: settings.review_by.map(|date| self.date(date)),
            sources_html: Vec::new(),
            body_html: String::new(),
        }
    }
}

/// A link made ready for templates.
pub(super) fn ready(link: &LinkView) -> Link {
    Value::from_serializable(link)
}

fn link_view(theme: &Theme, entry: &Entry) -> LinkView {
    let number = match &entry.details {
        Details::Scenario(scenario) => scenario.number,
        _ => None,
    };
    LinkView {
        title: entry.title.value.clone(),
        url: entry.address.clone(),
        summary: entry.summary.clone(),
        kind: entry.kind().name().to_owned(),
        kind_label: kind_label(&theme.strings, entry.kind()),
        current: false,
        tutor_only: entry.audience == crate::project::Audience::Tutor,
        number,
    }
}

pub(super) fn kind_label(strings: &Strings, kind: Kind) -> String {
    strings.get(&format!("kind_{}", kind.name())).to_owned()
}

/// The section's own title, the theme's for folders named after kinds, else the folder's name.
pub(super) fn section_title(strings: &Strings, section: &Section) -> String {
    let key = format!("section_{}", section.slug);
    let from_theme = || strings.find(&key).map(str::to_owned);
    section.title.clone().or_else(from_theme).unwrap_or_else(|| {
        let words = section.slug.replace('-', " ");
        let mut letters = words.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    })
}

fn section_view(strings: &Strings, section: &Section, count: usize) -> SectionView {
    SectionView {
        slug: section.slug.clone(),
        title: section_title(strings, section),
        url: section.address(),
        summary: section.summary.clone(),
        kind: section.kind.name().to_owned(),
        count,
    }
}

fn pack_view(edition: &CheckedEdition<'_>, theme: &Theme, date: Option<Date>) -> PackView {
    let pack = edition.pack();
    let settings = &pack.settings;
    let date_view = |date: Date| date_view(&theme.strings, date);
    PackView {
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        version: settings.version.clone(),
        language: settings.language.clone(),
        owner: settings.owner.clone(),
        contact: settings.contact.clone(),
        licence: settings.licence.clone(),
        jurisdiction: settings.jurisdiction.clone(),
        reviewed: settings.reviewed.map(date_view),
        review_by: settings.review_by.map(date_view),
        date: date.map(date_view),
        has_glossary: !pack.glossary.is_empty(),
        has_outcomes: !pack.outcomes.is_empty(),
        has_forms: edition.entries().iter().any(|entry| entry.kind() == Kind::Form),
    }
}

/// `1 November 2026`, with the theme's names of months.
fn date_view(strings: &Strings, date: Date) -> DateView {
    let (day, month, year) = date.parts();
    let names = strings.get("months").split_whitespace();
    let name = names.clone().nth(usize::from(month.unsigned_abs()) - 1);
    let iso = date.iso();
    // A theme's table may lack the months; the date itself is always right.
    let words = name.filter(|_| names.count() == 12).map(|name| format!("{day} {name} {year}"));
    DateView { words: words.unwrap_or_else(|| iso.clone()), iso }
}
