//! A form's register: what stands there already, what is new, and what to look at.

use std::collections::HashMap;
use std::path::Path;

use super::columns::{CHECK, FACTS, Part};
use super::returns::{Return, day_of};
use super::same::People;
use super::table::{Table, TableError};
use crate::form::Form;
use crate::spreadsheet::harmless;
use crate::yaml::Date;

/// A register with the new returns in it.
#[derive(Debug)]
pub struct Register {
    pub(super) table: Table,
    own: Own,
    /// Returns that were added.
    pub added: usize,
    /// Returns that stood there already, or came twice.
    pub known: usize,
    /// Of the added, how many may be of somebody who is in the register already.
    pub same: usize,
    /// Of the added, how many were filled in on another version of the form, by version.
    pub other_versions: Vec<(String, usize)>,
}

/// Where the form's columns are in the table.
#[derive(Debug, Clone)]
struct Own {
    places: HashMap<String, usize>,
    /// Columns of the fields, in order.
    answers: Vec<usize>,
}

/// A row, whose cells are known by their column's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    cells: &'a [String],
    own: &'a Own,
}

impl<'a> Row<'a> {
    /// A cell; empty where there is no such column.
    pub(super) fn cell(self, name: &str) -> &'a str {
        self.own.places.get(name).map_or("", |place| self.at(*place))
    }

    fn at(self, place: usize) -> &'a str {
        self.cells.get(place).map_or("", String::as_str)
    }

    /// The file it came in.
    pub(super) fn file(self) -> &'a str {
        self.cell("file")
    }

    /// All answers as one text, the same for the same answers.
    pub(super) fn answers(self) -> String {
        let cells: Vec<String> =
            self.own.answers.iter().map(|place| plain(self.at(*place))).collect();
        cells.join("\u{1f}")
    }

    /// What makes it this return and no other.
    fn identity(self, form: &Form) -> String {
        // Of an anonymous form many returns may be alike; only a file's own are read again.
        let file = self.file().rsplit('/').next().filter(|_| form.anonymous).unwrap_or_default();
        let facts = ["form", "version", "saved"].map(|name| plain(self.cell(name)));
        format!("{file}\u{1f}{}\u{1f}{}", facts.join("\u{1f}"), self.answers())
    }
}

impl Register {
    /// Adds `returns`, in their order, to what stands at `path` (none if nothing does). `version`
    /// is the pack's.
    ///
    /// # Errors
    /// What stands there is no register of this form.
    pub fn merge(
        form: &Form,
        id: &str,
        version: &str,
        standing: Option<(&Path, Vec<u8>)>,
        returns: &[Return],
    ) -> Result<Self, TableError> {
        let parts = Part::of(form);
        let names: Vec<String> = parts.iter().map(|part| part.name()).collect();
        let facts = FACTS.iter().map(|fact| (*fact).to_owned());
        let table = match standing {
            Some((path, bytes)) => {
                let table = Table::read(path, bytes)?;
                let needed = facts.chain(names.iter().cloned());
                if let Some(missing) = needed.into_iter().find(|name| table.column(name).is_none())
                {
                    return Err(TableError::OtherColumns { path: path.to_owned(), missing });
                }
                let own = Own::of(&table, &names);
                let other = |cells: &Vec<String>| {
                    let form = Row { cells, own: &own }.cell("form").trim();
                    !form.is_empty() && form != id
                };
                if table.rows.iter().any(other) {
                    return Err(TableError::OtherForm(path.to_owned()));
                }
                table
            }
            None => {
                let check = std::iter::once(CHECK.to_owned());
                Table::new(facts.chain(names.iter().cloned()).chain(check).collect())
            }
        };
        let own = Own::of(&table, &names);
        let mut register =
            Self { table, own, added: 0, known: 0, same: 0, other_versions: Vec::new() };
        register.add(form, version, &parts, returns);
        Ok(register)
    }

