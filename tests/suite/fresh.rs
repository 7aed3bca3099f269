//! New packs and new modules: they build at once, explain themselves and replace nothing.

use std::fs;
use std::path::Path;

use mentorpack::pack::kinds::KINDS;
use mentorpack::yaml::{Key, Takes};

use crate::support::{PackTest, Ran, journey, tree};

/// A folder without a pack, and the program run in it.
fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    PackTest::new(&[]).run_with(arguments, |command| command.current_dir(folder))
}

#[test]
fn a_new_pack_builds_at_once_without_anything_else() {
    for arguments in [&["init", "Our pack"][..], &["init", "Our pack", "--blank"]] {
        let folder = tempfile::tempdir().unwrap();
        let ran = run_in(folder.path(), arguments);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let pack = folder.path().join("Our pack");
        let found = journey(&pack);
        let codes = found.codes();
        // Only its owner knows when a blank pack was reviewed.
        let known = if arguments.len() > 2 { vec!["missing-review"] } else { Vec::new() };
        assert_eq!(codes, known, "{}", found.report());
        let built = run_in(&pack, &["build", "--no-pdf"]);
        assert_eq!(built.status, 0, "{}", built.err);
        assert!(pack.join("output/participant/index.html").is_file());
    }
}

#[test]
fn the_whole_pack_is_the_repositorys_own() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["init", "pack"]).status, 0);
    for part in ["content", "scenarios"] {
        let made = tree(&folder.path().join("pack").join(part));
        let own = tree(&crate::support::shipped().join(part));
        assert!(made == own, "{part} differs: {:?}", made.keys());
    }
}

#[test]
fn a_blank_pack_explains_every_setting_and_takes_the_folders_name() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["init", "Say \"yes\"", "--blank"]).status, 0);
    let settings = fs::read_to_string(folder.path().join("Say \"yes\"/pack.yaml")).unwrap();
    assert!(settings.contains("\ntitle: \"Say \\\"yes\\\"\"\n"), "{settings}");
    for key in mentorpack::project::PACK_KEYS.keys.iter().filter(|key| key.name != "languages") {
        assert!(settings.contains(key.about), "{} is not explained", key.name);
    }
}

#[test]
fn a_folder_that_holds_anything_is_left_as_it_is() {
    let pack = PackTest::new(&[("notes.txt", "mine")]);
    let before = pack.tree(".");
    let ran = pack.run(&["init", "."]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("is not empty: `notes.txt`, `pack.yaml` are in it"), "{}", ran.err);
    assert_eq!(pack.tree("."), before);
    let ran = pack.run(&["init", "notes.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`notes.txt` is not a folder"), "{}", ran.err);
}

#[test]
fn an_empty_folder_and_one_under_version_control_can_become_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(run_in(folder.path(), &["init", ".", "--blank"]).status, 0);
    let again = run_in(folder.path(), &["init", ".", "--blank"]);
    assert_eq!(again.status, 2, "a second time there is a pack");
}

#[test]
fn a_new_pack_tells_vs_code_where_its_schemas_are() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["init", ".", "--blank"]).status, 0);
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&read(".vscode/settings.json")).unwrap();
    let schemas = settings["yaml.schemas"].as_object().unwrap();
    assert_eq!(schemas.len(), 4);
    for (path, files) in schemas {
        let schema: serde_json::Value = serde_json::from_str(&read(path)).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{files}");
    }
    let first = read("pack.yaml").lines().next().unwrap().to_owned();
    let named = first.strip_prefix("# yaml-language-server: $schema=").expect("a modeline");
    assert!(folder.path().join(named).is_file(), "{named}");
    let snippets = read(".vscode/mentorpack.code-snippets");
    let snippets: serde_json::Value = serde_json::from_str(&snippets).unwrap();
    assert_eq!(snippets.as_object().unwrap().len(), KINDS.len());
}

#[test]
fn a_new_module_of_every_kind_has_its_place_and_nothing_to_mend() {
    for settings in ["", "privacy: {controller: Our union}\n"] {
        let settings = format!("title: A pack\nreviewed: 2026-11-01\n{settings}");
        let pack = PackTest::new(&[("pack.yaml", &settings)]);
        for row in KINDS {
            let title = format!("My \"first\" {}: a \\ try", row.name);
            let ran = pack.run(&["new", row.name, &title]);
            assert_eq!(ran.status, 0, "{}", ran.err);
            let folder = match row.folder {
                "scenarios" => "scenarios".to_owned(),
                folder => format!("content/{folder}"),
            };
            let path = format!("{folder}/my-first-{}-a-try.md", row.name);
            assert!(ran.out.starts_with(&format!("Wrote {path}.")), "{}", ran.out);
            let text = fs::read_to_string(pack.at(&path)).unwrap();
            for key in row.keys {
                assert!(text.contains(key.about), "{path} does not explain `{}`", key.name);
                assert!(text.contains(&format!("{}:", key.name)), "{path}: {}", key.name);
            }
        }
        assert_eq!(pack.report(), "");
        let editions = pack.editions();
        let page =
            crate::support::text(&editions["participant"], "guides/my-first-guide-a-try.html");
        assert!(page.contains("guide: a \\ try"), "{page}");
    }
}

