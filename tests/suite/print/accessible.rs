//! What PDF/UA-1 wants, and what it forgot to want.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use rayon::prelude::*;

use super::{PACKS, each_pdf, pdfs};

#[test]
fn every_pdf_passes_the_validator() {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let mut wrong = Vec::new();
    for (pack, printed) in &*PACKS {
        let found = printed.different.par_iter().flat_map_iter(|(edition, address)| {
            let bytes = printed.journey.editions[edition].get(address).unwrap();
            let report = validate_pdf_bytes(bytes, &options).expect("it can be judged");
            let failures = report.failures.into_iter();
            failures.map(move |failure| format!("{pack} {edition}/{address}: {failure}"))
        });
        wrong.extend(found.collect::<Vec<_>>());
        assert!(pdfs(&printed.journey.editions["tutor"]).count() > 20, "{pack} has PDFs");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pdf_says_its_title_and_language_and_that_it_is_tagged() {
    for (name, pdf) in each_pdf() {
        let catalog = pdf.catalog();
        let metadata = pdf.metadata();
        let title = metadata.split_once("<dc:title>").expect("a title").1;
        assert!(!title.starts_with("</"), "{name}");
        assert!(metadata.contains("<rdf:li>en-GB</rdf:li>"), "{name}: {metadata}");
        let language = catalog.get(b"Lang").and_then(|it| it.as_str()).expect("a language");
        assert_eq!(language, b"en-GB", "{name}");
        let mark = pdf.dictionary(catalog, "MarkInfo").expect("MarkInfo");
        assert!(mark.get(b"Marked").and_then(|it| it.as_bool()).unwrap(), "{name}");
        let preferences = pdf.dictionary(catalog, "ViewerPreferences").expect("preferences");
        let title = preferences.get(b"DisplayDocTitle").and_then(|it| it.as_bool());
        assert!(title.unwrap(), "{name}: the window shows the title");
    }
}

#[test]
fn every_heading_is_a_bookmark() {
    for (name, pdf) in each_pdf() {
        let is_heading = |role: &str| role.len() == 2 && role.starts_with('H');
        let headings = pdf.elements().into_iter().filter(|(role, _)| is_heading(role)).count();
        let bookmarks = pdf.bookmarks();
        // A book's cover and its contents are where one is already.
        let without = if name.contains("/book") { 2 } else { 0 };
        assert_eq!(bookmarks.len(), headings - without, "{name}: {bookmarks:?}");
        assert!(bookmarks.iter().all(|title| !title.trim().is_empty()), "{name}: {bookmarks:?}");
    }
}

#[test]
fn every_table_has_cells_that_head_its_columns() {
    let mut tables = 0;
    for (name, pdf) in each_pdf() {
        let elements = pdf.elements();
        for (at, _) in elements.iter().enumerate().filter(|(_, (role, _))| role == "Table") {
            let mut row = elements[at..].iter().map(|(role, _)| role.as_str());
            row.find(|role| *role == "TR").expect("a row");
            let first: Vec<_> = row.take_while(|role| *role != "TR").collect();
            assert!(first.contains(&"TH") && !first.contains(&"TD"), "{name}: {first:?}");
            tables += 1;
        }
    }
    assert!(tables > 50, "only {tables} tables");
}
