//! The repository's own pack: that it has nothing to mend, reads easily, serves its outcomes, is
//! found in two clicks and names nobody.

use std::collections::BTreeSet;

use mentorpack::body::{BlockKind, plain_text};
use mentorpack::diagnostic::Diagnostics;
use mentorpack::load::load;
use mentorpack::output::Output;
use mentorpack::pack::Pack;
use mentorpack::pack::kinds::{Details, Kind};
use mentorpack::project::{Audience, Project};
use mentorpack::source::Sources;

use crate::page::{Page, follow};
use crate::support::{PackTest, journey, shipped, text, tree};

fn pack() -> Pack {
    let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
    let project = Project::open(&mut d, &mut sources, shipped()).unwrap();
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    Pack::assemble(&mut d, &sources, project.settings, loaded)
}

#[test]
fn a_check_on_the_day_of_the_workshop_finds_nothing_at_all() {
    let root = shipped().to_str().unwrap();
    let ran = PackTest::new(&[]).run(&["check", "--date", "2026-11-22", "--pack", root]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for word in ["warning", "error", "note"] {
        assert!(!format!("{}{}", ran.out, ran.err).contains(&format!("{word}[")), "{}", ran.err);
    }
    assert_eq!(journey(shipped()).report(), "");
}

/// Words of each sentence of the running prose for everyone. That none has more than 30, and that
/// no page is harder than grade 8, is for `check` to say, which finds nothing.
fn sentences() -> Vec<usize> {
    let mut sentences = Vec::new();
    for entry in &pack().entries {
        for (audience, body) in entry.prose() {
            body.each_block(audience, &mut |block, audience| {
                if let (BlockKind::Paragraph(content), Audience::Everyone) = (&block.kind, audience)
                {
                    sentences.extend(words(&plain_text(content)));
                }
            });
        }
    }
    sentences
}

fn words(text: &str) -> Vec<usize> {
    let mut sentences = vec![0];
    for word in text.split_whitespace() {
        if word.contains(char::is_alphabetic) {
            *sentences.last_mut().unwrap() += 1;
        }
        if word.trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(['.', '?', '!', '…']) {
            sentences.push(0);
        }
    }
    sentences.retain(|words| *words > 0);
    sentences
}

#[test]
fn sentences_have_18_words_at_most_on_average_and_none_has_more_than_30() {
    assert_eq!(words("Ask one. (Was it 10.5 minutes?) “Yes.” Good"), [2, 3, 1, 1]);
    let sentences = sentences();
    let average = sentences.iter().sum::<usize>() as f64 / sentences.len() as f64;
    assert!(sentences.len() > 500, "only {} sentences", sentences.len());
    assert!(average <= 18.0, "{average} words a sentence");
    assert!(sentences.iter().all(|words| *words <= 30), "{:?}", sentences.iter().max());
}

#[test]
fn every_outcome_is_taught_on_a_page_practised_in_a_step_and_kept_on_a_sheet() {
    let pack = pack();
    assert!(!pack.outcomes.is_empty());
    let mut gaps = Vec::new();
    for outcome in &pack.outcomes {
        let serves = |kinds: &[Kind]| {
            let served = pack.entries.iter().filter(|entry| kinds.contains(&entry.kind()));
            served.flat_map(|entry| &entry.outcomes).any(|named| named.value == outcome.id)
        };
        let in_steps = pack.entries.iter().any(|entry| match &entry.details {
            Details::Workshop(workshop) => workshop
                .steps()
                .flat_map(|step| &step.outcomes)
                .any(|named| named.value == outcome.id),
            _ => false,
        });
        let served = [
            ("model or boundary", serves(&[Kind::Model, Kind::Boundary])),
            ("workshop step", in_steps),
            ("handout or form", serves(&[Kind::Handout, Kind::Form])),
        ];
        let missing = served.iter().filter(|(_, served)| !served);
        gaps.extend(missing.map(|(what, _)| format!("{}: no {what}", outcome.id)));
    }
    assert!(gaps.is_empty(), "{gaps:#?}");
}

/// Pages that a page of an edition leads to.
fn leads_to(output: &Output, path: &str) -> BTreeSet<String> {
    links(path, text(output, path)).into_iter().filter(|to| to != path).collect()
}

fn links(path: &str, html: &str) -> BTreeSet<String> {
    let page = Page::parse(html);
    let links = page.of("a").filter_map(|link| link.get("href"));
    let links = links.filter(|link| !link.contains(':'));
    let links = links.map(|link| link.split('#').next().unwrap());
    links.filter_map(|link| follow(path, link)).collect()
}

#[test]
fn every_module_is_two_clicks_from_the_front_page_without_the_index() {
    let pack = pack();
    for (name, output) in journey(shipped()).editions {
        let first = leads_to(&output, "index.html");
        let mut near = first.clone();
        for page in first.iter().filter(|page| page.ends_with(".html") && *page != "topics.html") {
            near.extend(leads_to(&output, page));
        }
        let modules = pack.entries.iter().filter(|entry| output.get(&entry.address).is_some());
        let far: Vec<_> =
            modules.map(|entry| &entry.address).filter(|page| !near.contains(*page)).collect();
        assert!(far.is_empty(), "{name}: {far:#?}");
    }
}

#[test]
fn sentences_are_not_strung_together_by_semicolons() {
    for (edition, output) in journey(shipped()).editions {
        for (path, bytes) in output.files().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            assert!(!html.contains(".; "), "{edition}/{path}");
        }
    }
}

