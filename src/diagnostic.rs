//! What an author is told: a stable code, a place, what is wrong and what to do.
//!
//! Nothing here prints; `cli::report` does. The machine's own failures are not diagnostics.

mod near;

use crate::source::{Sources, Span};

pub use near::nearest;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be built as meant.
    Error,
    /// It can, but its owner would want to know.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// When a kind of mistake is looked for, and how much it matters then.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Always, and it stops the build.
    Error,
    /// Always, and it stops only a release.
    Warning,
    /// Only by the gate before a release, which it stops.
    Gate,
    /// Only by the gate before a release, which it does not stop.
    Advice,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal $standing:ident;)+) => {
        /// The stable name of a kind of mistake. Never renamed; a new mistake gets a new code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of this table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// As printed, for example `broken-link`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What it is, in a sentence or two.
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+ }
            }

            fn standing(self) -> Standing {
                match self { $(Self::$name => Standing::$standing,)+ }
            }
        }
    };
}

impl Code {
    /// Whether it stops the build.
    pub fn severity(self) -> Severity {
        if self.standing() == Standing::Error { Severity::Error } else { Severity::Warning }
    }

    /// Whether it stops a release: everything does but advice.
    pub fn severity_before_release(self) -> Severity {
        if self.standing() == Standing::Advice { Severity::Warning } else { Severity::Error }
    }

    /// Whether only `check --ready` looks for it.
    pub fn is_of_the_gate(self) -> bool {
        matches!(self.standing(), Standing::Gate | Standing::Advice)
    }

