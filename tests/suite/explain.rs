//! What is said of each code: by the guide and by `explain`, in the same words.

use mentorpack::diagnostic::Code;
use mentorpack::explain::explanation;

use crate::support::PackTest;

/// Mistakes that no text can show: they need other bytes, a link, a picture or a network.
const NOT_IN_TEXT: [Code; 6] = [
    Code::NotUtf8,
    Code::TooLarge,
    Code::SymbolicLink,
    Code::UnprintablePicture,
    Code::LargePicture,
    Code::DeadLink,
];

#[test]
fn every_code_says_what_it_means_why_it_matters_and_how_to_mend_it() {
    for code in Code::ALL {
        let name = code.as_str();
        let found = explanation(*code).unwrap_or_else(|| panic!("the guide leaves out {name}"));
        for part in ["**What it means.** ", "**Why it matters.** ", "**How to mend it.** "] {
            assert_eq!(found.text.matches(part).count(), 1, "{name}: {part}");
        }
        assert!(!code.about().is_empty() && found.page.starts_with("Messages"), "{name}");
    }
}

#[test]
fn every_example_of_the_guide_makes_the_mistake_that_it_is_for() {
    let mut wrong = String::new();
    for code in Code::ALL {
        let files = explanation(*code).map(|found| found.example()).unwrap_or_default();
        assert_eq!(files.is_empty(), NOT_IN_TEXT.contains(code), "{}", code.as_str());
        if files.is_empty() {
            continue;
        }
        let files: Vec<(&str, &str)> =
            files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let pack = PackTest::new(&files);
        let journey = match code {
            Code::MissingFont | Code::UnprintableSign if !cfg!(feature = "pdf") => continue,
            Code::MissingFont | Code::UnprintableSign => pack.printed(),
            code if code.is_of_the_gate() => pack.ready(&[]),
            _ => pack.journey(),
        };
        // The gate would also miss a contact and the like in so small a pack.
        let codes = journey.codes();
        let alone = code.is_of_the_gate() || codes.iter().all(|found| *found == code.as_str());
        if !codes.contains(&code.as_str()) || !alone {
            wrong.push_str(&format!("{}:\n{}\n", code.as_str(), journey.report()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn explain_prints_what_the_guide_says_without_a_pack() {
    let nowhere = tempfile::tempdir().unwrap();
    let ran = PackTest::new(&[])
        .run_with(&["explain", "broken-link"], |command| command.current_dir(nowhere.path()));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.starts_with("broken-link, an error: it stops the build\n"), "{}", ran.out);
    for words in [
        "What it means. The link leads to a file that is not there.",
        "    content/guides/page.md\n    | ---\n    | title: Page\n",
        "In the tutors' edition: Messages about links and pictures.",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
}

#[test]
fn explain_takes_a_code_as_it_is_copied_and_suggests_the_nearest() {
    let pack = PackTest::new(&[]);
    assert_eq!(pack.run(&["explain", "error[broken-link]"]).status, 0);
    let ran = pack.run(&["explain", "brokenlink"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("did you mean `broken-link`?"), "{}", ran.err);
}

#[test]
fn explain_alone_lists_every_code() {
    let ran = PackTest::new(&[]).run(&["explain"]);
    assert_eq!(ran.status, 0);
    for code in Code::ALL {
        let line = ran.out.lines().filter(|line| line.trim_start().starts_with(code.as_str()));
        assert!(line.count() > 0, "{}\n{}", code.as_str(), ran.out);
    }
}
