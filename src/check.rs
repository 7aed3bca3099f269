//! Pack to checked pack: a table of rules, one file each. Only what has passed can be rendered.

mod accepted;
mod changes;
mod dates;
mod files;
mod footnotes;
mod forms;
mod headings;
mod kinds;
mod links;
mod meant;
mod outcomes;
mod pictures;
mod readability;
mod ready;
mod sheets;
mod tutors;

use rayon::prelude::*;

use crate::body::{Body, Reference};
use crate::diagnostic::Diagnostics;
use crate::edition::CutPack;
use crate::pack::{BESIDE, Entry, Headings, LinkProblem, Pack, Target};
use crate::project::{Audience, Edition};
use crate::source::Sources;
use crate::yaml::Date;

pub use ready::{WebLink, judge_links, ready, web_links};

/// A pack without errors. Nothing else can be rendered.
#[derive(Debug)]
pub struct CheckedPack(Pack);

impl CheckedPack {
    /// The pack.
    pub fn pack(&self) -> &Pack {
        &self.0
    }

    /// The pack as `edition` may see it: all that a renderer is given.
    pub fn edition<'a>(&'a self, edition: &'a Edition) -> CheckedEdition<'a> {
        CheckedEdition(CutPack::new(&self.0, edition))
    }
}

/// An edition of a pack without errors.
#[derive(Debug)]
pub struct CheckedEdition<'a>(CutPack<'a>);

impl<'a> std::ops::Deref for CheckedEdition<'a> {
    type Target = CutPack<'a>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a> CheckedEdition<'a> {
    /// The same pack cut to what everyone may see: what a tutor hands out.
    pub fn for_everyone(&self, edition: &'a Edition) -> Self {
        debug_assert!(!edition.admits(Audience::Tutor), "nothing of the tutor's is handed out");
        Self(CutPack::new(self.0.pack(), edition))
    }
}

/// A text of the pack, wherever it stands.
pub(crate) struct PackText<'a> {
    /// The module it belongs to; none for the front page, sections, glossary and changes.
    pub(crate) entry: Option<&'a Entry>,
    /// The folder from which its addresses are meant.
    pub(crate) folder: &'a str,
    /// For whom it is.
    pub(crate) audience: Audience,
    /// For whom the page is that it stands on; none where every edition has that page.
    page: Option<Audience>,
    /// The text.
    pub(crate) body: &'a Body,
    headings: Headings,
}

impl<'a> PackText<'a> {
    fn of(entry: &'a Entry, audience: Audience, body: &'a Body) -> Self {
        let (folder, page) = (entry.folder(), Some(entry.audience));
        let headings = Headings::default();
        Self { entry: Some(entry), folder, audience, page, body, headings }
    }

    fn shared(folder: &'a str, page: Option<Audience>, body: &'a Body) -> Self {
        let audience = page.unwrap_or(Audience::Everyone);
        Self { entry: None, folder, audience, page, body, headings: Headings::default() }
    }

    /// For whom the element of this id on the text's page is, if there is one.
    fn anchor_audience(&self, wanted: &str) -> Option<Audience> {
        match self.entry {
            Some(entry) => entry.anchor_audience(wanted),
            None => {
                let headings = self.headings.get_or_init(|| self.body.headings(self.audience));
                headings.get(wanted).copied()
            }
        }
    }
}

type Resolved<'a> = Result<Target<'a, 'a>, LinkProblem>;

/// A rule, by what it looks at.
enum Rule {
    /// The pack as a whole.
    Pack(fn(&mut Diagnostics, &Pack)),
    /// A module.
    Module(fn(&mut Diagnostics, &Pack, &Entry)),
    /// A text.
    Text(fn(&mut Diagnostics, &Pack, &PackText<'_>)),
    /// An address in a text, where it leads, and for whom it is.
    Reference(fn(&mut Diagnostics, &Pack, &PackText<'_>, &Reference<'_>, &Resolved<'_>, Audience)),
}

const RULES: &[Rule] = &[
    Rule::Reference(links::leads_somewhere),
    Rule::Reference(pictures::can_be_seen_and_heard),
    Rule::Reference(tutors::stays_in_its_edition),
    Rule::Text(tutors::addresses_are_for_whom_they_serve),
    Rule::Text(links::are_read_as_links),
    Rule::Text(headings::step_by_step),
    Rule::Text(footnotes::are_written_and_used),
    Rule::Module(outcomes::are_known),
    Rule::Module(sheets::are_there),
    Rule::Module(kinds::own_rules),
    Rule::Pack(files::are_modules),
    Rule::Pack(files::lie_in_their_kinds_folder),
    Rule::Pack(files::are_no_copies),
    Rule::Pack(files::have_titles_of_their_own),
    Rule::Pack(forms::are_told_apart),
    Rule::Pack(readability::is_plain),
    Rule::Pack(outcomes::are_served),
    Rule::Pack(dates::are_given),
    Rule::Pack(changes::are_up_to_date),
];

/// Applies every rule. `today` is for review dates and comes from outside; without it none is
/// overdue. `None` where anything, now or before, was an error.
pub fn check(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    pack: Pack,
    today: Option<Date>,
) -> Option<CheckedPack> {
    let found: Vec<Diagnostics> = pack
        .entries
        .par_iter()
        .map(|entry| {
            let mut found = Diagnostics::default();
            check_module(&mut found, &pack, entry);
            found
        })
        .collect();
    for found in found {
        diagnostics.append(found);
    }
    for text in shared_texts(&pack) {
        check_text(diagnostics, &pack, &text);
    }
    for rule in RULES {
        if let Rule::Pack(rule) = rule {
            rule(diagnostics, &pack);
        }
    }
    if let Some(today) = today {
        dates::are_not_past(diagnostics, &pack, today);
    }
    accepted::is_there(diagnostics, sources, &pack);
    diagnostics.allow(|found| pack.settings.allows(found, sources.path(found.span.file)));
    (!diagnostics.has_errors()).then_some(CheckedPack(pack))
}

fn check_module(found: &mut Diagnostics, pack: &Pack, entry: &Entry) {
    for (audience, body) in entry.prose() {
        check_text(found, pack, &PackText::of(entry, audience, body));
    }
    for rule in RULES {
        if let Rule::Module(rule) = rule {
            rule(found, pack, entry);
        }
    }
}

fn check_text(found: &mut Diagnostics, pack: &Pack, text: &PackText<'_>) {
    text.body.each_reference(text.audience, &mut |reference, audience| {
        let resolved = pack.resolve(text.folder, reference.to);
        for rule in RULES {
            if let Rule::Reference(rule) = rule {
                rule(found, pack, text, &reference, &resolved, audience);
            }
        }
    });
    for rule in RULES {
        if let Rule::Text(rule) = rule {
            rule(found, pack, text);
        }
    }
}

/// Texts that belong to no module: the front page, sections, the glossary, what changed.
fn shared_texts(pack: &Pack) -> Vec<PackText<'_>> {
    let text = PackText::shared;
    let front = pack.front.iter().map(|front| text("", None, &front.body));
    let intros = pack.numbered_sections().map(|(id, section)| {
        text(section.folder.as_str(), Some(pack.section_audience(id)), &section.intro)
    });
    let definitions = pack.glossary.iter().map(|term| text("", None, &term.definition));
    let changes = pack.changes.versions.iter().flat_map(|version| {
        version.changes.iter().map(|change| text(BESIDE, Some(version.audience), change))
    });
    let changelog = std::iter::once(text(BESIDE, None, &pack.changes.text));
    front.chain(intros).chain(definitions).chain(changes).chain(changelog).collect()
}
