//! What the register comes to.

use super::*;

fn lines(desk: &Desk) -> Vec<String> {
    let table = desk.table("register-summary.csv");
    std::iter::once(&table.header).chain(&table.rows).map(|row| row.join(",")).collect()
}

#[test]
fn it_counts_by_option_and_by_branch() {
    let desk = Desk::new();
    let person = |name: &str, branch: &str, interest: &[&str], sure: u32| {
        json!({"full_name": name, "branch": branch, "email": format!("{name}@example.org"),
            "interest": interest, "sure": sure, "reply": "email"})
    };
    desk.save(
        "a.json",
        &[
            person("a", "North", &["day"], 1),
            person("b", "north ", &["day", "workshop"], 5),
            person("c", "North", &["other"], 5),
            person("d", "South", &["day"], 3),
            named("Eve"),
        ],
    );
    desk.collate();
    assert_eq!(
        lines(&desk),
        [
            "question,answer,returns,North,South",
            "Form,Wish",
            "First return,2026-11-22",
            "Newest return,2026-11-22",
            "Keep for,6 months",
            "Destroy by,2027-05-22",
            "Returns,,5,3,1",
            "Version of the form,1.0,5",
            "To check,,0",
            "I am interested in,A workshop,1,1,0",
            "I am interested in,A day,3,2,1",
            "I am interested in,Something else,1,1,0",
            "How to reply,By phone,0,0,0",
            "How to reply,By e-mail,4,3,1",
            "How sure,1: not,1,1,0",
            "How sure,2,0,0,0",
            "How sure,3,1,0,1",
            "How sure,4,0,0,0",
            "How sure,5: very,2,2,0",
        ]
    );
}

#[test]
fn a_scale_of_too_many_points_for_a_line_is_a_number_and_not_counted_by_point() {
    let desk = Desk::new();
    let form = WISH.replace("type: scale,", "type: scale, min: 0, max: 20,");
    desk.pack.write("content/forms/wish.md", &form);
    desk.save("a.json", &[json!({"full_name": "Ada", "email": "a@example.org", "sure": "13"})]);
    desk.collate();
    assert_eq!(desk.register().cell(0, "sure"), "13");
    assert!(!lines(&desk).iter().any(|line| line.starts_with("How sure")));
}

#[test]
fn it_counts_what_stands_in_the_register_and_is_made_anew() {
    let desk = Desk::new();
    desk.save("a.json", &[ada()]);
    desk.collate();
    let mut register = desk.read("register.csv");
    register.extend(b"wish,1.0,2026-11-30,by hand,Eve,South,,,,yes,,By phone\r\n");
    fs::write(desk.at("register.csv"), register).unwrap();
    desk.collate();
    let lines = lines(&desk);
    for line in [
        "Returns,,2,1,1",
        "I am interested in,A day,1,0,1",
        "How to reply,By phone,1,0,1",
        "Destroy by,2027-05-30",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line} in {lines:#?}");
    }
}

#[test]
fn the_day_to_destroy_it_by_counts_from_the_newest_return() {
    let desk = Desk::new();
    for (name, day) in [("a", "2026-08-31T10:00:00Z"), ("b", "2026-01-01")] {
        let mut file = saved("wish", &[named(name)]);
        file["saved"] = day.into();
        desk.put(&format!("{name}.json"), file.to_string());
    }
    let ran = desk.collate();
    assert!(ran.out.contains("Destroy it and the returns by 2027-02-28"), "{}", ran.out);
}

#[test]
fn words_that_give_no_day_are_said_as_they_are() {
    let desk = Desk::new();
    desk.pack.write(
        "content/forms/wish.md",
        WISH.replace("6 months", "1 month after the mentoring ends"),
    );
    desk.save("a.json", &[ada()]);
    let ran = desk.collate();
    assert!(ran.out.contains("1 month after the mentoring ends"), "{}", ran.out);
    let lines = lines(&desk);
    assert!(lines.contains(&"Keep for,1 month after the mentoring ends".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("Destroy by")), "{lines:?}");
}
