//! What each layout is given: `/data.json`, and the files that it names.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Serialize;

use super::fields::{FieldWords, FormSheet};
use super::orders::Volume;
use super::press::Copy;
use super::prose::{PaperText, Picture, Places};
use crate::pack::Entry;
use crate::pack::kinds::Details;
use crate::pack::kinds::handout::Per;
use crate::project::{Audience, Edition, PrintSettings};
use crate::render::facts::Facts;
use crate::render::html::page::has_questions;
use crate::render::kinds::{self, KindView, Prose};
use crate::source::Span;
use crate::view::paper::{
    BookModule, BookView, CardsView, ChapterView, ModuleData, Paper, PaperBlock, PaperMatrix,
    PaperTerm, PostersView, SheetData, SheetView,
};

/// A kind's variable with its prose as blocks.
type PaperKind = KindView<Vec<PaperBlock>>;

/// A copy whose pictures are still to be read.
pub(super) struct Draft {
    pub(super) layout: &'static str,
    pub(super) data: String,
    pub(super) pictures: Vec<Picture>,
    /// Where boxes become fields.
    pub(super) form: Option<FormSheet>,
}

impl Draft {
    fn new(layout: &'static str, data: &impl Serialize, text: PaperText<'_>) -> Self {
        Self { pictures: text.pictures, ..Self::plain(layout, data) }
    }

    /// Data without pictures.
    pub(super) fn plain(layout: &'static str, data: &impl Serialize) -> Self {
        let data = serde_json::to_string(data).expect("names and numbers can be written");
        Self { layout, data, pictures: Vec::new(), form: None }
    }

    /// Ready to be set, given the pictures' bytes.
    pub(super) fn into_copy(self, files: Vec<(String, Vec<u8>)>) -> Copy {
        Copy { layout: self.layout, data: self.data, files, form: self.form, accessible: true }
    }
}

/// What a tutor may hand out of an edition.
pub(super) fn everyone(facts: Facts<'_>) -> Edition {
    let name = facts.edition.edition().name.clone();
    Edition { name, audiences: vec![Audience::Everyone] }
}

/// Whether a module's sheet is the same for tutors as it is when cut for everyone: nothing in it is
/// the tutor's, and it has no questions whose answers tutors see.
pub(super) fn is_shared(own: &Entry, handed: &Entry) -> bool {
    own == handed && !has_questions(&own.body)
}

/// Size of paper and text as the pack sets them.
pub(super) fn paper(settings: PrintSettings, large: bool) -> Paper {
    // Large print on small paper would leave a few words a line.
    let size = if settings.a5 && !large { "a5" } else { "a4" };
    let text = if large { settings.large_print_size } else { settings.base_size };
    Paper { size, text, large }
}

/// What stands at a module's head and foot. `tutor` says that it holds what is for tutors only.
pub(super) fn sheet_view(facts: Facts<'_>, entry: &Entry, tutor: bool) -> SheetView {
    let settings = &facts.edition.pack().settings;
    SheetView {
        kind: entry.kind().name().to_owned(),
        kind_label: facts.kind_label(entry.kind()),
        title: entry.title.value.clone(),
        summary: entry.summary.clone(),
        tags: entry.tags.clone(),
        tutor,
        owner: entry.owner.as_ref().or(settings.owner.as_ref()).cloned(),
        reviewed: entry.reviewed.or(settings.reviewed).map(|date| facts.date(date)),
        review_by: entry.review_by.or(settings.review_by).map(|date| facts.date(date)),
        outcomes: facts.outcomes(&entry.outcomes),
    }
}

fn module_data(text: &mut PaperText<'_>, entry: &Entry) -> ModuleData<PaperKind> {
    entry.path.rsplit_once('/').map_or("", |(folder, _)| folder).clone_into(&mut text.folder);
    ModuleData {
        body: text.body(&entry.body),
        kind: kinds::view(text, entry),
        sources: entry.sources.iter().map(|source| text.part(source)).collect(),
        fillable: false,
    }
}

/// A module's own sheet.
pub(super) fn module(
    facts: Facts<'_>,
    entry: &Entry,
    tutor: bool,
    fillable: bool,
    paper: Paper,
    unreadable: &[Span],
) -> Draft {
    let mut text = PaperText::new(facts, unreadable);
    let content = ModuleData { fillable, ..module_data(&mut text, entry) };
    let data = SheetData { paper, sheet: sheet_view(facts, entry, tutor), content };
    let form = match &entry.details {
        Details::Form(module) if fillable => Some(FormSheet {
            id: entry.slug.clone(),
            version: facts.edition.pack().settings.version.clone().unwrap_or_default(),
            form: module.form.clone(),
            size: paper.text,
            words: FieldWords::of(&facts.theme.strings),
        }),
        _ => None,
    };
    Draft { form, ..Draft::new(entry.kind().name(), &data, text) }
}

/// A scenario as cards, so many to a sheet.
pub(super) fn cards(
    facts: Facts<'_>,
    entry: &Entry,
    cards: CardsView,
    paper: Paper,
    unreadable: &[Span],
) -> Draft {
    #[derive(Serialize)]
    struct Cards {
        cards: CardsView,
        #[serde(flatten)]
        module: ModuleData<PaperKind>,
    }
    let mut text = PaperText::new(facts, unreadable);
    // A card holds the case and its questions, and not the page's further text.
    let module = ModuleData {
        body: Vec::new(),
        sources: Vec::new(),
        kind: kinds::view(&mut text, entry),
        fillable: false,
    };
    let content = Cards { cards, module };
    let data = SheetData { paper, sheet: sheet_view(facts, entry, false), content };
    Draft::new("cards", &data, text)
}

