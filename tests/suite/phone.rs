//! The phone page: the whole edition as one file, which loads nothing and leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mentorpack::carry::Finished;
use mentorpack::carry::phone::{self, Note, Phone};
use mentorpack::diagnostic::Diagnostics;
use mentorpack::journey::look;
use mentorpack::render::{Occasion, render};
use mentorpack::yaml::Date;

use crate::editions::{found_in, planted};
use crate::page::{Page, decoded};
use crate::support::{PackTest, packs, shipped};

const ROOM: u64 = 8_000_000;

/// The phone page of each edition of the pack at `root`.
fn phones(root: &Path, draft: bool, budget: u64) -> BTreeMap<String, Phone> {
    let date = Date::parse("2026-11-01");
    let occasion = Occasion { draft, ..Occasion::from(date) };
    let looked = look(root, &[], date).unwrap();
    let (pack, theme) = (looked.pack.expect("no errors"), looked.theme.expect("a theme"));
    let phones = looked.editions.iter().map(|edition| {
        let cut = pack.edition(edition);
        let mut d = Diagnostics::default();
        let output = render(&mut d, &cut, &theme, occasion, None).unwrap().expect("templates work");
        let phone = phone::page(
            Finished { edition: &cut, theme: &theme, output: &output, occasion },
            budget,
        );
        (edition.name.clone(), phone.unwrap_or_else(|wrong| panic!("{wrong:?}")))
    });
    phones.collect()
}

/// The phone pages of the shipped pack and of the small pack of everything.
fn all() -> Vec<(String, Phone)> {
    let named = |pack: &'static str, root: &Path| {
        phones(root, false, ROOM).into_iter().map(move |(name, it)| (format!("{pack} {name}"), it))
    };
    named("good", &packs("good")).chain(named("shipped", shipped())).collect()
}

/// Asserts that `wrong` finds nothing on any of them.
fn each(wrong: impl Fn(&Page) -> Vec<String>) {
    let phones = all();
    assert!(phones.len() >= 4, "{}", phones.len());
    let found = phones.iter().flat_map(|(name, phone)| {
        let wrong = wrong(&Page::parse(&phone.html)).into_iter();
        wrong.map(move |wrong| format!("{name}: {wrong}"))
    });
    let found: Vec<_> = found.collect();
    assert!(found.is_empty(), "{found:#?}");
}

fn phone(pack: &PackTest, edition: &str) -> Phone {
    phones(pack.root(), false, ROOM).remove(edition).expect("an edition")
}

#[test]
fn it_parses_without_errors_and_no_id_is_given_twice() {
    each(|page| {
        let mut wrong = page.errors.clone();
        let mut seen = BTreeSet::new();
        wrong.extend(page.ids().into_iter().filter(|id| !seen.insert(*id)).map(str::to_owned));
        wrong
    });
}

#[test]
fn it_loads_nothing_and_leads_to_nothing_beside_itself() {
    each(|page| {
        let ids: BTreeSet<&str> = page.ids().into_iter().collect();
        let addresses = page.addresses();
        assert!(addresses.iter().filter(|to| to.starts_with('#')).count() > 20, "{addresses:?}");
        let lost = |to: &&str| match to.strip_prefix('#') {
            Some(place) => !ids.contains(&*decoded(place)),
            None => !["https://", "http://", "mailto:", "tel:", "data:image/"]
                .iter()
                .any(|scheme| to.starts_with(scheme)),
        };
        let styles = page.of("link").map(|link| format!("{link:?}"));
        addresses.into_iter().filter(lost).map(str::to_owned).chain(styles).collect()
    });
}

