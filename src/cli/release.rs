//! `mentorpack release`

use std::fs;
use std::path::Path;

use super::arguments::ReleaseOptions;
use super::build::epoch;
use super::check::today;
use super::progress::Progress;
use super::report::{Reporter, counted};
use super::{Ending, Failure};
use crate::journey::{Gate, look_through};
use crate::output::size;
use crate::publish::{publish, refuse_inside};
use crate::release::{Record, Release, Wish, release};
use crate::render::{Occasion, Press};
use crate::verify::record_at;

pub(super) fn run(
    root: &Path,
    options: &ReleaseOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    refuse_inside(root, &options.to)?;
    let old = options.compare.as_deref().map(old).transpose()?;
    let day = options.date.or_else(today);
    let gate = (!options.draft).then_some(Gate { follow: None });
    let wanted = std::slice::from_ref(&options.edition);
    let mut looked = look_through(root, wanted, day, gate, &mut |stage| progress.begin(stage))?;
    // What stops a build stops a draft too.
    let mut broken = looked.diagnostics.has_errors();
    if gate.is_some() {
        looked.diagnostics.promote_warnings();
    }
    let occasion =
        Occasion { date: epoch()?.or(looked.newest), draft: options.draft, ..Occasion::default() };
    let wish = Wish { occasion, phone_size: options.max_size, old: old.as_ref() };
    let mut made = None;
    if let (Some(pack), Some(theme), [edition], false) =
        (&looked.pack, &looked.theme, &looked.editions[..], looked.diagnostics.has_errors())
    {
        progress.begin(format!("Making the release of the edition {}", edition.name));
        let press = if options.no_pdf { None } else { Press::start() };
        let cut = pack.edition(edition);
        made = release(&mut looked.diagnostics, &cut, theme, press.as_ref(), &wish)?;
        let (settings, sources) = (&pack.pack().settings, &looked.sources);
        looked.diagnostics.allow(|found| settings.allows(found, sources.path(found.span.file)));
        broken = looked.diagnostics.has_errors();
        if gate.is_some() {
            looked.diagnostics.promote_warnings();
        }
    }
    progress.clear();
    let counts = reporter.report(&looked.sources, looked.diagnostics)?;
    let Some(made) = made.filter(|_| counts.errors == 0) else {
        let rest = if options.draft || broken {
            " Nothing was released."
        } else {
            " Nothing was released. With --draft there is one that says so on every page."
        };
        reporter.failed(counts, rest)?;
        return Ok(Ending::PackHasErrors);
    };
    write(made, &options.to, reporter, progress)?;
    Ok(Ending::Done)
}

fn write(
    made: Release,
    to: &Path,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let (folder, sent) = (to.join(&made.folder_name), to.join(&made.sent_name));
    let sizes: Vec<_> = made
        .sent
        .files()
        .map(|(name, bytes)| (name.to_owned(), size(bytes.len() as u64)))
        .collect();
    let files = counted(made.folder.len(), "file");
    progress.begin("Writing the folder for a stick");
    publish(made.folder, &folder)?;
    progress.begin("Writing what is sent");
    publish(made.sent, &sent)?;
    progress.clear();
    let mut text = String::new();
    for note in &made.notes {
        text.push_str(&format!("{note}\n"));
    }
    if let Some(changes) = &made.changes {
        text.push_str(&format!("{}\n\n", changes.trim()));
    }
    text.push_str(&format!("{}\n", made.record.name()));
    text.push_str(&format!("For a stick: copy the folder {} ({files})\n", folder.display()));
    text.push_str(&format!("To send or upload: what is in {}\n", sent.display()));
    for (name, size) in sizes {
        text.push_str(&format!("  {name}  ({size})\n"));
    }
    text.push_str(&format!("Check any copy: mentorpack verify {}\n", folder.display()));
    reporter.say(&text)?;
    Ok(())
}

/// What an older release says of itself.
fn old(path: &Path) -> Result<Record, Failure> {
    if let Err(reason) = fs::metadata(path) {
        return Err(Failure::NoOld { path: path.to_owned(), reason: reason.to_string() });
    }
    record_at(path).ok_or_else(|| Failure::NoOld {
        path: path.to_owned(),
        reason: "it is no release: name the folder or the zip that mentorpack release made".into(),
    })
}

/// `8` is 8 MB; `500 KB` and `8MB` say what they mean.
pub(super) fn megabytes(text: &str) -> Result<u64, String> {
    let wrong = || "write a size in MB, such as 8".to_owned();
    let lower = text.trim().to_ascii_lowercase();
    let (number, unit) = match lower.find(|letter: char| !letter.is_ascii_digit()) {
        Some(at) => lower.split_at(at),
        None => (&*lower, ""),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let factor = match unit.trim() {
        "" | "mb" | "m" => 1_000_000,
        "kb" | "k" => 1_000,
        _ => return Err(wrong()),
    };
    number.checked_mul(factor).filter(|size| *size > 0).ok_or_else(wrong)
}
