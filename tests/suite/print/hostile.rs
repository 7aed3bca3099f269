//! Whatever an author writes, a build ends with PDFs that hold it, and with no panic.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::module::squeezed;
use super::reader::{Pdf, poppler};
use crate::support::{Journey, PackTest};

const SETTINGS: &str = "title: A pack\nreviewed: 2026-11-01\neditions: {all: everyone}\n";
/// A picture of one dot.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A pack of one edition with these handouts; a text without front matter gets some.
fn pack(handouts: &[(&str, &str)]) -> PackTest {
    let pack = PackTest::new(&[("pack.yaml", SETTINGS)]);
    for (name, text) in handouts {
        let front = if text.starts_with("---\n") { "" } else { "---\ntitle: Sheet\n---\n" };
        pack.write(&format!("content/handouts/{name}.md"), format!("{front}{text}"));
    }
    pack
}

/// Builds a pack of handouts, judges each PDF and reads it aloud, without its spaces.
fn read(pack: &PackTest, names: &[&str]) -> (Journey, Vec<String>) {
    let journey = pack.printed();
    assert!(!journey.failed(), "{}", journey.report());
    let output = &journey.editions["all"];
    let read = |name: &str| {
        let bytes = output.get(&format!("handouts/{name}.pdf")).expect("there is a PDF");
        for address in [format!("handouts/{name}-large-print.pdf"), "book.pdf".to_owned()] {
            let bytes = output.get(&address).expect("there is one in large print, and the book");
            assert_eq!(judged(bytes), "", "{address}");
        }
        assert_eq!(judged(bytes), "", "{name}");
        squeezed(&Pdf::read(bytes).read_aloud())
    };
    let texts = names.iter().map(|name| read(name)).collect();
    (journey, texts)
}

/// What the validator objects to.
fn judged(bytes: &[u8]) -> String {
    let limits = SafetyLimits::default().with_max_table_grid_rows(3_000);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    let report = validate_pdf_bytes(bytes, &options).expect("it can be judged");
    report.failures.iter().map(|failure| format!("{failure}\n")).collect()
}

#[test]
fn pictures_that_cannot_be_read_give_way_to_their_words() {
    let png = BASE64_STANDARD.decode(PNG).unwrap();
    let pack = pack(&[(
        "sheet",
        "![Good](good.png) ![Broken](broken.png) ![Torn](torn.png) ![Empty](empty.jpg)\n\n\
         ![Not drawn](not-drawn.svg)\n\n![Outside](outside.svg)\n\n![Bare](bare.svg)\n",
    )]);
    let svg = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">{inside}</svg>"
        )
    };
    pack.write("content/handouts/good.png", &png);
    pack.write("content/handouts/broken.png", "no picture");
    pack.write("content/handouts/torn.png", &png[..40]);
    pack.write("content/handouts/empty.jpg", "");
    pack.write("content/handouts/not-drawn.svg", "<svg");
    pack.write(
        "content/handouts/outside.svg",
        svg("<image href=\"https://example.org/a.png\" width=\"9\" height=\"9\"/><image xlink:href=\"/etc/hostname\" width=\"9\" height=\"9\"/>\
             <image href=\"../../pack.yaml\" width=\"9\" height=\"9\"/><rect width=\"5\" height=\"5\"/>"),
    );
    pack.write("content/handouts/bare.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let (journey, texts) = read(&pack, &["sheet"]);
    for words in ["Broken", "Torn", "Empty", "Notdrawn"] {
        assert!(texts[0].contains(words), "{words}: {}", texts[0]);
    }
    let text = Pdf::read(journey.editions["all"].get("handouts/sheet.pdf").unwrap()).everything();
    assert!(text.contains("Good"), "a picture has its text alternative");
    assert!(!text.contains("example.org") && !text.contains("hostname"), "nothing from outside");
    assert!(journey.codes().iter().all(|code| *code == "unprintable-picture"));
    let told = journey.report();
    for place in ["sheet.md:4:19", "sheet.md:4:41", "sheet.md:4:59", "sheet.md:6:1"] {
        assert_eq!(told.matches(place).count(), 1, "{place} in {told}");
    }
}

