//! Leaves made parts of one document: ids told apart, links turned into places, headings a level
//! lower, pictures taken out to be fitted.

use std::collections::{BTreeMap, BTreeSet};

use super::pictures::Pictures;
use crate::address::percent_decode;
use crate::leaf::{Element, Keep, Node, Target, Volume};
use crate::output::Output;
use crate::theme::Strings;

/// What a link leads to and a picture shows, until it is known what of it stands in the page.
const FILE: &str = "phone-file:";
const PICTURE: &str = "phone-picture:";

/// The places of each page by its address.
type Places = BTreeMap<String, BTreeSet<String>>;

/// Makes the leaves parts of one document, and names the pictures that they show.
pub(super) fn bind(volume: &mut Volume, output: &Output, strings: &Strings) -> Pictures {
    let places = places(volume);
    let front = strings.get("phone_front");
    if let Some(leaf) = volume.parts.first_mut().and_then(|part| part.opening.as_mut()) {
        // The document has its title already.
        front.clone_into(&mut leaf.title);
        leaf.main.rebuild(&mut |element| match element.name.as_str() {
            "h1" => {
                element.children = vec![Node::Text(front.to_owned())];
                Keep::Whole
            }
            _ if element.has_class("summary") => Keep::Nothing,
            _ => Keep::Whole,
        });
    }
    let mut pictures = Pictures::default();
    for leaf in volume.leaves_mut() {
        let (own, title) = (leaf.address.clone(), leaf.title.clone());
        leaf.relink(|target, shown| match target {
            Target::Outside(to) => Some(to.to_owned()),
            Target::Here(place) => there(&places, &own, Some(place)),
            Target::File(path, place) if places.contains_key(&path) => there(&places, &path, place),
            Target::File(path, _) if shown && shows(&path) => {
                pictures.add(output, &path, &title).then(|| format!("{PICTURE}{path}"))
            }
            // A page that is not in the volume is for the site alone.
            Target::File(path, _) if path.ends_with(".html") => None,
            Target::File(path, _) => output.get(&path).map(|_| FILE.to_owned()),
        });
        leaf.prefix_ids(&format!("{own}."));
        leaf.main.rebuild(&mut |element| {
            if let Some(level @ 1..=5) = element.heading() {
                element.name = format!("h{}", level + 1);
            }
            fold(element);
            beside(element, strings)
        });
    }
    pictures
}

/// What a theme marks with `data-fold`, as one of several that a reader picks from, opens at a tap on
/// its first heading: nothing is picked here, and all of them one below the other are long.
fn fold(element: &mut Element) {
    if element.get("data-fold").is_none() {
        return;
    }
    element.unset("data-fold");
    let heads = |child: &Node| matches!(child, Node::Element(inner) if inner.heading().is_some());
    let Some(at) = element.children.iter().position(heads) else { return };
    let mut summary = Element::new("summary", "");
    summary.children.push(element.children.remove(at));
    element.children.insert(0, Node::Element(summary));
    element.name = "details".to_owned();
}

/// Puts fitted pictures in. Of one that was left out the words stand there, if it has any.
pub(super) fn fill(volume: &mut Volume, pictures: &Pictures, strings: &Strings) {
    for leaf in volume.leaves_mut() {
        leaf.main.rebuild(&mut |element| {
            let path = element.get("src").and_then(|source| source.strip_prefix(PICTURE));
            let Some(path) = path else { return Keep::Whole };
            if let Some(address) = pictures.address(path) {
                element.set("src", address);
                element.set("decoding", "async");
                return Keep::Whole;
            }
            let alt = element.get("alt").unwrap_or_default();
            if alt.is_empty() {
                return Keep::Nothing;
            }
            let words = strings.get("phone_left_out").replace("{alt}", alt);
            Keep::Instead(Node::Element(Element::new("span", "phone-left-out").with_text(words)))
        });
    }
}

/// Ids of every leaf.
fn places(volume: &mut Volume) -> Places {
    let mut places = Places::new();
    for leaf in volume.leaves_mut() {
        let mut ids = BTreeSet::new();
        leaf.main.each(&mut |element| ids.extend(element.get("id").map(str::to_owned)));
        // The page itself is a place, whatever its theme calls it.
        ids.extend(leaf.main.get("id").map(str::to_owned));
        places.insert(leaf.address.clone(), ids);
    }
    places
}

/// The fragment of a place of a page; its top, where the place stayed behind on the site.
fn there(places: &Places, page: &str, place: Option<&str>) -> Option<String> {
    let Some(place) = place else { return Some(format!("#{page}")) };
    let known = places.get(page)?.contains(&percent_decode(place));
    known.then(|| format!("#{page}.{place}")).or_else(|| Some(format!("#{page}")))
}

/// A file that does not stand in the page is named as what lies in the folder, with its words.
fn beside(element: &mut Element, strings: &Strings) -> Keep {
    if element.name != "a" || element.get("href") != Some(FILE) {
        return Keep::Whole;
    }
    let mut words = Element::new("span", "phone-file");
    words.children = std::mem::take(&mut element.children);
    let place = format!(" ({})", strings.get("phone_in_folder"));
    words.children.push(Node::Text(place));
    Keep::Instead(Node::Element(words))
}

/// Whether a file may be a picture, by the end of its name.
fn shows(path: &str) -> bool {
    super::pictures::media_type(path).is_some()
}
