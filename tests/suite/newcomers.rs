//! What people who have never seen YAML or Markdown get wrong in their first week: the first message
//! names the true cause, in words that they know.

use crate::support::PackTest;

const PAGE: &str = "content/guides/page.md";
const SOUND: &str = "---\ntitle: Page\n---\nWords.\n";

/// The first message about a pack with these files, as `file:line: message / help`.
fn first(files: &[(&str, &[u8])]) -> String {
    let pack = PackTest::new(&[]);
    for (path, bytes) in files {
        pack.write(path, bytes);
    }
    let report = pack.report();
    let mut lines = report.lines();
    let Some(told) = lines.next() else { return String::new() };
    let (place, message) = told.split_once(": ").unwrap();
    let (_, message) = message.split_once("]: ").unwrap();
    let (place, _column) = place.rsplit_once(':').unwrap();
    let help = lines.find_map(|line| line.strip_prefix("    help: ")).unwrap_or_default();
    format!("{place}: {message} / {help}")
}

/// The first message about a guide that says this.
fn page(text: &str) -> String {
    first(&[(PAGE, text.as_bytes())])
}

fn says(told: &str, place: &str, words: &[&str]) {
    assert!(told.starts_with(&format!("{place}: ")), "{place}?\n{told}");
    for words in words {
        assert!(told.contains(words), "{words:?}?\n{told}");
    }
}

#[test]
fn a_tab_before_a_key() {
    let told = page("---\ntitle: Page\ntags:\n\t- one\n---\n");
    says(&told, "content/guides/page.md:4", &["there is a tab here", "indent with spaces"]);
}

#[test]
fn a_colon_in_a_title() {
    let told = page("---\ntitle: Mentoring: a start\n---\n");
    says(
        &told,
        "content/guides/page.md:2",
        &["there is a colon in the text", "title: \"Mentoring: a start\""],
    );
}

#[test]
fn a_key_that_is_indented_by_chance() {
    let told = page("---\ntitle: Page\n  summary: A page\n---\n");
    says(&told, "content/guides/page.md:3", &["this line is indented", "so that the keys line up"]);
}

#[test]
fn curly_quotes_round_a_value_with_a_colon() {
    let told = page("---\ntitle: “Mentoring: a start”\n---\n");
    says(&told, "content/guides/page.md:2", &["quotation marks are curly", "on the keyboard"]);
}

#[test]
fn curly_quotes_round_a_title() {
    let told = page("---\ntitle: “Role card”\n---\n");
    says(&told, "content/guides/page.md:2", &["curly, so they are printed as part of the title"]);
}

#[test]
fn curly_quotes_round_a_word_a_date_or_a_number() {
    for line in ["audience: “tutor”", "reviewed: “2026-11-01”", "order: “3”", "print: “true”"]
    {
        let told = page(&format!("---\ntitle: Page\n{line}\n---\n"));
        says(&told, "content/guides/page.md:3", &["take the curly quotation marks out"]);
    }
}

#[test]
fn no_hyphens_above_the_first_key() {
    let told = page("title: Page\n---\nWords.\n");
    says(&told, "content/guides/page.md:1", &["write `---` above the first key"]);
}

#[test]
fn no_hyphens_under_the_last_key() {
    let told = page("---\ntitle: Page\n\nWords.\n");
    says(&told, "content/guides/page.md:1", &["never ends", "under the last key"]);
}

#[test]
fn no_hyphens_under_the_last_key_and_a_line_across_the_page() {
    for text in ["Words go on.", "## A heading", "Ask: what now?"] {
        let told = page(&format!("---\ntitle: Page\n\n{text}\nWords.\n\n---\n\nMore words.\n"));
        let wanted = &["front matter above it has not ended", "under the last key"];
        if text.contains(':') {
            // It might be a key; what stands under it is not.
            says(&told, "content/guides/page.md:5", &["no `key:`"]);
        } else {
            says(&told, "content/guides/page.md:4", wanted);
        }
    }
}

#[test]
fn words_non_breaking_spaces() {
    let told = page("---\ntitle:\u{a0}Page\n---\n");
    says(&told, "content/guides/page.md:2", &["a space here that Word made unbreakable"]);
    let told = page("---\ntitle\u{a0}: Page\n---\n");
    says(&told, "content/guides/page.md:2", &["space behind it that Word made unbreakable"]);
}

#[test]
fn a_byte_order_mark_windows_lines_and_capitals_in_md_are_no_mistakes() {
    let windows = "\u{feff}---\r\ntitle: Page\r\n---\r\nWords.\r\n";
    assert_eq!(page(windows), "");
    assert_eq!(first(&[("content/guides/PAGE.MD", SOUND.as_bytes())]), "");
}

