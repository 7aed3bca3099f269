//! Fields by their full names: a name with parts is a field within a field (ISO 32000-1, 12.7.3.2).

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{extended, reference, text};

/// Fields in the order in which they stand on the pages.
#[derive(Default)]
pub(super) struct Tree(Vec<Node>);

struct Node {
    /// Its part of the name.
    name: String,
    what: What,
}

enum What {
    /// A field that is its own widget.
    Widget(ObjectId),
    /// A field with several widgets.
    Radio(Dictionary, Vec<ObjectId>),
    /// A part of a name.
    Group(Tree),
}

impl Tree {
    /// Adds a field that is its own widget. One whose name is taken already is left out: a PDF
    /// cannot hold two.
    pub(super) fn field(&mut self, name: &[&str], widget: ObjectId) {
        let Some((first, rest)) = name.split_first() else { return };
        let at = self.0.iter().position(|node| node.name == *first);
        match (at, rest) {
            (None, []) => {
                self.0.push(Node { name: (*first).to_owned(), what: What::Widget(widget) });
            }
            (None, rest) => {
                let mut inner = Self::default();
                inner.field(rest, widget);
                self.0.push(Node { name: (*first).to_owned(), what: What::Group(inner) });
            }
            (Some(at), rest) => {
                if let (What::Group(inner), false) = (&mut self.0[at].what, rest.is_empty()) {
                    inner.field(rest, widget);
                }
            }
        }
    }

    /// Adds a widget to the field of this name, which `made` describes where it is the first.
    pub(super) fn kid(&mut self, name: &str, made: Dictionary, widget: ObjectId) {
        match self.0.iter_mut().find(|node| node.name == name) {
            Some(Node { what: What::Radio(_, kids), .. }) => kids.push(widget),
            Some(_) => {}
            None => {
                let what = What::Radio(made, vec![widget]);
                self.0.push(Node { name: name.to_owned(), what });
            }
        }
    }

    /// Writes the fields and gives the list of those that are in no other.
    pub(super) fn into_fields(self, document: &mut Document) -> lopdf::Result<Vec<Object>> {
        self.write(document, None)
    }

    fn write(
        self,
        document: &mut Document,
        parent: Option<ObjectId>,
    ) -> lopdf::Result<Vec<Object>> {
        let mut fields = Vec::new();
        for Node { name, what } in self.0 {
            let mut own = Dictionary::new();
            own.set("T", text(&name));
            if let Some(parent) = parent {
                own.set("Parent", reference(parent));
            }
            let id = match what {
                What::Widget(id) => {
                    let widget = document.get_object_mut(id)?.as_dict_mut()?;
                    own.into_iter().for_each(|(key, value)| widget.set(key, value));
                    id
                }
                What::Radio(made, kids) => {
                    let id = document.new_object_id();
                    for kid in &kids {
                        let kid = document.get_object_mut(*kid)?.as_dict_mut()?;
                        kid.set("Parent", reference(id));
                    }
                    let kids: Vec<_> = kids.into_iter().map(reference).collect();
                    own.set("Kids", kids);
                    document.objects.insert(id, Object::Dictionary(extended(own, made)));
                    id
                }
                What::Group(inner) => {
                    let id = document.new_object_id();
                    let kids = inner.write(document, Some(id))?;
                    own.set("Kids", kids);
                    document.objects.insert(id, Object::Dictionary(own));
                    id
                }
            };
            fields.push(reference(id));
        }
        Ok(fields)
    }
}