#[test]
fn what_refers_to_an_id_finds_it() {
    const NAMES: [&str; 6] =
        ["aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "list"];
    each(|page| {
        let ids: BTreeSet<&str> = page.ids().into_iter().collect();
        let named = page.elements.iter().flat_map(|element| {
            NAMES.iter().filter_map(|name| element.get(name)).flat_map(str::split_whitespace)
        });
        named.filter(|id| !ids.contains(id)).map(str::to_owned).collect()
    });
}

#[test]
fn it_has_one_title_and_its_headings_leave_no_level_out() {
    each(|page| {
        let levels = page.levels();
        let titles = levels.iter().filter(|level| **level == 1).count();
        let steps = levels.windows(2).filter(|pair| pair[1] > pair[0] + 1);
        let mut wrong: Vec<_> = steps.map(|pair| format!("{pair:?}")).collect();
        if titles != 1 || levels.first() != Some(&1) {
            wrong.push(format!("{titles} titles"));
        }
        wrong
    });
}

#[test]
fn every_module_stands_in_it_once_and_its_contents_list_leads_there() {
    let looked = look(&packs("good"), &[], None).unwrap();
    let pack = looked.pack.unwrap();
    let phones = phones(&packs("good"), false, ROOM);
    for edition in &looked.editions {
        let cut = pack.edition(edition);
        let page = Page::parse(&phones[&edition.name].html);
        let articles: Vec<_> = page.of("article").filter_map(|it| it.get("id")).collect();
        let links: Vec<_> = page.of("a").filter_map(|it| it.get("href")).collect();
        for entry in cut.entries() {
            let address = entry.address.as_str();
            assert_eq!(articles.iter().filter(|id| **id == address).count(), 1, "{address}");
            assert!(links.contains(&&*format!("#{address}")), "{address}");
        }
        for made in ["index.html", "glossary.html", "about.html"] {
            assert!(articles.contains(&made), "{made}");
        }
        assert_eq!(links.iter().filter(|to| **to == "#phone_contents").count(), articles.len());
    }
}

#[test]
fn it_says_version_dates_owner_and_licence_once() {
    let phone = &phones(&packs("good"), false, ROOM)["participant"];
    let (_, foot) = phone.html.split_once("<footer").unwrap();
    let words = ["Version 2.1", "1 November 2026", "1 November 2027", "CC BY-SA 4.0"];
    for words in words.iter().chain(&["Regional Education Officer", "England, Wales and Scotland"])
    {
        assert!(foot.contains(words), "{words}");
    }
    assert_eq!(phone.html.matches("<footer").count(), 1);
    assert!(!phone.html.contains("DRAFT"));
}

#[test]
fn a_page_of_another_owner_or_review_says_so_itself() {
    let pack = PackTest::new(&[(
        "content/guides/page.md",
        "---\ntitle: Page\nowner: The data lead\nreviewed: 2026-03-02\n---\nText.\n",
    )]);
    let html = phone(&pack, "participant").html;
    let (_, page) = html.split_once("id=\"guides/page.html\"").unwrap();
    let (page, _) = page.split_once("</article>").unwrap();
    assert!(page.contains("2 March 2026") && page.contains("The data lead"), "{page}");
}

#[test]
fn a_draft_is_stamped_on_the_screen_in_the_title_and_on_paper() {
    let html = &phones(&packs("good"), true, ROOM)["participant"].html;
    let (head, body) = html.split_once("<body").unwrap();
    assert!(head.split_once("<title>").unwrap().1.starts_with("Draft:"));
    assert!(head.contains("@top-left { content: \"DRAFT"));
    assert!(body.contains("<strong>DRAFT</strong> This is not finished."));
}

#[test]
fn a_tutors_page_says_that_it_is_one() {
    let phones = phones(&packs("good"), false, ROOM);
    let flags = |name: &str| phones[name].html.matches("class=\"edition-flag\"").count();
    assert_eq!((flags("participant"), flags("tutor")), (0, 2));
}

#[test]
fn nothing_for_tutors_is_in_the_participants_phone_page() {
    let (pack, words) = planted();
    let phones = phones(pack.root(), false, ROOM);
    let everything = |name: &str| {
        let mut text = phones[name].html.clone();
        // What stands in it as data.
        for data in phones[name].html.split(";base64,").skip(1) {
            let data = data.split(['"', ')']).next().unwrap();
            let bytes = BASE64_STANDARD.decode(data).expect("base64");
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
        found_in([("phone.html", text.as_bytes())].into_iter())
    };
    let (participant, tutor) = (everything("participant"), everything("tutor"));
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| participant.contains(&**word)).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
    let told = words.0.values().filter(|word| tutor.contains(&***word)).count();
    assert!(told > 60, "the tutors' page holds only {told} of the words");
}

#[test]
fn links_between_pages_become_places_and_files_in_the_folder_become_words() {
    let text = "[There](other.md#a-heading), [on the web](https://example.org/a), \
        [A list](list.csv), [Here](#mine).\n\n## Mine\n";
    let pack = PackTest::new(&[
        ("content/guides/page.md", &format!("---\ntitle: Page\n---\n{text}")),
        ("content/guides/other.md", "---\ntitle: Other\n---\n## A heading\n\nText.\n"),
    ]);
    pack.write("content/guides/list.csv", "a,b\n");
    let html = phone(&pack, "participant").html;
    for part in [
        "<a href=\"#guides/other.html.a-heading\">There</a>",
        "<a href=\"https://example.org/a\">on the web</a>",
        "<span class=\"phone-file\">A list (in the folder, not in this file)</span>",
        "<a href=\"#guides/page.html.mine\">Here</a>",
        "<h3 id=\"guides/page.html.mine\">",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

/// A pack of two pictures that no encoder makes much smaller, and a drawing.
fn illustrated() -> PackTest {
    let pack = PackTest::new(&[
        (
            "content/guides/page.md",
            "---\ntitle: Page\n---\n![The hall](hall.png)\n\n![A line](line.svg)\n",
        ),
        (
            "content/guides/other.md",
            "---\ntitle: Other\n---\n![The hall](hall.png) and\n\n![The door](door.png)\n",
        ),
    ]);
    let noise = |width: u32, height: u32| {
        let mut state = width;
        let picture = image::RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = state.to_be_bytes();
            image::Rgb([a, b, c])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    pack.write("content/guides/hall.png", noise(1300, 300));
    pack.write("content/guides/door.png", noise(700, 200));
    pack.write(
        "content/guides/line.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>",
    );
    pack
}

#[test]
fn pictures_stand_in_it_as_data() {
    let phone = phone(&illustrated(), "participant");
    assert_eq!(phone.notes, []);
    assert_eq!(phone.html.matches("src=\"data:image/png;base64,").count(), 3);
    assert_eq!(phone.html.matches("src=\"data:image/svg+xml;base64,").count(), 1);
}

#[test]
fn the_budget_is_obeyed_and_what_it_cost_is_told() {
    let pack = illustrated();
    let whole = phone(&pack, "participant").html.len() as u64;
    let page = |budget| phones(pack.root(), false, budget).remove("participant").unwrap();

    let budget = whole * 2 / 3;
    let shrunk = page(budget);
    assert!(shrunk.html.len() as u64 <= budget, "{} of {budget}", shrunk.html.len());
    let [Note::Shrunk { picture, pages, before, after }] = &shrunk.notes[..] else {
        panic!("{:?}", shrunk.notes)
    };
    assert_eq!(picture, "guides/hall.png");
    assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), 2, "{pages:?}");
    assert!(after < before, "{after} of {before}");

    let bare = whole - phone_pictures(&phone(&pack, "participant").html);
    let left_out = page(bare + 2_000);
    assert!(left_out.html.len() as u64 <= bare + 2_000, "{}", left_out.html.len());
    let left: Vec<_> = left_out.notes.iter().map(ToString::to_string).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(left.iter().all(|note| note.contains("was left out")), "{left:?}");
    assert!(left_out.html.contains("Picture left out to keep this file small: The hall"));
    assert!(left_out.html.contains("data:image/svg+xml"));

    let too_large = page(1_000);
    let last = too_large.notes.last().unwrap();
    let bytes = too_large.html.len() as u64;
    assert_eq!(*last, Note::TooLarge { bytes, budget: 1_000 });
}

/// How much of a page is pictures.
fn phone_pictures(html: &str) -> u64 {
    let data = html.split("src=\"data:").skip(1).map(|data| data.split('"').next().unwrap().len());
    data.sum::<usize>() as u64
}

#[test]
fn a_theme_keeps_what_is_for_the_site_alone_off_it() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\n## One\n\nText.\n\n## Two\n\nText.\n"),
        ("content/guides/second.md", "---\ntitle: Second\n---\nText.\n"),
        ("pack.yaml", "title: A pack\ntheme: own\nreviewed: 2026-11-01\n"),
        ("themes/own/theme.yaml", "name: own\nextends: default\n"),
        (
            "themes/own/templates/guide.html",
            "{% extends \"builtin/guide.html\" %}{% block sources %}<p data-site-only>Only there</p>\
             <p>Everywhere</p>{% endblock sources %}",
        ),
    ]);
    let html = phone(&pack, "participant").html;
    assert!(html.contains("<p>Everywhere</p>"));
    for absent in ["Only there", "class=\"next-panel\"", "data-contents", "class=\"heading-link\""]
    {
        let (_, body) = html.split_once("<main").unwrap();
        assert!(!body.split("<script>").next().unwrap().contains(absent), "{absent}");
    }
}

