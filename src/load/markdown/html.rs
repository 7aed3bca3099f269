//! HTML in a text: a masked directive, a comment, or a mistake with a remedy.

use std::ops::Range;

use super::Builder;
use crate::diagnostic::Code;

impl Builder<'_, '_> {
    pub(super) fn block_html(&mut self, html: &str, range: Range<usize>) {
        match self.masked(&range) {
            Some(index) => self.directive(index),
            // Lines of a block arrive one by one; the first says it all.
            None if !std::mem::replace(&mut self.html_reported, true) => {
                self.stray_end(html, &range);
                self.raw_html(html, range);
            }
            None => {}
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        match self.masked(&range) {
            Some(index) => self.misplaced(self.lines[index].range.clone()),
            None => self.raw_html(html, range),
        }
    }

    /// The directive line that was masked by the HTML at `range`, if one was.
    fn masked(&mut self, range: &Range<usize>) -> Option<usize> {
        let lines = self.lines;
        let behind = lines.iter().enumerate().skip(self.next_line);
        let (index, _) = behind
            .take_while(|(_, line)| line.range.start < range.end)
            .find(|(_, line)| line.range.start >= range.start)?;
        self.masks_came_back(index);
        self.next_line = index + 1;
        Some(index)
    }

    /// Every mask before the line `index` has been met; one that has not would be lost.
    pub(super) fn masks_came_back(&mut self, index: usize) {
        for lost in self.next_line..index {
            self.misplaced(self.lines[lost].range.clone());
        }
    }

    /// A closing tag by itself hides the lines up to the next empty one.
    fn stray_end(&mut self, html: &str, range: &Range<usize>) {
        let Some(inner) = html.trim_start().strip_prefix("</") else { return };
        let name = tag(inner);
        if self.tags.contains(&name) {
            return;
        }
        self.report(
            Code::RawHtml,
            range.end - html.trim_start().len().min(range.len())..range.end,
            format!("HTML does not work here: `</{name}>`"),
            "take it out: nobody would see the lines from here to the next empty one",
        );
    }

    /// What a comment takes with it: the rest of its last line, or of the page where it does not end.
    pub(super) fn comment(&mut self, block: Range<usize>) {
        let passage = self.passage;
        let text = passage.text.get(block.clone()).unwrap_or_default();
        let begins = text.len() - text.trim_start().len();
        let mut at = begins;
        while let Some(inner) = text[at..].strip_prefix("<!--") {
            let Some(length) = inner.find("-->") else {
                self.report(
                    Code::RawHtml,
                    block.start + at..block.start + at + "<!--".len(),
                    "this comment never ends, and hides the rest of the page".into(),
                    "write `-->` where it ends",
                );
                return;
            };
            at += "<!--".len() + length + "-->".len();
            at += text[at..].len() - text[at..].trim_start().len();
        }
        let lost = text[at..].trim_end();
        if at > begins && !lost.is_empty() {
            self.report(
                Code::RawHtml,
                block.start + at..block.start + at + lost.len(),
                "nobody would see this text, since it stands behind a comment".into(),
                "begin it on a line of its own",
            );
        }
    }

    fn raw_html(&mut self, html: &str, range: Range<usize>) {
        let html = html.trim_start();
        let Some(inner) = html.strip_prefix('<') else { return };
        let name = tag(inner);
        if inner.starts_with('/') || inner.starts_with("!--") {
            return;
        }
        self.tags.push(name.clone());
        let start = range.end - html.len().min(range.len());
        let sign = if name.is_empty() { inner.chars().take(1).collect() } else { name.clone() };
        self.report(
            Code::RawHtml,
            start..range.end,
            format!("HTML does not work here: `<{sign}>`"),
            remedy(&name),
        );
    }
}

/// The name of a tag, behind its `<`, in small letters.
fn tag(inner: &str) -> String {
    let name = inner.chars().take_while(char::is_ascii_alphanumeric);
    name.collect::<String>().to_ascii_lowercase()
}

fn remedy(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "write **bold** with two stars on each side",
        "i" | "em" | "u" | "cite" => "write *stressed* with one star on each side",
        "br" => "end the line with a backslash `\\`, or leave an empty line for a new paragraph",
        "p" | "div" | "span" | "section" | "article" | "center" | "font" => {
            "take it out; leave an empty line between paragraphs, the theme sees to the look"
        }
        "img" => "write ![what the picture shows](picture.png)",
        "a" => "write [the link's words](../section/page.md)",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write ## before the heading",
        "ul" | "ol" | "li" => "write a list: lines that start with `- ` or `1. `",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
            "write a table: | Column | Column |, a line |---|---| and a line for each row"
        }
        "hr" => "write --- on a line of its own",
        "blockquote" => "start the lines with `> `",
        "pre" | "code" => "put code between backticks, or between lines of three backticks",
        "details" | "summary" => "use :::question or :::answer",
        "sup" | "sub" => "use a footnote, [^1], or plain words",
        "input" | "form" | "select" | "textarea" | "button" => {
            "write a form: a page in content/forms/ with `fields:`"
        }
        "script" | "style" | "iframe" | "object" | "embed" | "video" | "audio" => {
            "take it out; the site has to work from a stick, without a network"
        }
        _ => "write \\< if you mean the sign itself",
    }
}
