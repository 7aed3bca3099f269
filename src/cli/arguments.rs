//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::release::megabytes;
use crate::print_job::{Job, MOST, Spare};
use crate::schedule::Clock;
use crate::serve::PORT;
use crate::yaml::Date;

/// Makes a mentoring training pack into a site that works from a USB stick.
#[derive(Debug, Parser)]
#[command(name = "mentorpack", version, about, disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// The pack's folder; otherwise the nearest one upward that holds pack.yaml
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) pack: Option<PathBuf>,
    /// How mistakes are reported: as text on standard error, or as one object a line
    /// (JSON) on standard output
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Say how long each stage took, on standard error
    #[arg(long, global = true)]
    pub(super) verbose: bool,
    /// Without one, a pack is shown in the browser if this is its folder
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// How mistakes are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the pack and write every edition
    #[command(after_help = "Example: mentorpack build --edition participant")]
    Build(BuildOptions),
    /// Check the pack and write nothing
    #[command(after_help = "Example: mentorpack check --ready")]
    Check(CheckOptions),
    /// Begin a new pack, which builds at once
    #[command(after_help = "Example: mentorpack init my-pack")]
    Init(InitOptions),
    /// Begin a page, with every key explained
    #[command(after_help = "Example: mentorpack new handout \"How to chair a meeting\"")]
    New(NewOptions),
    /// Say what a message means, why it matters and how to mend it
    #[command(after_help = "Example: mentorpack explain broken-link")]
    Explain(ExplainOptions),
    /// Print the schema (JSON) by which editors complete and explain what authors write
    #[command(after_help = "Example: mentorpack schema workshop")]
    Schema(SchemaOptions),
    /// Print what a shell needs to complete commands
    #[command(after_help = "Example: mentorpack completions powershell")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example: mentorpack man")]
    Man,
    /// Show the pack in a browser on this machine, and every change as soon as it is saved
    #[command(after_help = "Example: mentorpack serve --open")]
    Serve(ServeOptions),
    /// Bring returned forms, saved or filled in as PDFs, into one register
    Collate(CollateOptions),
    /// Count the sheets for a workshop and write a folder to print from
    #[command(
        after_help = "Example: mentorpack print mentoring-in-45-minutes --people 25 --groups 5"
    )]
    Print(PrintOptions),
    /// Make what to hand out of an edition: a folder for a stick, a zip, a phone page, an e-book
    #[command(after_help = "Example: mentorpack release --edition participant --to E:/mentoring")]
    Release(ReleaseOptions),
    /// Say whether a copy of a release is whole
    #[command(after_help = "Example: mentorpack verify E:/mentoring")]
    Verify(VerifyOptions),
}

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// Where the editions go, instead of output/ in the pack
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Only this edition; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(super) edition: Vec<String>,
    /// Leave the PDFs out
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// The date of the build, otherwise `SOURCE_DATE_EPOCH` or the newest `reviewed` in the pack
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Also what must be right before the pack is handed out: warnings count as errors
    #[arg(long)]
    pub(super) ready: bool,
    /// With --ready: also ask each address on the web whether it answers, by the program curl
    #[arg(long, requires = "ready")]
    pub(super) external: bool,
    /// The day on which review dates are looked at, otherwise today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The new pack's folder
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Leave the pack on mentoring out: one page, and every setting explained
    #[arg(long)]
    pub(super) blank: bool,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub(super) struct NewOptions {
    /// model, boundary, workshop, scenario, handout, form or guide
    pub(super) kind: String,
    /// Its title, in quotes; the file's name is made of it
    pub(super) title: String,
    /// Open it in the editor that `VISUAL` or `EDITOR` names
    #[arg(long)]
    pub(super) edit: bool,
}

/// Options of `schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// pack, theme, outcomes, glossary, index or a kind of page; all of them when left out
    pub(super) name: Option<String>,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The word in brackets behind `error` or `warning`; without it, all are listed
    pub(super) code: Option<String>,
}

/// What `collate --help` says after the options.
const REGISTER: &str = "\
Example: mentorpack collate ../returns --output ../register/interest.csv

The register has a row for each return. Its first columns are form, version, saved (the day) and \
file. Then come the fields by their names, in the form's order. The last is check, which says what \
to look at, such as the same person twice. Where several options can be ticked there is a column \
for each, with yes or nothing, so that you can filter. Add columns and rows of your own as you \
like: they stay.

Beside the register goes a summary, which is made anew each time. The file rejects.csv lists the \
returns that could not be taken, with why, and what to do.

Both hold what people told you. Keep them where only those can see them who have to, and destroy \
them by the day that is named.";

