//! A page's HTML as a tree, read as a browser reads it.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::driver::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{
    ElemName, ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, LocalName, Namespace, QualName, parse_document};

use super::tree::{Element, Node};

/// The document's element `html`.
pub(super) fn document(html: &str) -> Element {
    // What stands in `<noscript>` are elements like any others.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let sink = parse_document(Sink::default(), options).one(html);
    let slots = sink.slots.into_inner();
    let mut slots: Vec<Option<Slot>> = slots.into_iter().map(Some).collect();
    let root = slots[0].as_ref().map(|document| document.children.clone()).unwrap_or_default();
    let mut roots = root.into_iter().filter_map(|handle| node(&mut slots, handle));
    let element = roots.find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    // A parser of HTML makes one whatever it is given.
    element.unwrap_or_default()
}

fn node(slots: &mut Vec<Option<Slot>>, handle: usize) -> Option<Node> {
    let slot = slots.get_mut(handle)?.take()?;
    let name = match slot.content {
        Content::Text(text) => return Some(Node::Text(text)),
        Content::Nothing => return None,
        Content::Element(name) => name.local.to_string(),
    };
    let children = slot.children.into_iter().filter_map(|child| node(slots, child)).collect();
    Some(Node::Element(Element { name, attributes: slot.attributes, children }))
}

/// A node while it is put together.
#[derive(Default)]
struct Slot {
    content: Content,
    attributes: Vec<(String, String)>,
    parent: Option<usize>,
    children: Vec<usize>,
}

#[derive(Default)]
enum Content {
    Element(QualName),
    Text(String),
    /// The document, comments and the like.
    #[default]
    Nothing,
}

/// Slots by handle; the first is the document.
struct Sink {
    slots: RefCell<Vec<Slot>>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { slots: RefCell::new(vec![Slot::default()]) }
    }
}

impl Sink {
    fn add(&self, slot: Slot) -> usize {
        let mut slots = self.slots.borrow_mut();
        slots.push(slot);
        slots.len() - 1
    }

    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.remove_from_parent(&child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut slots = self.slots.borrow_mut();
                let before = at.checked_sub(1).map(|before| slots[parent].children[before]);
                if let Some(before) = before
                    && let Content::Text(known) = &mut slots[before].content
                {
                    known.push_str(&text);
                    return;
                }
                drop(slots);
                self.add(Slot { content: Content::Text(text.to_string()), ..Slot::default() })
            }
        };
        let mut slots = self.slots.borrow_mut();
        slots[child].parent = Some(parent);
        let at = at.min(slots[parent].children.len());
        slots[parent].children.insert(at, child);
    }
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

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        match &self.slots.borrow()[*target].content {
            Content::Element(name) => Name(name.clone()),
            Content::Text(_) | Content::Nothing => {
                unreachable!("only elements are asked for names")
            }
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes = attributes.into_iter().map(|attribute| {
            let name = match &attribute.name.prefix {
                Some(prefix) => format!("{prefix}:{}", attribute.name.local),
                None => attribute.name.local.to_string(),
            };
            (name, attribute.value.to_string())
        });
        let attributes = attributes.collect();
        self.add(Slot { content: Content::Element(name), attributes, ..Slot::default() })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Slot::default())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Slot::default())
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let at = self.slots.borrow()[*parent].children.len();
        self.insert(*parent, at, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.slots.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let slots = self.slots.borrow();
        let Some(parent) = slots[*sibling].parent else { return };
        let at = slots[parent].children.iter().position(|known| known == sibling);
        drop(slots);
        self.insert(parent, at.unwrap_or_default(), child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let slot = &mut self.slots.borrow_mut()[*target];
        for attribute in attributes {
            let name = attribute.name.local.to_string();
            if !slot.attributes.iter().any(|(known, _)| *known == name) {
                slot.attributes.push((name, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        let mut slots = self.slots.borrow_mut();
        if let Some(parent) = slots[*target].parent.take() {
            slots[parent].children.retain(|child| child != target);
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut slots = self.slots.borrow_mut();
        let children = std::mem::take(&mut slots[*node].children);
        for child in &children {
            slots[*child].parent = Some(*new_parent);
        }
        slots[*new_parent].children.extend(children);
    }
}
