//! What this pack asks people, and when to destroy it.

use tera::Value;

use crate::pack::kinds::Details;
use crate::render::form;
use crate::render::html::Page;
use crate::render::html::site::Site;
use crate::view::{AskView, AskedView, AsksView};

/// The page, if the edition has forms.
pub(in crate::render::html) fn page(site: &Site<'_>) -> Option<Page> {
    let mut forms = Vec::new();
    for entry in site.edition.entries() {
        let Details::Form(module) = &entry.details else { continue };
        let fields = module.form.fields.iter().map(|field| AskedView {
            label: field.label.clone(),
            required: field.required,
            personal: module.form.personal(field).as_str().to_owned(),
        });
        forms.push(AskView {
            id: format!("form_{}", forms.len() + 1),
            link: site.link(entry),
            fields: fields.collect(),
            form: form::view(site.facts(), entry, module),
        });
    }
    if forms.is_empty() {
        return None;
    }
    let own = AsksView { forms };
    let title = site.theme.strings.get("asks_title").to_owned();
    let mut page = site.made_page("asks", title, "asks.html");
    page.breadcrumb = vec![site.home()];
    Some(site.page("asks", page, Some(Value::from_serializable(&own)), "asks.html"))
}
