//! An edition as a SCORM 1.2 package: one SCO that is complete when all its pages have been seen, or
//! when the learner says so.
//!
//! The schemas that the manifest names are not in the package: they are under licences of their own,
//! and platforms have them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Finished;
use super::binding::Binding;
use super::epub::uuid;
use super::{paper, zip};
use crate::diagnostic::Diagnostic;
use crate::leaf::Volume;
use crate::view::ScormView;

/// The theme's files that the package holds, with their names in it.
const STATICS: [(&str, &str); 2] =
    [("carry/scorm.js", "assets/scorm.js"), ("carry/scorm-page.js", "assets/scorm-page.js")];
const STYLE: &str = "assets/style.css";

/// Binds a finished edition, gathered into `volume` without what waits for a
/// script, into a package: the bytes of a zip.
///
/// # Errors
/// A template of the theme does not work.
pub fn package(finished: Finished<'_>, volume: &Volume) -> Result<Vec<u8>, Diagnostic> {
    let Finished { edition, theme, output, .. } = finished;
    let name = |place: super::binding::Place<'_>| format!("pages/{}", place.leaf.address);
    let binding = Binding::new(finished, volume, "pictures/", name);
    let pages: Vec<(String, BTreeSet<&str>)> = binding
        .pages
        .par_iter()
        .map(|page| {
            let bound = binding.bound(page, true, |leaf| paper::put_on_paper(leaf, &theme.strings));
            let view = binding.page_view(page, bound.leaf.main.inner_html());
            let made_from = &page.place.leaf.address;
            let html = binding.render("carry/scorm-page.html", "page", &view, made_from)?;
            Ok((html, bound.pictures))
        })
        .collect::<Result<_, _>>()?;

    let pictures: BTreeSet<&str> = pages.iter().flat_map(|(_, shown)| shown.clone()).collect();
    let pictures = pictures
        .into_iter()
        .filter_map(|address| Some((binding.picture(address)?, output.get(address)?)));
    let text = |name: &str| theme.statics.get(name).map(Vec::as_slice).unwrap_or_default();
    let mut style = theme.palette.css().into_bytes();
    style.extend_from_slice(text("style.css"));
    style.extend_from_slice(text("carry/scorm.css"));

    let mut files: Vec<(&str, &[u8])> = vec![(STYLE, &style)];
    files.extend(STATICS.map(|(from, to)| (to, text(from))));
    let made = binding.pages.iter().zip(&pages);
    files.extend(made.map(|(page, (html, _))| (page.path.as_str(), html.as_bytes())));
    files.extend(pictures);

    let settings = &edition.pack().settings;
    let named = files.iter().map(|(path, _)| (*path).to_owned());
    let view = ScormView {
        id: format!("mentorpack-{}", uuid(settings, &edition.edition().name)),
        files: std::iter::once("index.html".to_owned()).chain(named).collect(),
        count: pages.len(),
        contents: binding.contents(),
    };
    let render = |template: &str| binding.render(template, "scorm", &view, "the SCORM package");
    let (manifest, player) =
        (render("carry/scorm-manifest.xml")?, render("carry/scorm-player.html")?);
    let first = [("imsmanifest.xml", manifest.as_bytes()), ("index.html", player.as_bytes())];
    Ok(zip::archive(first.into_iter().chain(files)))
}
