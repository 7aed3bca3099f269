//! A theme's own paper: templates, colours, logo, fonts, and how its mistakes are told.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::reader::Pdf;
use crate::support::{Journey, PackTest};

/// A picture of one dot.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A pack of one handout and one form with a theme of its own.
fn pack(settings: &str, theme: &str, files: &[(&str, &str)]) -> PackTest {
    let settings = format!(
        "title: A pack\nreviewed: 2026-11-01\ntheme: branch\neditions: {{all: everyone}}\n{settings}"
    );
    let pack = PackTest::new(&[
        ("pack.yaml", &settings),
        ("themes/branch/theme.yaml", &format!("name: branch\nextends: default\n{theme}")),
        ("content/handouts/card.md", "---\ntitle: Card\n---\nWords.\n"),
        (
            "content/forms/slip.md",
            "---\ntitle: Slip\nanonymous: true\nreturn: {to: contact}\nfields: [{name: a, label: Why, type: text}]\n---\n",
        ),
    ]);
    for (path, text) in files {
        pack.write(&format!("themes/branch/{path}"), text);
    }
    pack
}

/// A PDF of a pack that has nothing to mend.
fn pdf(pack: &PackTest, address: &str) -> Pdf {
    let journey = pack.printed();
    assert_eq!(journey.report(), "");
    pdf_of(&journey, address)
}

fn pdf_of(journey: &Journey, address: &str) -> Pdf {
    Pdf::read(journey.editions["all"].get(address).expect("it is made"))
}

const BASE: &str =
    "#import \"/sheet.typ\": *\n#let data = json(\"/data.json\")\n#show: sheet.with(data)\n";

#[test]
fn a_template_of_a_theme_stands_for_the_built_in_one() {
    let own = format!("{BASE}= Our own card\n#data.sheet.title");
    let pack = pack("", "", &[("print/handout.typ", &own)]);
    let text = pdf(&pack, "handouts/card.pdf").read_aloud();
    assert!(text.contains("Our own card") && !text.contains("Words."), "{text}");
}

#[test]
fn a_template_may_build_on_the_built_in_one_and_on_files_of_its_own() {
    let own = "#import \"/builtin/sheet.typ\": *\n#import \"look.typ\": banner\n\
               #let data = json(\"/data.json\")\n#show: sheet.with(data)\n\
               #banner(read(\"words.txt\"))\n#masthead(data)\n#prose(data.body)";
    let look = "#let banner(words) = block([Brought by #words])";
    let files =
        [("print/handout.typ", own), ("print/look.typ", look), ("print/words.txt", "the branch")];
    let text = pdf(&pack("", "", &files), "handouts/card.pdf").read_aloud();
    assert!(text.contains("Brought by the branch") && text.contains("Words."), "{text}");
}

#[test]
fn a_templates_mistake_is_told_at_its_line_and_column_with_what_was_being_made() {
    let syntax = format!("{BASE}#let x = (\n");
    let run_time = format!("{BASE}Well. #data.sheet.nothing");
    let elsewhere = "#import \"look.typ\": banner\n#banner()";
    let cases = [
        (syntax.as_str(), "handout.typ:4:10", "unclosed delimiter"),
        (&run_time, "handout.typ:4:19", "nothing"),
        (elsewhere, "look.typ:1:20", "divide by zero"),
        ("#image(\"no.png\", alt: \"-\")", "handout.typ:1:8", "no.png"),
        ("#import \"@preview/cetz:0.3.0\": *", "handout.typ:1:9", "cetz"),
        ("#while true {}", "handout.typ:1:8", "always true"),
        ("A page without a title.", ".typ:1:1", "title"),
    ];
    for (template, place, words) in cases {
        let look = "#let banner() = [#(1 / 0)]";
        let files = [("print/handout.typ", template), ("print/look.typ", look)];
        let journey = pack("", "", &files).printed();
        let report = journey.report();
        let found = report.lines().next().unwrap_or_default();
        assert!(journey.failed(), "{template}");
        assert!(found.contains("error[template-error]"), "{found}");
        assert!(found.contains(place), "{place} is not the place in {found}");
        assert!(found.contains(words), "{words} is not said in {found}");
        assert!(found.contains("`handouts/card.md`"), "{found}");
    }
}

#[test]
fn a_mistake_on_every_sheet_is_told_once() {
    let wrong = pack("", "", &[("print/sheet.typ", "#let sheet(doc) = {")]);
    let report = wrong.printed().report();
    assert_eq!(report.matches("error[template-error]").count(), 1, "{report}");
}