    /// Whether the owner of a pack may accept it: warnings, and what only the gate finds.
    pub fn can_be_accepted(self) -> bool {
        self.severity() == Severity::Warning
    }

    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

codes! {
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8" Error;
    /// A file is larger than any page should be.
    TooLarge = "too-large" Error;
    /// YAML that cannot be read.
    YamlSyntax = "yaml-syntax" Error;
    /// YAML that unfolds without end, or nests too deep.
    YamlBomb = "yaml-bomb" Error;
    /// A page that does not begin with front matter, or never ends it.
    FrontMatter = "front-matter" Error;
    /// A key that nothing reads.
    UnknownKey = "unknown-key" Error;
    /// The same key twice in one map.
    DuplicateKey = "duplicate-key" Error;
    /// A list where text is expected, and the like.
    WrongType = "wrong-type" Error;
    /// A value of the right type that makes no sense here.
    BadValue = "bad-value" Error;
    /// A key that must be there.
    MissingKey = "missing-key" Error;
    /// A page, or the pack, without a title.
    MissingTitle = "missing-title" Error;
    /// Two pages of a section with one title.
    DuplicateTitle = "duplicate-title" Warning;
    /// A title between curly quotation marks, which would be printed.
    CurlyQuotes = "curly-quotes" Warning;
    /// Text that an author wrote and nobody would see: behind a `#`, or in a cell without a column.
    LostText = "lost-text" Warning;
    /// A date that is not YYYY-MM-DD.
    BadDate = "bad-date" Error;
    /// A pack without a single page.
    EmptyPack = "empty-pack" Error;
    /// A file name that cannot become an address.
    BadAddress = "bad-address" Error;
    /// Two files with one address.
    DuplicateAddress = "duplicate-address" Error;
    /// A symbolic link that leaves the pack, or leads to a folder.
    SymbolicLink = "symbolic-link" Error;
    /// A file that somebody may take for a page, and that is none.
    NotAModule = "not-a-module" Warning;
    /// A page that lies where nothing looks for one, or not where its kind is looked for.
    MisplacedFile = "misplaced-file" Warning;
    /// A copy that OneDrive, Dropbox or Windows made of another file.
    ConflictCopy = "conflict-copy" Warning;
    /// A file named like a translation, which this version passes over.
    Translation = "translation" Warning;
    /// HTML in a page.
    RawHtml = "raw-html" Error;
    /// Lists or quotes nested beyond reading.
    NestedTooDeep = "nested-too-deep" Error;
    /// A box or a mark that is not one of ours.
    UnknownDirective = "unknown-directive" Error;
    /// A box that never ends.
    UnclosedDirective = "unclosed-directive" Error;
    /// `:::` with nothing to close.
    StrayDirective = "stray-directive" Error;
    /// A box or a mark inside a list, a quote or a table.
    MisplacedDirective = "misplaced-directive" Error;
    /// The `{...}` of a box or a mark that cannot be read.
    DirectiveArgument = "directive-argument" Error;
    /// A question without options, or without a right one.
    QuestionOptions = "question-options" Error;
    /// A line of a dialogue that nobody speaks.
    DialogueSpeaker = "dialogue-speaker" Error;
    /// A footnote that is referred to and not written, or the reverse.
    Footnote = "footnote" Error;
    /// A heading level left out.
    SkippedHeading = "skipped-heading" Error;
    /// `# Heading` in a body, whose title is in the front matter.
    TitleInBody = "title-in-body" Warning;
    /// A table whose columns have no heads.
    TableWithoutHeader = "table-without-header" Error;
    /// A mark that is nearly right, and is printed as it stands.
    LiteralMark = "literal-mark" Warning;
    /// A link to nothing.
    BrokenLink = "broken-link" Error;
    /// A link to a heading that is not there.
    BrokenAnchor = "broken-anchor" Error;
    /// A link that differs from the file's name by capitals only.
    WrongCase = "wrong-case" Error;
    /// A picture that is not there.
    MissingImage = "missing-image" Error;
    /// A picture without a text alternative (WCAG 1.1.1).
    MissingAlt = "missing-alt" Error;
    /// A link that climbs out of the pack.
    LinkOutOfPack = "link-out-of-pack" Error;
    /// An address with a scheme that does not work offline or is not safe.
    LinkScheme = "link-scheme" Error;
    /// A picture fetched from the web.
    WebPicture = "web-picture" Error;
    /// Text for everyone that leads to tutor's material.
    LinkToTutor = "link-to-tutor" Error;
    /// An outcome that `outcomes.yaml` does not hold.
    UnknownOutcome = "unknown-outcome" Error;
    /// Two outcomes, terms, forms, fields, options or scenarios that are dealt with one name.
    DuplicateName = "duplicate-name" Error;
    /// Steps that do not fill the workshop's length.
    StepsSum = "steps-sum" Error;
    /// A step whose least, planned and most minutes contradict one another.
    StepLimits = "step-limits" Error;
    /// A variant's length that the plan cannot be fitted to.
    VariantUnfit = "variant-unfit" Warning;
    /// A form without a privacy notice.
    MissingPrivacy = "missing-privacy" Error;
    /// A theme that is not there, or extends itself.
    UnknownTheme = "unknown-theme" Error;
    /// A theme's settings or strings that cannot be used.
    ThemeFile = "theme-file" Error;
    /// A template that does not work.
    TemplateError = "template-error" Error;
    /// Colours of a theme that are too close to read (WCAG 1.4.3).
    LowContrast = "low-contrast" Warning;
    /// A font that a theme names for paper and nothing brings.
    MissingFont = "missing-font" Warning;
    /// No font for paper has this sign.
    UnprintableSign = "unprintable-sign" Warning;
    /// A picture that can be shown on screen and not on paper.
    UnprintablePicture = "unprintable-picture" Warning;
    /// An outcome that nothing serves.
    OutcomeGap = "outcome-gap" Warning;
    /// A sentence that is too long to read in one go.
    LongSentence = "long-sentence" Warning;
    /// A page that asks more of its readers than plain English does.
    HardToRead = "hard-to-read" Warning;
    /// No review date, on the page or in the pack.
    MissingReview = "missing-review" Warning;
    /// A review date that has passed.
    ReviewDue = "review-due" Warning;
    /// Changes whose newest version is not the pack's.
    ChangesVersion = "changes-version" Warning;
    /// An accepted warning whose file is not in the pack.
    UnusedAllow = "unused-allow" Warning;
    /// No date for the next review, on the page or in the pack.
    MissingReviewBy = "missing-review-by" Gate;
    /// A pack whose contact is still the example's, or that has none.
    PlaceholderContact = "placeholder-contact" Gate;
    /// A privacy notice that leaves out what people have to be told.
    IncompletePrivacy = "incomplete-privacy" Gate;
    /// A pack that does not say on what terms others may use it.
    MissingLicence = "missing-licence" Gate;
    /// A pack without a version.
    MissingVersion = "missing-version" Gate;
    /// Something that looks like a person's telephone number, address or postcode.
    PersonalData = "personal-data" Gate;
    /// A word that `deny` in pack.yaml keeps out.
    DeniedWord = "denied-word" Gate;
    /// A text that says of itself that it is not finished.
    Unfinished = "unfinished" Gate;
    /// A picture that makes the pack heavy to carry and slow to open.
    LargePicture = "large-picture" Gate;
    /// An abbreviation that nobody explains.
    UndefinedJargon = "undefined-jargon" Advice;
    /// An address on the web that does not answer.
    DeadLink = "dead-link" Gate;
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// Its code's, unless warnings were promoted.
    pub severity: Severity,
    /// Where it starts and ends.
    pub span: Span,
    /// What is wrong, a sentence in plain English.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Another place that matters, and why.
    pub related: Option<(Span, String)>,
}

impl Diagnostic {
    /// Something wrong at `span`.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let severity = code.severity();
        Self { code, severity, span, message: message.into(), help: None, related: None }
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With "did you mean", if anything comes near, before what to do.
    #[must_use]
    pub fn suggest(self, near: Option<&str>, otherwise: impl Into<String>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help(otherwise),
        }
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }
}

/// Everything found so far.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes one in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes in what another part of the work found.
    pub fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
    }

    /// Whether anything stops the build.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Leaves out what `allowed` accepts; errors always stay.
    pub fn allow(&mut self, allowed: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(|found| found.severity == Severity::Error || !allowed(found));
    }

    /// Judges everything as before a release: warnings count as errors, advice does not.
    pub fn promote_warnings(&mut self) {
        for found in &mut self.found {
            found.severity = found.severity.min(found.code.severity_before_release());
        }
    }

    /// By file name and line, so that the order of the work does not show.
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |found: &Diagnostic| (found.span.start, found.span.end, found.code);
            let path = sources.path(a.span.file).cmp(sources.path(b.span.file));
            path.then_with(|| (key(a), &a.message).cmp(&(key(b), &b.message)))
        });
        self.found.dedup();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
