//! The journey of a pack, as `build` and `check` both take it: found, loaded, assembled, checked,
//! rendered.

use std::path::Path;

use super::Failure;
use super::progress::Progress;
use crate::check::{CheckedPack, WebLink, check, judge_links, ready, web_links};
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::output::Output;
use crate::pack::Pack;
use crate::project::{Edition, Project};
use crate::render::{Press, render};
use crate::source::Sources;
use crate::theme::Theme;
use crate::yaml::Date;

/// Dates that come from outside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dates {
    /// Of the build, if it was given.
    pub(super) build: Option<Date>,
    /// On which review dates are looked at, if they are.
    pub(super) today: Option<Date>,
}

/// Asks each address on the web: `None` where it answers, else why not.
pub(super) type Follow<'a> = &'a dyn Fn(&[WebLink]) -> Result<Vec<Option<String>>, Failure>;

/// The gate before a release.
#[derive(Clone, Copy)]
pub(super) struct Gate<'a> {
    /// How addresses on the web are followed, if they are.
    pub(super) follow: Option<Follow<'a>>,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Journey {
    pub(super) sources: Sources,
    pub(super) diagnostics: Diagnostics,
    /// Every edition that was asked for; none where the pack has errors.
    pub(super) rendered: Vec<(Edition, Output)>,
    /// Addresses on the web, where the gate asked for them.
    pub(super) web: Vec<WebLink>,
}

/// A pack that has been looked at, and not rendered.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) sources: Sources,
    pub(super) diagnostics: Diagnostics,
    /// None where it has errors.
    pub(super) pack: Option<CheckedPack>,
    /// None where it cannot be used.
    pub(super) theme: Option<Theme>,
    /// Those that were asked for.
    pub(super) editions: Vec<Edition>,
    /// The build's date where nobody gives one: it depends on the pack alone.
    pub(super) newest: Option<Date>,
    /// Addresses on the web, where the gate asked for them.
    pub(super) web: Vec<WebLink>,
}

/// Takes the pack at `root` from disk through every rule. `wanted` names editions; none means all.
/// Review dates are looked at on the day `today`, if any.
pub(super) fn look(root: &Path, wanted: &[String], today: Option<Date>) -> Result<Looked, Failure> {
    look_through(root, wanted, today, None, &mut Progress::silent())
}

fn look_through(
    root: &Path,
    wanted: &[String],
    today: Option<Date>,
    gate: Option<Gate<'_>>,
    progress: &mut Progress,
) -> Result<Looked, Failure> {
    progress.begin("Reading the pack");
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let project = Project::open(&mut diagnostics, &mut sources, root)?;
    // Nobody knows the editions of a pack.yaml that cannot be read.
    let editions = if diagnostics.has_errors() { Vec::new() } else { chosen(&project, wanted)? };
    // The theme is read even if the pack has errors, so that one run tells of all of them.
    let loaded = load(&mut diagnostics, &mut sources, &project)?;
    let theme = Theme::load(&mut diagnostics, &mut sources, &project)?;
    progress.begin("Putting the pack together");
    let pack = Pack::assemble(&mut diagnostics, &sources, project.settings, loaded);
    let newest = newest_review(&pack);
    let mut web = Vec::new();
    progress.begin("Checking the pack");
    if let Some(gate) = gate {
        ready(&mut diagnostics, &mut sources, &pack);
        web = web_links(&pack);
        if let Some(follow) = gate.follow {
            progress.begin("Asking the addresses on the web");
            judge_links(&mut diagnostics, &web, &follow(&web)?);
        }
    }
    let pack = check(&mut diagnostics, &sources, pack, today);
    Ok(Looked { sources, diagnostics, pack, theme, editions, newest, web })
}

/// Takes the pack at `root` from disk to finished pages in memory. `wanted` names editions; none
/// means all.
pub(super) fn journey(
    root: &Path,
    wanted: &[String],
    dates: Dates,
    press: Option<&Press>,
    gate: Option<Gate<'_>>,
    progress: &mut Progress,
) -> Result<Journey, Failure> {
    let Looked { sources, mut diagnostics, pack, theme, editions, newest, web } =
        look_through(root, wanted, dates.today, gate, progress)?;
    let mut rendered = Vec::new();
    if let (Some(checked), Some(theme)) = (pack, theme) {
        for edition in editions {
            progress.begin(format!("Making the edition {}", edition.name));
            let cut = checked.edition(&edition);
            let output = render(&mut diagnostics, &cut, &theme, dates.build.or(newest), press)?;
            drop(cut);
            rendered.extend(output.map(|output| (edition, output)));
        }
        // What rendering finds can be accepted like anything else.
        let settings = &checked.pack().settings;
        diagnostics.allow(|found| settings.allows(found, sources.path(found.span.file)));
    }
    if diagnostics.has_errors() {
        rendered.clear();
    }
    Ok(Journey { sources, diagnostics, rendered, web })
}

fn chosen(project: &Project, wanted: &[String]) -> Result<Vec<Edition>, Failure> {
    let editions = &project.settings.editions;
    if wanted.is_empty() {
        return Ok(editions.clone());
    }
    for name in wanted {
        if !editions.iter().any(|edition| edition.name == *name) {
            let known = editions.iter().map(|edition| edition.name.as_str());
            let known = known.collect::<Vec<_>>().join(", ");
            return Err(Failure::NoEdition { name: name.clone(), known });
        }
    }
    Ok(editions.iter().filter(|edition| wanted.contains(&edition.name)).cloned().collect())
}

/// The build's date where nobody gives one: it depends on the pack alone.
fn newest_review(pack: &Pack) -> Option<Date> {
    let modules = pack.entries.iter().filter_map(|entry| entry.reviewed);
    modules.chain(pack.settings.reviewed).max()
}