/// The examples in a text: lines with one hash, each with those under it that are indented further.
fn examples(text: &str) -> Vec<std::ops::Range<usize>> {
    let indent = |line: &str| {
        let example = line.strip_prefix('#').filter(|rest| !rest.starts_with('#'))?;
        Some(example.len() - example.trim_start().len())
    };
    let lines: Vec<Option<usize>> = text.lines().map(indent).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(indent) = lines[at] else {
            at += 1;
            continue;
        };
        let inside = lines[at + 1..].iter().take_while(|it| it.is_some_and(|it| it > indent));
        let end = at + 1 + inside.count();
        found.push(at..end);
        at = end;
    }
    found
}

/// The text with the hashes of some lines taken away, and nothing else.
fn bare(text: &str, lines: &[std::ops::Range<usize>]) -> String {
    let taken = |at| lines.iter().any(|range| range.contains(&at));
    let lines = text.lines().enumerate();
    lines.map(|(at, line)| if taken(at) { &line[1..] } else { line }.to_owned() + "\n").collect()
}

#[test]
fn every_example_of_a_new_module_works_as_soon_as_its_hashes_are_taken_away() {
    for settings in ["", "privacy: {controller: Our union}\n"] {
        let settings = format!("title: A pack\nreviewed: 2026-11-01\n{settings}");
        for row in KINDS {
            let pack = PackTest::new(&[("pack.yaml", &settings)]);
            assert_eq!(pack.run(&["new", row.name, "One"]).status, 0);
            let path = format!("{}/one.md", row.kind.home());
            let text = fs::read_to_string(pack.at(&path)).unwrap();
            let (_, text) = text.split_once("---\n").unwrap();
            let mut examples = examples(text);
            assert!(examples.len() >= 8, "{examples:?}\n{text}");
            let line = |at: usize| text.lines().nth(at).unwrap();
            // A longer course has sessions instead of a length and steps of its own.
            if let Some(at) = examples.iter().position(|it| line(it.start) == "#sessions:") {
                let course = bare(text, &[examples.remove(at)]);
                let (before, plan) = course.split_once("length: 45\n").unwrap();
                let (other, plan) = plan.split_once("\nsteps:\n").unwrap();
                let (_, after) = plan.split_once("\n#").unwrap();
                pack.write(&path, format!("---\n{before}{other}\n#{after}"));
                assert_eq!(pack.report(), "", "{path}\n{course}");
            }
            for example in &examples {
                let text = bare(text, std::slice::from_ref(example));
                pack.write(&path, format!("---\n{text}"));
                assert_eq!(pack.report(), "", "{path}: {}", line(example.start));
            }
            pack.write(&path, format!("---\n{}", bare(text, &examples)));
            assert_eq!(pack.report(), "", "{path} with every example");
        }
    }
}

#[test]
fn a_new_module_explains_the_keys_of_every_map_in_it() {
    fn each(keys: &[Key], see: &mut dyn FnMut(&Key)) {
        for key in keys {
            see(key);
            if let Takes::Map(map)
            | Takes::Maps(map)
            | Takes::TextOrMap(map)
            | Takes::TextsOrMaps(map) = key.takes
            {
                each(map.keys, see);
            }
        }
    }
    let pack = PackTest::new(&[]);
    for row in KINDS {
        assert_eq!(pack.run(&["new", row.name, "One"]).status, 0);
        let text = fs::read_to_string(pack.at(&format!("{}/one.md", row.kind.home()))).unwrap();
        each(row.keys, &mut |key| {
            let explained =
                text.lines().any(|line| line.starts_with("##") && line.ends_with(key.about));
            assert!(explained, "{}: `{}` is not explained\n{text}", row.name, key.name);
        });
    }
}

