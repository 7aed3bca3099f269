//! A body as HTML.

mod inline;
mod tables;

use std::collections::HashMap;
use std::fmt::Write as _;

use super::code;
use super::escape::push_escaped;
use super::site::Site;
use crate::address;
use crate::body::{Block, BlockKind, Body, Inline, SaidKind, plain_text};
use crate::render::facts::Facts;
use crate::render::kinds::Prose;

/// What is remembered while the texts of one page are written.
pub(super) struct PageText<'a> {
    pub(super) site: &'a Site<'a>,
    /// The page's address, from which links lead.
    pub(super) page: &'a str,
    /// The folder from which the author's addresses are meant.
    pub(super) folder: &'a str,
    /// Terms that have been linked, by their place in the glossary.
    linked: Vec<bool>,
    /// Whether a dialogue has explained how its questions are marked.
    explained: bool,
    /// Texts written so far: every one after the first marks its ids with its number.
    texts: usize,
}

impl<'a> PageText<'a> {
    pub(super) fn new(site: &'a Site<'a>, page: &'a str, folder: &'a str) -> Self {
        let linked = vec![false; site.edition.pack().glossary.len()];
        Self { site, page, folder, linked, explained: false, texts: 0 }
    }

    /// Leaves the glossary's terms as they are, as on the glossary's own page.
    pub(super) fn without_terms(mut self) -> Self {
        self.linked.fill(true);
        self
    }

    /// The page's main text, whose headings keep their ids.
    pub(super) fn main(&mut self, body: &Body) -> String {
        Writer::new(self, String::new()).body(body)
    }

    fn next_part(&mut self) -> Writer<'_, 'a> {
        self.texts += 1;
        let prefix = format!("part_{}_", self.texts);
        Writer::new(self, prefix)
    }
}

impl Prose for PageText<'_> {
    type Written = String;

    fn facts(&self) -> Facts<'_> {
        self.site.facts()
    }

    fn part(&mut self, body: &Body) -> String {
        let mut writer = self.next_part();
        if let [Block { kind: BlockKind::Paragraph(content) | BlockKind::Plain(content), .. }] =
            &body.blocks[..]
        {
            writer.inlines(content);
            return writer.html;
        }
        writer.body(body)
    }

    fn whole_part(&mut self, body: &Body) -> String {
        self.next_part().body(body)
    }
}

struct Writer<'w, 'a> {
    text: &'w mut PageText<'a>,
    html: String,
    /// Before ids, so that two texts of a page never share one.
    prefix: String,
    /// Footnotes in the order of their first reference.
    footnotes: Vec<String>,
    /// Their numbers.
    footnote_numbers: HashMap<String, usize>,
    /// Inside a link or a heading, where terms are not linked.
    no_terms: usize,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(text: &'w mut PageText<'a>, prefix: String) -> Self {
        Self {
            text,
            html: String::new(),
            prefix,
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
            no_terms: 0,
        }
    }

