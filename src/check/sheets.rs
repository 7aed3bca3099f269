//! Sheets that steps use are in the pack, and in every edition that shows the step.

use super::tutors;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::kinds::handout::Per;
use crate::pack::kinds::{Details, Kind};
use crate::pack::{Entry, LinkProblem, Pack, Target};
use crate::project::{Audience, Edition};
use crate::yaml::Text;

pub(super) fn are_there(d: &mut Diagnostics, pack: &Pack, entry: &Entry) {
    let Details::Workshop(workshop) = &entry.details else { return };
    for used in workshop.sheets() {
        let sheet = &used.sheet;
        match pack.resolve("", &sheet.value) {
            Ok(Target::Entry(id, _)) => {
                let target = pack.entry(id);
                if target.kind() == Kind::Workshop {
                    d.push(
                        Diagnostic::new(
                            Code::BadValue,
                            sheet.span,
                            format!("`{}` is a workshop and no sheet", sheet.value),
                        )
                        .help("name a handout, a form or another page to print"),
                    );
                }
                if used.per != Per::Tutor
                    && let Some(edition) =
                        tutors::torn(pack, Some(entry.audience), entry.audience, target.audience)
                {
                    d.push(torn(edition, target.audience, sheet));
                }
            }
            Ok(Target::Unread) => {}
            other => {
                let near = match other {
                    Err(LinkProblem::Missing(near)) => {
                        near.or_else(|| pack.nearest_path("", &sheet.value))
                    }
                    Err(LinkProblem::WrongCase(right) | LinkProblem::BuiltPage(right)) => {
                        Some(right)
                    }
                    _ => None,
                };
                d.push(
                    Diagnostic::new(
                        Code::BrokenLink,
                        sheet.span,
                        format!("there is no sheet `{}`", sheet.value),
                    )
                    .suggest(
                        near.as_deref(),
                        "write the path from content/, for example handouts/role-card.md",
                    ),
                );
            }
        }
    }
}

/// An edition has the step and not the sheet.
fn torn(edition: &Edition, needed: Audience, sheet: &Text) -> Diagnostic {
    let path = &sheet.value;
    let (message, help) = match needed {
        Audience::Tutor => (
            format!("`{path}` is for tutors only, and this step hands it out"),
            format!("write `{{sheet: {path}, per: tutor}}`, or open the sheet to everyone"),
        ),
        Audience::Everyone => (
            format!(
                "the edition `{}` has this step and not `{path}`, which is for everyone",
                edition.name
            ),
            tutors::whole(edition),
        ),
    };
    Diagnostic::new(Code::LinkToTutor, sheet.span, message).help(help)
}
