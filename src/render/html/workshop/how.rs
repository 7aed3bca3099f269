//! How often which part of a file is printed: a file of cards holds a whole sheet of them, and one of
//! flip-chart headings those for the room beside those for each group.

use crate::pack::Entry;
use crate::pack::kinds::Details;
use crate::pack::kinds::handout::Per;
use crate::print_job::{Pile, Sheet};
use crate::render::html::site::Site;
use crate::render::sheets::{self, Role};
use crate::view::PrintHowView;

/// How `file` makes `copies` of a pile; `None` where it is one copy.
pub(super) fn view(
    site: &Site<'_>,
    entry: &Entry,
    pile: &Pile,
    file: &sheets::Sheet,
    copies: Option<u32>,
) -> Option<PrintHowView> {
    match (pile.sheet, file.role) {
        (Sheet::Cards(_), Role::Cards(cards)) => Some(PrintHowView {
            cards,
            pages: None,
            one_page: false,
            times: copies.map(|copies| copies.div_ceil(cards.max(1))),
        }),
        (Sheet::Posters(_), _) => {
            let Details::Handout(handout) = &entry.details else { return None };
            let meant = |per: Per| per == pile.share.per();
            let wanted: Vec<bool> = handout.posters.iter().map(|it| meant(it.per)).collect();
            if wanted.iter().all(|wanted| *wanted) {
                return None;
            }
            // Long words may run over a page: then nobody knows from here which is where.
            let known = file.pages == wanted.len();
            let pages = known.then(|| pages(&wanted, site.theme.strings.get("paper_range")));
            let one_page = wanted.iter().filter(|wanted| **wanted).count() == 1;
            Some(PrintHowView { cards: 0, pages, one_page, times: copies })
        }
        _ => None,
    }
}

/// The numbers of the pages that are wanted, those in a row as a `range`.
fn pages(wanted: &[bool], range: &str) -> String {
    let numbered: Vec<_> = wanted.iter().zip(1..).collect();
    let runs = numbered.chunk_by(|(a, _), (b, _)| a == b).filter(|run| *run[0].0);
    let runs = runs.map(|run| match (run[0].1, run[run.len() - 1].1) {
        (first, last) if first == last => first.to_string(),
        (first, last) => {
            range.replace("{from}", &first.to_string()).replace("{to}", &last.to_string())
        }
    });
    runs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_a_row_are_named_by_the_first_and_the_last() {
        let range = "{from}–{to}";
        assert_eq!(pages(&[true, true, true, false, false], range), "1–3");
        assert_eq!(pages(&[false, false, false, true, true], range), "4–5");
        assert_eq!(pages(&[true, false, true, true, false, true], range), "1, 3–4, 6");
    }
}
