//! The way back of forms, through the program: what is taken, what is rejected, what the register
//! then says.

mod any;
mod files;
mod pdf;
mod people;
#[cfg(feature = "pdf")]
mod printed;
mod register;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{PackTest, Ran};

/// Asks for one of everything.
const WISH: &str = r#"---
title: Wish
fields:
  - {name: full_name, label: Your name, type: text, required: true, autocomplete: name}
  - {name: branch, label: Your branch, type: text}
  - {name: phone, label: Mobile number, type: tel}
  - {name: email, label: E-mail, type: email}
  - name: interest
    label: I am interested in
    type: choices
    other: true
    options:
      - {value: workshop, label: A workshop}
      - {value: day, label: A day}
  - name: reply
    label: How to reply
    type: choice
    options: [{value: phone, label: By phone}, {value: email, label: By e-mail}]
  - {name: sure, label: How sure, type: scale, min_label: not, max_label: very}
  - {name: people, label: People, type: table, columns: [Name, Branch], rows: 3}
  - {name: more, label: Anything else, type: textarea}
  - {name: on, label: When, type: date}
one_of: [[phone, email]]
privacy: {keep_for: 6 months}
---
"#;

/// Asks nobody who they are.
const EVALUATION: &str = r#"---
title: Evaluation
anonymous: true
fields:
  - {name: after, label: How sure now, type: scale, required: true}
  - {name: action, label: One thing, type: text}
---
"#;

/// A pack of two forms, and a folder outside of it.
struct Desk {
    pack: PackTest,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let pack = PackTest::new(&[
            ("pack.yaml", "title: A pack\nreviewed: 2026-11-01\nversion: \"1.0\"\n"),
            ("content/forms/wish.md", WISH),
            ("content/forms/evaluation.md", EVALUATION),
        ]);
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        Self { pack, folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file into the pile.
    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Puts a file of returns of the first form into the pile, all right in version and day.
    fn save(&self, name: &str, returns: &[Value]) {
        self.put(name, saved("wish", returns).to_string());
    }

    /// Collates what `handed` names in the folder.
    fn run(&self, handed: &[&str], more: &[&str]) -> Ran {
        let mut arguments = vec!["collate".to_owned()];
        arguments.extend(handed.iter().map(|name| self.at(name).display().to_string()));
        arguments.extend(["--output".to_owned(), self.at("register.csv").display().to_string()]);
        arguments.extend(more.iter().map(|word| (*word).to_owned()));
        self.pack.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Collates the whole pile, which must succeed.
    fn collate(&self) -> Ran {
        let ran = self.run(&["in"], &[]);
        assert_eq!((ran.status, &*ran.err), (0, ""), "{}", ran.out);
        ran
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn table(&self, name: &str) -> Table {
        Table::read(&self.at(name))
    }

    /// The rows of the register.
    fn register(&self) -> Table {
        self.table("register.csv")
    }

    /// Each reject as `file return: reason`.
    fn rejects(&self) -> Vec<String> {
        if !self.at("rejects.csv").exists() {
            return Vec::new();
        }
        let table = self.table("rejects.csv");
        let row = |at| {
            let number = table.cell(at, "return");
            let number = if number.is_empty() { String::new() } else { format!(" {number}") };
            assert_ne!(table.cell(at, "what to do"), "");
            format!("{}{number}: {}", table.cell(at, "file"), table.cell(at, "reason"))
        };
        (0..table.rows.len()).map(row).collect()
    }

    /// Collates one file alone, which must be rejected as a whole, and says why.
    fn reason(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let _ = fs::remove_dir_all(self.at("in"));
        let _ = fs::remove_file(self.at("rejects.csv"));
        self.put(name, bytes);
        self.collate();
        let rejects = self.rejects();
        let [reject] = &rejects[..] else { panic!("one reject for {name}: {rejects:?}") };
        reject.split_once(": ").unwrap().1.to_owned()
    }
}

/// A table as the csv crate reads it.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Self {
        Self::of(&fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    fn of(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
        let words = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
        let header = words(reader.headers().unwrap());
        let rows = reader.records().map(|row| words(&row.unwrap())).collect();
        Self { header, rows }
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        let place = place.unwrap_or_else(|| panic!("no column {column} in {:?}", self.header));
        self.rows[row].get(place).map_or("", String::as_str)
    }

    fn column(&self, name: &str) -> Vec<&str> {
        (0..self.rows.len()).map(|row| self.cell(row, name)).collect()
    }
}

/// A saved file.
fn saved(form: &str, returns: &[Value]) -> Value {
    json!({"form": form, "version": "1.0", "saved": "2026-11-22", "returns": returns})
}

/// A return that is as it should be.
fn ada() -> Value {
    json!({"full_name": "Ada", "branch": "North", "email": "ada@example.org"})
}

/// As [`ada`], by another name.
fn named(name: &str) -> Value {
    json!({"full_name": name, "email": format!("{}@example.org", name.to_lowercase())})
}
