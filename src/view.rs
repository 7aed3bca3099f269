//! What templates may see: the documented contract with theme authors.
//!
//! Every template is given the same variables: `pack`, `edition`, `assets`, `sections` (shared by
//! all pages of an edition) and `root`, `page`, plus one variable named like the template
//! (`model` in `model.html`, `workshop` in `workshop.html`, `front` in `front.html`, ...).
//!
//! Every `url` is relative to the edition's folder; a template writes
//! `href="{{ root }}{{ x.url }}"`, since `root` is the way from the page to that folder (`""`,
//! `"../"`, ...). Fields that end in `_html` are finished HTML and are written with `| safe`;
//! everything else is plain text, which templates escape by themselves.

use serde::Serialize;

/// The pack, the same on every page: `pack`.
#[derive(Debug, Clone, Serialize)]
pub struct PackView {
    /// The pack's title.
    pub title: String,
    /// One line under it.
    pub tagline: Option<String>,
    /// As the owner writes it, for example `1.0`.
    pub version: Option<String>,
    /// BCP 47 language tag for `<html lang>`.
    pub language: String,
    /// Role that answers for the pack.
    pub owner: Option<String>,
    /// Whom to ask.
    pub contact: Option<ContactView>,
    /// Licence in words.
    pub licence: Option<String>,
    /// Where its law holds, for example `England and Wales`.
    pub jurisdiction: Option<String>,
    /// Last review.
    pub reviewed: Option<DateView>,
    /// Next review.
    pub review_by: Option<DateView>,
    /// The date of the build, which no clock gives (see the contract).
    pub date: Option<DateView>,
    /// Whether the glossary has terms, and so a page.
    pub has_glossary: bool,
}

/// A role and how to reach it: `pack.contact`.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// A role, never a person's name.
    pub role: Option<String>,
    /// Its organisation.
    pub organisation: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A date for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// `2026-11-01`
    pub iso: String,
    /// `1 November 2026`
    pub words: String,
}

/// Which edition this is: `edition`.
#[derive(Debug, Clone, Serialize)]
pub struct EditionView {
    /// As in `pack.yaml`: `participant`, `tutor`.
    pub name: String,
    /// Whether it holds what is for tutors only.
    pub tutor: bool,
}

/// Hashed names of what pages load: `assets`, each from the edition's folder.
#[derive(Debug, Clone, Serialize)]
pub struct AssetsView {
    /// The stylesheet, colours of `theme.yaml` included.
    pub style: String,
    /// The script of every page.
    pub site: String,
    /// The search engine, for the search page only.
    pub search: String,
    /// The search index's first file, for the search page only.
    pub search_index: String,
    /// The theme's logo.
    pub logo: Option<LogoView>,
}

/// The theme's logo.
#[derive(Debug, Clone, Serialize)]
pub struct LogoView {
    /// Where it lies.
    pub url: String,
    /// Its text alternative; empty where the pack's title stands beside it.
    pub alt: String,
}

/// A section of the pack: an item of `sections`, and `page.section`.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// The folder's slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The kind most of its modules have; sets the colour of its edge.
    pub kind: String,
    /// How many modules this edition has in it.
    pub count: usize,
}

/// A link to a page, with what a list says of it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// The page's title.
    pub title: String,
    /// Where it lies.
    pub url: String,
    /// One sentence.
    pub summary: Option<String>,
    /// `model`, `workshop`, ...; empty for pages that mentorpack makes.
    pub kind: String,
    /// `Model`, `Workshop`, ... in the reader's language.
    pub kind_label: String,
    /// Whether it is the page that shows the link.
    pub current: bool,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// A scenario's number.
    pub number: Option<u32>,
}

