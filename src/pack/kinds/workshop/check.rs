//! A workshop's own rules: its steps fill its minutes, and their limits make sense.

use super::{Session, Step, Variant, Workshop};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::pack::{Entry, Pack};
use crate::schedule::Unfit;
use crate::yaml::Text;

impl Workshop {
    pub(in crate::pack::kinds) fn check(&self, d: &mut Diagnostics, _entry: &Entry, pack: &Pack) {
        let mut can_be_fitted = true;
        for session in &self.sessions {
            sum(d, session);
            for step in &session.steps {
                let wrong = limits(step);
                can_be_fitted &= wrong.is_none();
                wrong.into_iter().for_each(|wrong| d.push(wrong));
            }
        }
        // Steps whose limits are wrong have no room that could be told.
        for variant in self.variants.iter().filter(|_| can_be_fitted) {
            fits(d, self, variant);
        }
        for named in self.scenarios.iter().flatten() {
            is_one_scenario(d, named, pack);
        }
    }
}

/// A scenario that the plan names is there, and no other has its name.
fn is_one_scenario(d: &mut Diagnostics, named: &Text, pack: &Pack) {
    let found: Vec<_> = pack.scenarios().filter(|entry| entry.slug == named.value).collect();
    match &found[..] {
        [_] => {}
        [] => d.push(
            Diagnostic::new(
                Code::BrokenLink,
                named.span,
                format!("there is no scenario `{}`", named.value),
            )
            .suggest(
                nearest(&named.value, pack.scenarios().map(|entry| &*entry.slug)),
                "write the name of a file in scenarios/, without `.md`",
            ),
        ),
        several => {
            let paths: Vec<_> = several.iter().map(|it| format!("`{}`", it.path)).collect();
            d.push(
                Diagnostic::new(
                    Code::DuplicateName,
                    named.span,
                    format!("several scenarios are called `{}`: {}", named.value, paths.join(", ")),
                )
                .help("give all but one of these files another name"),
            );
        }
    }
}

fn sum(d: &mut Diagnostics, session: &Session) {
    let total: u32 = session.steps.iter().map(|step| step.minutes).sum();
    if total == session.length || session.steps.is_empty() || !session.whole {
        return;
    }
    let plural = |n: u32| if n == 1 { "minute" } else { "minutes" };
    let steps = match &session.title {
        Some(title) => format!("the steps of `{title}`"),
        None => "the steps".to_owned(),
    };
    let mut end = 0;
    let over = session.steps.iter().enumerate().find(|(_, step)| {
        end += step.minutes;
        end > session.length
    });
    let diagnostic = match over {
        Some((at, step)) => {
            let much = total - session.length;
            Diagnostic::new(
                Code::StepsSum,
                step.minutes_span,
                format!(
                    "{steps} take {total} minutes, {much} more than the length of {}: \
                     step {}, `{}`, ends at minute {end}",
                    session.length,
                    at + 1,
                    step.title
                ),
            )
            .help(format!(
                "shorten the steps by {much} {}, or write `length: {total}`",
                plural(much)
            ))
        }
        None => {
            let much = session.length - total;
            let count = session.steps.len();
            let last = &session.steps[count - 1];
            Diagnostic::new(
                Code::StepsSum,
                last.minutes_span,
                format!(
                    "{steps} take {total} minutes, {much} fewer than the length of {}: \
                     step {count}, `{}`, is the last and ends at minute {total}",
                    session.length, last.title
                ),
            )
            .help(format!(
                "lengthen the steps by {much} {}, or write `length: {total}`",
                plural(much)
            ))
        }
    };
    d.push(diagnostic.related(session.length_span, "the length"));
}

/// A variant's length can be reached within the limits of the steps.
fn fits(d: &mut Diagnostics, workshop: &Workshop, variant: &Variant) {
    let [session] = &workshop.sessions[..] else {
        d.push(
            Diagnostic::new(
                Code::VariantUnfit,
                variant.span,
                "a course of several sessions has no variants",
            )
            .help("write the other length as a workshop of its own"),
        );
        return;
    };
    if !session.whole {
        return;
    }
    let Err(unfit) = session.fitted(variant.length) else { return };
    let help = match unfit {
        Unfit::TooShort { .. } => {
            "lower `at_least` of a step, or give one the priority `should` or `could`"
        }
        Unfit::TooLong { .. } => "raise `at_most` of a step, or add a step",
        Unfit::Between { .. } => "give the steps room with `at_least` and `at_most`",
    };
    let message = unfit.told(variant.length);
    d.push(Diagnostic::new(Code::VariantUnfit, variant.span, message).help(help));
}

fn limits(step: &Step) -> Option<Diagnostic> {
    let Step { title, minutes, at_least, at_most, .. } = step;
    let (message, help) = if minutes < at_least && minutes > at_most {
        (
            format!("`{title}` takes at least {at_least} minutes and at most {at_most}"),
            "write the smaller number behind `at_least`",
        )
    } else if minutes < at_least {
        (
            format!("`{title}` is planned for {minutes} minutes and takes at least {at_least}"),
            "give it more `minutes`, or write a smaller number behind `at_least`",
        )
    } else if minutes > at_most {
        (
            format!("`{title}` is planned for {minutes} minutes and takes at most {at_most}"),
            "give it fewer `minutes`, or write a larger number behind `at_most`",
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(Code::StepLimits, step.minutes_span, message).help(help))
}
