//! The register: its columns, its cells, and what becomes of one that is there.

use super::*;

#[test]
fn a_return_is_a_row_with_a_column_for_each_field_and_each_option() {
    let desk = Desk::new();
    desk.save(
        "ada.json",
        &[json!({
            "full_name": "Ada", "branch": "North", "phone": "07700 900123",
            "interest": ["day", "other"], "interest_other": "a film night", "reply": "phone",
            "sure": "4", "people": [["Bo", "South"], ["Cy"]], "more": "Line\nand line",
            "on": "2027-03-06"
        })],
    );
    desk.collate();
    let register = desk.register();
    let pairs: Vec<_> = register.header.iter().zip(&register.rows[0]).collect();
    let pairs: Vec<_> = pairs.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
    assert_eq!(
        pairs,
        [
            ("form", "wish"),
            ("version", "1.0"),
            ("saved", "2026-11-22"),
            ("file", "ada.json"),
            ("full_name", "Ada"),
            ("branch", "North"),
            ("phone", "07700 900123"),
            ("email", ""),
            ("interest.workshop", ""),
            ("interest.day", "yes"),
            ("interest.other", "a film night"),
            ("reply", "phone"),
            ("sure", "4"),
            ("people", "Bo | South\nCy"),
            ("more", "Line\nand line"),
            ("on", "2027-03-06"),
            ("check", ""),
        ]
    );
    assert_eq!(desk.rejects(), Vec::<String>::new());
}

#[test]
fn it_is_as_excel_likes_it() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.collate();
    let bytes = desk.read("register.csv");
    assert!(bytes.starts_with(b"\xef\xbb\xbfform,version,saved,file,full_name"));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.lines().count() == 2 && text.matches("\r\n").count() == 2, "{text}");
}

#[test]
fn a_telephone_number_keeps_its_nought() {
    let desk = Desk::new();
    let numbers = ["07700 900123", "07700900124", "0161 496 0000", "+447700900125"];
    let with = |number: &&str| json!({"full_name": "Ada", "phone": number});
    desk.save("a.json", &numbers.iter().map(with).collect::<Vec<_>>());
    desk.collate();
    assert_eq!(
        desk.register().column("phone"),
        ["07700 900123", "07700 900124", "0161 496 0000", "'+447700900125"]
    );
}

#[test]
fn no_cell_is_a_formula() {
    let desk = Desk::new();
    let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=2", "\r=3", " =4", "=HYPERLINK(\"x\")"];
    let with = |text: &&str| json!({"full_name": text, "email": "a@example.org"});
    desk.save("=a.json", &hostile.iter().map(with).collect::<Vec<_>>());
    desk.collate();
    let register = desk.register();
    assert_eq!(register.rows.len(), hostile.len());
    for cell in register.rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
}

#[test]
fn whatever_people_write_comes_back_from_the_table() {
    let desk = Desk::new();
    let long = "Tŷ Coch, \"ŵ\"; ".repeat(715).trim_end().to_owned();
    assert!(long.chars().count() > 10_000);
    let words = [
        "Llŷr Tŷ-Coch",
        "👩🏽‍🏫 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "محمد بن علي",
        "שָׁלוֹם",
        "say \"hello\", twice",
        "one\ntwo\n\nfour",
        "a;b\tc | d",
        "'quoted'",
        "x\u{a0}y",
        &long,
    ];
    let with = |text: &&str| json!({"full_name": text, "more": text, "email": "a@example.org"});
    desk.save("a.json", &words.iter().map(with).collect::<Vec<_>>());
    desk.collate();
    let register = desk.register();
    assert_eq!(register.column("full_name"), words);
    assert_eq!(register.column("more"), words);
}

#[test]
fn a_field_called_as_a_fact_has_a_column_of_its_own() {
    let desk = Desk::new();
    desk.pack.write(
        "content/forms/odd.md",
        "---\ntitle: Odd\nanonymous: true\nfields:\n  - {name: file, label: File, type: text}\n---\n",
    );
    desk.put("a.json", saved("odd", &[json!({"file": "green"})]).to_string());
    desk.collate();
    let register = desk.register();
    assert_eq!((register.cell(0, "file"), register.cell(0, "answer.file")), ("a.json", "green"));
}

