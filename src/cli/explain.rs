//! `mentorpack explain`

use super::arguments::ExplainOptions;
use super::report::Reporter;
use super::{Ending, Failure};
use crate::diagnostic::{Code, Severity, nearest};
use crate::explain::{Explanation, explanation};

/// Columns of a line of running text.
const WIDTH: usize = 80;

pub(super) fn run(options: &ExplainOptions, reporter: &mut Reporter) -> Result<Ending, Failure> {
    let text = match &options.code {
        None => list(),
        Some(name) => {
            // As it is copied from a message: `error[broken-link]`.
            let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches(']');
            let code = Code::named(&bare.to_ascii_lowercase()).ok_or_else(|| unknown(name))?;
            explanation(code).map_or_else(|| format!("{}\n", code.about()), |found| told(&found))
        }
    };
    reporter.say(&text)?;
    Ok(Ending::Done)
}

fn unknown(name: &str) -> Failure {
    let near = nearest(name, Code::ALL.iter().map(|code| code.as_str()));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Failure::NoCode { name: name.to_owned(), near }
}

/// Every code with a line about it, by the guide's pages.
fn list() -> String {
    let mut pages: Vec<(String, Vec<Code>)> = Vec::new();
    for found in Code::ALL.iter().filter_map(|code| explanation(*code)) {
        match pages.iter_mut().find(|(page, _)| *page == found.page) {
            Some((_, codes)) => codes.push(found.code),
            None => pages.push((found.page, vec![found.code])),
        }
    }
    let widest = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let mut text = String::new();
    for (page, codes) in pages {
        text.push_str(&format!("{page}\n"));
        for code in codes {
            text.push_str(&format!("  {:widest$}  {}\n", code.as_str(), code.about()));
        }
        text.push('\n');
    }
    text.push_str("mentorpack explain CODE says more of one.\n");
    text
}

fn told(found: &Explanation) -> String {
    let code = found.code;
    let what = match (code.severity(), code.is_of_the_gate()) {
        (Severity::Error, _) => "an error: it stops the build",
        (Severity::Warning, false) => "a warning: it stops only a release",
        (Severity::Warning, true) => match code.severity_before_release() {
            Severity::Error => "found by check --ready: it stops a release",
            Severity::Warning => "found by check --ready: advice, which stops nothing",
        },
    };
    let mut text = format!("{}, {what}\n\n", code.as_str());
    let mut fence: Option<&str> = None;
    for line in found.text.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                let path = line.split_once(' ').map_or("", |(_, path)| path);
                text.push_str(&format!("    {path}\n"));
            }
            Some(open) if open == ticks => fence = None,
            Some(_) => {
                text.push_str(format!("    | {line}").trim_end());
                text.push('\n');
            }
            None => wrap(&line.replace("**", ""), &mut text),
        }
    }
    text.push_str(&format!("\nIn the tutors' edition: {}.\n", found.page));
    text
}

/// Appends `line` in lines of [`WIDTH`] columns at most.
fn wrap(line: &str, text: &mut String) {
    let mut column = 0;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            text.push('\n');
            column = 0;
        }
        if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}
