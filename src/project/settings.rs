//! The settings of a pack: what `pack.yaml` says.

use super::changes::WrittenVersion;
use super::editions::{Edition, read_editions};
use super::keys::PACK_KEYS;
use super::language;
use super::people::{Contact, Privacy};
use super::said::Said;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::source::{FileId, Span};
use crate::yaml::{self, Date, Fields, Text};

/// What `pack.yaml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `pack.yaml` itself.
    pub file: FileId,
    /// The pack's title.
    pub title: String,
    /// One line under it.
    pub tagline: Option<String>,
    /// As the owner counts versions.
    pub version: Option<String>,
    /// Where newer versions are to be had: an address on the web, or words.
    pub newer: Option<Text>,
    /// What changed from version to version, as it is written.
    pub changes: Vec<WrittenVersion>,
    /// BCP 47 language tag; `en-GB` unless set.
    pub language: String,
    /// The theme's name and where it is named.
    pub theme: Text,
    /// The role that answers for the pack.
    pub owner: Option<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Where that is said, or could be.
    pub contact_span: Span,
    /// Licence in words.
    pub licence: Option<String>,
    /// Where its law holds.
    pub jurisdiction: Option<String>,
    /// Last review.
    pub reviewed: Option<Date>,
    /// Next review.
    pub review_by: Option<Date>,
    /// Where that is said, or could be.
    pub review_by_span: Span,
    /// For every form that does not say otherwise.
    pub privacy: Option<Privacy>,
    /// In the order of the file.
    pub editions: Vec<Edition>,
    /// For paper.
    pub print: PrintSettings,
    /// Warnings that the owner has looked at and accepts.
    pub allow: Vec<Allowed>,
    /// Words that must never be published.
    pub deny: Vec<Text>,
    /// Every value in its own words, but for lists.
    pub said: Vec<Said>,
}

/// Settings for paper; sizes in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintSettings {
    /// Whether A5 rather than A4.
    pub a5: bool,
    /// Body text, 12 at the least.
    pub base_size: u32,
    /// Body text in large print.
    pub large_print_size: u32,
    /// Whether to avoid colour.
    pub greyscale: bool,
}

/// A warning that the owner accepts.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// The diagnostic's code.
    pub code: String,
    /// The file it concerns; any, if not said.
    pub file: Option<Text>,
    /// Why.
    pub reason: String,
}

impl Settings {
    pub(super) fn read(diagnostics: &mut Diagnostics, file: FileId, mut fields: Fields) -> Self {
        let d = diagnostics;
        let title = fields.required(d, "title");
        let plain = |text: Option<Text>| text.map(|text| text.value);
        let language = fields.text(d, "language").and_then(|text| read_language(d, &text));
        // Translations are announced by this key; until they are built it is only accepted.
        fields.texts(d, "languages");
        let settings = Self {
            file,
            tagline: plain(fields.text(d, "tagline")),
            version: plain(fields.text(d, "version")),
            newer: fields.text(d, "newer"),
            changes: fields
                .maps(d, "changes")
                .into_iter()
                .filter_map(|map| WrittenVersion::read(d, map))
                .collect(),
            language: language.unwrap_or_else(|| "en-GB".to_owned()),
            theme: fields
                .text(d, "theme")
                .unwrap_or_else(|| Text { value: "default".to_owned(), span: Span::whole(file) }),
            owner: plain(fields.text(d, "owner")),
            contact_span: fields.key_span("contact"),
            contact: fields.map(d, "contact").map(|map| Contact::read(d, map)),
            licence: plain(fields.text(d, "licence")),
            jurisdiction: plain(fields.text(d, "jurisdiction")),
            reviewed: fields.date(d, "reviewed"),
            review_by: fields.date(d, "review_by"),
            review_by_span: fields.key_span("review_by"),
            privacy: Privacy::read(d, &mut fields),
            editions: read_editions(d, &mut fields),
            print: PrintSettings::read(d, &mut fields),
            allow: fields
                .maps(d, "allow")
                .into_iter()
                .filter_map(|map| Allowed::read(d, map))
                .collect(),
            deny: fields.texts(d, "deny"),
            said: Said::all("", &fields),
            title: title.as_ref().map_or_else(String::new, |text| text.value.clone()),
        };
        fields.finish(d);
        settings
    }

    /// Of a pack whose `pack.yaml` cannot be read. Nothing is built with them.
    pub(super) fn silent(file: FileId) -> Self {
        let node = yaml::Node { span: Span::whole(file), value: yaml::Value::Map([].into()) };
        // What an empty file lacks is not what is wrong with it.
        let mut unheard = Diagnostics::default();
        let fields = Fields::of(&mut unheard, &node, &PACK_KEYS).expect("a map is a map");
        let mut settings = Self::read(&mut unheard, file, fields);
        // Nor is it known whether it has a date and a privacy notice.
        settings.reviewed = Date::parse("2000-01-01");
        settings.privacy = Some(Privacy::unread());
        settings
    }

