//! A tree as text: HTML for browsers, XML for readers of EPUBs and for whoever else wants every
//! element closed.

use super::tree::{Element, Node};
use crate::render::html::escape::push_escaped;

/// Elements that hold nothing and have no end tag (HTML, 13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
const SVG: &str = "http://www.w3.org/2000/svg";

/// How elements are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Html,
    Xml,
}

impl Element {
    /// As HTML.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Way::Html);
        out
    }

    /// As XML, which is XHTML within a document that has its namespace.
    pub fn xhtml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Way::Xml);
        out
    }

    /// What is in it, as HTML.
    pub fn inner_html(&self) -> String {
        let mut out = String::new();
        self.write_children(&mut out, Way::Html);
        out
    }

    /// What is in it, as XML.
    pub fn inner_xhtml(&self) -> String {
        let mut out = String::new();
        self.write_children(&mut out, Way::Xml);
        out
    }

    fn write(&self, out: &mut String, way: Way) {
        out.push('<');
        out.push_str(&self.name);
        if way == Way::Xml && self.name == "svg" && self.get("xmlns").is_none() {
            out.push_str(" xmlns=\"");
            out.push_str(SVG);
            out.push('"');
        }
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if way == Way::Xml || !value.is_empty() || name == "alt" {
                out.push_str("=\"");
                escape(out, value);
                out.push('"');
            }
        }
        let void = VOID.contains(&self.name.as_str());
        if way == Way::Xml && void {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if void {
            return;
        }
        // A browser drops the first line break in these.
        if way == Way::Html && matches!(self.name.as_str(), "pre" | "textarea") {
            out.push('\n');
        }
        self.write_children(out, way);
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    fn write_children(&self, out: &mut String, way: Way) {
        let raw = way == Way::Html && matches!(self.name.as_str(), "script" | "style");
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out, way),
                Node::Text(text) if raw => out.push_str(text),
                Node::Text(text) => escape(out, text),
            }
        }
    }
}

/// Writes text without what XML has no room for in any form (XML 1.0, 2.2).
fn escape(out: &mut String, text: &str) {
    let unfit =
        |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{7f}'..);
    for piece in text.split(unfit) {
        push_escaped(out, piece);
    }
}
