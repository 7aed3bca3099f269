//! Saved files that are not as they should be, and piles with other things in them.

use super::*;

#[test]
fn every_reject_has_its_reason_and_the_rest_is_taken() {
    let desk = Desk::new();
    desk.save(
        "batch.json",
        &[
            ada(),
            json!({"full_name": "Bo"}),
            json!(["a list"]),
            json!({"email": "a@example.org"}),
            json!({"full_name": "Cy", "email": "cy", "on": "2027-02-30", "sure": 6}),
            json!({"full_name": {"first": "Dee"}, "email": "d@example.org"}),
            json!({"full_name": true, "email": "d@example.org"}),
            json!({"full_name": "Eve", "email": "e@example.org", "people": [["a", "b", "c"]]}),
            json!({"full_name": "Fi", "email": "f@example.org", "../../etc/passwd": "x"}),
            json!({}),
            json!({"full_name": "G\u{0}", "email": "g@example.org"}),
            named("Zoe"),
        ],
    );
    desk.collate();
    assert_eq!(desk.register().column("full_name"), ["Ada", "Zoe"]);
    assert_eq!(
        desk.rejects(),
        [
            "batch.json 2: none of “Mobile number” and “E-mail” is filled in",
            "batch.json 3: a return should be a group of keys and is a list",
            "batch.json 4: “Your name” is not filled in",
            "batch.json 5: “E-mail” is not an e-mail address; “How sure” is not between 1 and 5; \
             “When” is not a day of the calendar",
            "batch.json 6: “Your name” holds a group of keys, which it does not take",
            "batch.json 7: “Your name” holds a yes or no, which it does not take",
            "batch.json 8: “People” has a row of more than 2 cells",
            "batch.json 9: the form has no field called “../../etc/passwd”",
            "batch.json 10: nothing is filled in",
            "batch.json 11: “Your name” holds characters that nobody types",
        ]
    );
}

#[test]
fn a_file_that_is_no_saved_form_is_rejected_as_a_whole() {
    let desk = Desk::new();
    let whole = saved("wish", &[ada()]).to_string();
    let changed = |key: &str, value: Value| {
        let mut file = saved("wish", &[ada()]);
        file[key] = value;
        file.to_string()
    };
    for (bytes, told) in [
        (Vec::new(), "empty"),
        (whole.as_bytes()[..40].to_vec(), "cut short"),
        (b"\0\0\0".to_vec(), "not a whole saved form"),
        (b"\xff\xfe{\0}\0".to_vec(), "UTF-16"),
        (b"{\"a\": \"\xc3\x28\"}".to_vec(), "not text"),
        (b"[]".to_vec(), "it is a list"),
        (b"{}".to_vec(), "does not say which form"),
        (format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)).into_bytes(), "recursion"),
        (whole.replacen("\"form\"", "\"saved\":\"x\",\"form\"", 1).into_bytes(), "twice"),
        (format!("{whole}{whole}").into_bytes(), "trailing"),
        (changed("form", json!("whish")).into_bytes(), "no form called `whish`"),
        (changed("form", json!("<script>")).into_bytes(), "a form that this pack does not have"),
        (changed("form", json!("../wish")).into_bytes(), "a form that this pack does not have"),
        (changed("form", json!(["wish"])).into_bytes(), "`form` should be text and is a list"),
        (changed("saved", json!("yesterday")).into_bytes(), "`saved` is not a day"),
        (changed("saved", json!("2026-11-22éé")).into_bytes(), "`saved` is not a day"),
        (changed("returns", json!({"a": 1})).into_bytes(), "`returns` should be a list"),
        (changed("returns", json!([])).into_bytes(), "nobody has filled in"),
    ] {
        let reason = desk.reason("a.json", &bytes);
        assert!(reason.contains(told), "{told}: {reason}");
    }
}

#[test]
fn a_mark_before_the_text_and_a_form_by_its_path_do_no_harm() {
    let desk = Desk::new();
    desk.put("a.json", format!("\u{feff}{}", saved("forms/wish", &[ada()])));
    desk.collate();
    assert_eq!(desk.register().cell(0, "form"), "wish");
}

