//! A date of the calendar, as authors write it.

use jiff::civil;

/// A date of the calendar, without a time or a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// Whether a text has the shape of `2026-11-01`, be there such a day or not.
    pub fn has_shape(text: &str) -> bool {
        text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    }

    /// Reads `2026-11-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        if !Self::has_shape(text) {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        civil::Date::new(year, month as i8, day as i8).ok().map(Self)
    }

    /// The date `seconds` after the start of 1970, UTC, as in `SOURCE_DATE_EPOCH`.
    pub fn from_epoch(seconds: i64) -> Option<Self> {
        let stamp = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self(stamp.to_zoned(jiff::tz::TimeZone::UTC).date()))
    }

    /// So many days later.
    #[must_use]
    pub fn after(self, days: u32) -> Self {
        let later = self.0.checked_add(jiff::Span::new().days(i64::from(days)));
        Self(later.unwrap_or(civil::Date::MAX))
    }

    /// So many months later; on the last day of a month that is too short.
    #[must_use]
    pub fn after_months(self, months: u32) -> Self {
        // More than the calendar has would be refused even as a number.
        let months = jiff::Span::new().try_months(months).ok();
        let later = months.and_then(|months| self.0.checked_add(months).ok());
        Self(later.unwrap_or(civil::Date::MAX))
    }

    /// `2026-11-01`
    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// Day of the month, month (1 to 12) and year.
    pub fn parts(self) -> (i8, i8, i16) {
        (self.0.day(), self.0.month(), self.0.year())
    }

    /// The date that somebody in the UK means by `1/11/2026` or `1 November 2026`.
    pub fn meant(text: &str) -> Option<Self> {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let [first, month, last] = parts[..] else { return None };
        let number = |part: &str| part.trim_end_matches(char::is_alphabetic).parse::<u16>().ok();
        let month = match number(month) {
            Some(month) => month,
            None => {
                let begins = |name: &&str| month.to_ascii_lowercase().starts_with(*name);
                u16::try_from(MONTHS.iter().position(begins)? + 1).ok()?
            }
        };
        let (day, year) = match (number(first)?, number(last)?) {
            (year, day) if year > 999 => (day, year),
            (day, year) if year > 999 => (day, year),
            (day, year) if year < 100 => (day, 2000 + year),
            _ => return None,
        };
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }
}
