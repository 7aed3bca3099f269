//! Controls as something to write on: where nobody can fill in a form, a field is its label and a
//! line, and a choice is a list with boxes.

use crate::leaf::{Element, Keep, Leaf, Node};
use crate::theme::Strings;

/// An empty box to tick, and a ticked one.
const BOX: &str = "\u{2610}";
const TICKED: &str = "\u{2611}";
/// The most lines that stand for one field.
const MOST_LINES: usize = 8;

/// Turns the page's controls into lines and boxes, under a note that says so.
pub(super) fn put_on_paper(leaf: &mut Leaf, strings: &Strings) {
    leaf.main.rebuild(&mut |element| on_paper(element, strings));
    list_loose_items(&mut leaf.main);
}

fn on_paper(element: &mut Element, strings: &Strings) -> Keep {
    // What a page says for want of scripts is about saving, which nothing here can do.
    if element.has_class("search-noscript") {
        return Keep::Nothing;
    }
    if element.has_class("choice") || element.has_class("scale-point") {
        element.name = "li".to_owned();
        for child in &mut element.children {
            if let Node::Element(label) = child
                && label.name == "label"
            {
                rename(label, "span");
            }
        }
        return Keep::Whole;
    }
    if element.has_class("scale") {
        element.name = "ul".to_owned();
        return Keep::Whole;
    }
    if element.has_class("task-box") {
        let ticked = element.has_class("done");
        element.children = vec![Node::Text(if ticked { TICKED } else { BOX }.to_owned())];
        return Keep::Whole;
    }
    if element.has_class("writing-line") {
        return Keep::Instead(line());
    }
    match element.name.as_str() {
        "form" => {
            let note = Element::new("p", "form-on-paper").with_text(strings.get("carry_form"));
            element.children.insert(0, Node::Element(note));
            rename(element, "div");
        }
        "fieldset" => {
            rename(element, "div");
            element.set("role", "group");
        }
        "legend" => {
            rename(element, "p");
            element.set("class", "field-label");
        }
        "label" => {
            rename(element, "p");
            element.set("class", "field-label");
        }
        // A cell of a table is a box already.
        "td" => element.children.retain(|child| !is_named(child, "input")),
        "input" => return input(element),
        "textarea" => {
            let rows = element.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(4);
            return lines(element, rows);
        }
        "select" => {
            *element = Element { children: std::mem::take(&mut element.children), ..list() };
        }
        "option" => {
            let words = element.text();
            *element = Element::new("li", "").with_text(format!("{BOX} {words}"));
        }
        "button" | "datalist" | "output" | "progress" => return Keep::Nothing,
        _ => {}
    }
    Keep::Whole
}

fn rename(element: &mut Element, name: &str) {
    element.name = name.to_owned();
    element.attributes.retain(|(name, _)| matches!(name.as_str(), "id" | "class"));
}

fn input(element: &mut Element) -> Keep {
    match element.get("type").unwrap_or("text") {
        "checkbox" | "radio" => {
            let tick = Element::new("span", "tick-box").with_text(format!("{BOX} "));
            Keep::Instead(Node::Element(tick))
        }
        "hidden" | "submit" | "reset" | "button" | "image" | "file" => Keep::Nothing,
        _ => Keep::Instead(line()),
    }
}

fn is_named(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name == name)
}

fn line() -> Node {
    let mut line = Element::new("hr", "writing-line");
    line.set("aria-hidden", "true");
    Node::Element(line)
}

fn lines(element: &mut Element, rows: usize) -> Keep {
    *element = Element::new("div", "writing-lines");
    element.children = (0..rows.clamp(1, MOST_LINES)).map(|_| line()).collect();
    // Its lines are finished.
    Keep::Instead(Node::Element(std::mem::take(element)))
}

fn list() -> Element {
    Element::new("ul", "options")
}

/// Puts runs of items that stand in no list into one.
fn list_loose_items(element: &mut Element) {
    let mut listed = Vec::with_capacity(element.children.len());
    let in_list = matches!(element.name.as_str(), "ul" | "ol" | "menu");
    let mut run: Option<Element> = None;
    for child in std::mem::take(&mut element.children) {
        match child {
            Node::Element(mut item) => {
                list_loose_items(&mut item);
                if item.name == "li" && !in_list {
                    run.get_or_insert_with(list).children.push(Node::Element(item));
                    continue;
                }
                listed.extend(run.take().map(Node::Element));
                listed.push(Node::Element(item));
            }
            Node::Text(text) => {
                if run.is_some() && text.trim().is_empty() {
                    continue;
                }
                listed.extend(run.take().map(Node::Element));
                listed.push(Node::Text(text));
            }
        }
    }
    listed.extend(run.map(Node::Element));
    element.children = listed;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_stand_in_no_list_are_put_into_one() {
        let item = |word: &str| Node::Element(Element::new("li", "").with_text(word));
        let mut group = Element::new("div", "");
        group.children = vec![item("a"), Node::Text("\n".to_owned()), item("b")];
        list_loose_items(&mut group);
        assert_eq!(group.html(), "<div><ul class=\"options\"><li>a</li><li>b</li></ul></div>");
    }
}
