//! The command line: the only place that reads the clock and the environment, prints, and decides
//! what a run ends with.

mod arguments;
mod browser;
mod build;
mod check;
mod collate;
mod explain;
mod guide;
mod init;
mod print;
mod progress;
mod release;
mod report;
mod schema;
mod serve;
mod usage;
mod verify;
mod web;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::collate::{PileError, TableError};
use crate::fresh::Unnamed;
use crate::journey::JourneyError;
use crate::print_job::Refusal;
use crate::project::{PACK_FILE, Project, ReadError};
use crate::publish::PublishError;
use crate::release::ReleaseError;
use crate::serve::ServeError;
use arguments::{Arguments, Command, ServeOptions};
pub use guide::{COMMANDS_PAGE, commands_page, understands};
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
    /// No command, and nothing to show without one.
    #[error(
        "there is no pack in {}, so there is nothing to show\n\
         If you have a pack: put this program into its folder, beside pack.yaml, and start it there.\n\
         If you have none: open a command window here and type\n  \
         mentorpack init my-pack\n\
         Otherwise name a command.\n\n{help}",
        .folder.display()
    )]
    NoCommand { folder: PathBuf, help: String },
    /// `--pack` names a folder that is none.
    #[error(
        "there is no pack.yaml in {}; name the folder that holds it{}",
        .0.display(),
        misnamed(.0)
    )]
    NotAPack(PathBuf),
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
    #[error("there is no kind of page called `{name}`{near}\nthere are: {known}")]
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
    /// `--compare` names no release.
    #[error("cannot compare with `{}`: {reason}", path.display())]
    NoOld { path: PathBuf, reason: String },
    /// `verify` names nothing that could be checked.
    #[error("cannot check `{}`: {reason}", path.display())]
    Nothing { path: PathBuf, reason: String },
    #[error(transparent)]
    Release(#[from] ReleaseError),
    #[error(transparent)]
    Journey(JourneyError),
    #[error(transparent)]
    Pile(#[from] PileError),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Serve(#[from] ServeError),
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

impl From<JourneyError> for Failure {
    fn from(error: JourneyError) -> Self {
        match error {
            JourneyError::Follow(error) => Self::NoCurl(error),
            other => Self::Journey(other),
        }
    }
}

/// Runs the program: arguments in, exit status out.
#[must_use]
pub fn run() -> ExitCode {
    // Wrong usage ends here, with exit status 2, and so does --help, with 0.
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        let typed: Vec<_> = std::env::args_os().map(|it| it.to_string_lossy().into()).collect();
        usage::with_remedy(error, &typed).exit()
    });
    let mut reporter = Reporter::new(arguments.format);
    let ended = match dispatch(&arguments, &mut reporter) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::PackHasErrors) => ExitCode::from(1),
        Err(failure) => {
            reporter.failure(&failure.to_string());
            ExitCode::from(2)
        }
    };
    if ended != ExitCode::SUCCESS && arguments.command.is_none() {
        keep_window();
    }
    ended
}

/// Started by a double click, a program on Windows has a window that closes with it, and takes
/// along what it said.
fn keep_window() {
    if cfg!(windows) && std::io::stdin().is_terminal() {
        // There is nobody left to tell if this cannot be written.
        let _ = writeln!(std::io::stderr(), "\nPress Enter to close this window.");
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

fn dispatch(arguments: &Arguments, reporter: &mut Reporter) -> Result<Ending, Failure> {
    match &arguments.command {
        Some(Command::Explain(options)) => explain::run(options, reporter),
        Some(Command::Init(options)) => init::init(options, reporter),
        Some(Command::Schema(options)) => schema::schema(options, reporter),
        Some(Command::Completions { shell }) => schema::completions(*shell, reporter),
        Some(Command::Man) => schema::man(reporter),
        Some(Command::Verify(options)) => {
            let mut progress = Progress::new(arguments.format, arguments.verbose);
            verify::run(options, reporter, &mut progress)
        }
        command => on_pack(arguments, command.as_ref(), reporter),
    }
}

/// Where the program lies: a double click on a Mac starts it in the user's own folder instead.
fn program_folder() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.to_owned())
}

/// Commands that work on a pack.
fn on_pack(
    arguments: &Arguments,
    command: Option<&Command>,
    reporter: &mut Reporter,
) -> Result<Ending, Failure> {
    let here = std::env::current_dir()?;
    let root = match &arguments.pack {
        Some(folder) => Some(folder.clone()).filter(|folder| folder.join(PACK_FILE).is_file()),
        None if arguments.command.is_none() => {
            let folders = [Some(here.clone()), program_folder()];
            folders.into_iter().flatten().find(|folder| folder.join(PACK_FILE).is_file())
        }
        None => Project::root_of(&here),
    };
    let root = match (root, &arguments.pack) {
        (Some(root), _) => root,
        (None, Some(folder)) => return Err(Failure::NotAPack(folder.clone())),
        (None, None) if arguments.command.is_none() => {
            let help = Arguments::command().render_help().to_string();
            return Err(Failure::NoCommand { folder: here, help });
        }
        (None, None) => return Err(Failure::NoPack(here)),
    };
    let mut progress = Progress::new(arguments.format, arguments.verbose);
    match command {
        Some(Command::Build(options)) => build::run(&root, options, reporter, &mut progress),
        Some(Command::Check(options)) => check::run(&root, options, reporter, &mut progress),
        Some(Command::Release(options)) => release::run(&root, options, reporter, &mut progress),
        Some(Command::New(options)) => init::new(&root, options, reporter),
        Some(Command::Collate(options)) => collate::run(&root, options, reporter, &mut progress),
        Some(Command::Print(options)) => print::run(&root, options, reporter, &mut progress),
        Some(Command::Serve(options)) => serve::run(&root, options, arguments.format, progress),
        // As after a double click in the pack's folder.
        None => serve::run(&root, &ServeOptions::default(), arguments.format, progress),
        Some(
            Command::Explain(_)
            | Command::Init(_)
            | Command::Schema(_)
            | Command::Verify(_)
            | Command::Completions { .. }
            | Command::Man,
        ) => unreachable!("commands that need no pack were run before"),
    }
}
