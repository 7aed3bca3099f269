//! `mentorpack print`: what it takes, refuses, says and writes.

use std::fs;

use crate::support::{PackTest, Ran, shipped};

const PLAN: &str = "---
title: Plan
length: 10
people: 20
groups: 4
steps:
  - {title: One, minutes: 10, uses: [handouts/card.md], materials: [{item: pens, per: person, in: 8}]}
---
";
const SLUG: &str = "mentoring-in-45-minutes";
const LIST: &str = "packing-list.csv";

fn pack() -> PackTest {
    PackTest::new(&[
        ("content/workshops/plan.md", PLAN),
        ("content/workshops/planet.md", &PLAN.replace("title: Plan", "title: Planet")),
        ("content/handouts/card.md", "---\ntitle: \"=1+1\"\n---\n"),
    ])
}

fn print(pack: &PackTest, arguments: &[&str]) -> Ran {
    pack.run(&[&["print"], arguments].concat())
}

/// Rows of the packing list in a folder of the pack: sheet, copies, large print.
fn list(pack: &PackTest, folder: &str) -> Vec<[String; 3]> {
    let text = fs::read_to_string(pack.at(folder).join(LIST)).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let head = ["sheet", "file", "copies", "large_print", "sides", "paper", "duplex"];
    assert_eq!(rows.headers().unwrap(), &head[..]);
    let rows = rows.records().map(|row| row.unwrap());
    rows.map(|row| [0, 2, 3].map(|at| row[at].to_owned())).collect()
}

#[test]
fn a_job_of_the_contract_is_counted_and_listed_in_the_order_of_use() {
    let pack = PackTest::new(&[]);
    let root = shipped().to_str().unwrap();
    let out = pack.at("job");
    let ran = print(
        &pack,
        &[
            SLUG,
            "--pack",
            root,
            "--people",
            "25",
            "--groups",
            "5",
            "--tutors",
            "2",
            "--spare",
            "10%",
            "--large-print",
            "3",
            "--length",
            "60",
            "--on",
            "2027-03-06",
            "--start",
            "11:00",
            "--venue",
            "Committee room",
            "--output",
            out.to_str().unwrap(),
            "--date",
            "2026-11-22",
        ],
    );
    assert_eq!((ran.status, &*ran.err), (0, ""), "{}", ran.err);
    let rows = list(&pack, "job");
    if cfg!(feature = "pdf") {
        let list = fs::read_to_string(out.join(LIST)).unwrap();
        let cards = list.lines().find(|line| line.contains("-all-6-copies.pdf")).expect("cards");
        assert!(cards.ends_with(",6,0,4,A4,\"long edge, print once\""), "{cards}");
        assert_eq!(list.matches("print once").count(), 5, "{list}");
    }
    let role_card = rows.iter().find(|row| row[0] == "Role card").expect("a role card");
    assert_eq!(role_card[1..], ["28", "3"]);
    assert_eq!([&*rows[0][0], &*rows[1][0]], ["Run sheet", "Agenda"]);
    assert_eq!(rows.iter().filter(|row| row[1] == "6").count(), 5, "cards of five scenarios");
    for told in [
        "25 people, 5 groups, 2 tutors, 3 spare, 3 in large print",
        "2027-03-06, 11:00 to 12:00, Committee room",
        "28 and 3 in large print",
        "  100 × sticky notes, in packs of 100",
    ] {
        assert!(ran.out.contains(told), "{told} is not in\n{}", ran.out);
    }
}

