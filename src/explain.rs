//! What each code means, in an author's words.
//!
//! The words are those of the author's guide: the pages `content/authors/messages-*.md`, which
//! the program carries inside itself. So there is one text, and what `explain` says is what the
//! guide says.

use crate::builtin;
use crate::diagnostic::Code;

/// A code's part of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whose it is.
    pub code: Code,
    /// The title of the page that it stands on.
    pub page: String,
    /// Its part of that page, without its heading: Markdown.
    pub text: String,
}

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFile {
    /// From the pack's root.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Explanation {
    /// The files of the example that makes the mistake: fenced code with a path behind the
    /// language. None where a mistake cannot be shown in text.
    pub fn example(&self) -> Vec<ExampleFile> {
        let mut files = Vec::new();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            let Some((fence, path)) = opening(line) else { continue };
            let inside = lines.by_ref().take_while(|line| line.trim_end() != fence);
            let text = inside.map(|line| format!("{line}\n")).collect();
            files.push(ExampleFile { path: path.to_owned(), text });
        }
        files
    }
}

/// The fence and the path of a line such as ```` ```markdown content/guides/page.md ````.
fn opening(line: &str) -> Option<(&str, &str)> {
    let ticks = line.len() - line.trim_start_matches('`').len();
    let (_, path) = line[ticks..].split_once(' ').filter(|_| ticks >= 3)?;
    Some((&line[..ticks], path.trim()))
}

/// What the guide says of a code; `None` if it says nothing, which a test rules out.
pub fn explanation(code: Code) -> Option<Explanation> {
    let heading = format!("## {}", code.as_str());
    builtin::messages().into_iter().find_map(|page| {
        let mut part = None;
        let mut fence: Option<&str> = None;
        for line in page.lines() {
            let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
            if ticks.len() >= 3 {
                fence = match fence {
                    None => Some(ticks),
                    Some(open) if open == ticks => None,
                    still => still,
                };
            }
            if fence.is_none() && line.starts_with("## ") {
                if part.is_some() {
                    break;
                }
                part = (line.trim_end() == heading).then(String::new);
            } else if let Some(text) = &mut part {
                text.push_str(line);
                text.push('\n');
            }
        }
        let title = page.lines().find_map(|line| line.strip_prefix("title: "));
        let page = title.unwrap_or_default().to_owned();
        part.map(|text| Explanation { code, page, text: text.trim().to_owned() })
    })
}
