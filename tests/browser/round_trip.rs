//! The same answers by page and by PDF come back as the same rows.
//!
//! Each form is filled in in Chromium and saved. Its fillable PDF is filled in with the very same
//! answers by programs that know nothing of mentorpack: pypdf, pdf.js (Firefox) and PDFium
//! (Chromium). `collate` reads both piles apart. Only `saved` and `file` may differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::form_filling::{LOG, downloads, fill, forms, insert, rules, saved};
use crate::keyboard::{focus, press};
use crate::support::{Pack, pdf_js, program, pypdf, with_browser};

/// What PDFs are called behind the form's name, in ordinary and in large print.
const FILL_IN: [&str; 2] = ["-to-fill-in.pdf", "-to-fill-in-large-print.pdf"];
/// What a tick box is when it is ticked.
const TICKED: &str = "Yes";

/// A form as its page saved it.
struct Saved {
    /// The form's name.
    form: String,
    /// What the page's script knows of the form.
    rules: Value,
    /// The file that was saved.
    file: Value,
    /// Its PDFs, not filled in yet, in the order of [`FILL_IN`].
    blank: Vec<Vec<u8>>,
}

/// Every form, filled in once for all tests; the meeting log once more with a very long answer.
static SAVED: LazyLock<Vec<Saved>> = LazyLock::new(|| {
    let mut all = Vec::new();
    with_browser(async |browser| {
        let pack = Pack::shipped();
        let edition = pack.edition("participant");
        let pages = forms(&edition);
        for (page, long) in pages.iter().map(|page| (page.as_str(), false)).chain([(LOG, true)]) {
            let folder = downloads(browser).await;
            browser.show(&edition.url(page)).await;
            let rules = rules(browser).await;
            fill(browser).await;
            if long {
                focus(browser, "#field_explored").await;
                insert(browser, &long_answer()).await;
            }
            press(browser, "[data-save]").await;
            let (_, file) = saved(folder.path()).await;
            let form = page.trim_end_matches(".html");
            let blank = FILL_IN.iter().map(|suffix| {
                let path = edition.url(&format!("{form}{suffix}")).to_file_path();
                fs::read(path.expect("a path")).expect("a PDF beside the page")
            });
            let blank = blank.collect();
            let form = form.rsplit('/').next().expect("a name").to_owned();
            all.push(Saved { form, rules, file, blank });
        }
    });
    all
});

fn long_answer() -> String {
    let line = "Ŷ “said” \"it\" שלום 🙂, (and)\\ again;\n";
    let long = std::iter::repeat_n(line, 320).collect::<String>() + "\n\nThe very end";
    assert!(long.chars().count() > 10_000);
    long
}

impl Saved {
    /// The type of the field to which a field of the PDF belongs.
    fn kind(&self, name: &str) -> &str {
        let name = name.split('.').next().expect("a name");
        let fields = self.rules["fields"].as_array().expect("fields");
        let field = fields.iter().find(|field| field["name"] == name);
        field.and_then(|field| field["type"].as_str()).unwrap_or("text")
    }

    /// What is typed into which field of the PDF, and which of its boxes are ticked. Days are
    /// typed as people here write them.
    fn values(&self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        for (name, answer) in self.file["returns"][0].as_object().expect("answers") {
            let Some(several) = answer.as_array() else {
                let typed = text(answer);
                let day = typed.split('-').rev().collect::<Vec<_>>().join("/");
                let is_day = self.kind(name) == "date";
                values.insert(name.clone(), if is_day { day } else { typed });
                continue;
            };
            for (row, value) in several.iter().enumerate() {
                match value.as_array() {
                    None => drop(values.insert(format!("{name}.{}", text(value)), TICKED.into())),
                    Some(cells) => {
                        values.extend(cells.iter().enumerate().map(|(at, cell)| {
                            (format!("{name}.{}.{}", row + 1, at + 1), text(cell))
                        }))
                    }
                }
            }
        }
        values
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// A program that fills in a PDF: it is given the blank one, the values and where to save.
type Filler = fn(&[&Path; 3]) -> Command;

fn with_pypdf(files: &[&Path; 3]) -> Command {
    python("fill_pdf.py", files)
}

fn with_pdfium(files: &[&Path; 3]) -> Command {
    python("type_pdf.py", files)
}

fn with_pdf_js(files: &[&Path; 3]) -> Command {
    let mut command = Command::new(program("node"));
    command.arg(script("fill_pdf.mjs")).arg(pdf_js()).args(files);
    command
}

fn python(name: &str, files: &[&Path; 3]) -> Command {
    let mut command = Command::new(program("python3"));
    command.env("PYTHONPATH", pypdf()).env("PYTHONDONTWRITEBYTECODE", "1");
    command.arg(script(name)).args(files);
    command
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name)
}

/// Fills in every form's PDF and gives the folder of them, each with the form before it.
fn filled(filler: Filler, size: usize, folder: &Path) -> Vec<(&'static Saved, PathBuf)> {
    let work = tempfile::tempdir().expect("a temporary folder");
    let [blank, values] = ["blank.pdf", "values.json"].map(|name| work.path().join(name));
    let all = SAVED.iter().enumerate().map(|(at, saved)| {
        fs::write(&blank, &saved.blank[size]).expect("a file");
        let typed = serde_json::to_string(&saved.values()).expect("JSON");
        fs::write(&values, typed).expect("a file");
        let path = folder.join(format!("{at:02}-{}.pdf", saved.form));
        let run = filler(&[&blank, &values, &path]).output().expect("it starts");
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && path.is_file(), "{}: {told}", saved.form);
        (saved, path)
    });
    all.collect()
}