    /// Whether the owner has looked at a warning and accepts it; `path` is its file's.
    pub fn allows(&self, found: &Diagnostic, path: &str) -> bool {
        found.severity == Severity::Warning
            && self.allow.iter().any(|allowed| {
                allowed.code == found.code.as_str()
                    && allowed.file.as_ref().is_none_or(|file| file.value == path)
            })
    }
}

impl Allowed {
    fn read(d: &mut Diagnostics, mut map: Fields) -> Option<Self> {
        let code = map.required(d, "code");
        let file = map.text(d, "file");
        let reason = map.required(d, "reason");
        map.finish(d);
        let code = code?;
        let wrong = match Code::named(&code.value) {
            Some(known) if known.can_be_accepted() => None,
            Some(_) => Some(
                Diagnostic::new(
                    Code::BadValue,
                    code.span,
                    format!("`{}` is an error, and only warnings can be accepted", code.value),
                )
                .help("mend what the message names, and take this entry out"),
            ),
            None => {
                let known = Code::ALL.iter().filter(|code| code.can_be_accepted());
                let near = nearest(&code.value, known.map(|code| code.as_str()));
                Some(
                    Diagnostic::new(
                        Code::BadValue,
                        code.span,
                        format!("there is no warning called `{}`", code.value),
                    )
                    .suggest(near, "copy the word in brackets from the warning itself"),
                )
            }
        };
        if let Some(wrong) = wrong {
            d.push(wrong);
        }
        Some(Self { code: code.value, file, reason: reason?.value })
    }
}

impl PrintSettings {
    /// The words for paper, and whether each means A5.
    pub(super) const PAPERS: &'static [(&'static str, bool)] =
        &[("a4", false), ("A4", false), ("a5", true), ("A5", true)];

    fn read(d: &mut Diagnostics, fields: &mut Fields) -> Self {
        let mut print = Self { a5: false, base_size: 14, large_print_size: 18, greyscale: false };
        if let Some(mut map) = fields.map(d, "print") {
            print.a5 = map.choice(d, "paper", Self::PAPERS).unwrap_or(print.a5);
            print.base_size = map.whole(d, "base_size", 12..=32).unwrap_or(print.base_size);
            print.large_print_size =
                map.whole(d, "large_print_size", 16..=48).unwrap_or(print.large_print_size);
            print.greyscale = map.flag(d, "greyscale").unwrap_or(print.greyscale);
            map.finish(d);
        }
        print
    }
}

fn read_language(d: &mut Diagnostics, text: &Text) -> Option<String> {
    let tag = language::tag(&text.value);
    if tag.is_none() {
        d.push(
            Diagnostic::new(
                Code::BadValue,
                text.span,
                format!("`{}` is not the tag of a language", text.value),
            )
            .suggest(
                language::meant(&text.value).as_deref(),
                "write a tag such as `cy` or `en-GB`, by which a screen reader knows how to speak",
            ),
        );
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::PACK_FILE;
    use crate::source::Sources;

    fn read(text: &str) -> (Option<Settings>, Vec<Diagnostic>) {
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::default();
        let file = sources.add(PACK_FILE, text);
        let settings = yaml::parse(&mut diagnostics, &sources, file, 0..text.len())
            .and_then(|node| Fields::of(&mut diagnostics, &node, &PACK_KEYS))
            .map(|fields| Settings::read(&mut diagnostics, file, fields));
        (settings, diagnostics.into_sorted(&sources))
    }

    #[test]
    fn a_title_is_enough() {
        let (settings, found) = read("title: NO\n");
        assert_eq!(found, []);
        let settings = settings.expect("a title is enough");
        assert_eq!((settings.title.as_str(), settings.language.as_str()), ("NO", "en-GB"));
        let names: Vec<_> = settings.editions.iter().map(|edition| &*edition.name).collect();
        assert_eq!(names, ["participant", "tutor"]);
    }

    #[test]
    fn every_mistake_is_reported_in_one_run() {
        let (_, found) =
            read("tilte: A\nreviewed: 2026-02-30\nprint: {base_size: big}\ntheme: [x, y]\n");
        let codes: Vec<_> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::UnknownKey, Code::BadDate, Code::WrongType, Code::WrongType]);
        assert_eq!(found[0].help.as_deref(), Some("did you mean `title`?"));
    }

    #[test]
    fn a_language_is_a_tag_by_which_a_screen_reader_can_speak() {
        let language = |written: &str| {
            let (settings, found) = read(&format!("title: A\nlanguage: {written}\n"));
            let told = found.into_iter().map(|found| (found.message, found.help.unwrap()));
            (settings.unwrap().language, told.collect::<Vec<_>>())
        };
        assert_eq!(language("zh-Hant"), ("zh-Hant".to_owned(), vec![]));
        let told = |message: &str, help: &str| {
            ("en-GB".to_owned(), vec![(message.to_owned(), help.to_owned())])
        };
        let welsh = told("`Welsh` is not the tag of a language", "did you mean `cy`?");
        assert_eq!(language("Welsh"), welsh);
        let number =
            "write a tag such as `cy` or `en-GB`, by which a screen reader knows how to speak";
        assert_eq!(language("12"), told("`12` is not the tag of a language", number));
    }
}
