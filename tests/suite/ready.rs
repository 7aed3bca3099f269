//! `check --ready`, the gate before a release, through the program.

use crate::support::{PackTest, Ran, shipped};

/// A pack that nothing is wrong with.
fn sound() -> PackTest {
    PackTest::new(&[
        (
            "pack.yaml",
            "title: A pack\nversion: \"1.0\"\nlicence: CC BY-SA 4.0\nreviewed: 2026-11-01\n\
             review_by: 2027-11-01\ncontact: {role: Officer, email: education@union.org.uk}\n",
        ),
        (
            "content/guides/page.md",
            "---\ntitle: Page\n---\nSee [a](https://a.example/x#part), \
          [b](http://b.example/) and [a again](https://a.example/x).\n",
        ),
    ])
}

fn codes(ran: &Ran) -> Vec<&str> {
    let lines =
        ran.err.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    lines.filter_map(|line| line.split(['[', ']']).nth(1)).collect()
}

const DAY: &str = "2026-11-22";

#[test]
fn the_shipped_pack_lacks_for_a_release_only_what_its_owner_has_to_write() {
    let root = shipped().to_str().unwrap();
    let pack = PackTest::new(&[]);
    let ran = pack.run(&["check", "--ready", "--date", DAY, "--pack", root]);
    let told = ["placeholder-contact"; 4].into_iter().chain(["unfinished"]).collect();
    assert_eq!((ran.status, codes(&ran)), (1, told), "{}", ran.err);
    let settings = std::fs::read_to_string(shipped().join("pack.yaml")).unwrap();
    for place in [
        "contact:\n",
        "organisation: Your union\n",
        "controller: Your union\n",
        "education@example.org\n  purpose",
        "[Check this",
    ] {
        let before = &settings[..settings.find(place).unwrap_or_else(|| panic!("{place}"))];
        let line = format!("pack.yaml:{}:", before.matches('\n').count() + 1);
        assert!(ran.err.contains(&line), "{place} is not at {line}\n{}", ran.err);
    }
}

#[test]
fn a_release_needs_more_than_a_real_contact_while_the_notice_is_the_examples() {
    let pack = PackTest::new(&[]);
    assert_eq!(pack.run(&["init", "new"]).status, 0);
    let settings = std::fs::read_to_string(pack.at("new/pack.yaml")).unwrap();
    let settings = settings
        .replace("phone: 07700 900123", "phone: 0300 123 4567")
        .replace("email: education@example.org", "email: education@union.org.uk");
    pack.write("new/pack.yaml", &settings);
    let check = || pack.run(&["check", "--ready", "--date", DAY, "--pack", "new"]);
    let ran = check();
    let told = ["placeholder-contact"; 3].into_iter().chain(["unfinished"]).collect();
    assert_eq!((ran.status, codes(&ran)), (1, told), "{}", ran.err);
    assert!(ran.err.contains("`education@example.org` is kept for examples"), "{}", ran.err);
    assert!(ran.err.contains("`[Check this and the lawful basis"), "{}", ran.err);
    let (before, note) = settings.split_once("[Check").unwrap();
    let (_, behind) = note.split_once("note.]\n").unwrap();
    let settings = format!("{}\n{behind}", before.trim_end())
        .replace("education@example.org", "education@union.org.uk")
        .replace(": Your union\n", ": The Union of Bakers\n");
    pack.write("new/pack.yaml", settings);
    let ran = check();
    assert_eq!((ran.status, codes(&ran)), (0, vec![]), "{}", ran.err);
}