#[test]
fn every_example_of_a_blank_packs_settings_works_as_soon_as_its_hashes_are_taken_away() {
    let pack = PackTest::new(&[]);
    assert_eq!(pack.run(&["init", "blank", "--blank"]).status, 0);
    let file = pack.at("blank/pack.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let (modeline, text) = text.split_once('\n').unwrap();
    let examples = examples(text);
    assert!(examples.len() >= 15, "{examples:?}");
    let all = examples.clone();
    for taken in examples.into_iter().map(|example| vec![example]).chain([all]) {
        fs::write(&file, format!("{modeline}\n{}", bare(text, &taken))).unwrap();
        let found = journey(&pack.at("blank"));
        let line = text.lines().nth(taken[0].start).unwrap();
        // Only its owner knows when a blank pack was reviewed.
        assert_eq!(found.codes(), ["missing-review"], "{line}\n{}", found.report());
    }
}

#[test]
fn a_module_that_is_there_is_left_as_it_is() {
    let pack = PackTest::new(&[("content/handouts/Role Card.md", "mine")]);
    let ran = pack.run(&["new", "handout", "Role card"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Role Card.md is there already"), "{}", ran.err);
    assert_eq!(fs::read_to_string(pack.at("content/handouts/Role Card.md")).unwrap(), "mine");
    assert_eq!(pack.tree("content").len(), 1);
}

#[test]
fn new_says_what_it_needs() {
    let pack = PackTest::new(&[]);
    let ran = pack.run(&["new", "hadnout", "Card"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("did you mean `handout`?"), "{}", ran.err);
    for (title, words) in [
        ("!!!", "no letter or digit"),
        ("Con", "add a word to the title"),
        ("Index", "the page of a section itself"),
    ] {
        let ran = pack.run(&["new", "guide", title]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let long = "A very long title that goes on and on about everything a mentor could ever do";
    assert_eq!(pack.run(&["new", "guides", long]).status, 0);
    assert_eq!(pack.report(), "");
}

#[test]
fn a_title_of_several_lines_becomes_one_of_one_line() {
    let pack = PackTest::new(&[]);
    let title = "Chairing\r\na\tmeeting\u{85}\u{2028}\u{7}well";
    let ran = pack.run(&["new", "guide", title]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = fs::read_to_string(pack.at("content/guides/chairing-a-meeting-well.md")).unwrap();
    let line = text.lines().find(|line| line.starts_with("title: ")).unwrap();
    assert_eq!(line, "title: \"Chairing a meeting well\"");
    assert_eq!(pack.report(), "");
}

#[cfg(unix)]
#[test]
fn edit_opens_the_new_module_in_the_editor_of_the_environment() {
    let pack = PackTest::new(&[]);
    let arguments = ["new", "guide", "Card", "--edit"];
    let ran = pack
        .run_with(&arguments, |command| command.env_remove("VISUAL").env("EDITOR", "sh -c 'echo'"));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let arguments = ["new", "guide", "Other card", "--edit"];
    let ran = pack.run_with(&arguments, |command| {
        command.env_remove("VISUAL").env("EDITOR", "no-such-editor-anywhere")
    });
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("the file is written; the editor"), "{}", ran.err);
    assert!(pack.at("content/guides/other-card.md").is_file());
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    let pack = PackTest::new(&[]);
    let commands = ["build", "check", "collate", "print", "init", "new", "explain", "schema"];
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = pack.run(&["completions", shell]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(commands.iter().all(|command| ran.out.contains(command)), "{shell}");
    }
    let ran = pack.run(&["man"]);
    assert!(ran.out.contains(".TH mentorpack 1"), "{}", ran.out);
    for command in commands {
        let heading = format!(".SH MENTORPACK {}\n", command.to_uppercase());
        assert!(ran.out.contains(&heading), "{command}");
    }
    assert!(ran.out.contains("\\-\\-ready"), "{}", ran.out);
}

#[test]
fn verbose_tells_the_time_of_each_stage_and_nothing_else_does() {
    let pack = PackTest::page("Words.\n");
    let quiet = pack.run(&["build"]);
    assert!(!quiet.err.contains(" ms "), "{}", quiet.err);
    let ran = pack.run(&["build", "--verbose"]);
    for stage in [
        "ms  Reading the pack",
        "ms  Putting the pack together",
        "ms  Checking the pack",
        "ms  Making the edition tutor",
        "ms  Writing the edition tutor",
    ] {
        assert!(ran.err.contains(stage), "{stage}\n{}", ran.err);
    }
    assert!(!ran.out.contains(" ms "), "{}", ran.out);
}

#[test]
fn who_has_the_program_beside_the_new_pack_is_told_to_move_it_in() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().canonicalize().unwrap();
    let program = here.join(format!("mentorpack{}", std::env::consts::EXE_SUFFIX));
    std::fs::copy(env!("CARGO_BIN_EXE_mentorpack"), &program).unwrap();
    let ran = |folder: &str, program: &std::path::Path| {
        let mut command = std::process::Command::new(program);
        let out = command.args(["init", folder, "--blank"]).current_dir(&here).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let beside = ran("one", &program);
    assert!(beside.contains("Move this program into that folder"), "{beside}");
    assert!(beside.contains("mentorpack serve --open"), "{beside}");
    let installed = ran("two", std::path::Path::new(env!("CARGO_BIN_EXE_mentorpack")));
    assert!(installed.contains("cd \"two\"\n  mentorpack serve --open"), "{installed}");
}
