//! A form module: its definition read from front matter, its flaws put into words.

mod keys;

use std::collections::HashSet;

use super::handout::{Per, read_copies};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::form::{Field, FieldOption, FieldType, Flaw, Form, ReturnBy};
use crate::pack::{Entry, Pack};
use crate::project::{Privacy, Said};
use crate::source::Span;
pub(super) use keys::KEYS;
use keys::OF_TYPES;

use crate::yaml::{Date, Fields, Node, Text, Value};

/// What a form has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormModule {
    /// Who gets a copy.
    pub copies: Option<Per>,
    /// The definition.
    pub form: Form,
    /// The form's own notice, over the pack's.
    pub privacy: Option<Privacy>,
    /// How it comes back and its own notice, in the author's words.
    pub said: Vec<Said>,
}

impl FormModule {
    pub(super) fn read(d: &mut Diagnostics, fields: &mut Fields) -> Self {
        let copies = read_copies(d, fields);
        let maps = fields.maps(d, "fields");
        let asked = maps.into_iter().filter_map(|map| read_field(d, map)).collect::<Vec<_>>();
        if !fields.has("fields") && !fields.misspells("fields") {
            let span = fields.key_span("fields");
            d.push(
                Diagnostic::new(Code::MissingKey, span, "a form without `fields` asks nothing")
                    .help("add `fields:` and under it `- {name: full_name, label: Your name, type: text}`"),
            );
        }
        let one_of = read_one_of(d, fields);
        let anonymous = fields.flag(d, "anonymous").unwrap_or(false);
        let (mut return_to, mut return_by) = (None, None);
        if let Some(mut map) = fields.map(d, "return") {
            return_to = map.text(d, "to").map(|text| text.value);
            return_by = map.text(d, "by").and_then(|text| read_by(d, &text));
            map.finish(d);
        }
        let privacy = Privacy::read(d, fields);
        let form = Form { fields: asked, one_of, anonymous, return_to, return_by };
        let mut said = Said::all("", fields);
        said.retain(|said| said.key.starts_with("return.") || said.key.starts_with("privacy."));
        Self { copies, form, privacy, said }
    }

    /// The notice it carries: its own over the pack's; none if it is anonymous.
    pub fn notice(&self, pack: &Pack) -> Option<Privacy> {
        let general = pack.settings.privacy.as_ref();
        match (&self.privacy, general) {
            _ if self.form.anonymous => None,
            (Some(own), general) => Some(own.clone().over(general)),
            (None, general) => general.cloned(),
        }
    }

    pub(super) fn check(&self, d: &mut Diagnostics, entry: &Entry, pack: &Pack) {
        for flaw in self.form.flaws(self.notice(pack).as_ref()) {
            d.push(self.described(flaw, entry));
        }
    }