#[test]
fn a_link_to_a_picture_names_what_lies_in_the_folder() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\nSee [the line](line.svg).\n"),
        ("content/guides/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    let html = phone(&pack, "participant").html;
    assert!(html.contains("See <span class=\"phone-file\">the line ("), "{html}");
    assert!(!html.contains("phone-picture:"));
}

#[test]
fn what_a_theme_marks_as_one_of_several_opens_at_its_heading() {
    let pack = PackTest::new(&[
        ("content/guides/page.md", "---\ntitle: Page\n---\nText.\n"),
        ("pack.yaml", "title: A pack\ntheme: own\nreviewed: 2026-11-01\n"),
        ("themes/own/theme.yaml", "name: own\nextends: default\n"),
        (
            "themes/own/templates/guide.html",
            "{% extends \"builtin/guide.html\" %}{% block sources %}\
             <div data-fold><p>Before</p><h3 id=\"more\">More</h3><p>Text</p></div>\
             <div data-fold><p>Without a heading</p></div>{% endblock sources %}",
        ),
    ]);
    let html = phone(&pack, "participant").html;
    let folded = "<details><summary><h4 id=\"guides/page.html.more\">More</h4></summary>\
                  <p>Before</p><p>Text</p></details>";
    assert!(html.contains(folded));
    assert!(html.contains("<div><p>Without a heading</p></div>"));
}

#[test]
fn the_same_pack_gives_the_same_page() {
    let once = phones(&packs("good"), false, 400_000);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = pool.install(|| phones(&packs("good"), false, 400_000));
    assert_eq!(once, again);
}