    fn add(&mut self, form: &Form, version: &str, parts: &[Part<'_>], returns: &[Return]) {
        let mut people = People::default();
        let mut standing: HashMap<String, usize> = HashMap::new();
        for row in self.rows() {
            *standing.entry(row.identity(form)).or_default() += 1;
            people.meet(form, &row);
        }
        for filled in returns {
            let mut cells = vec![String::new(); self.table.header.len()];
            let facts = [&filled.form, &filled.version, &filled.saved, &filled.file];
            for (name, fact) in FACTS.iter().zip(facts) {
                cells[self.own.places[*name]] = harmless(fact).into_owned();
            }
            for (part, place) in parts.iter().zip(&self.own.answers) {
                cells[*place] = harmless(&part.cell(filled)).into_owned();
            }
            let row = Row { cells: &cells, own: &self.own };
            let identity = row.identity(form);
            let left = standing.entry(identity).or_default();
            if *left > 0 {
                // A named person's return is there once and for all; an anonymous one as often as
                // it was given.
                *left -= usize::from(form.anonymous);
                self.known += 1;
                continue;
            }
            *left = usize::from(!form.anonymous);
            let mut notes = Vec::new();
            if let Some(note) = people.meet(form, &row) {
                self.same += 1;
                notes.push(note);
            }
            if let Some(note) = age(&filled.version, version) {
                match self.other_versions.iter_mut().find(|(known, _)| *known == filled.version) {
                    Some((_, count)) => *count += 1,
                    None => self.other_versions.push((filled.version.clone(), 1)),
                }
                notes.push(note);
            }
            if let Some(place) = self.own.places.get(CHECK) {
                cells[*place] = notes.join("; ");
            }
            self.table.push(cells);
            self.added += 1;
        }
        self.other_versions.sort();
    }

    /// Every row that is not empty, old and new.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let row = |cells| Row { cells, own: &self.own };
        let rows = self.table.rows.iter().map(move |cells| row(cells.as_slice()));
        rows.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
    }

    /// The newest day on which any return in it was saved.
    pub fn newest(&self) -> Option<Date> {
        self.rows().filter_map(|row| saved_on(row.cell("saved"))).max()
    }

    /// The file's bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.table.into_bytes()
    }
}

impl Own {
    fn of(table: &Table, names: &[String]) -> Self {
        let known = FACTS.iter().copied().chain(names.iter().map(String::as_str)).chain([CHECK]);
        let places: HashMap<String, usize> = known
            .filter_map(|name| table.column(name).map(|place| (name.to_owned(), place)))
            .collect();
        let answers = names.iter().filter_map(|name| places.get(name).copied()).collect();
        Self { places, answers }
    }
}

/// What to say of a return whose version is not the pack's.
fn age(version: &str, pack: &str) -> Option<String> {
    if version == pack {
        return None;
    }
    let numbers = |text: &str| text.split('.').map(|part| part.parse::<u32>().ok()).collect();
    let (theirs, ours): (Option<Vec<u32>>, Option<Vec<u32>>) = (numbers(version), numbers(pack));
    let age = match (theirs, ours) {
        _ if version.is_empty() => {
            return Some("it does not say of which version it is".to_owned());
        }
        (Some(theirs), Some(ours)) if theirs < ours => "an older",
        (Some(theirs), Some(ours)) if theirs > ours => "a newer",
        _ => "another",
    };
    Some(format!("filled in on {age} version, {version}"))
}

/// The day in a `saved` cell, also as Excel leaves it.
pub(super) fn saved_on(cell: &str) -> Option<Date> {
    day_of(cell.trim()).or_else(|| Date::parse(&plain(cell)))
}

/// A cell as it would be if no spreadsheet had been there: Excel writes `1.0` as `1` and
/// `2026-11-22` as `22/11/2026`. Only for comparing.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    if cell.len() > 40 {
        return cell.replace("\r\n", "\n");
    }
    if let Some(day) = day_of(cell) {
        return day.iso();
    }
    let day = cell.split(' ').next().unwrap_or_default();
    if let [day, month, year] = day.split('/').collect::<Vec<_>>()[..]
        && let (Ok(day), Ok(month)) = (day.parse::<u8>(), month.parse::<u8>())
        && let Some(date) = Date::parse(&format!("{year}-{month:02}-{day:02}"))
    {
        return date.iso();
    }
    let numeric = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if numeric && cell.matches('.').count() <= 1 {
        let whole = cell.trim_start_matches('0');
        let whole = if whole.contains('.') {
            whole.trim_end_matches('0').trim_end_matches('.')
        } else {
            whole
        };
        return whole.to_owned();
    }
    cell.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_known_again_after_excel_had_it() {
        for (ours, theirs) in [
            ("1.0", "1"),
            ("2026-11-22", "22/11/2026"),
            ("2026-11-22T14:03:00Z", "22/11/2026 14:03"),
            ("'=1", "=1"),
            ("0007", "7"),
            ("a\nb", "a\r\nb"),
        ] {
            assert_eq!(plain(ours), plain(theirs), "{ours}");
        }
        for (one, other) in [("1.1", "1"), ("10", "1"), ("a", "b"), ("1.2.3", "1.2")] {
            assert_ne!(plain(one), plain(other));
        }
    }

    #[test]
    fn a_version_is_older_or_newer_by_its_numbers() {
        assert_eq!(age("1.0", "1.0"), None);
        assert_eq!(age("1.9", "1.10").as_deref(), Some("filled in on an older version, 1.9"));
        assert_eq!(age("2", "1.10").as_deref(), Some("filled in on a newer version, 2"));
        assert_eq!(age("spring", "1").as_deref(), Some("filled in on another version, spring"));
        assert!(age("", "1").is_some());
    }
}
