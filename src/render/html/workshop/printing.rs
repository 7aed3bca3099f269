//! What to print and to bring for a workshop, as the tutor's page shows it before a script counts
//! it again for another room.

use super::how;
use crate::pack::Entry;
use crate::pack::kinds::Workshop;
use crate::pack::kinds::handout::Per;
use crate::print_job::{MOST, Pile, Room, Share, Sheet, Spare, piles};
use crate::render::html::site::Site;
use crate::render::plan::bring_view;
use crate::render::sheets::{self, Role};
use crate::view::{PrintRowView, PrintTotalView, PrintView};

/// The page of the workshop `entry`.
pub(super) fn view(site: &Site<'_>, entry: &Entry, workshop: &Workshop) -> PrintView {
    let tutors = workshop.tutors.unwrap_or(1);
    let room = Room {
        people: workshop.people.unwrap_or(0),
        groups: workshop.groups,
        tutors,
        spare: Spare::Percent(Spare::USUAL),
        large_print: 0,
    };
    let mut rows = Vec::new();
    let mut number = 0;
    for pile in piles(site.edition, workshop, &site.theme.strings.sheet_names()) {
        let unknown = workshop.people.is_none() && pile.share.per() == Per::Person;
        let copies = if unknown { None } else { pile.copies(&room) };
        number += u32::from(copies != Some(0));
        let number = (copies != Some(0)).then_some(number);
        rows.push(row(site, entry, pile, number, copies));
    }
    let copies: Option<Vec<u32>> = rows.iter().map(|row| row.copies).collect();
    PrintView {
        workshop: site.link(entry),
        people: workshop.people,
        groups: workshop.groups,
        tutors,
        spare: Spare::USUAL,
        most: MOST,
        materials: workshop.bring().into_iter().map(|it| bring_view(workshop, it)).collect(),
        total: copies.map(|copies| PrintTotalView { stacks: number, copies: copies.iter().sum() }),
        rows,
    }
}

fn row(
    site: &Site<'_>,
    workshop: &Entry,
    pile: Pile,
    number: Option<u32>,
    copies: Option<u32>,
) -> PrintRowView {
    let id = match pile.sheet {
        Sheet::RunSheet | Sheet::Agenda => workshop.id,
        Sheet::Module(id) | Sheet::Cards(id) | Sheet::Posters(id) => id,
    };
    let entry = site.edition.entry(id).map_or(workshop, |entry| entry);
    let (share, scenarios, named) = match pile.share {
        Share::Each(per) => (per.as_str(), 0, false),
        Share::Cards { scenarios, named } => ("cards", scenarios, named),
    };
    let files = files(site.sheets.of(id), &pile);
    PrintRowView {
        number,
        title: pile.title.clone(),
        link: site.link(entry),
        how: files.first().and_then(|file| how::view(site, entry, &pile, file, copies)),
        files: files.into_iter().map(sheets::Sheet::view).collect(),
        share: share.to_owned(),
        scenarios,
        named,
        copies,
    }
}

/// The PDFs of a module that belong into a pile: what is handed out is without what is the tutor's.
fn files<'s>(sheets: &'s [sheets::Sheet], pile: &Pile) -> Vec<&'s sheets::Sheet> {
    let handed = sheets.iter().any(|sheet| sheet.role == Role::HandOut);
    let tutors = pile.share.per() == Per::Tutor;
    let belongs = |role: Role| match pile.sheet {
        Sheet::Cards(_) => matches!(role, Role::Cards(_)),
        Sheet::Posters(_) => role == Role::Posters,
        Sheet::RunSheet | Sheet::Agenda | Sheet::Module(_) => {
            role == if handed && !tutors { Role::HandOut } else { Role::Page }
        }
    };
    sheets.iter().filter(|sheet| belongs(sheet.role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Addresses of the PDFs that belong into a pile of this sheet.
    fn belonging(sheet: Sheet, per: Per, roles: &[Role]) -> Vec<String> {
        let sheets: Vec<_> = roles
            .iter()
            .map(|role| sheets::Sheet {
                address: format!("x{}.pdf", role.suffix()),
                role: *role,
                large: false,
                pages: 1,
                bytes: 1,
                part: None,
            })
            .collect();
        let pile = Pile { sheet, title: "X".into(), slug: "x".into(), share: Share::Each(per) };
        files(&sheets, &pile).into_iter().map(|file| file.address.clone()).collect()
    }

    #[test]
    fn what_is_handed_out_is_without_what_is_the_tutors() {
        let both = [Role::Page, Role::HandOut];
        assert_eq!(belonging(Sheet::Agenda, Per::Person, &both), ["x-to-hand-out.pdf"]);
        assert_eq!(belonging(Sheet::RunSheet, Per::Tutor, &both), ["x.pdf"]);
        // Nothing in it is the tutor's.
        assert_eq!(belonging(Sheet::Agenda, Per::Person, &[Role::Page]), ["x.pdf"]);
    }
}
