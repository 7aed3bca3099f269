//! Where the words of `pack.yaml` stand that sheets and pages show.

use crate::yaml::{Fields, Node, Text, Value};

/// Keys whose words, or whose map's words, are shown as they are.
const SHOWN: [&str; 8] =
    ["title", "tagline", "version", "owner", "contact", "licence", "jurisdiction", "privacy"];

/// Every text of those keys.
pub(super) fn said(fields: &Fields) -> Vec<Text> {
    let mut said = Vec::new();
    for entry in fields.entries().iter().filter(|entry| SHOWN.contains(&entry.key.as_str())) {
        gather(&entry.value, &mut said);
    }
    said
}

fn gather(node: &Node, said: &mut Vec<Text>) {
    match &node.value {
        Value::Scalar(scalar) => {
            said.push(Text { value: scalar.text().to_owned(), span: scalar.span() });
        }
        Value::List(items) => items.iter().for_each(|item| gather(item, said)),
        Value::Map(entries) => entries.iter().for_each(|entry| gather(&entry.value, said)),
    }
}