#[test]
fn a_space_in_a_file_name_is_no_mistake_and_in_a_link_it_is_named() {
    let name = "content/guides/My Page.md";
    let link = "---\ntitle: Links\n---\nSee [mine](<My Page.md>) and [it](My%20Page.md).\n";
    assert_eq!(first(&[(name, SOUND.as_bytes()), ("content/guides/z.md", link.as_bytes())]), "");
    let link = "---\ntitle: Links\n---\nSee [mine](My Page.md).\n";
    let told = first(&[(name, SOUND.as_bytes()), ("content/guides/z.md", link.as_bytes())]);
    says(&told, "content/guides/z.md:4", &["has a space in it", "(<My Page.md>)"]);
}

#[test]
fn a_link_to_the_finished_page() {
    let link = "---\ntitle: Links\n---\nSee [it](page.html).\n";
    let told = first(&[(PAGE, SOUND.as_bytes()), ("content/guides/z.md", link.as_bytes())]);
    says(&told, "content/guides/z.md:4", &["a page of the finished site", "`page.md`"]);
}

#[test]
fn an_ending_that_windows_hides() {
    let told =
        first(&[(PAGE, SOUND.as_bytes()), ("content/guides/role-card.md.txt", SOUND.as_bytes())]);
    says(
        &told,
        "content/guides/role-card.md.txt:1",
        &["ends in .md.txt, so it is no page", "File name extensions"],
    );
}

#[test]
fn notepads_unicode() {
    let bytes: Vec<u8> =
        "\u{feff}---\ntitle: Page\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = first(&[(PAGE, &bytes)]);
    says(&told, "content/guides/page.md:1", &["UTF-16", "Notepad", "save it again"]);
    let told = first(&[("pack.yaml", &bytes), (PAGE, SOUND.as_bytes())]);
    says(&told, "pack.yaml:1", &["UTF-16", "Notepad"]);
}

#[test]
fn a_word_document_among_the_modules() {
    let told = first(&[(PAGE, SOUND.as_bytes()), ("content/guides/card.docx", b"PK\x03\x04")]);
    says(&told, "content/guides/card.docx:1", &["a word processor's document", "new .md file"]);
}

#[test]
fn copies_that_onedrive_and_windows_make() {
    let names = ["page-DESKTOP-4F7K2A", "page (1)", "page - Copy", "Copy of page"];
    for name in names {
        let path = format!("content/guides/{name}.md");
        let told = first(&[(PAGE, SOUND.as_bytes()), (&path, SOUND.as_bytes())]);
        says(&told, &format!("{path}:1"), &["this is a copy of `page.md`", "delete this one"]);
    }
}

#[test]
fn a_folder_that_is_nearly_called_content() {
    for name in ["contnet", "contents", "Content"] {
        let path = format!("{name}/guides/page.md");
        let told = first(&[(&path, SOUND.as_bytes())]);
        says(&told, &format!("{name}:1"), &["nothing looks", "call the folder `content`"]);
    }
}

#[test]
fn a_module_beside_pack_yaml() {
    let told = first(&[(PAGE, SOUND.as_bytes()), ("a-card.md", SOUND.as_bytes())]);
    says(&told, "a-card.md:1", &["lies beside pack.yaml", "move it into a folder of content/"]);
}

#[test]
fn a_settings_file_by_another_name() {
    for name in ["pack.yml", "pack.yaml.txt", "Pack.yaml"] {
        let pack = PackTest::new(&[]);
        std::fs::rename(pack.at("pack.yaml"), pack.at(name)).unwrap();
        let ran = pack.run(&["check"]);
        assert_eq!(ran.status, 2);
        let words = format!("there is a file {name}: its name has to be pack.yaml");
        assert!(ran.err.contains(&words), "{}", ran.err);
    }
}

#[test]
fn a_key_in_capitals() {
    let told = page("---\nTitle: Page\n---\n");
    says(&told, "content/guides/page.md:2", &["no key `Title`", "small letters: `title:`"]);
}

#[test]
fn a_date_as_people_write_it() {
    for date in ["01/11/2026", "1.11.26", "1 November 2026", "1st Nov 2026"] {
        let told = page(&format!("---\ntitle: Page\nreviewed: {date}\n---\n"));
        says(&told, "content/guides/page.md:3", &["not a date", "year-month-day: 2026-11-01"]);
    }
}

#[test]
fn the_same_title_twice() {
    let told = first(&[(PAGE, SOUND.as_bytes()), ("content/guides/q.md", SOUND.as_bytes())]);
    says(&told, "content/guides/q.md:2", &["another page here is called `Page` too"]);
}

