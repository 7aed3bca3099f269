//! What each kind adds to its page, as templates see it.

use std::collections::{HashMap, HashSet, hash_map};

use tera::Value;

use super::prose::PageText;
use super::site::Site;
use crate::form::{Field, FieldType, ReturnBy};
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::workshop::{Material, Session, SheetUse, Step};
use crate::pack::kinds::{Details, FormModule, Model, Scenario, Workshop};
use crate::pack::{Entry, Target};
use crate::schedule::{self, Slot};
use crate::view::{
    FieldView, FormView, HandoutView, IdeasView, MaterialView, ModelView, OptionView, ScenarioView,
    SessionView, StageView, StepView, UseView, WorkshopView,
};

/// The variable named after the kind; none for kinds without anything of their own.
pub(super) fn view(text: &mut PageText<'_>, entry: &Entry) -> Option<Value> {
    match &entry.details {
        Details::Model(model) => Some(Value::from_serializable(&model_view(model))),
        Details::Workshop(workshop) => {
            Some(Value::from_serializable(&workshop_view(text, workshop)))
        }
        Details::Scenario(scenario) => {
            Some(Value::from_serializable(&scenario_view(text, scenario)))
        }
        Details::Handout(handout) => {
            let copies = handout.copies.map(|per| per.as_str().to_owned());
            Some(Value::from_serializable(&HandoutView { copies }))
        }
        Details::Form(form) => Some(Value::from_serializable(&form_view(text.site, entry, form))),
        Details::Boundary | Details::Guide => None,
    }
}

fn model_view(model: &Model) -> ModelView {
    let stages = model.stages.iter();
    ModelView {
        shape: model.shape.as_str().to_owned(),
        stages: stages
            .map(|stage| StageView { name: stage.name.clone(), ask: stage.ask.clone() })
            .collect(),
    }
}

fn scenario_view(text: &mut PageText<'_>, scenario: &Scenario) -> ScenarioView {
    let situation = &scenario.situation;
    ScenarioView {
        number: scenario.number,
        people: scenario.people,
        who: scenario.who.clone(),
        situation_html: (!situation.is_empty()).then(|| text.whole_part(situation)),
        prompts_html: scenario.prompts.iter().map(|prompt| text.part(prompt)).collect(),
        ideas: scenario.ideas.as_ref().map(|ideas| IdeasView {
            from: ideas.from.clone(),
            items_html: ideas.items.iter().map(|item| text.part(item)).collect(),
        }),
        listen_for_html: scenario.listen_for.iter().map(|item| text.part(item)).collect(),
    }
}

/// A workshop as its own page and the front page show it.
pub(super) fn workshop_view(text: &mut PageText<'_>, workshop: &Workshop) -> WorkshopView {
    let site = text.site;
    let mut step_index = 0;
    let sessions = workshop
        .sessions
        .iter()
        .map(|session| session_view(text, workshop, session, &mut step_index))
        .collect();
    let dealt = site.edition.entries().iter().filter(|entry| {
        entry.kind() == crate::pack::kinds::Kind::Scenario
            && workshop
                .scenarios
                .as_ref()
                .is_none_or(|named| named.iter().any(|named| named.value == entry.slug))
    });
    WorkshopView {
        length: workshop.length(),
        people: workshop.people,
        groups: workshop.groups,
        tutors: workshop.tutors,
        date: workshop.date.map(|date| site.date(date)),
        venue: workshop.venue.clone(),
        sessions,
        materials: all_materials(workshop),
        // Every scenario on one page would make its cost grow with the pack.
        scenarios: dealt.take(40).map(|entry| site.link(entry)).collect(),
        uses: distinct_uses(site, workshop),
    }
}

fn session_view(
    text: &mut PageText<'_>,
    workshop: &Workshop,
    session: &Session,
    step_index: &mut usize,
) -> SessionView {
    let slots = schedule::slots(session.steps.iter().map(|step| step.minutes));
    let steps = session.steps.iter().zip(slots).map(|(step, slot)| {
        let id = Workshop::step_id(*step_index);
        *step_index += 1;
        step_view(text, workshop, session, step, slot, id)
    });
    SessionView {
        title: session.title.clone(),
        day: session.day,
        start: session.start.map(|start| start.to_string()),
        end: session.start.map(|start| start.after(session.length).to_string()),
        length: session.length,
        steps: steps.collect(),
    }
}