    fn words(&self, key: &'a str) -> &'a str {
        self.text.site.theme.strings.get(key)
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn escaped(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    fn element(&mut self, tag: &str, class: &str, text: &str) {
        let _ = write!(self.html, "<{tag} class=\"{class}\">");
        self.escaped(text);
        let _ = writeln!(self.html, "</{tag}>");
    }

    fn body(mut self, body: &Body) -> String {
        self.html.reserve(4096);
        self.blocks(&body.blocks);
        self.write_footnotes(body);
        self.html
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn wrapped(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.html, "<{tag}>");
        self.inlines(content);
        let _ = writeln!(self.html, "</{tag}>");
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.wrapped("p", content),
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading { level, id, content } => self.heading(*level, id, content),
            BlockKind::List { start, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                match start {
                    Some(start) if *start != 1 => {
                        let _ = writeln!(self.html, "<ol start=\"{start}\">");
                    }
                    _ if items.iter().any(|item| item.checked.is_some()) => {
                        let _ = writeln!(self.html, "<{tag} class=\"tasks\">");
                    }
                    _ => {
                        let _ = writeln!(self.html, "<{tag}>");
                    }
                }
                for item in items {
                    self.push("<li>");
                    if let Some(done) = item.checked {
                        self.box_to_tick(done);
                    }
                    self.blocks(&item.blocks);
                    self.push("</li>\n");
                }
                let _ = writeln!(self.html, "</{tag}>");
            }
            BlockKind::Definitions(definitions) => {
                self.push("<dl>\n");
                for definition in definitions {
                    self.wrapped("dt", &definition.term);
                    for meaning in &definition.meanings {
                        self.push("<dd>");
                        self.blocks(meaning);
                        self.push("</dd>\n");
                    }
                }
                self.push("</dl>\n");
            }
            BlockKind::Code { language, text } => {
                self.push("<figure class=\"code\"><pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.push(" class=\"language-");
                    self.escaped(language);
                    self.push("\"");
                }
                self.push(">");
                code::write(&mut self.html, language, text);
                self.push("</code></pre></figure>\n");
            }
            BlockKind::Dialogue(turns) => self.dialogue(turns),
            BlockKind::Quote(blocks) => {
                self.push("<blockquote>\n");
                self.blocks(blocks);
                self.push("</blockquote>\n");
            }
            BlockKind::Alert(kind, blocks) => {
                let kind = kind.as_str();
                let _ = write!(self.html, "<div class=\"alert alert-{kind}\">");
                let label = self.text.site.theme.strings.find(&format!("alert_{kind}"));
                self.element("p", "alert-label", label.unwrap_or(kind));
                self.blocks(blocks);
                self.push("</div>\n");
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.push("<hr>\n"),
            // Written at the end of the text.
            BlockKind::Footnote { .. } => {}
            BlockKind::Tutor(blocks) => {
                self.push("<aside class=\"tutor-note\">");
                self.element("p", "tutor-note-label", self.words("tutor_note"));
                self.blocks(blocks);
                self.push("</aside>\n");
            }
            BlockKind::Answer { blocks, .. } => {
                self.push("<div class=\"answer\">");
                self.element("p", "tutor-note-label", self.words("answer"));
                self.blocks(blocks);
                self.push("</div>\n");
            }
            BlockKind::Activity { minutes, title, blocks } => {
                self.push("<section class=\"activity\">");
                let mut label = self.words("activity").to_owned();
                if let Some(minutes) = minutes {
                    label.push_str(" · ");
                    label.push_str(&self.text.site.theme.strings.count("minutes", *minutes));
                }
                self.element("p", "activity-label", &label);
                if let Some(title) = title {
                    self.element("p", "activity-title", title);
                }
                self.blocks(blocks);
                self.push("</section>\n");
            }
            BlockKind::Question(question) => self.question(question),
            BlockKind::Lines(lines) => {
                self.push("<div class=\"writing-lines\" aria-hidden=\"true\">");
                for _ in 0..*lines {
                    self.push("<span class=\"writing-line\"></span>");
                }
                self.push("</div>\n");
            }
            BlockKind::PageBreak => self.push("<hr class=\"page-break\" aria-hidden=\"true\">\n"),
        }
    }

    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        let prefix = std::mem::take(&mut self.prefix);
        let _ = write!(self.html, "<h{level} id=\"{prefix}");
        self.escaped(id);
        self.push("\">");
        self.no_terms += 1;
        self.inlines(content);
        self.no_terms -= 1;
        let label = self.words("heading_link").replace("{heading}", &plain_text(content));
        let _ = write!(self.html, " <a class=\"heading-link\" href=\"#{prefix}");
        self.escaped(id);
        self.push("\" aria-label=\"");
        self.escaped(&label);
        let _ = writeln!(self.html, "\">#</a></h{level}>");
        self.prefix = prefix;
    }

    fn box_to_tick(&mut self, done: bool) {
        let (class, key) =
            if done { ("task-box done", "task_done") } else { ("task-box", "task_open") };
        let _ = write!(self.html, "<span class=\"{class}\" role=\"img\" aria-label=\"");
        self.escaped(self.words(key));
        self.push("\"></span> ");
    }

    fn dialogue(&mut self, turns: &[crate::body::Turn]) {
        self.push("<div class=\"dialogue\" role=\"group\" aria-label=\"");
        self.escaped(self.words("dialogue"));
        self.push("\">\n");
        let first = turns.first().map(|turn| turn.speaker.as_str());
        for turn in turns {
            let class = match turn.speaker.to_lowercase().as_str() {
                "mentor" => "turn-mentor",
                "mentee" => "turn-mentee",
                _ if Some(&*turn.speaker) == first => "turn-mentor",
                _ => "turn-mentee",
            };
            let _ = write!(self.html, "<p class=\"turn {class}\"><span class=\"speaker\">");
            self.escaped(&turn.speaker);
            self.push("</span> <span class=\"said\">");
            for said in &turn.said {
                let text = said.text.trim_end();
                match said.kind {
                    SaidKind::Plain => self.escaped(text),
                    SaidKind::Open | SaidKind::Closed => {
                        let open = said.kind == SaidKind::Open;
                        let class = if open { "open-question" } else { "closed-question" };
                        let _ = write!(self.html, "<span class=\"{class}\">");
                        self.escaped(text);
                        self.push("</span>");
                    }
                }
                if text.len() < said.text.len() {
                    self.push(" ");
                }
            }
            self.push("</span></p>\n");
        }
        if !std::mem::replace(&mut self.text.explained, true) {
            self.legend();
        }
        self.push("</div>\n");
    }

    fn legend(&mut self) {
        self.push("<p class=\"dialogue-legend\">");
        self.escaped(self.words("dialogue_legend"));
        self.push(" <span class=\"open-question\">");
        self.escaped(self.words("dialogue_open"));
        self.push("</span>, <span class=\"closed-question\">");
        self.escaped(self.words("dialogue_closed"));
        self.push("</span></p>\n");
    }

    fn question(&mut self, question: &crate::body::Question) {
        self.push("<div class=\"question\">");
        self.element("p", "question-label", self.words("question"));
        self.blocks(&question.prompt);
        self.push("<ul class=\"question-options\">\n");
        for choice in &question.options {
            self.push("<li>");
            self.blocks(&choice.blocks);
            self.push("</li>\n");
        }
        self.push("</ul>\n<details class=\"question-answer\"><summary>");
        self.escaped(self.words("question_show"));
        self.push("</summary>\n<ul>\n");
        for choice in &question.options {
            let (class, key) = if choice.right {
                ("question-right", "question_right")
            } else {
                ("question-wrong", "question_wrong")
            };
            let _ = write!(self.html, "<li class=\"{class}\"><strong>");
            self.escaped(self.words(key));
            self.push(":</strong> ");
            self.blocks(&choice.blocks);
            self.push("</li>\n");
        }
        self.push("</ul>\n");
        self.blocks(&question.explanation);
        self.push("</details></div>\n");
    }

    fn write_footnotes(&mut self, body: &Body) {
        if self.footnotes.is_empty() {
            return;
        }
        let mut texts = HashMap::new();
        body.each_block(crate::project::Audience::Everyone, &mut |block, _| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                texts.entry(label.as_str()).or_insert(blocks.as_slice());
            }
        });
        self.push("<section class=\"footnotes\" aria-label=\"");
        self.escaped(self.words("footnotes"));
        self.push("\">\n<ol>\n");
        let mut at = 0;
        // A footnote may refer to another, which then joins the list.
        while let Some(label) = self.footnotes.get(at).cloned() {
            at += 1;
            let prefix = self.prefix.clone();
            let _ = write!(self.html, "<li id=\"{prefix}fn_{at}\">");
            self.blocks(texts.get(label.as_str()).copied().unwrap_or_default());
            let back = self.words("footnote_back");
            let _ = write!(self.html, "<a class=\"footnote-back\" href=\"#{prefix}fnref_{at}\">");
            self.escaped(back);
            self.push("</a></li>\n");
        }
        self.push("</ol>\n</section>\n");
    }

    /// Where a resolved address leads from this page.
    fn relative(&self, to: &str) -> String {
        address::relative(self.text.page, to)
    }
}
