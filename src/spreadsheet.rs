//! Tables for spreadsheets: CSV that Excel opens as it is meant and takes nothing in for a formula.

use std::borrow::Cow;

/// A table as CSV (RFC 4180): UTF-8 with the byte order mark that Excel needs, every cell
/// [`harmless`].
pub fn table<'a, const N: usize>(
    head: [&'a str; N],
    rows: impl IntoIterator<Item = [Cow<'a, str>; N]>,
) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |cells: [Cow<'_, str>; N]| {
        let cells = cells.iter().map(|cell| harmless(cell).into_owned());
        csv.write_record(cells).expect("rows of one length go into memory");
    };
    write(head.map(Cow::Borrowed));
    rows.into_iter().for_each(write);
    csv.into_inner().expect("memory does not fail")
}

/// A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe
/// before it (OWASP, CSV injection).
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for wrong in ["=1+1", "+44", "-2", "@SUM(1)", "\tx", "\rx"] {
            assert_eq!(harmless(wrong), format!("'{wrong}"));
        }
        assert_eq!(harmless("07700 900123"), "07700 900123");
    }

    #[test]
    fn a_table_has_its_mark_its_head_and_a_line_for_each_row() {
        let csv = table(["a", "b"], [["say \"no\", twice".into(), "=1".into()]]);
        let csv = String::from_utf8(csv).unwrap();
        assert_eq!(csv, "\u{feff}a,b\r\n\"say \"\"no\"\", twice\",'=1\r\n");
    }
}
