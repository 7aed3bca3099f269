//! Who is in the register already, and what is said of it.

use super::*;

#[test]
fn the_same_person_twice_is_taken_and_pointed_out() {
    let desk = Desk::new();
    let person = |more: Value| {
        let mut all =
            json!({"full_name": "Ada Example", "branch": "North", "phone": "07700 900123"});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    desk.save("1.json", &[person(json!({"email": "ada@example.org"}))]);
    desk.save("2.json", &[json!({"full_name": "A", "email": "ADA@example.org"})]);
    desk.save("3.json", &[json!({"full_name": "B", "phone": "+44 (0)7700 900123"})]);
    desk.save("4.json", &[person(json!({"full_name": "ada  EXAMPLE", "phone": "07700 900124"}))]);
    desk.save("5.json", &[json!({"full_name": "Somebody else", "phone": "07700 900125"})]);
    let ran = desk.collate();
    assert_eq!(
        desk.register().column("check"),
        [
            "",
            "the same e-mail address as in 1.json",
            "the same telephone number as in 1.json",
            "the same name and branch as in 1.json",
            "",
        ]
    );
    assert!(ran.out.contains("3 returns may be of somebody who is in it already"), "{}", ran.out);

    // And one that comes later, against what stands there.
    desk.save("6.json", &[json!({"full_name": "C", "email": "ada@example.org", "sure": 1})]);
    desk.collate();
    assert_eq!(desk.register().cell(5, "check"), "the same e-mail address as in 1.json");
}

#[test]
fn the_same_answers_on_another_day_are_pointed_out_but_not_of_an_anonymous_form() {
    let desk = Desk::new();
    let twice = |form: &str, answers: Value| {
        for (name, day) in [("a", "2026-11-22"), ("b", "2026-11-23")] {
            let mut file = saved(form, std::slice::from_ref(&answers));
            file["saved"] = day.into();
            desk.put(&format!("{form}-{name}.json"), file.to_string());
        }
    };
    twice("wish", ada());
    twice("evaluation", json!({"after": "5", "action": "Ring my mentee"}));
    desk.collate();
    assert_eq!(
        desk.table("register-wish.csv").column("check"),
        ["", "the same e-mail address as in wish-a.json"]
    );
    assert_eq!(desk.table("register-evaluation.csv").column("check"), ["", ""]);
}

#[test]
fn equal_anonymous_returns_of_two_people_are_both_there() {
    let desk = Desk::new();
    for name in ["a.json", "b.json"] {
        desk.put(name, saved("evaluation", &[json!({"after": "5"})]).to_string());
    }
    desk.collate();
    assert_eq!(desk.register().rows.len(), 2);
}

#[test]
fn an_older_version_is_taken_when_valid_and_said() {
    let desk = Desk::new();
    for (name, version) in [("a", json!("0.9")), ("b", json!("1.0")), ("c", json!(null))] {
        let mut file = saved("wish", &[named(name)]);
        file["version"] = version;
        desk.put(&format!("{name}.json"), file.to_string());
    }
    let ran = desk.collate();
    assert_eq!(
        desk.register().column("check"),
        ["filled in on an older version, 0.9", "", "it does not say of which version it is"]
    );
    let told = "1 was filled in on another version of the form, 0.9; the pack's is 1.0";
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn nothing_that_anybody_answered_is_printed() {
    let desk = Desk::new();
    let secret = json!({"full_name": "Secretname", "branch": "Secretbranch", "secretfield": "x",
        "email": "secret@example.org", "reply": "Secretreply"});
    desk.save(
        "a.json",
        &[secret.clone(), json!({"full_name": "Secretname", "email": "secret@example.org"})],
    );
    desk.save("b.json", &[json!({"full_name": "Secretname", "email": "secret@example.org"})]);
    desk.put("c.json", saved("secretform of mine", &[secret]).to_string());
    let ran = desk.collate();
    let said = format!("{}{}", ran.out, ran.err).to_lowercase();
    assert!(!said.contains("secret"), "{said}");
    let rejects = String::from_utf8(desk.read("rejects.csv")).unwrap();
    for answer in ["Secretname", "Secretbranch", "secret@", "Secretreply", "secretform"] {
        assert!(!rejects.contains(answer), "{rejects}");
    }
}
