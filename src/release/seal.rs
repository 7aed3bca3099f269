//! The digest of a zip in its own comment, so that a change of any byte shows, headers included.

use crate::publish::digest;

/// The comment begins with it.
const MARK: &[u8] = b"mentorpack ";
/// Mark and digits.
const LENGTH: usize = MARK.len() + 64;
/// The record at the end of a zip, without its comment (APPNOTE.TXT, 4.3.16).
const END: usize = 22;
const END_MARK: &[u8] = b"PK\x05\x06";

/// What a zip's comment says of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// They are those that were written.
    Whole,
    /// They are others.
    Broken,
    /// Nothing: some other program wrote the zip.
    None,
}

/// Gives a zip that has no comment the digest of everything in it as one.
pub(super) fn sealed(mut zip: Vec<u8>) -> Vec<u8> {
    // The last two bytes say how long the comment is.
    let length = u16::try_from(LENGTH).expect("a short comment").to_le_bytes();
    let at = zip.len() - length.len();
    zip[at..].copy_from_slice(&length);
    let digest = digest(&zip);
    zip.extend_from_slice(MARK);
    zip.extend_from_slice(digest.as_bytes());
    zip
}

/// Judges the bytes of a zip by its comment.
pub fn seal_of(zip: &[u8]) -> Seal {
    if !ends_with_its_record(zip) {
        return Seal::Broken;
    }
    let Some(at) = zip.len().checked_sub(LENGTH + END) else { return Seal::None };
    let (end, comment) = zip[at..].split_at(END);
    let marks = [end.starts_with(END_MARK), comment.starts_with(MARK)];
    match marks {
        [true, true] if comment[MARK.len()..] == *digest(&zip[..at + END]).as_bytes() => {
            Seal::Whole
        }
        // One flipped byte takes away one mark at most.
        [false, false] => Seal::None,
        _ => Seal::Broken,
    }
}

/// Whether the record at the end of a zip, with its comment, is the last of its bytes: a seal that
/// something was added to, or cut off, is no longer where it was. True of what has no such record.
fn ends_with_its_record(zip: &[u8]) -> bool {
    let Some(at) = zip.windows(END_MARK.len()).rposition(|bytes| bytes == END_MARK) else {
        return true;
    };
    let Some(&[low, high]) = zip.get(at + END - 2..at + END) else { return false };
    at + END + usize::from(u16::from_le_bytes([low, high])) == zip.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Vec<u8> {
        super::sealed([&b"PK\x03\x04 and files"[..], END_MARK, &[0; 18]].concat())
    }

    #[test]
    fn a_zip_is_whole_until_any_byte_of_it_changes() {
        let zip = sealed();
        assert_eq!(seal_of(&zip), Seal::Whole);
        for at in 0..zip.len() {
            for bit in 0..8 {
                let mut other = zip.clone();
                other[at] ^= 1 << bit;
                assert_eq!(seal_of(&other), Seal::Broken, "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_zip_is_not_whole_with_anything_behind_it_or_without_its_last_bytes() {
        let zip = sealed();
        for more in 1..200 {
            let longer = [&zip[..], &vec![b' '; more]].concat();
            assert_eq!(seal_of(&longer), Seal::Broken, "{more} bytes more");
            let shorter = &zip[..zip.len().saturating_sub(more).max(40)];
            assert_eq!(seal_of(shorter), Seal::Broken, "{more} bytes less");
        }
        assert_eq!(seal_of(&[zip.clone(), zip].concat()), Seal::Broken);
    }

    #[test]
    fn other_programs_zips_have_no_seal() {
        assert_eq!(seal_of(b""), Seal::None);
        assert_eq!(seal_of(&[0; 500]), Seal::None);
        let comment = [END_MARK, &[0; 16], &[5, 0], b"Hello"].concat();
        assert_eq!(seal_of(&comment), Seal::None);
    }
}
