//! What was found, as the script in the page is told.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Position, Sources, Span};
use crate::theme::Strings;

/// More than anybody reads in one go; the rest is counted.
const MOST_SHOWN: usize = 100;
/// A longer line is not quoted.
const LONGEST_LINE: usize = 400;

/// What was found in a build, and the words to show it with.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    /// Whether it keeps pages from changing.
    pub(super) stops: bool,
    /// What to head the list with; empty where there is nothing to mend.
    title: String,
    /// What is shown meanwhile.
    note: String,
    findings: Vec<Finding>,
    /// How many are left out, in words; empty where none is.
    more: String,
    close: String,
    /// What to say when the preview no longer answers.
    gone: String,
    /// The heading of the list of PDFs.
    pdfs: String,
    #[serde(skip)]
    errors: usize,
    #[serde(skip)]
    warnings: usize,
}

/// One thing to mend.
#[derive(Debug, Clone, Serialize)]
struct Finding {
    error: bool,
    label: String,
    message: String,
    help: Option<String>,
    /// Where it is; none for what the machine would not do.
    place: Option<Place>,
    /// Another place that matters, and why.
    related: Option<(String, Place)>,
}

/// A place in an author's file.
#[derive(Debug, Clone, Serialize)]
struct Place {
    /// File and line, in words.
    name: String,
    line: usize,
    /// The author's line, before, within and behind what is meant; empty where it is too long.
    text: [String; 3],
}

impl Report {
    /// What was found.
    pub(super) fn of(sources: &Sources, found: &[Diagnostic], words: &Strings) -> Self {
        let (errors, warnings) = counts(found);
        let mut report = Self::new(errors, warnings, words);
        // What stops the pages comes first.
        let mut sorted: Vec<&Diagnostic> = found.iter().collect();
        sorted.sort_by_key(|found| found.severity != Severity::Error);
        let findings = sorted.iter().take(MOST_SHOWN);
        report.findings = findings.map(|found| Finding::of(sources, found, words)).collect();
        if let Some(more) = found.len().checked_sub(MOST_SHOWN + 1) {
            report.more = words.count("preview_more", number(more + 1));
        }
        report
    }

    /// With what was found on paper besides: the page is up to date, whatever its PDFs have.
    pub(super) fn with_papers(
        &self,
        sources: &Sources,
        found: &[Diagnostic],
        words: &Strings,
    ) -> Self {
        let (errors, warnings) = counts(found);
        let mut report = Self::new(self.errors + errors, self.warnings + warnings, words);
        if !self.stops {
            report.note = words.get("preview_papers_note").to_owned();
        }
        report.findings = found.iter().map(|found| Finding::of(sources, found, words)).collect();
        let at = if self.stops { self.findings.len() } else { 0 };
        let mut findings = self.findings.clone();
        findings.splice(at..at, report.findings.drain(..));
        Self { findings, more: self.more.clone(), ..report }
    }

    /// That the machine would not do what it was asked.
    pub(super) fn failure(why: &str, words: &Strings) -> Self {
        let mut report = Self::new(1, 0, words);
        report.findings.push(Finding {
            error: true,
            label: words.get("preview_failed").to_owned(),
            message: why.to_owned(),
            help: Some(words.get("preview_failed_help").to_owned()),
            place: None,
            related: None,
        });
        report
    }

    fn new(errors: usize, warnings: usize, words: &Strings) -> Self {
        let word = |key: &str| words.get(key).to_owned();
        let (title, note) = match (errors, warnings) {
            (0, 0) => (String::new(), String::new()),
            (0, warnings) => {
                (words.count("preview_warnings", number(warnings)), word("preview_warnings_note"))
            }
            (errors, _) => {
                (words.count("preview_errors", number(errors)), word("preview_errors_note"))
            }
        };
        Self {
            stops: errors > 0,
            title,
            note,
            findings: Vec::new(),
            more: String::new(),
            close: word("preview_close"),
            gone: word("preview_gone"),
            pdfs: word("preview_pdfs"),
            errors,
            warnings,
        }
    }
}

impl Finding {
    fn of(sources: &Sources, found: &Diagnostic, words: &Strings) -> Self {
        let error = found.severity == Severity::Error;
        let label = words.get(if error { "preview_error" } else { "preview_warning" }).to_owned();
        let related = found.related.as_ref();
        Self {
            error,
            label,
            message: found.message.clone(),
            help: found.help.clone(),
            place: Some(Place::of(sources, found.span, words)),
            related: related.map(|(span, why)| (why.clone(), Place::of(sources, *span, words))),
        }
    }
}

impl Place {
    fn of(sources: &Sources, span: Span, words: &Strings) -> Self {
        let Position { line, .. } = sources.position(span);
        let name = words.get("preview_place").replace("{line}", &line.to_string());
        let name = name.replace("{file}", sources.path(span.file));
        let range = sources.line(span.file, line);
        let text = &sources.text(span.file)[range.clone()];
        if text.len() > LONGEST_LINE {
            return Self { name, line, text: Default::default() };
        }
        let edge = |at: u32| {
            let mut at = (at as usize).clamp(range.start, range.end) - range.start;
            while !text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let (start, end) = (edge(span.start), edge(span.end.max(span.start)));
        let text = [&text[..start], &text[start..end], &text[end..]].map(str::to_owned);
        Self { name, line, text }
    }
}

/// Errors and warnings.
fn counts(found: &[Diagnostic]) -> (usize, usize) {
    let of = |severity| found.iter().filter(|found| found.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn what_is_found_on_paper_comes_first_unless_pages_wait_for_something() {
        let words = Strings::builtin();
        let mut sources = Sources::default();
        let file = sources.add("content/a.md", "one\ntwo\n");
        let at = |range| Span::new(file, range);
        let plain = [Diagnostic::new(Code::HardToRead, at(0..3), "hard")];
        let stopped = [Diagnostic::new(Code::BrokenLink, at(0..3), "broken")];
        let paper = [Diagnostic::new(Code::UnprintableSign, at(4..7), "no sign")];
        let messages = |report: &Report| {
            report.findings.iter().map(|found| found.message.clone()).collect::<Vec<_>>()
        };
        let report = Report::of(&sources, &plain, &words).with_papers(&sources, &paper, &words);
        assert_eq!(messages(&report), ["no sign", "hard"]);
        assert_eq!((report.stops, &*report.title), (false, "2 warnings"));
        assert_eq!(report.note, words.get("preview_papers_note"));
        let report = Report::of(&sources, &stopped, &words).with_papers(&sources, &paper, &words);
        assert_eq!(messages(&report), ["broken", "no sign"]);
        assert_eq!((report.stops, &*report.title), (true, "1 mistake to mend"));
        assert_eq!(report.note, words.get("preview_errors_note"));
    }
}
