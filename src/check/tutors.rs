//! Text for everyone leads to nothing that only tutors have: every cut leaves a whole.

use super::{PackText, Resolved};
use crate::body::Reference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::{Pack, Target};
use crate::project::{Audience, Edition};

pub(super) fn stays_in_its_edition(
    d: &mut Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
    reference: &Reference<'_>,
    resolved: &Resolved<'_>,
    audience: Audience,
) {
    let (needed, what) = match resolved {
        Ok(Target::Entry(id, anchor)) => {
            let entry = pack.entry(*id);
            let at = anchor.and_then(|anchor| entry.anchor_audience(anchor));
            match at {
                Some(at) if at != entry.audience => (at, format!("this place in `{}`", entry.path)),
                _ => (entry.audience, format!("`{}`", entry.path)),
            }
        }
        Ok(Target::Section(id, anchor)) => {
            let (whole, section) = (pack.section_audience(*id), pack.section(*id));
            let at = anchor.and_then(|anchor| section.intro.anchor_audience(anchor, whole));
            match at {
                Some(at) if at != whole => (at, format!("this place in `{}`", section.slug)),
                _ => (whole, format!("the section `{}`", section.slug)),
            }
        }
        Ok(Target::Front(Some(anchor))) => {
            let front = pack.front.as_ref();
            let at = front.and_then(|front| front.body.anchor_audience(anchor, Audience::Everyone));
            (at.unwrap_or(Audience::Everyone), "this place on the front page".to_owned())
        }
        Ok(Target::Here(anchor)) => {
            let at = text.anchor_audience(anchor);
            (at.unwrap_or(Audience::Everyone), format!("the place `#{anchor}`"))
        }
        _ => return,
    };
    if let Some(edition) = torn(pack, audience, needed) {
        d.push(
            Diagnostic::new(
                Code::LinkToTutor,
                reference.span,
                format!("{what} is for tutors only, and this link is in text for everyone"),
            )
            .help(format!(
                "put the link into a :::tutor block, or open {what} to everyone; \
                 in the edition `{}` it would lead nowhere",
                edition.name
            )),
        );
    }
}

/// An edition that has text for `shown` and not what it `needs`.
pub(super) fn torn(pack: &Pack, shown: Audience, needs: Audience) -> Option<&Edition> {
    let editions = pack.settings.editions.iter();
    editions.into_iter().find(|edition| edition.admits(shown) && !edition.admits(needs))
}
