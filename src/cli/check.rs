//! `mentorpack check`

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::arguments::CheckOptions;
use super::report::Reporter;
use super::{Ending, Failure};
use crate::journey::{Dates, journey};
use crate::render::Press;
use crate::yaml::Date;

pub(super) fn run(
    root: &Path,
    options: &CheckOptions,
    reporter: &mut Reporter,
) -> Result<Ending, Failure> {
    let dates = Dates { build: None, today: options.date.or_else(today) };
    let mut journey = journey(root, &[], dates, Press::start().as_ref())?;
    if options.ready {
        journey.diagnostics.promote_warnings();
    }
    let counts = reporter.report(&journey.sources, journey.diagnostics)?;
    if counts.errors > 0 {
        reporter.failed(counts, "")?;
        return Ok(Ending::PackHasErrors);
    }
    reporter.checked(counts)?;
    Ok(Ending::Done)
}

/// Today in UTC: a review date is a matter of days, and no time zone has to be known for it.
pub(super) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_epoch(i64::try_from(since.as_secs()).ok()?)
}
