//! An edition as a SCORM 1.2 package, as platforms read it. tests/browser runs it.

use std::collections::BTreeSet;

use mentorpack::carry::scorm::package;
use roxmltree::Document;

use crate::carried::{Package, bound};
use crate::editions::{found_in, planted};
use crate::support::packs;

/// Namespaces of SCORM 1.2 (Content Aggregation Model, 2.3).
const IMSCP: &str = "http://www.imsproject.org/xsd/imscp_rootv1p1p2";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_rootv1p2";

fn good() -> std::collections::BTreeMap<String, Package> {
    bound(&packs("good"), package, false)
}

#[test]
fn the_manifest_is_first_and_names_one_sco_and_every_file() {
    for (edition, package) in good() {
        assert_eq!(package.order[0], "imsmanifest.xml");
        let manifest = Document::parse(package.text("imsmanifest.xml")).unwrap();
        let root = manifest.root_element();
        assert!(root.has_tag_name((IMSCP, "manifest")));
        let all = |name: &'static str| {
            manifest.descendants().filter(move |node| node.has_tag_name((IMSCP, name)))
        };
        let text = |name| all(name).next().and_then(|node| node.text());
        assert_eq!((text("schema"), text("schemaversion")), (Some("ADL SCORM"), Some("1.2")));
        let organizations = all("organizations").next().unwrap();
        let organization = all("organization").next().unwrap();
        assert_eq!(organizations.attribute("default"), organization.attribute("identifier"));
        let (items, resources): (Vec<_>, Vec<_>) =
            (all("item").collect(), all("resource").collect());
        assert_eq!((items.len(), resources.len()), (1, 1), "{edition}: one SCO");
        assert_eq!(items[0].attribute("identifierref"), resources[0].attribute("identifier"));
        assert_eq!(resources[0].attribute((ADLCP, "scormtype")), Some("sco"));
        let launched = resources[0].attribute("href").unwrap();
        let named: BTreeSet<_> = all("file").map(|file| file.attribute("href").unwrap()).collect();
        let held: BTreeSet<_> = package.order[1..].iter().map(String::as_str).collect();
        assert_eq!(named, held, "{edition}");
        assert!(held.contains(launched));
        // What an xs:ID may begin with.
        let id = root.attribute("identifier").unwrap();
        assert!(id.starts_with("mentorpack-") && !id.contains(' '));
    }
}

#[test]
fn every_link_leads_to_a_file_of_the_package_and_every_page_is_in_the_contents() {
    for (edition, package) in good() {
        assert_eq!(package.broken_links(".html"), Vec::<String>::new(), "{edition}");
        let player = package.text("index.html");
        for (path, text) in package.texts(".html").filter(|(path, _)| path.starts_with("pages/")) {
            assert!(player.contains(&format!("href=\"{path}\"")), "{edition} {path}");
            assert!(!text.contains("<input") && !text.contains("<form"), "{edition} {path}");
        }
    }
}

#[test]
fn two_packages_are_the_same_bytes_and_a_draft_says_so_on_every_page() {
    let (one, two) = (good(), good());
    assert!(one["tutor"].bytes == two["tutor"].bytes);
    let drafts = bound(&packs("good"), package, true);
    for (path, text) in drafts["tutor"].texts(".html").filter(|(path, _)| path.contains('/')) {
        assert!(text.contains("DRAFT: not to be handed out"), "{path}");
    }
}

#[test]
fn nothing_for_tutors_is_in_the_participants_package() {
    let (pack, words) = planted();
    let packages = bound(pack.root(), package, false);
    let files = packages["participant"].files.iter();
    let all = found_in(files.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let leaks: Vec<_> = words.0.iter().filter(|(_, word)| all.contains(word.as_str())).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}
