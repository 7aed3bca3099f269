//! What each kind adds to its page, as templates see it.

use tera::Value;

use super::prose::PageText;
use super::{forms, workshop};
use crate::pack::Entry;
use crate::pack::kinds::{Details, Model, Scenario};
use crate::view::{HandoutView, IdeasView, ModelView, ScenarioView, StageView};

/// The variable named after the kind; none for kinds without anything of their own.
pub(super) fn view(text: &mut PageText<'_>, entry: &Entry) -> Option<Value> {
    match &entry.details {
        Details::Model(model) => Some(Value::from_serializable(&model_view(model))),
        Details::Workshop(workshop) => {
            Some(Value::from_serializable(&workshop::view(text, entry, workshop)))
        }
        Details::Scenario(scenario) => {
            Some(Value::from_serializable(&scenario_view(text, scenario)))
        }
        Details::Handout(handout) => {
            let copies = handout.copies.map(|per| per.as_str().to_owned());
            Some(Value::from_serializable(&HandoutView { copies }))
        }
        Details::Form(form) => Some(Value::from_serializable(&forms::view(text.site, entry, form))),
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
