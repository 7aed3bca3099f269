//! `mentorpack print`

use std::path::{Path, PathBuf};

use super::arguments::PrintOptions;
use super::check::today;
use super::progress::Progress;
use super::report::{Reporter, counted};
use super::{Ending, Failure};
use crate::check::CheckedPack;
use crate::diagnostic::{Diagnostics, nearest};
use crate::edition::CutPack;
use crate::journey::{Looked, look_in_stages};
use crate::output::Output;
use crate::pack::Entry;
use crate::pack::kinds::{Kind, Workshop};
use crate::print_job::{PACKING_LIST, Printed, Room, Stacks, packing_list};
use crate::project::{Audience, Edition, OUTPUT};
use crate::publish::{publish, refuse_inside};
use crate::render::{Press, PrintJob, PrintedJob, print_job as print};
use crate::theme::Theme;
use crate::yaml::Date;

pub(super) fn run(
    root: &Path,
    options: &PrintOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    let today = options.date.or_else(today);
    let Looked { sources, mut diagnostics, pack, theme, newest, .. } =
        look_in_stages(root, &[], today, &mut |stage| progress.begin(stage))?;
    let made = match (pack, theme) {
        (Some(pack), Some(theme)) if !diagnostics.has_errors() => {
            progress.begin("Setting the sheets");
            make(&mut diagnostics, root, &pack, &theme, newest, options)?
        }
        _ => None,
    };
    progress.clear();
    let counts = reporter.report(&sources, diagnostics)?;
    let Some(Made { output, folder, told }) = made else {
        reporter.failed(counts, " Nothing was printed.")?;
        return Ok(Ending::PackHasErrors);
    };
    progress.begin("Writing the folder to print from");
    publish(output, &folder)?;
    progress.clear();
    reporter.say(&told)?;
    Ok(Ending::Done)
}

/// A finished job, not yet on disk.
struct Made {
    output: Output,
    folder: PathBuf,
    /// What is said about it.
    told: String,
}

/// Counts and sets a job. `None` where a template does not work, which has then been said.
fn make(
    diagnostics: &mut Diagnostics,
    root: &Path,
    pack: &CheckedPack,
    theme: &Theme,
    date: Option<Date>,
    options: &PrintOptions,
) -> Result<Option<Made>, Failure> {
    // Whatever editions the pack has: tutors print, and hand out what everybody may see.
    let both = vec![Audience::Everyone, Audience::Tutor];
    let tutors = Edition { name: "tutor".to_owned(), audiences: both };
    let everyone = Edition { name: "participant".to_owned(), audiences: vec![Audience::Everyone] };
    let (tutors, everyone) = (pack.edition(&tutors), pack.edition(&everyone));
    let entry = workshop(&tutors, &options.workshop)?;
    let folder = match &options.output {
        Some(folder) => folder.clone(),
        None => own_folder(root, &tutors, entry),
    };
    refuse_inside(root, &folder)?;
    // What a manifest lists and a job does not have would be deleted.
    if folder.join(MANIFEST).exists() && !folder.join(PACKING_LIST).exists() {
        return Err(Failure::NotAJob(folder));
    }
    let stacks = options.job().stacks(&tutors, entry, &theme.strings.sheet_names())?;
    let job = PrintJob {
        stacks: &stacks,
        tutors: &tutors,
        everyone: &everyone,
        theme,
        occasion: date.into(),
        booklets: options.booklet,
        a3: options.a3,
    };
    let Some(printed) = print(diagnostics, &job, Press::start().as_ref())? else {
        return Ok(None);
    };
    let PrintedJob { stacks: printed, packing_list: list } = printed;
    let mut told = told(&entry.title.value, &stacks, options);
    if printed.iter().any(|printed| printed.ordinary.is_some()) {
        told.push_str(&format!("Print from the folder {}\n", folder.display()));
    } else {
        told.push_str("This mentorpack makes no PDFs for a job, only its packing list.\n");
        told.push_str(&format!("The list is {}\n", folder.join(PACKING_LIST).display()));
    }
    let mut output = Output::default();
    output.insert(PACKING_LIST, packing_list(&printed));
    if let Some(list) = list {
        output.insert(PACKING_LIST_PDF, list);
    }
    for (name, pdf) in printed.into_iter().flat_map(Printed::into_files) {
        output.insert(name, pdf);
    }
    Ok(Some(Made { output, folder, told }))
}

/// The packing list for people.
const PACKING_LIST_PDF: &str = "packing-list.pdf";
/// What [`publish`] leaves in a folder.
const MANIFEST: &str = "manifest.json";

/// Where a job goes unless somebody says where: a folder of the workshop's name, in one of its
/// section's where another workshop has that name too.
fn own_folder(root: &Path, edition: &CutPack<'_>, entry: &Entry) -> PathBuf {
    let namesake = |other: &Entry| {
        other.kind() == Kind::Workshop && other.slug == entry.slug && other.id != entry.id
    };
    let folder = root.join(OUTPUT).join("print");
    if edition.entries().iter().any(|other| namesake(other)) {
        folder.join(entry.address.trim_end_matches(".html"))
    } else {
        folder.join(&entry.slug)
    }
}