#[test]
fn of_two_forms_of_one_name_nobody_can_tell_which_it_is() {
    let desk = Desk::new();
    desk.pack.write("content/more/wish.md", WISH.replacen("---\n", "---\nkind: form\n", 1));
    let reason = desk.reason("a.json", saved("wish", &[ada()]).to_string());
    assert!(reason.contains("two forms called `wish`"), "{reason}");
}

#[test]
fn a_file_beyond_20_mb_is_not_read() {
    let desk = Desk::new();
    let mut bytes = saved("wish", &[ada()]).to_string().into_bytes();
    bytes.resize(20_000_001, b' ');
    let reason = desk.reason("a.json", &bytes);
    assert!(reason.contains("20 MB"), "{reason}");
    bytes.truncate(20_000_000);
    desk.put("a.json", &bytes);
    desk.collate();
    assert_eq!(desk.register().rows.len(), 1);
}

#[test]
fn what_else_lies_in_a_folder_is_named_and_what_systems_leave_is_not() {
    let desk = Desk::new();
    desk.save("deep/er/ada.json", &[ada()]);
    for name in
        ["photo.JPG", "notes.docx", "all.zip", "old.csv", "Thumbs.db", ".DS_Store", "~$x.docx"]
    {
        desk.put(name, "x");
    }
    desk.collate();
    assert_eq!(desk.register().cell(0, "file"), "deep/er/ada.json");
    assert_eq!(
        desk.rejects(),
        [
            "all.zip: this is a zip",
            "notes.docx: this is neither a saved form (.json) nor a filled PDF",
            "old.csv: this is neither a saved form (.json) nor a filled PDF",
            "photo.JPG: this is a picture",
        ]
    );
}

#[test]
fn a_register_among_the_returns_is_not_taken_for_one() {
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    desk.save("bad.json", &[json!({})]);
    let output = desk.at("in/all.csv");
    let folder = desk.at("in");
    let arguments = ["collate", folder.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let first = desk.pack.run(&arguments);
    let second = desk.pack.run(&arguments);
    assert_eq!((first.status, second.status), (0, 0), "{}", second.err);
    assert!(second.out.contains("1 return taken, 1 rejected"), "{}", second.out);
    assert_eq!(desk.table("in/rejects.csv").rows.len(), 1, "it is said once");
}

#[test]
fn rejects_of_an_earlier_pile_stay_on_the_list() {
    let desk = Desk::new();
    desk.save("a.json", &[json!({})]);
    desk.collate();
    fs::remove_file(desk.at("in/a.json")).unwrap();
    desk.save("b.json", &[json!({})]);
    desk.collate();
    assert_eq!(
        desk.rejects(),
        ["a.json 1: nothing is filled in", "b.json 1: nothing is filled in"]
    );
}

#[test]
fn what_is_not_there_and_an_empty_folder_are_wrong_usage() {
    let desk = Desk::new();
    let ran = desk.run(&["in"], &[]);
    assert_eq!((ran.status, &*ran.out), (2, ""));
    assert!(ran.err.contains("nothing to collate"), "{}", ran.err);
    let ran = desk.run(&["gone.json"], &[]);
    assert_eq!((ran.status, &*ran.out), (2, ""));
    assert!(ran.err.contains("gone.json"), "{}", ran.err);
    assert_eq!(desk.pack.run(&["collate", "--output", "x.csv"]).status, 2);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.save("ada.json", &[ada()]);
    symlink(desk.at("in"), desk.at("in/loop")).unwrap();
    symlink("/etc/passwd", desk.at("in/other.json")).unwrap();
    symlink(desk.at("in/none"), desk.at("in/none")).unwrap();
    desk.collate();
    assert_eq!(desk.register().rows.len(), 1);
    let link = ": this is a link to another place";
    assert_eq!(desk.rejects(), ["loop", "none", "other.json"].map(|name| format!("{name}{link}")));
}

#[cfg(unix)]
#[test]
fn a_name_of_a_file_is_no_command_to_the_terminal() {
    let desk = Desk::new();
    desk.put("\u{1b}[2Jx.json", "{");
    let ran = desk.collate();
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}
