//! The pack of `tests/packs/good`, which uses every feature: it has nothing to mend, and the main
//! region of its pages is as somebody has looked at and approved.

use crate::page::lost;
use crate::support::{PackTest, text};

/// What stands between `<main>` and `</main>`.
fn main_region(html: &str) -> &str {
    let from = html.find("<main").expect("a page has a main region");
    let to = html.find("</main>").expect("it ends") + "</main>".len();
    &html[from..to]
}

/// A snapshot of the main region of each of these pages.
fn look(edition: &str, pages: &[(&str, &str)]) {
    let editions = PackTest::copy("good").editions();
    for (name, path) in pages {
        let main = main_region(text(&editions[edition], path));
        insta::assert_snapshot!(format!("{edition}__{name}"), main);
    }
}

#[test]
fn it_has_nothing_to_mend() {
    assert_eq!(PackTest::copy("good").report(), "");
}

#[test]
fn each_kind_has_its_own_page_for_participants() {
    look(
        "participant",
        &[
            ("model", "models/grow.html"),
            ("model_from_notepad", "models/our-way.html"),
            ("boundary", "boundaries/boundaries.html"),
            ("workshop", "workshops/plan.html"),
            ("workshop_of_sessions", "workshops/course.html"),
            ("scenario", "scenarios/new-stewards.html"),
            ("handout", "handouts/role-card.html"),
            ("handout_with_posters", "handouts/flip-charts.html"),
            ("form", "forms/everything.html"),
            ("form_anonymous", "forms/what-you-thought.html"),
            ("guide", "guides/everything.html"),
        ],
    );
}

#[test]
fn tutors_see_what_is_theirs() {
    look(
        "tutor",
        &[
            ("workshop", "workshops/plan.html"),
            ("scenario", "scenarios/new-stewards.html"),
            ("guide", "guides/everything.html"),
            ("front", "index.html"),
        ],
    );
}

#[test]
fn pages_that_mentorpack_makes_are_as_they_should_be() {
    look(
        "participant",
        &[
            ("front", "index.html"),
            ("section", "models/index.html"),
            ("topics", "topics.html"),
            ("glossary", "glossary.html"),
            ("about", "about.html"),
        ],
    );
}

#[test]
fn every_link_of_every_edition_leads_somewhere_in_it() {
    for (name, output) in PackTest::copy("good").editions() {
        assert_eq!(lost(&output), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_file_of_the_pack_has_its_address() {
    let editions = PackTest::copy("good").editions();
    let paths: Vec<&str> = editions["participant"]
        .files()
        .map(|(path, _)| path)
        .filter(|path| !path.starts_with("assets/"))
        .collect();
    insta::assert_snapshot!(paths.join("\n"));
}