#[test]
fn whom_a_form_goes_back_to_is_somebody() {
    for entry in &pack().entries {
        let Details::Form(module) = &entry.details else { continue };
        // "When you have filled it in, give it back to: ..."
        let to = module.form.return_to.as_deref().unwrap_or("contact");
        let somebody = to == "contact" || to.starts_with("the ");
        assert!(somebody && !to.contains('.'), "{}: {to}", entry.path);
    }
}

#[test]
fn every_module_says_where_to_go_on() {
    let pack = pack();
    let modules: BTreeSet<&str> = pack.entries.iter().map(|entry| &*entry.address).collect();
    for (name, output) in journey(shipped()).editions {
        let mut ends = Vec::new();
        for page in modules.iter().filter(|page| output.get(page).is_some()) {
            let html = text(&output, page);
            let (_, body) = html.split_once("<div class=\"page-body\">").expect("a body");
            let (body, _) = body.split_once("</main>").expect("its end");
            let html = format!("<!DOCTYPE html><body>{body}");
            let goes_on =
                links(page, &html).iter().any(|to| to != page && modules.contains(to.as_str()));
            if !goes_on {
                ends.push(*page);
            }
        }
        assert!(ends.is_empty(), "{name}: {ends:#?}");
    }
}

/// Every text that an author has written: its path and what it says.
fn written() -> Vec<(String, String)> {
    let mut written = vec![("pack.yaml".to_owned(), shipped().join("pack.yaml"))];
    for folder in ["content", "scenarios"] {
        let files = tree(&shipped().join(folder)).into_keys();
        written.extend(files.map(|path| {
            let path = format!("{folder}/{path}");
            let file = shipped().join(&path);
            (path, file)
        }));
    }
    let read = |(path, file)| Some((path, std::fs::read_to_string(file).ok()?));
    let written: Vec<_> = written.into_iter().filter_map(read).collect();
    assert!(written.len() > 50, "only {} files", written.len());
    written
}

/// What `find` finds in any text, with where.
fn found(find: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let found = written().into_iter().flat_map(|(path, text)| {
        find(&text).into_iter().map(move |found| format!("{path}: {found}"))
    });
    found.collect()
}

/// E-mail addresses that are nobody's only by chance.
fn addresses(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || "<>()[]{}\"',;:|*`“”".contains(c);
    let words = text.split(ends).map(|word| word.trim_end_matches(['.', '?', '!']));
    let addresses = words.filter(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    });
    let real = addresses
        .filter(|address| !address.ends_with("@example.org") && !address.ends_with(".example.org"));
    real.map(str::to_owned).collect()
}

/// Telephone numbers that might ring.
fn numbers(text: &str) -> Vec<String> {
    // Acts have sections.
    let text = text.replace("section 111", "section");
    let part = |c: char| c.is_ascii_digit() || " ()+-".contains(c);
    let runs = text.split(|c| !part(c)).map(str::trim);
    let real = runs.filter(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let national = digits.strip_prefix("0044").or(digits.strip_prefix("44"));
        let rings = run.starts_with(['0', '+', '(']) && digits.len() > 6
            || digits.len() > 9 && national.is_some()
            || ["111", "101", "105", "112", "116123", "18001"].contains(&&*digits);
        let invented = digits.len() == 11 && digits.starts_with("07700900")
            || digits.len() == 12 && digits.starts_with("447700900");
        rings && !invented
    });
    real.map(str::to_owned).collect()
}

/// Postcodes of the United Kingdom: one or two letters, one or two places of which the first is a
/// digit, and behind a space or none a digit and two letters.
fn postcodes(text: &str) -> Vec<String> {
    let shape = |word: &str| -> String {
        let shape = word.chars().map(|c| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        });
        shape.collect()
    };
    let outward = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"];
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ' ').collect();
    let mut found = Vec::new();
    for words in words {
        let words: Vec<&str> = words.split(' ').collect();
        for (at, word) in words.iter().enumerate() {
            let whole = shape(word);
            let joined = whole.strip_suffix("9AA").is_some_and(|first| outward.contains(&first));
            let next = words.get(at + 1).copied().unwrap_or_default();
            if joined || outward.contains(&&*whole) && shape(next) == "9AA" {
                found.push(format!("{word} {next}"));
            }
        }
    }
    found
}

#[test]
fn no_address_number_or_postcode_in_the_pack_is_anybodys() {
    assert_eq!(found(addresses), Vec::<String>::new());
    // A version and its date, as a list of changes has them.
    let mut numbers = found(numbers);
    numbers.retain(|found| found != "content/authors/keep-up-to-date.md: 0 - 2026-11-01");
    assert_eq!(numbers, Vec::<String>::new());
    // The guide shows what would be found.
    let mut postcodes = found(postcodes);
    postcodes.retain(|found| !found.starts_with("content/authors/messages-release.md: M1 1AE"));
    assert_eq!(postcodes, Vec::<String>::new());
}

#[test]
fn addresses_numbers_and_postcodes_of_somebody_would_be_noticed() {
    let wrong = "Write to <ann@union.org.uk>, or ann@mail.example.org. Not to a@b or @name.";
    assert_eq!(addresses(wrong), ["ann@union.org.uk"]);
    let wrong = "Ring 020 7946 0958, +44 20 7946 0958 or 116 123, but 07700 900123 and 999 are \
                 fine, as 2026-11-01 and 1 to 10 are; (0113) 496 0000 is not";
    let ring = ["020 7946 0958", "+44 20 7946 0958", "116 123", "(0113) 496 0000"];
    assert_eq!(numbers(wrong), ring);
    let wrong = "At SW1A 1AA, M1 1AE or EC1A1BB; C1 and C2 are outcomes.";
    assert_eq!(postcodes(wrong), ["SW1A 1AA", "M1 1AE", "EC1A1BB "]);
}
