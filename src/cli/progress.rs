//! How far a run has come: a line that changes on a terminal, times of each stage with `--verbose`.

use std::fmt::Write;
use std::io::{self, IsTerminal, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::arguments::Format;

/// A run that takes no longer shows nothing.
const PATIENCE: Duration = Duration::from_millis(100);
/// They take turns, so that the line moves.
const SIGNS: [char; 4] = ['|', '/', '-', '\\'];

/// Tells of the stages of a run.
pub(super) struct Progress {
    /// Whether there is somebody to watch a line.
    shown: bool,
    verbose: bool,
    began: Instant,
    line: Option<ProgressBar>,
    /// What the line says.
    said: Arc<Mutex<String>>,
    stage: Option<(String, Instant)>,
}

impl Progress {
    /// For people at a terminal, or with times where they asked for them.
    pub(super) fn new(format: Format, verbose: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let shown = format == Format::Text && io::stderr().is_terminal() && !dumb && !verbose;
        let said = Arc::default();
        Self { shown, verbose, began: Instant::now(), line: None, said, stage: None }
    }

    /// Another stage begins, and the last one is over.
    pub(super) fn begin(&mut self, stage: impl Into<String>) {
        self.end();
        let stage = stage.into();
        if self.shown {
            stage.clone_into(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner));
            self.line.get_or_insert_with(|| line(self.began.elapsed(), Arc::clone(&self.said)));
        }
        self.stage = Some((stage, Instant::now()));
    }

    /// The last stage is over.
    pub(super) fn end(&mut self) {
        if let (Some((stage, began)), true) = (self.stage.take(), self.verbose) {
            let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
            // There is nobody left to tell if this cannot be written.
            let _ = writeln!(io::stderr().lock(), "{milliseconds:9.1} ms  {stage}");
        }
    }

    /// The line goes until another stage begins, so that what is printed next has the screen to
    /// itself.
    pub(super) fn clear(&mut self) {
        self.end();
        if let Some(line) = self.line.take() {
            line.finish_and_clear();
        }
    }

    /// From now on there is no line, only times where somebody asked for them.
    pub(super) fn only_times(&mut self) {
        self.clear();
        self.shown = false;
    }
}

/// A line of a run that has taken this long. It is empty as long as nobody gets impatient.
fn line(elapsed: Duration, said: Arc<Mutex<String>>) -> ProgressBar {
    let line = ProgressBar::new_spinner().with_elapsed(elapsed);
    if let Ok(style) = ProgressStyle::with_template("{line}") {
        line.set_style(style.with_key(
            "line",
            move |state: &ProgressState, out: &mut dyn Write| {
                let elapsed = state.elapsed();
                if elapsed >= PATIENCE {
                    let turn = elapsed.as_millis() / PATIENCE.as_millis();
                    let sign = SIGNS[usize::try_from(turn).unwrap_or(0) % SIGNS.len()];
                    let said = said.lock().unwrap_or_else(PoisonError::into_inner);
                    // A line that cannot be written is not shown.
                    let _ = write!(out, "{sign} {said} ({} s)", elapsed.as_secs());
                }
            },
        ));
    }
    line.enable_steady_tick(PATIENCE);
    line
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
