//! What every shape that keeps pages apart has in common: names of pages, links between them, the
//! pictures that they show, and the words round each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use tera::{Context, Value};

use super::Finished;
use crate::address;
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostic;
use crate::leaf::{Element, Leaf, Target, Volume};
use crate::output::Output;
use crate::pack::Entry;
use crate::project::Audience;
use crate::render::{date_view, shared};
use crate::theme::{Templates, Theme};
use crate::view::{CarriedEntryView, CarriedLinkView, CarriedPageView};

/// Endings of files that an `<img>` can show.
const PICTURES: [&str; 6] = ["gif", "jpeg", "jpg", "png", "svg", "webp"];
/// Attributes that name other elements of the page.
const REFERENCES: [&str; 5] =
    ["aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "headers"];
/// Elements whose ids no link leads to, since paper has none of them.
const CONTROLS: [&str; 6] = ["button", "datalist", "input", "output", "select", "textarea"];

/// Where a page stands in its volume.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'v> {
    /// The page.
    pub(super) leaf: &'v Leaf,
    /// How many stand before it.
    pub(super) at: usize,
    /// How many there are.
    pub(super) of: usize,
    /// Whether it stands under the opening of a section.
    pub(super) under: bool,
}

/// A page with its name in the package.
#[derive(Debug)]
pub(super) struct Page<'v> {
    pub(super) place: Place<'v>,
    /// Its path in the package.
    pub(super) path: String,
    ids: HashSet<&'v str>,
}

/// A volume, its pages named.
pub(super) struct Binding<'v> {
    edition: &'v CheckedEdition<'v>,
    theme: &'v Theme,
    templates: Templates,
    pub(super) pages: Vec<Page<'v>>,
    by_address: HashMap<&'v str, usize>,
    entries: HashMap<&'v str, &'v Entry>,
    /// Paths in the package, by addresses in the edition.
    pictures: BTreeMap<&'v str, String>,
}

/// A leaf as it is bound, and the addresses of the pictures that it shows.
pub(super) struct Bound<'v> {
    pub(super) leaf: Leaf,
    pub(super) pictures: BTreeSet<&'v str>,
}

impl<'v> Binding<'v> {
    /// Names every page of `volume` by `name`. Pictures go to the folder `pictures` of the package.
    pub(super) fn new(
        finished: Finished<'v>,
        volume: &'v Volume,
        pictures: &str,
        name: impl Fn(Place<'v>) -> String + Sync,
    ) -> Self {
        let Finished { edition, theme, output, occasion } = finished;
        let places: Vec<Place> = places(volume);
        let pages: Vec<Page> = places
            .into_par_iter()
            .map(|place| {
                let mut ids = HashSet::new();
                note_ids(&place.leaf.main, &mut ids);
                Page { place, path: name(place), ids }
            })
            .collect();
        let by_address = pages.iter().enumerate();
        let by_address = by_address.map(|(at, page)| (page.place.leaf.address.as_str(), at));
        let entries = edition.entries().iter();
        let entries = entries.map(|entry| (entry.address.as_str(), &**entry)).collect();
        Self {
            edition,
            theme,
            templates: theme.templates.with_shared(shared(theme, edition, occasion)),
            by_address: by_address.collect(),
            pages,
            entries,
            pictures: named_pictures(output, pictures),
        }
    }

    /// The page's leaf after `change`, with links and pictures as they are in the package. Links to
    /// what the package does not hold become their words. With `places`, links between pages lead to
    /// the very place on them.
    pub(super) fn bound(
        &self,
        page: &Page<'v>,
        places: bool,
        change: impl FnOnce(&mut Leaf),
    ) -> Bound<'v> {
        let mut leaf = page.place.leaf.clone();
        change(&mut leaf);
        let mut ids = HashSet::new();
        leaf.main.each(&mut |element| ids.extend(element.get("id").map(str::to_owned)));
        leaf.main.each(&mut |element| keep_references(element, &ids));
        let mut pictures = BTreeSet::new();
        leaf.relink(|target, _| match target {
            Target::Outside(to) => Some(to.to_owned()),
            Target::Here(id) => ids.contains(id).then(|| format!("#{id}")),
            Target::File(path, place) => {
                if let Some((address, shown)) = self.pictures.get_key_value(path.as_str()) {
                    pictures.insert(*address);
                    return Some(address::relative(&page.path, shown));
                }
                let other = &self.pages[*self.by_address.get(path.as_str())?];
                let to = address::relative(&page.path, &other.path);
                match place.filter(|id| places && other.ids.contains(id)) {
                    Some(id) => Some(format!("{to}#{id}")),
                    None => Some(to),
                }
            }
        });
        Bound { leaf, pictures }
    }

    /// Path in the package of the picture at an address of the edition.
    pub(super) fn picture(&self, address: &str) -> Option<&str> {
        self.pictures.get(address).map(String::as_str)
    }

