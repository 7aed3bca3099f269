//! Where a mistake is placed: the author's own line, the column in characters, whatever stands
//! before it and however the file was saved.

use crate::support::PackTest;

/// `line:column code` of every diagnostic of a pack with this file, which is the only one with
/// mistakes.
fn places(path: &str, text: &str) -> Vec<String> {
    let report = PackTest::new(&[(path, text)]).report();
    let firsts = report.lines().filter(|line| !line.starts_with("    "));
    firsts
        .map(|line| {
            let behind =
                line.strip_prefix(&format!("{path}:")).unwrap_or_else(|| panic!("{report}"));
            let (place, rest) = behind.split_once(": ").unwrap();
            let code = rest.split(['[', ']']).nth(1).unwrap();
            format!("{place} {code}")
        })
        .collect()
}

const GUIDE: &str = "content/guides/page.md";
const PLAN: &str = "content/workshops/page.md";

#[test]
fn four_mistakes_in_one_front_matter_are_four_diagnostics() {
    let text =
        "---\ntitle: Page\nsumary: One\nreviewed: 2026-02-30\norder: first\ntags: {a: b}\n---\n";
    assert_eq!(
        places(GUIDE, text),
        ["3:1 unknown-key", "4:11 bad-date", "5:8 wrong-type", "6:7 wrong-type"]
    );
}

