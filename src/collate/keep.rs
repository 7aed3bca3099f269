//! How long answers may be kept, and so the day by which they are destroyed.

use crate::yaml::Date;

/// The day by which what was saved on `from` is to be destroyed, where `keep_for` is a plain
/// length of time: `6 months`, `1 year`, `14 days`. Other words, such as `1 month after the
/// mentoring ends`, hang on what no file knows, and give none.
pub fn destroy_by(keep_for: &str, from: Date) -> Option<Date> {
    let lower = keep_for.trim().trim_end_matches('.').to_lowercase();
    let (number, unit) = lower.split_once(|c: char| c.is_whitespace() || c == '-')?;
    let number = number_of(number)?;
    let months = |each: u32| Some(from.after_months(number.checked_mul(each)?));
    match unit.trim() {
        "day" | "days" => Some(from.after(number)),
        "week" | "weeks" => Some(from.after(number.checked_mul(7)?)),
        "month" | "months" => months(1),
        "year" | "years" => months(12),
        _ => None,
    }
}

/// Up to what nobody would keep longer than.
fn number_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let written = WORDS.iter().position(|known| *known == word).map(|at| at as u32 + 1);
    written.or_else(|| word.parse().ok()).filter(|number| *number <= 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_gives_a_day_and_other_words_give_none() {
        let from = Date::parse("2026-08-31").unwrap();
        for (words, day) in [
            ("6 months", Some("2027-02-28")),
            ("1 year", Some("2027-08-31")),
            ("a year", Some("2027-08-31")),
            ("14 days", Some("2026-09-14")),
            ("Two weeks.", Some("2026-09-14")),
            ("18 months", Some("2028-02-29")),
            ("1 month after the mentoring ends", None),
            ("as long as needed", None),
            ("99999999999 years", None),
            ("", None),
        ] {
            let by = destroy_by(words, from).map(Date::iso);
            assert_eq!(by.as_deref(), day, "{words}");
        }
    }
}
