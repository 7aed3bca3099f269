//! Where the PDFs of an edition lie: beside their pages, and in a release together under `pdf/`, by
//! names that people read.

use std::collections::HashSet;

use super::orders::{Order, Subject};
use crate::address;
use crate::pack::Entry;
use crate::render::Occasion;
use crate::render::sheets::Role;

/// The folder of a release that holds its PDFs.
const SHELF: &str = "pdf";
/// Letters of a name, so that no path comes near what Windows can open.
const LONGEST: usize = 70;

/// The address of each order, from the edition's folder.
pub(super) fn addresses(orders: &[Order<'_>], occasion: Occasion) -> Vec<String> {
    if !occasion.release {
        return orders.iter().map(Order::address).collect();
    }
    // A stick cannot tell capitals from small letters.
    let mut taken = HashSet::new();
    let mut free = |order: &Order<'_>| {
        let (folder, name) = named(order);
        let numbered = (2..).map(|n| format!("{folder}/{name} ({n}).pdf"));
        let mut names = std::iter::once(format!("{folder}/{name}.pdf")).chain(numbered);
        names.find(|name| taken.insert(name.to_lowercase())).expect("numbers do not end")
    };
    orders.iter().map(&mut free).collect()
}

/// Folder and name without `.pdf`.
fn named(order: &Order<'_>) -> (String, String) {
    let words = |key: &str| order.facts.theme.strings.get(key).to_owned();
    let (section, title, role) = match &order.subject {
        Subject::Module(entry, role) => (section(order, entry), entry.title.value.clone(), *role),
        Subject::Book(_) => (None, order.facts.edition.pack().settings.title.clone(), Role::Book),
        Subject::Outcomes => (None, words("outcomes_title"), Role::Outcomes),
    };
    let role = match role {
        Role::Page | Role::Outcomes => None,
        Role::Book if order.part().is_some() => order.part().map(|(number, of)| {
            words("shelf_part").replace("{n}", &number.to_string()).replace("{of}", &of.to_string())
        }),
        role => Some(words(&format!("shelf_{}", role.as_str()))),
    };
    let large = order.large.then(|| words("shelf_large"));
    let title = clipped(&legal(&title));
    let parts: Vec<_> = [Some(title), role, large].into_iter().flatten().collect();
    let folder = match section.map(|section| clipped(&legal(&section))) {
        Some(section) => format!("{SHELF}/{section}"),
        None => SHELF.to_owned(),
    };
    (folder, legal(&parts.join(" - ")))
}

fn section(order: &Order<'_>, entry: &Entry) -> Option<String> {
    let section = order.facts.edition.pack().section(entry.section?);
    Some(order.facts.section_title(section))
}

/// A name that FAT32, exFAT and every system take for a file or a folder.
///
/// See <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
fn legal(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            ':' => name.push_str(" -"),
            '"' => name.push('\''),
            '/' | '\\' | '|' => name.push('-'),
            '*' | '?' | '<' | '>' => {}
            letter if letter.is_control() => name.push(' '),
            letter => name.push(letter),
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('.').trim_end_matches(['.', ' ']).trim_start();
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    match name {
        "" => "-".to_owned(),
        name if address::is_device(&stem) => format!("{name}-"),
        name => name.to_owned(),
    }
}

fn clipped(name: &str) -> String {
    let clipped: String = name.chars().take(LONGEST).collect();
    clipped.trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(legal("Who does what?"), "Who does what");
        assert_eq!(legal("Step 1: \"listen\" / ask"), "Step 1 - 'listen' - ask");
        assert_eq!(legal("Tŷ Gwyn…"), "Tŷ Gwyn…");
        assert_eq!(legal("  ...and so on. "), "and so on");
        assert_eq!(legal("???"), "-");
        assert_eq!(legal("Con"), "Con-");
        assert_eq!(legal("LPT1.notes"), "LPT1.notes-");
        assert_eq!(legal("Contact"), "Contact");
    }

    #[test]
    fn a_long_title_is_cut_between_letters() {
        assert_eq!(clipped(&"ŵ".repeat(100)).chars().count(), LONGEST);
    }
}
