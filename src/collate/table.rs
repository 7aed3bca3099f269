//! A table for spreadsheets: comma-separated, as people's programs read and write it.
//!
//! Unlike [`spreadsheet`](crate::spreadsheet), this reads a table that somebody may have worked on
//! and only ever adds to it.

use std::path::{Path, PathBuf};

use csv::{QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};

use crate::spreadsheet::harmless;

const MARK: &[u8] = b"\xef\xbb\xbf";
/// A table that grew larger than this was not made here.
const LARGEST: usize = 200_000_000;

/// A table that stands on disk and cannot be added to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It is not text, or not in this encoding.
    #[error(
        "cannot add to `{}`: it is not UTF-8 text; in Excel save it as \"CSV UTF-8\", or give \
         another name with --output",
        .0.display()
    )]
    NotUtf8(PathBuf),
    /// It has other columns.
    #[error(
        "cannot add to `{}`: it has no column `{missing}`, so it belongs to another form or \
         another version of it; give another name with --output",
        path.display()
    )]
    OtherColumns {
        /// The file.
        path: PathBuf,
        /// The first column that it lacks.
        missing: String,
    },
    /// It holds returns of another form.
    #[error(
        "cannot add to `{}`: it holds returns of another form; give another name with --output",
        .0.display()
    )]
    OtherForm(PathBuf),
    /// It is too large to be one.
    #[error(
        "cannot add to `{}`: it is larger than 200 MB; give another name with --output",
        .0.display()
    )]
    TooLarge(PathBuf),
}

/// A table as it stands on disk, or as it will.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// What stands on disk, to which rows are only added.
    bytes: Vec<u8>,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    terminator: Terminator,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(header: Vec<String>) -> Self {
        let mut table =
            Self { bytes: MARK.to_vec(), header, rows: Vec::new(), terminator: Terminator::CRLF };
        let line = table.line(&table.header);
        table.bytes.extend(line);
        table
    }

    /// Reads what stands at `path`; the path is only for messages.
    pub(super) fn read(path: &Path, bytes: Vec<u8>) -> Result<Self, TableError> {
        if bytes.len() > LARGEST {
            return Err(TableError::TooLarge(path.to_owned()));
        }
        let text = bytes.strip_prefix(MARK).unwrap_or(&bytes);
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|_| TableError::NotUtf8(path.to_owned()))?;
            rows.push(row.iter().map(str::to_owned).collect());
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let first = text.iter().position(|byte| *byte == b'\n');
        let plain = first.is_some_and(|at| at == 0 || text[at - 1] != b'\r');
        let terminator = if plain { Terminator::Any(b'\n') } else { Terminator::CRLF };
        Ok(Self { bytes, header, rows, terminator })
    }

    /// Where the column of this name is.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known.trim() == name)
    }

    /// Adds a row behind the others.
    pub(super) fn push(&mut self, row: Vec<String>) {
        let row: Vec<String> = row.iter().map(|cell| harmless(cell).into_owned()).collect();
        if !self.bytes.is_empty() && !self.bytes.ends_with(b"\n") && self.bytes != MARK {
            self.bytes.extend(match self.terminator {
                Terminator::Any(_) => &b"\n"[..],
                _ => b"\r\n",
            });
        }
        let line = self.line(&row);
        self.bytes.extend(line);
        self.rows.push(row);
    }

    /// The whole table.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn line(&self, row: &[String]) -> Vec<u8> {
        let mut writer = WriterBuilder::new()
            .terminator(self.terminator)
            .quote_style(QuoteStyle::Necessary)
            .flexible(true)
            .from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(row: &[&str]) -> Vec<String> {
        row.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_stood_there_stays_byte_for_byte() {
        for (before, behind) in [
            ("a,b\r\n\"x\" ,  y\r\n", "1,2\r\n"),
            ("a,b\nx,y", "\n1,2\n"),
            ("\u{feff}a,b\r\n", "1,2\r\n"),
        ] {
            let mut table = Table::read(Path::new("t.csv"), before.as_bytes().to_vec()).unwrap();
            table.push(words(&["1", "2"]));
            assert_eq!(String::from_utf8(table.into_bytes()).unwrap(), format!("{before}{behind}"));
        }
    }

    #[test]
    fn a_new_table_has_the_mark_and_no_formula() {
        let mut table = Table::new(words(&["a"]));
        table.push(words(&["=1+1"]));
        assert_eq!(table.into_bytes(), "\u{feff}a\r\n'=1+1\r\n".as_bytes());
    }

    #[test]
    fn text_in_another_encoding_is_refused() {
        let read = Table::read(Path::new("t.csv"), b"a,b\r\nt\xff,1\r\n".to_vec());
        assert!(matches!(read, Err(TableError::NotUtf8(_))));
    }
}
