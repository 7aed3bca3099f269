//! The journey of a pack in one call, as `build`, `check`, `print` and the preview all take it:
//! found, loaded, assembled, checked, rendered.

use std::io;
use std::path::Path;

use crate::check::{CheckedPack, WebLink, check, judge_links, ready, web_links};
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::output::Output;
use crate::pack::Pack;
use crate::project::{Edition, Project, ReadError};
use crate::render::{Occasion, Press, render};
use crate::source::Sources;
use crate::theme::Theme;
use crate::yaml::Date;

/// Why a pack could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum JourneyError {
    /// An edition was asked for that `pack.yaml` does not have.
    #[error("there is no edition `{name}`; pack.yaml has {known}")]
    NoEdition {
        /// What was asked for.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// The machine would not let us read something.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Addresses on the web cannot be asked from this machine.
    #[error("addresses on the web cannot be asked: {0}")]
    Follow(io::Error),
}

/// What comes from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given {
    /// What the editions are made for. Without a date, it is the newest review's.
    pub occasion: Occasion,
    /// On which review dates are looked at, if they are.
    pub today: Option<Date>,
}

/// Asks each address on the web: `None` where it answers, else why not.
pub type Follow<'a> = &'a dyn Fn(&[WebLink]) -> io::Result<Vec<Option<String>>>;

/// Told of each stage as it begins, in words for whoever waits.
pub type Stages<'a> = &'a mut dyn FnMut(&str);

/// The gate before a release.
#[derive(Clone, Copy)]
pub struct Gate<'a> {
    /// How addresses on the web are followed, if they are.
    pub follow: Option<Follow<'a>>,
}

/// What came of it.
#[derive(Debug)]
pub struct Journey {
    /// What was read.
    pub sources: Sources,
    /// What was found in it.
    pub diagnostics: Diagnostics,
    /// Every edition that was asked for; none where the pack has errors.
    pub rendered: Vec<(Edition, Output)>,
    /// Addresses on the web, where the gate asked for them.
    pub web: Vec<WebLink>,
}

/// A pack that has been looked at, and not rendered.
#[derive(Debug)]
pub struct Looked {
    /// What was read.
    pub sources: Sources,
    /// What was found in it so far.
    pub diagnostics: Diagnostics,
    /// None where it has errors.
    pub pack: Option<CheckedPack>,
    /// None where it cannot be used.
    pub theme: Option<Theme>,
    /// Those that were asked for.
    pub editions: Vec<Edition>,
    /// The build's date where nobody gives one: it depends on the pack alone.
    pub newest: Option<Date>,
    /// Addresses on the web, where the gate asked for them.
    pub web: Vec<WebLink>,
}

/// Takes the pack at `root` from disk through every rule. `wanted` names editions; none means all.
/// Review dates are looked at on the day `today`, if any.
///
/// # Errors
/// The machine would not let us read the pack, or an edition that is wanted is none.
pub fn look(root: &Path, wanted: &[String], today: Option<Date>) -> Result<Looked, JourneyError> {
    look_in_stages(root, wanted, today, &mut |_| {})
}

/// As [`look`], for somebody who waits.
///
/// # Errors
/// As [`look`].
pub fn look_in_stages(
    root: &Path,
    wanted: &[String],
    today: Option<Date>,
    begins: Stages<'_>,
) -> Result<Looked, JourneyError> {
    look_through(root, wanted, today, None, begins)
}

