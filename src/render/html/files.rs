//! The page that lists the files of a release, for people without the program.

use tera::Value;

use super::assets;
use super::part;
use super::search::SearchIndex;
use super::site::Site;
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostic;
use crate::output::{Output, size};
use crate::render::Occasion;
use crate::render::sheets::Sheets;
use crate::theme::Theme;
use crate::view::{FilesView, ListedFileView};

/// Where the page goes, from the edition's folder.
const ADDRESS: &str = "files.html";

/// A file of a release, as it lies in the folder that is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// From the edition's folder, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in 64 small hexadecimal figures.
    pub sha256: String,
}

/// The page of a release that lists every other file of it, in the order given, and looks whether
/// the parts that pages load belong together. It is made last of all, since it names what else
/// there is. Returns its address and its bytes.
///
/// # Errors
/// The theme's template does not work.
pub fn files_page(
    theme: &Theme,
    edition: &CheckedEdition<'_>,
    occasion: Occasion,
    files: &[ListedFile],
) -> Result<(String, Vec<u8>), Diagnostic> {
    // The names of what pages load are the same as those of the finished edition; the search index
    // is not made again for its own.
    let root = files.iter().find(|file| file.path.starts_with("assets/search/root."));
    let root = root.map(|file| file.path.clone()).unwrap_or_default();
    let index = SearchIndex { root, files: Vec::new() };
    let assets = assets::publish(&mut Output::default(), theme, index);
    let sheets = Sheets::default();
    let site = Site::new(edition, theme, assets, occasion, &sheets);
    let title = theme.strings.get("files_title").to_owned();
    let mut view = site.made_page("files", title, ADDRESS);
    view.breadcrumb = vec![site.home()];
    let parts: Vec<&str> = files.iter().filter_map(|file| part::name(&file.path)).collect();
    let own = FilesView {
        total: files.len(),
        size: size(files.iter().map(|file| file.size).sum()),
        parts: parts.join(" "),
        files: files.iter().map(listed).collect(),
    };
    let (address, html) =
        site.page("files", view, Some(Value::from_serializable(&own)), "the page of all files")?;
    Ok((address, html.into_bytes()))
}

fn listed(file: &ListedFile) -> ListedFileView {
    let digits = file.size.to_string();
    let mut bytes = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            bytes.push(',');
        }
        bytes.push(digit);
    }
    ListedFileView { path: file.path.clone(), bytes, sha256: file.sha256.clone() }
}
