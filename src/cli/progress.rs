//! How far a run has come: a line that changes on a terminal, times of each stage with `--verbose`.

use std::io::{self, IsTerminal, Write};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Format;

/// A run that takes no longer shows nothing.
const PATIENCE: Duration = Duration::from_millis(100);

/// Tells of the stages of a run.
pub(super) struct Progress {
    /// Whether there is somebody to watch a line.
    shown: bool,
    verbose: bool,
    began: Instant,
    line: Option<ProgressBar>,
    stage: Option<(String, Instant)>,
}

impl Progress {
    /// For people at a terminal, or with times where they asked for them.
    pub(super) fn new(format: Format, verbose: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let shown = format == Format::Text && io::stderr().is_terminal() && !dumb && !verbose;
        Self { shown, verbose, began: Instant::now(), line: None, stage: None }
    }

    /// Another stage begins, and the last one is over.
    pub(super) fn begin(&mut self, stage: impl Into<String>) {
        self.end();
        let stage = stage.into();
        if self.shown {
            let line = self.line.get_or_insert_with(|| line(self.began.elapsed()));
            line.set_message(stage.clone());
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

/// A line of a run that has taken this long. It shows itself after a while.
fn line(elapsed: Duration) -> ProgressBar {
    let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let line = line.with_elapsed(elapsed);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        line.set_style(style);
    }
    let waiting = line.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        if !waiting.is_finished() {
            waiting.set_draw_target(ProgressDrawTarget::stderr());
            waiting.enable_steady_tick(PATIENCE);
        }
    });
    line
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
