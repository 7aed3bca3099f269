//! What lets VS Code help while somebody writes: schemas, settings and snippets, all in the pack's
//! own folder, so that nothing is fetched.

use serde_json::{Map, Value, json};

use super::Files;
use super::module::snippet;
use crate::pack::kinds::KINDS;
use crate::schema::schemas;

/// Where the schemas lie in a pack.
const SCHEMAS: &str = ".mentorpack/schema";

/// The line by which a file names its schema, for every editor with a YAML language server.
pub(super) fn modeline(schema: &str) -> String {
    format!("# yaml-language-server: $schema={SCHEMAS}/{schema}.schema.json")
}

/// Everything for the editor.
pub(super) fn files() -> Files {
    let schemas = schemas();
    let mut of_files = Map::new();
    for schema in &schemas {
        if let Some(files) = schema.files {
            of_files.insert(format!("./{SCHEMAS}/{}", schema.file_name()), json!([files]));
        }
    }
    let settings = json!({
        "yaml.schemas": of_files,
        "yaml.schemaStore.enable": false,
        "files.encoding": "utf8",
        "files.insertFinalNewline": true,
        "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2},
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"other": true, "comments": false, "strings": false},
        },
    });
    let extensions = json!({"recommendations": ["redhat.vscode-yaml"]});
    let snippets: Map<String, Value> = KINDS
        .iter()
        .map(|row| {
            let snippet = json!({
                "scope": "markdown",
                "prefix": row.name,
                "description": format!("The beginning of a {}", row.name),
                "body": snippet(row.kind).lines().collect::<Vec<_>>(),
            });
            (format!("A {}", row.name), snippet)
        })
        .collect();
    let mut files: Files = schemas
        .iter()
        .map(|schema| (format!("{SCHEMAS}/{}", schema.file_name()), schema.to_json().into()))
        .collect();
    let pretty = |value: Value| format!("{value:#}\n").into_bytes();
    files.push((".vscode/settings.json".into(), pretty(settings)));
    files.push((".vscode/extensions.json".into(), pretty(extensions)));
    files.push((".vscode/mentorpack.code-snippets".into(), pretty(Value::Object(snippets))));
    files
}
