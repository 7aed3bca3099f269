//! JSON Schemas of what authors write in YAML, made from the tables by which it is read: so that an
//! editor completes keys, explains them and shows mistakes while somebody types.
//!
//! Draft 7, which is what editors' YAML extensions understand.

mod page;

use serde_json::{Map, Value, json};

use crate::pack::keys::{INDEX, MODULE};
use crate::pack::kinds::KINDS;
use crate::pack::{OUTCOME, TERM};
use crate::project::PACK_KEYS;
use crate::theme::THEME_KEYS;
use crate::yaml::{Key, Keys, Takes};

pub use page::{KEYS_PAGE, keys_page};

/// A schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// What it is of: `pack`, `theme`, `outcomes`, `glossary`, `index`, or a kind of module.
    pub name: &'static str,
    /// The files that it is of, as a pattern from the pack's folder, where a file is all YAML;
    /// front matter is not.
    pub files: Option<&'static str>,
    /// The schema.
    pub value: Value,
}

impl Schema {
    /// What its file is called: `pack.schema.json`.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// As it is written down.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.value)
    }
}

/// Every schema, in the order in which an author meets them.
pub fn schemas() -> Vec<Schema> {
    let mut schemas = vec![
        Schema {
            name: "pack",
            files: Some("pack.yaml"),
            value: whole("pack.yaml", map(&PACK_KEYS, &[])),
        },
        Schema {
            name: "theme",
            files: Some("themes/*/theme.yaml"),
            value: whole("theme.yaml", map(&THEME_KEYS, &[])),
        },
        Schema {
            name: "outcomes",
            files: Some("content/outcomes.yaml"),
            value: whole("content/outcomes.yaml", list(&OUTCOME)),
        },
        Schema {
            name: "glossary",
            files: Some("content/glossary.yaml"),
            value: whole("content/glossary.yaml", list(&TERM)),
        },
        Schema {
            name: "index",
            files: None,
            value: whole("Front matter of a section's index.md", map(&INDEX, &[])),
        },
    ];
    schemas.extend(KINDS.iter().map(|row| {
        let title = format!("Front matter of a {}", row.name);
        Schema { name: row.name, files: None, value: whole(&title, map(&MODULE, row.keys)) }
    }));
    schemas
}

fn whole(title: &str, schema: Value) -> Value {
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    whole.insert("title".into(), json!(title));
    if let Value::Object(schema) = schema {
        whole.extend(schema);
    }
    Value::Object(whole)
}

fn list(table: &'static Keys) -> Value {
    json!({"type": ["array", "null"], "items": map(table, &[])})
}

fn map(table: &'static Keys, more: &'static [Key]) -> Value {
    let keys = table.keys.iter().chain(more);
    let properties: Map<String, Value> = keys
        .map(|key| {
            let mut schema = takes(key.takes);
            if table.needs.contains(&key.name) && matches!(key.takes, Takes::Text) {
                schema = json!({"type": ["string", "number", "boolean"], "minLength": 1});
            }
            if let Value::Object(schema) = &mut schema {
                schema.insert("description".into(), json!(key.about));
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    let mut schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if !table.needs.is_empty() {
        schema["required"] = json!(table.needs);
    }
    schema
}

/// Text is text whatever it looks like; a key with nothing behind it is as if it were not there.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

fn texts() -> Value {
    json!({"anyOf": [text(), {"type": "array", "items": text()}]})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": ["string", "null"], "pattern": pattern})
}

fn takes(takes: Takes) -> Value {
    match takes {
        Takes::Text | Takes::Prose => text(),
        Takes::Flag => json!({"type": ["boolean", "null"]}),
        Takes::Whole(least, most) => {
            json!({"type": ["integer", "null"], "minimum": least, "maximum": most})
        }
        Takes::Date => pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Takes::Clock => pattern("^[0-9]{1,2}:[0-9]{2}$"),
        Takes::DateOrDays => pattern("^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,3} *days?)$"),
        Takes::Choice(words) => {
            let words = words().into_iter().map(Value::from);
            json!({"enum": words.chain([Value::Null]).collect::<Vec<_>>()})
        }
        Takes::Texts | Takes::Proses => texts(),
        Takes::Groups => json!({"anyOf": [texts(), {"type": "array", "items": texts()}]}),
        Takes::Map(table) => or_null(map(table, &[])),
        Takes::Maps(table) => {
            let one = map(table, &[]);
            json!({"anyOf": [{"type": ["array", "null"], "items": one}, one]})
        }
        Takes::TextOrMap(table) => json!({"anyOf": [text(), map(table, &[])]}),
        Takes::TextsOrMaps(table) => {
            let one = json!({"anyOf": [text(), map(table, &[])]});
            json!({"anyOf": [{"type": "array", "items": one}, one]})
        }
        Takes::Named(words) => {
            let word = json!({"enum": words()});
            json!({
                "type": ["object", "null"],
                "propertyNames": {"pattern": "^[a-z0-9-]{1,40}$"},
                "additionalProperties": {"anyOf": [word, {"type": "array", "items": word}]},
            })
        }
        Takes::Colours => {
            let colours = json!({
                "type": ["object", "null"],
                "additionalProperties": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
            });
            let mut both = colours.clone();
            both["properties"] = json!({"dark": colours});
            both
        }
    }
}

fn or_null(mut schema: Value) -> Value {
    schema["type"] = json!(["object", "null"]);
    schema
}
