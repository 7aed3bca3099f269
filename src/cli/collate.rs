//! `mentorpack collate`
//!
//! Nothing that anybody answered is ever printed: counts and the names of files are all.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::arguments::CollateOptions;
use super::progress::Progress;
use super::report::{Reporter, counted, printable};
use super::{Ending, Failure};
use crate::collate::{
    self, Collected, KnownForm, Register, Reject, Summary, is_summary, is_summary_page,
};
use crate::diagnostic::{Diagnostics, Severity, nearest};
use crate::load::load;
use crate::pack::Pack;
use crate::pack::kinds::Kind;
use crate::project::{Project, ReadError};
use crate::publish::{refuse_within, replace};
use crate::render::{Press, register};
use crate::source::{FileId, Sources};
use crate::theme::Theme;

/// Beside the register.
const REJECTS: &str = "rejects.csv";
/// Rejects that are named on the terminal; the list has all.
const MOST_NAMED: usize = 10;

/// Everything that is going to be written, and what to say of it.
#[derive(Default)]
struct Plan {
    files: Vec<(PathBuf, Vec<u8>)>,
    said: String,
}

pub(super) fn run(
    root: &Path,
    options: &CollateOptions,
    reporter: &mut Reporter,
    progress: &mut Progress,
) -> Result<Ending, Failure> {
    let names = Names::of(&options.output)?;
    refuse_within(root, &names.folder)?;
    progress.begin("Reading the pack");
    let Some(Opened { pack, theme }) = open(root, reporter, progress)? else {
        return Ok(Ending::PackHasErrors);
    };
    let forms = collate::forms(&pack);
    if let Some(wanted) = &options.form
        && !forms.iter().any(|form| form.id == wanted)
    {
        let near = nearest(wanted, forms.iter().map(|form| form.id));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Failure::NoForm { name: wanted.clone(), near });
    }
    let own = names.own(&forms);
    progress.begin("Reading the returns");
    let collected = collate::collect(&pack, &options.files, &own, options.form.as_deref())?;
    if collected.files == 0 && collected.rejects.is_empty() {
        return Err(Failure::NothingToCollate);
    }
    progress.begin("Making the register");
    let mut plan = Plan::default();
    plan.say(&format!(
        "Looked into {}: {} taken, {} rejected.",
        counted(collected.files, "file"),
        counted(collected.taken(), "return"),
        collected.rejects.len(),
    ));
    if collected.copies > 0 {
        let were = if collected.copies == 1 { "was a copy" } else { "were copies" };
        plan.say(&format!(
            "{} {were} of another and counted once.",
            counted(collected.copies, "file")
        ));
    }
    let press = Press::start();
    let page = |summary: &Summary| {
        let theme = theme.as_ref()?;
        register(&mut Diagnostics::default(), press.as_ref(), &pack.settings, theme, summary)
    };
    plan.registers(&pack, &forms, &names, &collected, &page)?;
    plan.rejects(&names, &collected.rejects)?;
    progress.begin("Writing the register");
    for (path, bytes) in &plan.files {
        replace(path, bytes)?;
    }
    progress.clear();
    reporter.say(&plan.said)?;
    Ok(Ending::Done)
}

/// The pack, unless something is wrong with what collating needs of it: its settings and its forms.
/// A broken link elsewhere must not keep anybody from their returns.
fn open(
    root: &Path,
    reporter: &Reporter,
    progress: &mut Progress,
) -> Result<Option<Opened>, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let project = Project::open(&mut diagnostics, &mut sources, root)?;
    let loaded = load(&mut diagnostics, &mut sources, &project)?;
    // A theme that does not work costs the summary's page, and no return.
    let theme = Theme::load(&mut Diagnostics::default(), &mut sources, &project)?;
    let pack = Pack::assemble(&mut diagnostics, &sources, project.settings, loaded);
    let others = pack.entries.iter().filter(|entry| entry.kind() != Kind::Form);
    let others: HashSet<FileId> = others.map(|entry| entry.file).collect();
    for form in collate::forms(&pack) {
        form.entry.details.check(&mut diagnostics, form.entry, &pack);
    }
    let mut needed = Diagnostics::default();
    for found in diagnostics.into_sorted(&sources) {
        if found.severity == Severity::Error && !others.contains(&found.span.file) {
            needed.push(found);
        }
    }
    progress.clear();
    let counts = reporter.report(&sources, needed)?;
    if counts.errors > 0 {
        reporter.failed(counts, " Nothing was collated.")?;
        return Ok(None);
    }
    Ok(Some(Opened { pack, theme }))
}

/// What returns are held against, and what their summary looks like.
struct Opened {
    pack: Pack,
    theme: Option<Theme>,
}

/// Where everything goes: `--output` and what stands beside it.
struct Names {
    folder: PathBuf,
    output: PathBuf,
    stem: String,
}

impl Names {
    fn of(output: &Path) -> Result<Self, Failure> {
        let refused = || Failure::RegisterName(output.to_owned());
        let stem = output.file_stem().and_then(|stem| stem.to_str()).ok_or_else(refused)?;
        let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let taken = stem.eq_ignore_ascii_case("rejects") || stem.starts_with('.');
        if !ending.eq_ignore_ascii_case("csv") || taken || output.is_dir() {
            return Err(refused());
        }
        let folder = output.parent().filter(|folder| *folder != Path::new(""));
        Ok(Self {
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
            output: output.to_owned(),
            stem: stem.to_owned(),
        })
    }

    fn rejects(&self) -> PathBuf {
        self.output.with_file_name(REJECTS)
    }

    /// Of a form, where there are several.
    fn of_form(&self, id: &str) -> PathBuf {
        self.output.with_file_name(format!("{}-{id}.csv", self.stem))
    }

