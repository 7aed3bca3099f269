//! Why a job cannot be counted.

use super::room::MOST;
use crate::schedule::Unfit;

/// Why a job cannot be counted: what is wrong, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The module is no workshop.
    #[error("`{title}` is a {kind}; a print job is for a workshop")]
    NoWorkshop {
        /// The module's title.
        title: String,
        /// Its kind.
        kind: &'static str,
    },
    /// Neither job nor plan says how many people come.
    #[error(
        "the plan does not say how many people come: add the number, for example `--people 25`"
    )]
    NoPeople,
    /// Nobody comes.
    #[error("`--people 0`: there is nobody to print for; write how many people come, 1 or more")]
    Nobody,
    /// Something is for groups, and nobody says how many there are.
    #[error(
        "some of it is for each group, and the plan does not say how many groups there are: add \
         the number, for example `--groups 5`, or `--groups 0` for none"
    )]
    NoGroups,
    /// A number that must be a slip.
    #[error("`{option} {number}` is more than a job can have: write a number up to {MOST}")]
    TooMany {
        /// As on the command line.
        option: &'static str,
        /// What it says.
        number: u32,
    },
    /// More groups than people.
    #[error(
        "{groups} groups need {groups} people or more, and {}: write `--groups {people}` or fewer",
        come(*people)
    )]
    EmptyGroups {
        /// Groups, of job or plan.
        groups: u32,
        /// People, of job or plan.
        people: u32,
    },
    /// More than twice the sheets.
    #[error(
        "`--spare {0}%` is more than one spare sheet for each person: write 100% or less, or a \
         number of sheets, for example `--spare 5`"
    )]
    Spare(u32),
    /// No plan fits the length.
    #[error("`--length {length}`: {}; {}", unfit.told(*length), remedy(*unfit))]
    Length {
        /// Minutes.
        length: u32,
        /// Why not.
        unfit: Unfit,
    },
    /// A course keeps its lengths and starts in its file.
    #[error(
        "this is a course of several sessions, and each has a length and a start of its own in \
         the file: leave `{0}` out"
    )]
    Course(&'static str),
}

fn come(people: u32) -> String {
    match people {
        1 => "1 person comes".to_owned(),
        people => format!("{people} people come"),
    }
}

fn remedy(unfit: Unfit) -> String {
    match unfit {
        Unfit::TooShort { needs } => format!("write `--length {needs}` or more"),
        Unfit::TooLong { fills } => format!("write `--length {fills}` or less"),
        Unfit::Between { fills, needs } => {
            format!("write `--length {fills}` or `--length {needs}`")
        }
    }
}
