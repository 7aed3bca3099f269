//! A form as templates and its script see it.

use std::collections::HashMap;

use serde_json::json;

use super::facts::Facts;
use super::plan::desk_address;
use crate::form::{Field, FieldType, Form, LONGEST, ReturnBy};
use crate::pack::Entry;
use crate::pack::kinds::FormModule;
use crate::pack::kinds::handout::Per;
use crate::project::Contact;
use crate::view::{FieldView, FormView, OneOfView, OptionView};
use crate::yaml::Text;

/// A form as its own page, the tutor's desk and the page of what all forms ask show it.
pub(super) fn view(facts: Facts<'_>, entry: &Entry, module: &FormModule) -> FormView {
    let pack = facts.edition.pack();
    let form = &module.form;
    let contact = || {
        let contact = pack.settings.contact.as_ref()?;
        let named = [&contact.role, &contact.organisation, &contact.address];
        let parts = named.into_iter().chain([&contact.email, &contact.phone]);
        let parts: Vec<_> = parts.flatten().cloned().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let return_to = match form.return_to.as_deref() {
        Some("contact") => contact(),
        Some(words) => Some(words.to_owned()),
        None => None,
    };
    let (return_by, return_days) = match form.return_by {
        Some(ReturnBy::Date(date)) => (Some(facts.date(date)), None),
        Some(ReturnBy::Days(days)) => (None, Some(days)),
        None => (None, None),
    };
    let one_of = groups(form);
    let at_desk = facts.edition.is_tutors() && has_desk(module);
    FormView {
        id: entry.slug.clone(),
        fields: form.fields.iter().map(|field| field_view(form, &one_of, field)).collect(),
        one_of,
        anonymous: form.anonymous,
        return_to,
        return_open: form.return_to.as_deref() == Some("contact")
            && pack.settings.contact.as_ref().is_none_or(Contact::is_placeholder),
        return_by,
        return_days,
        privacy: module.notice(pack),
        rules_json: rules(entry, form, pack.settings.version.as_deref()),
        desk_url: at_desk.then(|| desk_address(entry, "desk")),
    }
}

/// Whether people fill it in for themselves: a list for the room or the tutor has one writer.
pub(super) fn has_desk(module: &FormModule) -> bool {
    !matches!(module.copies, Some(Per::Room | Per::Tutor))
}

fn groups(form: &Form) -> Vec<OneOfView> {
    let labels: HashMap<&str, &str> =
        form.fields.iter().map(|field| (&*field.name.value, &*field.label)).collect();
    let label = |name: &str| labels.get(name).copied().unwrap_or(name).to_owned();
    let groups = form.one_of.iter().enumerate();
    groups
        .map(|(at, group)| OneOfView {
            id: format!("one_of_{}", at + 1),
            labels: group.iter().map(|name| label(&name.value)).collect(),
        })
        .collect()
}

fn field_view(form: &Form, one_of: &[OneOfView], field: &Field) -> FieldView {
    let name = &field.name.value;
    let (field_type, min, max) = shown(field);
    let points = match (field_type, min, max) {
        (FieldType::Scale, Some(min), Some(max)) => (min..=max).collect(),
        _ => Vec::new(),
    };
    let has = |group: &[Text]| group.iter().any(|named| named.value == *name);
    let first = |group: &[Text]| {
        let mut fields = form.fields.iter().map(|field| &field.name.value);
        let first = fields.find(|field| group.iter().any(|named| named.value == **field));
        first == Some(name)
    };
    let of = |belongs: &dyn Fn(&[Text]) -> bool| {
        let both = form.one_of.iter().zip(one_of).filter(|(group, _)| belongs(group));
        both.map(|(_, view)| view.clone()).collect::<Vec<_>>()
    };
    let groups = of(&has);
    let options = field.options.iter();
    FieldView {
        name: name.clone(),
        label: field.label.clone(),
        field_type: field_type.as_str().to_owned(),
        hint: field.hint.clone(),
        required: field.required,
        optional: !field.required && groups.is_empty(),
        groups,
        first_of: of(&first),
        autocomplete: field.autocomplete.clone(),
        options: options
            .map(|option| OptionView {
                value: option.value.value.clone(),
                label: option.label.clone(),
            })
            .collect(),
        other: field.takes_other(),
        min,
        max,
        min_label: field.min_label.clone(),
        max_label: field.max_label.clone(),
        points,
        rows: field.rows.unwrap_or(4),
        columns: field.columns.clone(),
    }
}

/// The control that a field is, and its range.
fn shown(field: &Field) -> (FieldType, Option<u32>, Option<u32>) {
    if field.field_type != FieldType::Scale {
        return (field.field_type, field.min, field.max);
    }
    let (min, max) = field.limits().unzip();
    let drawn = field.points().is_some();
    (if drawn { FieldType::Scale } else { FieldType::Number }, min, max)
}

/// What the page's script holds answers against: the definition, as `crate::form` tells it.
fn rules(entry: &Entry, form: &Form, version: Option<&str>) -> String {
    let fields = form.fields.iter().map(|field| {
        let (field_type, min, max) = shown(field);
        json!({
            "name": field.name.value,
            "label": field.label,
            "type": field_type.as_str(),
            "required": field.required,
            "other": field.takes_other(),
            "min": min,
            "max": max,
        })
    });
    let one_of: Vec<Vec<&str>> = form
        .one_of
        .iter()
        .map(|group| group.iter().map(|name| name.value.as_str()).collect())
        .collect();
    let rules = json!({
        "form": entry.slug,
        "version": version.unwrap_or_default(),
        "anonymous": form.anonymous,
        "longest": LONGEST,
        "one_of": one_of,
        "fields": fields.collect::<Vec<_>>(),
    });
    // Nothing in it may end the element that it stands in.
    rules.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
