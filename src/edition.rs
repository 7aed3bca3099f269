//! The pack as one edition may see it. Cut first: nothing that renders ever meets the rest.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::body::Body;
use crate::load::Asset;
use crate::pack::kinds::{Kind, Workshop};
use crate::pack::{
    BESIDE, Changes, Entry, EntryId, LinkProblem, Pack, Section, SectionId, Target, Version, cut,
};
use crate::project::{Audience, Edition};
use crate::yaml::Text;

/// A pack cut to an edition.
#[derive(Debug)]
pub struct CutPack<'a> {
    pack: &'a Pack,
    edition: &'a Edition,
    entries: Vec<Arc<Entry>>,
    place: HashMap<EntryId, usize>,
    front: Option<Body>,
    intros: HashMap<SectionId, Body>,
    definitions: Vec<Option<Body>>,
    changes: Changes,
}

impl<'a> CutPack<'a> {
    /// Cuts `pack` to what `edition` may see.
    pub fn new(pack: &'a Pack, edition: &'a Edition) -> Self {
        let hidden = |sheet: &Text| is_hidden(pack, edition, sheet);
        let admitted = pack.entries.iter().filter(|entry| edition.admits(entry.audience));
        let entries: Vec<_> = admitted.map(|entry| cut_entry(entry, edition, &hidden)).collect();
        let place = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        let front = pack.front.as_ref().and_then(|front| cut::body(&front.body, edition));
        let intros = pack.numbered_sections();
        let intros =
            intros.filter_map(|(id, section)| Some((id, cut::body(&section.intro, edition)?)));
        let definitions = pack.glossary.iter().map(|term| cut::body(&term.definition, edition));
        Self {
            pack,
            edition,
            entries,
            place,
            front,
            intros: intros.collect(),
            definitions: definitions.collect(),
            changes: cut_changes(&pack.changes, edition),
        }
    }

