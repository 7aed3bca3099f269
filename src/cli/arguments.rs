//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::yaml::Date;

/// Makes a mentoring training pack into a site that works from a USB stick.
#[derive(Debug, Parser)]
#[command(name = "mentorpack", version, about, disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// The pack's folder; otherwise the nearest one upward that holds pack.yaml
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) pack: Option<PathBuf>,
    /// How mistakes are reported: as text on standard error, or as one JSON object a line on
    /// standard output
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    #[command(subcommand)]
    pub(super) command: Command,
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
    Build(BuildOptions),
    /// Check the pack and write nothing
    Check(CheckOptions),
    /// Bring returned forms, saved or filled in as PDFs, into one register
    Collate(CollateOptions),
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
    /// The date of the build, otherwise SOURCE_DATE_EPOCH or the newest `reviewed` in the pack
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Also what must be right before the pack is handed out: warnings count as errors
    #[arg(long)]
    pub(super) ready: bool,
    /// The day on which review dates are looked at, otherwise today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Options of `collate`.
#[derive(Debug, Args)]
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

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day as year-month-day, such as 2027-03-06".to_owned())
}
