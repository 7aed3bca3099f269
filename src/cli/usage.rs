//! What to do about a command line that cannot be understood, for those who type few of them.

use clap::Error;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Dashes that word processors and mail programs make of two hyphens, or of one.
const DASHES: [char; 4] = ['–', '—', '−', '‒'];

/// The error, with what most likely happened in place of what clap would say. `typed` is the whole
/// command line.
pub(super) fn with_remedy(mut error: Error, typed: &[String]) -> Error {
    let options = typed.iter().skip(1).filter_map(|word| word.strip_prefix(DASHES));
    let mut options = options.map(|rest| rest.trim_start_matches(DASHES).trim_start_matches('-'));
    // A dash may also stand alone, in a title without quotes.
    let dashed = options.find(|rest| rest.starts_with(|c: char| c.is_alphabetic()));
    let stray = matches!(
        (error.kind(), error.get(ContextKind::InvalidArg)),
        (ErrorKind::UnknownArgument, Some(ContextValue::String(word))) if !word.starts_with('-')
    );
    let remedy = match dashed {
        Some(option) => format!("a dash is no hyphen: type two hyphens, --{option}"),
        None if stray => {
            "put a text of several words in quotes, such as \"Chairing a meeting\"".to_owned()
        }
        None => return error,
    };
    let remedy = ContextValue::StyledStrs(vec![StyledStr::from(remedy)]);
    error.insert(ContextKind::Suggested, remedy);
    error
}
