//! The list of what could not be taken, beside the register.

use std::collections::HashSet;
use std::path::Path;

use super::returns::Reject;
use super::table::{Table, TableError};
use crate::spreadsheet::harmless;

/// Its columns.
const HEADER: [&str; 4] = ["file", "return", "reason", "what to do"];

/// The list with these rejects in it, below what stands there already and without saying anything
/// twice.
///
/// # Errors
/// What stands there is no such list.
pub fn list(standing: Option<(&Path, Vec<u8>)>, rejects: &[Reject]) -> Result<Vec<u8>, TableError> {
    let mut table = match standing {
        Some((path, bytes)) => {
            let table = Table::read(path, bytes)?;
            if let Some(missing) = HEADER.iter().find(|name| table.column(name).is_none()) {
                let missing = (*missing).to_owned();
                return Err(TableError::OtherColumns { path: path.to_owned(), missing });
            }
            table
        }
        None => Table::new(HEADER.map(str::to_owned).to_vec()),
    };
    let places = HEADER.map(|name| table.column(name).unwrap_or_default());
    let said = |row: &Vec<String>| -> Vec<String> {
        places.iter().take(3).map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
    };
    let mut known: HashSet<Vec<String>> = table.rows.iter().map(said).collect();
    for reject in rejects {
        let number = reject.number.map_or_else(String::new, |number| number.to_string());
        let cells = [&reject.file, &number, &reject.reason, &reject.remedy];
        let cells = cells.map(|cell| harmless(cell).into_owned());
        if !known.insert(cells[..3].to_vec()) {
            continue;
        }
        let mut row = vec![String::new(); table.header.len()];
        for (place, cell) in places.iter().zip(cells) {
            row[*place] = cell;
        }
        table.push(row);
    }
    Ok(table.into_bytes())
}
