//! What the templates in `templates/carry/` have: an EPUB's, a Moodle book's, a SCORM package's.

use serde::Serialize;

use super::DateView;

/// `page`: a page of the edition, bound into something else.
#[derive(Debug, Clone, Serialize)]
pub struct CarriedPageView {
    /// Its title.
    pub title: String,
    /// `model`, `workshop`, ..., as on the site.
    pub kind: String,
    /// Its place among all pages, from 1.
    pub number: usize,
    /// Where it lies in the package.
    pub url: String,
    /// The way from it to the top of the package.
    pub root: String,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// Role that answers for it (its own, else the pack's).
    pub owner: Option<String>,
    /// Last review (its own, else the pack's).
    pub reviewed: Option<DateView>,
    /// Next review (its own, else the pack's).
    pub review_by: Option<DateView>,
    /// Its text, finished: HTML, or XML where the template is.
    pub html: String,
}

/// A page in a list of contents.
#[derive(Debug, Clone, Serialize)]
pub struct CarriedLinkView {
    /// Its title.
    pub title: String,
    /// Where it lies in the package.
    pub url: String,
    /// Its place among all pages, from 1.
    pub number: usize,
}

/// An item of `contents`: a section, or a page that stands in none.
#[derive(Debug, Clone, Serialize)]
pub struct CarriedEntryView {
    /// The section's own page, or the page.
    pub link: CarriedLinkView,
    /// The section's pages.
    pub pages: Vec<CarriedLinkView>,
}

/// `epub` in `carry/epub-package.xml`, `carry/epub-title.xml` and `carry/epub-contents.xml`.
#[derive(Debug, Clone, Serialize)]
pub struct EpubView {
    /// `urn:uuid:...`, made from the pack's title, its version and the edition's name.
    pub id: String,
    /// When it was last changed, as EPUB writes it: `2026-11-01T00:00:00Z`.
    pub modified: String,
    /// Who made it: an organisation or a role.
    pub creator: Option<String>,
    /// Whether any page shows a picture.
    pub has_pictures: bool,
    /// The theme's logo, for the title page.
    pub logo: Option<String>,
    /// Files besides the package document itself.
    pub files: Vec<EpubFileView>,
    /// The pages.
    pub contents: Vec<CarriedEntryView>,
}

/// A file of an EPUB: an item of `epub.files`.
#[derive(Debug, Clone, Serialize)]
pub struct EpubFileView {
    /// Its id in the package document.
    pub id: String,
    /// Where it lies, from the package document.
    pub url: String,
    /// Its media type.
    pub media_type: String,
    /// `nav`, `svg`; empty for most.
    pub properties: String,
    /// Whether it is one of the pages that are read in order.
    pub in_spine: bool,
}

/// `scorm` in `carry/scorm-manifest.xml` and `carry/scorm-player.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ScormView {
    /// An id made from the pack's title, its version and the edition's name.
    pub id: String,
    /// Every file of the package.
    pub files: Vec<String>,
    /// How many pages there are.
    pub count: usize,
    /// The pages.
    pub contents: Vec<CarriedEntryView>,
}
