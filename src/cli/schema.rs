//! `mentorpack schema`, `completions` and `man`: what other programs need to help with this one.

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::{Map, Value};

use super::arguments::{Arguments, SchemaOptions};
use super::report::Reporter;
use super::{Ending, Failure};
use crate::diagnostic::nearest;
use crate::schema::schemas;

/// Prints the schema of a file, or all of them by name.
pub(super) fn schema(options: &SchemaOptions, reporter: &mut Reporter) -> Result<Ending, Failure> {
    let schemas = schemas();
    let text = match &options.name {
        None => {
            let all = schemas.into_iter().map(|schema| (schema.name.to_owned(), schema.value));
            format!("{:#}\n", Value::Object(all.collect::<Map<_, _>>()))
        }
        Some(name) => match schemas.iter().find(|schema| schema.name == name) {
            Some(schema) => schema.to_json(),
            None => {
                let names: Vec<_> = schemas.iter().map(|schema| schema.name).collect();
                let near = nearest(name, names.iter().copied());
                return Err(Failure::NoSchema {
                    name: name.clone(),
                    near: near.map_or_else(String::new, |near| format!("; did you mean `{near}`?")),
                    known: names.join(", "),
                });
            }
        },
    };
    reporter.say(&text)?;
    Ok(Ending::Done)
}

/// Prints what a shell needs to complete commands and options.
pub(super) fn completions(shell: Shell, reporter: &mut Reporter) -> Result<Ending, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "mentorpack", &mut text);
    reporter.say(&String::from_utf8_lossy(&text))?;
    Ok(Ending::Done)
}

/// Prints the manual page, every command in it.
pub(super) fn man(reporter: &mut Reporter) -> Result<Ending, Failure> {
    let command = Arguments::command();
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    for of in command.get_subcommands().filter(|of| !of.is_hide_set()) {
        let name = format!("mentorpack {}", of.get_name());
        let of = of.clone().bin_name(&name).display_name(&name);
        let mut page = Vec::new();
        clap_mangen::Man::new(of.clone()).render_synopsis_section(&mut page)?;
        clap_mangen::Man::new(of.clone()).render_description_section(&mut page)?;
        clap_mangen::Man::new(of).render_options_section(&mut page)?;
        let page = String::from_utf8_lossy(&page);
        // A command's parts stand under its own heading.
        text.extend(format!(".SH {}\n", name.to_uppercase()).bytes());
        text.extend(page.replace("\n.SH ", "\n.SS ").replacen(".SH ", ".SS ", 1).bytes());
    }
    reporter.say(&String::from_utf8_lossy(&text))?;
    Ok(Ending::Done)
}
