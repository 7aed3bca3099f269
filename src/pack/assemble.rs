//! Drafts to entries: keys read, kinds found, addresses given, everything put in order.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::addresses::two_indexes;
use super::keys::{INDEX, MODULE};
use super::kinds::{Details, KINDS, Kind};
use super::{
    Changes, Entry, EntryId, FrontPage, Headings, Pack, Section, SectionId, resolve, terms,
};
use crate::address::alphabetical;
use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Draft, Loaded, Reader};
use crate::project::{Audience, Settings};
use crate::source::{Sources, Span};
use crate::yaml::{Fields, Text};

impl Pack {
    /// Reads the keys of every draft and puts the modules in order. What cannot be read is left
    /// out, which has then been said.
    pub fn assemble(
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        settings: Settings,
        loaded: Loaded,
    ) -> Self {
        let reader = Reader::new(sources);
        let outcomes = terms::read_outcomes(diagnostics, loaded.outcomes);
        let glossary = terms::read_glossary(diagnostics, loaded.glossary, &reader);
        let changes = Changes::read(diagnostics, &reader, &settings, loaded.changelog);
        let mut unread: Vec<String> = loaded.unread;

        let read: Vec<(String, Option<Page>, Diagnostics)> = loaded
            .drafts
            .into_par_iter()
            .map(|draft| {
                let mut found = Diagnostics::default();
                let path = draft.path.clone();
                let page = Page::read(&mut found, &reader, draft);
                (path, page, found)
            })
            .collect();

        let mut front: Option<FrontPage> = None;
        let mut indexes: BTreeMap<String, Section> = BTreeMap::new();
        let mut modules = Vec::new();
        for (path, page, found) in read {
            diagnostics.append(found);
            match page {
                None => unread.push(path),
                Some(Page::Front(page)) => match &front {
                    Some(first) => {
                        diagnostics.push(two_indexes(page.file, first.file, "index.html"));
                    }
                    None => front = Some(page),
                },
                Some(Page::Index(folder, section)) => {
                    let first = indexes.get(&folder).and_then(|first| first.file);
                    match first.zip(section.file) {
                        Some((first, file)) => {
                            diagnostics.push(two_indexes(file, first, &section.address()));
                        }
                        None => drop(indexes.insert(folder, section)),
                    }
                }
                Some(Page::Module(folder, entry)) => modules.push((folder, *entry)),
            }
        }

        let (sections, section_of) = sections(indexes, &modules);
        let entries = in_order(modules, &section_of);
        let mut pack = Self {
            settings,
            front,
            sections,
            by_path: HashMap::with_capacity(entries.len()),
            section_by_path: HashMap::new(),
            asset_by_path: HashMap::new(),
            lower_paths: HashMap::new(),
            unread: unread.into_iter().collect(),
            entries,
            outcomes,
            glossary,
            changes,
            assets: loaded.assets,
            taken_assets: HashSet::new(),
        };
        pack.index();
        let taken = pack.addresses_differ(diagnostics);
        pack.taken_assets = taken;
        if pack.entries.is_empty() && pack.unread.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Code::EmptyPack,
                    Span::whole(pack.settings.file),
                    "this pack has no page yet",
                )
                .help("write one, for example content/guides/first-page.md"),
            );
        }
        pack
    }

    fn index(&mut self) {
        for entry in &self.entries {
            self.by_path.insert(entry.path.clone(), entry.id);
        }
        for (at, asset) in self.assets.iter().enumerate() {
            self.asset_by_path.insert(asset.path.clone(), at);
        }
        // Links name folders as they are called on disk.
        for (at, section) in self.sections.iter().enumerate().filter(|(_, s)| s.file.is_some()) {
            self.section_by_path.insert(section.folder.clone(), SectionId(at));
        }
        for entry in &self.entries {
            if let (Some(id), Some((folder, _))) = (entry.section, entry.path.split_once('/')) {
                self.section_by_path.entry(folder.to_owned()).or_insert(id);
            }
        }
        let indexes: Vec<String> =
            self.section_by_path.keys().map(|folder| format!("{folder}/index.md")).collect();
        self.lower_paths = resolve::lower_paths(
            self.by_path.keys().chain(self.asset_by_path.keys()).chain(&indexes),
        );
    }
}

/// What a draft turns out to be.
enum Page {
    Front(FrontPage),
    Index(String, Section),
    Module(Option<String>, Box<Entry>),
}

impl Page {
    fn read(d: &mut Diagnostics, reader: &Reader<'_>, draft: Draft) -> Option<Self> {
        let is_index = draft.slug == "index" && draft.folders.len() <= 1;
        let table = if is_index { &INDEX } else { &MODULE };
        let mut fields = Fields::of(d, draft.front.as_ref()?, table)?;
        if is_index {
            let title = fields.text(d, "title");
            let summary = fields.text(d, "summary").map(|text| text.value);
            let order = fields.whole(d, "order", 0..=99_999);
            // A section's page has an owner and dates like any other, and shows the pack's.
            fields.text(d, "owner");
            fields.texts(d, "tags");
            fields.date(d, "reviewed");
            fields.date(d, "review_by");
            fields.finish(d);
            let Some(folder) = draft.folders.into_iter().next() else {
                let (file, body) = (draft.file, draft.body);
                let title = title.map(|text| text.value);
                return Some(Self::Front(FrontPage { file, title, summary, body }));
            };
            let kind = Kind::of_folder(&folder);
            let section = Section {
                slug: folder.clone(),
                folder: draft.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
                title,
                summary,
                order,
                intro: draft.body,
                file: Some(draft.file),
                kind,
            };
            return Some(Self::Index(folder, section));
        }
        let folder = draft.folders.first().cloned();
        Some(Self::Module(folder, Box::new(entry(d, reader, draft, fields))))
    }
}

