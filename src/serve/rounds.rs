//! One build after another, in a thread of its own.
//!
//! The edition that somebody looks at comes first, and is shown before the others are begun: they
//! wait until the browser has had the machine to itself for a moment.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::answers::LookedAt;
use super::report::Report;
use super::version::{Made, Shown, State};
use super::{News, Plan};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::journey::{JourneyError, Looked, look_in_stages};
use crate::project::{Edition, ReadError};
use crate::render::render;
use crate::source::Sources;
use crate::theme::Strings;
use crate::watch::Watch;

/// How often a file is tried again that another program holds or has just taken away.
const TRIES: usize = 8;
/// How long to wait before each.
const PAUSE: Duration = Duration::from_millis(60);
/// How long a browser has the machine to itself.
const COURTESY: Duration = Duration::from_millis(150);

/// Everything that builds need.
pub(super) struct Rounds {
    plan: Plan,
    looked_at: LookedAt,
    /// Of the last theme that could be used.
    words: Arc<Strings>,
    /// For what a theme has no words for.
    builtin: Strings,
    /// Each from the last build of it without errors.
    editions: Vec<Arc<Shown>>,
}

/// A build without errors so far.
struct Round {
    made: Arc<Made>,
    diagnostics: Diagnostics,
    /// Those that are still to be rendered.
    rest: Vec<Edition>,
    rendered: Vec<Arc<Shown>>,
}

/// Where a build has got to.
enum Step {
    /// Without errors; there may be editions left to render.
    Good(Round),
    /// No further.
    Bad(Found, Option<Strings>),
}

/// What was found, in the order of files and lines, in which files.
struct Found(Files, Vec<Diagnostic>);

/// Files that may be shown already.
enum Files {
    Own(Sources),
    Shared(Arc<Made>),
}

impl Rounds {
    pub(super) fn new(plan: Plan, looked_at: LookedAt) -> Self {
        let builtin = Strings::builtin();
        let words = Arc::new(builtin.clone());
        Self { plan, looked_at, words, builtin, editions: Vec::new() }
    }

    /// The build that a preview starts with, of all editions.
    pub(super) fn first(&mut self) -> Result<State, JourneyError> {
        let mut step = self.begin()?;
        while let Step::Good(round) = step {
            if round.rest.is_empty() {
                return Ok(self.shown(round));
            }
            step = self.go_on_with(round)?;
        }
        let Step::Bad(found, words) = step else { unreachable!("a good one has been shown") };
        Ok(self.not_shown(found, words))
    }

    /// Builds again after each change, for as long as somebody is interested.
    pub(super) fn go_on(mut self, mut watch: Watch, state: &watch::Sender<Arc<State>>) {
        while !state.is_closed() {
            watch.wait();
            let mut tries = 0;
            loop {
                // A bug of ours ends a build; the preview shows what it had, and goes on.
                let tried = catch_unwind(AssertUnwindSafe(|| self.build(&mut watch, state)));
                let failed = match tried {
                    Ok(Ok(Built::Done)) => break,
                    Ok(Ok(Built::Outdated)) => continue,
                    Ok(Err(JourneyError::Read(_))) if tries < TRIES => {
                        tries += 1;
                        watch.told_within(PAUSE);
                        continue;
                    }
                    Ok(Err(error)) => error.to_string(),
                    Err(_) => self.words.get("preview_bug").to_owned(),
                };
                state.send_replace(Arc::new(self.failed(&failed)));
                break;
            }
        }
    }

    /// One build, shown edition by edition.
    fn build(
        &mut self,
        watch: &mut Watch,
        state: &watch::Sender<Arc<State>>,
    ) -> Result<Built, JourneyError> {
        let mut step = self.begin()?;
        loop {
            let round = match step {
                Step::Good(round) => round,
                Step::Bad(found, words) => {
                    state.send_replace(Arc::new(self.not_shown(found, words)));
                    return Ok(Built::Done);
                }
            };
            if round.rest.is_empty() {
                state.send_replace(Arc::new(self.shown(round)));
                return Ok(Built::Done);
            }
            // What is replaced is kept until later, since to forget it takes a while as well.
            let before = state.send_replace(Arc::new(self.shown_so_far(&round)));
            (self.plan.tell)(News::Begins("Letting the browser go first"));
            if watch.told_within(COURTESY) {
                return Ok(Built::Outdated);
            }
            drop(before);
            step = self.go_on_with(round)?;
        }
    }

