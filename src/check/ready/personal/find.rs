//! Finding in a text what looks as if it were somebody's.

use std::ops::Range;

use crate::project::{as_rung_at_home, is_drama_number, is_example_host};
use crate::yaml::Text;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Mail,
    Phone,
    Postcode,
}

/// Something that looks like a person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) sort: Sort,
    pub(super) range: Range<usize>,
}

impl Finding {
    pub(super) fn what(&self, words: &str) -> String {
        let sort = match self.sort {
            Sort::Mail => "an e-mail address",
            Sort::Phone => "a telephone number",
            Sort::Postcode => "a postcode",
        };
        format!("{sort}: `{}`", words.trim())
    }

    /// The finding as two ways of writing it agree.
    pub(super) fn as_compared(&self, text: &str) -> String {
        let letters = text[self.range.clone()].chars().filter(|c| !" -().".contains(*c));
        letters.flat_map(char::to_lowercase).collect()
    }
}

/// Everything in `text` that looks like a person's, from left to right.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found = mails(text);
    found.extend(phones(text));
    found.extend(postcodes(text));
    found.sort_by_key(|finding| finding.range.start);
    found
}

fn mails(text: &str) -> Vec<Finding> {
    let part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = at
            - text[..at].chars().rev().take_while(|c| part(*c)).map(char::len_utf8).sum::<usize>();
        let host: usize = text[at + 1..].chars().take_while(|c| part(*c)).map(char::len_utf8).sum();
        let host = text[at + 1..at + 1 + host].trim_end_matches(['.', '-', '_']);
        let named = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        if start < at && named && !is_example_host(host) {
            found.push(Finding { sort: Sort::Mail, range: start..at + 1 + host.len() });
        }
    }
    found
}

/// Telephone numbers of places and mobiles in the UK (01, 02, 07), and numbers of other countries
/// behind `+`. Those that begin 03, 08 and 09 are never a person's own.
fn phones(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit() || "+(".contains(c)) {
        let start = from + start;
        let run = number(&text[start..]);
        from = start + run.max(1);
        let written = &text[start..start + run];
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let home = as_rung_at_home(written);
        let uk =
            matches!(home.len(), 10 | 11) && ["01", "02", "07"].iter().any(|k| home.starts_with(k));
        let abroad = written.starts_with('+')
            && !digits.starts_with("44")
            && (9..=15).contains(&digits.len());
        let before = text[..start].trim_end_matches([' ', ':', '-']);
        let part_of_more = text[..start]
            .ends_with(|c: char| c.is_alphanumeric() || "/=_%&.,#-".contains(c))
            || text[start + run..].starts_with(|c: char| c.is_alphanumeric() || "/=_%".contains(c))
            || before.ends_with("ISBN")
            || before.ends_with("ISSN");
        let drama = is_drama_number(&home);
        if (uk || abroad) && !drama && !part_of_more {
            found.push(Finding { sort: Sort::Phone, range: start..start + run });
        }
    }
    found
}

/// Bytes of the number at the start of `text`: digits, and between them single signs.
fn number(text: &str) -> usize {
    let mut end = 0;
    let mut gap = 0;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => (end, gap) = (at + 1, 0),
            '+' if at == 0 => {}
            ' ' | '-' | '(' | ')' | '.' | '\u{a0}' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    end
}

/// First letters of the UK's postcodes.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG \
                     DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP \
                     IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX \
                     PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF \
                     TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";

