//! Reading a workshop's front matter.

use super::{Material, Session, SheetUse, Step, Variant, Workshop};
use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Reader;
use crate::pack::kinds::handout::Per;
use crate::schedule::{Clock, Priority};
use crate::yaml::{Fields, Text, Value};

/// A fortnight of minutes: longer than any course in one file.
pub(super) const LONGEST: u32 = 14 * 24 * 60;

impl Workshop {
    pub(in crate::pack::kinds) fn read(
        d: &mut Diagnostics,
        fields: &mut Fields,
        reader: &Reader<'_>,
    ) -> Self {
        let people = fields.whole(d, "people", 1..=10_000);
        let groups = fields.whole(d, "groups", 0..=1_000);
        if let (Some(people), Some(groups)) = (people, groups)
            && groups > people
        {
            let come = match people {
                1 => "1 person comes".to_owned(),
                _ => format!("{people} people come"),
            };
            d.push(
                Diagnostic::new(
                    Code::BadValue,
                    fields.key_span("groups"),
                    format!("{groups} groups need {groups} people or more, and {come}"),
                )
                .help(format!("write `groups: {people}` or fewer, or more `people`"))
                .related(fields.key_span("people"), "the people"),
            );
        }
        let tutors = fields.whole(d, "tutors", 0..=1_000);
        let date = fields.date(d, "date");
        let venue = fields.text(d, "venue").map(|text| text.value);
        let scenarios = fields.has("scenarios").then(|| fields.short_texts(d, "scenarios"));
        let scenarios = match scenarios {
            None => {
                fields.short_texts(d, "scenarios");
                None
            }
            named => named,
        };
        let sessions = read_sessions(d, fields, reader);
        let variants = fields.maps(d, "variants");
        let variants = variants.into_iter().filter_map(|map| Variant::read(d, map)).collect();
        Self { people, groups, tutors, date, venue, scenarios, sessions, variants }
    }
}

fn read_sessions(d: &mut Diagnostics, fields: &mut Fields, reader: &Reader<'_>) -> Vec<Session> {
    let course = fields.has("sessions");
    let sessions: Vec<_> = fields
        .maps(d, "sessions")
        .into_iter()
        .map(|mut map| {
            let title = map.required(d, "title").map(|text| text.value);
            let day = map.whole(d, "day", 1..=366).unwrap_or(1);
            let session = read_session(d, &mut map, reader, title, day);
            map.finish(d);
            session
        })
        .collect();
    if !course {
        return vec![read_session(d, fields, reader, None, 1)];
    }
    for key in ["length", "start", "steps"] {
        if fields.node(key).is_some() {
            d.push(
                Diagnostic::new(
                    Code::BadValue,
                    fields.key_span(key),
                    format!("`{key}` stands beside `sessions`, where each session has its own"),
                )
                .help(format!("move `{key}` into a session")),
            );
        }
    }
    sessions
}

fn read_session(
    d: &mut Diagnostics,
    map: &mut Fields,
    reader: &Reader<'_>,
    title: Option<String>,
    day: u32,
) -> Session {
    let length = map.whole(d, "length", 1..=LONGEST);
    for key in ["length", "steps"] {
        let none = !map.has(key) || (key == "steps" && map.list("steps").is_empty());
        if none && !map.misspells(key) {
            d.push(
                Diagnostic::new(
                    Code::MissingKey,
                    map.key_span(key),
                    format!("a workshop needs `{key}`, and there is none"),
                )
                .help(if key == "length" {
                    "add `length:` and the number of minutes"
                } else {
                    "add `steps:` and under it `- {title: Welcome, minutes: 5}`"
                }),
            );
        }
    }
    let start = map.text(d, "start").and_then(|text| read_clock(d, &text));
    let wanted = map.list("steps").len();
    let maps = map.maps(d, "steps").into_iter();
    let steps: Vec<_> = maps.filter_map(|step| Step::read(d, step, reader)).collect();
    let whole = steps.len() == wanted && length.is_some();
    let length_span = map.key_span("length");
    let length = length.unwrap_or_default();
    Session { title, day, start, length, length_span, steps, whole }
}