/// A colour as PDFs have it.
fn colour(hex: u32) -> Vec<f32> {
    [16, 8, 0].map(|shift| ((hex >> shift) & 0xff) as f32 / 255.0).to_vec()
}

fn paints(pdf: &Pdf, hex: u32) -> bool {
    let wanted = colour(hex);
    let near = |a: &f32, b: &f32| (a - b).abs() < 0.002;
    pdf.colours.iter().any(|it| it.len() == 3 && it.iter().zip(&wanted).all(|(a, b)| near(a, b)))
}

#[test]
fn a_themes_colours_reach_paper() {
    let pack = pack("", "colours: {handout: \"#225588\"}\n", &[]);
    assert!(paints(&pdf(&pack, "handouts/card.pdf"), 0x0022_5588));
}

#[test]
fn a_logo_as_svg_or_png_and_the_contact_reach_paper() {
    let contact =
        "contact: {role: Education officer, organisation: Our union, address: The union hall}\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\" fill=\"#3366aa\"/></svg>";
    let drawn =
        pack(contact, "logo: {file: logo.svg, alt: Our badge}\n", &[("static/logo.svg", svg)]);
    let journey = drawn.printed();
    assert_eq!(journey.report(), "");
    let book = pdf_of(&journey, "book.pdf");
    assert!(paints(&book, 0x0033_66aa));
    assert!(book.everything().contains("Our badge"), "the logo has its text alternative");
    for address in ["book.pdf", "forms/slip.pdf"] {
        let text = pdf_of(&journey, address).read_aloud();
        for words in ["Education officer", "Our union", "The union hall"] {
            assert!(text.contains(words), "{address}: {words}");
        }
    }

    let photo = pack("", "logo: {file: logo.png, alt: Our photo}\n", &[]);
    photo.write("themes/branch/static/logo.png", BASE64_STANDARD.decode(PNG).unwrap());
    let everything = pdf(&photo, "book.pdf").everything();
    assert!(everything.contains("Our photo") && everything.contains("Subtype\nImage"));
}

#[test]
fn a_themes_own_font_is_used_and_a_file_that_is_none_is_passed_over() {
    let pack = pack("", "fonts: [DejaVu Sans Mono]\n", &[("fonts/broken.ttf", "no font")]);
    pack.write("themes/branch/fonts/mono.ttf", dejavu::sans_mono::regular());
    assert!(pdf(&pack, "handouts/card.pdf").everything().contains("+DejaVuSansMono"));
}

#[test]
fn a_font_that_nothing_brings_is_told_where_it_is_named() {
    let named = |fonts: &str| {
        let journey = pack("", &format!("fonts: {fonts}\n"), &[]).printed();
        assert!(!journey.failed(), "{}", journey.report());
        journey.report()
    };
    let expected = "themes/branch/theme.yaml:3:20: warning[missing-font]: there is no font \
        `Nope Font` for paper, so another is used\n    help: put its .ttf or .otf files into the \
        theme's folder fonts/; there are `DejaVu Sans`, `Noto Sans`\n";
    assert_eq!(named("[noto sans, Nope Font]"), expected);
    let told = named("Noto Sanz");
    assert!(told.ends_with("help: did you mean `Noto Sans`?\n"), "{told}");
    // Screens do not ask for it.
    assert_eq!(pack("", "fonts: Nope Font\n", &[]).report(), "");
}

#[test]
fn a_pack_that_avoids_colour_is_printed_in_greys_only() {
    let coloured = |pdf: &Pdf| {
        let grey = |it: &Vec<f32>| it.len() == 3 && it.iter().all(|part| *part == it[0]);
        pdf.colours.iter().filter(|it| it.len() == 3 && !grey(it)).count()
    };
    for (settings, wanted) in [("", true), ("print: {greyscale: true}\n", false)] {
        let pack = pack(settings, "", &[]);
        pack.write(
            "content/handouts/card.md",
            "---\ntitle: Card\n---\n> [!NOTE]\n> Words.\n\n```dialogue\nMentor: Why?\n```\n\n[A page](https://example.org/)\n\n:::activity\nDo it.\n:::\n",
        );
        let journey = pack.printed();
        for address in ["handouts/card.pdf", "forms/slip-large-print.pdf", "book.pdf"] {
            let coloured = coloured(&pdf_of(&journey, address));
            assert_eq!(coloured > 0, wanted, "{settings}{address}: {coloured} colours");
        }
    }
}