    /// Reads and checks the pack, and renders the edition that somebody looks at.
    fn begin(&mut self) -> Result<Step, JourneyError> {
        let given = (self.plan.given)();
        let Plan { root, editions, tell, .. } = &mut self.plan;
        let begins = &mut |stage: &str| tell(News::Begins(stage));
        let looked = look_in_stages(root, editions, given.today, begins)?;
        let date = given.occasion.date.or(looked.newest);
        let Looked { sources, diagnostics, pack, theme, mut editions, .. } = looked;
        let (pack, theme) = match (pack, theme) {
            (Some(pack), Some(theme)) if !diagnostics.has_errors() => (pack, theme),
            (_, theme) => {
                let found = diagnostics.into_sorted(&sources);
                let found = Found(Files::Own(sources), found);
                return Ok(Step::Bad(found, theme.map(|theme| theme.strings)));
            }
        };
        let looked_at = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // The next to be rendered is taken from the end.
        editions.reverse();
        editions.sort_by_key(|edition| edition.name == looked_at);
        let made = Arc::new(Made { sources, pack, theme, date });
        let round = Round { made, diagnostics, rest: editions, rendered: Vec::new() };
        Ok(self.go_on_with(round)?)
    }

    /// Renders the next edition, and says so.
    fn go_on_with(&mut self, round: Round) -> Result<Step, ReadError> {
        if let Some(edition) = round.rest.last() {
            (self.plan.tell)(News::Begins(&format!("Making the edition {}", edition.name)));
        }
        round.go_on()
    }

    /// Everything is rendered.
    fn shown(&mut self, round: Round) -> State {
        let made = Arc::clone(&round.made);
        self.take(&round);
        // An edition that pack.yaml no longer has goes.
        self.editions.retain(|shown| Arc::ptr_eq(&shown.made, &made));
        let found = round.diagnostics.into_sorted(&made.sources);
        self.told(&Found(Files::Shared(made), found))
    }

    /// Some editions are; the others are as they were.
    fn shown_so_far(&mut self, round: &Round) -> State {
        self.take(round);
        let sources = &round.made.sources;
        let found = round.diagnostics.clone().into_sorted(sources);
        let report = Arc::new(Report::of(sources, &found, &self.words));
        self.with(report)
    }

    fn take(&mut self, round: &Round) {
        self.words = Arc::new(round.made.theme.strings.clone().or(&self.builtin));
        for new in &round.rendered {
            let name = &new.edition.name;
            match self.editions.iter_mut().find(|old| old.edition.name == *name) {
                Some(old) => *old = Arc::clone(new),
                None => self.editions.push(Arc::clone(new)),
            }
        }
    }

    /// There are mistakes, and what was shown before goes on.
    fn not_shown(&mut self, found: Found, words: Option<Strings>) -> State {
        if let Some(words) = words {
            self.words = Arc::new(words.or(&self.builtin));
        }
        self.told(&found)
    }

    fn told(&mut self, Found(files, found): &Found) -> State {
        let sources = match files {
            Files::Own(sources) => sources,
            Files::Shared(made) => &made.sources,
        };
        (self.plan.tell)(News::Found(sources, found));
        let report = Arc::new(Report::of(sources, found, &self.words));
        self.with(report)
    }

    fn failed(&mut self, why: &str) -> State {
        (self.plan.tell)(News::Failed(why));
        let report = Arc::new(Report::failure(why, &self.words));
        self.with(report)
    }

    fn with(&self, report: Arc<Report>) -> State {
        State { editions: self.editions.clone(), report, words: Arc::clone(&self.words) }
    }
}

/// How a build ended.
enum Built {
    /// Whatever could be shown is shown.
    Done,
    /// The pack has changed meanwhile.
    Outdated,
}

impl Round {
    /// Renders the next edition.
    fn go_on(mut self) -> Result<Step, ReadError> {
        let Some(edition) = self.rest.pop() else { return Ok(Step::Good(self)) };
        let Made { sources, pack, theme, date } = &*self.made;
        let cut = pack.edition(&edition);
        let output = render(&mut self.diagnostics, &cut, theme, (*date).into(), None)?;
        drop(cut);
        // As in a build: what rendering finds can be accepted like anything else.
        let settings = &pack.pack().settings;
        self.diagnostics.allow(|found| settings.allows(found, sources.path(found.span.file)));
        match output {
            Some(output) if !self.diagnostics.has_errors() => {
                self.rendered.push(Arc::new(Shown::new(&self.made, edition, output)));
                Ok(Step::Good(self))
            }
            _ => {
                let found = self.diagnostics.into_sorted(sources);
                Ok(Step::Bad(Found(Files::Shared(Arc::clone(&self.made)), found), None))
            }
        }
    }
}
