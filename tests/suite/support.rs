//! A tiny pack in a temporary folder, taken through one stage of its journey or all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
#[cfg(feature = "pdf")]
use mentorpack::check::CheckedPack;
use mentorpack::check::{check, judge_links, ready, web_links};
use mentorpack::diagnostic::{Diagnostic, Diagnostics, Severity};
use mentorpack::load::load;
use mentorpack::output::Output;
use mentorpack::pack::Pack;
use mentorpack::project::Project;
use mentorpack::render::{Press, render};
use mentorpack::source::Sources;
use mentorpack::theme::Theme;
use mentorpack::yaml::Date;

/// The folder of the pack called `name` among the tests' own.
pub(crate) fn packs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(name)
}

/// The repository, which is the first-party pack.
pub(crate) fn shipped() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A pack in a temporary folder, which goes when this does.
pub(crate) struct PackTest {
    folder: tempfile::TempDir,
}

/// What a journey found and made.
pub(crate) struct Journey {
    sources: Sources,
    found: Vec<Diagnostic>,
    /// Every edition's finished files, by its name; empty where the pack has errors.
    pub(crate) editions: BTreeMap<String, Output>,
}

/// What a run of the program said.
pub(crate) struct Ran {
    /// Exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl PackTest {
    /// A pack of these files and a `pack.yaml`, unless that is one of them.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let pack = Self { folder: tempfile::tempdir().unwrap() };
        pack.write("pack.yaml", "title: A pack\nreviewed: 2026-11-01\n");
        for (path, text) in files {
            pack.write(path, text);
        }
        pack
    }

    /// A pack of one guide whose text, without front matter, is `body`; it is at
    /// `content/guides/page.md` and its text begins in line 4.
    pub(crate) fn page(body: &str) -> Self {
        let text = format!("---\ntitle: Page\n---\n{body}");
        Self::new(&[("content/guides/page.md", &text)])
    }

    /// A copy of a folder of `tests/packs`, without its expected report.
    pub(crate) fn copy(name: &str) -> Self {
        let pack = Self { folder: tempfile::tempdir().unwrap() };
        copy(&packs(name), pack.root());
        let _ = fs::remove_file(pack.root().join("expected.txt"));
        pack
    }

    /// The pack's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A place in the pack's folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes or replaces a file.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Takes the pack from disk to finished editions in memory, as `build` and `check` do.
    pub(crate) fn journey(&self) -> Journey {
        journey(self.root())
    }

    /// The same with PDFs, in a program that can set any.
    pub(crate) fn printed(&self) -> Journey {
        printed(self.root())
    }

    /// Takes the pack through the gate before a release, as `check --ready` does. No address on
    /// the web is asked; `answers` says of those by the alphabet what would be the matter.
    pub(crate) fn ready(&self, answers: &[Option<String>]) -> Journey {
        finished(self.root(), Some(answers), None)
    }

    /// Every diagnostic, one after another as [`Journey::report`] has them.
    pub(crate) fn report(&self) -> String {
        self.journey().report()
    }

    /// Editions of a pack that has nothing to mend.
    pub(crate) fn editions(&self) -> BTreeMap<String, Output> {
        let journey = self.journey();
        assert_eq!(journey.report(), "", "the pack has something to mend");
        journey.editions
    }

    /// Runs the program in the pack's folder, without anything of the tester's environment that
    /// it listens to.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, |command| command)
    }

    /// Runs the program after `change` has had its way with the environment or the folder.
    pub(crate) fn run_with(
        &self,
        arguments: &[&str],
        change: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
        command.current_dir(self.root()).args(arguments);
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
        change(&mut command);
        let ran = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8 is printed");
        Ran {
            status: ran.status.code().expect("an exit status"),
            out: text(ran.stdout),
            err: text(ran.stderr),
        }
    }

    /// Builds by the program, which must succeed.
    pub(crate) fn built(&self) -> Ran {
        let ran = self.run(&["build"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran
    }

    /// Every file under `folder` of the pack: its path and its bytes.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.at(folder))
    }
}

impl Journey {
    /// Every diagnostic as `file:line:column: severity[code]: message`, with its help and its
    /// other place under it, by file and line.
    pub(crate) fn report(&self) -> String {
        self.found.iter().map(|found| self.described(found)).collect()
    }

