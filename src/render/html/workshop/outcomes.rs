//! The outcomes matrix as a page.

use tera::Value;

use crate::render::html::Page;
use crate::render::html::site::Site;
use crate::render::matrix::{self, CSV};
use crate::render::sheets::Sheet;
use crate::view::MatrixView;

/// Where the page goes.
const PAGE: &str = "outcomes.html";

/// The page, if the pack has outcomes.
pub(in crate::render::html) fn page(site: &Site<'_>) -> Option<Page> {
    if site.edition.pack().outcomes.is_empty() {
        return None;
    }
    let own = MatrixView { rows: matrix::rows(site.facts()), csv_url: CSV.to_owned() };
    let title = site.theme.strings.get("outcomes_title").to_owned();
    let mut view = site.made_page("outcomes", title, PAGE);
    view.files = site.sheets.outcomes.iter().map(Sheet::view).collect();
    view.breadcrumb = vec![site.home()];
    Some(site.page("outcomes", view, Some(Value::from_serializable(&own)), PAGE))
}
