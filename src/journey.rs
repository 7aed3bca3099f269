//! The journey of a pack in one call, as `build`, `check`, `print` and the preview all take it:
//! found, loaded, assembled, checked, rendered.

use std::path::Path;

use crate::check::{CheckedPack, check};
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::output::Output;
use crate::pack::Pack;
use crate::project::{Edition, Project, ReadError};
use crate::render::{Press, render};
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
}

/// Dates that come from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates {
    /// Of the build, if it was given.
    pub build: Option<Date>,
    /// On which review dates are looked at, if they are.
    pub today: Option<Date>,
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
}

/// Takes the pack at `root` from disk through every rule. `wanted` names editions; none means all.
/// Review dates are looked at on the day `today`, if any.
///
/// # Errors
/// The machine would not let us read the pack, or an edition that is wanted is none.
pub fn look(root: &Path, wanted: &[String], today: Option<Date>) -> Result<Looked, JourneyError> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let Some(project) = Project::open(&mut diagnostics, &mut sources, root)? else {
        let (pack, theme, newest, editions) = (None, None, None, Vec::new());
        return Ok(Looked { sources, diagnostics, pack, theme, editions, newest });
    };
    let editions = chosen(&project, wanted)?;
    // The theme is read even if the pack has errors, so that one run tells of all of them.
    let loaded = load(&mut diagnostics, &mut sources, &project)?;
    let theme = Theme::load(&mut diagnostics, &mut sources, &project)?;
    let pack = Pack::assemble(&mut diagnostics, &sources, project.settings, loaded);
    let newest = newest_review(&pack);
    let pack = check(&mut diagnostics, &sources, pack, today);
    Ok(Looked { sources, diagnostics, pack, theme, editions, newest })
}

impl Looked {
    /// Renders the editions that were asked for; none where the pack has errors. `build` is the
    /// build's date, if it was given.
    ///
    /// # Errors
    /// The machine would not let us read a picture or another file that a text links to.
    pub fn render(
        &mut self,
        build: Option<Date>,
        press: Option<&Press>,
    ) -> Result<Vec<(Edition, Output)>, ReadError> {
        let mut rendered = Vec::new();
        let date = build.or(self.newest);
        if let (Some(pack), Some(theme)) = (&self.pack, &self.theme) {
            for edition in &self.editions {
                let cut = pack.edition(edition);
                let output = render(&mut self.diagnostics, &cut, theme, date, press)?;
                rendered.extend(output.map(|output| (edition.clone(), output)));
            }
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
    dates: Dates,
    press: Option<&Press>,
) -> Result<Journey, JourneyError> {
    let mut looked = look(root, wanted, dates.today)?;
    let rendered = looked.render(dates.build, press)?;
    let Looked { sources, diagnostics, .. } = looked;
    Ok(Journey { sources, diagnostics, rendered })
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
