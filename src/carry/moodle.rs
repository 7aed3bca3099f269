//! An edition as a zip that Moodle's Book takes by "Import chapter", type "Each HTML file
//! represents one chapter".
//!
//! Moodle (`mod/book/tool/importhtml/locallib.php`) takes the HTML files at the top of the zip in
//! the order of their names; one that ends in `_sub.html` becomes a subchapter; `<title>` is its
//! title and stands over the text. Pictures and links are found by `src="..."` and `href="..."` as
//! they are written, with no decoding, so every name is plain ASCII. Only newer versions look for a
//! chapter before the `#` of a link, so that links here lead to a chapter's beginning.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Finished;
use super::binding::{Binding, Page, Place};
use super::{paper, zip};
use crate::address;
use crate::diagnostic::Diagnostic;
use crate::leaf::{Element, Keep, Leaf, Node, Volume};
use crate::theme::Theme;

/// The longest part of a file's name that says what is in it, in characters.
const LONGEST_NAME: usize = 40;

/// Binds a finished edition, gathered into `volume` without what waits for a
/// script, into chapters (sections) and subchapters (their modules): the bytes of a zip.
///
/// # Errors
/// A template of the theme does not work.
pub fn book(finished: Finished<'_>, volume: &Volume) -> Result<Vec<u8>, Diagnostic> {
    let Finished { theme, output, .. } = finished;
    let binding = Binding::new(finished, volume, "pictures/", file_name);
    let chapters: Vec<(String, BTreeSet<&str>)> = binding
        .pages
        .par_iter()
        .map(|page| chapter(&binding, theme, page))
        .collect::<Result<_, _>>()?;
    let pictures: BTreeSet<&str> = chapters.iter().flat_map(|(_, shown)| shown.clone()).collect();
    let pages = binding.pages.iter().zip(&chapters);
    let pages = pages.map(|(page, (html, _))| (page.path.as_str(), html.as_bytes()));
    let pictures = pictures
        .into_iter()
        .filter_map(|address| Some((binding.picture(address)?, output.get(address)?)));
    Ok(zip::archive(pages.chain(pictures)))
}

/// `0007-grow_sub.html`: numbers of one width, so that every way of sorting gives the same order.
fn file_name(place: Place<'_>) -> String {
    let width = place.of.to_string().len().max(3);
    let mut slug = address::slugify(&place.leaf.title);
    slug.truncate(LONGEST_NAME);
    let slug = slug.trim_end_matches('-');
    let hyphen = if slug.is_empty() { "" } else { "-" };
    let sub = if place.under { "_sub" } else { "" };
    format!("{:0width$}{hyphen}{slug}{sub}.html", place.at + 1)
}

fn chapter<'v>(
    binding: &Binding<'v>,
    theme: &Theme,
    page: &Page<'v>,
) -> Result<(String, BTreeSet<&'v str>), Diagnostic> {
    // Moodle's book can be printed as one page, where no two chapters may share an id.
    let prefix = format!("p{}_", page.place.at + 1);
    let bound = binding.bound(page, false, |leaf| {
        paper::put_on_paper(leaf, &theme.strings);
        plain(leaf, page.place.under);
        for_one_page(leaf, &prefix);
    });
    let view = binding.page_view(page, bound.leaf.main.inner_html());
    let made_from = &page.place.leaf.address;
    let html = binding.render("carry/moodle-chapter.html", "page", &view, made_from)?;
    Ok((html, bound.pictures))
}

/// Puts `prefix` before ids and before links to them.
fn for_one_page(leaf: &mut Leaf, prefix: &str) {
    leaf.prefix_ids(prefix);
    leaf.main.each(&mut |element| {
        if let Some(id) = element.get("href").and_then(|to| to.strip_prefix('#')) {
            let to = format!("#{prefix}{id}");
            element.set("href", to);
        }
    });
}

/// What stands out as a block of its own on the site, and has no style of ours in Moodle.
const BLOCKS: [&str; 7] =
    ["activity", "alert", "answer", "dialogue", "question", "situation", "tutor-note"];
/// Lines that name what follows them.
const LABELS: [&str; 10] = [
    "activity-label",
    "activity-title",
    "alert-label",
    "card-title",
    "field-label",
    "kind-line",
    "question-label",
    "session-title",
    "step-time",
    "tutor-note-label",
];

/// Simple HTML: no class, style or script of ours, no drawing; what was a box is a quotation, and
/// headings stand under those that Moodle writes.
fn plain(leaf: &mut Leaf, under: bool) {
    // Moodle's own are of level 3, and of level 4 over a subchapter.
    let down = if under { 3 } else { 2 };
    leaf.main.rebuild(&mut |element| {
        let decoration = element.get("aria-hidden") == Some("true") && element.name != "hr";
        if element.name == "h1" || element.name == "svg" {
            return Keep::Nothing;
        }
        if decoration && !element.has_class("writing-lines") {
            return Keep::Nothing;
        }
        if BLOCKS.iter().any(|class| element.has_class(class)) {
            element.name = "blockquote".to_owned();
        } else if LABELS.iter().any(|class| element.has_class(class))
            || element.has_class("speaker")
        {
            let mut strong = Element::new("strong", "");
            strong.children = std::mem::take(&mut element.children);
            element.children.push(Node::Element(strong));
        }
        match element.name.as_str() {
            "section" | "main" | "aside" | "nav" | "article" | "header" | "footer" | "figure" => {
                element.name = "div".to_owned();
            }
            _ => {
                if let Some(level @ 2..=5) = element.heading() {
                    element.name = format!("h{}", (level + down).min(6));
                }
            }
        }
        element.attributes.retain(|(name, _)| {
            !matches!(name.as_str(), "class" | "style" | "role" | "tabindex" | "rel")
                && !name.starts_with("data-")
                && (!name.starts_with("aria-") || name == "aria-label")
        });
        match element.name.as_str() {
            // Moodle's own look of a table.
            "table" => element.set("class", "generaltable"),
            // A label belongs to what has a role, and these have none any more.
            "div" | "span" | "p" | "ul" | "ol" | "blockquote" => element.unset("aria-label"),
            _ => {}
        }
        if element.name == "span" && element.attributes.is_empty() {
            return Keep::Children;
        }
        Keep::Whole
    });
}
