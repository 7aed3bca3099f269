//! The author's guide's page of commands, made from the definition of the command line.

use std::fmt::Write;

use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;

/// Where the page stands in a pack.
pub const COMMANDS_PAGE: &str = "content/authors/commands.md";

const OPENING: &str = "\
---
title: Every command
summary: What you can ask of mentorpack, with each option and an example of each command.
kind: guide
order: 810
audience: tutor
tags: [commands]
print: false
---

This page is for looking things up. It is made from the program itself, so it is complete. A \
command begins with the name of the program. Most of them you type in the folder of the pack.

Options begin with two hyphens and may stand in any order. Words in capitals are for you to fill in. \
Put quotes round what you write there if it has a space in it.

To read the same in the command window, add `--help` to a command:

```
mentorpack build --help
```
";

/// The page: every command with an example, and every option.
pub fn commands_page() -> String {
    let mut text = OPENING.to_owned();
    let mut program = Arguments::command();
    program.build();
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let _ = write!(text, "\n## {}\n\n{}.\n", command.get_name(), about(command.get_about()));
        let (example, more) = after(command);
        let _ = write!(text, "\n```\n{example}\n```\n");
        for paragraph in more {
            let _ = write!(text, "\n{paragraph}\n");
        }
        let own = command.get_arguments().filter(|argument| !argument.is_global_set());
        table(&mut text, own);
    }
    text.push_str("\n## Options of every command\n");
    table(&mut text, program.get_arguments());
    text.push_str("\nBack to [your first hour](first-hour.md).\n");
    text
}

/// Whether somebody could type this: a line of the guide, such as `mentorpack build --no-pdf`.
///
/// # Errors
/// What the program would say to it.
pub fn understands(line: &str) -> Result<(), String> {
    let words = words(line);
    match Arguments::command().try_get_matches_from(words) {
        Ok(_) => Ok(()),
        Err(error) if !error.use_stderr() => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// Words of a line as a command window takes them: quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// What stands behind the options in a command's help: its example, then paragraphs. A command
/// without an example has its usage for one.
fn after(command: &Command) -> (String, Vec<String>) {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (example, more) = match help.strip_prefix("Example: ") {
        Some(rest) => rest.split_once("\n\n").unwrap_or((rest, "")),
        None => ("", &*help),
    };
    let example = match example {
        "" => usage(command),
        example => example.to_owned(),
    };
    let more = more.split("\n\n").filter(|paragraph| !paragraph.is_empty());
    (example, more.map(|paragraph| paragraph.replace('\n', " ")).collect())
}

/// The command with all that it cannot do without.
fn usage(command: &Command) -> String {
    let needed = command.get_arguments().filter(|argument| argument.is_required_set());
    let needed: String = needed.map(|argument| format!(" {}", written(argument))).collect();
    format!("mentorpack {}{needed}", command.get_name())
}

fn table<'a>(text: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    let arguments = arguments.filter(|argument| {
        !argument.is_hide_set() && !["help", "version"].contains(&argument.get_id().as_str())
    });
    let mut rows = String::new();
    for argument in arguments {
        let needed = if argument.is_required_set() { "**Needed.** " } else { "" };
        let about = about(argument.get_help());
        let _ = write!(rows, "| `{}` | {needed}{about}.", written(argument));
        let words = argument.get_possible_values();
        let words: Vec<_> = words.iter().map(|word| format!("`{}`", word.get_name())).collect();
        let takes = argument.get_action().takes_values();
        if takes && let Some((last, before)) = words.split_last() {
            let _ = write!(rows, " It is {} or {last}.", before.join(", "));
        }
        let default: Vec<_> =
            argument.get_default_values().iter().map(|it| it.to_string_lossy()).collect();
        if takes && !default.is_empty() {
            let _ = write!(rows, " If you leave it out, it is `{}`.", default.join(" "));
        }
        rows.push_str(" |\n");
    }
    if !rows.is_empty() {
        let _ = write!(text, "\n| What you may add | What it does |\n|---|---|\n{rows}");
    }
}

/// `--output DIR`, or `SLUG`
fn written(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default();
    let value = values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    // In a table, even code may have no bare stroke.
    let value = value.replace('|', "\\|");
    match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => format!("--{long} {value}"),
        Some(long) => format!("--{long}"),
        None => value,
    }
}

fn about(words: Option<&clap::builder::StyledStr>) -> String {
    let words = words.map(ToString::to_string).unwrap_or_default().replace('\n', " ");
    words.trim_end_matches('.').replace('|', "\\|")
}