/// The page being shown: `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `model`, `workshop`, ...; `front`, `section`, `topics`, `glossary`, `about`, `search`,
    /// `start-here` for pages that mentorpack makes.
    pub kind: String,
    /// The kind in the reader's language; empty for pages that mentorpack makes.
    pub kind_label: String,
    /// Title, also the `<h1>`.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Where it lies.
    pub url: String,
    /// Its section.
    pub section: Option<SectionView>,
    /// The way here from the front page, without the page itself.
    pub breadcrumb: Vec<LinkView>,
    /// The section's modules, or the ten either side where it has more than 40.
    pub siblings: Vec<LinkView>,
    /// Whether `siblings` leaves some out.
    pub siblings_cut: bool,
    /// The module before it in its section.
    pub previous: Option<LinkView>,
    /// The module after it.
    pub next: Option<LinkView>,
    /// Headings of the page; empty where there are fewer than two.
    pub contents: Vec<HeadingView>,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// Minutes that reading takes, at 200 words a minute, rounded up.
    pub reading_minutes: u32,
    /// Tags as written.
    pub tags: Vec<String>,
    /// Outcomes it serves.
    pub outcomes: Vec<OutcomeView>,
    /// Role that answers for it (its own, else the pack's).
    pub owner: Option<String>,
    /// Last review (its own, else the pack's).
    pub reviewed: Option<DateView>,
    /// Next review (its own, else the pack's).
    pub review_by: Option<DateView>,
    /// Where its facts come from.
    pub sources_html: Vec<String>,
    /// The text.
    pub body_html: String,
}

/// A heading of the page: an item of `page.contents`.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingView {
    /// Without `#`.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// 2 to 6.
    pub level: u8,
}

/// An outcome of `content/outcomes.yaml`.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeView {
    /// `C1`
    pub id: String,
    /// What a person can do afterwards.
    pub text: String,
}

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
pub struct WorkshopView {
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
    pub sessions: Vec<SessionView>,
    /// What to bring, all steps together.
    pub materials: Vec<MaterialView>,
    /// Scenarios dealt to the groups.
    pub scenarios: Vec<LinkView>,
    /// Sheets and forms that the steps use, each once.
    pub uses: Vec<UseView>,
}

/// A session of a workshop.
#[derive(Debug, Clone, Serialize)]
pub struct SessionView {
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
    pub steps: Vec<StepView>,
}

/// A step of a session.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
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
    /// The tutor's notes; absent from editions without tutor's material.
    pub notes_html: Option<String>,
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
pub struct ScenarioView {
    /// Its number in order.
    pub number: Option<u32>,
    /// How many people it is about.
    pub people: Option<u32>,
    /// Who they are.
    pub who: Option<String>,
    /// What has happened.
    pub situation_html: Option<String>,
    /// Questions for the group, each inline HTML.
    pub prompts_html: Vec<String>,
    /// Earlier groups' ideas; tutor's editions only.
    pub ideas: Option<IdeasView>,
    /// What to listen for; tutor's editions only.
    pub listen_for_html: Vec<String>,
}

/// Ideas of earlier groups.
#[derive(Debug, Clone, Serialize)]
pub struct IdeasView {
    /// Where they are from.
    pub from: Option<String>,
    /// Each inline HTML.
    pub items_html: Vec<String>,
}

/// `handout`: a sheet to hand out.
#[derive(Debug, Clone, Serialize)]
pub struct HandoutView {
    /// `person`, `group`, `tutor`, `room`, `none`.
    pub copies: Option<String>,
}

/// `form`: a form and its privacy notice.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// The module's slug.
    pub id: String,
    /// In order.
    pub fields: Vec<FieldView>,
    /// Groups of labels of which one at least must be filled in.
    pub one_of: Vec<Vec<String>>,
    /// Whether it asks nothing that tells who answered.
    pub anonymous: bool,
    /// `contact` or words; to whom it goes back.
    pub return_to: Option<String>,
    /// By when, if a date.
    pub return_by: Option<DateView>,
    /// By when, if days after the workshop.
    pub return_days: Option<u32>,
    /// Absent for anonymous forms.
    pub privacy: Option<PrivacyView>,
}

