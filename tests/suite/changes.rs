//! What changed from version to version, and where newer versions are to be had.

use crate::support::{Journey, PackTest, text};

const PAGE: (&str, &str) = ("content/guides/page.md", "---\ntitle: Page\n---\nWords.\n");
const TUTORS: (&str, &str) =
    ("content/guides/keys.md", "---\ntitle: Keys\naudience: tutor\n---\nWords.\n");

/// A pack with more settings than a title and a review.
fn pack(settings: &str) -> PackTest {
    let settings = format!("title: A pack\nreviewed: 2026-11-01\n{settings}");
    PackTest::new(&[("pack.yaml", &settings), PAGE, TUTORS])
}

/// A pack whose changes are in a file of their own.
fn logged(version: &str, log: &str) -> PackTest {
    let pack = pack(&format!("version: \"{version}\"\n"));
    pack.write("CHANGELOG.md", log);
    pack
}

/// A page of an edition without its tags, in one line.
fn words(journey: &Journey, edition: &str, page: &str) -> String {
    let html = text(&journey.editions[edition], page);
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    let mut plain = String::new();
    let mut inside = false;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

const THREE: &str = "\
version: \"1.2\"
changes:
  - version: \"1.2\"
    date: 2027-03-01
    changes:
      - \"A scenario, and a new [page](content/guides/page.md).\"
      - Shorter *forms*.
  - version: \"1.2\"
    audience: tutor
    date: 2027-03-01
    changes: \"The keys are in the [list](content/guides/keys.md).\"
  - version: 1.0
    changes: [The first edition.]
";

#[test]
fn changes_are_a_page_with_the_newest_first_which_the_footer_and_the_about_page_link_to() {
    let journey = pack(THREE).journey();
    assert_eq!(journey.report(), "");
    let told = words(&journey, "participant", "changes.html");
    let parts = [
        "Version 1.2 1 March 2027",
        "A scenario, and a new page.",
        "Version 1.0",
        "The first edition.",
    ];
    let places: Vec<_> = parts
        .iter()
        .map(|part| told.find(part).unwrap_or_else(|| panic!("{part}: {told}")))
        .collect();
    assert!(places.is_sorted(), "{told}");
    let everyone = &journey.editions["participant"];
    let page = text(everyone, "changes.html");
    assert!(page.contains(r#"<a href="guides/page.html">page</a>"#), "{page}");
    assert!(page.contains("<em>forms</em>"), "{page}");
    for (path, way) in [("guides/page.html", "../changes.html"), ("about.html", "changes.html")] {
        assert!(
            text(everyone, path).contains(&format!(r#"<a href="{way}">What has changed</a>"#)),
            "{path}"
        );
    }
}

#[test]
fn what_only_tutors_are_told_is_in_no_file_of_the_participants_edition() {
    let journey = pack(THREE).journey();
    let tutors = words(&journey, "tutor", "changes.html");
    assert_eq!(tutors.matches("Version 1.2").count(), 1, "{tutors}");
    assert!(tutors.contains("The keys are in the list. Tutor only"), "{tutors}");
    for (path, bytes) in journey.editions["participant"].files() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("The keys are in") && !path.contains("keys"), "{path}");
    }
}

#[test]
fn an_edition_that_is_told_nothing_has_no_page_of_changes_and_no_link_to_one() {
    let only = "changes:\n  - {version: 1, audience: tutor, changes: [A key]}\n";
    for (settings, participants, tutors) in [("", false, false), (only, false, true)] {
        let journey = pack(settings).journey();
        for (edition, expected) in [("participant", participants), ("tutor", tutors)] {
            let output = &journey.editions[edition];
            assert_eq!(output.get("changes.html").is_some(), expected, "{edition}");
            assert_eq!(text(output, "about.html").contains("changes.html"), expected, "{edition}");
        }
    }
}

#[test]
fn versions_that_all_have_dates_are_sorted_however_they_were_added() {
    let journey = pack(
        "version: \"2\"\nchanges:\n\
         - {version: 1, date: 2026-01-01, changes: One}\n\
         - {version: 2, date: 2027-01-01, changes: Two}\n",
    )
    .journey();
    assert_eq!(journey.report(), "");
    let told = words(&journey, "participant", "changes.html");
    assert!(told.find("Version 2") < told.find("Version 1"), "{told}");
}

#[test]
fn mistakes_in_changes_are_told_at_their_lines() {
    let report = pack(
        "changes:\n\
         - {date: 2027-03-01, changes: [No version]}\n\
         - {version: 2}\n\
         - {version: 1, audience: toutor, when: now, changes: [x]}\n\
         - version: 1\n  audience:\n  changes: [\"[a](guides/page.md)\", \"[b](content/guides/keys.md)\"]\n\
         - version: 0\n  changes: [\"[c](content/guides/keys.md)\", \"[d](content/guides/pag.md)\"]\n",
    )
    .report();
    for expected in [
        "pack.yaml:4:3: error[missing-key]: a version's entry has no `version`",
        "pack.yaml:5:3: error[missing-key]: a version's entry does not say what changed",
        "pack.yaml:6:26: error[bad-value]: `audience` cannot be `toutor`",
        "pack.yaml:6:34: error[unknown-key]: a version's entry has no key `when`",
        "pack.yaml:8:3: error[bad-value]: `audience` does not say for whom this is",
        "pack.yaml:9:14: error[broken-link]: there is no file `guides/page.md`\n    help: did you mean `content/guides/page.md`?",
        "pack.yaml:11:14: error[link-to-tutor]",
        "pack.yaml:11:45: error[broken-link]: there is no file `content/guides/pag.md`\n    help: did you mean `content/guides/page.md`?",
    ] {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
    assert_eq!(report.matches("error[").count(), 8, "{report}");
}

const LOG: &str = "\u{feff}# Changelog

All that changed.

## [Unreleased]

- Not out yet.[^later]

## [1.1] - 2027-03-01

### Added

- A [page](content/guides/page.md).

:::tutor
The cupboard's key is with the caretaker.
:::

## 1.0

The first.[^one]

[^one]: It was short.
[^later]: Soon.
";

#[test]
fn a_changelog_beside_the_settings_is_the_page_without_its_title_and_without_what_is_not_out() {
    let journey = logged("1.1", LOG).journey();
    assert_eq!(journey.report(), "");
    let told = words(&journey, "participant", "changes.html");
    for expected in ["[1.1] - 2027-03-01", "Added", "A page.", "The first.", "It was short."] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    for unexpected in ["Changelog", "Unreleased", "Not out yet", "Soon", "caretaker"] {
        assert!(!told.contains(unexpected), "{unexpected}: {told}");
    }
    assert!(words(&journey, "tutor", "changes.html").contains("caretaker"));
    for (path, bytes) in journey.editions["participant"].files() {
        assert!(!String::from_utf8_lossy(bytes).contains("caretaker"), "{path}");
    }
}

#[test]
fn a_changelog_is_checked_like_any_text_at_its_own_lines() {
    let log = "# Changes\n\n## 1.0\n\n[Gone](content/guides/gone.md) <b>x</b>\n\n#### Deep\n";
    let report = logged("1.1", log).report();
    for expected in [
        "CHANGELOG.md:3:1: warning[changes-version]: the newest changes are under \"1.0\", and the pack is of version 1.1",
        "CHANGELOG.md:5:1: error[broken-link]",
        "CHANGELOG.md:5:32: error[raw-html]",
        "CHANGELOG.md:7:1: error[skipped-heading]",
    ] {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
}

#[test]
fn changes_in_the_settings_come_before_a_changelog() {
    let pack = pack("changes: {version: 1, changes: In the settings}\n");
    pack.write("CHANGELOG.md", "# Of a program\n\n<b>In the file</b>\n");
    let journey = pack.journey();
    assert_eq!(journey.report(), "");
    let told = words(&journey, "participant", "changes.html");
    assert!(told.contains("In the settings") && !told.contains("In the file"), "{told}");
}

#[test]
fn a_page_says_where_newer_versions_are_and_asks_no_network() {
    let contact = "contact: {role: Education Officer, phone: 07700 900123}\n";
    let cases = [
        ("newer: https://example.org/m\n", "Newer ones are here: https://example.org/m"),
        ("newer: the office's shelf\n", "Newer ones are here: the office's shelf"),
        (
            contact,
            "To find out whether there is a newer one, ask: Education Officer · 07700 900123",
        ),
    ];
    for (settings, expected) in cases {
        let pack =
            pack(&format!("version: \"1.0\"\nchanges: {{version: 1.0, changes: x}}\n{settings}"));
        let journey = pack.journey();
        assert_eq!(journey.report(), "");
        for page in ["about.html", "changes.html", "START-HERE.html"] {
            let told = words(&journey, "participant", page);
            let told = told.replace("&#39;", "'").replace("&#x27;", "'");
            let expected = format!("You have version 1.0. {expected}");
            assert!(told.contains(&expected), "{page}: {expected}\n{told}");
        }
        let html = text(&journey.editions["participant"], "about.html");
        let linked = html.contains(r#"<a href="https://example.org/m">"#);
        assert_eq!(linked, settings.contains("https"), "{html}");
    }
}

#[test]
fn a_pack_without_a_version_or_anybody_to_ask_says_nothing_of_newer_ones() {
    let journey = pack("").journey();
    assert!(!text(&journey.editions["participant"], "START-HERE.html").contains("newer"));
}

#[test]
fn the_gate_looks_at_changes_like_at_any_text() {
    let pack = pack("changes: {version: 1, changes: Ring 07911 123456}\n");
    assert!(
        pack.ready(&[]).report().contains("pack.yaml:3:37: error[personal-data]"),
        "{}",
        pack.ready(&[]).report()
    );
    let pack = logged("1.0", "## 1.0\n\nRing 07911 123456. TBC.\n");
    let report = pack.ready(&[]).report();
    for expected in
        ["CHANGELOG.md:3:6: error[personal-data]", "CHANGELOG.md:3:20: error[unfinished]"]
    {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
}

#[test]
fn the_web_address_of_newer_versions_is_among_those_that_can_be_asked() {
    let pack = pack("newer: https://example.org/m\n");
    let gone = pack.ready(&[Some("the page is gone (404)".to_owned())]);
    assert!(gone.report().contains("pack.yaml:3:8: error[dead-link]"), "{}", gone.report());
}