    fn described(&self, flaw: Flaw, entry: &Entry) -> Diagnostic {
        match flaw {
            Flaw::DuplicateField(name, first) => Diagnostic::new(
                Code::DuplicateName,
                name.span,
                format!("there are two fields called `{}`", name.value),
            )
            .help("give each field a name of its own")
            .related(first, "the first one"),
            Flaw::DuplicateOption(value, first) => Diagnostic::new(
                Code::DuplicateName,
                value.span,
                format!("two options have the value `{}`", value.value),
            )
            .help("give each option a value of its own")
            .related(first, "the first one"),
            Flaw::OtherOption(value) => Diagnostic::new(
                Code::DuplicateName,
                value.span,
                "`other: true` adds an option with the value `other`, and this is a second one",
            )
            .help("take this option out, or give it another value"),
            Flaw::UntickedOption(value) => Diagnostic::new(
                Code::BadValue,
                value.span,
                "in a PDF the value `Off` means that nothing is ticked",
            )
            .help("give the option another value, such as `no`; its label may stay as it is"),
            Flaw::OtherField(name) => Diagnostic::new(
                Code::DuplicateName,
                name.span,
                format!("`{}` is where the words for “something else” come back", name.value),
            )
            .help("give this field another name"),
            Flaw::NoOptions(name) => Diagnostic::new(
                Code::MissingKey,
                name.span,
                format!("`{}` is a choice without `options`", name.value),
            )
            .help("add `options: [{value: yes_please, label: Yes please}]`"),
            Flaw::NoColumns(name) => Diagnostic::new(
                Code::MissingKey,
                name.span,
                format!("`{}` is a table without `columns`", name.value),
            )
            .help("add `columns: [Action, Who, By when]`"),
            Flaw::Backwards(name) => Diagnostic::new(
                Code::BadValue,
                name.span,
                format!("`min` of `{}` is not less than its `max`", name.value),
            )
            .help("write both, the smaller first: `min: 1, max: 5`; a scale goes from 1 to 5 by itself"),
            Flaw::UnknownField(name) => {
                let names = self.form.fields.iter().map(|field| &*field.name.value);
                Diagnostic::new(
                    Code::BadValue,
                    name.span,
                    format!("`one_of` names `{}`, and no field is called that", name.value),
                )
                .suggest(nearest(&name.value, names), "use the `name` of a field")
            }
            Flaw::RequiredInGroup(name) => Diagnostic::new(
                Code::BadValue,
                name.span,
                format!("`{0}` is required, so a group of `one_of` with `{0}` asks for nothing more", name.value),
            )
            .help("take `required: true` out of that field, or its name out of `one_of`"),
            Flaw::Identifies(name, field_type) => Diagnostic::new(
                Code::BadValue,
                name.span,
                format!(
                    "an anonymous form cannot have a field of type `{}`, which tells who answers",
                    field_type.as_str()
                ),
            )
            .help("take the field out, or take out `anonymous: true` and add a privacy notice"),
            Flaw::NoPrivacy => Diagnostic::new(
                Code::MissingPrivacy,
                entry.title.span,
                "this form has no privacy notice, and its answers can reveal union membership",
            )
            .help("add `privacy:` here or once in pack.yaml, or `anonymous: true` if nobody can be known by it"),
            Flaw::EmptyPrivacy => Diagnostic::new(
                Code::MissingPrivacy,
                self.privacy.as_ref().and_then(|own| own.place).unwrap_or(entry.title.span),
                "this form's privacy notice says nothing, and its answers can reveal union \
                 membership",
            )
            .help("write under `privacy:`, here or once in pack.yaml, who is responsible and what the answers are for, or `anonymous: true` if nobody can be known by them"),
        }
    }
}

fn read_field(d: &mut Diagnostics, mut map: Fields) -> Option<Field> {
    let span = map.span();
    let name = map.required(d, "name");
    if let Some(name) = &name
        && !is_name(&name.value)
    {
        d.push(
            Diagnostic::new(
                Code::BadValue,
                name.span,
                format!("`{}` cannot be the name of a field", name.value),
            )
            .help("use small letters, digits and `_`, beginning with a letter: `full_name`"),
        );
    }
    let label = map.required(d, "label");
    let field_type = map.choice(d, "type", FieldType::NAMES);
    let field = Field {
        label: label.as_ref().map_or_else(String::new, |text| text.value.clone()),
        field_type: field_type.unwrap_or(FieldType::Text),
        hint: map.text(d, "hint").map(|text| text.value),
        required: map.flag(d, "required").unwrap_or(false),
        autocomplete: map.text(d, "autocomplete").map(|text| text.value),
        options: read_options(d, &mut map),
        other: map.flag(d, "other").unwrap_or(false),
        min: map.whole(d, "min", 0..=1_000_000),
        max: map.whole(d, "max", 0..=1_000_000),
        min_label: map.text(d, "min_label").map(|text| text.value),
        max_label: map.text(d, "max_label").map(|text| text.value),
        rows: map.whole(d, "rows", 1..=100),
        columns: map.short_texts(d, "columns").into_iter().map(|text| text.value).collect(),
        name: name.clone().unwrap_or(Text { value: String::new(), span }),
        span,
    };
    // Of a type that cannot be read, nobody knows what it has.
    if field_type.is_some() || !map.has("type") {
        fits_its_type(d, &map, field.field_type);
    }
    map.finish(d);
    (name.is_some() && label.is_some()).then_some(field)
}

