//! The command line: the only place that reads the clock and the environment, prints, and decides
//! what a run ends with.

mod arguments;
mod build;
mod check;
mod collate;
mod explain;
mod init;
mod print;
mod progress;
mod report;
mod schema;
mod stages;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::collate::{PileError, TableError};
use crate::fresh::Unnamed;
use crate::print_job::Refusal;
use crate::project::{Project, ReadError};
use crate::publish::PublishError;
use arguments::{Arguments, Command};
use progress::Progress;
use report::Reporter;

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Exit status 0: done, warnings allowed.
    Done,
    /// Exit status 1: the pack has errors.
    PackHasErrors,
}

/// Why a run could not be done at all: exit status 2.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Nothing to work on.
    #[error(
        "there is no pack.yaml in {} or in any folder above it{}\n\
         go to the folder of a pack, name it: mentorpack --pack FOLDER ...\n\
         or begin one: mentorpack init FOLDER",
        .0.display(),
        misnamed(.0)
    )]
    NoPack(PathBuf),
    /// `--pack` names a folder that is none.
    #[error(
        "there is no pack.yaml in {}; name the folder that holds it{}",
        .0.display(),
        misnamed(.0)
    )]
    NotAPack(PathBuf),
    /// `--edition` names none.
    #[error("there is no edition `{name}`; pack.yaml has {known}")]
    NoEdition { name: String, known: String },
    /// `print` names no workshop.
    #[error("{0}")]
    NoWorkshop(String),
    #[error(transparent)]
    Job(#[from] Refusal),
    /// `print --output` names the folder of an edition.
    #[error(
        "{} holds an edition, whose pages a print job would replace; choose another folder",
        .0.display()
    )]
    NotAJob(PathBuf),
    /// An environment variable that cannot be read.
    #[error("SOURCE_DATE_EPOCH is `{0}`; it has to be a number of seconds")]
    Epoch(String),
    /// `explain` names none.
    #[error("there is no message called `{name}`{near}\nmentorpack explain lists them all")]
    NoCode { name: String, near: String },
    /// `new` names no kind.
    #[error("there is no kind of module called `{name}`{near}\nthere are: {known}")]
    NoKind { name: String, near: String, known: String },
    /// `schema` names none.
    #[error("there is no schema called `{name}`{near}\nthere are: {known}")]
    NoSchema { name: String, near: String, known: String },
    #[error(transparent)]
    Unnamed(#[from] Unnamed),
    /// `new` would make a second page of one address.
    #[error(
        "{} is there already, and its page would have the same address; it was left as it is\n\
         open that file, or give the new one another title",
        .0.display()
    )]
    ModuleThere(PathBuf),
    /// `--edit` without an editor.
    #[error(
        "the file is written; --edit opens it in the editor that the environment variable EDITOR \
         names, and there is none"
    )]
    NoEditor,
    /// `--edit` with an editor that does not start.
    #[error("the file is written; the editor `{editor}` cannot be started: {reason}")]
    Editor { editor: String, reason: std::io::Error },
    /// `--form` names none.
    #[error("there is no form `{name}` in the pack{near}")]
    NoForm { name: String, near: String },
    /// `--output` of `collate` cannot be a register.
    #[error("`{}` cannot be the register: give it a name such as register.csv", .0.display())]
    RegisterName(PathBuf),
    /// What was handed to `collate` is empty.
    #[error("there is nothing to collate: no saved form (.json) and no PDF")]
    NothingToCollate,
    /// A file that is no summary stands where one has to go.
    #[error(
        "`{}` was not written by mentorpack and would be overwritten: move it away, or give \
         another name with --output",
        .0.display()
    )]
    NoSummary(PathBuf),
    /// `--external` without the program that follows addresses.
    #[error(
        "`--external` asks addresses on the web by the program curl, which cannot be started: {0}\n\
         Windows 10, Windows 11 and macOS have it; on Linux install the package curl"
    )]
    NoCurl(std::io::Error),
    #[error(transparent)]
    Pile(#[from] PileError),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("cannot write the report: {0}")]
    Report(#[from] std::io::Error),
}

/// What to do where `folder` has a `pack.yaml` by another name.
fn misnamed(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let meant = |name: &String| {
        let lower = name.to_ascii_lowercase();
        ["pack.yml", "pack.yaml.txt", "pack.yml.txt", "pack.yaml.yaml"].contains(&&*lower)
            || (lower == "pack.yaml" && name != "pack.yaml")
    };
    let found: Option<String> = names.filter(meant).min();
    found.map_or_else(String::new, |name| {
        format!("\nthere is a file {name}: its name has to be pack.yaml")
    })
}

/// Runs the program: arguments in, exit status out.
#[must_use]
pub fn run() -> ExitCode {
    // Wrong usage ends here, with clap's own message and exit status 2.
    let arguments = Arguments::parse();
    let mut reporter = Reporter::new(arguments.format);
    match dispatch(&arguments, &mut reporter) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::PackHasErrors) => ExitCode::from(1),
        Err(failure) => {
            reporter.failure(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments, reporter: &mut Reporter) -> Result<Ending, Failure> {
    match &arguments.command {
        Command::Explain(options) => explain::run(options, reporter),
        Command::Init(options) => init::init(options, reporter),
        Command::Schema(options) => schema::schema(options, reporter),
        Command::Completions { shell } => schema::completions(*shell, reporter),
        Command::Man => schema::man(reporter),
        command => on_pack(arguments, command, reporter),
    }
}

/// Commands that work on a pack.
fn on_pack(
    arguments: &Arguments,
    command: &Command,
    reporter: &mut Reporter,
) -> Result<Ending, Failure> {
    let root = match &arguments.pack {
        Some(folder) => Some(folder.clone()).filter(|folder| folder.join("pack.yaml").is_file()),
        None => Project::root_of(&std::env::current_dir()?),
    };
    let root = match (root, &arguments.pack) {
        (Some(root), _) => root,
        (None, Some(folder)) => return Err(Failure::NotAPack(folder.clone())),
        (None, None) => return Err(Failure::NoPack(std::env::current_dir()?)),
    };
    let mut progress = Progress::new(arguments.format, arguments.verbose);
    match command {
        Command::Build(options) => build::run(&root, options, reporter, &mut progress),
        Command::Check(options) => check::run(&root, options, reporter, &mut progress),
        Command::New(options) => init::new(&root, options, reporter),
        Command::Collate(options) => collate::run(&root, options, reporter),
        Command::Print(options) => print::run(&root, options, reporter),
        Command::Explain(_)
        | Command::Init(_)
        | Command::Schema(_)
        | Command::Completions { .. }
        | Command::Man => unreachable!("commands that need no pack were run before"),
    }
}
