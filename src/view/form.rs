//! A form: its page, the same form at the tutor's desk, and what all forms ask.

use serde::Serialize;

use super::{DateView, LinkView};
use crate::project::Privacy;

/// `form`: a form and its privacy notice.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// The module's slug, which a return gives as its `form`.
    pub id: String,
    /// In order.
    pub fields: Vec<FieldView>,
    /// Groups of which one at least must be filled in.
    pub one_of: Vec<OneOfView>,
    /// Whether it asks nothing that tells who answered.
    pub anonymous: bool,
    /// Words; to whom it goes back.
    pub return_to: Option<String>,
    /// Whether it goes back to a contact that is still a placeholder, so that paper leaves a line
    /// to write on.
    pub return_open: bool,
    /// By when, if a date.
    pub return_by: Option<DateView>,
    /// By when, if days after the workshop.
    pub return_days: Option<u32>,
    /// Absent for anonymous forms.
    pub privacy: Option<Privacy>,
    /// The definition for the page's script, as JSON that is safe inside `<script>`.
    pub rules_json: String,
    /// The same form for one person after another; tutor's editions only.
    pub desk_url: Option<String>,
}

/// Fields of which one at least must be filled in.
#[derive(Debug, Clone, Serialize)]
pub struct OneOfView {
    /// Unique on the page, without `#`.
    pub id: String,
    /// Their labels.
    pub labels: Vec<String>,
}

/// A field of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Unique in the form; the id of its control is `field_` and this.
    pub name: String,
    /// Visible label.
    pub label: String,
    /// `text textarea tel email date number choice choices scale signature table`. A scale of more
    /// points than fit on a line is a `number`.
    pub field_type: String,
    /// Under the label.
    pub hint: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it may be left out: neither required nor one of a group.
    pub optional: bool,
    /// The groups of `one_of` that it belongs to.
    pub groups: Vec<OneOfView>,
    /// Those of them that it is the first field of: what they ask stands before it.
    pub first_of: Vec<OneOfView>,
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

/// `desk` in `desk.html`: a form that one person after another fills in, for tutors.
#[derive(Debug, Clone, Serialize)]
pub struct FormDeskView {
    /// The form's own page.
    pub link: LinkView,
    /// The form.
    pub form: FormView,
}

/// `asks` in `asks.html`: what the pack asks people, for tutors.
#[derive(Debug, Clone, Serialize)]
pub struct AsksView {
    /// Every form, in the pack's order.
    pub forms: Vec<AskView>,
}

/// What a form asks, and when to destroy it.
#[derive(Debug, Clone, Serialize)]
pub struct AskView {
    /// Unique on the page, without `#`.
    pub id: String,
    /// The form.
    pub link: LinkView,
    /// To whom it goes back and by when, and its notice.
    pub form: FormView,
    /// In order.
    pub fields: Vec<AskedView>,
}

/// A field, and what it tells of a person.
#[derive(Debug, Clone, Serialize)]
pub struct AskedView {
    /// Its label.
    pub label: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// `identifies words about careful nothing`; the words are in the string table.
    pub personal: String,
}
