//! A zip that is the same bytes wherever and whenever it is made.

use std::io::{Cursor, Seek, Write};

use ::zip::result::ZipError;
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, PreparedZipFile, System, ZipWriter};
use rayon::prelude::*;

/// Name endings of files that are compressed already; packing them again costs time and gains
/// nothing.
const PACKED: [&str; 9] =
    [".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".epub", ".zip", ".woff2"];
/// How many files are compressed at a time, which bounds what is held twice.
const BATCH: usize = 256;
/// What an EPUB begins with; its reader looks for the words at a fixed place in the zip.
const MIMETYPE: &str = "mimetype";

/// A zip of `files`, by their paths with `/`, in the order in which they come.
///
/// Every file has the date 1 January 1980, the earliest that a zip can hold, and the permissions
/// 0644. Those compressed already, and an EPUB's `mimetype`, are stored as they are.
///
/// # Panics
/// Two files share a path, which is our own bug.
pub fn archive<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    write(&mut bytes, files).expect("memory takes every zip whose paths differ");
    bytes.into_inner()
}

/// The same, written to `to`.
///
/// # Errors
/// What `to` says; or two files share a path.
pub fn write<'f>(
    to: impl Write + Seek,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> std::io::Result<()> {
    let mut zip = ZipWriter::new(to);
    let mut files = files.into_iter();
    loop {
        let batch: Vec<_> = files.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let packed: Result<Vec<_>, _> = batch
            .into_par_iter()
            .map(|(path, bytes)| PreparedZipFile::from_data(path, options(path), bytes))
            .collect();
        zip.add_prepared_files(packed.map_err(into_io)?).map_err(into_io)?;
    }
    zip.finish().map_err(into_io)?.flush()
}

fn into_io(error: ZipError) -> std::io::Error {
    match error {
        ZipError::Io(error) => error,
        other => std::io::Error::other(other),
    }
}

fn options(path: &str) -> SimpleFileOptions {
    let lower = path.to_ascii_lowercase();
    let packed = path == MIMETYPE || PACKED.iter().any(|ending| lower.ends_with(ending));
    let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    // The system is written into every entry and is this machine's unless it is given.
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const FILES: [(&str, &[u8]); 4] = [
        ("mimetype", b"application/epub+zip"),
        ("b/\u{e9}t\u{e9}.html", b"<p>words words words words words words words words</p>"),
        ("a.PDF", b"%PDF-1.7 words words words words words words words words"),
        ("a.txt", b""),
    ];

    #[test]
    fn files_come_out_in_their_order_and_as_they_went_in() {
        let bytes = archive(FILES);
        let mut zip = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), FILES.len());
        for (at, (path, bytes)) in FILES.into_iter().enumerate() {
            let mut file = zip.by_index(at).unwrap();
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!((&*file.name().unwrap(), &*read), (path, bytes));
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            assert_eq!(
                file.last_modified().map(|time| time.to_string()).as_deref(),
                Some("1980-01-01 00:00:00")
            );
        }
    }

    #[test]
    fn what_is_compressed_already_is_stored() {
        let mut zip = ::zip::ZipArchive::new(Cursor::new(archive(FILES))).unwrap();
        let methods = [0, 1, 2].map(|at| zip.by_index(at).unwrap().compression());
        let (stored, deflated) = (CompressionMethod::Stored, CompressionMethod::Deflated);
        assert_eq!(methods, [stored, deflated, stored]);
    }

    #[test]
    fn an_epubs_mimetype_is_at_the_place_where_readers_look_for_it() {
        let bytes = archive(FILES);
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_number_of_threads() {
        let many: Vec<_> = (0..600).map(|n| (format!("{n}.html"), vec![b'x'; n])).collect();
        let make = || archive(many.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert!(make() == pool.install(make));
    }
}
