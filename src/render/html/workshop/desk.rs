//! The tutor's desk for a workshop: the clock, and the page for each group's ideas.

use tera::Value;

use crate::pack::kinds::Details;
use crate::render::html::Page;
use crate::render::html::prose::PageText;
use crate::render::html::site::Site;
use crate::render::plan::{self, desk_address};
use crate::view::DeskView;

/// Both pages of every workshop of the edition.
pub(in crate::render::html) fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in site.edition.entries() {
        let Details::Workshop(workshop) = &entry.details else { continue };
        for (name, url) in ["clock", "record"].map(|name| (name, desk_address(entry, name))) {
            let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut text = PageText::new(site, &url, folder);
            let plan = plan::view(&mut text, entry, workshop);
            let own = DeskView { workshop: site.link(entry), plan };
            let title = site.theme.strings.get(&format!("{name}_title")).to_owned();
            let mut page = site.made_page(name, title, &url);
            page.summary = Some(entry.title.value.clone());
            page.breadcrumb = vec![site.home()];
            if let Some(section) = site.section(entry.section) {
                page.breadcrumb.push(site.plain_link(&section.title, &section.url));
            }
            page.breadcrumb.push(site.plain_link(&entry.title.value, &entry.address));
            let from = format!("the {name} of `{}`", entry.path);
            pages.push(site.page(name, page, Some(Value::from_serializable(&own)), &from));
        }
    }
    pages
}
