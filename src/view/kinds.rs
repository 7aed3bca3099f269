//! What each kind adds: the variable named after it.
//!
//! Prose is of type `P`: finished HTML for pages, blocks for paper.

use serde::Serialize;

use super::{DateView, Html, LinkView, OutcomeView};

/// `model`: the stages of a mentoring model.
#[derive(Debug, Clone, Serialize)]
pub struct ModelView {
    /// `path` or `loop`.
    pub shape: String,
    /// In order; may be empty.
    pub stages: Vec<StageView>,
}

/// A stage of a model.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// `Goal`
    pub name: String,
    /// Open questions to ask.
    pub ask: Vec<String>,
}

/// `workshop`: the plan of a workshop or longer course.
#[derive(Debug, Clone, Serialize)]
pub struct WorkshopView<P = Html> {
    /// Minutes in all.
    pub length: u32,
    /// People it is planned for.
    pub people: Option<u32>,
    /// Groups.
    pub groups: Option<u32>,
    /// Tutors.
    pub tutors: Option<u32>,
    /// Date, if set.
    pub date: Option<DateView>,
    /// Venue, if set.
    pub venue: Option<String>,
    /// One session for a plain workshop, more for a course.
    pub sessions: Vec<SessionView<P>>,
    /// What to bring, all steps together.
    pub materials: Vec<BringView>,
    /// Scenarios dealt to the groups.
    pub scenarios: Vec<LinkView>,
    /// Sheets and forms that the steps use, each once.
    pub uses: Vec<UseView>,
    /// The same plan in other lengths; empty where the pack names none.
    pub variants: Vec<VariantView<P>>,
    /// How the people divide into groups and which scenario each gets; empty without groups.
    pub dealt: Vec<GroupView>,
    /// The tutor's clock for this workshop; tutor's editions only.
    pub clock_url: Option<String>,
    /// The page for each group's ideas; tutor's editions only.
    pub record_url: Option<String>,
    /// The page that counts its sheets; tutor's editions only.
    pub print_url: Option<String>,
    /// The workshop as a calendar's entry, where it has a date and a start.
    pub calendar_url: Option<String>,
}

/// The plan in another length.
#[derive(Debug, Clone, Serialize)]
pub struct VariantView<P = Html> {
    /// Unique on the page.
    pub id: String,
    /// What the pack calls it.
    pub name: Option<String>,
    /// Minutes.
    pub length: u32,
    /// The plan; its steps have the ids of the workshop's own.
    pub session: SessionView<P>,
    /// Titles of steps that it leaves out.
    pub left_out: Vec<String>,
}

/// A group of the workshop.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// From 1.
    pub number: u32,
    /// How many people are in it, where the plan says how many there are.
    pub people: Option<u32>,
    /// What it works on.
    pub scenarios: Vec<LinkView>,
}

/// What to do where a step begins late.
#[derive(Debug, Clone, Serialize)]
pub struct LateView {
    /// Minutes into the session after which what remains no longer fits.
    pub minutes: u32,
    /// That time on the clock, if the session has a start.
    pub clock: Option<String>,
    /// Titles of the steps to leave out then.
    pub drop: Vec<String>,
}

/// A session of a workshop.
#[derive(Debug, Clone, Serialize)]
pub struct SessionView<P = Html> {
    /// Absent for a plain workshop.
    pub title: Option<String>,
    /// Day of a course, from 1.
    pub day: u32,
    /// `11:00`, if set.
    pub start: Option<String>,
    /// `11:45`, if `start` is set.
    pub end: Option<String>,
    /// Minutes.
    pub length: u32,
    /// In order.
    pub steps: Vec<StepView<P>>,
}

/// A step of a session.
#[derive(Debug, Clone, Serialize)]
pub struct StepView<P = Html> {
    /// Anchor on the page, without `#`: `step_1`. Ids of a theme's own have an underscore too, since
    /// those of headings never have one.
    pub id: String,
    /// `Welcome and overview`
    pub title: String,
    /// Minutes.
    pub minutes: u32,
    /// Minutes from the session's start.
    pub from: u32,
    /// Minutes from the session's start when it ends.
    pub to: u32,
    /// Clock time, if the session has a start.
    pub clock: Option<String>,
    /// Share of the session in hundredths of a per cent (1000 = 10%), for the bars.
    pub share: u32,
    /// `must`, `should`, `could`.
    pub priority: String,
    /// How the room is used.
    pub setting: Option<String>,
    /// What exists afterwards.
    pub output: Option<String>,
    /// Whether it is a break.
    pub is_break: bool,
    /// What it needs.
    pub materials: Vec<MaterialView>,
    /// Outcomes it serves.
    pub outcomes: Vec<OutcomeView>,
    /// Sheets it uses.
    pub uses: Vec<UseView>,
    /// Fewest minutes that still make sense.
    pub at_least: u32,
    /// Most minutes that still make sense.
    pub at_most: u32,
    /// What to do where it begins late; tutor's editions only.
    pub late: Option<LateView>,
    /// The tutor's notes; absent from editions without tutor's material.
    pub notes: Option<P>,
}

/// Something to bring: `sticky notes, 4 per person, in packs of 100`.
#[derive(Debug, Clone, Serialize)]
pub struct MaterialView {
    /// `sticky notes`
    pub item: String,
    /// How many for each.
    pub count: u32,
    /// `person`, `group`, `tutor`, `room`.
    pub per: String,
    /// Pack size.
    pub pack_of: Option<u32>,
    /// For the people, groups and tutors of the plan, rounded up to whole packs; absent where the
    /// plan does not say how many people or groups there are.
    pub total: Option<u32>,
}

/// Something to bring for the whole workshop: `pens, 30 in all`.
#[derive(Debug, Clone, Serialize)]
pub struct BringView {
    /// `pens`
    pub item: String,
    /// For whom it is counted, for example one a person and one a group.
    pub each: Vec<MaterialView>,
    /// Pack size.
    pub pack_of: Option<u32>,
    /// In all, rounded up to whole packs; absent where the plan does not say how many people or
    /// groups there are.
    pub total: Option<u32>,
}

/// A sheet that a step uses.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    /// The handout or form.
    pub sheet: LinkView,
    /// `person`, `group`, `tutor`, `room`.
    pub per: String,
}

/// `scenario`: a case for a group.
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioView<P = Html> {
    /// Its number in order.
    pub number: Option<u32>,
    /// How many people it is about.
    pub people: Option<u32>,
    /// Who they are.
    pub who: Option<String>,
    /// What has happened.
    pub situation: Option<P>,
    /// Questions for the group.
    pub prompts: Vec<P>,
    /// Earlier groups' ideas; tutor's editions only.
    pub ideas: Option<IdeasView<P>>,
    /// What to listen for; tutor's editions only.
    pub listen_for: Vec<P>,
}

/// Ideas of earlier groups.
#[derive(Debug, Clone, Serialize)]
pub struct IdeasView<P = Html> {
    /// Where they are from.
    pub from: Option<String>,
    /// One by one.
    pub items: Vec<P>,
}

/// `handout`: a sheet to hand out.
#[derive(Debug, Clone, Serialize)]
pub struct HandoutView {
    /// `person`, `group`, `tutor`, `room`, `none`.
    pub copies: Option<String>,
    /// Headings for flip charts that it lists; mostly none.
    pub posters: Vec<PosterView>,
}

/// A heading for a flip-chart sheet.
#[derive(Debug, Clone, Serialize)]
pub struct PosterView {
    /// `Our questions`
    pub heading: String,
    /// What stands under it, a line each.
    pub below: Vec<String>,
    /// `room` or `group`.
    pub per: String,
}
