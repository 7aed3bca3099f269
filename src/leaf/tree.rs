//! Elements and text, as a tree that owns all of it.

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

/// An element of HTML, or of SVG within it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// In small letters, but for SVG's own.
    pub name: String,
    /// In the order in which they were written; names as written, with a prefix such as `xlink:`.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// What [`Element::rebuild`] does with an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// Nothing, and goes on with what is in it.
    Whole,
    /// Leaves only what is in it, and goes on with that.
    Children,
    /// Leaves it out.
    Nothing,
    /// Puts this in its place.
    Instead(Node),
}

impl Element {
    /// An element with one class, or none where it is empty.
    pub fn new(name: &str, class: &str) -> Self {
        let mut element = Self { name: name.to_owned(), ..Self::default() };
        if !class.is_empty() {
            element.set("class", class);
        }
        element
    }

    /// The same with `text` at its end.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// An attribute's value; empty for one that only stands there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value, whether or not it has one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// Takes an attribute away.
    pub fn unset(&mut self, name: &str) {
        self.attributes.retain(|(known, _)| known != name);
    }

    /// Whether it has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_whitespace().any(|is| is == class))
    }

    /// Its level from 1 to 6, if it is a heading.
    pub fn heading(&self) -> Option<u8> {
        match self.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    /// Its text and that of everything in it, as it stands.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.push_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }

    /// The first element in it, at any depth, for which `wanted` holds.
    pub fn find(&self, wanted: &impl Fn(&Self) -> bool) -> Option<&Self> {
        self.elements().find_map(
            |element| {
                if wanted(element) { Some(element) } else { element.find(wanted) }
            },
        )
    }

    /// The elements that stand in it themselves.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Shows it and every element in it to `see`.
    pub fn each(&mut self, see: &mut impl FnMut(&mut Self)) {
        see(self);
        for child in &mut self.children {
            if let Node::Element(element) = child {
                element.each(see);
            }
        }
    }

    /// Decides of every element in it, from the outside inwards, what is kept.
    pub fn rebuild(&mut self, keep: &mut impl FnMut(&mut Self) -> Keep) {
        let mut kept = Vec::with_capacity(self.children.len());
        for child in std::mem::take(&mut self.children) {
            let Node::Element(mut element) = child else {
                kept.push(child);
                continue;
            };
            match keep(&mut element) {
                Keep::Whole => {
                    element.rebuild(keep);
                    kept.push(Node::Element(element));
                }
                Keep::Children => {
                    element.rebuild(keep);
                    kept.append(&mut element.children);
                }
                Keep::Nothing => {}
                Keep::Instead(node) => kept.push(node),
            }
        }
        self.children = kept;
    }
}