/// Each key of a field is one that its type has.
fn fits_its_type(d: &mut Diagnostics, map: &Fields, field_type: FieldType) {
    for (key, types) in OF_TYPES.iter().filter(|(key, _)| map.has(key)) {
        if types.contains(&field_type) {
            continue;
        }
        let named: Vec<_> = types.iter().map(|known| format!("`{}`", known.as_str())).collect();
        let named = named.join(" and ");
        d.push(
            Diagnostic::new(
                Code::UnknownKey,
                map.key_span(key),
                format!("a field of type `{}` has no key `{key}`", field_type.as_str()),
            )
            .help(if map.has("type") {
                format!("`{key}` belongs to {named}; change the type, or take the key out")
            } else {
                format!("`{key}` belongs to {named}; add `type`, without which a field is `text`")
            }),
        );
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn read_options(d: &mut Diagnostics, map: &mut Fields) -> Vec<FieldOption> {
    let mut options = Vec::new();
    for node in map.short_list(d, "options") {
        if let Value::Scalar(scalar) = &node.value {
            // A bare word is its own label.
            let text = scalar.text().trim().to_owned();
            let value = Text { value: text.clone(), span: scalar.span() };
            options.push(FieldOption { value, label: text });
            continue;
        }
        let Some(mut option) = map.as_map(d, "options", &node) else { continue };
        let value = option.required(d, "value");
        let label = option.text(d, "label");
        option.finish(d);
        // An option whose value is missing, which has been said, is an option nevertheless.
        let stand_in = || Text { value: format!("option {}", options.len() + 1), span: node.span };
        let value = value.or_else(|| label.clone()).unwrap_or_else(stand_in);
        let label = label.map_or_else(|| value.value.clone(), |text| text.value);
        options.push(FieldOption { value, label });
    }
    options
}

/// `[[phone, email]]`, or `[phone, email]` for a single group.
fn read_one_of(d: &mut Diagnostics, fields: &mut Fields) -> Vec<Vec<Text>> {
    let items = fields.list("one_of");
    let text = |node: &Node| match &node.value {
        Value::Scalar(scalar) => Some(Text { value: scalar.text().into(), span: scalar.span() }),
        _ => None,
    };
    if !items.is_empty() && items.iter().all(|node| text(node).is_some()) {
        let group = items.iter().filter_map(text).collect();
        return vec![is_a_choice(d, fields.key_span("one_of"), group)];
    }
    let mut groups = Vec::new();
    for node in &items {
        match &node.value {
            Value::List(names) if names.iter().all(|name| text(name).is_some()) => {
                let group = names.iter().filter_map(text).collect();
                groups.push(is_a_choice(d, node.span, group));
            }
            _ => d.push(
                Diagnostic::new(Code::WrongType, node.span, "`one_of` is a list of lists of names")
                    .help("write `one_of: [[phone, email]]`"),
            ),
        }
    }
    groups
}

/// A group as it is, which has to name two fields to leave a choice.
fn is_a_choice(d: &mut Diagnostics, span: Span, group: Vec<Text>) -> Vec<Text> {
    let different = group.iter().map(|name| &name.value).collect::<HashSet<_>>().len();
    if different < 2 {
        let (message, help) = match group.first() {
            None => (
                "this group of `one_of` names no field".to_owned(),
                "name two fields or more, as in `one_of: [[phone, email]]`, or take it out",
            ),
            Some(name) => (
                format!("this group of `one_of` names only `{}`", name.value),
                "name another field as well, or write `required: true` in that one instead",
            ),
        };
        d.push(Diagnostic::new(Code::BadValue, span, message).help(help));
    }
    group
}

fn read_by(d: &mut Diagnostics, text: &Text) -> Option<ReturnBy> {
    if let Some(date) = Date::parse(&text.value) {
        return Some(ReturnBy::Date(date));
    }
    let days = text.value.strip_suffix("days").or_else(|| text.value.strip_suffix("day"));
    let days =
        days.and_then(|days| days.trim().parse().ok()).filter(|days| (1..=366).contains(days));
    if days.is_none() {
        d.push(
            Diagnostic::new(
                Code::BadDate,
                text.span,
                format!("`{}` is neither a date nor a number of days", text.value),
            )
            .help("write a date such as 2027-03-31, or `14 days` for days after the workshop"),
        );
    }
    days.map(ReturnBy::Days)
}
