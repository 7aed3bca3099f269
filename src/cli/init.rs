//! `mentorpack init` and `mentorpack new`

use std::path::{Path, PathBuf};
use std::process::Command;

use super::arguments::{InitOptions, NewOptions};
use super::report::Reporter;
use super::{Ending, Failure};
use crate::address;
use crate::diagnostic::{Diagnostics, nearest};
use crate::fresh::{blank_pack, module, whole_pack};
use crate::pack::kinds::Kind;
use crate::project::Project;
use crate::publish::{add, begin};
use crate::source::Sources;

/// Begins a pack.
pub(super) fn init(options: &InitOptions, reporter: &mut Reporter) -> Result<Ending, Failure> {
    let files = if options.blank {
        let full = std::path::absolute(&options.folder)?;
        let name = full.file_name().map(|name| name.to_string_lossy().into_owned());
        blank_pack(&name.unwrap_or_else(|| "Our pack".to_owned()))
    } else {
        whole_pack()
    };
    begin(&files, &options.folder)?;
    let folder = options.folder.display();
    // Who has the program as one file beside the new folder cannot call it from inside.
    let next = match (std::env::current_exe(), std::env::current_dir()) {
        (Ok(program), Ok(here)) if program.parent() == Some(&here) => {
            let call = if cfg!(windows) { "mentorpack" } else { "./mentorpack" };
            format!(
                "Move this program into that folder, and open a command window there. Then:\n  \
                 {call} serve --open"
            )
        }
        _ => format!("Then:\n  cd \"{folder}\"\n  mentorpack serve --open"),
    };
    let first = if options.blank {
        "Its first page is content/guides/first-page.md."
    } else {
        "It holds the whole pack on mentoring. Change what you like, and delete what you don't need."
    };
    reporter.say(&format!(
        "Your pack is in {folder}. {first}\nPut your own contact into pack.yaml; `mentorpack check --ready` names what is still an \
         example's. {next}\n\
         VS Code explains and completes the keys of pack.yaml once its extension YAML is installed.\n"
    ))?;
    Ok(Ending::Done)
}

/// Begins a module in the pack at `root`.
pub(super) fn new(
    root: &Path,
    options: &NewOptions,
    reporter: &mut Reporter,
) -> Result<Ending, Failure> {
    let names = Kind::names();
    let wanted = options.kind.to_ascii_lowercase();
    // `handouts`, as the folder is called, is a handout too.
    let kind = names.iter().find(|(name, kind)| *name == wanted || kind.row().folder == wanted);
    let Some((_, kind)) = kind else {
        let known: Vec<_> = names.iter().map(|(name, _)| *name).collect();
        let near = nearest(&wanted, known.iter().copied());
        return Err(Failure::NoKind {
            name: options.kind.clone(),
            near: near.map_or_else(String::new, |near| format!("; did you mean `{near}`?")),
            known: known.join(", "),
        });
    };
    let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
    let project = Project::open(&mut d, &mut sources, root)?;
    let privacy = project.settings.privacy.as_ref();
    let has_privacy = privacy.is_some_and(|notice| !notice.says_nothing());
    let (path, text) = module(*kind, &options.title, has_privacy)?;
    let full = root.join(&path);
    if let Some(there) = same_address(&full) {
        let there = there.strip_prefix(root).unwrap_or(&there).to_owned();
        return Err(Failure::ModuleThere(there));
    }
    add(&full, text.as_bytes())?;
    reporter.say(&format!(
        "Wrote {path}.\nEach key is explained in it, in lines that begin with ##. A line that begins \
         with one # is an example, and says nothing until you take the # away.\n"
    ))?;
    if options.edit {
        edit(&full)?;
    }
    Ok(Ending::Done)
}

/// A module beside `path` that has its address already: `My Card.md` and `my-card.md` are one.
fn same_address(path: &Path) -> Option<PathBuf> {
    let slug = path.file_stem()?.to_str()?;
    let entries = std::fs::read_dir(path.parent()?).ok()?.filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().find(|path| {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let module = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
        module && stem.is_some_and(|stem| address::slugify(&stem) == slug)
    })
}

/// Opens a file in the editor that the environment names, and waits until it is closed.
fn edit(path: &Path) -> Result<(), Failure> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = match named {
        Some(editor) => editor,
        None if cfg!(windows) => "notepad".to_owned(),
        None => return Err(Failure::NoEditor),
    };
    // `code --wait` is a program and an argument.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let ended = Command::new(program).args(words).arg(path).status();
    ended.map(drop).map_err(|reason| Failure::Editor { editor, reason })
}
