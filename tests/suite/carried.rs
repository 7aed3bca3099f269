//! What the tests of EPUBs, Moodle books and SCORM packages share: editions bound, and packages
//! opened.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use mentorpack::carry::Finished;
use mentorpack::diagnostic::Diagnostic;
use mentorpack::journey::look;
use mentorpack::leaf::{self, Volume};
use mentorpack::render::Occasion;

/// Binds an edition into one shape.
pub(crate) type Bind = fn(Finished<'_>, &Volume) -> Result<Vec<u8>, Diagnostic>;

/// A package, opened: its files by their paths, and their order.
pub(crate) struct Package {
    pub(crate) bytes: Vec<u8>,
    pub(crate) order: Vec<String>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    fn open(bytes: Vec<u8>) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let (mut order, mut files) = (Vec::new(), BTreeMap::new());
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            order.push(name.clone());
            files.insert(name, read);
        }
        Self { bytes, order, files }
    }

    /// A text file of the package.
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path}: {:#?}", self.order));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Text files whose paths end so.
    pub(crate) fn texts<'p>(&'p self, ending: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        let paths = self.files.keys().filter(move |path| path.ends_with(ending));
        paths.map(|path| (path.as_str(), self.text(path)))
    }

    /// Addresses in `href` and `src` that lead to no file of the package, or to no place on a page.
    pub(crate) fn broken_links(&self, ending: &str) -> Vec<String> {
        let mut broken = Vec::new();
        for (path, text) in self.texts(ending) {
            for to in addresses(text) {
                if to.contains(':') {
                    continue;
                }
                let (file, place) = to.split_once('#').map_or((to, None), |(f, p)| (f, Some(p)));
                let base = url::Url::parse(&format!("file:///{path}")).unwrap();
                let target = if file.is_empty() {
                    path.to_owned()
                } else {
                    let target = base.join(file).unwrap();
                    target.path().trim_start_matches('/').to_owned()
                };
                let found = self.files.get(&target).is_some_and(|bytes| {
                    let text = String::from_utf8_lossy(bytes);
                    place.is_none_or(|id| text.contains(&format!("id=\"{id}\"")))
                });
                if !found {
                    broken.push(format!("{path}: {to}"));
                }
            }
        }
        broken
    }
}

/// What stands in every `href` and `src`.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(move |name| text.split(name).skip(1).map(|rest| rest.split('"').next().unwrap()))
}

/// Every edition of the pack at `root`, bound.
pub(crate) fn bound(root: &Path, bind: Bind, draft: bool) -> BTreeMap<String, Package> {
    let mut looked = look(root, &[], None).unwrap();
    let occasion = Occasion { date: looked.newest, draft, release: true };
    let rendered = looked.render(occasion, None).unwrap();
    let (pack, theme) = (looked.pack.as_ref().unwrap(), looked.theme.as_ref().unwrap());
    let editions = rendered.iter().map(|(edition, output)| {
        let cut = pack.edition(edition);
        let volume = leaf::gather(&cut, output, false);
        let finished = Finished { edition: &cut, theme, output, occasion };
        let bytes = bind(finished, &volume).map_err(|found| found.message);
        (edition.name.clone(), Package::open(bytes.unwrap()))
    });
    editions.collect()
}
