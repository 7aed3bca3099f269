//! What lies in the folder of a print job: a line for each stack, for people and spreadsheets.

use std::borrow::Cow;

use super::Stack;
use crate::spreadsheet;

/// The list for spreadsheets.
pub const FILE: &str = "packing-list.csv";

/// How a sheet goes through the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplex {
    /// On one side.
    No,
    /// On both sides, turned like a page of a book.
    LongEdge,
    /// On both sides, turned like a page of a calendar, as booklets are.
    ShortEdge,
}

impl Duplex {
    /// As printers call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::LongEdge => "long edge",
            Self::ShortEdge => "short edge",
        }
    }
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file's bytes.
    pub pdf: Vec<u8>,
    /// Sides to print for one copy.
    pub sides: u32,
    /// `A4`
    pub size: &'static str,
    /// How it goes through the printer.
    pub duplex: Duplex,
}

/// A stack with its PDFs, as far as they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed<'s> {
    /// The stack.
    pub stack: &'s Stack,
    /// For its ordinary copies; none where this run makes no PDFs.
    pub ordinary: Option<Paper>,
    /// For those in large print; none where there are none, or this run makes no PDFs.
    pub large_print: Option<Paper>,
}

impl Printed<'_> {
    /// The files that it puts into the folder: names and bytes.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        let stack = self.stack;
        let large = stack.large_print_file().zip(self.large_print);
        let ordinary = self.ordinary.map(|paper| (stack.file(), paper));
        ordinary.into_iter().chain(large).map(|(name, paper)| (name, paper.pdf)).collect()
    }
}

/// The packing list as CSV: a row for each stack, in the order of use. `file`, `sides`, `paper` and
/// `duplex` are of its ordinary copies, and empty where there is no PDF. `duplex` also says that a file
/// is printed once, however many copies it has in it.
pub fn packing_list(printed: &[Printed<'_>]) -> Vec<u8> {
    let head = ["sheet", "file", "copies", "large_print", "sides", "paper", "duplex"];
    let rows = printed.iter().map(|Printed { stack, ordinary, .. }| {
        let paper =
            |of: &dyn Fn(&Paper) -> Cow<'static, str>| ordinary.as_ref().map_or("".into(), of);
        [
            stack.title.as_str().into(),
            ordinary.as_ref().map_or_else(String::new, |_| stack.file()).into(),
            stack.copies.to_string().into(),
            stack.large_print.to_string().into(),
            paper(&|paper| paper.sides.to_string().into()),
            paper(&|paper| paper.size.into()),
            paper(&|paper| match stack.prints() {
                1 if stack.copies > 1 => format!("{}, print once", paper.duplex.as_str()).into(),
                _ => paper.duplex.as_str().into(),
            }),
        ]
    });
    spreadsheet::table(head, rows)
}