/// The workshop that somebody names: by its slug, or by its path where two have one slug.
fn workshop<'e>(edition: &'e CutPack<'_>, name: &str) -> Result<&'e Entry, Failure> {
    let stem = |entry: &Entry| entry.address.trim_end_matches(".html").to_owned();
    let asked = name.trim().replace('\\', "/");
    let asked = asked.trim_start_matches("./").trim_start_matches("content/");
    let asked = asked.trim_end_matches(".md").trim_end_matches(".html");
    let named = |entry: &&Entry| entry.slug == asked || stem(entry) == asked;
    let entries = || edition.entries().iter().map(|entry| &**entry);
    let workshops: Vec<&Entry> = entries().filter(|it| it.kind() == Kind::Workshop).collect();
    let found: Vec<&Entry> = workshops.iter().copied().filter(named).collect();
    let list = |all: &[&Entry], of: fn(&Entry) -> String| {
        all.iter().map(|entry| format!("`{}`", of(entry))).collect::<Vec<_>>().join(", ")
    };
    let help = match &found[..] {
        [entry] => return Ok(entry),
        [] if workshops.is_empty() => {
            "the pack has none; a workshop is a file in content/workshops/".to_owned()
        }
        [] => {
            let near = nearest(asked, workshops.iter().map(|entry| &*entry.slug));
            let all = list(&workshops, |entry| entry.slug.clone());
            near.map_or(format!("the pack has {all}"), |near| format!("did you mean `{near}`?"))
        }
        several => {
            let paths = list(several, |entry| entry.address.trim_end_matches(".html").to_owned());
            return Err(Failure::NoWorkshop(format!(
                "there are several workshops `{asked}`: name one by its path, {paths}"
            )));
        }
    };
    let other = entries().find(named);
    Err(Failure::NoWorkshop(match other {
        Some(other) => {
            format!(
                "`{asked}` is a {}, and only workshops are printed: {help}",
                other.kind().name()
            )
        }
        None => format!("there is no workshop `{asked}`: {help}"),
    }))
}

/// The job in words: for whom, which stacks, what to bring.
fn told(title: &str, job: &Stacks, options: &PrintOptions) -> String {
    let mut text = format!("{title}: {}\n{}\n", who(&job.room), when(&job.workshop));
    let widest = job.stacks.iter().map(|stack| stack.title.chars().count()).max().unwrap_or(0);
    for stack in &job.stacks {
        let large = match stack.large_print {
            0 => String::new(),
            large => format!(" and {large} in large print"),
        };
        let (number, copies) = (stack.number, stack.copies);
        text.push_str(&format!("{number:>3}  {:<widest$}  {copies:>5}{large}\n", stack.title));
    }
    if !job.materials.is_empty() {
        text.push_str("\nTo bring\n");
    }
    for bring in &job.materials {
        let packs = bring.pack_of.map_or_else(String::new, |of| format!(", in packs of {of}"));
        text.push_str(&format!("{:>5} × {}{packs}\n", bring.total.unwrap_or(0), bring.item));
    }
    if !job.left_out.is_empty() {
        let titles = job.left_out.iter().map(|title| format!("“{title}”")).collect::<Vec<_>>();
        let length = job.workshop.length();
        text.push_str(&format!("\nLeft out to fit {length} minutes: {}\n", titles.join(", ")));
    }
    if options.spare.is_none() {
        text.push_str("\nNothing is spare. `--spare 10%` adds a tenth to what people get.\n");
    }
    text.push('\n');
    text
}

/// The day, the time and the place, as far as they are known, in a line of their own.
fn when(workshop: &Workshop) -> String {
    let [session] = &workshop.sessions[..] else { return String::new() };
    let start = session.start.map(|start| format!("{start} to {}", start.after(session.length)));
    let length = start.unwrap_or_else(|| counted(session.length as usize, "minute"));
    let parts = [workshop.date.map(Date::iso), Some(length), workshop.venue.clone()];
    format!("{}\n", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn who(room: &Room) -> String {
    let counted = |count: u32, what| counted(count as usize, what);
    let mut parts = vec![match room.people {
        1 => "1 person".to_owned(),
        people => format!("{people} people"),
    }];
    parts.extend(room.groups.filter(|groups| *groups > 0).map(|groups| counted(groups, "group")));
    parts.push(counted(room.tutors, "tutor"));
    let spare = room.spare.sheets(room.people);
    if spare > 0 {
        parts.push(format!("{spare} spare"));
    }
    if room.large_print > 0 {
        parts.push(format!("{} in large print", room.large_print));
    }
    parts.join(", ")
}