/// A handout's flip-chart headings: those for which `shown` holds.
pub(super) fn posters(
    facts: Facts<'_>,
    entry: &Entry,
    paper: Paper,
    shown: impl Fn(Per) -> bool,
) -> Draft {
    let posters = match &entry.details {
        Details::Handout(handout) => handout.posters.as_slice(),
        _ => &[],
    };
    let posters = posters.iter().filter(|poster| shown(poster.per)).map(kinds::poster_view);
    let content = PostersView { posters: posters.collect() };
    let data = SheetData { paper, sheet: sheet_view(facts, entry, false), content };
    Draft::plain("posters", &data)
}

/// The matrix of outcomes.
pub(super) fn outcomes(facts: Facts<'_>, paper: Paper) -> Draft {
    #[derive(Serialize)]
    struct Matrix {
        matrix: PaperMatrix,
    }
    let matrix = PaperMatrix { rows: crate::render::matrix::rows(facts) };
    let sheet = whole_pack(facts, "outcomes", facts.theme.strings.get("outcomes_title"));
    Draft::plain("outcomes", &SheetData { paper, sheet, content: Matrix { matrix } })
}

/// The head and foot of a document that is of no one module.
pub(super) fn whole_pack(facts: Facts<'_>, kind: &str, title: &str) -> SheetView {
    let settings = &facts.edition.pack().settings;
    SheetView {
        kind: kind.to_owned(),
        kind_label: String::new(),
        title: title.to_owned(),
        summary: settings.tagline.clone(),
        tags: Vec::new(),
        tutor: facts.edition.is_tutors(),
        owner: settings.owner.clone(),
        reviewed: settings.reviewed.map(|date| facts.date(date)),
        review_by: settings.review_by.map(|date| facts.date(date)),
        outcomes: Vec::new(),
    }
}

/// The whole edition as a book, or a volume of it.
pub(super) fn book(facts: Facts<'_>, paper: Paper, unreadable: &[Span], volume: &Volume) -> Draft {
    #[derive(Serialize)]
    struct Book {
        book: BookView<PaperKind>,
    }
    let edition = facts.edition;
    let all: Vec<_> = edition.entries().iter().filter(|entry| entry.is_bound()).collect();
    let in_volume: HashSet<_> = all[volume.modules.clone()].iter().map(|entry| entry.id).collect();
    let bound = |entry: &&Arc<Entry>| in_volume.contains(&entry.id);
    // A section's introduction stands before the first of its modules.
    let begins = |entries: &[Arc<Entry>]| match entries.iter().find(|entry| entry.is_bound()) {
        Some(first) => bound(&first),
        None => entries.is_empty() && volume.number == 1,
    };
    let mut sections = edition.sections();
    sections.retain(|(.., entries)| begins(entries) || entries.iter().any(|entry| bound(&entry)));
    let places = Places {
        entries: edition
            .entries()
            .iter()
            .filter(bound)
            .enumerate()
            .map(|(at, entry)| (entry.id, format!("m-{}", at + 1)))
            .collect(),
        sections: sections
            .iter()
            .enumerate()
            .map(|(at, (id, ..))| (*id, format!("s-{}", at + 1)))
            .collect(),
    };
    let mut text = PaperText::new(facts, unreadable);
    text.places = Some(&places);
    let everyone = everyone(facts);
    let handed = edition.is_tutors().then(|| edition.for_everyone(&everyone));
    let is_tutors = |entry: &Entry| match &handed {
        Some(handed) => handed.entry(entry.id).is_none_or(|handed| !is_shared(entry, handed)),
        None => entry.audience == Audience::Tutor,
    };
    let modules = |text: &mut PaperText<'_>, entries: &[Arc<Entry>]| {
        let modules = entries.iter().filter(bound).map(|entry| BookModule {
            label: places.entries[&entry.id].clone(),
            sheet: sheet_view(facts, entry, is_tutors(entry)),
            content: module_data(text, entry),
        });
        modules.collect::<Vec<_>>()
    };
    let mut chapters = Vec::new();
    let loose = edition.section_entries(None);
    if loose.iter().any(|entry| bound(&entry)) {
        let modules = modules(&mut text, loose);
        chapters.push(ChapterView { label: "s-0".into(), title: None, intro: Vec::new(), modules });
    }
    for (id, section, entries) in sections {
        text.folder.clone_from(&section.folder);
        chapters.push(ChapterView {
            label: places.sections[&id].clone(),
            title: Some(facts.section_title(section)),
            intro: if begins(entries) { text.body(edition.intro(id)) } else { Vec::new() },
            modules: modules(&mut text, entries),
        });
    }
    text.folder.clear();
    let terms = edition.pack().glossary.iter().enumerate();
    let glossary = terms.filter(|_| volume.number == volume.of).map(|(at, term)| PaperTerm {
        label: format!("g-{}", at + 1),
        term: term.term.clone(),
        also: term.also.clone(),
        definition: text.part(edition.definition(at)),
    });
    let glossary = glossary.collect();
    let part = (volume.of > 1).then_some([volume.number, volume.of]);
    let book = BookView { edition: edition.edition().name.clone(), part, chapters, glossary };
    let sheet = whole_pack(facts, "book", &edition.pack().settings.title);
    Draft::new("book", &SheetData { paper, sheet, content: Book { book } }, text)
}