/// The same, and where a `gate` is given, also what it asks for.
///
/// # Errors
/// As [`look`]; or addresses on the web cannot be asked.
pub fn look_through(
    root: &Path,
    wanted: &[String],
    today: Option<Date>,
    gate: Option<Gate<'_>>,
    begins: Stages<'_>,
) -> Result<Looked, JourneyError> {
    begins("Reading the pack");
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let project = Project::open(&mut diagnostics, &mut sources, root)?;
    // Nobody knows the editions of a pack.yaml that cannot be read.
    let editions = if diagnostics.has_errors() { Vec::new() } else { chosen(&project, wanted)? };
    // The theme is read even if the pack has errors, so that one run tells of all of them.
    let loaded = load(&mut diagnostics, &mut sources, &project)?;
    let theme = Theme::load(&mut diagnostics, &mut sources, &project)?;
    begins("Putting the pack together");
    let pack = Pack::assemble(&mut diagnostics, &sources, project.settings, loaded);
    let newest = newest_review(&pack);
    let mut web = Vec::new();
    begins("Checking the pack");
    if let Some(gate) = gate {
        ready(&mut diagnostics, &mut sources, &pack);
        web = web_links(&pack);
        if let Some(follow) = gate.follow {
            begins("Asking the addresses on the web");
            judge_links(&mut diagnostics, &web, &follow(&web).map_err(JourneyError::Follow)?);
        }
    }
    let pack = check(&mut diagnostics, &sources, pack, today);
    Ok(Looked { sources, diagnostics, pack, theme, editions, newest, web })
}

impl Looked {
    /// Renders the editions that were asked for; none where the pack has errors. An occasion
    /// without a date has the newest review's.
    ///
    /// # Errors
    /// The machine would not let us read a picture or another file that a text links to.
    pub fn render(
        &mut self,
        occasion: Occasion,
        press: Option<&Press>,
    ) -> Result<Vec<(Edition, Output)>, ReadError> {
        self.render_in_stages(occasion, press, &mut |_| {})
    }

    fn render_in_stages(
        &mut self,
        occasion: Occasion,
        press: Option<&Press>,
        begins: Stages<'_>,
    ) -> Result<Vec<(Edition, Output)>, ReadError> {
        let mut rendered = Vec::new();
        let occasion = Occasion { date: occasion.date.or(self.newest), ..occasion };
        if let (Some(pack), Some(theme)) = (&self.pack, &self.theme) {
            for edition in &self.editions {
                begins(&format!("Making the edition {}", edition.name));
                let cut = pack.edition(edition);
                let output = render(&mut self.diagnostics, &cut, theme, occasion, press)?;
                rendered.extend(output.map(|output| (edition.clone(), output)));
            }
            // What rendering finds can be accepted like anything else.
            let (settings, sources) = (&pack.pack().settings, &self.sources);
            self.diagnostics.allow(|found| settings.allows(found, sources.path(found.span.file)));
        }
        if self.diagnostics.has_errors() {
            rendered.clear();
        }
        Ok(rendered)
    }
}

/// Takes the pack at `root` from disk to finished pages in memory. `wanted` names editions; none
/// means all.
///
/// # Errors
/// As [`look`] and [`Looked::render`].
pub fn journey(
    root: &Path,
    wanted: &[String],
    given: Given,
    press: Option<&Press>,
    gate: Option<Gate<'_>>,
    begins: Stages<'_>,
) -> Result<Journey, JourneyError> {
    let mut looked = look_through(root, wanted, given.today, gate, begins)?;
    let rendered = looked.render_in_stages(given.occasion, press, begins)?;
    let Looked { sources, diagnostics, web, .. } = looked;
    Ok(Journey { sources, diagnostics, rendered, web })
}

fn chosen(project: &Project, wanted: &[String]) -> Result<Vec<Edition>, JourneyError> {
    let editions = &project.settings.editions;
    if wanted.is_empty() {
        return Ok(editions.clone());
    }
    for name in wanted {
        if !editions.iter().any(|edition| edition.name == *name) {
            let known = editions.iter().map(|edition| edition.name.as_str());
            let known = known.collect::<Vec<_>>().join(", ");
            return Err(JourneyError::NoEdition { name: name.clone(), known });
        }
    }
    Ok(editions.iter().filter(|edition| wanted.contains(&edition.name)).cloned().collect())
}

/// The build's date where nobody gives one: it depends on the pack alone.
fn newest_review(pack: &Pack) -> Option<Date> {
    let modules = pack.entries.iter().filter_map(|entry| entry.reviewed);
    modules.chain(pack.settings.reviewed).max()
}
