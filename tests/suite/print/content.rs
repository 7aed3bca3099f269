//! Paper and screen say the same: each PDF holds all that its module says, in order.

use mentorpack::pack::Entry;
use mentorpack::pack::kinds::Kind;
use mentorpack::project::{Audience, Edition};

use rayon::prelude::*;

use super::module::{self, Part, squeezed};
use super::reader::{Pdf, poppler};
use super::{PACKS, Printed, root};
use crate::support::{PackTest, checked};

/// What a text does not hold of the parts, or holds in another order: the first piece of each part.
fn lacking(text: &str, parts: &[Part]) -> Vec<String> {
    let mut lacking = Vec::new();
    for part in parts {
        let mut rest = text;
        for piece in &part.pieces {
            let Some(at) = rest.find(piece.as_str()) else {
                let place = if text.contains(piece.as_str()) { "elsewhere" } else { "absent" };
                lacking.push(format!("{}: {piece} is {place}", part.of));
                break;
            };
            rest = &rest[at + piece.len()..];
        }
    }
    lacking
}

/// Titles of modules and what is read aloud of each, in a book: from one head of level 2 to the
/// next.
fn chapters(book: &Pdf) -> Vec<(String, String)> {
    let mut chapters = Vec::new();
    for (role, text) in book.elements() {
        let text = squeezed(&text);
        match chapters.last_mut() {
            _ if role == "H2" => chapters.push((text.clone(), text)),
            Some((_, chapter)) => chapter.push_str(&text),
            None => {}
        }
    }
    chapters
}

fn everyone(edition: &Edition) -> Edition {
    Edition { name: edition.name.clone(), audiences: vec![Audience::Everyone] }
}

/// Calls `visit` with every PDF that is of a module and the parts that it should hold.
fn each_sheet(
    printed: &Printed,
    root: &std::path::Path,
    visit: &mut dyn FnMut(&str, &str, &[Part]),
) {
    let checked = checked(root);
    let pack = checked.pack();
    for edition in &pack.settings.editions {
        let own = checked.edition(edition);
        let everyone = everyone(edition);
        let handed = own.for_everyone(&everyone);
        let output = &printed.journey.editions[&edition.name];
        for entry in own.entries() {
            let stem = entry.address.trim_end_matches(".html");
            let twofold = output.get(&format!("{stem}-to-hand-out.pdf")).is_some();
            let tutor = twofold || entry.audience == Audience::Tutor;
            let mut parts = vec![("", module::parts(pack, entry, tutor, tutor))];
            if twofold {
                let handed = handed.entry(entry.id).unwrap();
                parts.push(("-to-hand-out", module::parts(pack, handed, false, false)));
            }
            if entry.kind() == Kind::Scenario {
                let handed: &Entry = handed.entry(entry.id).unwrap_or(entry);
                parts.push(("-cards", module::card(handed)));
            }
            for (suffix, parts) in parts {
                for large in ["", "-large-print"] {
                    let address = format!("{stem}{suffix}{large}.pdf");
                    visit(&edition.name, &address, &parts);
                }
            }
        }
    }
}

