//! `mentorpack check`

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::arguments::CheckOptions;
use super::progress::Progress;
use super::report::{Reporter, counted};
use super::web::follow;
use super::{Ending, Failure};
use crate::journey::{Follow, Gate, Given, Journey, journey};
use crate::render::Press;
use crate::yaml::Date;

pub(super) fn run(
    root: &Path,
    options: &CheckOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    let given = Given { today: options.date.or_else(today), ..Given::default() };
    let follow: Option<Follow<'_>> = if options.external { Some(&follow) } else { None };
    let gate = options.ready.then_some(Gate { follow });
    let mut journey = journey(root, &[], given, Press::start().as_ref(), gate, &mut |stage| {
        progress.begin(stage)
    })?;
    progress.clear();
    if options.ready {
        journey.diagnostics.promote_warnings();
        reporter.say(&leads_to(&journey, options.external))?;
    }
    let counts = reporter.report(&journey.sources, journey.diagnostics)?;
    if counts.errors > 0 {
        reporter.failed(counts, "")?;
        return Ok(Ending::PackHasErrors);
    }
    reporter.checked(counts)?;
    Ok(Ending::Done)
}

/// The addresses on the web, each with the first place that leads there.
fn leads_to(journey: &Journey, followed: bool) -> String {
    let links = &journey.web;
    if links.is_empty() {
        return String::new();
    }
    let mut text = format!("The pack leads to {} on the web", counted(links.len(), "page"));
    text.push_str(if followed {
        ":\n"
    } else {
        ". Nobody has looked whether they answer; --external does:\n"
    });
    for link in links {
        let span = link.spans[0];
        let place = journey.sources.position(span);
        let more = match link.spans.len() - 1 {
            0 => String::new(),
            more => format!(" and {}", counted(more, "other place")),
        };
        let file = journey.sources.path(span.file);
        text.push_str(&format!("  {}  ({file}:{}{more})\n", link.address, place.line));
    }
    text.push('\n');
    text
}

/// Today in UTC: a review date is a matter of days, and no time zone has to be known for it.
pub(super) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_epoch(i64::try_from(since.as_secs()).ok()?)
}