#[test]
fn a_stand_in_is_found_wherever_the_settings_and_a_form_name_somebody() {
    let pack = sound();
    let settings = std::fs::read_to_string(pack.at("pack.yaml")).unwrap();
    pack.write(
        "pack.yaml",
        format!(
            "{}owner: \"[Who?]\"\njurisdiction: TBC\nnewer: https://www.example.org/m\n",
            settings.replace("role: Officer", "role: Officer, phone: 01632 960123")
        ),
    );
    let notice = "controller: U, contact: ring 07700 900123, purpose: P, recipients: R, rights: R, \
                  complaints: C, keep_for: 1 month, basis: Check this with your data lead.";
    pack.write(
        "content/forms/wish.md",
        format!(
            "---\ntitle: Wish\nreturn: {{to: \"[whom?] a@example.com\"}}\nprivacy: {{{notice}}}\n\
             fields: [{{name: a, label: A}}]\n---\nWrite to a@example.org, [say](wish.md).\n"
        ),
    );
    let ran = pack.run(&["check", "--ready", "--date", DAY]);
    let told: Vec<_> = ran.err.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(
        told,
        [
            "error[unfinished]: `[whom?]` is a note to you, and readers would get it",
            "error[placeholder-contact]: `a@example.com` is kept for examples, and reaches nobody",
            "error[placeholder-contact]: `07700 900123` is kept for examples, and reaches nobody",
            "error[unfinished]: `Check this with your data lead.` is a note to you, and readers \
             would get it",
            "error[placeholder-contact]: `01632 960123` is kept for examples, and reaches nobody",
            "error[unfinished]: `[Who?]` is a note to you, and readers would get it",
            "error[unfinished]: `TBC` says that this is not finished",
            "error[placeholder-contact]: `www.example.org` is kept for examples, and reaches nobody",
        ]
    );
}

#[test]
fn a_pack_that_passes_says_where_it_leads_and_that_nobody_has_looked() {
    let ran = sound().run(&["check", "--ready", "--date", DAY]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "The pack leads to 2 pages on the web. Nobody has looked whether they answer; --external \
         does:\n  http://b.example/  (content/guides/page.md:4)\n  https://a.example/x  \
         (content/guides/page.md:4 and 1 other place)\n\nNothing to mend.\n"
    );
}

#[test]
fn with_ready_what_is_otherwise_a_warning_is_an_error_and_advice_is_not() {
    let pack = sound();
    pack.write("content/outcomes.yaml", "- {id: C1, text: Ask well}\n");
    pack.write("content/guides/more.md", "---\ntitle: More\n---\nAsk the JCC.\n");
    let ran = pack.run(&["check", "--date", DAY]);
    assert_eq!((ran.status, codes(&ran)), (0, vec!["outcome-gap"]), "{}", ran.err);
    let ran = pack.run(&["check", "--ready", "--date", DAY]);
    assert_eq!((ran.status, codes(&ran)), (1, vec!["undefined-jargon", "outcome-gap"]));
    assert!(ran.err.contains("error[outcome-gap]"), "{}", ran.err);
    assert!(ran.err.contains("warning[undefined-jargon]"), "{}", ran.err);
    assert!(ran.err.contains("1 error and 1 warning."), "{}", ran.err);
}

#[test]
fn a_review_date_that_has_passed_stops_a_release() {
    let ran = sound().run(&["check", "--ready", "--date", "2027-11-02"]);
    assert_eq!((ran.status, codes(&ran)), (1, vec!["review-due"]), "{}", ran.err);
}

#[test]
fn what_is_allowed_in_one_file_is_still_found_in_another() {
    let pack = sound();
    let page = "---\ntitle: More\n---\nRing 07000 000000.\n";
    pack.write("content/guides/one.md", page);
    pack.write("content/guides/two.md", page.replace("More", "Two"));
    let settings = std::fs::read_to_string(pack.at("pack.yaml")).unwrap();
    let allow = "allow: [{code: personal-data, file: content/guides/one.md, reason: our own}]\n";
    pack.write("pack.yaml", settings + allow);
    let ran = pack.run(&["check", "--ready", "--date", DAY]);
    assert_eq!(codes(&ran), ["personal-data"]);
    assert!(ran.err.contains("content/guides/two.md:4:6"), "{}", ran.err);
}

#[test]
fn json_lines_of_the_gate_stand_alone_on_standard_output() {
    let pack = sound();
    pack.write("content/guides/more.md", "---\ntitle: More\n---\nTBC.\n");
    let ran = pack.run(&["check", "--ready", "--date", DAY, "--format", "json"]);
    let found: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&"unfinished".into(), &"error".into()));
    assert!(ran.err.contains("https://a.example/x"), "{}", ran.err);
}