/// Options of `collate`.
#[derive(Debug, Args)]
#[command(after_help = REGISTER)]
pub(super) struct CollateOptions {
    /// Saved forms, filled PDFs, and folders of them
    #[arg(required = true, value_name = "FILE_OR_DIR")]
    pub(super) files: Vec<PathBuf>,
    /// The register, outside of the pack; new returns are added to one that is there
    #[arg(long, value_name = "REGISTER.csv")]
    pub(super) output: PathBuf,
    /// Only returns of this form, named as its file is; also for PDFs that do not say their form
    #[arg(long, value_name = "SLUG")]
    pub(super) form: Option<String>,
}

/// Options of `print`. What is left out is as the workshop's plan has it.
#[derive(Debug, Args)]
pub(super) struct PrintOptions {
    /// The workshop: its file in content/workshops/, without .md
    #[arg(value_name = "SLUG")]
    pub(super) workshop: String,
    /// How many people come
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number)]
    pub(super) people: Option<u32>,
    /// How many groups they form; 0 for none
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number)]
    pub(super) groups: Option<u32>,
    /// How many tutors there are, otherwise the plan's or 1
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number)]
    pub(super) tutors: Option<u32>,
    /// More of each sheet that people get: a share of the people, or a number of sheets
    #[arg(long, value_name = "10%|5", allow_hyphen_values = true, value_parser = spare)]
    pub(super) spare: Option<Spare>,
    /// Copies in large print of each sheet that people get, on top
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number, default_value = "0")]
    pub(super) large_print: u32,
    /// How many minutes there are, if not as planned
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true, value_parser = minutes)]
    pub(super) length: Option<u32>,
    /// The day of the workshop
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) on: Option<Date>,
    /// When it starts
    #[arg(long, value_name = "HH:MM", value_parser = clock)]
    pub(super) start: Option<Clock>,
    /// Where it is
    #[arg(long, value_name = "TEXT")]
    pub(super) venue: Option<String>,
    /// Fold what people get, if it has more than two sides, into A5 booklets
    #[arg(long)]
    pub(super) booklet: bool,
    /// Flip-chart headings on A3, rather than in tiles of A4 to join
    #[arg(long)]
    pub(super) a3: bool,
    /// Where the job goes, instead of `output/print/SLUG` in the pack
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The day on which review dates are looked at, otherwise today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

impl PrintOptions {
    /// The job that they ask for.
    pub(super) fn job(&self) -> Job {
        let venue = self.venue.as_deref().map(str::trim).filter(|venue| !venue.is_empty());
        Job {
            people: self.people,
            groups: self.groups,
            tutors: self.tutors,
            spare: self.spare.unwrap_or_default(),
            large_print: self.large_print,
            length: self.length,
            on: self.on,
            start: self.start,
            venue: venue.map(str::to_owned),
        }
    }
}

fn number(text: &str) -> Result<u32, String> {
    whole(text).ok_or_else(|| format!("write a whole number up to {MOST}, such as 25"))
}

fn minutes(text: &str) -> Result<u32, String> {
    whole(text).ok_or_else(|| "write a whole number of minutes, such as 60".to_owned())
}

fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn spare(text: &str) -> Result<Spare, String> {
    Spare::parse(text).ok_or_else(|| {
        "write a whole share of the people, such as 10%, or a number of sheets, such as 5"
            .to_owned()
    })
}

fn clock(text: &str) -> Result<Clock, String> {
    Clock::parse(text).ok_or_else(|| "write hours and minutes, such as 11:00".to_owned())
}

/// Options of `release`.
#[derive(Debug, Args)]
pub(super) struct ReleaseOptions {
    /// The edition to hand out
    #[arg(long, value_name = "NAME")]
    pub(super) edition: String,
    /// Where it goes: a folder or a stick. Two folders are made there
    #[arg(long, value_name = "DIR")]
    pub(super) to: PathBuf,
    /// Release it even if it is not ready, and say so on every page and sheet
    #[arg(long)]
    pub(super) draft: bool,
    /// An older release, its folder or its zip: say what has changed since
    #[arg(long, value_name = "OLD")]
    pub(super) compare: Option<PathBuf>,
    /// The phone page's size at most, in MB; pictures are made smaller to fit
    #[arg(long, value_name = "MB", value_parser = megabytes, default_value = "8")]
    pub(super) max_size: u64,
    /// Leave the PDFs out
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// The day on which review dates are looked at, otherwise today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyOptions {
    /// The folder or the zip of a release, or a stick with several
    pub(super) path: PathBuf,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// Where the browser finds it; the next free port where this one is taken
    #[arg(long, value_name = "NUMBER", default_value_t = PORT)]
    pub(super) port: u16,
    /// Only this edition; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(super) edition: Vec<String>,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
    /// The day on which review dates are looked at, otherwise today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

impl Default for ServeOptions {
    /// As for somebody who only clicked.
    fn default() -> Self {
        Self { port: PORT, edition: Vec::new(), open: true, date: None }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| match Date::meant(text) {
        Some(day) => format!("write the day as year-month-day: {}", day.iso()),
        None if Date::has_shape(text) => "the calendar has no such day".to_owned(),
        None => "write a day as year-month-day, such as 2027-03-06".to_owned(),
    })
}