fn step_view(
    text: &mut PageText<'_>,
    workshop: &Workshop,
    session: &Session,
    step: &Step,
    slot: Slot,
    id: String,
) -> StepView {
    let site = text.site;
    let materials = step.materials.iter();
    StepView {
        id,
        title: step.title.clone(),
        minutes: step.minutes,
        from: slot.from,
        to: slot.to,
        clock: session.start.map(|start| start.after(slot.from).to_string()),
        share: step.minutes * 10_000 / session.length.max(1),
        priority: step.priority.as_str().to_owned(),
        setting: step.setting.clone(),
        output: step.output.clone(),
        is_break: step.is_break,
        materials: materials.map(|material| material_view(workshop, material)).collect(),
        outcomes: site.outcomes(&step.outcomes),
        uses: step.uses.iter().filter_map(|used| use_view(site, used)).collect(),
        notes_html: (!step.notes.is_empty()).then(|| text.whole_part(&step.notes)),
    }
}

fn material_view(workshop: &Workshop, material: &Material) -> MaterialView {
    let units = workshop.units(material.per);
    MaterialView {
        item: material.item.clone(),
        count: material.count,
        per: material.per.as_str().to_owned(),
        pack_of: material.pack_of,
        total: units.map(|units| schedule::to_bring(material.count, units, material.pack_of)),
    }
}

/// What to bring for all steps: the same item for the same people is added up before it is
/// rounded up to packs.
fn all_materials(workshop: &Workshop) -> Vec<MaterialView> {
    let mut all: Vec<Material> = Vec::new();
    let mut places: HashMap<_, usize> = HashMap::new();
    for material in workshop.steps().flat_map(|step| &step.materials) {
        let same = (material.item.to_ascii_lowercase(), material.per, material.pack_of);
        match places.entry(same) {
            hash_map::Entry::Occupied(place) => all[*place.get()].count += material.count,
            hash_map::Entry::Vacant(place) => {
                place.insert(all.len());
                all.push(material.clone());
            }
        }
    }
    all.iter().map(|material| material_view(workshop, material)).collect()
}

fn use_view(site: &Site<'_>, used: &SheetUse) -> Option<UseView> {
    match site.edition.pack().resolve("", &used.sheet.value) {
        Ok(Target::Entry(id, _)) => {
            let sheet = site.edition.entry(id)?;
            Some(UseView { sheet: site.link(sheet), per: used.per.as_str().to_owned() })
        }
        _ => None,
    }
}

fn distinct_uses(site: &Site<'_>, workshop: &Workshop) -> Vec<UseView> {
    let mut seen: HashSet<(&str, Per)> = HashSet::new();
    let mut uses = Vec::new();
    for used in workshop.sheets() {
        if seen.insert((&used.sheet.value, used.per)) {
            uses.extend(use_view(site, used));
        }
    }
    uses
}

fn form_view(site: &Site<'_>, entry: &Entry, module: &FormModule) -> FormView {
    let pack = site.edition.pack();
    let form = &module.form;
    let labels: HashMap<&str, &str> =
        form.fields.iter().map(|field| (&*field.name.value, &*field.label)).collect();
    let label = |name: &str| labels.get(name).copied().unwrap_or(name).to_owned();
    let contact = || {
        let contact = pack.settings.contact.as_ref()?;
        let parts = [&contact.role, &contact.organisation, &contact.email, &contact.phone];
        let parts: Vec<_> = parts.into_iter().flatten().cloned().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let return_to = match form.return_to.as_deref() {
        Some("contact") => contact(),
        Some(words) => Some(words.to_owned()),
        None => None,
    };
    let (return_by, return_days) = match form.return_by {
        Some(ReturnBy::Date(date)) => (Some(site.date(date)), None),
        Some(ReturnBy::Days(days)) => (None, Some(days)),
        None => (None, None),
    };
    let groups = form.one_of.iter();
    FormView {
        id: entry.slug.clone(),
        fields: form.fields.iter().map(field_view).collect(),
        one_of: groups.map(|group| group.iter().map(|name| label(&name.value)).collect()).collect(),
        anonymous: form.anonymous,
        return_to,
        return_by,
        return_days,
        privacy: module.notice(pack),
    }
}

fn field_view(field: &Field) -> FieldView {
    let scale = field.field_type == FieldType::Scale;
    let min = field.min.or(scale.then_some(1));
    let max = field.max.or(scale.then_some(5));
    let points = match (scale, min, max) {
        // A scale of more points than fit on a line is a number.
        (true, Some(min), Some(max)) => (min..=max.min(min + 10)).collect(),
        _ => Vec::new(),
    };
    let options = field.options.iter();
    FieldView {
        name: field.name.value.clone(),
        label: field.label.clone(),
        field_type: field.field_type.as_str().to_owned(),
        hint: field.hint.clone(),
        required: field.required,
        autocomplete: field.autocomplete.clone(),
        options: options
            .map(|option| OptionView {
                value: option.value.value.clone(),
                label: option.label.clone(),
            })
            .collect(),
        other: field.other,
        min,
        max,
        min_label: field.min_label.clone(),
        max_label: field.max_label.clone(),
        points,
        rows: field.rows.unwrap_or(4),
        columns: field.columns.clone(),
    }
}
