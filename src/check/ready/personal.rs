//! Nothing in the pack looks as if it were somebody's: e-mail addresses, telephone numbers,
//! postcodes, and the words that the pack's owner wants kept out.
//!
//! What stands in pack.yaml is meant to be known, so it may stand anywhere; only its `changes` are
//! looked at like any text.

mod find;

use std::collections::HashSet;
use std::ops::Range;

use super::{place_of, written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::source::{FileId, Sources, Span};
use crate::yaml::Text;
use find::{Finding, denied, find};

/// Where a pack's own themes lie.
const OF_THEMES: &str = "themes/";
/// Endings of files beside modules that hold text.
const TEXTS: [&str; 4] = ["txt", "csv", "svg", "html"];
/// Bytes of the longest such file that is read.
const LONGEST: u64 = 4 << 20;

pub(super) fn names_nobody(d: &mut Diagnostics, sources: &mut Sources, pack: &Pack) {
    let settings = sources.text(pack.settings.file);
    // What changed is told to readers like any text, and makes nothing known by standing there.
    let changes = pack.settings.changes.iter().flat_map(|version| &version.changes);
    let changes: Vec<Range<usize>> = changes.map(|change| change.span().range()).collect();
    let told = |found: &Finding| {
        changes
            .iter()
            .any(|change| change.start <= found.range.start && found.range.end <= change.end)
    };
    let (told, public): (Vec<Finding>, Vec<Finding>) = find(settings).into_iter().partition(told);
    let public: HashSet<String> = public.iter().map(|found| found.as_compared(settings)).collect();
    for found in told.iter().filter(|found| !public.contains(&found.as_compared(settings))) {
        let what = &settings[found.range.clone()];
        d.push(looks_like(found, Span::new(pack.settings.file, found.range.clone()), what));
    }
    let judge = Judge { public, deny: &pack.settings.deny };
    for file in written(sources) {
        judge.text(d, sources, file);
        judge.name(d, sources, file);
    }
    for asset in &pack.assets {
        let ending = asset.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let readable = TEXTS.contains(&&*ending)
            && std::fs::metadata(&asset.disk).is_ok_and(|found| found.len() <= LONGEST);
        // One that cannot be read as text has no words to look at.
        let text = if readable { std::fs::read_to_string(&asset.disk).ok() } else { None };
        let file = sources.add(place_of(asset), text.unwrap_or_default());
        // A drawing is full of numbers that nobody can ring.
        if ending == "svg" {
            judge.denied(d, sources, file);
        } else {
            judge.text(d, sources, file);
        }
        judge.name(d, sources, file);
    }
    // A theme's words, its logo too, stand on every page.
    let themes: Vec<FileId> =
        sources.files().filter(|file| sources.path(*file).starts_with(OF_THEMES)).collect();
    for file in themes {
        judge.denied(d, sources, file);
    }
    let settings = pack.settings.file;
    let own: Vec<Range<usize>> = judge.deny.iter().map(|text| text.span.range()).collect();
    let text = sources.text(settings);
    for (range, word) in denied(text, judge.deny) {
        if !own.iter().any(|own| own.start <= range.start && range.end <= own.end) {
            d.push(judge.denied_word(Span::new(settings, range), word));
        }
    }
}

struct Judge<'a> {
    public: HashSet<String>,
    deny: &'a [Text],
}

impl Judge<'_> {
    fn text(&self, d: &mut Diagnostics, sources: &Sources, file: FileId) {
        let text = sources.text(file);
        for found in find(text) {
            if !self.public.contains(&found.as_compared(text)) {
                let what = &text[found.range.clone()];
                d.push(looks_like(&found, Span::new(file, found.range.clone()), what));
            }
        }
        self.denied(d, sources, file);
    }

    fn denied(&self, d: &mut Diagnostics, sources: &Sources, file: FileId) {
        for (range, word) in denied(sources.text(file), self.deny) {
            d.push(self.denied_word(Span::new(file, range), word));
        }
    }

    /// A file's name is seen by everyone who opens the folder.
    fn name(&self, d: &mut Diagnostics, sources: &Sources, file: FileId) {
        let path = sources.path(file);
        path.split('/').for_each(|name| self.part_of_name(d, file, name));
    }

    fn part_of_name(&self, d: &mut Diagnostics, file: FileId, name: &str) {
        for found in find(name) {
            let what = &name[found.range.clone()];
            let mut named = looks_like(&found, Span::whole(file), what);
            named.message = format!("the name of this file holds {}", found.what(what));
            d.push(named);
        }
        for (_, word) in denied(name, self.deny) {
            let mut named = self.denied_word(Span::whole(file), word);
            named.message = format!("the name of this file holds `{word}`, which `deny` keeps out");
            d.push(named);
        }
    }

    fn denied_word(&self, span: Span, word: &str) -> Diagnostic {
        Diagnostic::new(
            Code::DeniedWord,
            span,
            format!("`{word}` stands here, which `deny` in pack.yaml keeps out"),
        )
        .help("take it out, or write a role instead of a name")
    }
}

fn looks_like(found: &Finding, span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PersonalData, span, format!("this looks like {}", found.what(what))).help(
        "take it out, or use an example: 07700 900123, name@example.org; what everybody may know \
         belongs to `contact` in pack.yaml, and then may stand here as well",
    )
}
