//! Input that is wrong, hostile or huge: never a panic, never a hang.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{PackTest, packs, tree};

/// Longer than any text takes on the slowest machine that also does other things: a hang.
const GUARD: Duration = Duration::from_secs(10);
/// Longer than any text takes on a machine with nothing else to do.
const SLOW: Duration = Duration::from_secs(2);

/// Files of a pack that somebody may fill with anything.
const TARGETS: [&str; 9] = [
    "content/guides/page.md",
    "content/workshops/page.md",
    "content/forms/page.md",
    "scenarios/page.md",
    "pack.yaml",
    "content/glossary.yaml",
    "content/outcomes.yaml",
    "themes/own/theme.yaml",
    "themes/own/templates/guide.html",
];

/// Takes a pack with `bytes` at `path` through its journey, in a thread of its own so that one
/// that never ends is noticed.
fn survives(path: &'static str, bytes: Vec<u8>) -> Duration {
    let (done, wait) = mpsc::channel();
    std::thread::Builder::new()
        // The journey has to do with what a program's main thread has.
        .stack_size(8 << 20)
        .spawn(move || {
            let pack = PackTest::new(&[
                ("pack.yaml", "title: A pack\nreviewed: 2026-11-01\n"),
                ("content/models/sound.md", "---\ntitle: Sound\n---\nWords.\n"),
            ]);
            if path.starts_with("themes/") {
                pack.write("pack.yaml", "title: A pack\nreviewed: 2026-11-01\ntheme: own\n");
                pack.write("themes/own/theme.yaml", "name: Own\n");
                pack.write("content/guides/page.md", "---\ntitle: Page\n---\n");
            }
            pack.write(path, bytes);
            let began = Instant::now();
            let journey = pack.journey();
            assert_eq!(journey.editions.is_empty(), journey.failed());
            let _ = done.send(began.elapsed());
        })
        .unwrap();
    match wait.recv_timeout(GUARD) {
        Ok(took) => took,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{path}: it does not end"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{path}: it panicked"),
    }
}

/// Whether it takes too long, also when tried again: the machine may be busy with something else.
fn is_slow(path: &'static str, text: &str) -> Option<Duration> {
    let tries = (0..3).map(|_| survives(path, text.as_bytes().to_vec()));
    let mut quickest = Duration::MAX;
    for took in tries {
        quickest = quickest.min(took);
        if quickest <= SLOW {
            return None;
        }
    }
    Some(quickest)
}

/// Every text of the pack of everything.
fn texts() -> Vec<Vec<u8>> {
    let files = tree(&packs("good")).into_iter();
    files.filter(|(path, _)| !path.ends_with(".png")).map(|(_, bytes)| bytes).collect()
}

