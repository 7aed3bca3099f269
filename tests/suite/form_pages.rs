//! Forms as pages: what their script is told, who has a desk, and what the pack asks people.

use mentorpack::output::Output;
use serde_json::{Value, json};

use crate::page::Page;
use crate::support::{PackTest, packs, text};

const INTEREST: (&str, &str) = (
    "content/forms/interest.md",
    "---
title: Interest
copies: person
fields:
  - {name: full_name, label: Your name, autocomplete: name, required: true}
  - {name: story, label: Your story, type: textarea}
  - {name: phone, label: Your number, type: tel}
  - {name: again, label: Once more, type: choice, options: [yes please]}
return: {to: the scheme lead, by: 14 days}
privacy: {purpose: To reply to you, basis: Your consent, condition: Work of its own,
  recipients: The two of us, keep_for: 6 months}
---
:::tutor
Look at nobody's screen.
:::
",
);
const THOUGHTS: (&str, &str) = (
    "content/forms/thoughts.md",
    "---
title: Thoughts
anonymous: true
fields:
  - {name: sure, label: How sure?, type: scale}
  - {name: why, label: Why so?}
---
",
);
const LIST: (&str, &str) = (
    "content/forms/list.md",
    "---
title: List
copies: room
anonymous: true
fields: [{name: people, label: People, type: table, columns: [Name], rows: 3}]
---
",
);

fn pack() -> PackTest {
    PackTest::new(&[INTEREST, THOUGHTS, LIST])
}

/// The definition that stands in a page for its script.
fn rules(output: &Output, path: &str) -> Value {
    let html = text(output, path);
    let (_, rest) = html.split_once("data-rules>").expect("rules");
    let (rules, _) = rest.split_once("</script>").expect("an end");
    serde_json::from_str(rules).expect("JSON")
}

#[test]
fn the_script_is_told_the_definition_and_nothing_else() {
    let pack = PackTest::copy("good");
    let participants = &pack.editions()["participant"];
    let rules = rules(participants, "forms/everything.html");
    assert_eq!(rules["form"], json!("everything"));
    assert_eq!(rules["one_of"], json!([["phone", "email"]]));
    let fields = rules["fields"].as_array().expect("fields");
    let source = std::fs::read_to_string(packs("good").join("content/forms/everything.md"));
    assert_eq!(fields.len(), source.unwrap().matches("{name:").count());
    let years = fields.iter().find(|field| field["name"] == "years").expect("a field");
    assert_eq!(
        *years,
        json!({ "name": "years", "label": "Years as a rep", "type": "number", "required": false,
            "other": false, "min": 0, "max": 60 })
    );
}

#[test]
fn an_authors_words_cannot_end_the_definition() {
    let label = "</script><b>&amp;";
    let form =
        format!("---\ntitle: F\nanonymous: true\nfields: [{{name: a, label: '{label}'}}]\n---\n");
    let pack = PackTest::new(&[("content/forms/f.md", &form)]);
    let participants = &pack.editions()["participant"];
    assert_eq!(rules(participants, "forms/f.html")["fields"][0]["label"], json!(label));
    let page = Page::parse(text(participants, "forms/f.html"));
    assert_eq!(page.of("b").count(), 0);
}

#[test]
fn a_scale_of_more_points_than_fit_on_a_line_is_a_number_within_its_ends() {
    let form = "---\ntitle: F\nanonymous: true\nfields:\n  - {name: a, label: A, type: scale, max: 11}\n  - {name: b, label: B, type: scale, max: 12}\n---\n";
    let pack = PackTest::new(&[("content/forms/f.md", form)]);
    let participants = &pack.editions()["participant"];
    let rules = rules(participants, "forms/f.html");
    let kinds: Vec<_> = (0..2).map(|at| rules["fields"][at]["type"].clone()).collect();
    assert_eq!(kinds, ["scale", "number"]);
    assert_eq!([&rules["fields"][1]["min"], &rules["fields"][1]["max"]], [1, 12]);
    let page = Page::parse(text(participants, "forms/f.html"));
    let points = page.of("input").filter(|input| input.get("name") == Some("a")).count();
    assert_eq!(points, 11);
}