#[test]
fn no_space_behind_the_colon() {
    let told = page("---\ntitle:Page\nsummary: A page\n---\n");
    says(&told, "content/guides/page.md:2", &["no space behind the colon", "title: Page"]);
}

#[test]
fn a_list_without_spaces_behind_its_hyphens() {
    let told = page("---\ntitle: Page\ntags:\n-one\n-two\n---\n");
    says(&told, "content/guides/page.md:4", &["a space behind its hyphen", "`- one`"]);
}

#[test]
fn a_misspelt_key() {
    let told = page("---\ntitle: Page\nsumary: A page\n---\n");
    says(&told, "content/guides/page.md:3", &["no key `sumary`", "did you mean `summary`?"]);
}

#[test]
fn a_link_as_windows_writes_it() {
    let link = "---\ntitle: Links\n---\nSee [it](..\\guides\\page.md).\n";
    let told = first(&[(PAGE, SOUND.as_bytes()), ("content/guides/z.md", link.as_bytes())]);
    says(&told, "content/guides/z.md:4", &["backslashes", "`../guides/page.md`"]);
}

#[test]
fn settings_that_are_no_yaml_do_not_hide_what_is_wrong_with_the_modules() {
    let pack = PackTest::new(&[
        ("pack.yaml", "title: Our pack: the second\nlicence: CC BY-SA 4.0\n"),
        (PAGE, "---\ntitle: Page\nsumary: A page\n---\nSee [it](gone.md).\n"),
        (
            "content/forms/ask.md",
            "---\ntitle: Ask\nfields: [{name: a, label: A, type: text}]\n---\n",
        ),
    ]);
    let journey = pack.journey();
    assert_eq!(
        journey.codes(),
        ["unknown-key", "broken-link", "yaml-syntax"],
        "{}",
        journey.report()
    );
    let ran = pack.run(&["build", "--edition", "reps"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(!pack.at("output").exists());
}

/// Beside a sound page, a file has one mistake, at this line and in these words.
fn is_one_mistake(path: &str, text: &str, place: usize, words: &str) {
    let pack = PackTest::new(&[("content/guides/sound.md", SOUND), (path, text)]);
    let report = pack.report();
    assert_eq!(report.lines().filter(|line| line.contains(": error[")).count(), 1, "{report}");
    let files = [("content/guides/sound.md", SOUND.as_bytes()), (path, text.as_bytes())];
    says(&first(&files), &format!("{path}:{place}"), &[words]);
}

#[test]
fn a_slip_in_a_key_that_must_be_there_is_one_mistake() {
    for (path, text, place, words) in [
        (PAGE, "---\ntitel: First page\n---\n", 2, "did you mean `title`?"),
        ("pack.yaml", "titl: Our pack\nreviewed: 2026-11-01\n", 1, "did you mean `title`?"),
        (
            "content/workshops/plan.md",
            "---\ntitle: Plan\nlenght: 5\nsteps:\n  - {title: One, minutes: 5}\n---\n",
            3,
            "did you mean `length`?",
        ),
        (
            "content/workshops/plan.md",
            "---\ntitle: Plan\nlength: 5\nsteps:\n  - {titel: One, minutes: 5}\n---\n",
            5,
            "did you mean `title`?",
        ),
        (
            "content/glossary.yaml",
            "- {term: ERA, defintion: A law}\n",
            1,
            "did you mean `definition`?",
        ),
    ] {
        is_one_mistake(path, text, place, words);
    }
}

#[test]
fn a_name_and_a_text_where_two_keys_are_needed() {
    let form = "---\ntitle: Form\nanonymous: true\nfields:\n  - {name: a, label: A, type: choice, \
                options: [\n    Yes: I will]}\n---\n";
    for (path, text, place, words) in [
        (
            "content/outcomes.yaml",
            "- C1: Explains\n",
            1,
            "write `id: C1`, and in a line under it `text: Explains`",
        ),
        (
            "content/glossary.yaml",
            "- ERA: A law\n",
            1,
            "write `term: ERA`, and in a line under it `definition: A law`",
        ),
        ("content/forms/form.md", form, 6, "a text with a colon in it stands in quotes: \"Yes: I"),
    ] {
        is_one_mistake(path, text, place, words);
    }
}

#[test]
fn a_key_that_is_nowhere_near_the_missing_one_hides_nothing() {
    let pack = PackTest::page("");
    pack.write(PAGE, "---\nname: Page\n---\n");
    let codes = pack.journey().codes();
    assert_eq!(codes, ["missing-title", "unknown-key"]);
}
