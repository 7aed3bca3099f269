//! The shipped pack, built once for all tests that run at the same time.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use mentorpack::journey::look;
use mentorpack::render::{ListedFile, Occasion, files_page};
use tempfile::TempDir;
use url::Url;
use walkdir::WalkDir;

/// A built pack in a temporary folder, which goes when the last test lets go of it.
#[derive(Debug)]
pub(crate) struct Pack {
    folder: TempDir,
}

impl Pack {
    pub(crate) fn shipped() -> Arc<Self> {
        static BUILT: Mutex<Weak<Pack>> = Mutex::new(Weak::new());
        thread_local! {
            // A test has a thread of its own, and its folder stays until that ends.
            static HELD: RefCell<Option<Arc<Pack>>> = const { RefCell::new(None) };
        }
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        let pack = built.upgrade().unwrap_or_else(|| {
            let pack = Arc::new(Self::build(Path::new(env!("CARGO_MANIFEST_DIR"))));
            *built = Arc::downgrade(&pack);
            pack
        });
        HELD.set(Some(Arc::clone(&pack)));
        pack
    }

    /// Builds what is written in a folder.
    pub(crate) fn build(root: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let run = Command::new(env!("CARGO_BIN_EXE_mentorpack"))
            .arg("build")
            .arg("--pack")
            .arg(root)
            .arg("--output")
            .arg(folder.path())
            .output()
            .expect("mentorpack runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        Self { folder }
    }

    /// The shipped pack as it is made for an occasion; a release has the page of its files.
    pub(crate) fn made_for(occasion: Occasion) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut looked = look(Path::new(env!("CARGO_MANIFEST_DIR")), &[], None).expect("a pack");
        let rendered = looked.render(occasion, None).expect("editions");
        let (pack, theme) = (looked.pack.expect("no errors"), looked.theme.expect("a theme"));
        for (edition, mut output) in rendered {
            if occasion.release {
                let files = output.files().map(|(path, bytes)| ListedFile {
                    path: path.to_owned(),
                    size: bytes.len() as u64,
                    sha256: "0".repeat(64),
                });
                let files: Vec<_> = files.collect();
                let page = files_page(&theme, &pack.edition(&edition), occasion, &files);
                let (address, page) = page.expect("a page");
                output.insert(address, page);
            }
            for (path, bytes) in output.files() {
                let to = folder.path().join(&edition.name).join(path);
                std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
                std::fs::write(to, bytes).expect("a file");
            }
        }
        Self { folder }
    }

    pub(crate) fn editions(&self) -> [Edition; 2] {
        ["participant", "tutor"].map(|name| self.edition(name))
    }

    pub(crate) fn edition(&self, name: &str) -> Edition {
        Edition::at(&self.folder.path().join(name))
    }
}

/// One edition's folder.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) name: String,
    folder: PathBuf,
    /// Every file as the folder spells it, from the edition's root, with `/`.
    pub(crate) files: BTreeSet<String>,
}

impl Edition {
    fn at(folder: &Path) -> Self {
        let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder to read"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside");
            path.to_str().expect("ASCII").replace('\\', "/")
        });
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        Self { name, folder: folder.to_owned(), files: files.collect() }
    }

    /// Every page, from the edition's root.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str).filter(|path| path.ends_with(".html"))
    }

    /// The one file whose path contains these words.
    pub(crate) fn file(&self, words: &str) -> &str {
        let mut found = self.files.iter().filter(|path| path.contains(words));
        let (first, second) = (found.next(), found.next());
        assert!(second.is_none(), "several files contain {words}");
        first.unwrap_or_else(|| panic!("no file contains {words}"))
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        let (path, query) = path.split_once('?').map_or((path, None), |(p, q)| (p, Some(q)));
        let mut url = Url::from_file_path(self.folder.join(path)).expect("an absolute path");
        url.set_query(query);
        url
    }

    /// What a link to this address leads to: a path from the edition's root. `None` outside of it.
    pub(crate) fn path(&self, url: &Url) -> Option<String> {
        let file = url.to_file_path().ok()?;
        let inside = file.strip_prefix(&self.folder).ok()?;
        Some(inside.to_str()?.replace('\\', "/"))
    }

    /// A copy to do harm to: without the file.
    pub(crate) fn without(&self, file: &str) -> (TempDir, Self) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join(&self.name);
        for path in self.files.iter().filter(|path| path.as_str() != file) {
            let to = root.join(path);
            std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            std::fs::copy(self.folder.join(path), to).expect("a copy");
        }
        let copy = Self::at(&root);
        (folder, copy)
    }

    /// A copy to do harm to: with something else in the file.
    pub(crate) fn with(&self, file: &str, bytes: &[u8]) -> (TempDir, Self) {
        let (folder, copy) = self.without(file);
        let to = copy.folder.join(file);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::write(to, bytes).expect("a file");
        (folder, Self::at(&copy.folder))
    }

    /// What a file holds.
    pub(crate) fn bytes(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(file)).expect("a file")
    }
}