    /// What collating may have written earlier, which is no return.
    fn own(&self, forms: &[KnownForm<'_>]) -> Vec<PathBuf> {
        let mut own = vec![self.rejects()];
        let registers = forms.iter().map(|form| self.of_form(form.id));
        for register in registers.chain([self.output.clone()]) {
            own.extend(["csv", "pdf"].map(|ending| summary(&register, ending)));
            own.push(register);
        }
        own
    }
}

/// The summary beside a register.
fn summary(register: &Path, ending: &str) -> PathBuf {
    let stem = register.file_stem().unwrap_or_default().to_string_lossy();
    register.with_file_name(format!("{stem}-summary.{ending}"))
}

/// The bytes of a file, if it is there.
fn standing(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ReadError { path: path.to_owned(), source }.into()),
    }
}

/// Sets a summary as a page, where this program can.
type Page<'p> = &'p dyn Fn(&Summary) -> Option<Vec<u8>>;

impl Plan {
    fn say(&mut self, line: &str) {
        self.said.push_str(line);
        self.said.push('\n');
    }

    fn registers(
        &mut self,
        pack: &Pack,
        forms: &[KnownForm<'_>],
        names: &Names,
        collected: &Collected,
        page: Page<'_>,
    ) -> Result<(), Failure> {
        let several = collected.returns.len() > 1;
        if several {
            let found = collected.returns.keys().map(String::as_str).collect::<Vec<_>>();
            self.say(&format!(
                "There are {} forms, and so as many registers: {}.",
                found.len(),
                found.join(", ")
            ));
        }
        for (id, returns) in &collected.returns {
            let Some(form) = forms.iter().find(|form| form.id == id) else { continue };
            let own = names.of_form(id);
            let merged = |path: &Path| -> Result<Register, Failure> {
                let bytes = standing(path)?;
                let before = bytes.map(|bytes| (path, bytes));
                let version = pack.settings.version.as_deref().unwrap_or_default();
                Ok(Register::merge(&form.module.form, id, version, before, returns)?)
            };
            // A register that was begun as one of several is gone on with, and so is one that was
            // begun alone.
            let alone = names.output.clone();
            let (path, register) = if own.exists() || (several && !alone.exists()) {
                (own.clone(), merged(&own)?)
            } else {
                match merged(&alone) {
                    Err(_) if several => (own.clone(), merged(&own)?),
                    register => (alone, register?),
                }
            };
            self.register(pack, *form, &path, register, page)?;
        }
        Ok(())
    }

    fn register(
        &mut self,
        pack: &Pack,
        form: KnownForm<'_>,
        path: &Path,
        register: Register,
        page: Page<'_>,
    ) -> Result<(), Failure> {
        let notice = form.module.notice(pack);
        let keep_for = notice.as_ref().and_then(|notice| notice.keep_for.as_deref());
        let title = &form.entry.title.value;
        let counted_up = Summary::of(&form.module.form, form.id, title, keep_for, &register);
        let mut line = format!("{}: {} new", path.display(), register.added);
        if register.known > 0 {
            line.push_str(&format!(", {} there already", register.known));
        }
        line.push_str(&format!(", {} in all.", counted_up.returns));
        self.say(&line);
        if register.same > 0 {
            self.say(&format!(
                "  {} may be of somebody who is in it already: see the column `check`.",
                counted(register.same, "return")
            ));
        }
        for (version, count) in &register.other_versions {
            let which = if version.is_empty() { "no version" } else { version.as_str() };
            let ours = pack.settings.version.as_deref().unwrap_or("none");
            self.say(&format!(
                "  {} filled in on another version of the form, {}; the pack's is {ours}.",
                if *count == 1 { "1 was".to_owned() } else { format!("{count} were") },
                printable(which),
            ));
        }
        match (&counted_up.destroy_by, &counted_up.keep_for) {
            (Some(day), Some(words)) => self.say(&format!(
                "  Destroy it and the returns by {day}: {words} after the newest of them."
            )),
            (None, Some(words)) => {
                self.say(&format!("  How long to keep it and the returns: {words}."));
            }
            (_, None) => {}
        }
        let beside = summary(path, "csv");
        let as_page = page(&counted_up).map(|pdf| (summary(path, "pdf"), pdf));
        match standing(&beside)? {
            Some(bytes) if is_summary(&bytes) => {}
            Some(_) => return Err(Failure::NoSummary(beside)),
            None => {}
        }
        if let Some((path, _)) = &as_page
            && standing(path)?.is_some_and(|bytes| !is_summary_page(&bytes))
        {
            return Err(Failure::NoSummary(path.clone()));
        }
        // The register first: where Excel has it open, nothing else is written either.
        self.files.push((path.to_owned(), register.into_bytes()));
        self.files.push((beside, counted_up.to_csv()));
        self.files.extend(as_page);
        Ok(())
    }

    fn rejects(&mut self, names: &Names, rejects: &[Reject]) -> Result<(), Failure> {
        if rejects.is_empty() {
            return Ok(());
        }
        let path = names.rejects();
        let before = standing(&path)?;
        let list = collate::rejects(before.map(|bytes| (path.as_path(), bytes)), rejects)?;
        self.say(&format!("Why each was rejected and what to do is in {}:", path.display()));
        for reject in rejects.iter().take(MOST_NAMED) {
            let number = reject.number.map_or_else(String::new, |at| format!(", return {at}"));
            self.say(&format!("  {}{number}", printable(&reject.file)));
        }
        if rejects.len() > MOST_NAMED {
            self.say(&format!("  and {} more", rejects.len() - MOST_NAMED));
        }
        self.files.push((path, list));
        Ok(())
    }
}