fn read_clock(d: &mut Diagnostics, text: &Text) -> Option<Clock> {
    let clock = Clock::parse(&text.value);
    if clock.is_none() {
        d.push(
            Diagnostic::new(
                Code::BadValue,
                text.span,
                format!("`{}` is not a time of day", text.value),
            )
            .help("write hours and minutes in quotes: \"11:00\""),
        );
    }
    clock
}

impl Step {
    fn read(d: &mut Diagnostics, mut map: Fields, reader: &Reader<'_>) -> Option<Self> {
        let title = map.required(d, "title");
        let minutes = map.whole(d, "minutes", 1..=LONGEST);
        if !map.has("minutes") && !map.misspells("minutes") {
            d.push(
                Diagnostic::new(
                    Code::MissingKey,
                    map.key_span("minutes"),
                    "a step has no `minutes`",
                )
                .help("add `minutes:` and how long the step takes"),
            );
        }
        let minutes_span = map.key_span("minutes");
        let at_least = map.whole(d, "at_least", 0..=LONGEST);
        let at_most = map.whole(d, "at_most", 1..=LONGEST);
        let step = Self {
            title: title.as_ref().map_or_else(String::new, |text| text.value.clone()),
            minutes: minutes.unwrap_or_default(),
            minutes_span,
            at_least: at_least.or(minutes).unwrap_or_default(),
            at_most: at_most.or(minutes).unwrap_or_default(),
            priority: map.choice(d, "priority", Priority::NAMES).unwrap_or(Priority::Must),
            setting: map.text(d, "setting").map(|text| text.value),
            materials: read_materials(d, &mut map),
            output: map.text(d, "output").map(|text| text.value),
            outcomes: map.short_texts(d, "outcomes"),
            uses: read_uses(d, &mut map),
            is_break: map.flag(d, "break").unwrap_or(false),
            notes: map
                .scalar(d, "notes")
                .map_or_else(Body::default, |notes| reader.prose(d, &notes)),
        };
        map.finish(d);
        (title.is_some() && minutes.is_some()).then_some(step)
    }
}

fn read_materials(d: &mut Diagnostics, map: &mut Fields) -> Vec<Material> {
    let mut materials = Vec::new();
    for node in map.list("materials") {
        if let Value::Scalar(scalar) = &node.value {
            let item = scalar.text().trim().to_owned();
            materials.push(Material { item, count: 1, per: Per::Room, pack_of: None });
            continue;
        }
        let Some(mut material) = map.as_map(d, "materials", &node) else { continue };
        let item = material.required(d, "item");
        let count = material.whole(d, "count", 0..=100_000).unwrap_or(1);
        let per = material.choice(d, "per", Per::NAMES).unwrap_or(Per::Room);
        let pack_of = material.whole(d, "in", 1..=100_000);
        material.finish(d);
        if let Some(item) = item {
            materials.push(Material { item: item.value, count, per, pack_of });
        }
    }
    materials
}

fn read_uses(d: &mut Diagnostics, map: &mut Fields) -> Vec<SheetUse> {
    let mut uses = Vec::new();
    for node in map.list("uses") {
        if let Value::Scalar(scalar) = &node.value {
            let sheet = Text { value: scalar.text().trim().to_owned(), span: scalar.span() };
            uses.push(SheetUse { sheet, per: Per::Person });
            continue;
        }
        let Some(mut used) = map.as_map(d, "uses", &node) else { continue };
        let sheet = used.required(d, "sheet");
        let per = used.choice(d, "per", Per::NAMES).unwrap_or(Per::Person);
        used.finish(d);
        if let Some(sheet) = sheet {
            uses.push(SheetUse { sheet, per });
        }
    }
    uses
}

impl Variant {
    fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let length = map.whole(d, "length", 1..=LONGEST);
        if !map.has("length") && !map.misspells("length") {
            d.push(
                Diagnostic::new(Code::MissingKey, map.span(), "a variant has no `length`")
                    .help("write `- {length: 60, name: the longer hour}`"),
            );
        }
        let name = map.text(d, "name").map(|text| text.value);
        let span = map.key_span("length");
        map.finish(d);
        Some(Self { length: length?, name, span })
    }
}
