//! What Typst may see while it sets a sheet: the theme's files, fonts, the sheet's data and
//! pictures. All of it is in memory; there is no clock and no way out.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::Fonts;
use super::press::Copy;
use crate::source;
use crate::theme::PrintTheme;

/// What all sheets of a theme share.
pub(super) struct Shared {
    library: LazyHash<Library>,
    pub(super) fonts: Fonts,
    sources: HashMap<FileId, (Source, source::FileId)>,
    files: HashMap<FileId, Bytes>,
    /// Of all that is the theme's.
    digest: [u8; 32],
}

impl Shared {
    /// `data` is `/theme.json`, `statics` are the theme's files for the screen that paper uses too.
    pub(super) fn new(theme: &PrintTheme, mut data: String, logo: Option<(&str, &[u8])>) -> Self {
        let fonts = Fonts::new(&theme.fonts);
        // Every sheet has these words in its margins, and one sign would stop them all.
        super::signs::replace(&mut data, &fonts);
        // Heads of rows are still an extra of Typst's.
        let features = [Feature::A11yExtras].into_iter().collect();
        let digest = digest(theme, &data, logo);
        let templates = theme.templates.iter().filter_map(|(path, (file, text))| {
            let id = file_id(path)?;
            Some((id, (Source::new(id, text.to_string()), *file)))
        });
        let own = theme.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let files = own
            .chain(logo)
            .filter_map(|(path, bytes)| Some((file_id(path)?, Bytes::new(bytes.to_vec()))));
        let theme_data = file_id("/theme.json").map(|id| (id, Bytes::from_string(data)));
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            fonts,
            sources: templates.collect(),
            files: files.chain(theme_data).collect(),
            digest,
        }
    }

    /// The theme's file that Typst calls `id`.
    pub(super) fn file(&self, id: FileId) -> Option<source::FileId> {
        self.sources.get(&id).map(|(_, file)| *file)
    }

    /// Equal for copies that make the same PDF.
    pub(super) fn digest(&self, copy: &Copy) -> [u8; 32] {
        let mut digest = Sha256::new_with_prefix(self.digest);
        digest.update(copy.digest());
        digest.finalize().into()
    }

    /// Some file of the theme, where nothing closer is known to be at fault.
    pub(super) fn any(&self) -> source::FileId {
        let files = self.sources.values().map(|(_, file)| *file);
        files.min().expect("the built-in theme has templates for paper")
    }

    /// The template of a layout.
    pub(super) fn template(&self, layout: &str) -> Option<Source> {
        let (source, _) = self.sources.get(&file_id(&format!("/{layout}.typ"))?)?;
        Some(source.clone())
    }
}

/// One sheet being set.
pub(super) struct Desk<'a> {
    pub(super) shared: &'a Shared,
    /// The document's own file.
    pub(super) template: Source,
    /// `/data.json` and pictures, by path.
    pub(super) files: HashMap<FileId, Bytes>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        let known = self.shared.sources.get(&id).map(|(source, _)| source.clone());
        known.ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.get(&id).or_else(|| self.shared.files.get(&id)).cloned();
        file.ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn digest(theme: &PrintTheme, data: &str, logo: Option<(&str, &[u8])>) -> [u8; 32] {
    let templates = theme.templates.iter();
    let templates = templates.map(|(path, (_, text))| (path.as_str(), text.as_bytes()));
    let files = theme.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let fonts = theme.fonts.iter().map(|font| ("font", font.as_slice()));
    let data = [("/theme.json", data.as_bytes())];
    let mut digest = Sha256::new();
    for (path, bytes) in templates.chain(files).chain(fonts).chain(data).chain(logo) {
        digest.update(path.len().to_le_bytes());
        digest.update(path);
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    }
    digest.finalize().into()
}

/// The name by which Typst knows a path. Names are few, since pictures are numbered from one sheet
/// to the next: Typst has room for 65,535 of them.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn not_found(id: FileId) -> FileError {
    if let VirtualRoot::Package(package) = id.get().root() {
        return FileError::Package(PackageError::NotFound(package.clone()));
    }
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
