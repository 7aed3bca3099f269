//! Running text as HTML: emphasis, links, pictures, footnote marks and the glossary's terms.

use std::fmt::Write as _;

use super::Writer;
use crate::body::Inline;
use crate::pack::Target;

impl Writer<'_, '_> {
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn around(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.html, "<{tag}>");
        self.inlines(content);
        let _ = write!(self.html, "</{tag}>");
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text_with_terms(text),
            Inline::Code(text) => {
                self.push("<code>");
                self.escaped(text);
                self.push("</code>");
            }
            Inline::Emphasis(content) => self.around("em", content),
            Inline::Strong(content) => self.around("strong", content),
            Inline::Struck(content) => self.around("s", content),
            Inline::Link { to, content, .. } => self.link(to, content),
            Inline::Image { source, alt, .. } => self.image(source, alt),
            Inline::FootnoteReference { label, .. } => self.footnote_mark(label),
            Inline::SoftBreak => self.push("\n"),
            Inline::HardBreak => self.push("<br>\n"),
        }
    }

    fn text_with_terms(&mut self, text: &str) {
        if self.no_terms > 0 {
            self.escaped(text);
            return;
        }
        let site = self.text.site;
        let mut plain = 0;
        let linked = std::mem::take(&mut self.text.linked);
        let mut still = linked;
        let mut found = Vec::new();
        site.terms.find(
            text,
            |term| !std::mem::replace(&mut still[term], true),
            |hit| found.push(hit),
        );
        self.text.linked = still;
        for hit in found {
            self.escaped(&text[plain..hit.start]);
            let term = &site.edition.pack().glossary[hit.term];
            let address = self.relative("glossary.html");
            let _ = write!(self.html, "<a class=\"term\" href=\"{address}#{}\">", term.id);
            self.escaped(&text[hit.start..hit.end]);
            self.push("</a>");
            plain = hit.end;
        }
        self.escaped(&text[plain..]);
    }

    fn link(&mut self, to: &str, content: &[Inline]) {
        let address = self.address(to);
        if let Some(address) = &address {
            self.push("<a href=\"");
            self.escaped(address);
            self.push("\">");
        }
        self.no_terms += 1;
        self.inlines(content);
        self.no_terms -= 1;
        if address.is_some() {
            self.push("</a>");
        }
    }

    /// `None` only for what `check` has refused.
    fn address(&self, to: &str) -> Option<String> {
        let pack = self.text.site.edition.pack();
        Some(match pack.resolve(self.text.folder, to).ok()? {
            Target::Here(id) => format!("#{id}"),
            Target::Entry(id, anchor) => self.place(&pack.entry(id).address, anchor),
            Target::Section(id, anchor) => self.place(&pack.section(id).address(), anchor),
            Target::Front(anchor) => self.place("index.html", anchor),
            Target::Asset(asset) => self.relative(&asset.address),
            Target::External(address) => address.to_owned(),
            Target::Unread => return None,
        })
    }

    /// A page and perhaps a heading on it, from this page.
    fn place(&self, page: &str, anchor: Option<&str>) -> String {
        let address = self.relative(page);
        anchor.map_or(address.clone(), |anchor| format!("{address}#{anchor}"))
    }

    fn image(&mut self, source: &str, alt: &str) {
        let Some(address) = self.address(source) else { return };
        self.push("<img src=\"");
        self.escaped(&address);
        self.push("\" alt=\"");
        self.escaped(alt);
        self.push("\">");
    }

    fn footnote_mark(&mut self, label: &str) {
        let known = self.footnote_numbers.get(label).copied();
        let number = known.unwrap_or(self.footnotes.len() + 1);
        let prefix = self.prefix.clone();
        let _ = write!(self.html, "<sup class=\"footnote\"><a href=\"#{prefix}fn_{number}\"");
        // The way back leads to the first reference.
        if known.is_none() {
            self.footnotes.push(label.to_owned());
            self.footnote_numbers.insert(label.to_owned(), number);
            let _ = write!(self.html, " id=\"{prefix}fnref_{number}\"");
        }
        let _ = write!(self.html, ">{number}</a></sup>");
    }
}
