//! What to hand out of an edition: the folder for a stick, and beside it what is sent or uploaded.
//!
//! Everything is made in memory, from the edition's finished pages; `publish` brings both folders to
//! the disk or the stick, so that a full disk or a stick pulled out leaves the last release usable.

mod compare;
mod names;
mod record;
mod seal;
mod texts;

use crate::carry::{Finished, epub, moodle, phone, scorm, zip};
use crate::check::CheckedEdition;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::leaf::gather;
use crate::output::Output;
use crate::project::ReadError;
use crate::publish::{MANIFEST, Manifest};
use crate::render::{self, ListedFile, Occasion, Press, pdf_addresses, render};
use crate::theme::Theme;
pub use compare::Comparison;
pub use record::{RECORD, Record, RecordedModule, RecordedSheet};
pub use seal::{Seal, seal_of};

/// The file of checksums, as `sha256sum -c` reads it.
pub const CHECKSUMS: &str = "SHA256SUMS";
/// What to read first where no browser is at hand.
pub const READ_ME: &str = "READ-ME.txt";

// Behind the names of what is sent.
const ZIP: &str = ".zip";
const PHONE: &str = "-phone.html";
const EPUB: &str = ".epub";
const MOODLE: &str = "-moodle-book.zip";
const SCORM: &str = "-scorm.zip";
const COVER_NOTE: &str = "-cover-note.pdf";
const WHAT_CHANGED: &str = "-what-changed.txt";

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A name has letters that a stick cannot hold.
    #[error(
        "`{0}` cannot lie on every stick: its name has one of * ? \" < > | in it, or Windows keeps \
         it for itself; rename the file and the links to it"
    )]
    Letters(String),
    /// A path is too long.
    #[error(
        "`{path}` has {length} letters with the folder's name, and Windows may not open it: give \
         the file or its folders shorter names"
    )]
    LongPath {
        /// From the release's folder.
        path: String,
        /// Letters, the folder's name included.
        length: usize,
    },
    /// What a release says of itself cannot be read.
    #[error("what it says of itself cannot be read: {0}")]
    Record(String),
    /// The machine would not let us read something.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// How a release is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What it is for.
    pub occasion: Occasion,
    /// The phone page's size at most, in bytes.
    pub phone_size: u64,
    /// A release to compare it with.
    pub old: Option<&'a Record>,
}

/// An edition, ready to hand out.
#[derive(Debug)]
pub struct Release {
    /// What it is.
    pub record: Record,
    /// The name of the folder for a stick.
    pub folder_name: String,
    /// What is in it.
    pub folder: Output,
    /// The name of the folder of what is sent.
    pub sent_name: String,
    /// What is in that.
    pub sent: Output,
    /// What the phone page had no room for, in words.
    pub notes: Vec<String>,
    /// What has changed since the old release, in words for a letter.
    pub changes: Option<String>,
}

/// Makes an edition into a release. `None` where a template does not work, which has then been said.
///
/// # Errors
/// A file's name cannot be on a stick, or the machine would not let us read something.
pub fn release(
    diagnostics: &mut Diagnostics,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    press: Option<&Press>,
    wish: &Wish<'_>,
) -> Result<Option<Release>, ReleaseError> {
    let occasion = Occasion { release: true, ..wish.occasion };
    let Some(pages) = render(diagnostics, edition, theme, occasion, press)? else {
        return Ok(None);
    };
    let packing = Packing(Finished { edition, theme, output: &pages, occasion });
    match packing.release(diagnostics, press, wish) {
        Ok(release) => Ok(Some(release)),
        Err(Undone::Theme(found)) => {
            diagnostics.push(found);
            Ok(None)
        }
        Err(Undone::Release(error)) => Err(error),
    }
}

/// Why a release was not made.
enum Undone {
    /// A template does not work.
    Theme(Diagnostic),
    Release(ReleaseError),
}

impl From<Diagnostic> for Undone {
    fn from(found: Diagnostic) -> Self {
        Self::Theme(found)
    }
}

