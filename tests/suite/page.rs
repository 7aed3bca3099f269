//! A page as a browser would read it: what html5ever objects to, and its elements in order.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, parse_document};
use mentorpack::output::Output;

/// An element: its name and its attributes.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

/// A parsed page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What the parser objects to.
    pub(crate) errors: Vec<String>,
    /// In the order of the document.
    pub(crate) elements: Vec<Element>,
    quirks: bool,
}

impl Page {
    pub(crate) fn parse(html: &str) -> Self {
        let mut page = parse_document(Sink::default(), Default::default()).one(html);
        if page.quirks {
            page.errors.push("the page has no doctype".to_owned());
        }
        page
    }

    /// Elements of a name.
    pub(crate) fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Every id, as often as it is given.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }

    /// Every address that the page loads or links to.
    pub(crate) fn addresses(&self) -> Vec<&str> {
        let names = ["href", "src", "data-index", "data-root", "action", "xlink:href", "poster"];
        self.elements
            .iter()
            .flat_map(|element| names.iter().filter_map(move |name| element.get(name)))
            .collect()
    }

    /// Levels of the headings.
    pub(crate) fn levels(&self) -> Vec<u8> {
        let level = |element: &Element| match element.name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        };
        self.elements.iter().filter_map(level).collect()
    }
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

/// Every HTML page of an edition, parsed.
pub(crate) fn pages(output: &Output) -> BTreeMap<&str, Page> {
    let html = output.files().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, Page::parse(std::str::from_utf8(bytes).unwrap()))).collect()
}

/// Every address on a page that leads nowhere in the edition: `page: address`.
pub(crate) fn lost(output: &Output) -> Vec<String> {
    let pages = pages(output);
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, page)| (*path, page.ids().into_iter().collect())).collect();
    let mut lost = Vec::new();
    for (path, page) in &pages {
        for address in page.addresses() {
            if !leads_somewhere(output, &ids, path, address) {
                lost.push(format!("{path}: {address}"));
            }
        }
    }
    lost
}

fn leads_somewhere(
    output: &Output,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
    page: &str,
    address: &str,
) -> bool {
    if ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)) {
        return true;
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let Some(target) = follow(page, path) else { return false };
    match fragment {
        // `data-root` names a folder.
        None if target.is_empty() => true,
        None => output.get(&target).is_some(),
        Some(fragment) => ids.get(&*target).is_some_and(|ids| ids.contains(&*decoded(fragment))),
    }
}

/// The file to which `path` leads from `page`; `None` where it leaves the edition.
pub(crate) fn follow(page: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(decoded(&parts.join("/")))
}

/// Turns `%20` and the like back.
pub(crate) fn decoded(address: &str) -> String {
    mentorpack::address::percent_decode(address)
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
    names: RefCell<Vec<QualName>>,
}

#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Handle of whatever is no element.
const OTHER: usize = usize::MAX;

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Page;
    type ElemName<'a> = Name;

    fn finish(self) -> Page {
        self.page.into_inner()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.page.borrow_mut().errors.push(message.into_owned());
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        Name(self.names.borrow()[*target].clone())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes = attributes.iter().map(|attribute| {
            let name = match &attribute.name.prefix {
                Some(prefix) => format!("{prefix}:{}", attribute.name.local),
                None => attribute.name.local.to_string(),
            };
            (name, attribute.value.to_string())
        });
        let element = Element { name: name.local.to_string(), attributes: attributes.collect() };
        self.page.borrow_mut().elements.push(element);
        let mut names = self.names.borrow_mut();
        names.push(name);
        names.len() - 1
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.borrow_mut().quirks |= mode != QuirksMode::NoQuirks;
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn get_document(&self) -> usize {
        OTHER
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        OTHER
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        OTHER
    }

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn append(&self, _: &usize, _: NodeOrText<usize>) {}

    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &usize) {}

    fn reparent_children(&self, _: &usize, _: &usize) {}
}
