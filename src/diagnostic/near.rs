//! What an author may have meant: "did you mean".

/// The candidate nearest to what was written, if any is near enough to be what was meant.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let furthest = (lower.chars().count() / 3).clamp(1, 4);
    let letters = letters(written);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(written.len()) <= furthest * 2)
        // A change of one letter adds or takes away two at the most; of the thousands of files in
        // a large pack, few come near enough to be compared in full.
        .filter(|candidate| {
            (self::letters(candidate) ^ letters).count_ones() as usize <= furthest * 2
        })
        .map(|candidate| {
            (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, _)| *distance <= furthest)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A bit for each ASCII letter and digit in `text`, whatever its case.
fn letters(text: &str) -> u64 {
    let plain = text.bytes().filter(u8::is_ascii_alphanumeric);
    plain.fold(0, |bits, byte| bits | 1 << (byte.to_ascii_lowercase() % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_is_suggested_and_a_far_one_is_not() {
        let keys = ["title", "summary", "reviewed"];
        assert_eq!(nearest("tilte", keys), Some("title"));
        assert_eq!(nearest("Summery", keys), Some("summary"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("TITEL", keys), Some("title"));
        assert_eq!(nearest("tŷtle", keys), Some("title"));
        assert_eq!(nearest(&"t".repeat(100_000), keys), None);
    }
}
