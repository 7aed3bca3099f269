//! A finished edition as leaves, in the order in which a reader turns them.

use rayon::prelude::*;

use super::Leaf;
use super::parse;
use super::tree::{Element, Keep};
use crate::check::CheckedEdition;
use crate::output::Output;

/// A whole edition, taken out of its site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Sections in their order. The first may have no opening: modules that stand in none. The last
    /// has none either: what mentorpack makes, such as the glossary and the page about the pack.
    pub parts: Vec<Part>,
}

/// A section of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The section's own page.
    pub opening: Option<Leaf>,
    /// Its modules in their order.
    pub leaves: Vec<Leaf>,
}

impl Volume {
    /// Every leaf, in order, openings included.
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.parts.iter().flat_map(|part| part.opening.iter().chain(&part.leaves))
    }

    /// The same, to be changed.
    pub fn leaves_mut(&mut self) -> impl Iterator<Item = &mut Leaf> {
        self.parts.iter_mut().flat_map(|part| part.opening.iter_mut().chain(&mut part.leaves))
    }
}

/// Pages that mentorpack makes and that are worth binding, in their order.
const MADE: [&str; 3] = ["glossary.html", "changes.html", "about.html"];

/// Takes the pages of `edition` out of its finished `output`. What only the site can do (its lists of
/// near pages, its search, the tutor's desk) stays behind. `scripted` keeps what waits for a script; without it, what a page says for want of one stands there.
pub fn gather(edition: &CheckedEdition<'_>, output: &Output, scripted: bool) -> Volume {
    let leaf = |address: &str| leaf(output, address, scripted);
    let mut parts = Vec::new();
    let modules = |section| {
        let entries = edition.section_entries(section);
        entries.par_iter().filter_map(|entry| leaf(&entry.address)).collect::<Vec<_>>()
    };
    parts.push(Part { opening: leaf("index.html"), leaves: modules(None) });
    for (id, section, _) in edition.sections() {
        parts.push(Part { opening: leaf(&section.address()), leaves: modules(Some(id)) });
    }
    // A pack without changes may have a module of that name, which has been taken already.
    let is_module = |address: &str| edition.entries().iter().any(|entry| entry.address == address);
    let made = MADE.iter().filter(|address| !is_module(address));
    let made = made.filter_map(|address| leaf(address)).collect();
    parts.push(Part { opening: None, leaves: made });
    parts.retain(|part| part.opening.is_some() || !part.leaves.is_empty());
    Volume { parts }
}

/// The leaf of the page at `address`; none where the edition has no such page.
fn leaf(output: &Output, address: &str, scripted: bool) -> Option<Leaf> {
    let html = std::str::from_utf8(output.get(address)?).ok()?;
    let document = parse::document(html);
    let body = document.find(&|element| element.name == "body")?;
    let classes = body.get("class").unwrap_or_default().split_whitespace();
    let kind = classes.filter_map(|class| class.strip_prefix("kind-")).next().unwrap_or_default();
    let kind = kind.to_owned();
    let mut main = body.find(&|element| element.name == "main")?.clone();
    main.rebuild(&mut |element| kept(element, scripted));
    let heading = main.find(&|element| element.name == "h1");
    let title = heading.map(Element::text).unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Leaf { address: address.to_owned(), title, kind, main })
}

fn kept(element: &Element, scripted: bool) -> Keep {
    // A heading's link to itself is for copying a page's address, which only the site has.
    if element.get("data-site-only").is_some() || element.has_class("heading-link") {
        return Keep::Nothing;
    }
    match element.name.as_str() {
        _ if scripted => Keep::Whole,
        "script" => Keep::Nothing,
        "noscript" => Keep::Children,
        _ if element.get("hidden").is_some() => Keep::Nothing,
        _ => Keep::Whole,
    }
}
