//! What commands promise: exit status, what is printed where, what is written.

use serde_json::Value;

use crate::support::{PackTest, Ran};

fn sound() -> PackTest {
    PackTest::new(&[("content/guides/page.md", "---\ntitle: Page\n---\nWords.\n")])
}

fn broken() -> PackTest {
    PackTest::new(&[(
        "content/guides/page.md",
        "---\ntitle: Page\n---\nTŷ [gone](gone.md) and\n[more](more.md).\n",
    )])
}

fn warned() -> PackTest {
    PackTest::new(&[
        ("pack.yaml", "title: A pack\n"),
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
    ])
}

/// Standard output as one JSON object a line.
fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn a_sound_pack_ends_with_0() {
    for command in ["check", "build"] {
        let ran = sound().run(&[command]);
        assert_eq!((ran.status, &*ran.err), (0, ""), "{command}");
    }
}

#[test]
fn warnings_are_told_and_end_with_0() {
    for command in ["check", "build"] {
        let ran = warned().run(&[command]);
        assert_eq!(ran.status, 0, "{command}");
        assert!(ran.err.contains("missing-review"), "{}", ran.err);
        assert!(ran.out.contains("1 warning"), "{}", ran.out);
    }
}

#[test]
fn ready_makes_warnings_errors() {
    let ran = warned().run(&["check", "--ready"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("error[missing-review]"), "{}", ran.err);
}

#[test]
fn mistakes_end_with_1_and_are_told_on_standard_error() {
    for command in ["check", "build"] {
        let ran = broken().run(&[command]);
        assert_eq!((ran.status, &*ran.out), (1, ""), "{command}");
        for told in [
            "error[broken-link]: there is no file `gone.md`",
            "there is no file `more.md`",
            "content/guides/page.md:4:4",
            "Tŷ [gone](gone.md) and",
            "2 errors",
        ] {
            assert!(ran.err.contains(told), "{told} is not in\n{}", ran.err);
        }
    }
}

#[test]
fn no_build_is_said_to_have_failed_by_a_check() {
    let ran = broken().run(&["check"]);
    assert!(!ran.err.contains("published"), "{}", ran.err);
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &["bild"][..],
        &["build", "--nonsense"],
        &["build", "--date", "yesterday"],
        &["build", "--date", "2026-02-30"],
        &["check", "--format", "xml"],
    ] {
        let ran = sound().run(arguments);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_end_with_0() {
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let ran = sound().run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}");
        assert!(ran.out.contains("mentorpack"), "{}", ran.out);
    }
}

#[test]
fn json_is_one_object_a_line_before_or_after_the_command() {
    for arguments in [
        &["check", "--format", "json"][..],
        &["--format", "json", "check"],
        &["build", "--format=json"],
        &["--format=json", "build"],
    ] {
        let ran = broken().run(arguments);
        assert_eq!(ran.status, 1, "{arguments:?}");
        let lines = lines(&ran);
        assert_eq!(lines.len(), 2, "{}", ran.out);
        let first = lines[0].as_object().unwrap();
        let mut fields: Vec<_> = first.keys().map(String::as_str).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["code", "column", "file", "help", "line", "message", "severity"]);
        assert_eq!(first["code"], "broken-link");
        assert_eq!(first["severity"], "error");
        assert_eq!(first["message"], "there is no file `gone.md`");
        assert_eq!(first["file"], "content/guides/page.md");
        assert_eq!((&first["line"], &first["column"]), (&4.into(), &4.into()));
        assert!(first["help"].is_string());
        assert!(!ran.err.contains("gone.md"), "it is said once: {}", ran.err);
    }
}

#[test]
fn json_of_warnings_and_of_nothing() {
    let ran = warned().run(&["check", "--format", "json"]);
    assert_eq!(ran.status, 0);
    assert_eq!(lines(&ran)[0]["severity"], "warning");
    for command in ["check", "build"] {
        let ran = sound().run(&[command, "--format", "json"]);
        assert_eq!((ran.status, &*ran.out), (0, ""), "{command}");
    }
}

#[test]
fn what_is_printed_to_no_terminal_has_no_colour() {
    for value in [None, Some("1")] {
        let ran = broken().run_with(&["check"], |command| match value {
            Some(value) => command.env("NO_COLOR", value),
            None => command,
        });
        assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    }
}

