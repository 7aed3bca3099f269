//! Every abbreviation is in the glossary, or is explained where it stands.

use std::collections::HashSet;

use super::typed::{readable, words};
use super::unfinished::MARKS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::source::{FileId, Sources, Span};

/// Abbreviations that stand for themselves: nobody spells them out.
const KNOWN: [&str; 37] = [
    "MB", "KB", "GB", "PNG", "JPG", "JPEG", "SVG", "UTF", "UK", "GB", "EU", "USA", "NHS", "BBC",
    "TV", "PC", "IT", "ID", "PDF", "USB", "CD", "DVD", "CSV", "HTML", "QR", "OK", "AM", "PM", "AD",
    "BC", "CV", "GP", "MP", "FAQ", "PIN", "SMS", "CC",
];
/// Letters of the longest abbreviation; more are a word in capitals.
const LONGEST: usize = 6;
/// Words that abbreviations leave out.
const SMALL: [&str; 12] =
    ["of", "and", "the", "for", "in", "to", "a", "an", "on", "at", "by", "with"];

pub(super) fn is_explained(d: &mut Diagnostics, sources: &Sources, pack: &Pack, file: FileId) {
    let path = sources.path(file);
    if path == "content/glossary.yaml" {
        return;
    }
    let text = readable(sources.text(file), path.ends_with(".yaml"));
    let words: Vec<(usize, &str)> = words(&text).collect();
    let mut seen = HashSet::new();
    for (at, word) in &words {
        let Some(short) = abbreviation(word) else { continue };
        let known = [&KNOWN[..], &MARKS].concat().contains(&short) || in_glossary(pack, short);
        if known || !seen.insert(short) || is_spelled_out(&text, &words, short) {
            continue;
        }
        d.push(
            Diagnostic::new(
                Code::UndefinedJargon,
                Span::new(file, *at..*at + word.len()),
                format!("nobody says what `{short}` means"),
            )
            .help(
                "add it to content/glossary.yaml, or write it out where it first stands; write a \
                 word that is no abbreviation in small letters",
            ),
        );
    }
}

/// The abbreviation, without the s of several, if the word is one.
fn abbreviation(word: &str) -> Option<&str> {
    let short = word.strip_suffix('s').unwrap_or(word);
    let letters = short.chars().count();
    let capitals = short.chars().all(char::is_uppercase);
    let roman = short.chars().all(|c| "IVX".contains(c));
    ((2..=LONGEST).contains(&letters) && capitals && !roman).then_some(short)
}

fn in_glossary(pack: &Pack, short: &str) -> bool {
    let mut forms =
        pack.glossary.iter().flat_map(|term| std::iter::once(&term.term).chain(&term.also));
    forms.any(|form| words(form).any(|(_, word)| abbreviation(word) == Some(short)))
}

/// Whether the text has the words whose first letters it is, or explains it in brackets.
fn is_spelled_out(text: &str, words: &[(usize, &str)], short: &str) -> bool {
    let behind_bracket = |(at, _): (usize, &str)| {
        let open = text[..at].ends_with('(') && !text[..at - 1].trim_end().is_empty();
        let rest = text[at + short.len()..].trim_start_matches('s').trim_start();
        // "(ULR)" behind the words, "ULR (the words)", or "what is called ULR".
        let called = text[..at].ends_with(" called ");
        (open && rest.starts_with(')')) || rest.starts_with('(') || called
    };
    if text.match_indices(short).any(behind_bracket) {
        return true;
    }
    let letters: Vec<char> = short.chars().collect();
    let main: Vec<&str> = words
        .iter()
        .map(|(_, word)| *word)
        .filter(|word| !SMALL.contains(&&*word.to_lowercase()))
        .collect();
    main.windows(letters.len()).any(|run| {
        let initials = run.iter().zip(&letters).all(|(word, letter)| {
            word.chars().next().is_some_and(|c| c.to_uppercase().eq(letter.to_uppercase()))
        });
        initials && run.iter().all(|word| word.chars().count() > 1 && *word != short)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled_out(text: &str, short: &str) -> bool {
        is_spelled_out(text, &words(text).collect::<Vec<_>>(), short)
    }

    #[test]
    fn an_abbreviation_is_explained_by_its_words_or_in_brackets() {
        assert!(spelled_out("The Trades Union Congress. Ask the TUC.", "TUC"));
        assert!(spelled_out("union learning reps (ULRs) help", "ULR"));
        assert!(spelled_out("This way of writing is called YAML.", "YAML"));
        assert!(spelled_out("A TAP (what a rep may do) is", "TAP"));
        assert!(spelled_out("the Chartered Institute of Personnel and Development: CIPD", "CIPD"));
        assert!(!spelled_out("Ask the TUC (or your branch).", "ULR"));
        assert!(!spelled_out("Ask the TUC. The end.", "TUC"));
    }

    #[test]
    fn capitals_with_digits_numerals_and_whole_words_are_no_abbreviations() {
        let found: Vec<_> =
            ["TUC", "ULRs", "C1", "A4", "II", "IMPORTANT", "I", "Ask"].map(abbreviation).into();
        assert_eq!(found, [Some("TUC"), Some("ULR"), None, None, None, None, None, None]);
    }
}