#[test]
fn a_column_counts_characters_and_not_bytes() {
    let text = "---\ntitle: Tŷ\ntags: [tŷ, Ŵyl, 🎉], sumary: x\n---\n";
    assert!(places(GUIDE, text)[0].starts_with("3:"), "{:?}", places(GUIDE, text));
    let text = "---\ntitle: Tŷ\n---\nŷŷ 🎉 e\u{301} [x](gone.md)\n";
    assert_eq!(places(GUIDE, text), ["4:9 broken-link"]);
    let text = "---\ntitle: {ŷ: ŷ, ŵ: ŵ}\noutcomes: [\"ŷ\", C9]\n---\n";
    assert_eq!(
        places(GUIDE, text),
        ["2:8 wrong-type", "3:12 unknown-outcome", "3:17 unknown-outcome"]
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_move_nothing() {
    let unix = "---\ntitle: Tŷ\nsumary: x\n---\nŷ [x](gone.md)\n\n:::box\n:::\n\n| a |\n|---|\n| [x](gone.md) |\n";
    let expected =
        ["3:1 unknown-key", "5:3 broken-link", "7:4 unknown-directive", "12:3 broken-link"];
    assert_eq!(places(GUIDE, unix), expected);
    assert_eq!(places(GUIDE, &unix.replace('\n', "\r\n")), expected);
    assert_eq!(places(GUIDE, &format!("\u{feff}{}", unix.replace('\n', "\r\n"))), expected);
}

#[test]
fn a_mistake_in_a_block_of_notes_stands_where_the_author_typed_it() {
    let steps = "---\ntitle: Plan\nlength: 10\nsteps:\n  - title: One\n    minutes: 5\n    notes: |\n      Tŷ [x](gone.md).\n\n      - a\n        - [y](gone.md)\n\n      :::box\n      :::\n  - title: Two\n    minutes: 5\n    notes: |-\n\n      ŷ <b>x</b>\n---\n";
    let expected =
        ["8:10 broken-link", "11:11 broken-link", "13:10 unknown-directive", "19:9 raw-html"];
    assert_eq!(places(PLAN, steps), expected);
    assert_eq!(places(PLAN, &steps.replace('\n', "\r\n")), expected);
}

#[test]
fn a_mistake_in_a_quoted_or_plain_value_stands_in_it() {
    let text = "---\ntitle: Page\nsources:\n  - Tŷ [x](gone.md)\n  - \"Tŷ [x](gone.md)\"\n  - 'Tŷ [x](gone.md)'\n---\n";
    assert_eq!(places(GUIDE, text), ["4:8 broken-link", "5:9 broken-link", "6:9 broken-link"]);
}

#[test]
fn a_mistake_in_a_folded_or_escaped_value_stands_at_the_value() {
    let text = "---\ntitle: Page\nsources:\n  - >-\n    Some words and\n    a [x](gone.md).\n  - \"A \\\"quoted\\\" [x](gone.md)\"\n---\n";
    let places = places(GUIDE, text);
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(
        places[0].starts_with("4:") || places[0].starts_with("5:") || places[0].starts_with("6:"),
        "{places:?}"
    );
    assert_eq!(places[1], "7:5 broken-link");
}

#[test]
fn a_mistake_in_the_glossary_stands_in_its_definition() {
    let text = "- term: Tŷ\n  definition: |\n    A house.\n\n    See [x](gone.md).\n";
    let pack = PackTest::new(&[
        ("content/guides/a.md", "---\ntitle: A\n---\n"),
        ("content/glossary.yaml", text),
    ]);
    assert!(
        pack.report().starts_with("content/glossary.yaml:5:9: error[broken-link]"),
        "{}",
        pack.report()
    );
}

#[test]
fn what_concerns_a_whole_file_is_at_its_first_line() {
    let pack = PackTest::new(&[
        ("content/guides/a b.md", "---\ntitle: A\n---\n"),
        ("content/guides/a-b.md", "---\ntitle: B\n---\n"),
    ]);
    let report = pack.report();
    assert!(report.contains(".md:1:1: error[duplicate-address]"), "{report}");
}

#[test]
fn diagnostics_come_by_file_and_line() {
    let pack = PackTest::new(&[
        ("content/guides/b.md", "---\ntitle: B\nzz: 1\naa: 2\n---\n[x](gone.md)\n"),
        ("content/guides/a.md", "---\ntitle: A\n---\n[x](gone.md)\n"),
    ]);
    let report = pack.report();
    let places: Vec<_> = report.lines().filter(|line| !line.starts_with(' ')).collect();
    let firsts: Vec<_> = places.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(
        firsts,
        [
            "content/guides/a.md:4:1",
            "content/guides/b.md:3:1",
            "content/guides/b.md:4:1",
            "content/guides/b.md:6:1"
        ]
    );
}

#[test]
fn a_value_in_quotes_or_not_is_text() {
    for (path, text) in [
        (
            GUIDE,
            "---\ntitle: NO\ntags: [on, off, 2026, 1.0, null, ~, yes]\nsummary: 2026-11-01\nowner: 007\n---\n",
        ),
        (GUIDE, "---\ntitle: 12\n---\n"),
    ] {
        assert_eq!(places(path, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_contracts_own_examples_are_accepted() {
    let form = "---\ntitle: Form\nfields:\n\
  - {name: full_name, label: Your name, type: text, required: true, autocomplete: name}\n\
  - {name: branch, label: Your branch, type: text, required: true}\n\
  - {name: phone, label: Mobile number, type: tel, hint: with its space, 07700 900123}\n\
  - {name: email, label: E-mail, type: email}\n\
  - {name: interest, label: I am interested in, type: choices, required: true, other: true,\n     options: [{value: workshop, label: A similar workshop in my branch}]}\n\
one_of: [[phone, email]]   # at least one of these\nreturn: {to: contact, by: 2027-03-31}\nanonymous: false\nprivacy: {controller: The union}\n---\n";
    assert_eq!(places("content/forms/page.md", form), Vec::<String>::new());
}

#[test]
fn a_warning_that_the_owner_accepts_is_not_told_and_an_error_always_is() {
    let page = ("content/guides/a.md", "---\ntitle: A\n---\n# A\n\n[x](gone.md)\n");
    let allow = |code: &str, file: &str| {
        let pack = format!(
            "title: A pack\nreviewed: 2026-11-01\nallow: [{{code: {code}, {file}reason: known}}]\n"
        );
        PackTest::new(&[page, ("pack.yaml", &pack)]).journey().codes()
    };
    assert_eq!(allow("title-in-body", ""), ["broken-link"]);
    assert_eq!(allow("title-in-body", "file: content/guides/a.md, "), ["broken-link"]);
    assert_eq!(
        allow("title-in-body", "file: content/guides/b.md, "),
        ["title-in-body", "broken-link", "unused-allow"]
    );
    assert_eq!(allow("broken-link", ""), ["title-in-body", "broken-link", "bad-value"]);
}