/// The rows of every register that `collate` makes of a folder, without what says where from.
fn rows(pile: &Path) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = Command::new(env!("CARGO_BIN_EXE_mentorpack"))
        .args(["--pack", env!("CARGO_MANIFEST_DIR"), "collate"])
        .arg(pile)
        .arg("--output")
        .arg(folder.path().join("register.csv"))
        .output()
        .expect("mentorpack runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let whole = format!("Looked into {0} files: {0} returns taken, 0 rejected.", SAVED.len());
    assert!(said.starts_with(&whole), "{said}");
    let forms: Vec<_> = SAVED.iter().map(|saved| saved.form.as_str()).collect();
    let register = |form: &str| {
        let path = folder.path().join(format!("register-{form}.csv"));
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("UTF-8 with a mark");
        let mut reader = csv::Reader::from_reader(bytes);
        let rows = reader.deserialize::<BTreeMap<String, String>>();
        let rows = rows.map(|row| {
            let mut row = row.expect("a row");
            assert!(row.remove("saved").is_some() && row.remove("file").is_some());
            row
        });
        rows.collect()
    };
    forms.into_iter().map(|form| (form.to_owned(), register(form))).collect()
}

/// What the pages' own files come to.
static ROWS: LazyLock<BTreeMap<String, Vec<BTreeMap<String, String>>>> = LazyLock::new(|| {
    let pile = tempfile::tempdir().expect("a temporary folder");
    for (at, saved) in SAVED.iter().enumerate() {
        let path = pile.path().join(format!("{at:02}-{}.json", saved.form));
        fs::write(path, saved.file.to_string()).expect("a file");
    }
    rows(pile.path())
});

fn assert_equal_rows(filler: Filler, size: usize) {
    let pile = tempfile::tempdir().expect("a temporary folder");
    filled(filler, size, pile.path());
    for (form, rows) in rows(pile.path()) {
        let from_page = &ROWS[&form];
        assert_eq!(rows.len(), from_page.len(), "{form}");
        for (from_pdf, from_page) in rows.iter().zip(from_page) {
            for (column, cell) in from_page {
                assert_eq!(from_pdf.get(column), Some(cell), "{form}, {column}");
            }
            assert_eq!(from_pdf.len(), from_page.len(), "{form}");
        }
    }
}

#[test]
fn the_rows_of_pages_hold_every_answer() {
    for saved in SAVED.iter() {
        let row = ROWS[&saved.form].iter();
        let cells: String = row.flat_map(|row| row.values().map(String::as_str)).collect();
        for answer in saved.file["returns"][0].as_object().expect("answers").values() {
            let lines = answer.as_str().unwrap_or_default().trim().lines();
            assert!(lines.clone().all(|line| cells.contains(line)), "{}: {answer}", saved.form);
        }
    }
    let log = &ROWS["meeting-log"];
    assert!(log.iter().any(|row| row["explored"].chars().count() > 10_000));
}

#[test]
fn a_pdf_filled_in_by_pypdf_comes_back_as_the_row_of_its_page() {
    assert_equal_rows(with_pypdf, 0);
}

#[test]
fn so_does_one_in_large_print() {
    assert_equal_rows(with_pypdf, 1);
}

#[test]
fn so_does_one_filled_in_and_saved_by_pdf_js() {
    assert_equal_rows(with_pdf_js, 0);
}

#[test]
fn so_does_one_that_was_typed_into_in_pdfium() {
    assert_equal_rows(with_pdfium, 0);
}

#[test]
fn poppler_shows_what_is_filled_in_and_has_nothing_to_complain_of() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for size in 0..FILL_IN.len() {
        for (saved, path) in filled(with_pypdf, size, folder.path()) {
            quiet(Command::new(program("pdftoppm")).arg(&path).args(["-r", "30"]));
            let mut command = Command::new(program("pdftotext"));
            let shown = quiet(command.args(["-raw", "-enc", "UTF-8"]).arg(&path).arg("-"));
            let shown = squeezed(&shown);
            let mut typed: BTreeMap<String, usize> = BTreeMap::new();
            let values = saved.values().into_iter();
            let values = values
                .filter(|(name, _)| !["choice", "choices", "scale"].contains(&saved.kind(name)));
            for (_, value) in values {
                *typed.entry(squeezed(&shown_part(&value))).or_default() += 1;
            }
            for (words, times) in typed.into_iter().filter(|(words, _)| words.chars().count() > 3) {
                let found = shown.matches(&words).count();
                assert!(found >= times, "{}: {words:?} {times} times in {shown}", saved.form);
            }
        }
    }
}

/// What comes before the first letter that the font of fields has not: it has those of Western
/// Europe and of Welsh.
fn shown_part(value: &str) -> String {
    let known = |c: &char| *c <= 'ÿ' || "ŴŵŶŷ“”‘’".contains(*c);
    value.chars().take_while(known).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a program prints that finds nothing to complain of.
fn quiet(command: &mut Command) -> String {
    let run = command.output().expect("it starts");
    assert!(run.status.success() && run.stderr.is_empty(), "{command:?}: {run:?}");
    String::from_utf8_lossy(&run.stdout).into_owned()
}
