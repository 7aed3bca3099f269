//! What each kind adds to its page or sheet, as templates see it.

use serde::Serialize;
use tera::Value;

use super::facts::Facts;
use super::plan;
use crate::body::Body;
use crate::pack::Entry;
use crate::pack::kinds::handout::Poster;
use crate::pack::kinds::{Details, Handout, Model, Scenario};
use crate::view::{
    FormView, HandoutView, IdeasView, ModelView, PosterView, ScenarioView, StageView, WorkshopView,
};

/// How a format writes an author's prose.
pub(super) trait Prose {
    /// What it becomes.
    type Written: Serialize;

    /// The edition and its words.
    fn facts(&self) -> Facts<'_>;

    /// A text that stands among others; a single paragraph comes without its tags.
    fn part(&mut self, body: &Body) -> Self::Written;

    /// The same, a single paragraph with its tags.
    fn whole_part(&mut self, body: &Body) -> Self::Written;
}

/// The variable named after the kind.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum KindView<P> {
    Model(ModelView),
    Workshop(WorkshopView<P>),
    Scenario(ScenarioView<P>),
    Handout(HandoutView),
    Form(FormView),
}

impl<P: Serialize> KindView<P> {
    /// The variable itself, without its name.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Model(view) => Value::from_serializable(&view),
            Self::Workshop(view) => Value::from_serializable(&view),
            Self::Scenario(view) => Value::from_serializable(&view),
            Self::Handout(view) => Value::from_serializable(&view),
            Self::Form(view) => Value::from_serializable(&view),
        }
    }
}

/// The variable named after the kind; none for kinds without anything of their own.
pub(super) fn view<T: Prose>(text: &mut T, entry: &Entry) -> Option<KindView<T::Written>> {
    Some(match &entry.details {
        Details::Model(model) => KindView::Model(model_view(model)),
        Details::Workshop(workshop) => KindView::Workshop(plan::view(text, entry, workshop)),
        Details::Scenario(scenario) => KindView::Scenario(scenario_view(text, scenario)),
        Details::Handout(handout) => KindView::Handout(handout_view(handout)),
        Details::Form(form) => KindView::Form(super::form::view(text.facts(), entry, form)),
        Details::Boundary | Details::Guide => return None,
    })
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

fn scenario_view<T: Prose>(text: &mut T, scenario: &Scenario) -> ScenarioView<T::Written> {
    let situation = &scenario.situation;
    ScenarioView {
        number: scenario.number,
        people: scenario.people,
        who: scenario.who.clone(),
        situation: (!situation.is_empty()).then(|| text.whole_part(situation)),
        prompts: scenario.prompts.iter().map(|prompt| text.part(prompt)).collect(),
        ideas: scenario.ideas.as_ref().map(|ideas| IdeasView {
            from: ideas.from.clone(),
            items: ideas.items.iter().map(|item| text.part(item)).collect(),
        }),
        listen_for: scenario.listen_for.iter().map(|item| text.part(item)).collect(),
    }
}

/// A flip-chart heading.
pub(super) fn poster_view(poster: &Poster) -> PosterView {
    PosterView {
        heading: poster.heading.clone(),
        below: poster.below.clone(),
        per: poster.per.as_str().to_owned(),
    }
}

fn handout_view(handout: &Handout) -> HandoutView {
    HandoutView {
        copies: handout.copies.map(|per| per.as_str().to_owned()),
        posters: handout.posters.iter().map(poster_view).collect(),
    }
}
