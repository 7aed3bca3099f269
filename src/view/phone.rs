//! What `phone.html` may see: the whole edition as one page, to be opened on a phone.
//!
//! It is given `pack`, `edition` and `phone`. There is no `root` and no `assets`, since nothing lies
//! beside the page: whatever it needs stands in it.

use serde::Serialize;

use super::{DateView, LogoView};

/// The page for phones: `phone`.
#[derive(Debug, Clone, Serialize)]
pub struct PhoneView {
    /// The front page's title, or the pack's.
    pub title: String,
    /// One sentence under it.
    pub summary: Option<String>,
    /// The theme's stylesheet with `phone.css` behind it, as CSS for `<style>`. Its headings are a
    /// level lower than the site's, as those of the pages are.
    pub style: String,
    /// The theme's logo; its `url` is the picture itself.
    pub logo: Option<LogoView>,
    /// Sections in the order of the pack.
    pub parts: Vec<PhonePartView>,
    /// Scripts, each as text for `<script>`.
    pub scripts: PhoneScriptsView,
}

/// A section of the edition: an item of `phone.parts`.
#[derive(Debug, Clone, Serialize)]
pub struct PhonePartView {
    /// Its title; none for what stands in no section.
    pub title: Option<String>,
    /// Its pages in their order, the section's own first.
    pub pages: Vec<PhonePageView>,
}

/// A page of the site: an item of a part's `pages`.
#[derive(Debug, Clone, Serialize)]
pub struct PhonePageView {
    /// Its address on the site, which is its id here.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `model`, `workshop`, ...; `front`, `section`, `glossary`, `about` for pages that mentorpack
    /// makes.
    pub kind: String,
    /// Whether it is its section's own page.
    pub opening: bool,
    /// Whether it is for tutors only.
    pub tutor_only: bool,
    /// A scenario's number.
    pub number: Option<u32>,
    /// Role that answers for it, where that is not the pack's.
    pub owner: Option<String>,
    /// Its last review, where that is not the pack's.
    pub reviewed: Option<DateView>,
    /// Its next review, where that is not the pack's.
    pub review_by: Option<DateView>,
    /// About how tall it is on a phone, in CSS pixels, for a browser that has not drawn it yet.
    pub height: usize,
    /// What stands in its `<main>`, headings a level lower, with ids and links of this page.
    pub html: String,
}

/// What works with scripts: `phone.scripts`, each text for a `<script>` of its own.
#[derive(Debug, Clone, Serialize)]
pub struct PhoneScriptsView {
    /// Says so where the file was cut short on its way. It stands in the head; the last element of
    /// the page has the id `phone_end`.
    pub cut: String,
    /// What every page does: the reading panel, paper.
    pub site: String,
    /// Searching the page.
    pub search: String,
    /// Forms; none where the edition has no form.
    pub form: Option<String>,
    /// Questions to check oneself by; none where the edition has no question.
    pub quiz: Option<String>,
}
