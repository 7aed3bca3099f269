//! What stands in for something that the pack's owner has yet to write: addresses and numbers that
//! belong to nobody, and notes in square brackets.

use std::ops::Range;

/// Domains that RFC 2606 keeps for examples.
const EXAMPLES: [&str; 6] =
    ["example.org", "example.com", "example.net", ".example", ".invalid", ".test"];

/// Whether a domain is kept for examples, so that nobody can be reached there.
pub fn is_example_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    // `notexample.org` is somebody's.
    let ends = |end: &str| {
        host.strip_suffix(end)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.') || end.starts_with('.'))
    };
    EXAMPLES.into_iter().any(ends)
}

/// Numbers that Ofcom keeps for drama, without their last digits, written as from the UK:
/// <https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama>.
const DRAMA: [&str; 20] = [
    "07700900", "01632960", "02079460", "01134960", "01144960", "01154960", "01164960", "01174960",
    "01184960", "01214960", "01314960", "01414960", "01514960", "01614960", "01914980", "02896496",
    "02920180", "03069990", "08081570", "09098790",
];

/// The digits of a telephone number, as it is rung within the UK.
pub fn as_rung_at_home(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let abroad = digits
        .strip_prefix("0044")
        .or_else(|| written.starts_with('+').then(|| digits.strip_prefix("44")).flatten());
    abroad.map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

/// Whether a number, as it is rung within the UK, is kept for drama, so that nobody answers it.
pub fn is_drama_number(home: &str) -> bool {
    DRAMA.iter().any(|kept| home.starts_with(kept))
}

/// Addresses and telephone numbers in `text` that belong to nobody.
pub fn nobodys(text: &str) -> Vec<Range<usize>> {
    let part = |c: char| c.is_alphanumeric() || "._%+-@".contains(c);
    let mut found = Vec::new();
    for run in runs(text, part) {
        let word = text[run.clone()].trim_end_matches(['.', '-', '_']);
        let host = word.rsplit('@').next().unwrap_or_default();
        if host.contains('.') && is_example_host(host) {
            found.push(run.start..run.start + word.len());
        }
    }
    let sign = |c: char| c.is_ascii_digit() || "+ -().\u{a0}".contains(c);
    for run in runs(text, sign) {
        // A number may stand behind another, as in "Article 9. 07700 900123".
        for start in begins(&text[run.clone()]).map(|at| run.start + at) {
            let number = number(&text[start..run.end]);
            if is_drama_number(&as_rung_at_home(number)) {
                found.push(start..start + number.len());
                break;
            }
        }
    }
    found
}

/// Where a telephone number may begin.
fn begins(run: &str) -> impl Iterator<Item = usize> {
    let bytes = run.as_bytes();
    let first = |at: usize| at == 0 || !bytes[at - 1].is_ascii_digit();
    (0..bytes.len())
        .filter(move |at| bytes[*at] == b'+' || bytes[*at].is_ascii_digit() && first(*at))
}

/// A telephone number at the start of `text`: no more digits than one in the UK has.
fn number(text: &str) -> &str {
    let most = match text {
        _ if text.starts_with('+') => 12,
        _ if text.starts_with("00") => 14,
        _ => 11,
    };
    let digits = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits.take(most).last().map_or("", |(at, _)| &text[..=at])
}

/// What the owner of the pack is told to do in `text`: words in square brackets, and a sentence such
/// as "Check this with your union's data lead".
pub fn notes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((open, close)) = between(text, from) {
        found.push(open..close);
        from = close;
    }
    let ends = text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).chain([text.len()]);
    let mut start = 0;
    for end in ends {
        // Behind a note or a quotation mark a sentence begins anew.
        let sentence = text[start..end].trim_start_matches(|c: char| !c.is_alphanumeric());
        let at = end - sentence.len();
        let sentence = sentence.trim_end();
        let flat = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = flat.starts_with("Check ")
            && (flat.contains("data lead") || flat.contains("before you use"));
        if told && !found.iter().any(|note| note.contains(&at)) {
            found.push(at..at + sentence.len());
        }
        start = end;
    }
    found
}

/// The next pair of square brackets, with what is between them.
fn between(text: &str, from: usize) -> Option<(usize, usize)> {
    let open = from + text[from..].find('[')?;
    Some((open, open + text[open..].find(']')? + 1))
}

/// Stretches of `text` whose characters are all of a sort.
fn runs(text: &str, sort: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (sort(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, found: Vec<Range<usize>>) -> Vec<&str> {
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_belongs_to_nobody_is_found_and_what_is_somebodys_is_not() {
        let text = "At a@example.org, or <https://www.example.com/x>, (01632 960123), +44 7700 900 \
                    456. Not b@union.org.uk, notexample.org, 020 7946 1234 or Article 9. 0113 496 0000 24 hours.";
        assert_eq!(
            words(text, nobodys(text)),
            [
                "a@example.org",
                "www.example.com",
                "01632 960123",
                "+44 7700 900 456",
                "0113 496 0000"
            ]
        );
    }

    #[test]
    fn a_note_stands_in_brackets_or_tells_the_owner_to_check_with_the_data_lead() {
        let text = "Legitimate interests (Article 6). [Ask your data lead. Then delete this.] \
                    Check this with your\n    union's data lead. Check with us what we hold.";
        assert_eq!(
            words(text, notes(text)),
            [
                "[Ask your data lead. Then delete this.]",
                "Check this with your\n    union's data lead."
            ]
        );
        for open in ["[", "a ] b [", "Tŷ [ŷ] Check ŷ data lead", ""] {
            assert!(notes(open).len() < 3, "{open}");
        }
    }
}
