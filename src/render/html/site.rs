//! What all pages of an edition share: templates with the pack's variables, words, terms, lists.

use tera::{Context, Value};

use super::Page;
use super::unbroken::unbroken;
use crate::address::root_from;
use crate::check::CheckedEdition;
use crate::pack::{Entry, SectionId, TermFinder};
use crate::render::facts::Facts;
use crate::render::sheets::Sheets;
use crate::render::{Occasion, shared};
use crate::theme::{Templates, Theme};
use crate::view::{AssetsView, DateView, Link, LinkView, PageView, SectionView};
use crate::yaml::Date;

/// What all pages of an edition share.
pub(super) struct Site<'a> {
    pub(super) edition: &'a CheckedEdition<'a>,
    pub(super) theme: &'a Theme,
    pub(super) templates: Templates,
    pub(super) sheets: &'a Sheets,
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
        occasion: Occasion,
        sheets: &'a Sheets,
    ) -> Self {
        let pack = edition.pack();
        let facts = Facts { edition, theme };
        let sections = edition.sections().into_iter();
        let sections: Vec<_> = sections
            .map(|(id, section, entries)| (id, facts.section(section, entries.len())))
            .collect();
        let mut shared = shared(theme, edition, occasion);
        shared.insert("assets", &assets);
        let views: Vec<_> = sections.iter().map(|(_, view)| view).collect();
        shared.insert("sections", &views);
        Self {
            edition,
            theme,
            sheets,
            templates: theme.templates.with_shared(shared),
            terms: TermFinder::new(&pack.glossary),
            sections,
            links: edition.entries().iter().map(|entry| ready(&facts.link(entry))).collect(),
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
        let mut html = unbroken(html);
        // Without the room in which it grew: a pack may have 10,000 of them.
        html.shrink_to_fit();
        Ok((url, html))
    }

    pub(super) fn section(&self, id: Option<SectionId>) -> Option<&SectionView> {
        let id = id?;
        self.sections.iter().find(|(known, _)| *known == id).map(|(_, view)| view)
    }

    /// What screen and paper both say.
    pub(super) fn facts(&self) -> Facts<'a> {
        Facts { edition: self.edition, theme: self.theme }
    }

    /// A link to a module.
    pub(super) fn link(&self, entry: &Entry) -> LinkView {
        self.facts().link(entry)
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
        self.facts().date(date)
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
            files: Vec::new(),
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
