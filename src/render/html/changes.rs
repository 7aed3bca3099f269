//! The page of what changed from version to version.

use tera::Value;

use super::Page;
use super::page::contents;
use super::prose::PageText;
use super::site::Site;
use crate::pack::{BESIDE, Version};
use crate::project::Audience;
use crate::render::kinds::Prose;
use crate::view::{ChangeView, ChangesView, VersionView};

const ADDRESS: &str = "changes.html";

pub(super) fn page(site: &Site<'_>) -> Page {
    let changes = site.edition.changes();
    let title = site.theme.strings.get("changes_title").to_owned();
    let mut view = site.made_page("changes", title, ADDRESS);
    view.breadcrumb = vec![site.home()];
    let mut text = PageText::new(site, ADDRESS, BESIDE);
    let mut versions: Vec<VersionView> = Vec::new();
    for version in &changes.versions {
        let told = told(&mut text, version);
        // What everyone and what tutors are told of a version stands under one heading.
        match versions.last_mut().filter(|last| last.version == version.version.value) {
            Some(last) => last.changes.extend(told),
            None => versions.push(VersionView {
                id: format!("site_version_{}", versions.len() + 1),
                version: version.version.value.clone(),
                date: version.date.map(|date| site.date(date)),
                changes: told,
            }),
        }
    }
    if versions.is_empty() {
        view.body_html = text.main(&changes.text);
        view.contents = contents(&changes.text);
    }
    let own = ChangesView { versions };
    site.page("changes", view, Some(Value::from_serializable(&own)), "the page of what changed")
}

fn told(text: &mut PageText<'_>, version: &Version) -> Vec<ChangeView> {
    let tutor_only = version.audience == Audience::Tutor;
    let changes = version.changes.iter();
    changes.map(|change| ChangeView { html: text.part(change), tutor_only }).collect()
}