fn entry(d: &mut Diagnostics, reader: &Reader<'_>, draft: Draft, mut fields: Fields) -> Entry {
    let title = fields.required(d, "title");
    let folder = draft.folders.first().map_or("", String::as_str);
    let said = fields.has("kind");
    let kind = fields.choice(d, "kind", &Kind::names());
    let kind = if said { kind } else { Some(Kind::of_folder(folder)) };
    let summary = fields.text(d, "summary").map(|text| text.value);
    let order = fields.whole(d, "order", 0..=99_999);
    let audience = fields.choice(d, "audience", Audience::NAMES);
    // An audience that cannot be read must not open what was meant for tutors.
    let audience = match audience {
        Some(audience) => audience,
        None if fields.has("audience") => Audience::Tutor,
        None => {
            audience_says_something(d, &fields);
            Audience::Everyone
        }
    };
    let tags = fields.texts(d, "tags").into_iter().map(|text| text.value).collect();
    let outcomes = fields.short_texts(d, "outcomes");
    let owner = fields.text(d, "owner").map(|text| text.value);
    let reviewed = fields.date(d, "reviewed");
    let review_by = fields.date(d, "review_by");
    let review_by_span = fields.key_span("review_by");
    let print = fields.flag(d, "print");
    let sources: Vec<Body> =
        fields.scalars(d, "sources").iter().map(|line| reader.prose(d, line)).collect();
    // What follows on a kind or a title that cannot be read is a stand-in, so that the rest of the
    // module is checked in the same run; nothing is built of it.
    let details = match kind {
        Some(kind) => {
            fields.extend(kind.row().keys);
            kind.read(d, &mut fields, reader)
        }
        None => {
            for row in KINDS {
                fields.extend(row.keys);
                row.keys.iter().for_each(|key| drop(fields.node(key.name)));
            }
            Details::Guide
        }
    };
    let title =
        title.unwrap_or_else(|| Text { value: draft.slug.clone(), span: Span::whole(draft.file) });
    fields.finish_with(d, |key| elsewhere(key, kind));
    let mut address = draft.folders.join("/");
    if !address.is_empty() {
        address.push('/');
    }
    address.push_str(&draft.slug);
    address.push_str(".html");
    Entry {
        id: EntryId(0),
        file: draft.file,
        path: draft.path,
        address,
        slug: draft.slug,
        section: None,
        title,
        summary,
        order,
        audience,
        tags,
        outcomes,
        owner,
        reviewed,
        review_by,
        review_by_span,
        print,
        sources,
        details,
        body: draft.body,
        headings: Headings::default(),
    }
}

/// `audience:` with nothing behind it may be half a thought about tutors, so nobody guesses.
fn audience_says_something(d: &mut Diagnostics, fields: &Fields) {
    if fields.entries().iter().any(|entry| entry.key == "audience") {
        let span = fields.key_span("audience");
        d.push(
            Diagnostic::new(Code::BadValue, span, "`audience` does not say for whom this is")
                .help("write `audience: tutor` or `audience: everyone`"),
        );
    }
}

/// Where a key that is wrong here would be right.
fn elsewhere(key: &str, kind: Option<Kind>) -> Option<String> {
    let row = KINDS.iter().find(|row| row.keys.iter().any(|known| known.name == key))?;
    let kind = kind.map_or("page", |kind| kind.name());
    let (name, home) = (row.name, row.kind.home());
    Some(format!("`{key}` belongs to a {name}, and this is a {kind}; a {name} lies in {home}/"))
}

/// The sections that have an index or a module, in order, and the number of each folder.
fn sections(
    indexes: BTreeMap<String, Section>,
    modules: &[(Option<String>, Entry)],
) -> (Vec<Section>, HashMap<String, SectionId>) {
    let mut sections = indexes;
    for folder in modules.iter().filter_map(|(folder, _)| folder.as_ref()) {
        if !sections.contains_key(folder) {
            let section = Section {
                slug: folder.clone(),
                folder: folder.clone(),
                title: None,
                summary: None,
                order: None,
                intro: Body::default(),
                file: None,
                kind: Kind::of_folder(folder),
            };
            sections.insert(folder.clone(), section);
        }
    }
    let mut sections: Vec<Section> = sections.into_values().collect();
    let rank = |section: &Section| {
        let row = KINDS.iter().position(|row| row.folder == section.slug);
        (section.order.is_none(), section.order, row.unwrap_or(KINDS.len()), section.slug.clone())
    };
    sections.sort_by_cached_key(rank);
    let numbers =
        sections.iter().enumerate().map(|(at, section)| (section.slug.clone(), SectionId(at)));
    let numbers = numbers.collect();
    (sections, numbers)
}

/// Modules by section; within it by `order`, then a scenario's number, then title.
fn in_order(
    modules: Vec<(Option<String>, Entry)>,
    section_of: &HashMap<String, SectionId>,
) -> Vec<Arc<Entry>> {
    let mut entries: Vec<Entry> = modules
        .into_iter()
        .map(|(folder, mut entry)| {
            entry.section = folder.and_then(|folder| section_of.get(&folder).copied());
            entry
        })
        .collect();
    entries.sort_by_cached_key(|entry| {
        let number = match &entry.details {
            Details::Scenario(scenario) => scenario.number,
            _ => None,
        };
        let order = entry.order.or(number);
        let title = alphabetical(&entry.title.value);
        (entry.section, order.is_none(), order, title, entry.path.clone())
    });
    let numbered = entries.into_iter().enumerate();
    numbered.map(|(at, entry)| Arc::new(Entry { id: EntryId(at), ..entry })).collect()
}