    /// The whole pack's settings, outcomes and glossary, which are for everyone.
    pub fn pack(&self) -> &'a Pack {
        self.pack
    }

    /// The edition it is cut to.
    pub fn edition(&self) -> &'a Edition {
        self.edition
    }

    /// Whether the edition holds tutor's material.
    pub fn is_tutors(&self) -> bool {
        self.edition.admits(Audience::Tutor)
    }

    /// Its modules, in order.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// A module, if the edition has it.
    pub fn entry(&self, id: EntryId) -> Option<&Arc<Entry>> {
        self.place.get(&id).map(|at| &self.entries[*at])
    }

    /// A module that was changed for one occasion, such as a workshop with a day and a venue, cut
    /// like those of the edition. Whether the edition has that module is for the caller to know.
    pub fn recut(&self, entry: &Arc<Entry>) -> Arc<Entry> {
        let hidden = |sheet: &Text| is_hidden(self.pack, self.edition, sheet);
        cut_entry(entry, self.edition, &hidden)
    }

    /// The front page's text.
    pub fn front(&self) -> Option<&Body> {
        self.front.as_ref().or(self.pack.front.as_ref().map(|front| &front.body))
    }

    /// A section's introduction.
    pub fn intro(&self, id: SectionId) -> &Body {
        self.intros.get(&id).unwrap_or(&self.pack.section(id).intro)
    }

    /// A term's definition, by its place in the glossary.
    pub fn definition(&self, at: usize) -> &Body {
        self.definitions[at].as_ref().unwrap_or(&self.pack.glossary[at].definition)
    }

    /// What changed from version to version.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Sections of this edition with their modules. One whose modules are all for tutors is for
    /// tutors itself; one without any has its page, since a text may link to it.
    pub fn sections(&self) -> Vec<(SectionId, &'a Section, &[Arc<Entry>])> {
        let all = self.pack.numbered_sections();
        all.map(|(id, section)| (id, section, self.section_entries(Some(id))))
            .filter(|(id, ..)| self.edition.admits(self.pack.section_audience(*id)))
            .collect()
    }

    /// A section's modules, in order; `None` names those directly in `content/`.
    pub fn section_entries(&self, id: Option<SectionId>) -> &[Arc<Entry>] {
        let from = self.entries.partition_point(|entry| entry.section < id);
        let to = self.entries.partition_point(|entry| entry.section <= id);
        &self.entries[from..to]
    }

    /// The first module of a kind.
    pub fn first_of(&self, kind: Kind) -> Option<&Arc<Entry>> {
        self.entries.iter().find(|entry| entry.kind() == kind)
    }

    /// Scenarios dealt to a workshop's groups: those that the plan names, in its order, else all.
    pub fn dealt(&self, workshop: &Workshop) -> Vec<&Arc<Entry>> {
        let all = || self.entries.iter().filter(|entry| entry.kind() == Kind::Scenario);
        match &workshop.scenarios {
            None => all().collect(),
            Some(named) => {
                let find = |named: &Text| all().find(|entry| entry.slug == named.value);
                named.iter().filter_map(find).collect()
            }
        }
    }

    /// Files beside modules that this edition's texts link to: addresses and where they lie.
    pub fn assets(&self) -> BTreeMap<&'a str, &'a Asset> {
        let mut assets = BTreeMap::new();
        let mut note = |target: Result<Target<'a, '_>, LinkProblem>| {
            if let Ok(Target::Asset(asset)) = target {
                assets.insert(asset.address.as_str(), asset);
            }
        };
        // Pictures are few; looking first whether there is any file spares resolving every link.
        if self.pack.assets.is_empty() {
            return assets;
        }
        for entry in &self.entries {
            for (audience, body) in entry.prose() {
                body.each_reference(audience, &mut |reference, _| {
                    note(self.pack.resolve_from(entry, reference.to));
                });
            }
        }
        let sections = self.sections();
        let intros = sections.iter().map(|(id, section, _)| (&*section.folder, self.intro(*id)));
        let definitions = (0..self.pack.glossary.len()).map(|at| ("", self.definition(at)));
        let front = self.front().map(|body| ("", body));
        let changes = self.changes.bodies().map(|body| (BESIDE, body));
        for (folder, body) in intros.chain(definitions).chain(front).chain(changes) {
            body.each_reference(Audience::Everyone, &mut |reference, _| {
                note(self.pack.resolve(folder, reference.to));
            });
        }
        assets
    }
}

/// Whether a sheet is not for the edition.
fn is_hidden(pack: &Pack, edition: &Edition, sheet: &Text) -> bool {
    pack.by_path(&sheet.value).is_some_and(|id| !edition.admits(pack.entry(id).audience))
}

/// Versions of which the edition's readers are told something, with only that.
fn cut_changes(changes: &Changes, edition: &Edition) -> Changes {
    let cut = |text: &Body| cut::body(text, edition).unwrap_or_else(|| text.clone());
    let admitted = changes.versions.iter().filter(|version| edition.admits(version.audience));
    let versions = admitted.map(|version| {
        let changes = version.changes.iter().map(cut).filter(|change| !change.is_empty());
        Version { changes: changes.collect(), ..version.clone() }
    });
    Changes {
        versions: versions.filter(|version| !version.changes.is_empty()).collect(),
        text: cut(&changes.text),
    }
}

fn cut_entry(
    entry: &Arc<Entry>,
    edition: &Edition,
    is_tutors: &dyn Fn(&Text) -> bool,
) -> Arc<Entry> {
    let body = cut::body(&entry.body, edition);
    let details = entry.details.cut(edition, is_tutors);
    let sources_cut: Vec<_> =
        entry.sources.iter().map(|source| cut::body(source, edition)).collect();
    if body.is_none() && details.is_none() && sources_cut.iter().all(Option::is_none) {
        return Arc::clone(entry);
    }
    let mut shorter = Entry::clone(entry);
    shorter.body = body.unwrap_or(shorter.body);
    shorter.details = details.unwrap_or(shorter.details);
    for (source, cut) in shorter.sources.iter_mut().zip(sources_cut) {
        if let Some(cut) = cut {
            *source = cut;
        }
    }
    Arc::new(shorter)
}