/// A field of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Unique in the form; also the id of its control.
    pub name: String,
    /// Visible label.
    pub label: String,
    /// `text textarea tel email date number choice choices scale signature table`
    pub field_type: String,
    /// Under the label.
    pub hint: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// The HTML `autocomplete` token (WCAG 1.3.5).
    pub autocomplete: Option<String>,
    /// For `choice`, `choices`.
    pub options: Vec<OptionView>,
    /// Whether "something else" may be written in.
    pub other: bool,
    /// For `scale` and `number`: least.
    pub min: Option<u32>,
    /// For `scale` and `number`: most.
    pub max: Option<u32>,
    /// Words at the scale's ends.
    pub min_label: Option<String>,
    /// Words at the scale's ends.
    pub max_label: Option<String>,
    /// For `scale`: every point.
    pub points: Vec<u32>,
    /// For `textarea` and `table`: lines or rows.
    pub rows: u32,
    /// For `table`: its columns.
    pub columns: Vec<String>,
}

/// An option of a choice.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// What a return holds.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// A form's privacy notice (UK GDPR Article 13).
#[derive(Debug, Clone, Serialize)]
pub struct PrivacyView {
    /// Who is responsible.
    pub controller: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// Lawful basis.
    pub basis: Option<String>,
    /// Article 9 condition.
    pub condition: Option<String>,
    /// Who sees it.
    pub recipients: Option<String>,
    /// How long it is kept.
    pub keep_for: Option<String>,
    /// The reader's rights.
    pub rights: Option<String>,
    /// Where to complain.
    pub complaints: Option<String>,
}

/// `front`: the front page.
#[derive(Debug, Clone, Serialize)]
pub struct FrontView {
    /// Ways in: `mentor`, `mentee`, `branch`, `tutor`, with the page each opens.
    pub doors: Vec<DoorView>,
    /// The first workshop, whose line the page draws.
    pub workshop: Option<LinkView>,
    /// Its plan.
    pub plan: Option<WorkshopView>,
    /// Up to ten scenarios, by number.
    pub scenarios: Vec<LinkView>,
}

/// A way in.
#[derive(Debug, Clone, Serialize)]
pub struct DoorView {
    /// `mentor`, `mentee`, `branch`, `tutor`; the words are in the string table.
    pub id: String,
    /// The page it opens.
    pub link: LinkView,
}

/// `section`: a section's page.
#[derive(Debug, Clone, Serialize)]
pub struct SectionPageView {
    /// Its modules, in order.
    pub modules: Vec<LinkView>,
}

/// `topics`: the A to Z.
#[derive(Debug, Clone, Serialize)]
pub struct TopicsView {
    /// In order of the alphabet; only letters that have entries.
    pub letters: Vec<LetterView>,
}

/// A letter of the A to Z.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// `A`
    pub letter: String,
    /// Anchor, without `#`.
    pub id: String,
    /// In order.
    pub topics: Vec<TopicView>,
}

/// A topic: a module's title, a tag or a glossary term, and the pages about it.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// The topic.
    pub topic: String,
    /// Pages about it.
    pub links: Vec<LinkView>,
}

/// `glossary`: the terms.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryView {
    /// In order of the alphabet.
    pub terms: Vec<TermView>,
}

/// A term of the glossary.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Anchor, without `#`.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub definition_html: String,
}

/// `about`: what the pack is made of.
#[derive(Debug, Clone, Serialize)]
pub struct AboutView {
    /// How many modules each section has.
    pub sections: Vec<SectionView>,
    /// The pack's privacy notice, where it has one.
    pub privacy: Option<PrivacyView>,
    /// Modules whose review date is their own, soonest first; at most 100.
    pub dated: Vec<DatedView>,
}

/// A module with a review date of its own.
#[derive(Debug, Clone, Serialize)]
pub struct DatedView {
    /// The module.
    pub link: LinkView,
    /// Its next review.
    pub review_by: DateView,
}