#[test]
fn the_same_bytes_come_of_any_order_of_arguments() {
    let desk = Desk::new();
    for (name, person) in [("b.json", "Bo"), ("a.json", "Ada"), ("sub/c.json", "Cy")] {
        desk.save(name, &[named(person), named("Dee"), json!({"full_name": "Nobody"})]);
    }
    desk.put("e.json", "{");
    let mut seen = Vec::new();
    for handed in [
        &["in/a.json", "in/b.json", "in/sub", "in/e.json"][..],
        &["in/sub", "in/e.json", "in/b.json", "in/a.json", "in/a.json"],
    ] {
        assert_eq!(desk.run(handed, &[]).status, 0);
        let mut files = vec!["register.csv", "register-summary.csv", "rejects.csv"];
        if cfg!(feature = "pdf") {
            files.push("register-summary.pdf");
        }
        seen.push(files.iter().map(|name| desk.read(name)).collect::<Vec<_>>());
        files.iter().for_each(|name| fs::remove_file(desk.at(name)).unwrap());
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn the_same_file_twice_and_a_copy_of_it_are_one() {
    let desk = Desk::new();
    for name in ["ada.json", "ada (1).json"] {
        desk.save(name, &[ada()]);
    }
    let ran = desk.run(&["in", "in/ada.json"], &[]);
    assert!(ran.out.contains("1 file was a copy of another"), "{}", ran.out);
    assert_eq!(desk.register().rows.len(), 1);
}

#[test]
fn what_is_collated_again_is_not_there_twice() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada(), named("Bo")]);
    desk.put(
        "e.json",
        saved("evaluation", &[json!({"after": 4}), json!({"after": 4})]).to_string(),
    );
    desk.collate();
    let before = ["register-wish.csv", "register-evaluation.csv"].map(|name| desk.read(name));
    let ran = desk.collate();
    assert!(ran.out.contains("0 new, 2 there already, 2 in all"), "{}", ran.out);
    assert_eq!(
        ["register-wish.csv", "register-evaluation.csv"].map(|name| desk.read(name)),
        before
    );
    assert_eq!(desk.table("register-evaluation.csv").rows.len(), 2);
}

#[test]
fn a_register_by_hand_stays_as_it_is_and_grows() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.collate();
    // As an officer leaves it: a column of their own, a row typed in, another order of quotes.
    let text = String::from_utf8(desk.read("register.csv")).unwrap();
    let text = text.replacen(",check\r\n", ",check,Called back\r\n", 1);
    let text = text.trim_end().to_owned() + ",\"yes, on Monday\"\r\n,,,typed in,\"Eve\" ,North\r\n";
    fs::write(desk.at("register.csv"), &text).unwrap();
    desk.save("bo.json", &[named("Bo")]);
    desk.collate();
    let after = String::from_utf8(desk.read("register.csv")).unwrap();
    assert!(after.starts_with(&text), "{after}");
    let register = desk.register();
    assert_eq!(register.rows.len(), 3);
    assert_eq!(register.cell(2, "full_name"), "Bo");
    assert_eq!(register.column("Called back"), ["yes, on Monday", "", ""]);
}

#[test]
fn a_register_that_excel_saved_is_known_again() {
    let desk = Desk::new();
    desk.save(
        "ada.json",
        &[json!({"full_name": "Ada", "email": "a@example.org", "on": "2027-03-06"})],
    );
    desk.collate();
    let text = String::from_utf8(desk.read("register.csv")).unwrap();
    let excel = text.replace("2026-11-22", "22/11/2026").replace("2027-03-06", "06/03/2027");
    let excel = excel.replace(",1.0,", ",1,");
    assert_ne!(text, excel);
    fs::write(desk.at("register.csv"), &excel).unwrap();
    let ran = desk.collate();
    assert!(ran.out.contains("0 new, 1 there already"), "{}", ran.out);
    assert!(ran.out.contains("2027-05-22"), "the day it was saved is read: {}", ran.out);
    assert_eq!(desk.read("register.csv"), excel.as_bytes());
}