/// Postcodes: an area's letters, one or two places of which the first is a digit, and behind a space
/// or none a digit and two letters.
fn postcodes(text: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at].is_ascii_uppercase() && !before_is_word(text, at);
        let length = if begins { postcode(&bytes[at..]) } else { None };
        match length {
            Some(length) if !text[at + length..].starts_with(char::is_alphanumeric) => {
                found.push(Finding { sort: Sort::Postcode, range: at..at + length });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

fn before_is_word(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn postcode(bytes: &[u8]) -> Option<usize> {
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let area = std::str::from_utf8(bytes.get(..letters)?).ok()?;
    if !(1..=2).contains(&letters) || !AREAS.contains(&format!(" {area} ")) {
        return None;
    }
    for district in [2, 1] {
        let outward = bytes.get(letters..letters + district)?;
        let second = outward.get(1).is_none_or(u8::is_ascii_alphanumeric);
        let mut end = letters + district;
        if !outward[0].is_ascii_digit() || !second {
            continue;
        }
        end += usize::from(bytes.get(end) == Some(&b' '));
        if let Some([digit, one, two]) = bytes.get(end..end + 3)
            && digit.is_ascii_digit()
            // The signs that are never in an inward half: they are mistaken for others.
            && [one, two].iter().all(|c| c.is_ascii_uppercase() && !b"CIKMOV".contains(c))
        {
            return Some(end + 3);
        }
    }
    None
}

/// Where a denied word or name stands in `text`: its own words one behind another, whatever their
/// capitals and whatever marks or a hyphen stand between them.
pub(super) fn denied<'a>(text: &str, deny: &'a [Text]) -> Vec<(Range<usize>, &'a str)> {
    let words: Vec<(usize, &str)> = super::super::typed::words(text).collect();
    let mut found = Vec::new();
    for entry in deny {
        let wanted: Vec<String> =
            super::super::typed::words(&entry.value).map(|(_, word)| word.to_lowercase()).collect();
        if wanted.is_empty() {
            continue;
        }
        for run in words.windows(wanted.len()) {
            let same =
                run.iter().zip(&wanted).all(|((_, word), wanted)| word.to_lowercase() == *wanted);
            let near = run.windows(2).all(|pair| {
                let gap = &text[pair[0].0 + pair[0].1.len()..pair[1].0];
                gap.chars().count() <= 4 && !gap.contains("\n\n")
            });
            if same && near {
                let (last, word) = run[run.len() - 1];
                found.push((run[0].0..last + word.len(), entry.value.as_str()));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn all(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| text[found.range].trim()).collect()
    }

    #[test]
    fn addresses_of_people_are_found_and_examples_are_not() {
        let text = "Write to <ann@union.org.uk>, or ann@mail.example.org, bob@notexample.org. \
                    Not a@b, @name or x@y.example.";
        assert_eq!(all(text), ["ann@union.org.uk", "bob@notexample.org"]);
    }

    #[test]
    fn numbers_that_may_ring_are_found_and_those_for_drama_are_not() {
        let text = "Ring 020 0000 0000, +44 (0)7000 000000, (0113) 000 0000 or +353 1 000 0000; \
                    but 07700 900123, 020 7946 0958, +44 7700 900 123 and 0303 123 1113 are \
                    nobody's, as 2026-11-01, 1 to 10, 999, ISBN 0-19-852663-6 and \
                    https://a.org/01234567890 are.";
        let ring = ["020 0000 0000", "+44 (0)7000 000000", "(0113) 000 0000", "+353 1 000 0000"];
        assert_eq!(all(text), ring);
    }

    #[test]
    fn postcodes_are_found_and_outcomes_are_not() {
        let text = "At SW1A 1AA, M1 1AE or EC1A1BB; C1 and C2 are outcomes, A4 2PP too, C1 2AB.";
        assert_eq!(all(text), ["SW1A 1AA", "M1 1AE", "EC1A1BB"]);
    }

    #[test]
    fn denied_names_are_found_through_marks_and_capitals() {
        let file = Sources::default().add("pack.yaml", "");
        let deny = [Text { value: "Ann Sample".into(), span: Span::whole(file) }];
        let text = "**Ann** Sample, ANN\nSAMPLE and ann-sample.jpg; not Ann. The sample, or Annie \
                    Samples";
        assert_eq!(denied(text, &deny).len(), 3);
    }
}
