//! Every page of the small pack of everything and of the shipped pack, as a browser reads it.

use std::collections::{BTreeMap, BTreeSet};

use mentorpack::output::Output;

use crate::page::{Page, lost, pages};
use crate::support::{PackTest, journey, shipped, text, tree};

/// Every edition of both packs, by a name for messages.
fn editions() -> BTreeMap<String, Output> {
    let shipped = journey(shipped());
    assert!(!shipped.failed(), "{}", shipped.report());
    let named = |pack: &'static str, editions: BTreeMap<String, Output>| {
        editions.into_iter().map(move |(name, output)| (format!("{pack}/{name}"), output))
    };
    named("shipped", shipped.editions)
        .chain(named("good", PackTest::copy("good").editions()))
        .collect()
}

/// Asserts of every page of every edition that `wrong` finds nothing.
fn each_page(wrong: impl Fn(&str, &Page) -> Vec<String>) {
    let mut found = Vec::new();
    for (edition, output) in editions() {
        let pages = pages(&output);
        assert!(pages.len() > 10, "{edition} has {} pages", pages.len());
        for (path, page) in pages {
            let wrong = wrong(path, &page).into_iter();
            found.extend(wrong.map(|wrong| format!("{edition}/{path}: {wrong}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_page_parses_without_errors() {
    each_page(|_, page| page.errors.clone());
}

#[test]
fn a_page_with_an_error_would_be_noticed() {
    for wrong in ["<p>no doctype", "<!DOCTYPE html><p><div></p></div>", "<!DOCTYPE html><a b b>"] {
        assert!(!Page::parse(wrong).errors.is_empty(), "{wrong}");
    }
    let right =
        "<!DOCTYPE html><html lang=en><head><title>x</title></head><body><p>x</body></html>";
    assert_eq!(Page::parse(right).errors, Vec::<String>::new());
}

#[test]
fn every_id_is_given_once() {
    each_page(|_, page| {
        let mut seen = BTreeSet::new();
        let twice = page.ids().into_iter().filter(|id| !seen.insert(*id));
        twice.map(|id| format!("the id {id} is given twice")).collect()
    });
}

#[test]
fn what_refers_to_an_id_finds_it() {
    const NAMES: [&str; 6] =
        ["aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "list"];
    each_page(|_, page| {
        let ids: BTreeSet<&str> = page.ids().into_iter().collect();
        let named = page.elements.iter().flat_map(|element| {
            NAMES.iter().filter_map(|name| element.get(name)).flat_map(str::split_whitespace)
        });
        named.filter(|id| !ids.contains(id)).map(|id| format!("no element is {id}")).collect()
    });
}

#[test]
fn every_page_has_one_title_and_leaves_no_level_of_heading_out() {
    each_page(|_, page| {
        let levels = page.levels();
        let mut wrong = Vec::new();
        if levels.iter().filter(|level| **level == 1).count() != 1 {
            wrong.push(format!("its headings are {levels:?}"));
        }
        let skipped = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        // What stands before the title is navigation.
        if skipped {
            wrong.push(format!("a level is left out: {levels:?}"));
        }
        wrong
    });
}

#[test]
fn every_address_is_relative_and_leads_to_a_file_and_every_fragment_to_an_element() {
    for (edition, output) in editions() {
        assert_eq!(lost(&output), Vec::<String>::new(), "{edition}");
    }
}

#[test]
fn nothing_is_loaded_from_the_web_and_no_script_is_a_module() {
    const LOADED: [&str; 7] =
        ["src", "srcset", "data-index", "poster", "data", "action", "background"];
    each_page(|_, page| {
        let mut wrong = Vec::new();
        for element in &page.elements {
            let links = matches!(&*element.name, "link" | "use" | "image");
            let loaded = LOADED.iter().filter_map(|name| element.get(name));
            let loaded = loaded.chain(element.get("href").filter(|_| links));
            for address in loaded {
                if address.contains(':') || address.starts_with('/') {
                    wrong.push(format!("<{}> loads {address}", element.name));
                }
            }
            if element.name == "script" && element.get("type").is_some_and(|kind| kind == "module")
            {
                wrong.push("a script is a module".to_owned());
            }
            if element.name == "base" {
                wrong.push("<base> changes what addresses mean".to_owned());
            }
            wrong.extend(
                element
                    .attributes
                    .iter()
                    .filter(|(name, _)| name.starts_with("on"))
                    .map(|(name, _)| format!("<{}> has a script in {name}", element.name)),
            );
        }
        wrong
    });
}

#[test]
fn styles_load_nothing_from_elsewhere() {
    for (edition, output) in editions() {
        for (path, bytes) in output.files().filter(|(path, _)| path.ends_with(".css")) {
            let style = String::from_utf8_lossy(bytes);
            assert!(!style.contains("@import") && !style.contains("//"), "{edition}/{path}");
            for (at, _) in style.match_indices("url(") {
                let address = style[at + 4..].trim_start_matches(['"', '\'']);
                assert!(
                    address.starts_with("data:") || address.starts_with('#'),
                    "{edition}/{path}"
                );
            }
        }
    }
}

#[test]
fn every_page_says_its_language_and_has_a_title_of_its_own() {
    each_page(|_, page| {
        let language = page.of("html").next().and_then(|html| html.get("lang"));
        let mut wrong = Vec::new();
        if language != Some("en-GB") {
            wrong.push(format!("its language is {language:?}"));
        }
        if page.of("title").count() < 1 {
            wrong.push("it has no title".to_owned());
        }
        wrong
    });
}

#[test]
fn every_page_shows_the_version_and_the_date_of_its_review() {
    let mut wrong = Vec::new();
    for (edition, output) in editions() {
        let version = if edition.starts_with("good") { "2.1" } else { "1.0" };
        for (path, _) in output.files().filter(|(path, _)| path.ends_with(".html")) {
            let html = text(&output, path);
            let foot = &html[html.find("<footer").unwrap()..];
            if !foot.contains(&format!("Version {version}")) || !foot.contains(" 2026</li>") {
                wrong.push(format!("{edition}/{path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_picture_has_a_text_alternative_and_every_control_a_label() {
    each_page(|_, page| {
        let labelled: BTreeSet<&str> =
            page.of("label").filter_map(|label| label.get("for")).collect();
        let mut wrong = Vec::new();
        for element in &page.elements {
            let named =
                element.get("aria-label").is_some() || element.get("aria-labelledby").is_some();
            let label = element.get("id").is_some_and(|id| labelled.contains(id));
            match &*element.name {
                "img" if element.get("alt").is_none() => wrong.push("a picture has no alt".into()),
                "input" | "select" | "textarea" if !named && !label => {
                    wrong.push(format!("{:?} has no label", element.attributes));
                }
                _ => {}
            }
        }
        wrong
    });
}

#[test]
fn every_page_can_be_reached_from_the_front_page_without_scripts() {
    for (edition, output) in editions() {
        let pages = pages(&output);
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut open = vec!["index.html".to_owned()];
        while let Some(path) = open.pop() {
            for link in pages[&*path].of("a").filter_map(|link| link.get("href")) {
                let address = link.split('#').next().unwrap_or_default();
                if let Some(target) = crate::page::follow(&path, address)
                    && pages.contains_key(&*target)
                    && reached.insert(target.clone())
                {
                    open.push(target);
                }
            }
        }
        let lost: Vec<_> = pages
            .keys()
            .filter(|path| !reached.contains(**path) && **path != "START-HERE.html")
            .collect();
        assert!(lost.is_empty(), "{edition}: {lost:?}");
    }
}

#[test]
fn a_page_of_a_large_section_lists_its_neighbours_only() {
    let pack = PackTest::new(&[]);
    for at in 0..120 {
        let page = format!("---\ntitle: Page {at}\norder: {at}\n---\n");
        pack.write(&format!("content/guides/page-{at}.md"), page);
    }
    let output = &pack.editions()["participant"];
    let links = |at: usize| {
        let page = Page::parse(text(output, &format!("guides/page-{at}.html")));
        page.of("a").filter(|link| link.get("href").is_some_and(|to| to.contains("page-"))).count()
    };
    assert!((20..=30).contains(&links(60)), "{}", links(60));
    assert!((10..=20).contains(&links(0)), "{}", links(0));
    assert_eq!(lost(output), Vec::<String>::new());
}

#[test]
fn headings_for_flip_charts_are_on_their_handouts_page_in_every_theme() {
    for theme in ["default", "north-west"] {
        let pack = PackTest::new(&[
            ("pack.yaml", &format!("title: A pack\nreviewed: 2026-11-01\ntheme: {theme}\n")),
            (
                "content/handouts/heads.md",
                "---\ntitle: Heads\nposters: [{heading: Our case, below: [One, Two], per: group}]\n---\n",
            ),
        ]);
        for (path, bytes) in tree(&shipped().join("themes/north-west")) {
            pack.write(&format!("themes/north-west/{path}"), bytes);
        }
        for output in pack.editions().values() {
            let html = text(output, "handouts/heads.html");
            let row = "<th scope=\"row\">Our case</th><td data-label=\"Add below\">One<br>Two</td>\
                       <td data-label=\"For\">each group</td>";
            assert!(html.contains(row), "{theme}: {html}");
        }
    }
}

#[test]
fn titles_and_terms_stand_by_the_alphabet_whatever_their_accents_and_capitals() {
    let pack = PackTest::new(&[]);
    let words = ["ŵyau", "zebra", "Élan", "apple", "elk", "Banana"];
    let term = |word: &&str| format!("- {{term: {word}, definition: A word}}\n");
    pack.write("content/glossary.yaml", words.iter().map(term).collect::<String>());
    for (at, word) in words.iter().enumerate() {
        let text = format!("---\ntitle: {word}\ntags: [letters]\n---\n");
        pack.write(&format!("content/guides/page-{at}.md"), text);
    }
    let output = &pack.editions()["participant"];
    for page in ["guides/index.html", "glossary.html", "topics.html"] {
        let main = text(output, page).split("<main").nth(1).unwrap().to_owned();
        let mut found: Vec<_> = ["apple", "Banana", "Élan", "elk", "ŵyau", "zebra"]
            .map(|word| main.to_lowercase().find(&format!(">{}<", word.to_lowercase())))
            .into_iter()
            .collect();
        assert!(found.iter().all(Option::is_some), "{page}: {found:?}\n{main}");
        let as_they_stand = found.clone();
        found.sort();
        assert_eq!(found, as_they_stand, "{page}");
    }
}
