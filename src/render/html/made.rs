//! Pages that mentorpack makes: the front page, sections, A to Z, glossary, about, search and
//! START-HERE.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use super::prose::PageText;
use super::site::{Site, ready};
use super::{Page, changes, forms, page, workshop};
use crate::pack::Entry;
use crate::pack::kinds::{Details, Kind};
use crate::render::kinds::Prose;
use crate::render::plan;
use crate::render::sheets::Sheet;
use crate::view::{
    AboutView, DatedView, DoorView, FrontView, GlossaryView, LetterView, Link, SectionPageView,
    TermView, TopicView, TopicsView,
};

/// Ways in: the door, the tag that marks a module as what it opens, and the kinds that it opens
/// where no module has the tag.
const DOORS: [(&str, &str, &[Kind]); 4] = [
    ("mentor", "for mentors", &[Kind::Model]),
    ("mentee", "for mentees", &[Kind::Handout, Kind::Boundary]),
    ("branch", "for branches", &[Kind::Workshop]),
    ("tutor", "for tutors", &[Kind::Workshop]),
];
/// Scenarios on the front page; a pack of hundreds has a section for them.
const FRONT_SCENARIOS: usize = 10;
/// Modules named on the page about the pack.
const DATED: usize = 100;

pub(super) fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = vec![front(site), topics(site), about(site), search(site), start_here(site)];
    if !site.edition.pack().glossary.is_empty() {
        pages.push(glossary(site));
    }
    if !site.edition.changes().is_empty() {
        pages.push(changes::page(site));
    }
    if site.edition.is_tutors() {
        pages.extend(workshop::desk(site));
        pages.extend(workshop::outcomes_page(site));
        pages.extend(forms::desk(site));
        pages.extend(forms::asks(site));
    }
    pages.extend(sections(site));
    pages
}

fn front(site: &Site<'_>) -> Page {
    let pack = site.edition.pack();
    let words = pack.front.as_ref();
    let title = words.and_then(|front| front.title.clone());
    let title = title.unwrap_or_else(|| pack.settings.title.clone());
    let mut view = site.made_page("front", title, "index.html");
    view.summary = words.and_then(|front| front.summary.clone());
    view.files = site.sheets.book.iter().map(Sheet::view).collect();
    let mut text = PageText::new(site, "index.html", "");
    if let Some(body) = site.edition.front() {
        view.body_html = text.main(body);
    }
    let workshop = site.edition.first_of(Kind::Workshop);
    let plan = workshop.and_then(|entry| match &entry.details {
        Details::Workshop(workshop) => Some(plan::view(&mut text, entry, workshop)),
        _ => None,
    });
    let scenarios = site.edition.entries().iter().filter(|entry| entry.kind() == Kind::Scenario);
    let own = FrontView {
        doors: doors(site),
        workshop: workshop.map(|entry| site.link(entry)),
        plan,
        pages: site.edition.section_entries(None).iter().map(|entry| site.link(entry)).collect(),
        scenarios: scenarios.take(FRONT_SCENARIOS).map(|entry| site.link(entry)).collect(),
    };
    site.page("front", view, Some(Value::from_serializable(&own)), "the front page")
}

fn doors(site: &Site<'_>) -> Vec<DoorView> {
    let entries = site.edition.entries();
    let tagged = |tag: &str| {
        let has =
            |entry: &&Arc<Entry>| entry.tags.iter().any(|known| known.eq_ignore_ascii_case(tag));
        entries.iter().find(has)
    };
    let door = |(id, tag, kinds): &(&str, &str, &[Kind])| {
        let of_kind = || kinds.iter().find_map(|kind| site.edition.first_of(*kind));
        let entry = tagged(tag).or_else(of_kind)?;
        Some(DoorView { id: (*id).to_owned(), link: site.link(entry) })
    };
    let for_tutors = site.edition.is_tutors();
    DOORS.iter().filter(|(id, ..)| *id != "tutor" || for_tutors).filter_map(door).collect()
}

fn sections(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for (id, view) in &site.sections {
        let mut page = site.made_page("section", view.title.clone(), &view.url);
        let folder = site.edition.pack().section(*id).folder.as_str();
        let body = site.edition.intro(*id);
        page.summary = view.summary.clone();
        page.section = Some(view.clone());
        page.breadcrumb = vec![site.home()];
        page.contents = page::contents(body);
        page.body_html = PageText::new(site, &view.url, folder).main(body);
        let modules = site.edition.section_entries(Some(*id));
        let modules = modules.iter().map(|entry| site.ready_link(entry)).collect();
        let own = SectionPageView { modules }.into_value();
        pages.push(site.page("section", page, Some(own), &format!("the section `{folder}`")));
    }
    pages
}

