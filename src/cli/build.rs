//! `mentorpack build`

use std::path::Path;
use std::time::Instant;

use super::arguments::BuildOptions;
use super::progress::Progress;
use super::report::{Reporter, Summary};
use super::{Ending, Failure};
use crate::journey::{Given, journey};
use crate::project::OUTPUT;
use crate::publish::{publish, refuse_inside};
use crate::render::Press;
use crate::yaml::Date;

pub(super) fn run(
    root: &Path,
    options: &BuildOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    let started = Instant::now();
    let output = options.output.clone().unwrap_or_else(|| root.join(OUTPUT));
    refuse_inside(root, &output)?;
    let build = match options.date {
        None => epoch()?,
        given => given,
    };
    let press = if options.no_pdf { None } else { Press::start() };
    let given = Given { occasion: build.into(), today: None };
    let journey = journey(root, &options.edition, given, press.as_ref(), None, &mut |stage| {
        progress.begin(stage)
    })?;
    progress.clear();
    let counts = reporter.report(&journey.sources, journey.diagnostics)?;
    if counts.errors > 0 {
        reporter.failed(counts, " What was published before is as it was.")?;
        return Ok(Ending::PackHasErrors);
    }
    let (mut pages, mut pdfs) = (0, 0);
    let mut editions = Vec::new();
    for (edition, finished) in journey.rendered {
        progress.begin(format!("Writing the edition {}", edition.name));
        pages += finished.files().filter(|(path, _)| path.ends_with(".html")).count();
        // Those that an author put beside a module are counted too: they are in the edition.
        pdfs += finished.files().filter(|(path, _)| path.ends_with(".pdf")).count();
        let folder = output.join(&edition.name);
        publish(finished, &folder)?;
        editions.push((edition, folder));
    }
    progress.clear();
    reporter.built(&Summary { pages, pdfs, counts, editions, took: started.elapsed() })?;
    Ok(Ending::Done)
}

/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
pub(super) fn epoch() -> Result<Option<Date>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty())
    else {
        return Ok(None);
    };
    let text = value.to_string_lossy().into_owned();
    let date = text.trim().parse().ok().and_then(Date::from_epoch);
    date.map(Some).ok_or(Failure::Epoch(text))
}
