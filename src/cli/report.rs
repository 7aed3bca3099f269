//! Telling people and programs what was found and made.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::arguments::Format;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::project::{Audience, Edition};
use crate::source::{Position, Sources, Span};

/// More than anybody reads in one go; the rest is counted.
const MOST_SHOWN: usize = 200;
/// A longer line is not quoted.
const LONGEST_LINE: usize = 400;

/// Where reports go, and how.
pub(super) struct Reporter {
    format: Format,
    renderer: Renderer,
}

/// How much was found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// What a build made.
pub(super) struct Summary {
    pub(super) pages: usize,
    pub(super) pdfs: usize,
    pub(super) counts: Counts,
    pub(super) editions: Vec<(Edition, PathBuf)>,
    pub(super) took: Duration,
}

/// A diagnostic as the contract has it.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    help: Option<&'a str>,
}

impl Reporter {
    pub(super) fn new(format: Format) -> Self {
        // See <https://no-color.org>: set and not empty.
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let styled = io::stderr().is_terminal() && !no_colour && !dumb;
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        Self { format, renderer }
    }

    /// Reports everything found, in the order of files and lines.
    pub(super) fn report(&self, sources: &Sources, diagnostics: Diagnostics) -> io::Result<Counts> {
        self.report_sorted(sources, &diagnostics.into_sorted(sources))
    }

    /// Reports what was found, in the order given.
    pub(super) fn report_sorted(
        &self,
        sources: &Sources,
        found: &[Diagnostic],
    ) -> io::Result<Counts> {
        let of = |severity| found.iter().filter(|found| found.severity == severity).count();
        let counts = Counts { errors: of(Severity::Error), warnings: of(Severity::Warning) };
        match self.format {
            Format::Json => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                for found in found {
                    let Position { line, column } = sources.position(found.span);
                    let line = Line {
                        code: found.code.as_str(),
                        severity: found.severity.as_str(),
                        message: &found.message,
                        file: sources.path(found.span.file),
                        line,
                        column,
                        help: found.help.as_deref(),
                    };
                    serde_json::to_writer(&mut out, &line)?;
                    out.write_all(b"\n")?;
                }
                out.flush()?;
            }
            Format::Text => {
                let mut out = io::BufWriter::new(io::stderr().lock());
                for found in found.iter().take(MOST_SHOWN) {
                    writeln!(out, "{}\n", self.text(sources, found))?;
                }
                if found.len() > MOST_SHOWN {
                    writeln!(out, "... and {} more\n", found.len() - MOST_SHOWN)?;
                }
                out.flush()?;
            }
        }
        Ok(counts)
    }

    fn text(&self, sources: &Sources, found: &Diagnostic) -> String {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = level
            .primary_title(&found.message)
            .id(found.code.as_str())
            .element(Element::of(sources, found.span, AnnotationKind::Primary, None));
        if let Some((span, label)) = &found.related {
            let place = Element::of(sources, *span, AnnotationKind::Context, Some(label));
            group = group.element(place);
        }
        if let Some(help) = &found.help {
            group = group.element(Level::HELP.message(help));
        }
        self.renderer.render(&[group])
    }

    /// The last lines of a build.
    pub(super) fn built(&self, summary: &Summary) -> io::Result<()> {
        let Summary { pages, pdfs, counts, editions, took } = summary;
        let mut text = String::new();
        for (edition, folder) in editions {
            let start = folder.join("index.html");
            let line = if edition.admits(Audience::Tutor) {
                format!("For tutors only: {}\n", start.display())
            } else {
                format!("Share the folder {}\nOpen {}\n", folder.display(), start.display())
            };
            text.push_str(&line);
        }
        text.push_str(&format!(
            "{}, {}, {}, {:.1} seconds\n",
            counted(*pages, "page"),
            counted(*pdfs, "PDF"),
            counted(counts.warnings, "warning"),
            took.as_secs_f64()
        ));
        self.say(&text)
    }

    /// The last line of a check without errors.
    pub(super) fn checked(&self, counts: Counts) -> io::Result<()> {
        let text = match counts.warnings {
            0 => "Nothing to mend.\n".to_owned(),
            warnings => format!("No errors, {}.\n", counted(warnings, "warning")),
        };
        self.say(&text)
    }

    /// The last line of a run that found errors; `rest` says what became of the output.
    pub(super) fn failed(&self, counts: Counts, rest: &str) -> io::Result<()> {
        let warnings = match counts.warnings {
            0 => String::new(),
            warnings => format!(" and {}", counted(warnings, "warning")),
        };
        let mut err = io::stderr().lock();
        writeln!(err, "{}{warnings}.{rest}", counted(counts.errors, "error"))
    }

    /// Why nothing could be done.
    pub(super) fn failure(&self, message: &str) {
        // There is nobody left to tell if this cannot be written.
        let _ = writeln!(io::stderr().lock(), "mentorpack: {message}");
    }

    /// Standard output belongs to the JSON where that was asked for.
    pub(super) fn say(&self, text: &str) -> io::Result<()> {
        match self.format {
            Format::Text => io::stdout().lock().write_all(text.as_bytes()),
            Format::Json => io::stderr().lock().write_all(text.as_bytes()),
        }
    }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A place as annotate-snippets wants it.
struct Element;

impl Element {
    fn of<'a>(
        sources: &'a Sources,
        span: Span,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> annotate_snippets::Element<'a> {
        let path = sources.path(span.file);
        let Position { line, column } = sources.position(span);
        let range = sources.line(span.file, line);
        let text = &sources.text(span.file)[range.clone()];
        if text.is_empty() || text.len() > LONGEST_LINE {
            return Origin::path(path).line(line).char_column(column).into();
        }
        // Columns of text are right only from a character's edge, and marks need a width.
        let start = (span.start as usize).clamp(range.start, range.end) - range.start;
        let end = (span.end as usize).clamp(range.start, range.end) - range.start;
        let end = if end > start { end } else { (start + 1).min(text.len()).max(start) };
        let edge = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let mut annotation = kind.span(edge(start)..edge(end));
        if let Some(label) = label {
            annotation = annotation.label(label);
        }
        Snippet::source(text).line_start(line).path(path).annotation(annotation).into()
    }
}

/// Words of strangers, such as a file's name: a terminal must not take them for a command.
pub(super) fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
