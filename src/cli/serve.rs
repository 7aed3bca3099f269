//! `mentorpack serve`

use std::io;
use std::path::Path;

use super::arguments::{Format, ServeOptions};
use super::build::epoch;
use super::check::today;
use super::progress::Progress;
use super::report::Reporter;
use super::{Ending, Failure, browser};
use crate::diagnostic::Diagnostic;
use crate::journey::Given;
use crate::serve::{News, Place, Plan};

pub(super) fn run(
    root: &Path,
    options: &ServeOptions,
    format: Format,
    progress: Progress,
) -> Result<Ending, Failure> {
    let (build, given) = (epoch()?, options.date);
    let place = Place::take(options.port)?;
    let reporter = Reporter::new(format);
    let mut teller = Teller { reporter, progress, last: Vec::new(), failure: None };
    let plan = Plan {
        root: root.to_owned(),
        editions: options.edition.clone(),
        given: Box::new(move || Given { occasion: build.into(), today: given.or_else(today) }),
        // There is nobody left to tell if this cannot be written; the browser shows it anyway.
        tell: Box::new(move |news| drop(teller.tell(news))),
    };
    let reporter = Reporter::new(format);
    let (port, url) = (place.port(), place.url());
    place.show(plan, || {
        let mut text = String::new();
        if options.port != 0 && port != options.port {
            text.push_str(&format!("Port {} is taken, so it is {port} instead.\n", options.port));
        }
        text.push_str(&format!("The preview is at {url}\nPress Ctrl-C here to end it.\n"));
        if options.open && browser::open(&url).is_err() {
            text.push_str(
                "The browser could not be opened from here: open the address yourself.\n",
            );
        }
        let _ = reporter.say(&text);
    })?;
    Ok(Ending::Done)
}

/// Tells the terminal what came of each build, where that is new.
struct Teller {
    reporter: Reporter,
    /// Of the first build, and with `--verbose` of each.
    progress: Progress,
    last: Vec<Diagnostic>,
    failure: Option<String>,
}

impl Teller {
    fn tell(&mut self, news: News<'_>) -> io::Result<()> {
        match news {
            News::Begins(stage) => {
                self.progress.begin(stage);
                return Ok(());
            }
            News::Found(..) | News::Failed(_) => self.progress.only_times(),
        }
        match news {
            News::Begins(_) => Ok(()),
            News::Found(sources, found) => {
                let mended = self.failure.take().is_some();
                if found == self.last && !mended {
                    return Ok(());
                }
                found.clone_into(&mut self.last);
                let counts = self.reporter.report_sorted(sources, found)?;
                if counts.errors > 0 {
                    self.reporter.failed(counts, " The preview shows what there was before.")
                } else {
                    self.reporter.checked(counts)
                }
            }
            News::Failed(why) => {
                if self.failure.as_deref() != Some(why) {
                    self.reporter.failure(why);
                    self.failure = Some(why.to_owned());
                }
                Ok(())
            }
        }
    }
}