/// Pieces that texts are made of, good and bad.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let texts = texts();
    let slices = (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(move |(text, a, b)| {
        let text = text.get(&texts);
        let (a, b) = (a.index(text.len() + 1), b.index(text.len() + 1));
        text[a.min(b)..a.max(b)].to_vec()
    });
    let marks = prop::sample::select(vec![
        "---\n",
        "title: A\n",
        ":::tutor\n",
        ":::\n",
        "::lines{n=2}\n",
        "\n\n",
        "- ",
        "> ",
        "    ",
        "[^1]",
        "[^1]: ",
        "```dialogue\n",
        "```\n",
        "| a | b |\n|---|---|\n",
        "&a ",
        "*a ",
        "|\n  ",
        "{",
        "}",
        "[",
        "]",
        "(",
        "](",
        "![",
        "<",
        "\\",
        "\u{feff}",
        "\u{0}",
        "\r\n",
        "ŷ",
        "\t",
        "{{ page.title }}",
        "{% if page %}",
        "{# ",
        ": ",
        "\"",
        "'",
        "#",
        "## ",
        "<!-- ",
        "%",
        "é\u{301}",
        "&#x1F600;",
        "\u{202e}",
        "]: ../x.md\n",
        "&amp",
        "~~",
        "**",
        "1. ",
        "[ ] ",
        "{#id}",
        "//",
        "🎉",
    ])
    .prop_map(|mark| mark.as_bytes().to_vec());
    prop_oneof![4 => slices, 4 => marks, 1 => vec(any::<u8>(), 0..40)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(target in prop::sample::select(TARGETS.to_vec()), bytes in vec(any::<u8>(), 0..3000)) {
        survives(target, bytes);
    }

    #[test]
    fn any_bytes_behind_a_title_are_survived(target in prop::sample::select(TARGETS[..4].to_vec()), bytes in vec(any::<u8>(), 0..3000)) {
        survives(target, [b"---\ntitle: Page\n---\n", &*bytes].concat());
    }

    #[test]
    fn texts_torn_apart_and_put_together_are_survived(target in prop::sample::select(TARGETS.to_vec()), pieces in vec(piece(), 0..40)) {
        survives(target, pieces.concat());
    }

    #[test]
    fn bodies_torn_apart_and_put_together_are_survived(pieces in vec(piece(), 0..40)) {
        let body = pieces.concat();
        survives("content/guides/page.md", [b"---\ntitle: Page\n---\n", &*body].concat());
    }

    #[test]
    fn front_matter_torn_apart_and_put_together_is_survived(target in prop::sample::select(TARGETS[..4].to_vec()), pieces in vec(piece(), 0..20)) {
        survives(target, [b"---\ntitle: Page\n", &*pieces.concat(), b"\n---\n"].concat());
    }
}

/// About 100 KB of one thing after another.
fn nasty() -> Vec<(&'static str, String)> {
    let many = |what: &str| what.repeat(100_000 / what.len());
    let nested = |what: &str| {
        let mut text = String::new();
        for depth in 0.. {
            text.push_str(&what.repeat(depth));
            text.push_str("x\n\n");
            if text.len() > 100_000 {
                return text;
            }
        }
        text
    };
    let table = |columns: usize| {
        format!("|{}\n|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns), "b|".repeat(columns))
    };
    let mut all = vec![
        ("numbered footnotes", (0..6000).map(|n| format!("[^{n}] [^{n}]: x\n\n")).collect()),
        ("a chain of footnotes", (0..5000).map(|n| format!("[^{n}]: x[^{}]\n\n", n + 1)).collect()),
        ("footnotes and their marks", {
            let marks: String = (0..4000).map(|n| format!("[^{n}]")).collect();
            let notes: String = (0..4000).map(|n| format!("\n[^{n}]: x\n")).collect();
            marks + "\n" + &notes
        }),
        ("quotes row by row", nested("> ")),
        ("lists row by row", nested("  - ")),
        ("a wide table", table(10_000)),
        ("a wide table of many short rows", format!("{}{}", table(300), "|x|\n".repeat(25_000))),
        ("a long table", "|a|b|\n|-|-|\n".to_owned() + &"|x|y|\n".repeat(16_000)),
        ("definitions", "term\n: meaning\n\n".repeat(6_000)),
        ("definitions in definitions", nested(": ")),
        ("references", (0..5000).map(|n| format!("[{n}]: x{n}.md\n")).collect()),
        ("headings alike", "## a\n\n".repeat(16_000)),
        (
            "headings alike and numbered",
            (0..8000).map(|n| format!("## a {}\n\n", n % 90)).collect(),
        ),
        ("links", (0..5000).map(|n| format!("[x](gone-{n}.md)\n")).collect()),
        ("links to nothing here", (0..8000).map(|n| format!("[x](#a{n})\n")).collect()),
        ("links to what is nearly a heading", {
            let links: String = (0..2500).map(|n| format!("[x](#ab-{n})\n")).collect();
            links + &(0..2500).map(|n| format!("\n## a {n}\n")).collect::<String>()
        }),
        ("links and headings", {
            let links: String = (0..2500).map(|n| format!("[x](#a-{n})\n")).collect();
            links + &(0..2500).map(|n| format!("\n## a {n}\n")).collect::<String>()
        }),
        ("directives in directives", ":::activity\n".repeat(40) + &":::\n".repeat(40)),
        ("directives one after another", ":::tutor\nx\n:::\n".repeat(6_000)),
        ("questions", ":::question\nx\n- [ ] a\n- [x] b\n:::\n".repeat(2_500)),
        (
            "a directive of many arguments",
            format!(":::activity{{{}}}\n:::\n", "a=1 ".repeat(25_000)),
        ),
        ("a directive of one argument", format!(":::activity{{{}\n", "=".repeat(100_000))),
        (
            "a dialogue",
            "```dialogue\nMentor: What now?\n".to_owned() + &many("Mentee: Nothing.\n") + "```\n",
        ),
        ("a dialogue of one line", format!("```dialogue\nMentor: {}\n```\n", many("what ? "))),
        ("yaml to be coloured", format!("```yaml\n{}\n```\n", many("[{a: "))),
        ("markdown to be coloured", format!("```markdown\n{}\n```\n", many("*_`[("))),
        ("one long line", "word ".repeat(20_000)),
        ("one long word", "w".repeat(100_000)),
        ("words that are all different", (0..15_000).map(|n| format!("w{n} ")).collect()),
    ];
    for what in [
        "[",
        "]",
        "*",
        "_",
        "`",
        "``` ",
        "~",
        "~~~",
        ">",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "#",
        "# ",
        "{",
        "}",
        "(",
        ")",
        "![",
        "[](",
        "[a](",
        "<",
        "<a ",
        "<!--",
        "<?",
        "&",
        "&#",
        "\\",
        "|",
        "|\n",
        "\"",
        "'",
        "-",
        "=",
        "\n",
        "\r",
        "\t",
        " ",
        "ŷ",
        "\u{301}",
        ":",
        "::",
        ":::",
        ":::tutor\n",
        ":::\n",
        "::lines{n=60}\n",
        "::page-break\n",
        "[^1]",
        "[^1]: ",
        "[^1]:\n",
        "**a",
        "*a_",
        "a**",
        "[[",
        "]]",
        "](x)",
        "***",
        "- [ ] ",
        "> [!NOTE]\n",
        "http://",
        "<http://",
        "a@b.",
        "{#a} ",
        "# a {#b}\n",
        "<b>",
        "</b>",
        "$$",
        "a:\n: ",
    ] {
        all.push((what, many(what)));
    }
    all
}

#[test]
fn hostile_text_is_read_in_no_time() {
    let mut slow = Vec::new();
    for (what, text) in nasty() {
        let text = format!("---\ntitle: Page\n---\n{text}");
        if let Some(took) = is_slow("content/guides/page.md", &text) {
            slow.push(format!("{what:?} takes {took:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn hostile_yaml_is_read_in_no_time() {
    let many = |what: &str| what.repeat(100_000 / what.len());
    let laughs: String = ('b'..='z')
        .map(|name| {
            format!("{name}: &{name} [{}]\n", format!("*{}, ", (name as u8 - 1) as char).repeat(9))
        })
        .collect();
    let aliases = format!("a: &a [x]\nb: [{}]\n", "*a, ".repeat(20_000));
    let mut all = vec![
        ("laughs", format!("title: &a [x]\n{laughs}")),
        ("aliases", aliases),
        ("an alias in itself", "title: &a [*a]\n".to_owned()),
        ("merge keys", format!("a: &a {{b: c}}\n{}", "<<: *a\n".repeat(10_000))),
        ("keys", (0..10_000).map(|n| format!("key{n}: x\n")).collect()),
        ("the same key", "title: x\n".repeat(10_000)),
        (
            "tags",
            (0..10_000)
                .map(|n| format!("{}a{n}", if n == 0 { "tags: [" } else { ", " }))
                .collect::<String>()
                + "]\n",
        ),
        ("documents", "---\ntitle: x\n".repeat(8_000)),
        ("a long text", format!("title: {}\n", "word ".repeat(20_000))),
        ("a literal", format!("summary: |\n{}", "  text [^1] [a](b.md)\n".repeat(4_500))),
        (
            "a literal indented",
            format!(
                "summary: |\n{}",
                (0..400).map(|n| " ".repeat(n + 2) + "x\n").collect::<String>()
            ),
        ),
        ("nested maps", (0..400).map(|n| " ".repeat(n) + "a:\n").collect()),
        (
            "steps",
            format!(
                "length: 5\nsteps:\n{}",
                "  - {title: x, minutes: 1, notes: '**x**'}\n".repeat(2_300)
            ),
        ),
    ];
    for what in [
        "[", "{", "]", "}", "- ", "? ", ": ", "&a ", "*a ", "!t ", "|", ">", "\"", "'", "#", "%",
        "@", "`", ",", "[,", "{a: ", "- - ", "a: ", "a: b: ", "\t", "\n", "\r\n", "--- ", "...\n",
        "\\", "\"\\u", "ŷ", "\u{85}", "- a\n", "? a\n", "!!map ", "<<: ",
    ] {
        all.push((what, many(what)));
        all.push((what, format!("title: {}", many(what))));
    }
    let mut slow = Vec::new();
    for (what, yaml) in all {
        for (path, text) in [
            ("content/workshops/page.md", format!("---\n{yaml}\n---\n")),
            ("pack.yaml", yaml.clone()),
            ("content/glossary.yaml", yaml.clone()),
            ("themes/own/theme.yaml", yaml.clone()),
        ] {
            if let Some(took) = is_slow(path, &text) {
                slow.push(format!("{what:?} in {path} takes {took:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn deep_folders_and_long_names_are_survived() {
    let pack = PackTest::page("Words.\n");
    let deep = format!("content/{}page.md", "a/".repeat(60));
    pack.write(&deep, "---\ntitle: Deep\n---\n[up](../index.md)\n");
    pack.write(&format!("content/guides/{}.md", "x".repeat(200)), "---\ntitle: Long\n---\n");
    pack.write("content/guides/%2e%2e%2fpage.md", "---\ntitle: Percent\n---\n");
    pack.write("content/guides/<script>.md", "---\ntitle: <script>alert(1)</script>\n---\n");
    pack.write("content/guides/ñandú 🎉.md", "---\ntitle: Party\n---\n");
    assert_eq!(pack.journey().codes(), ["broken-link", "bad-address"]);
}

#[test]
fn nothing_an_author_writes_becomes_a_tag_or_an_attribute() {
    let evil = "<script>alert(1)</script>\" onload=\"x' {{ pack.title }} {% raw %}";
    let quoted = serde_json::to_string(evil).unwrap();
    let files = [
        (
            "pack.yaml".to_owned(),
            format!(
                "title: {quoted}\ntagline: {quoted}\nversion: {quoted}\nowner: {quoted}\nlicence: {quoted}\nreviewed: 2026-11-01\ncontact: {{role: {quoted}, email: {quoted}}}\nprivacy: {{controller: {quoted}}}\n"
            ),
        ),
        ("content/outcomes.yaml".to_owned(), format!("- {{id: {quoted}, text: {quoted}}}\n")),
        (
            "content/glossary.yaml".to_owned(),
            "- {term: Term <b>, definition: \"x & y\"}\n".to_owned(),
        ),
        (
            "content/models/a.md".to_owned(),
            format!(
                "---\ntitle: {quoted}\nsummary: {quoted}\ntags: [{quoted}]\noutcomes: [{quoted}]\nowner: {quoted}\nstages: [{{name: {quoted}, ask: [{quoted}]}}]\n---\n## \\<script>alert(1)\\</script>\n\n`<script>` and \\<script>alert(1)\\</script> \"quoted\" & [x](https://example.org/\"onload=\"x).\n\n:::activity{{title=\"<script>alert(1)</script>\"}}\nx\n:::\n\n```\"><script>\ncode\n```\n\n```dialogue\nMentor: <script>alert(1)</script>?\n```\n"
            ),
        ),
        (
            "content/workshops/a.md".to_owned(),
            format!(
                "---\ntitle: {quoted}\nlength: 5\nvenue: {quoted}\nsteps: [{{title: {quoted}, minutes: 5, setting: {quoted}, output: {quoted}, materials: [{quoted}]}}]\n---\n"
            ),
        ),
        (
            "scenarios/a.md".to_owned(),
            format!(
                "---\ntitle: {quoted}\nwho: {quoted}\nideas: {{from: {quoted}, items: [x]}}\n---\n"
            ),
        ),
        (
            "content/forms/a.md".to_owned(),
            format!(
                "---\ntitle: {quoted}\nreturn: {{to: {quoted}}}\nfields: [{{name: a, label: {quoted}, hint: {quoted}, type: choice, autocomplete: {quoted}, options: [{{value: {quoted}, label: {quoted}}}]}}]\n---\n"
            ),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let pack = PackTest::new(&files);
    for (edition, output) in pack.editions() {
        for (path, page) in crate::page::pages(&output) {
            assert_eq!(page.errors, Vec::<String>::new(), "{edition}/{path}");
            for element in &page.elements {
                // A form's definition is data, which no browser runs.
                let data = element.get("type") == Some("application/json");
                let scripts = element.name == "script" && element.get("src").is_none() && !data;
                assert!(!scripts, "{edition}/{path} has a script of the author's");
                let on = element.attributes.keys().find(|name| name.starts_with("on"));
                assert_eq!(on, None, "{edition}/{path}: {element:?}");
            }
        }
        for (path, bytes) in output.files().filter(|(path, _)| path.ends_with(".js")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("</script>alert"), "{edition}/{path}");
        }
    }
}

#[test]
fn signs_that_are_no_text_stop_no_pdf_and_stand_in_no_file() {
    let text =
        "---\ntitle: \"A\\bB\\e\\x7fC\"\n---\nOne\u{b}two \u{7f}three\u{8} A\u{feff}B \u{ffff}.\n";
    let plan = "---\ntitle: Plan\nlength: 5\ndate: 2027-03-06\nstart: \"10:00\"\n\
                venue: \"Hall\\rBEGIN:VALARM\"\nsteps:\n  - {title: One, minutes: 5}\n---\n";
    let pack =
        PackTest::new(&[("content/handouts/page.md", text), ("content/workshops/plan.md", plan)]);
    let ran = pack.run(&["build"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for (path, bytes) in crate::support::tree(&pack.at("output")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let own = |c: char| matches!(c, '\n' | '\t') || (c == '\r' && path.ends_with(".ics"));
        let odd = text.chars().find(|c| (c.is_control() || *c == '\u{ffff}') && !own(*c));
        assert_eq!(odd, None, "{path}");
        assert!(!text.replace("\r\n", "").contains('\r'), "{path}");
    }
    assert!(pack.at("output/participant/handouts/page.pdf").is_file() || !cfg!(feature = "pdf"));
}