#[test]
fn a_folder_without_a_pack_ends_with_2_and_says_what_to_do() {
    let empty = PackTest::new(&[]);
    std::fs::remove_file(empty.at("pack.yaml")).unwrap();
    for arguments in [&["build"][..], &["check", "--format", "json"]] {
        let ran = empty.run(arguments);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{arguments:?}");
        assert!(ran.err.contains("there is no pack.yaml"), "{}", ran.err);
        assert!(ran.err.contains("--pack"), "{}", ran.err);
    }
    let elsewhere = sound();
    let ran = elsewhere.run(&["--pack", "content", "build"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("there is no pack.yaml in content"), "{}", ran.err);
    assert!(!ran.err.contains("above"), "nobody looked above: {}", ran.err);
}

#[test]
fn the_pack_is_found_from_a_folder_within_and_by_its_name() {
    let pack = sound();
    let within = pack.at("content/guides");
    let ran = pack.run_with(&["build"], |command| command.current_dir(within));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(pack.at("output/participant/guides/page.html").is_file());

    let other = sound();
    let root = pack.root().to_str().unwrap();
    for arguments in [&["check", "--pack", root][..], &["--pack", root, "check"]] {
        std::fs::write(other.at("content/guides/page.md"), "broken").unwrap();
        assert_eq!(other.run(arguments).status, 0, "{arguments:?}");
    }
}

#[test]
fn an_unknown_edition_ends_with_2_and_names_those_there_are() {
    let pack = sound();
    let ran = pack.run(&["build", "--edition", "participants"]);
    assert_eq!((ran.status, &*ran.out), (2, ""));
    assert!(
        ran.err.contains("participants") && ran.err.contains("participant, tutor"),
        "{}",
        ran.err
    );
    assert!(!pack.at("output").exists());
}

#[test]
fn only_the_editions_asked_for_are_built() {
    let pack = sound();
    assert_eq!(pack.run(&["build", "--edition", "tutor"]).status, 0);
    assert!(pack.at("output/tutor/index.html").is_file());
    assert!(!pack.at("output/participant").exists());
    let both = ["build", "--edition", "tutor", "--edition", "participant"];
    assert_eq!(pack.run(&both).status, 0);
    assert!(pack.at("output/participant/index.html").is_file());
}

#[test]
fn the_output_can_go_elsewhere_and_the_pack_stays_as_it_is() {
    let pack = sound();
    let before = pack.tree("");
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("new/deep");
    let ran = pack.run(&["build", "--output", folder.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(folder.join("participant/index.html").is_file());
    assert_eq!(pack.tree(""), before);
}

#[test]
fn an_output_on_top_of_the_pack_is_refused() {
    let pack = PackTest::copy("good");
    let before = pack.tree("");
    for folder in [".", "content", "content/guides", "content/new", "scenarios", "themes", ".."] {
        let ran = pack.run(&["build", "--output", folder]);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{folder}");
        assert!(ran.err.contains("choose another folder"), "{folder}: {}", ran.err);
    }
    assert_eq!(pack.tree(""), before);
}

#[test]
fn a_check_writes_nothing() {
    for pack in [sound(), broken(), PackTest::copy("good")] {
        let before = pack.tree("");
        pack.run(&["check"]);
        assert_eq!(pack.tree(""), before);
        assert!(!pack.at("output").exists());
    }
}

#[test]
fn a_check_finds_what_a_build_finds() {
    let pack = PackTest::copy("bad/template-error");
    let told = |command| pack.run(&[command, "--format", "json"]).out;
    assert_eq!(told("check"), told("build"));
    assert!(told("check").contains("template-error"));
}

#[test]
fn a_misspelt_variable_of_a_template_is_named_with_the_page_and_what_there_is() {
    let pack = PackTest::new(&[
        ("pack.yaml", "title: A pack\nreviewed: 2026-11-01\ntheme: own\n"),
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
        ("themes/own/theme.yaml", "extends: default\n"),
        ("themes/own/templates/guide.html", "<p>\n{{ page.titel }}\n</p>\n"),
    ]);
    let ran = pack.run(&["build"]);
    assert_eq!(ran.status, 1);
    for told in ["themes/own/templates/guide.html:2", "`guides/page.md`", "titel", "title"] {
        assert!(ran.err.contains(told), "{told} is not in\n{}", ran.err);
    }
}

#[test]
fn the_date_comes_from_the_option_the_environment_or_the_newest_review() {
    let pack = sound();
    let about = || std::fs::read_to_string(pack.at("output/participant/about.html")).unwrap();
    let build = |arguments: &[&str], epoch: Option<&str>| {
        let arguments = [&["build"], arguments].concat();
        pack.run_with(&arguments, |command| match epoch {
            Some(epoch) => command.env("SOURCE_DATE_EPOCH", epoch),
            None => command,
        })
    };
    assert_eq!(build(&["--date", "2027-03-06"], Some("86400")).status, 0);
    assert!(about().contains("6 March 2027"));
    assert_eq!(build(&[], Some("86400")).status, 0);
    assert!(about().contains("2 January 1970"));
    assert_eq!(build(&[], None).status, 0);
    assert!(about().contains("1 November 2026"));
    assert_eq!(build(&[], Some("")).status, 0);
    let ran = build(&[], Some("noon"));
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("SOURCE_DATE_EPOCH"), "{}", ran.err);
}

#[test]
fn a_check_looks_at_review_dates_on_the_day_it_is_given() {
    let pack = PackTest::new(&[
        ("pack.yaml", "title: A pack\nreviewed: 2026-01-01\n"),
        ("content/guides/page.md", "---\ntitle: Page\nreview_by: 2027-01-01\n---\n"),
    ]);
    let told = |date| pack.run(&["check", "--date", date]).err;
    assert!(!told("2027-01-01").contains("review-due"));
    assert!(told("2027-01-02").contains("review-due"));
}

#[test]
fn the_last_lines_of_a_build_name_the_folder_to_share_and_the_file_to_open() {
    let pack = sound();
    let ran = pack.built();
    let participant = pack.at("output/participant");
    let start = participant.join("index.html");
    assert!(
        ran.out.contains(&format!("Share the folder {}\n", participant.display())),
        "{}",
        ran.out
    );
    assert!(ran.out.contains(&format!("Open {}\n", start.display())), "{}", ran.out);
    assert!(!ran.out.contains(&format!("Share the folder {}", pack.at("output/tutor").display())));
    let last = ran.out.lines().last().unwrap();
    for part in ["pages", "PDFs", "0 warnings", "seconds"] {
        assert!(last.contains(part), "{last}");
    }
}

#[test]
fn every_command_takes_no_pdf_as_a_wish() {
    assert_eq!(sound().run(&["build", "--no-pdf"]).status, 0);
}

#[test]
fn a_pack_of_many_mistakes_tells_two_hundred_and_counts_the_rest() {
    let links: String = (0..300).map(|at| format!("[{at}](gone-{at}.md)\n")).collect();
    let pack = PackTest::page(&links);
    let ran = pack.run(&["check"]);
    assert_eq!(ran.err.matches("error[broken-link]").count(), 200);
    assert!(ran.err.contains("and 100 more"), "{}", &ran.err[ran.err.len() - 300..]);
    assert!(ran.err.contains("300 errors"));
    let ran = pack.run(&["check", "--format", "json"]);
    assert_eq!(lines(&ran).len(), 300);
}

#[test]
fn only_who_asks_is_told_how_long_each_stage_took() {
    let returned = tempfile::tempdir().unwrap();
    let register = returned.path().join("register.csv");
    std::fs::write(returned.path().join("a.json"), "{}").unwrap();
    let plan = "---\ntitle: Meet\nlength: 10\nsteps:\n  - {title: Talk, minutes: 10}\n---\nText.\n";
    let pack = PackTest::new(&[("content/workshops/meet.md", plan)]);
    let (folder, register) = (returned.path().to_str().unwrap(), register.to_str().unwrap());
    for (command, stages) in [
        (vec!["print", "meet", "--people", "5"], ["Reading the pack", "Setting the sheets"]),
        (
            vec!["collate", folder, "--output", register],
            ["Reading the pack", "Reading the returns"],
        ),
    ] {
        let quiet = pack.run(&command);
        assert_eq!(quiet.status, 0, "{command:?}\n{}", quiet.err);
        for sign in [" ms  ", "\r", "\u{1b}"] {
            assert!(!quiet.err.contains(sign), "{command:?}\n{}", quiet.err);
        }
        let told = pack.run(&[&["--verbose"], &command[..]].concat());
        for stage in stages {
            assert!(told.err.contains(&format!(" ms  {stage}\n")), "{command:?}\n{}", told.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn files_of_a_theme_that_cannot_be_published_are_told_by_a_check() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\n"),
        ("pack.yaml", "title: A pack\ntheme: own\nreviewed: 2026-11-01\n"),
        ("themes/own/theme.yaml", "name: own\nextends: default\n"),
    ]);
    for name in ["a:b.css", "aux.css", "mine.css", "Mine.css"] {
        pack.write(&format!("themes/own/static/{name}"), "p {}");
    }
    let ran = pack.run(&["check"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let told: Vec<_> = ran.err.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        told,
        [
            "error[theme-file]: no stick or Windows computer takes a file called `a:b.css`",
            "error[theme-file]: no stick or Windows computer takes a file called `aux.css`",
            "error[theme-file]: `mine.css` and `Mine.css` are one name to a stick or a Windows computer",
        ]
    );
}

#[test]
fn a_command_line_that_is_nearly_right_says_what_to_type() {
    let pack = PackTest::page("Words.\n");
    for (arguments, told) in [
        (&["new", "guide", "Chairing", "a", "meeting"][..], "several words in quotes"),
        (&["new", "guide", "Chairing", "–", "well"], "several words in quotes"),
        (&["print", "plan", "--venue", "Town", "hall"], "several words in quotes"),
        (&["print", "plan", "–people", "25"], "type two hyphens, --people"),
        (&["print", "—people", "25", "plan"], "type two hyphens, --people"),
        (&["–-pack", ".", "check"], "type two hyphens, --pack"),
        (&["check", "--rady"], "'--ready'"),
        (&["print", "plan", "--on", "2027-02-30"], "the calendar has no such day"),
        (&["print", "plan", "--on", "6/3/2027"], "as year-month-day: 2027-03-06"),
        (&["print", "plan", "--on", "soon"], "such as 2027-03-06"),
    ] {
        let ran = pack.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
    for argument in ["--help", "--version"] {
        let ran = pack.run(&[argument]);
        assert_eq!((ran.status, &*ran.err), (0, ""), "{argument}");
    }
}