    /// Addresses of every picture that the edition has, whether or not a page shows it.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &'v str> {
        self.pictures.keys().copied()
    }

    /// A page without a heading, as a theme may make it, is called after the pack.
    fn title(&self, leaf: &Leaf) -> String {
        let given = Some(&leaf.title).filter(|title| !title.is_empty());
        given.unwrap_or(&self.edition.pack().settings.title).clone()
    }

    /// What templates see of a page whose text is `html`.
    pub(super) fn page_view(&self, page: &Page<'_>, html: String) -> CarriedPageView {
        let settings = &self.edition.pack().settings;
        let leaf = page.place.leaf;
        let entry = self.entries.get(leaf.address.as_str());
        let reviewed = entry.and_then(|entry| entry.reviewed).or(settings.reviewed);
        let review_by = entry.and_then(|entry| entry.review_by).or(settings.review_by);
        let date = |date| date_view(self.theme, date);
        CarriedPageView {
            title: self.title(leaf),
            kind: leaf.kind.clone(),
            number: page.place.at + 1,
            url: page.path.clone(),
            root: address::root_from(&page.path),
            tutor_only: entry.is_some_and(|entry| entry.audience == Audience::Tutor),
            owner: entry.and_then(|entry| entry.owner.clone()).or(settings.owner.clone()),
            reviewed: reviewed.map(date),
            review_by: review_by.map(date),
            html,
        }
    }

    /// The contents: sections with their pages under them.
    pub(super) fn contents(&self) -> Vec<CarriedEntryView> {
        let mut entries: Vec<CarriedEntryView> = Vec::new();
        for page in &self.pages {
            let link = CarriedLinkView {
                title: self.title(page.place.leaf),
                url: page.path.clone(),
                number: page.place.at + 1,
            };
            match entries.last_mut().filter(|_| page.place.under) {
                Some(section) => section.pages.push(link),
                None => entries.push(CarriedEntryView { link, pages: Vec::new() }),
            }
        }
        entries
    }

    /// Renders a template with one variable of its own.
    pub(super) fn render(
        &self,
        template: &str,
        name: &'static str,
        value: &impl serde::Serialize,
        making: &str,
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert_value(name, Value::from_serializable(value));
        self.templates.render(template, &context, making)
    }
}

/// Every page in its order. What comes before the first section, and what mentorpack makes, stands
/// under nothing.
fn places(volume: &Volume) -> Vec<Place<'_>> {
    let of = volume.leaves().count();
    let mut places = Vec::with_capacity(of);
    for (number, part) in volume.parts.iter().enumerate() {
        let front = part.opening.as_ref().is_some_and(|leaf| leaf.address == "index.html");
        let under = part.opening.is_some() && !(number == 0 && front);
        let opening = part.opening.iter().map(|leaf| (leaf, false));
        for (leaf, under) in opening.chain(part.leaves.iter().map(|leaf| (leaf, under))) {
            places.push(Place { leaf, at: places.len(), of, under });
        }
    }
    places
}

fn note_ids<'v>(element: &'v Element, ids: &mut HashSet<&'v str>) {
    if !CONTROLS.contains(&element.name.as_str()) {
        ids.extend(element.get("id"));
    }
    element.elements().for_each(|inner| note_ids(inner, ids));
}

/// Leaves out references to elements that are not on the page any more.
fn keep_references(element: &mut Element, ids: &HashSet<String>) {
    for name in REFERENCES {
        let Some(named) = element.get(name) else { continue };
        let known: Vec<_> = named.split_whitespace().filter(|id| ids.contains(*id)).collect();
        let known = known.join(" ");
        if known.is_empty() {
            element.unset(name);
        } else {
            element.set(name, known);
        }
    }
}

/// Names that every reader and platform can take for the pictures of an edition.
fn named_pictures<'v>(output: &'v Output, folder: &str) -> BTreeMap<&'v str, String> {
    let mut taken = HashSet::new();
    let mut pictures = BTreeMap::new();
    for (address, _) in output.files() {
        let name = address.rsplit('/').next().unwrap_or(address);
        let Some((stem, ending)) = name.rsplit_once('.') else { continue };
        let ending = ending.to_ascii_lowercase();
        if !PICTURES.contains(&ending.as_str()) {
            continue;
        }
        let slug = address::slugify(stem);
        let slug = if slug.is_empty() { "picture".to_owned() } else { slug };
        // Names differ by more than their endings, since one format may have to become another.
        let mut unique = slug.clone();
        let mut more = 1;
        while !taken.insert(unique.clone()) {
            more += 1;
            unique = format!("{slug}-{more}");
        }
        pictures.insert(address, format!("{folder}{unique}.{ending}"));
    }
    pictures
}
