//! What may be wrong with a line, as people get it wrong.

use super::Mistake;

/// A line of the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
}

/// Signs that mean something to YAML where a value begins.
const SIGNS: &str = "@`%&*!?|>#,]}";

impl<'a> Line<'a> {
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    pub(super) fn is_comment(&self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    /// What an author wrote behind `- `, if it is no key, else behind `key: `.
    pub(super) fn written(&self) -> Option<(usize, &'a str)> {
        let mut item = self.text.trim_start_matches(' ');
        let mut is_item = false;
        while let Some(behind) = item.strip_prefix("- ") {
            (item, is_item) = (behind.trim_start_matches(' '), true);
        }
        let signed = item.starts_with(|c: char| !c.is_alphanumeric() && !"{#|>".contains(c));
        if is_item && signed {
            return Some((self.text.len() - item.len(), item.trim_end()));
        }
        self.value()
    }

    /// The value behind `key: `, and where it starts in the line.
    pub(super) fn value(&self) -> Option<(usize, &'a str)> {
        let colon = self.text.find(": ")?;
        let behind = &self.text[colon + 1..];
        let value = behind.trim_start_matches(' ');
        (!value.is_empty()).then(|| (self.text.len() - value.len(), value.trim_end()))
    }

    pub(super) fn mistake(
        &self,
        at: usize,
        length: usize,
        message: String,
        help: String,
    ) -> Mistake {
        let start = self.start + at;
        Mistake { range: start..start + length, message, help }
    }

    pub(super) fn tab(&self) -> Option<Mistake> {
        let blank = self.text.len() - self.text.trim_start().len();
        let at = self.text[..blank].find('\t')?;
        Some(self.mistake(
            at,
            1,
            "there is a tab here".into(),
            "indent with spaces, two for each level; tabs do not work in front matter".into(),
        ))
    }

    pub(super) fn no_break_space(&self) -> Option<Mistake> {
        let at = self.text.find('\u{a0}')?;
        let before = &self.text[..at];
        // Inside a value it is only a space.
        let matters = before.ends_with(':') || before.trim().is_empty() || before.ends_with('-');
        matters.then(|| {
            self.mistake(
                at,
                '\u{a0}'.len_utf8(),
                "there is a space here that Word made unbreakable".into(),
                "delete it and type an ordinary space".into(),
            )
        })
    }

    /// A quotation mark or a bracket that is opened and closed neither on the line nor on those
    /// `behind` it that go on with its value.
    pub(super) fn left_open(&self, behind: &[Self]) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let first = value.chars().next()?;
        let goes_on = |line: &&Self| {
            let text = line.text.trim_start();
            let deeper = line.indent() > self.indent() || text.starts_with([']', '}']);
            deeper && !is_key(text)
        };
        let more = || behind.iter().take_while(goes_on).map(|line| line.text);
        match first {
            '"' | '\'' => {
                let closed =
                    end_of_quote(value).is_some() || more().any(|text| text.contains(first));
                (!closed).then(|| {
                    self.mistake(
                        at,
                        1,
                        "a quotation mark is opened here and never closed".into(),
                        "put the same mark at the end of the value".into(),
                    )
                })
            }
            '[' | '{' => {
                let close = if first == '[' { ']' } else { '}' };
                let count = |sign: char| {
                    let lines = std::iter::once(value).chain(more());
                    lines.map(|line| line.matches(sign).count()).sum::<usize>()
                };
                let open = count(first) > count(close);
                open.then(|| {
                    self.mistake(
                        at,
                        1,
                        format!("`{first}` is opened here and not closed"),
                        format!("write `{close}` at the end, or one item a line, each behind `- `"),
                    )
                })
            }
            _ => None,
        }
    }

    pub(super) fn curly_quotes(&self) -> Option<Mistake> {
        let (at, value) = self.written()?;
        let first = value.chars().next().filter(|c| "“”„‘’".contains(*c))?;
        Some(self.mistake(
            at,
            first.len_utf8(),
            "these quotation marks are curly, and only straight ones count here".into(),
            "type them again as \" on the keyboard; Word makes them curly".into(),
        ))
    }

    pub(super) fn text_behind_quotes(&self) -> Option<Mistake> {
        let (at, value) = self.written()?;
        let close = end_of_quote(value)?;
        let rest = value[close..].trim_start();
        (!rest.is_empty() && !rest.starts_with('#')).then(|| {
            self.mistake(
                at + close,
                value.len() - close,
                "there is more text behind the closing quotation mark".into(),
                "put the marks round the whole value, or use ' outside and \" inside".into(),
            )
        })
    }

