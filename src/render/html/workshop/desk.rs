//! The tutor's desk for a workshop: the clock, the page for each group's ideas, and the page that
//! counts what to print.

use tera::Value;

use super::printing;
use crate::pack::Entry;
use crate::pack::kinds::Details;
use crate::render::html::Page;
use crate::render::html::prose::PageText;
use crate::render::html::site::Site;
use crate::render::plan::{self, desk_address};
use crate::view::DeskView;

/// The pages of every workshop of the edition.
pub(in crate::render::html) fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in site.edition.entries() {
        let Details::Workshop(workshop) = &entry.details else { continue };
        for name in ["clock", "record"] {
            let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let url = desk_address(entry, name);
            let mut text = PageText::new(site, &url, folder);
            let plan = plan::view(&mut text, entry, workshop);
            let own = DeskView { workshop: site.link(entry), plan };
            pages.push(page(site, entry, name, Value::from_serializable(&own)));
        }
        let own = printing::view(site, entry, workshop);
        pages.push(page(site, entry, "print", Value::from_serializable(&own)));
    }
    pages
}

/// The page of the template `name` for the workshop `entry`.
fn page(site: &Site<'_>, entry: &Entry, name: &str, own: Value) -> Page {
    let title = site.theme.strings.get(&format!("{name}_title")).to_owned();
    let mut page = site.made_page(name, title, &desk_address(entry, name));
    page.summary = Some(entry.title.value.clone());
    page.breadcrumb = vec![site.home()];
    if let Some(section) = site.section(entry.section) {
        page.breadcrumb.push(site.plain_link(&section.title, &section.url));
    }
    page.breadcrumb.push(site.plain_link(&entry.title.value, &entry.address));
    site.page(name, page, Some(own), &format!("the {name} of `{}`", entry.path))
}
