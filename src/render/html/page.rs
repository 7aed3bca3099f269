//! A module's page: its view, with its place among its neighbours.

use std::sync::Arc;

use super::Page;
use super::prose::PageText;
use super::site::{Site, ready};
use crate::body::{BlockKind, Body, plain_text};
use crate::pack::Entry;
use crate::project::Audience;
use crate::render::kinds::{self, KindView, Prose};
use crate::render::sheets::Sheet;
use crate::view::{HeadingView, Link, LinkView, PageView};

/// A section of more modules shows only those near the page.
const WHOLE_SECTION: usize = 40;
/// How many either side it shows then.
const NEAR: usize = 10;
/// Words that a reader takes in a minute, with time to think.
const WORDS_A_MINUTE: usize = 200;
/// Fewer headings need no list of contents.
const FEWEST_HEADINGS: usize = 2;

pub(super) fn module(site: &Site<'_>, entry: &Arc<Entry>) -> Page {
    let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = PageText::new(site, &entry.address, folder);
    let details = kinds::view(&mut text, entry).map(KindView::into_value);
    let page = view(site, entry, &mut text);
    let name = entry.kind().name();
    site.page(name, page, details, &format!("`{}`", entry.path))
}

fn view(site: &Site<'_>, entry: &Entry, text: &mut PageText<'_>) -> PageView {
    let settings = &site.edition.pack().settings;
    let section = site.section(entry.section);
    let mut breadcrumb = vec![site.home()];
    breadcrumb.extend(section.map(|section| site.plain_link(&section.title, &section.url)));
    let near = neighbours(site, entry);
    let title = &entry.title.value;
    PageView {
        kind: entry.kind().name().to_owned(),
        kind_label: site.facts().kind_label(entry.kind()),
        title: title.clone(),
        summary: entry.summary.clone(),
        url: entry.address.clone(),
        section: section.cloned(),
        breadcrumb,
        siblings: near.siblings,
        siblings_cut: near.cut,
        previous: near.previous,
        next: near.next,
        contents: contents(&entry.body),
        tutor_only: entry.audience == Audience::Tutor,
        files: site.sheets.of(entry.id).iter().map(Sheet::view).collect(),
        reading_minutes: reading_minutes(entry),
        tags: entry.tags.clone(),
        outcomes: site.facts().outcomes(&entry.outcomes),
        has_questions: has_questions(&entry.body),
        owner: entry.owner.as_ref().or(settings.owner.as_ref()).cloned(),
        reviewed: entry.reviewed.or(settings.reviewed).map(|date| site.date(date)),
        review_by: entry.review_by.or(settings.review_by).map(|date| site.date(date)),
        body_html: text.main(&entry.body),
        sources_html: entry.sources.iter().map(|source| text.part(source)).collect(),
    }
}

struct Neighbours {
    siblings: Vec<Link>,
    cut: bool,
    previous: Option<Link>,
    next: Option<Link>,
}

fn neighbours(site: &Site<'_>, entry: &Entry) -> Neighbours {
    let all = site.edition.section_entries(entry.section);
    // Entries are in the order of their numbers.
    let at = all.partition_point(|other| other.id < entry.id);
    let cut = all.len() > WHOLE_SECTION;
    let range =
        if cut { at.saturating_sub(NEAR)..(at + NEAR + 1).min(all.len()) } else { 0..all.len() };
    let siblings = all[range].iter().map(|other| {
        if other.id == entry.id {
            ready(&LinkView { current: true, ..site.link(other) })
        } else {
            site.ready_link(other)
        }
    });
    Neighbours {
        siblings: siblings.collect(),
        cut,
        previous: at.checked_sub(1).map(|at| site.ready_link(&all[at])),
        next: all.get(at + 1).map(|next| site.ready_link(next)),
    }
}

/// Whether a text has a question to check oneself by.
pub(in crate::render) fn has_questions(body: &Body) -> bool {
    let mut found = false;
    body.each_block(Audience::Everyone, &mut |block, _| {
        found |= matches!(block.kind, BlockKind::Question(_));
    });
    found
}

/// The text's headings, if a list of them would help.
pub(super) fn contents(body: &Body) -> Vec<HeadingView> {
    let mut headings = Vec::new();
    body.each_block(Audience::Everyone, &mut |block, _| {
        if let BlockKind::Heading { level, id, content } = &block.kind {
            let text = plain_text(content);
            headings.push(HeadingView { id: id.clone(), text, level: *level });
        }
    });
    if headings.len() < FEWEST_HEADINGS { Vec::new() } else { headings }
}

fn reading_minutes(entry: &Entry) -> u32 {
    let words: usize = entry.prose().iter().map(|(_, body)| body.words()).sum();
    u32::try_from(words.div_ceil(WORDS_A_MINUTE)).unwrap_or(u32::MAX).max(1)
}