#[test]
fn no_control_for_words_has_a_name_that_could_get_into_an_address() {
    let pack = PackTest::copy("good");
    for (edition, output) in pack.editions() {
        for (path, page) in crate::page::pages(&output) {
            let forms = page.of("form").filter(|form| form.get("data-form").is_some());
            let methods: Vec<_> = forms.map(|form| form.get("method")).collect();
            if methods.is_empty() {
                continue;
            }
            assert_eq!(methods, [Some("dialog")], "{edition}/{path}: a form that goes somewhere");
            let words = ["input", "textarea"].into_iter().flat_map(|name| page.of(name));
            let words = words.filter(|control| control.get("type") != Some("radio"));
            let named: Vec<_> = words.filter(|control| control.get("name").is_some()).collect();
            assert!(named.is_empty(), "{edition}/{path}: {named:?}");
        }
    }
}

#[test]
fn forms_that_people_fill_in_for_themselves_have_a_desk_for_tutors() {
    let editions = pack().editions();
    let tutors = &editions["tutor"];
    let desk = "desk/forms_interest_desk.html";
    assert!(text(tutors, "forms/interest.html").contains(desk));
    let html = text(tutors, desk);
    assert!(html.contains("To reply to you"), "the notice stands at the desk");
    assert!(!html.contains("nobody's screen"), "what is for tutors does not");
    assert!(tutors.get("desk/forms_thoughts_desk.html").is_some(), "also where nothing is said");
    assert!(tutors.get("desk/forms_list_desk.html").is_none(), "a list has one writer");
    assert!(!text(tutors, "forms/list.html").contains("desk/"));
}

#[test]
fn participants_get_neither_desks_nor_the_page_of_what_is_asked() {
    let editions = pack().editions();
    let participants = &editions["participant"];
    let theirs = participants.files().map(|(path, _)| path);
    let desks: Vec<_> =
        theirs.filter(|path| path.starts_with("desk/") || *path == "asks.html").collect();
    assert!(desks.is_empty(), "{desks:?}");
    for (path, bytes) in participants.files().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("asks.html") && !html.contains("_desk.html"), "{path}");
    }
}

#[test]
fn tutors_see_what_each_form_asks_and_when_to_destroy_it() {
    let editions = pack().editions();
    let html = text(&editions["tutor"], "asks.html");
    let (_, form) = html.split_once("<h2 id=\"form_1\">Interest</h2>").expect("the first form");
    let (form, others) = form.split_once("</section>").expect("its end");
    let facts = [
        "To reply to you",
        "Your consent",
        "Work of its own",
        "The two of us",
        "the scheme lead",
        "Within 14 days of the workshop",
        "<strong>6 months</strong>",
    ];
    for words in facts {
        assert!(form.contains(words), "{words} is missing in {form}");
    }
    let identifies = "Yes: it says who somebody is, or how to reach them";
    let asked = [
        ("Your name", identifies),
        ("Your story", "Yes: in words of their own, which may name anybody"),
        ("Your number", identifies),
        ("Once more", "Yes: about the person who answers"),
    ];
    for (label, personal) in asked {
        let (_, row) = form.split_once(&format!("<th scope=\"row\">{label}")).expect(label);
        let (row, _) = row.split_once("</tr>").expect("a row");
        assert!(row.contains(personal), "{label}: {row}");
    }
    let (_, others) = others.split_once("Thoughts</h2>").expect("the anonymous form");
    let careful = others.find("No, unless somebody writes who they are").expect("Why so?");
    assert!(careful > others.find("How sure?").expect("the scale"));
    assert!(others.contains("It is anonymous: destroy it when it has been typed up"));
}

#[test]
fn the_page_of_what_is_asked_is_linked_where_a_tutor_begins_and_is_not_there_without_forms() {
    let editions = pack().editions();
    for page in ["index.html", "about.html", "START-HERE.html"] {
        let html = text(&editions["tutor"], page);
        assert!(html.contains("href=\"asks.html\""), "{page}");
    }
    let editions = PackTest::page("Words.").editions();
    let tutors = &editions["tutor"];
    assert!(tutors.get("asks.html").is_none());
    for page in ["index.html", "about.html", "START-HERE.html"] {
        assert!(!text(tutors, page).contains("asks.html"), "{page}");
    }
}

#[test]
fn a_page_of_an_authors_cannot_take_the_place_of_what_is_asked() {
    let pack = PackTest::new(&[("content/asks.md", "---\ntitle: Asks\n---\nWords.\n")]);
    assert_eq!(pack.journey().codes(), ["duplicate-address"]);
}
