//! A form at the tutor's desk: one person after another, saved as one file.

use tera::Value;

use crate::pack::kinds::Details;
use crate::render::form::{self, has_desk};
use crate::render::html::Page;
use crate::render::html::site::Site;
use crate::render::plan::desk_address;
use crate::view::FormDeskView;

/// A page for every form of the edition that people fill in for themselves.
pub(in crate::render::html) fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in site.edition.entries() {
        let Details::Form(module) = &entry.details else { continue };
        if !has_desk(module) {
            continue;
        }
        let own =
            FormDeskView { link: site.link(entry), form: form::view(site.facts(), entry, module) };
        let title = site.theme.strings.get("desk_title").to_owned();
        let mut page = site.made_page("desk", title, &desk_address(entry, "desk"));
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