#[test]
fn external_without_ready_is_wrong_usage() {
    assert_eq!(sound().run(&["check", "--external"]).status, 2);
}

/// A folder with a program called `curl` that answers from what it is asked.
#[cfg(unix)]
fn with_curl(pack: &PackTest, script: &str) -> Ran {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let curl = folder.path().join("curl");
    std::fs::write(&curl, format!("#!/bin/sh\n{script}")).unwrap();
    std::fs::set_permissions(&curl, std::fs::Permissions::from_mode(0o755)).unwrap();
    pack.run_with(&["check", "--ready", "--external", "--date", DAY], |command| {
        command.env("PATH", folder.path())
    })
}

#[cfg(unix)]
#[test]
fn external_names_each_place_of_an_address_that_does_not_answer() {
    let answers = "case \"$*\" in\n*a.example*) printf 404;;\n*--head*b.example*) printf 405;;\n\
                   *) printf 200;;\nesac\n";
    let ran = with_curl(&sound(), answers);
    assert_eq!((ran.status, codes(&ran)), (1, vec!["dead-link", "dead-link"]), "{}", ran.err);
    assert!(ran.err.contains("the page is gone (404)"), "{}", ran.err);
    let ran = with_curl(&sound(), "printf 403\n");
    assert_eq!(ran.status, 0, "a server that only refuses programs is there: {}", ran.err);
    let ran = with_curl(
        &sound(),
        "[ \"$1\" = --version ] && exit 0\necho 'curl: (6) Could not resolve host: a' >&2\nexit 6\n",
    );
    assert!(ran.err.contains("does not answer: Could not resolve host: a"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn external_without_curl_says_what_is_needed() {
    let empty = tempfile::tempdir().unwrap();
    let ran = sound().run_with(&["check", "--ready", "--external", "--date", DAY], |command| {
        command.env("PATH", empty.path())
    });
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("by the program curl, which cannot be started"), "{}", ran.err);
}

#[test]
fn a_mail_address_in_angle_brackets_is_a_link_that_works() {
    let pack = PackTest::page("Write to <name@example.org>.\n");
    let page = pack.editions()["participant"].get("guides/page.html").unwrap().to_vec();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("href=\"mailto:name@example.org\""), "{page}");
}

#[test]
fn a_form_whose_notice_says_only_how_long_is_built_and_not_released() {
    let pack = sound();
    let form =
        "---\ntitle: Wish\nprivacy: {keep_for: 6 months}\nfields: [{name: a, label: A}]\n---\n";
    pack.write("content/forms/wish.md", form);
    assert_eq!(pack.report(), "");
    let ran = pack.run(&["check", "--ready", "--date", DAY]);
    assert_eq!((ran.status, codes(&ran)), (1, vec!["incomplete-privacy"]), "{}", ran.err);
    assert!(ran.err.contains("content/forms/wish.md:3:1"), "{}", ran.err);
    assert!(ran.err.contains("`controller`, `contact`, `purpose`"), "{}", ran.err);
}

#[test]
fn what_deny_keeps_out_is_looked_for_in_the_packs_own_theme_too() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\nText.\n"),
        ("pack.yaml", "title: A pack\ntheme: own\nreviewed: 2026-11-01\ndeny: [Acme Widgets]\n"),
        (
            "themes/own/theme.yaml",
            "name: own\nextends: default\nlogo: {file: logo.svg, alt: Acme Widgets logo}\n",
        ),
        (
            "themes/own/static/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Acme Widgets</title></svg>",
        ),
        ("themes/own/strings/en.yaml", "home: Acme Widgets\n"),
    ]);
    let ran = pack.run(&["check", "--ready"]);
    let places: Vec<_> =
        ran.err.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    for file in ["static/logo.svg:1:", "strings/en.yaml:1:", "theme.yaml:3:"] {
        assert!(
            places.iter().any(|place| place.starts_with(&format!("themes/own/{file}"))),
            "{places:?}"
        );
    }
}
