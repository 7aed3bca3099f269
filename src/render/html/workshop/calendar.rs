//! A workshop with a date as a calendar's entry (RFC 5545).
//!
//! No clock is read: identifier and stamp follow from the content, so that a calendar which gets
//! the file again updates its entry instead of adding one.

use sha2::{Digest, Sha256};

use crate::check::CheckedEdition;
use crate::pack::Entry;
use crate::pack::kinds::{Details, Workshop};
use crate::schedule::Clock;
use crate::yaml::Date;

/// The files of every workshop of the edition that has a date: addresses and text.
pub(in crate::render::html) fn calendars(edition: &CheckedEdition<'_>) -> Vec<(String, String)> {
    let mut calendars = Vec::new();
    for entry in edition.entries() {
        if let Details::Workshop(workshop) = &entry.details
            && let (Some(date), Some(address)) = (workshop.date, entry.calendar_address())
        {
            calendars.push((address, calendar(edition, entry, workshop, date)));
        }
    }
    calendars
}

fn calendar(
    edition: &CheckedEdition<'_>,
    entry: &Entry,
    workshop: &Workshop,
    date: Date,
) -> String {
    let settings = &edition.pack().settings;
    let stamp = entry.reviewed.or(settings.reviewed).unwrap_or(date);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//mentorpack//EN".to_owned(),
    ];
    for (at, session) in workshop.sessions.iter().enumerate() {
        let Some(start) = session.start else { continue };
        let day = date.after(session.day.saturating_sub(1));
        let end = start.after(session.length);
        let end_day = day.after(start.midnights(session.length));
        let summary = match &session.title {
            Some(title) => format!("{}: {title}", entry.title.value),
            None => entry.title.value.clone(),
        };
        let identity = format!("{}\n{}\n{at}", settings.title, entry.path);
        let digest = Sha256::digest(identity.as_bytes());
        let uid: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        lines.push("BEGIN:VEVENT".into());
        lines.push(format!("UID:{uid}@mentorpack.invalid"));
        lines.push(format!("DTSTAMP:{}T000000Z", compact(stamp)));
        lines.push(format!("DTSTART:{}", moment(day, start)));
        lines.push(format!("DTEND:{}", moment(end_day, end)));
        lines.push(format!("SUMMARY:{}", escaped(&summary)));
        if let Some(venue) = &workshop.venue {
            lines.push(format!("LOCATION:{}", escaped(venue)));
        }
        if let Some(summary) = &entry.summary {
            lines.push(format!("DESCRIPTION:{}", escaped(summary)));
        }
        lines.push("END:VEVENT".into());
    }
    lines.push("END:VCALENDAR".into());
    lines.iter().map(|line| folded(line)).collect()
}

fn compact(date: Date) -> String {
    date.iso().replace('-', "")
}

/// Local time wherever the calendar is read, as on a poster.
fn moment(date: Date, clock: Clock) -> String {
    format!("{}T{}00", compact(date), clock.to_string().replace(':', ""))
}

/// RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// RFC 5545, 3.1: no line of more than 75 bytes; it goes on behind a space.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut room = 75;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            folded.push_str("\r\n ");
            room = 74;
        }
        room -= letter.len_utf8();
        folded.push(letter);
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let line = format!("SUMMARY:{}", "ŷ".repeat(60));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }
}
