//! Pages taken out of their site's frame, one leaf each, to be bound into something else: the phone
//! page, an EPUB, a course.
//!
//! A leaf is what stands in a finished page's `<main>`, as the theme made it. Elements that a theme
//! marks with `data-site-only` make sense on the site alone and are left out, as are those marked
//! `hidden`, which wait for a script, unless the binder keeps them.

mod gather;
mod parse;
mod tree;
mod write;

pub use gather::{Part, Volume, gather};
pub use tree::{Element, Keep, Node};

use crate::address;

/// One page's main region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The page's address, from the edition's folder.
    pub address: String,
    /// The page's title.
    pub title: String,
    /// The name of its kind, as in `class="kind-..."`: `model`, `glossary`, ...
    pub kind: String,
    /// `<main>` itself, with what is in it.
    pub main: Element,
}

/// Where a link of a leaf leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'a> {
    /// A file of the edition, by its address, and perhaps a place on it.
    File(String, Option<&'a str>),
    /// A place on the same page.
    Here(&'a str),
    /// An address outside: `https:`, `mailto:`, `tel:`.
    Outside(&'a str),
}

impl Leaf {
    /// Rewrites every link and every picture's source: `to` is given where it leads, and whether it
    /// is a picture that the page shows. Where `to` gives no address, a link becomes its words, and a
    /// picture its text alternative.
    pub fn relink(&mut self, mut to: impl FnMut(Target<'_>, bool) -> Option<String>) {
        let page = self.address.clone();
        self.main.rebuild(&mut |element| {
            let name = match element.name.as_str() {
                "a" | "area" => "href",
                "img" => "src",
                _ => return tree::Keep::Whole,
            };
            let Some(from) = element.get(name) else { return tree::Keep::Whole };
            match to(target(&page, from), element.name == "img") {
                Some(address) => {
                    element.set(name, address);
                    tree::Keep::Whole
                }
                None if element.name == "img" => {
                    let alt = element.get("alt").unwrap_or_default().to_owned();
                    tree::Keep::Instead(Node::Text(alt))
                }
                None => tree::Keep::Children,
            }
        });
    }

    /// Puts `prefix` before every id and every reference to one, so that two leaves of one document
    /// never share an id. Links to places on the same page are [`Leaf::relink`]'s.
    pub fn prefix_ids(&mut self, prefix: &str) {
        self.main.each(&mut |element| {
            for name in ["id", "for", "list"] {
                if let Some(value) = element.get(name) {
                    let value = format!("{prefix}{value}");
                    element.set(name, value);
                }
            }
            for name in
                ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"]
            {
                if let Some(value) = element.get(name) {
                    let ids = value.split_whitespace().map(|id| format!("{prefix}{id}"));
                    let value = ids.collect::<Vec<_>>().join(" ");
                    element.set(name, value);
                }
            }
        });
    }
}

/// The file of the edition to which `to` leads from the page at `page`, if it leads to one.
pub fn file(page: &str, to: &str) -> Option<String> {
    match target(page, to) {
        Target::File(path, _) => Some(path),
        Target::Here(_) | Target::Outside(_) => None,
    }
}

/// Where `to` leads from the page at `page`.
fn target<'a>(page: &str, to: &'a str) -> Target<'a> {
    if let Some(id) = to.strip_prefix('#') {
        return Target::Here(id);
    }
    if ["https:", "http:", "mailto:", "tel:", "data:"].iter().any(|scheme| to.starts_with(scheme)) {
        return Target::Outside(to);
    }
    let (path, place) = match to.split_once('#') {
        Some((path, place)) => (path, Some(place)),
        None => (to, None),
    };
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A checked edition has no link that leads out of it.
    let file = address::join(folder, &address::percent_decode(path));
    Target::File(file.unwrap_or_default(), place)
}

#[cfg(test)]
mod tests;