#[test]
fn a_file_that_is_no_register_of_the_form_is_left_alone() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    for (standing, told) in [
        (&b"name,branch\r\nAda,North\r\n"[..], "no column `form`"),
        (b"na\xffme\r\n\xff\r\n", "not UTF-8"),
        (b"", "no column `form`"),
    ] {
        fs::write(desk.at("register.csv"), standing).unwrap();
        let ran = desk.run(&["in"], &[]);
        assert_eq!((ran.status, &*ran.out), (2, ""));
        assert!(ran.err.contains(told) && ran.err.contains("--output"), "{}", ran.err);
        assert_eq!(desk.read("register.csv"), standing);
        assert!(!desk.at("register-summary.csv").exists());
    }
    fs::remove_file(desk.at("register.csv")).unwrap();
    fs::write(desk.at("register-summary.csv"), "my own").unwrap();
    let ran = desk.run(&["in"], &[]);
    assert_eq!(ran.status, 2);
    assert_eq!(desk.read("register-summary.csv"), b"my own");
    assert!(!desk.at("register.csv").exists());
}

#[test]
fn it_is_never_written_into_the_pack() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    let before = desk.pack.tree("");
    let file = desk.at("in/ada.json");
    for place in ["register.csv", "output/register.csv", "content/../new/register.csv"] {
        let ran = desk.pack.run(&["collate", file.to_str().unwrap(), "--output", place]);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{place}");
        assert!(ran.err.contains("choose another folder"), "{}", ran.err);
    }
    assert_eq!(desk.pack.tree(""), before);
}

#[test]
fn a_register_has_a_name_that_opens_in_a_spreadsheet() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    for name in ["register", "register.xlsx", "rejects.csv", "."] {
        let output = desk.at(name);
        let file = desk.at("in/ada.json");
        let arguments = ["collate", file.to_str().unwrap(), "--output", output.to_str().unwrap()];
        let ran = desk.pack.run(&arguments);
        assert_eq!((ran.status, &*ran.out), (2, ""), "{name}");
        assert!(ran.err.contains("register.csv"), "{}", ran.err);
    }
}

#[test]
fn several_forms_in_a_pile_have_a_register_each() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.put("e.json", saved("evaluation", &[json!({"after": "4"})]).to_string());
    let ran = desk.collate();
    assert!(ran.out.contains("2 forms, and so as many registers: evaluation, wish"), "{}", ran.out);
    assert_eq!(desk.table("register-wish.csv").rows.len(), 1);
    assert_eq!(desk.table("register-evaluation.csv").rows.len(), 1);
    assert!(!desk.at("register.csv").exists());

    // The next pile has only one of them.
    fs::remove_file(desk.at("in/e.json")).unwrap();
    desk.save("bo.json", &[named("Bo")]);
    desk.collate();
    assert_eq!(desk.table("register-wish.csv").rows.len(), 2);
    assert!(!desk.at("register.csv").exists());
}

#[test]
fn a_register_begun_alone_is_gone_on_with_when_another_form_comes() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.collate();
    desk.save("bo.json", &[named("Bo")]);
    desk.put("e.json", saved("evaluation", &[json!({"after": "4"})]).to_string());
    desk.collate();
    assert_eq!(desk.register().rows.len(), 2);
    assert_eq!(desk.table("register-evaluation.csv").rows.len(), 1);
    assert!(!desk.at("register-wish.csv").exists());
}

#[test]
fn only_the_form_asked_for_is_taken() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.put("e.json", saved("evaluation", &[json!({"after": "4"})]).to_string());
    let ran = desk.run(&["in"], &["--form", "wish"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(desk.register().rows.len(), 1);
    assert_eq!(
        desk.rejects(),
        ["e.json: it is of the form `evaluation`, and only `wish` was asked for"]
    );
    let ran = desk.run(&["in"], &["--form", "wihs"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("did you mean `wish`?"), "{}", ran.err);
}

#[test]
fn a_mistake_elsewhere_in_the_pack_keeps_nobody_from_their_returns() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.pack.write("content/guides/page.md", "---\ntitle: Page\n---\n[gone](gone.md)\n");
    desk.pack.write("content/guides/other.md", "no front matter");
    desk.pack.write("content/guides/third.md", "---\ntitle: T\nnonsense: 1\n---\n");
    let ran = desk.run(&["in"], &[]);
    assert!(ran.status == 0 || ran.err.contains("other.md"), "{}", ran.err);
    fs::remove_file(desk.pack.at("content/guides/other.md")).unwrap();
    desk.collate();
    desk.pack.write("content/forms/wish.md", WISH.replace("type: tel", "type: tell"));
    let ran = desk.run(&["in"], &[]);
    assert_eq!((ran.status, &*ran.out), (1, ""));
    assert!(ran.err.contains("content/forms/wish.md") && ran.err.contains("Nothing was collated"));
}
