//! One build after another, in a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::report::Report;
use super::version::{Good, State};
use super::{News, Plan};
use crate::diagnostic::Diagnostic;
use crate::journey::{JourneyError, Looked, look};
use crate::source::Sources;
use crate::theme::Strings;
use crate::watch::Watch;

/// How often a file is tried again that another program holds or has just taken away.
const TRIES: usize = 8;
/// How long to wait before each.
const PAUSE: Duration = Duration::from_millis(60);

/// What one build came to.
enum Round {
    Good(Box<Good>, Vec<Diagnostic>),
    Bad(Sources, Vec<Diagnostic>, Option<Strings>),
}

/// Everything that builds need.
pub(super) struct Rounds {
    plan: Plan,
    /// Of the last theme that could be used.
    words: Arc<Strings>,
    /// For what a theme has no words for.
    builtin: Strings,
    good: Option<Arc<Good>>,
}

impl Rounds {
    pub(super) fn new(plan: Plan) -> Self {
        let builtin = Strings::builtin();
        Self { plan, words: Arc::new(builtin.clone()), builtin, good: None }
    }

    /// The build that a preview starts with.
    pub(super) fn first(&mut self) -> Result<State, JourneyError> {
        let round = self.round()?;
        Ok(self.state(round))
    }

    /// Builds again after each change, for as long as somebody is interested.
    pub(super) fn go_on(mut self, mut watch: Watch, state: &watch::Sender<Arc<State>>) {
        while !state.is_closed() {
            watch.wait();
            let mut tries = 0;
            let new = loop {
                // A bug of ours ends a build; the preview shows what it had, and goes on.
                match catch_unwind(AssertUnwindSafe(|| self.round())) {
                    Ok(Ok(round)) => break self.state(round),
                    Ok(Err(JourneyError::Read(_))) if tries < TRIES => {
                        tries += 1;
                        watch.told_within(PAUSE);
                    }
                    Ok(Err(error)) => break self.failed(&error.to_string()),
                    Err(_) => {
                        let bug = self.words.get("preview_bug").to_owned();
                        break self.failed(&bug);
                    }
                }
            };
            state.send_replace(Arc::new(new));
        }
    }

    fn round(&self) -> Result<Round, JourneyError> {
        let dates = (self.plan.dates)();
        let mut looked = look(&self.plan.root, &self.plan.editions, dates.today)?;
        let rendered = looked.render(dates.build, None)?;
        let date = dates.build.or(looked.newest);
        let failed = looked.diagnostics.has_errors();
        let Looked { sources, diagnostics, pack, theme, .. } = looked;
        let found = diagnostics.into_sorted(&sources);
        Ok(match (pack, theme) {
            (Some(pack), Some(theme)) if !failed => {
                Round::Good(Box::new(Good::new(sources, pack, theme, date, rendered)), found)
            }
            (_, theme) => Round::Bad(sources, found, theme.map(|theme| theme.strings)),
        })
    }

    fn state(&mut self, round: Round) -> State {
        let (good, bad, found) = match round {
            Round::Good(good, found) => {
                self.words = Arc::new(good.theme.strings.clone().or(&self.builtin));
                (Some(Arc::from(good)), None, found)
            }
            Round::Bad(sources, found, words) => {
                if let Some(words) = words {
                    self.words = Arc::new(words.or(&self.builtin));
                }
                (None, Some(sources), found)
            }
        };
        let sources = bad.as_ref().or(good.as_ref().map(|good: &Arc<Good>| &good.sources));
        let sources = sources.expect("a build has read something");
        (self.plan.tell)(News::Found(sources, &found));
        let report = Arc::new(Report::of(sources, &found, &self.words));
        self.good = good.or(self.good.take());
        self.with(report)
    }

    fn failed(&mut self, why: &str) -> State {
        (self.plan.tell)(News::Failed(why));
        let report = Arc::new(Report::failure(why, &self.words));
        self.with(report)
    }

    fn with(&self, report: Arc<Report>) -> State {
        State { good: self.good.clone(), report, words: Arc::clone(&self.words) }
    }
}
