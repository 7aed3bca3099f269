//! The phone page: an edition as one HTML file that holds whatever it needs.
//!
//! Phones open a file without those that lie beside it, and the iPhone's preview runs no script. So
//! every page of the edition is an article of this one, under a contents list that needs no script;
//! pictures stand in it as data, made smaller where the file would get too large to send.

mod base64;
mod bind;
mod note;
mod pictures;
mod shrink;
mod style;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Value};

use super::Finished;
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostic;
use crate::leaf::{self, Element, Leaf, Node, Part, Volume};
use crate::pack::Entry;
use crate::pack::kinds::Details;
use crate::project::Audience;
use crate::render::{date_view, shared};
use crate::theme::Theme;
use crate::view::{LogoView, PhonePageView, PhonePartView, PhoneScriptsView, PhoneView};

pub use note::Note;

/// A phone page, and what had to be given up for its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The whole file.
    pub html: String,
    /// Pictures made smaller or left out, and whether the file is larger than it was to be.
    pub notes: Vec<Note>,
}

/// Scripts of forms, and of the search, in the order in which they build on one another.
const FORM: [&str; 3] = ["form-answers.js", "form-errors.js", "form.js"];
const SEARCH: [&str; 2] = ["search-words.js", "phone.js"];

/// Binds a finished edition into one page of at most `budget` bytes, if leaving
/// pictures out can do it.
///
/// # Errors
/// The theme's `phone.html` does not work.
pub fn page(finished: Finished<'_>, budget: u64) -> Result<Phone, Diagnostic> {
    let Finished { edition, theme, output, occasion } = finished;
    let mut volume = leaf::gather(edition, output, true);
    let mut pictures = bind::bind(&mut volume, output, &theme.strings);
    let logo = theme.logo.as_ref().map(|(file, alt)| (format!("assets/{file}"), alt));
    if let Some((path, _)) = &logo {
        pictures.add(output, path, &edition.pack().settings.title);
    }

    let templates = theme.templates.with_shared(shared(theme, edition, occasion));
    let facts = Facts::of(edition, theme);
    let front = edition.pack().front.as_ref();
    let settings = &edition.pack().settings;
    let title = front.and_then(|front| front.title.clone());
    let summary = front.and_then(|front| front.summary.clone());
    let mut view = PhoneView {
        title: title.unwrap_or_else(|| settings.title.clone()),
        summary: summary.or_else(|| settings.tagline.clone()),
        style: style::sheet(theme, output),
        logo: None,
        parts: facts.parts(&volume),
        scripts: scripts(theme, &volume),
    };
    let render = |view: &PhoneView| {
        let mut context = Context::new();
        context.insert_value("phone", Value::from_serializable(view));
        templates.render("phone.html", &context, "the phone page")
    };

    // Without any picture first: what they may take is what that leaves of the budget.
    let bare = render(&view)?.len() as u64;
    let mut notes = pictures.fit(budget.saturating_sub(bare));
    bind::fill(&mut volume, &pictures, &theme.strings);
    view.logo = logo.and_then(|(path, alt)| {
        let url = pictures.address(&path)?;
        Some(LogoView { url, alt: alt.clone() })
    });
    view.parts = facts.parts(&volume);
    let html = render(&view)?;
    if html.len() as u64 > budget {
        notes.push(Note::TooLarge { bytes: html.len() as u64, budget });
    }
    Ok(Phone { html, notes })
}

/// What the page says of modules besides their text.
struct Facts<'a> {
    theme: &'a Theme,
    edition: &'a CheckedEdition<'a>,
    /// Modules by their addresses.
    entries: BTreeMap<&'a str, &'a Arc<Entry>>,
}

impl<'a> Facts<'a> {
    fn of(edition: &'a CheckedEdition<'a>, theme: &'a Theme) -> Self {
        let entries = edition.entries().iter().map(|entry| (entry.address.as_str(), entry));
        Self { theme, edition, entries: entries.collect() }
    }

    /// The first part is the front page's, which is no section.
    fn parts(&self, volume: &Volume) -> Vec<PhonePartView> {
        volume.parts.iter().enumerate().map(|(at, part)| self.part(at, part)).collect()
    }

    fn part(&self, at: usize, part: &Part) -> PhonePartView {
        let titled = part.opening.as_ref().filter(|_| at > 0);
        let opening = part.opening.iter().map(|leaf| self.page(leaf, true));
        let pages = opening.chain(part.leaves.iter().map(|leaf| self.page(leaf, false)));
        PhonePartView { title: titled.map(|leaf| leaf.title.clone()), pages: pages.collect() }
    }

    fn page(&self, leaf: &Leaf, opening: bool) -> PhonePageView {
        let settings = &self.edition.pack().settings;
        let entry = self.entries.get(leaf.address.as_str());
        let number = entry.and_then(|entry| match &entry.details {
            Details::Scenario(scenario) => scenario.number,
            _ => None,
        });
        let owner = entry.and_then(|entry| entry.owner.clone());
        let reviewed = entry.and_then(|entry| entry.reviewed);
        let review_by = entry.and_then(|entry| entry.review_by);
        let date = |date| date_view(self.theme, date);
        PhonePageView {
            id: leaf.address.clone(),
            title: leaf.title.clone(),
            kind: leaf.kind.clone(),
            opening,
            tutor_only: entry.is_some_and(|entry| entry.audience == Audience::Tutor),
            number,
            owner: owner.filter(|owner| settings.owner.as_ref() != Some(owner)),
            reviewed: reviewed.filter(|day| settings.reviewed != Some(*day)).map(date),
            review_by: review_by.filter(|day| settings.review_by != Some(*day)).map(date),
            height: height(leaf),
            html: leaf.main.inner_html(),
        }
    }
}

/// About how tall a page is on a phone, as measured: four in five pages of the first-party pack are
/// within a quarter of it.
fn height(leaf: &Leaf) -> usize {
    500 + letters(&leaf.main) * 6 / 5
}

/// How many letters of an element people read.
fn letters(element: &Element) -> usize {
    let shown = |child: &Node| match child {
        Node::Text(text) => text.split_whitespace().map(|word| word.chars().count() + 1).sum(),
        Node::Element(inner) if matches!(inner.name.as_str(), "script" | "style" | "svg") => 0,
        Node::Element(inner) => letters(inner),
    };
    element.children.iter().map(shown).sum()
}

fn scripts(theme: &Theme, volume: &Volume) -> PhoneScriptsView {
    let text = |names: &[&str]| {
        let files = names.iter().filter_map(|name| theme.statics.get(*name));
        let files = files.map(|bytes| harmless(&String::from_utf8_lossy(bytes)));
        files.collect::<Vec<_>>().join("\n")
    };
    let any = |wanted: &dyn Fn(&Element) -> bool| {
        volume.leaves().any(|leaf| leaf.main.find(&wanted).is_some())
    };
    PhoneScriptsView {
        cut: text(&["phone-cut.js"]),
        site: text(&["site.js"]),
        search: text(&SEARCH),
        form: any(&|element| element.get("data-form").is_some()).then(|| text(&FORM)),
        quiz: any(&|element| element.has_class("question")).then(|| text(&["quiz.js"])),
    }
}

/// A script without what would end the element that it stands in (HTML, 4.12.1.3).
fn harmless(script: &str) -> String {
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at + 1);
        text.push_str(before);
        let begins =
            |word: &str| from.get(..word.len()).is_some_and(|is| is.eq_ignore_ascii_case(word));
        if begins("/script") || begins("!--") {
            text.push('\\');
        }
        rest = from;
    }
    text + rest
}

#[cfg(test)]
mod tests;
