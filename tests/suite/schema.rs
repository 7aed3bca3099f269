//! The schemas that editors complete keys by: an independent validator finds the shipped pack right
//! and packs with wrong keys wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mentorpack::diagnostic::Diagnostics;
use mentorpack::pack::kinds::{KINDS, Kind};
use mentorpack::schema::schemas;
use mentorpack::source::Sources;
use mentorpack::yaml::{self, Node};
use serde_json::{Value, json};

use crate::support::{PackTest, packs, shipped, tree};

fn validators() -> BTreeMap<&'static str, jsonschema::Validator> {
    let build = |schema: mentorpack::schema::Schema| {
        let validator = jsonschema::draft7::new(&schema.value).expect("a schema");
        (schema.name, validator)
    };
    schemas().into_iter().map(build).collect()
}

/// YAML as an editor's extension reads it.
fn value(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Scalar(scalar) if scalar.is_null() => Value::Null,
        yaml::Value::Scalar(scalar) if scalar.is_quoted() => json!(scalar.text()),
        yaml::Value::Scalar(scalar) => match scalar.text() {
            "true" => json!(true),
            "false" => json!(false),
            text => match text.parse::<i64>() {
                Ok(number) => json!(number),
                Err(_) => json!(text),
            },
        },
        yaml::Value::List(items) => items.iter().map(value).collect(),
        yaml::Value::Map(entries) => {
            Value::Object(entries.iter().map(|e| (e.key.clone(), value(&e.value))).collect())
        }
    }
}

fn read(text: &str) -> Option<Value> {
    let mut sources = Sources::default();
    let file = sources.add("a", text);
    yaml::parse(&mut Diagnostics::default(), &sources, file, 0..text.len()).map(|node| value(&node))
}

/// The name of the schema for a file of a pack, and what the file says in YAML.
fn subject(path: &str, text: &str) -> Option<(&'static str, Value)> {
    let whole = match path {
        "pack.yaml" => Some("pack"),
        "content/outcomes.yaml" => Some("outcomes"),
        "content/glossary.yaml" => Some("glossary"),
        _ if path.ends_with("/theme.yaml") => Some("theme"),
        _ => None,
    };
    if let Some(name) = whole {
        return Some((name, read(text)?));
    }
    let text = text.strip_prefix("---\n").filter(|_| path.ends_with(".md"))?;
    let end = if text.starts_with("---\n") { 0 } else { text.find("\n---\n")? + 1 };
    let front = read(&text[..end])?;
    let parts: Vec<&str> = path.split('/').collect();
    if parts.last() == Some(&"index.md") && parts.len() < 4 {
        return Some(("index", front));
    }
    let folder = if parts[0] == "content" { parts[1] } else { parts[0] };
    let said = front["kind"].as_str().and_then(|said| KINDS.iter().find(|row| row.name == said));
    let kind = said.map_or(Kind::of_folder(folder), |row| row.kind);
    Some((kind.name(), front))
}

/// Files of a pack, without what a build writes.
fn files(root: &Path) -> Vec<(String, String)> {
    let mut files = vec![("pack.yaml".to_owned(), root.join("pack.yaml"))];
    let folders = ["content", "scenarios", "themes"].into_iter();
    for folder in folders.filter(|folder| root.join(folder).is_dir()) {
        let inside = tree(&root.join(folder)).into_keys();
        files.extend(inside.map(|path| {
            let path = format!("{folder}/{path}");
            let file = root.join(&path);
            (path, file)
        }));
    }
    let read = |(path, file)| Some((path, fs::read_to_string(file).ok()?));
    files.into_iter().filter_map(read).collect()
}

/// What the validator finds in a pack, by file.
fn wrong(root: &Path) -> BTreeMap<String, String> {
    let validators = validators();
    let mut wrong = BTreeMap::new();
    let mut looked_at = 0;
    for (path, text) in files(root) {
        let Some((name, value)) = subject(&path, &text) else { continue };
        looked_at += 1;
        let errors: Vec<_> = validators[name].iter_errors(&value).map(|e| e.to_string()).collect();
        if !errors.is_empty() {
            wrong.insert(path, errors.join("; "));
        }
    }
    assert!(looked_at > 1, "nothing to validate in {}", root.display());
    wrong
}

#[test]
fn the_shipped_pack_and_the_pack_of_everything_are_as_their_schemas_have_it() {
    assert_eq!(wrong(shipped()), BTreeMap::new());
    assert_eq!(wrong(&packs("good")), BTreeMap::new());
}

#[test]
fn new_packs_and_modules_are_as_their_schemas_have_it() {
    let pack = PackTest::new(&[]);
    assert_eq!(pack.run(&["init", "new", "--blank"]).status, 0);
    for row in KINDS {
        assert_eq!(pack.run(&["--pack", "new", "new", row.name, "One"]).status, 0);
    }
    assert_eq!(wrong(&pack.at("new")), BTreeMap::new());
}

/// Files of a bad pack of which `check` says this code.
fn named(code: &str) -> Vec<String> {
    let expected = fs::read_to_string(packs("bad").join(code).join("expected.txt")).unwrap();
    let lines = expected.lines().filter(|line| line.contains(&format!("[{code}]")));
    let mut files: Vec<String> = lines.map(|l| l.split(':').next().unwrap().to_owned()).collect();
    files.dedup();
    files
}

#[test]
fn every_file_with_an_unknown_key_or_without_a_title_is_wrong_for_an_editor_too() {
    for code in ["unknown-key", "missing-title"] {
        let wrong = wrong(&packs("bad").join(code));
        for file in named(code) {
            assert!(wrong.contains_key(&file), "{code}: {file} passes; wrong are {wrong:#?}");
        }
    }
}

#[test]
fn wrong_types_values_and_dates_are_wrong_for_an_editor_too() {
    for code in ["wrong-type", "bad-value", "bad-date", "missing-key"] {
        let wrong = wrong(&packs("bad").join(code));
        assert!(named(code).iter().any(|file| wrong.contains_key(file)), "{code}: {wrong:#?}");
    }
}

#[test]
fn every_key_is_described() {
    fn look(schema: &Value, path: &str, silent: &mut Vec<String>) {
        if !schema.is_object() {
            return;
        }
        if let Some(keys) = schema["properties"].as_object() {
            for (key, of) in keys {
                let path = format!("{path}.{key}");
                let about = of["description"].as_str().unwrap_or_default();
                if about.len() < 5 && key != "dark" {
                    silent.push(path.clone());
                }
                look(of, &path, silent);
            }
        }
        for inside in ["items", "additionalProperties"] {
            look(&schema[inside], path, silent);
        }
        for any in schema["anyOf"].as_array().into_iter().flatten() {
            look(any, path, silent);
        }
    }
    let mut silent = Vec::new();
    for schema in schemas() {
        look(&schema.value, schema.name, &mut silent);
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn schema_prints_one_or_all_of_them() {
    let pack = PackTest::new(&[]);
    let one: Value = serde_json::from_str(&pack.run(&["schema", "workshop"]).out).unwrap();
    assert_eq!(one["title"], "Front matter of a workshop");
    let all: Value = serde_json::from_str(&pack.run(&["schema"]).out).unwrap();
    assert_eq!(all.as_object().unwrap().len(), 5 + KINDS.len());
    assert_eq!(all["workshop"], one);
    let ran = pack.run(&["schema", "workshp"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("did you mean `workshop`?"), "{}", ran.err);
}