    /// `[The list](https://example.org), 2026` begins like a list and is a text.
    pub(super) fn text_behind_brackets(&self) -> Option<Mistake> {
        let (at, value) = self.written()?;
        let close = value.strip_prefix('[')?.find(']')? + 2;
        let rest = &value[close..];
        let goes_on = rest.trim_start().starts_with(|c: char| !",:]}#".contains(c));
        goes_on.then(|| {
            self.mistake(
                at,
                value.len(),
                "a value that begins with `[` is a list, and this one goes on behind `]`".into(),
                format!("put it in quotes: \"{}\"", value.replace('"', "'")),
            )
        })
    }

    pub(super) fn sign(&self) -> Option<Mistake> {
        let (at, value) = self.written()?;
        let first = value.chars().next()?;
        let alone = value.len() == 1;
        let dash = value.starts_with("- ");
        let means = (SIGNS.contains(first) && !(alone && "|>".contains(first))) || dash;
        // `|-`, `>+` and the like open a text of several lines.
        let block = "|>".contains(first) && value[1..].chars().all(|c| "+-0123456789".contains(c));
        (means && !block).then(|| {
            self.mistake(
                at,
                value.len(),
                match first {
                    '`' => "a value cannot begin with a backtick".into(),
                    _ => format!("a value cannot begin with `{first}`"),
                },
                format!("put it in quotes: \"{}\"", value.replace('"', "'")),
            )
        })
    }

    pub(super) fn colon_in_value(&self) -> Option<Mistake> {
        let (at, value) = self.value()?;
        let plain = !value.starts_with(['"', '\'', '[', '{']);
        let colon = value.find(": ").or(value.ends_with(':').then(|| value.len() - 1))?;
        plain.then(|| {
            let key = self.text[..at].trim();
            self.mistake(
                at + colon,
                1,
                "there is a colon in the text, which looks like the end of a key".into(),
                format!("put the whole value in quotes: {key} \"{value}\""),
            )
        })
    }

    pub(super) fn dash_without_space(&self) -> Option<Mistake> {
        let text = self.text.trim_start();
        let item = text.strip_prefix('-')?;
        let glued = item.starts_with(|c: char| c.is_alphanumeric());
        glued.then(|| {
            self.mistake(
                self.indent(),
                1,
                "an item of a list needs a space behind its hyphen".into(),
                format!("write `- {item}`"),
            )
        })
    }

    /// What is wrong with this line as it stands under the one above.
    pub(super) fn under(&self, above: &Self) -> Option<Mistake> {
        let block = above.text.trim_end().ends_with([':', '|', '>']);
        if self.indent() > above.indent() && !block && above.value().is_some() {
            return Some(self.mistake(
                0,
                self.indent(),
                "this line is indented, and the key above it has its value already".into(),
                "take the spaces at its beginning out, so that the keys line up".into(),
            ));
        }
        None
    }

    pub(super) fn glued_colon(&self) -> Option<Mistake> {
        let text = self.text.trim();
        let (message, help) = glued_colon(text)?;
        Some(self.mistake(self.indent(), text.len(), message, help))
    }

    pub(super) fn no_key(&self) -> Option<Mistake> {
        let text = self.text.trim();
        if let Some(mistake) = self.glued_colon() {
            return Some(mistake);
        }
        (!text.contains(':') && !text.starts_with('-')).then(|| {
            self.mistake(
                self.indent(),
                text.len(),
                "this line has no `key:`".into(),
                "write `key: value`; to go on with the text above, indent the line".into(),
            )
        })
    }
}

/// Where a value in quotation marks ends, behind the mark that closes it. `''` within single ones and
/// `\"` within double ones are part of the text.
fn end_of_quote(value: &str) -> Option<usize> {
    let quote = value.chars().next().filter(|c| "\"'".contains(*c))?;
    let mut letters = value.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let pair = if quote == '\'' {
            letter == quote && letters.peek().is_some_and(|(_, next)| *next == quote)
        } else {
            letter == '\\'
        };
        if pair {
            letters.next();
        } else if letter == quote {
            return Some(at + 1);
        }
    }
    None
}

/// What is wrong with `title:Page`, and what to do.
pub(super) fn glued_colon(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once(':')?;
    let glued = !key.contains(' ') && value.starts_with(|c: char| c.is_alphanumeric());
    glued.then(|| {
        (
            format!("there is no space behind the colon of `{key}:`"),
            format!("write `{key}: {value}`"),
        )
    })
}

/// Whether a line begins with a key as ours are written: small letters before a colon.
pub(super) fn is_key(text: &str) -> bool {
    let Some((key, behind)) = text.split_once(':') else { return false };
    let letters = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    letters && !key.is_empty() && (behind.is_empty() || behind.starts_with([' ', '\t']))
}