#[test]
fn the_job_goes_to_its_own_folder_of_the_output_and_the_next_takes_its_place() {
    let pack = pack();
    let ran = print(&pack, &["plan", "--spare", "5"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    // A title is no formula.
    let card = |copies: &str| ["'=1+1".to_owned(), copies.to_owned(), "0".to_owned()];
    assert_eq!(list(&pack, "output/print/plan")[2], card("25"));
    assert_eq!(print(&pack, &["plan", "--people", "30", "--spare", "10%"]).status, 0);
    assert_eq!(list(&pack, "output/print/plan")[2], card("33"));
    assert!(!pack.at("output/print/planet").exists());
}

#[test]
fn two_workshops_of_one_name_have_a_folder_each() {
    let pack = pack();
    let other = PLAN.replace("title: Plan", "title: Other\nkind: workshop");
    pack.write("content/meetings/plan.md", other);
    for name in ["workshops/plan", "meetings/plan", "planet"] {
        let ran = print(&pack, &[name]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        assert!(pack.at("output/print").join(name).join(LIST).exists(), "{name}");
    }
    assert!(!pack.at("output/print/plan").exists());
}

#[test]
fn without_a_spare_there_is_none_and_the_option_is_named() {
    let ran = print(&pack(), &["plan"]);
    assert!(ran.out.contains("20 people, 4 groups, 1 tutor\n"), "{}", ran.out);
    assert!(ran.out.contains("`--spare 10%` adds a tenth"), "{}", ran.out);
    let ran = print(&pack(), &["plan", "--spare", "0"]);
    assert!(!ran.out.contains("--spare"), "{}", ran.out);
}

#[test]
fn a_workshop_is_named_by_its_file_in_any_spelling() {
    for name in ["plan", "workshops/plan", "content/workshops/plan.md", "workshops\\plan", "./plan"]
    {
        let pack = pack();
        let ran = print(&pack, &[name]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        assert!(pack.at("output/print/plan").join(LIST).exists(), "{name}");
    }
}

#[test]
fn a_workshop_that_is_not_there_ends_with_2_and_a_suggestion() {
    let other =
        "---\ntitle: Other\nkind: workshop\nlength: 1\nsteps: [{title: One, minutes: 1}]\n---\n";
    for (name, told) in [
        ("plam", "there is no workshop `plam`: did you mean `plan`?"),
        ("nonsense", "there is no workshop `nonsense`: the pack has `plan`, `planet`"),
        ("card", "`card` is a handout, and only workshops are printed"),
        ("", "the pack has `plan`, `planet`"),
    ] {
        let pack = pack();
        let ran = print(&pack, &[name]);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{name}");
        assert!(ran.err.contains(told), "{name}: {}", ran.err);
        assert!(!pack.at("output").exists());
    }
    let pack = pack();
    pack.write("content/guides/plan.md", other);
    let ran = print(&pack, &["plan"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`workshops/plan`, `guides/plan`"), "{}", ran.err);
    assert_eq!(print(&pack, &["workshops/plan"]).status, 0);
    let none = PackTest::new(&[("content/guides/page.md", "---\ntitle: Page\n---\n")]);
    assert!(print(&none, &["plan"]).err.contains("the pack has none"));
}

#[test]
fn an_option_that_makes_no_sense_ends_with_2_names_itself_and_writes_nothing() {
    for (option, value, told) in [
        ("--people", "0", "`--people 0`"),
        ("--people", "-5", "write a whole number up to 10000"),
        ("--people", "25.5", "write a whole number up to 10000"),
        ("--people", "10001", "`--people 10001`"),
        ("--people", "99999999999999999999", "write a whole number up to 10000"),
        ("--groups", "21", "`--groups 20` or fewer"),
        ("--groups", "five", "--groups"),
        ("--tutors", "10001", "`--tutors 10001`"),
        ("--spare", "ten", "such as 10%"),
        ("--spare", "-1", "such as 10%"),
        ("--spare", "10.5%", "such as 10%"),
        ("--spare", "101%", "`--spare 101%`"),
        ("--spare", "10001", "`--spare 10001`"),
        ("--large-print", "10001", "`--large-print 10001`"),
        ("--length", "9", "it needs 10 at least"),
        ("--length", "11", "it fills 10 at most"),
        ("--length", "0", "it needs 10 at least"),
        ("--length", "an hour", "whole number of minutes"),
        ("--on", "6 March", "2027-03-06"),
        ("--start", "noon", "such as 11:00"),
        ("--start", "25:00", "such as 11:00"),
        ("--output", "content/print", "content"),
    ] {
        let pack = pack();
        let before = pack.tree("");
        let ran = print(&pack, &["plan", option, value]);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{option} {value}");
        assert!(ran.err.contains(told), "{option} {value}: {}", ran.err);
        assert_eq!(pack.tree(""), before, "{option} {value}");
    }
}

#[test]
fn the_folder_of_an_edition_is_not_printed_over() {
    let pack = pack();
    pack.built();
    let before = pack.tree("output");
    let ran = print(&pack, &["plan", "--output", "output/tutor"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("holds an edition"), "{}", ran.err);
    assert_eq!(pack.tree("output"), before);
}

#[test]
fn a_build_leaves_print_jobs_where_they_are() {
    let pack = pack();
    assert_eq!(print(&pack, &["plan"]).status, 0);
    pack.built();
    assert_eq!(list(&pack, "output/print/plan").len(), 3);
}

#[test]
fn a_pack_with_errors_is_not_printed_and_ends_with_1() {
    let pack = pack();
    pack.write("content/guides/page.md", "---\ntitle: Page\n---\n[gone](gone.md)\n");
    let ran = print(&pack, &["plan"]);
    assert_eq!((ran.status, &*ran.out), (1, ""));
    assert!(ran.err.contains("broken-link") && ran.err.contains("Nothing was printed."));
    assert!(!pack.at("output").exists());
}

#[test]
fn review_dates_are_looked_at_on_the_day_that_is_given() {
    let pack = pack();
    pack.write("pack.yaml", "title: A pack\nreviewed: 2026-01-01\nreview_by: 2027-01-01\n");
    let told = |date| print(&pack, &["plan", "--date", date]).err;
    assert!(!told("2027-01-01").contains("review-due"));
    assert!(told("2027-01-02").contains("review-due"));
}

#[test]
fn standard_output_belongs_to_json_where_it_was_asked_for() {
    let ran = print(&pack(), &["plan", "--format", "json"]);
    assert_eq!((ran.status, &*ran.out), (0, ""), "{}", ran.out);
    assert!(ran.err.contains("Agenda"), "{}", ran.err);
}

#[test]
fn what_is_given_out_is_without_the_tutors_words_even_where_its_page_is_theirs_alone() {
    const TUTORS: &str =
        "Said softly\n\n:::tutor\nWHISPER\n:::\n\n:::answer{lines=2}\nSOLUTION\n:::\n";
    let quiz = format!("---\ntitle: Quiz\naudience: tutor\n---\n{TUTORS}");
    let indented = TUTORS.replace('\n', "\n  ");
    let case = format!("---\ntitle: Case\naudience: tutor\nsituation: |\n  {indented}\n---\n");
    let pack = PackTest::new(&[
        ("content/handouts/quiz.md", &quiz),
        ("content/handouts/card.md", "---\ntitle: Card\n---\n"),
        ("scenarios/case.md", &case),
        (
            "content/workshops/plan.md",
            "---\ntitle: Plan\naudience: tutor\nlength: 10\npeople: 3\ngroups: 1\nscenarios: [case]\nsteps:\n  \
             - {title: One, minutes: 10, uses: [handouts/quiz.md]}\n---\n",
        ),
    ]);
    let printed = print(&pack, &["plan", "--output", "job"]);
    assert_eq!(printed.status, 0, "{}", printed.err);
    let built = pack.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let job = |begins: &str| {
        let files = fs::read_dir(pack.at("job")).unwrap().map(|file| file.unwrap().path());
        let named = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins))
        };
        files.into_iter().find(named).unwrap_or_else(|| panic!("no {begins}"))
    };
    let desk = |name: &str| pack.at("output/tutor").join(name);
    let given = [
        job("03-"),
        job("04-"),
        desk("handouts/quiz-to-hand-out.pdf"),
        desk("scenarios/case-cards.pdf"),
    ];
    for sheet in given {
        let bytes = fs::read(&sheet).unwrap_or_else(|why| panic!("{}: {why}", sheet.display()));
        let text = crate::print::reader::Pdf::read(&bytes).everything();
        assert!(text.contains("Said softly"), "{}", sheet.display());
        for word in ["WHISPER", "SOLUTION", "not for handing out"] {
            assert!(!text.contains(word), "{} has {word}", sheet.display());
        }
    }
    let page = fs::read_to_string(desk("desk/workshops_plan_print.html")).unwrap();
    assert!(page.contains("quiz-to-hand-out.pdf") && !page.contains("quiz.pdf"), "{page}");
}

#[test]
fn what_a_sheet_cannot_show_is_said_once() {
    let pack = pack();
    pack.write("content/handouts/card.md", "---\ntitle: Card\n---\nWave \u{1f980} now.\n");
    let ran = print(&pack, &["plan", "--large-print", "1", "--output", "job"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("warning[unprintable-sign]").count(), 1, "{}", ran.err);
}