#[test]
fn quotes_lists_and_stress_within_one_another_are_set_however_deep() {
    let quotes = format!("{} quoted deep\n", "> ".repeat(40));
    let lists: String = (0..22).map(|at| format!("{}- item{at}\n", "  ".repeat(at))).collect();
    let stress = format!("{}stressed{}\n", "*a **b ".repeat(80), "** *".repeat(80));
    let notes = format!("{}\n\ntold\n\n{}\n", ":::activity\n".repeat(40), ":::\n".repeat(40));
    let names = ["quotes", "lists", "stress", "notes"];
    let bodies = [&*quotes, &*lists, &*stress, &*notes];
    let handouts: Vec<_> = names.into_iter().zip(bodies).collect();
    let (_, texts) = read(&pack(&handouts), &names);
    for (text, words) in texts.iter().zip(["quoteddeep", "item21", "stressed", "told"]) {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn every_block_is_set_within_every_other() {
    let leaves = "Words and *stress*.\n\n## Head\n\n1. one\n2. two\n\n- [ ] to tick\n\n| A | B |\n|---|---|\n| a | b |\n\n\
                  ```yaml\nkey: value\n```\n\n```dialogue\nMentor: Why?\n```\n\nTerm\n: Meaning\n\n---\n\n::lines{n=2}\n\n::page-break\n\n![dot](dot.png)\n";
    let indented = |first: &str, other: &str, text: &str| -> String {
        let lines = text.lines().enumerate();
        let lines =
            lines.map(|(at, line)| format!("{}{line}\n", if at == 0 { first } else { other }));
        lines.collect()
    };
    // Directives stand in lists, quotes and notes only as text, and a check says so.
    let plain: String = leaves
        .lines()
        .filter(|line| !line.starts_with("::"))
        .map(|line| format!("{line}\n"))
        .collect();
    let marks = [
        ("- ", "  "),
        ("1. ", "   "),
        ("> ", "> "),
        ("> [!NOTE]\n> ", "> "),
        ("Word\n: ", "  "),
        ("[^1]: ", "    "),
    ];
    let mut body = "A note[^1].\n\n".to_owned();
    for (first, other) in marks {
        let inner: String =
            marks[..5].iter().map(|(first, other)| indented(first, other, &plain) + "\n").collect();
        body.push_str(&indented(first, other, &inner));
        body.push('\n');
    }
    for outer in [":::tutor", ":::answer{lines=2}", ":::activity{minutes=3 title=\"Do\"}"] {
        for inner in [":::tutor", ":::answer", ":::activity"] {
            body.push_str(&format!("{outer}\n{leaves}\n{inner}\n{leaves}\n:::\n:::\n\n"));
        }
    }
    body.push_str(&format!(
        ":::question\nWhy?\n\n{plain}\n- [x] right\n\n{}\n- [ ] wrong\n\n> Since.\n:::\n",
        indented("  ", "  ", &plain)
    ));
    let pack = pack(&[("sheet", &body)]);
    pack.write(
        "pack.yaml",
        "title: A pack\nreviewed: 2026-11-01\neditions: {all: [everyone, tutor]}\n",
    );
    pack.write("content/handouts/dot.png", BASE64_STANDARD.decode(PNG).unwrap());
    let (_, texts) = read(&pack, &["sheet"]);
    assert!(texts[0].matches("Wordsandstress.").count() >= 40, "{}", texts[0]);
    assert!(texts[0].matches("key:value").count() >= 40);
}

#[test]
fn a_table_of_300_columns_loses_no_cell() {
    let row = |cell: &dyn Fn(usize) -> String| {
        (0..300).map(|at| format!("|{}", cell(at))).collect::<String>()
    };
    let table = format!(
        "{}|\n{}|\n{}|\n",
        row(&|at| format!("head{at}.")),
        row(&|_| "---".to_owned()),
        row(&|at| format!("cell{at}.")),
    );
    let (_, texts) = read(&pack(&[("sheet", &table)]), &["sheet"]);
    for at in 0..300 {
        assert!(texts[0].contains(&format!("cell{at}.")), "cell {at}");
        assert!(texts[0].contains(&format!("head{at}.")), "head {at}");
    }
}

#[test]
fn a_table_of_2_000_rows_has_its_head_on_every_page_and_splits_no_row() {
    let rows: String = (0..2_000)
        .map(|at| format!("| {at} | first{at}: some words that need more than one line in a cell of a table on paper, and end with last{at}. |\n"))
        .collect();
    let pack = pack(&[("sheet", &format!("| Number | The words |\n|---|---|\n{rows}"))]);
    let journey = pack.printed();
    assert!(!journey.failed(), "{}", journey.report());
    let bytes = journey.editions["all"].get("handouts/sheet.pdf").unwrap();
    assert_eq!(judged(bytes), "");
    let text = squeezed(&Pdf::read(bytes).read_aloud());
    assert!((0..2_000).all(|at| text.contains(&format!("last{at}."))));
    let mut with_rows = 0;
    for (at, page) in poppler(bytes).iter().enumerate() {
        let page = squeezed(page);
        let firsts: Vec<_> = page.match_indices("first").collect();
        if firsts.is_empty() {
            continue;
        }
        with_rows += 1;
        assert!(page.contains("NumberThewords"), "page {}", at + 1);
        assert_eq!(firsts.len(), page.matches("last").count(), "page {}", at + 1);
    }
    assert!(with_rows > 50, "{with_rows} pages");
}

#[test]
fn a_paragraph_of_100_000_characters_runs_on_over_pages() {
    let paragraph: String = (0..14_300).map(|at| format!("w{at:05} ")).collect();
    assert!(paragraph.len() > 100_000);
    let (_, texts) = read(&pack(&[("sheet", &paragraph)]), &["sheet"]);
    assert!(texts[0].contains(&squeezed(&paragraph)));
}

#[test]
fn a_word_longer_than_a_line_does_not_run_off_the_paper() {
    let word = "unbroken".repeat(100);
    let body = format!(
        "{word}\n\n`{word}`\n\n```\n{word}\n```\n\n- {word}\n\n| A | B |\n|---|---|\n| b | {word} |\n"
    );
    let (journey, texts) = read(&pack(&[("sheet", &body)]), &["sheet"]);
    assert_eq!(texts[0].matches(&word).count(), 5);
    // It leaves out what lies beyond the edge.
    let seen = poppler(journey.editions["all"].get("handouts/sheet-large-print.pdf").unwrap());
    assert_eq!(squeezed(&seen.concat()).matches("unbroken").count(), 500);
}

#[test]
fn footnotes_that_refer_to_one_another_and_to_themselves_are_set_once() {
    let body = "One[^a], two[^b], again[^a], three[^c].\n\n\
                [^a]: Alpha, see[^b].\n\n[^b]: Beta, see[^a] and[^b].\n\n[^c]: Gamma, see[^c].\n";
    let (_, texts) = read(&pack(&[("sheet", body)]), &["sheet"]);
    for words in ["Alpha,see", "Beta,see", "Gamma,see"] {
        assert_eq!(texts[0].matches(words).count(), 1, "{words}: {}", texts[0]);
    }
}

#[test]
fn other_scripts_are_set_and_signs_without_a_font_are_told() {
    let body = "Dŵr, tŷ, pâr, ffôn ac ŷd.\n\nשלום עולם\n\nمرحبا بالعالم\n\nŽluťoučký kůň, Łódź, ırmak.\n\n\
                Done ✓ → ☐ ½ €\n\nA face 😀, a family 👨\u{200d}👩\u{200d}👧, a flag 🇬🇧, 漢字.\n";
    let (journey, texts) = read(&pack(&[("sheet", body)]), &["sheet"]);
    for words in ["Dŵr,tŷ,pâr,ffônacŷd.", "Žluťoučkýkůň,Łódź,ırmak.", "Done✓→☐½€", "Aface"]
    {
        assert!(texts[0].contains(words), "{words}: {}", texts[0]);
    }
    let letters =
        |text: &str, from: char, to: char| text.chars().filter(|c| (from..=to).contains(c)).count();
    assert_eq!(letters(&texts[0], '\u{5d0}', '\u{5ea}'), 8, "{}", texts[0]);
    assert_eq!(letters(&texts[0], '\u{620}', '\u{64a}'), 12, "{}", texts[0]);
    assert!(journey.codes().iter().all(|code| *code == "unprintable-sign"));
    let told = journey.report();
    for sign in ['👩', '漢', '字'] {
        assert_eq!(told.matches(&format!("`{sign}`")).count(), 1, "{sign} in {told}");
    }
}

#[test]
fn signs_without_a_font_in_the_packs_own_words_stop_no_sheet() {
    let pack = pack(&[("sheet", "Words.\n")]);
    let words = "title: A 🦊\ntagline: Reps helping reps 👋\nowner: 🦉\nversion: 1 🐣\nlicence: 🐢\n\
        jurisdiction: 🐝\ncontact: {role: 🐙, organisation: 🐌, phone: 🤙}\nreviewed: 2026-11-01\n";
    pack.write("pack.yaml", words);
    pack.write("themes/own/theme.yaml", "extends: default\n");
    pack.write("themes/own/strings/en.yaml", "kind_handout: Handout 📄\n");
    let themed = words.replace("title:", "theme: own\ntitle:");
    for (settings, first) in [(words, 1), (&*themed, 2)] {
        pack.write("pack.yaml", settings);
        let journey = pack.printed();
        assert!(!journey.failed(), "{}", journey.report());
        let told = journey.report();
        for (sign, line) in "🦊👋🦉🐣🐢🐝🐙🐌🤙".chars().zip([1, 2, 3, 4, 5, 6, 7, 7, 7])
        {
            let of_sign: Vec<_> =
                told.lines().filter(|line| line.contains(&format!("`{sign}`"))).collect();
            assert_eq!(of_sign.len(), 1, "{sign} in {told}");
            let place = format!("pack.yaml:{}:", line + first - 1);
            assert!(of_sign[0].starts_with(&place), "{sign} in {told}");
        }
        let address = "handouts/sheet.pdf";
        let text = Pdf::read(journey.editions["participant"].get(address).unwrap()).read_aloud();
        assert!(text.contains("Words."), "{text}");
    }
}

#[test]
fn titles_of_any_kind_are_set() {
    let titles = [
        "\"Bell \\a, escape \\e[0m, zero \\0, tab \\t, line\\nbreak\"",
        "\"\\\\input #let $x$ *a* _b_ @c <d> `e` [f] ]] }}\"",
        "\"   \\u202eright to left\\u202c\"",
        "\"\\ufeff\\u00ad\\u200b\"",
        "\"%PDF (unbalanced ( >> endobj\"",
    ];
    let files: Vec<(String, String)> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| (format!("sheet-{at}"), format!("---\ntitle: {title}\n---\nWords.\n")))
        .chain([(
            "long".to_owned(),
            format!("---\ntitle: {}\n---\nWords.\n", "Long words ".repeat(300)),
        )])
        .collect();
    let handouts: Vec<_> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let names: Vec<_> = handouts.iter().map(|(name, _)| *name).collect();
    let (_, texts) = read(&pack(&handouts), &names);
    assert!(texts.iter().all(|text| text.contains("Words.")));
    assert!(texts[1].contains("\\input#let$x$*a*_b_@c<d>`e`[f]]]}}"), "{}", texts[1]);
    assert!(texts[4].contains("%PDF(unbalanced(>>endobj"), "{}", texts[4]);
}

#[test]
fn empty_modules_of_every_kind_are_set() {
    let pack = PackTest::new(&[("pack.yaml", SETTINGS)]);
    let kinds = [
        ("models/a", ""),
        ("boundaries/a", ""),
        ("handouts/a", ""),
        ("workshops/a", "length: 5\nsteps: [{title: One, minutes: 5}]\n"),
        ("forms/a", "anonymous: true\nfields: []\n"),
    ];
    for (path, keys) in kinds {
        pack.write(&format!("content/{path}.md"), format!("---\ntitle: A\n{keys}---\n"));
    }
    pack.write("scenarios/a.md", "---\ntitle: A\n---\n");
    let journey = pack.printed();
    assert!(!journey.failed(), "{}", journey.report());
    for (path, _) in
        kinds.iter().chain(&[("scenarios/a", ""), ("scenarios/a-cards", ""), ("book", "")])
    {
        let bytes = journey.editions["all"].get(&format!("{path}.pdf"));
        assert_eq!(judged(bytes.unwrap_or_else(|| panic!("no {path}.pdf"))), "", "{path}");
    }
}

#[test]
fn a_language_with_a_script_or_a_variant_is_printed() {
    for language in ["zh-Hant", "en-GB-oxendict"] {
        let pack = pack(&[("sheet", "Some words.\n")]);
        pack.write("pack.yaml", format!("{SETTINGS}language: {language}\n"));
        assert!(read(&pack, &["sheet"]).1[0].contains("Somewords."), "{language}");
    }
}
