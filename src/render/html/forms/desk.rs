//! A form at the tutor's desk: one person after another, saved as one file.

use tera::Value;

use super::view;
use crate::pack::Entry;
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::{Details, FormModule};
use crate::render::html::site::Site;
use crate::render::html::{Page, workshop};
use crate::view::FormDeskView;

/// Where the page goes.
pub(super) fn address(entry: &Entry) -> String {
    workshop::desk_address(entry, "desk")
}

/// Whether people fill it in for themselves: a list for the room or the tutor has one writer.
pub(super) fn serves(module: &FormModule) -> bool {
    !matches!(module.copies, Some(Per::Room | Per::Tutor))
}

/// A page for every form of the edition that people fill in for themselves.
pub(in crate::render::html) fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in site.edition.entries() {
        let Details::Form(module) = &entry.details else { continue };
        if !serves(module) {
            continue;
        }
        let own = FormDeskView { link: site.link(entry), form: view(site, entry, module) };
        let title = site.theme.strings.get("desk_title").to_owned();
        let mut page = site.made_page("desk", title, &address(entry));
        page.breadcrumb = vec![site.home()];
        if let Some(section) = site.section(entry.section) {
            page.breadcrumb.push(site.plain_link(&section.title, &section.url));
        }
        page.breadcrumb.push(site.plain_link(&entry.title.value, &entry.address));
        let from = format!("the desk of `{}`", entry.path);
        pages.push(site.page("desk", page, Some(Value::from_serializable(&own)), &from));
    }
    pages
}
