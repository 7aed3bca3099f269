//! A form's privacy notice tells people what they have to be told.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::pack::kinds::Details;
use crate::project::Privacy;
use crate::source::Span;

pub(super) fn tells_what_it_must(d: &mut Diagnostics, pack: &Pack) {
    let general = pack.settings.privacy.as_ref().filter(|notice| !notice.says_nothing());
    let mut left_out = BTreeSet::new();
    for entry in &pack.entries {
        let Details::Form(form) = &entry.details else { continue };
        let Some(notice) = form.notice(pack).filter(|notice| !notice.says_nothing()) else {
            continue;
        };
        match (general, &form.privacy) {
            // What every form lacks is said once, where it is written once.
            (Some(_), _) => left_out.extend(notice.missing()),
            (None, Some(own)) => lacks(d, own.place, &notice.missing()),
            (None, None) => {}
        }
    }
    let missing = general.map(Privacy::missing).unwrap_or_default();
    let missing: Vec<_> = missing.into_iter().filter(|key| left_out.contains(key)).collect();
    lacks(d, general.and_then(|notice| notice.place), &missing);
}

fn lacks(d: &mut Diagnostics, place: Option<Span>, missing: &[&str]) {
    let (Some(place), [_, ..]) = (place, missing) else { return };
    let named: Vec<_> = missing.iter().map(|key| format!("`{key}`")).collect();
    let named = match &named[..] {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => named.concat(),
    };
    d.push(
        Diagnostic::new(
            Code::IncompletePrivacy,
            place,
            format!("the privacy notice does not say all that people have to be told: {named}"),
        )
        .help(format!(
            "add {} here; if your data lead says that a form can do without, allow it with the \
             reason",
            if missing.len() == 1 { "this key" } else { "these keys" }
        )),
    );
}