#[test]
fn a_screen_reader_reads_every_sentence_of_a_module_in_order() {
    let mut wrong = Vec::new();
    for (name, printed) in &*PACKS {
        let mut sheets = 0;
        each_sheet(printed, &root(name), &mut |edition, address, parts| {
            let Some(pdf) = printed.pdf(edition, address) else { return };
            sheets += 1;
            let text = squeezed(&pdf.read_aloud());
            let lacking = lacking(&text, parts);
            wrong.extend(lacking.into_iter().map(|it| format!("{name} {edition}/{address}: {it}")));
        });
        assert!(sheets > 20, "only {sheets} sheets of {name}");
    }
    assert!(wrong.is_empty(), "{} pieces:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_right_and_why_stands_below_a_question_for_tutors_and_at_the_end_for_everybody_else() {
    const ASKED: &str =
        ":::question\nWho helps?\n\n- [ ] Nobody.\n- [x] A rep.\n\n> Reps are trained.\n:::\n";
    let page = format!("---\ntitle: Page\n---\n{ASKED}\nThe last words.\n");
    let case = format!(
        "---\ntitle: Case\nsituation: |\n  {}\n---\nThe last words.\n",
        ASKED.trim_end().replace('\n', "\n  ")
    );
    let index = format!("---\ntitle: Models\n---\n{ASKED}\nThe last words.\n");
    let pack = PackTest::new(&[
        ("content/models/page.md", &page),
        ("content/models/index.md", &index),
        ("scenarios/case.md", &case),
    ]);
    let journey = pack.printed();
    assert_eq!(journey.report(), "");
    for (edition, address, answered) in [
        ("participant", "models/page.pdf", "end"),
        ("participant", "scenarios/case.pdf", "end"),
        ("participant", "book.pdf", "end"),
        ("tutor", "models/page-to-hand-out.pdf", "end"),
        ("tutor", "models/page.pdf", "below"),
        ("tutor", "book.pdf", "below"),
    ] {
        let text = Pdf::read(journey.editions[edition].get(address).unwrap()).read_aloud();
        let (_, text) = text.split_once("Who helps?").expect("the question");
        let (before, after) = text.split_once("The last words.").expect("the end");
        let (there, not) = if answered == "below" { (before, after) } else { (after, before) };
        assert!(there.contains("Reps are trained."), "{edition}/{address}: {text}");
        assert!(address == "book.pdf" || !not.contains("Reps are trained."), "{edition}/{address}");
        assert_eq!(before.contains("Right:"), answered == "below", "{edition}/{address}: {text}");
    }
}

#[test]
fn no_line_ends_within_a_short_word() {
    let words = "An e-mail to a co-op, ".repeat(200);
    let page = format!("---\ntitle: Page\n---\n{words}\n");
    let pack = PackTest::new(&[("content/handouts/page.md", &page)]);
    let journey = pack.printed();
    for address in ["handouts/page.pdf", "handouts/page-large-print.pdf"] {
        let text = poppler(journey.editions["participant"].get(address).unwrap()).concat();
        assert_eq!(text.matches("e-mail").count(), 200, "{address}: {text}");
        assert!(!text.lines().any(|line| line.trim_end().ends_with('-')), "{address}: {text}");
    }
}

#[test]
fn a_book_holds_every_module_of_its_edition_that_is_to_be_printed_in_order() {
    let mut wrong = Vec::new();
    for (name, printed) in &*PACKS {
        let checked = checked(&root(name));
        let pack = checked.pack();
        for edition in &pack.settings.editions {
            let cut = checked.edition(edition);
            for address in ["book.pdf", "book-large-print.pdf"] {
                let pdf = printed.pdf(&edition.name, address).expect("an edition has its book");
                let chapters = chapters(pdf);
                let mut chapters = chapters.iter();
                for entry in cut.entries() {
                    let title = squeezed(&entry.title.value);
                    if entry.print == Some(false) {
                        let there = chapters.clone().any(|(head, _)| *head == title);
                        wrong.extend(there.then(|| format!("{name}: {} is there", entry.path)));
                        continue;
                    }
                    let complain =
                        |it| format!("{name} {}/{address}: {}: {it}", edition.name, entry.path);
                    let Some((_, text)) = chapters.find(|(head, _)| *head == title) else {
                        wrong.push(complain("is not in its place".to_owned()));
                        break;
                    };
                    let tutor = entry.audience == Audience::Tutor;
                    let parts = module::parts(pack, entry, tutor, cut.is_tutors());
                    wrong.extend(lacking(text, &parts).into_iter().map(complain));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} pieces:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn introductions_glossary_and_outcomes_are_printed_too() {
    let mut wrong = Vec::new();
    for (name, printed) in &*PACKS {
        let checked = checked(&root(name));
        let pack = checked.pack();
        for edition in &pack.settings.editions {
            let cut = checked.edition(edition);
            let book = squeezed(&printed.pdf(&edition.name, "book.pdf").unwrap().read_aloud());
            let mut parts = Vec::new();
            for (id, section, entries) in cut.sections() {
                if !entries.is_empty() && entries.iter().all(|entry| entry.print == Some(false)) {
                    continue;
                }
                parts.extend(module::text(&section.folder, cut.intro(id), cut.is_tutors()));
            }
            for (at, term) in pack.glossary.iter().enumerate() {
                parts.extend(module::text(&term.term, cut.definition(at), cut.is_tutors()));
                let words = std::iter::once(&term.term).chain(&term.also);
                let pieces = words.map(|word| squeezed(word)).collect();
                parts.push(Part { of: "glossary".to_owned(), pieces });
            }
            let complain = |it| format!("{name} {}: {it}", edition.name);
            wrong.extend(lacking(&book, &parts).into_iter().map(complain));
            if cut.is_tutors() {
                let matrix = printed.pdf(&edition.name, "outcomes.pdf").unwrap().read_aloud();
                let rows = pack.outcomes.iter().map(|outcome| Part {
                    of: "outcomes".to_owned(),
                    pieces: vec![squeezed(&outcome.id), squeezed(&outcome.text)],
                });
                let lacking = lacking(&squeezed(&matrix), &rows.collect::<Vec<_>>());
                wrong.extend(lacking.into_iter().map(complain));
            }
        }
    }
    assert!(wrong.is_empty(), "{} pieces:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn another_program_extracts_the_same_letters_from_every_pdf() {
    let letters = |text: &str| {
        let mut letters: Vec<char> = squeezed(text).chars().collect();
        letters.sort_unstable();
        letters
    };
    for (name, printed) in &*PACKS {
        printed.different.par_iter().for_each(|key| {
            let (edition, address) = key;
            let bytes = printed.journey.editions[edition].get(address).unwrap();
            let painted: String =
                printed.pdfs[key].pieces.iter().map(|piece| piece.text.as_str()).collect();
            let extracted = poppler(bytes).concat();
            let (painted, extracted) = (letters(&painted), letters(&extracted));
            let first = painted.iter().zip(&extracted).position(|(a, b)| a != b);
            let at = first.unwrap_or(painted.len().min(extracted.len()));
            assert!(
                painted == extracted,
                "{name} {edition}/{address}: {:?} is painted, {:?} extracted",
                painted.get(at),
                extracted.get(at)
            );
        });
    }
}