    /// Codes of the diagnostics, in the order of the report.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|found| found.code.as_str()).collect()
    }

    /// Whether anything stops a build.
    pub(crate) fn failed(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    fn described(&self, found: &Diagnostic) -> String {
        let Diagnostic { code, severity, span, message, help, related } = found;
        let place = |span| {
            let position = self.sources.position(span);
            let path = self.sources.path(span.file);
            format!("{path}:{}:{}", position.line, position.column)
        };
        let mut text =
            format!("{}: {}[{}]: {message}\n", place(*span), severity.as_str(), code.as_str());
        if let Some((span, label)) = related {
            text.push_str(&format!("    {}: {label}\n", place(*span)));
        }
        if let Some(help) = help {
            text.push_str(&format!("    help: {help}\n"));
        }
        text
    }
}

/// The day on which the tests' packs are looked at.
fn today() -> Date {
    Date::parse("2026-11-22").unwrap()
}

/// Takes the pack at `root` from disk to finished editions in memory, without PDFs.
pub(crate) fn journey(root: &Path) -> Journey {
    finished(root, None, None)
}

/// The same with PDFs, in a program that can set any.
pub(crate) fn printed(root: &Path) -> Journey {
    finished(root, None, Press::start().as_ref())
}

/// The shipped pack with PDFs, built with one thread; the tests that look at it share it.
pub(crate) fn shipped_printed() -> &'static Journey {
    static BUILT: LazyLock<Journey> = LazyLock::new(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        pool.install(|| printed(shipped()))
    });
    &BUILT
}

/// The pack at `root`, which has no errors.
#[cfg(feature = "pdf")]
pub(crate) fn checked(root: &Path) -> CheckedPack {
    let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
    let project = Project::open(&mut d, &mut sources, root).unwrap();
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    let pack = Pack::assemble(&mut d, &sources, project.settings, loaded);
    check(&mut d, &sources, pack, Some(today())).expect("a pack without errors")
}

/// The theme of the pack at `root`.
#[cfg(feature = "pdf")]
pub(crate) fn theme(root: &Path) -> Theme {
    let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
    let project = Project::open(&mut d, &mut sources, root).unwrap();
    Theme::load(&mut d, &mut sources, &project).unwrap().expect("a theme that works")
}

fn finished(root: &Path, gate: Option<&[Option<String>]>, press: Option<&Press>) -> Journey {
    let mut sources = Sources::default();
    let mut d = Diagnostics::default();
    let mut editions = BTreeMap::new();
    let project = Project::open(&mut d, &mut sources, root).unwrap();
    let wanted = project.settings.editions.clone();
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    let theme = Theme::load(&mut d, &mut sources, &project).unwrap();
    let pack = Pack::assemble(&mut d, &sources, project.settings, loaded);
    if let Some(answers) = gate {
        ready(&mut d, &mut sources, &pack);
        judge_links(&mut d, &web_links(&pack), answers);
    }
    let checked = check(&mut d, &sources, pack, Some(today()));
    if let (Some(checked), Some(theme)) = (checked, theme) {
        for edition in wanted {
            let cut = checked.edition(&edition);
            let date = Date::parse("2026-11-01");
            let output = render(&mut d, &cut, &theme, date.into(), press).unwrap();
            drop(cut);
            editions.extend(output.map(|output| (edition.name, output)));
        }
    }
    if gate.is_some() {
        d.promote_warnings();
    }
    if d.has_errors() {
        editions.clear();
    }
    let found = d.into_sorted(&sources);
    Journey { sources, found, editions }
}

/// Every file under `folder`: its path from there, with `/`, and its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(folder).unwrap();
            let parts = inside.components().map(|part| part.as_os_str().to_str().unwrap());
            let path = parts.collect::<Vec<_>>().join("/");
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Text of a page of an edition.
pub(crate) fn text<'a>(output: &'a Output, path: &str) -> &'a str {
    let known = || output.files().map(|(path, _)| path).collect::<Vec<_>>().join("\n");
    let bytes = output.get(path).unwrap_or_else(|| panic!("no {path} among\n{}", known()));
    std::str::from_utf8(bytes).unwrap()
}

fn copy(from: &Path, to: &Path) {
    assert!(from.is_dir(), "{} is a folder", from.display());
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
