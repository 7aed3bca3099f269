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

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day as year-month-day, such as 2027-03-06".to_owned())
}