impl From<ReleaseError> for Undone {
    fn from(error: ReleaseError) -> Self {
        Self::Release(error)
    }
}

/// A finished edition while it is packed.
struct Packing<'a>(Finished<'a>);

impl Packing<'_> {
    fn release(
        &self,
        diagnostics: &mut Diagnostics,
        press: Option<&Press>,
        wish: &Wish<'_>,
    ) -> Result<Release, Undone> {
        let finished = self.0;
        let Finished { edition, theme, output, occasion } = finished;
        let settings = &edition.pack().settings;
        let stem = names::stem(settings, edition.edition());
        let pdfs = match press {
            Some(_) => pdf_addresses(edition, theme, occasion),
            None => Vec::new(),
        };
        let volume = gather(edition, output, false);
        let record = Record::of(edition, &volume, output, occasion, &pdfs);
        let (folder, manifest) = self.folder(&stem, &record)?;
        names::check(&stem, &folder)?;
        let comparison = wish.old.map(|old| Comparison::of(old, &record));
        let changes = comparison.map(|comparison| self.what_changed(&comparison)).transpose()?;

        let prefix = format!("{stem}{}", names::version(settings));
        let mut sent = Output::default();
        let mut add = |name: &str, bytes: Vec<u8>| sent.insert(format!("{prefix}{name}"), bytes);
        if let Some(changes) = &changes {
            add(WHAT_CHANGED, texts::for_windows(changes).into_bytes());
        }
        let phone = phone::page(finished, wish.phone_size)?;
        let fits = phone.html.len() as u64 <= wish.phone_size;
        if fits {
            add(PHONE, phone.html.into_bytes());
        }
        if let Some(note) = self.cover_note(diagnostics, press, &stem, &prefix, fits) {
            add(COVER_NOTE, note);
        }
        add(ZIP, zipped(&stem, &folder, &manifest));
        add(EPUB, epub::book(finished, &volume)?);
        add(MOODLE, moodle::book(finished, &volume)?);
        add(SCORM, scorm::package(finished, &volume)?);
        let checksums = checksums(&Manifest::of(&sent));
        sent.insert(CHECKSUMS, checksums);
        Ok(Release {
            record,
            sent_name: format!("{stem}-to-send"),
            folder_name: stem,
            folder,
            sent,
            notes: phone.notes.iter().map(phone::Note::to_string).collect(),
            changes,
        })
    }

    /// The folder for a stick: the site with what says that it is whole, and the list of it.
    fn folder(&self, stem: &str, record: &Record) -> Result<(Output, Manifest), Diagnostic> {
        let Finished { edition, theme, output, occasion } = self.0;
        let mut folder = output.clone();
        folder.insert(READ_ME, texts::for_windows(&self.read_me(stem)?));
        folder.insert(RECORD, record.to_json());
        let mut manifest = Manifest::of(&folder);
        let listed = manifest.files.iter().cloned();
        let listed =
            listed.map(|file| ListedFile { path: file.path, size: file.size, sha256: file.sha256 });
        let listed: Vec<_> = listed.collect();
        let (address, page) = render::files_page(theme, edition, occasion, &listed)?;
        manifest.add(&address, &page);
        folder.insert(address, page);
        let checksums = checksums(&manifest);
        manifest.add(CHECKSUMS, checksums.as_bytes());
        folder.insert(CHECKSUMS, checksums);
        Ok((folder, manifest))
    }
}

/// A line for each file, as `sha256sum -c` reads them.
fn checksums(manifest: &Manifest) -> String {
    manifest.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect()
}

/// A folder as a zip, with its list, in a folder of its own name.
fn zipped(name: &str, folder: &Output, manifest: &Manifest) -> Vec<u8> {
    let list = manifest.to_json();
    let listed = std::iter::once((MANIFEST, list.as_slice()));
    let mut files: Vec<_> = folder.files().chain(listed).collect();
    files.sort_unstable_by_key(|(path, _)| *path);
    let files: Vec<_> =
        files.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)).collect();
    let files = files.iter().map(|(path, bytes)| (path.as_str(), *bytes));
    seal::sealed(zip::archive(files))
}
