//! `mentorpack verify`

use std::fs;

use super::arguments::VerifyOptions;
use super::progress::Progress;
use super::report::{Reporter, counted, printable};
use super::{Ending, Failure};
use crate::verify::{Verdict, verify};

/// More than anybody reads in one go; the rest is counted.
const MOST_SHOWN: usize = 50;

pub(super) fn run(
    options: &VerifyOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    let path = &options.path;
    fs::metadata(path)
        .map_err(|reason| Failure::Nothing { path: path.clone(), reason: reason.to_string() })?;
    progress.begin("Checking every file");
    let verdicts = verify(path);
    progress.clear();
    let verdicts = verdicts.ok_or_else(|| Failure::Nothing {
        path: path.clone(),
        reason: "it holds no list to check it against; name the folder or the zip of a release, \
                 or the folder of an edition"
            .to_owned(),
    })?;
    for verdict in &verdicts {
        tell(verdict, reporter)?;
    }
    let whole = verdicts.iter().all(Verdict::is_whole);
    Ok(if whole { Ending::Done } else { Ending::PackHasErrors })
}

fn tell(verdict: &Verdict, reporter: &Reporter) -> std::io::Result<()> {
    let name = match &verdict.record {
        Some(record) => printable(&format!("{} ({})", verdict.path.display(), record.name())),
        None => printable(&verdict.path.display().to_string()),
    };
    if verdict.is_whole() {
        return reporter.say(&format!(
            "{name}\n  is whole: {}, each as it was made\n",
            counted(verdict.files, "file")
        ));
    }
    let found = &verdict.findings;
    let mut text = format!("{name}\n  is not as it was made:\n");
    for finding in found.iter().take(MOST_SHOWN) {
        text.push_str(&format!("    {}\n", printable(&finding.to_string())));
    }
    if found.len() > MOST_SHOWN {
        text.push_str(&format!("    ... and {} more\n", found.len() - MOST_SHOWN));
    }
    text.push_str(&format!("  {}\n", verdict.advice()));
    reporter.say(&text)
}