/// A topic being gathered.
struct Topic<'a> {
    /// The first way of writing it.
    words: String,
    /// Pages about it, each with what tells it from the others.
    pages: Vec<(&'a str, Link)>,
}

/// Titles, tags and terms in one order of the alphabet.
fn topics<'a>(site: &'a Site<'_>) -> Page {
    let mut topics: BTreeMap<String, Topic<'_>> = BTreeMap::new();
    let mut note = |topic: &str, id: &'a str, link: Link| {
        let key = crate::address::alphabetical(topic);
        if !key.is_empty() {
            let new = || Topic { words: topic.to_owned(), pages: Vec::new() };
            let topic = topics.entry(key).or_insert_with(new);
            // A module names all its topics before the next one comes.
            if topic.pages.last().is_none_or(|(last, _)| *last != id) {
                topic.pages.push((id, link));
            }
        }
    };
    for entry in site.edition.entries() {
        note(&entry.title.value, &entry.address, site.ready_link(entry));
        for tag in &entry.tags {
            note(tag, &entry.address, site.ready_link(entry));
        }
    }
    let glossary = site.theme.strings.get("glossary_title");
    for term in &site.edition.pack().glossary {
        let url = format!("glossary.html#{}", term.id);
        note(&term.term, &term.id, ready(&site.plain_link(glossary, &url)));
    }
    let mut letters: BTreeMap<String, Vec<TopicView>> = BTreeMap::new();
    for (key, topic) in topics {
        let first = key.chars().next().filter(char::is_ascii_alphabetic);
        let letter = first.map_or("0–9".to_owned(), |first| first.to_uppercase().to_string());
        let links = topic.pages.into_iter().map(|(_, link)| link).collect();
        let topic = capitalised(&topic.words);
        letters.entry(letter).or_default().push(TopicView { topic, links });
    }
    let letters = letters.into_iter().map(|(letter, topics)| LetterView {
        id: format!("letter-{}", crate::address::slugify(&letter)),
        letter,
        topics,
    });
    let own = TopicsView { letters: letters.collect() };
    made(site, "topics", "topics.html", own.into_value())
}

fn capitalised(topic: &str) -> String {
    let mut letters = topic.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn glossary(site: &Site<'_>) -> Page {
    let mut text = PageText::new(site, "glossary.html", "").without_terms();
    let terms = site.edition.pack().glossary.iter().enumerate().map(|(at, term)| TermView {
        id: term.id.clone(),
        term: term.term.clone(),
        also: term.also.clone(),
        definition_html: text.whole_part(site.edition.definition(at)),
    });
    let own = GlossaryView { terms: terms.collect() };
    made(site, "glossary", "glossary.html", Value::from_serializable(&own))
}

fn about(site: &Site<'_>) -> Page {
    let mut dated: Vec<_> =
        site.edition.entries().iter().filter_map(|entry| Some((entry.review_by?, entry))).collect();
    dated.sort_by_key(|(date, entry)| (*date, entry.id));
    let dated = dated.into_iter().take(DATED);
    let own = AboutView {
        sections: site.sections.iter().map(|(_, view)| view.clone()).collect(),
        privacy: site.edition.pack().settings.privacy.clone(),
        dated: dated
            .map(|(date, entry)| DatedView { link: site.link(entry), review_by: site.date(date) })
            .collect(),
    };
    made(site, "about", "about.html", Value::from_serializable(&own))
}

fn search(site: &Site<'_>) -> Page {
    made(site, "search", "search.html", Value::from(()))
}

fn start_here(site: &Site<'_>) -> Page {
    let title = site.edition.pack().settings.title.clone();
    let view = site.made_page("start-here", title, "START-HERE.html");
    site.page("start-here", view, None, "START-HERE.html")
}

pub(super) fn made(site: &Site<'_>, name: &str, url: &str, own: Value) -> Page {
    let title = site.theme.strings.get(&format!("{name}_title")).to_owned();
    let mut view = site.made_page(name, title, url);
    view.breadcrumb = vec![site.home()];
    site.page(name, view, Some(own), url)
}
