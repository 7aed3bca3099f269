//! What search looks through: every page's sections as plain text.

use rayon::prelude::*;

use super::search::{Page, Section};
use crate::body::{Block, BlockKind, push_plain_text};
use crate::check::CheckedEdition;
use crate::pack::Entry;
use crate::pack::kinds::{Details, Workshop};
use crate::theme::Strings;

/// Every module of the edition, and its glossary.
pub(super) fn pages<'a>(edition: &'a CheckedEdition<'_>, strings: &'a Strings) -> Vec<Page<'a>> {
    let mut pages: Vec<Page<'a>> = edition
        .entries()
        .par_iter()
        .map(|entry| Page {
            url: &entry.address,
            title: &entry.title.value,
            kind: strings.find(kind_key(entry)).unwrap_or_default(),
            sections: sections(entry),
        })
        .collect();
    let terms = edition.pack().glossary.iter().enumerate().map(|(at, term)| {
        let mut text = term.also.join(", ");
        push(&mut text, &edition.definition(at).blocks);
        let heading = Some(term.term.clone());
        Section { anchor: Some(term.id.clone()), heading, text: tidy(&text) }
    });
    let sections: Vec<Section> = terms.collect();
    if !sections.is_empty() {
        let title = strings.get("glossary_title");
        pages.push(Page { url: "glossary.html", title, kind: "", sections });
    }
    pages
}

fn kind_key(entry: &Entry) -> &'static str {
    use crate::pack::kinds::Kind;
    match entry.kind() {
        Kind::Model => "kind_model",
        Kind::Boundary => "kind_boundary",
        Kind::Workshop => "kind_workshop",
        Kind::Scenario => "kind_scenario",
        Kind::Handout => "kind_handout",
        Kind::Form => "kind_form",
        Kind::Guide => "kind_guide",
    }
}

fn sections(entry: &Entry) -> Vec<Section> {
    let mut found =
        Found { sections: Vec::new(), anchor: None, heading: None, text: String::new() };
    if let Some(summary) = &entry.summary {
        found.text.push_str(summary);
        found.text.push(' ');
    }
    found.add(&entry.tags.join(" "));
    match &entry.details {
        Details::Scenario(scenario) => {
            found.add(scenario.who.as_deref().unwrap_or_default());
            for (_, body) in entry.details.prose() {
                push(&mut found.text, &body.blocks);
            }
        }
        Details::Model(model) => {
            for stage in &model.stages {
                found.add(&stage.name);
                stage.ask.iter().for_each(|ask| found.add(ask));
            }
        }
        Details::Handout(handout) => {
            for poster in &handout.posters {
                found.add(&poster.heading);
                poster.below.iter().for_each(|line| found.add(line));
            }
        }
        Details::Form(module) => {
            for field in &module.form.fields {
                found.add(&field.label);
                field.options.iter().for_each(|option| found.add(&option.label));
            }
        }
        _ => {}
    }
    found.blocks(&entry.body.blocks);
    if let Details::Workshop(workshop) = &entry.details {
        for (at, step) in workshop.steps().enumerate() {
            found.next(Some(Workshop::step_id(at)), Some(step.title.clone()));
            found.add(step.setting.as_deref().unwrap_or_default());
            found.add(step.output.as_deref().unwrap_or_default());
            step.materials.iter().for_each(|material| found.add(&material.item));
            push(&mut found.text, &step.notes.blocks);
        }
    }
    found.next(None, None);
    found.sections
}

/// The section being gathered, and those before it.
struct Found {
    sections: Vec<Section>,
    anchor: Option<String>,
    heading: Option<String>,
    text: String,
}

impl Found {
    fn add(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push(' ');
    }

    fn next(&mut self, anchor: Option<String>, heading: Option<String>) {
        let text = std::mem::take(&mut self.text);
        let anchor = std::mem::replace(&mut self.anchor, anchor);
        let heading = std::mem::replace(&mut self.heading, heading);
        self.sections.push(Section { anchor, heading, text: tidy(&text) });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { id, content, .. } => {
                    let mut heading = String::new();
                    push_plain_text(content, &mut heading);
                    self.next(Some(id.clone()), Some(heading));
                }
                // Headings stand at the margin or inside directives.
                BlockKind::Tutor(inner)
                | BlockKind::Answer { blocks: inner, .. }
                | BlockKind::Activity { blocks: inner, .. } => {
                    if let BlockKind::Activity { title: Some(title), .. } = &block.kind {
                        self.add(title);
                    }
                    self.blocks(inner);
                }
                _ => push(&mut self.text, std::slice::from_ref(block)),
            }
        }
    }
}

/// The words of blocks, with a space after each.
fn push(text: &mut String, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content)
            | BlockKind::Plain(content)
            | BlockKind::Heading { content, .. } => push_plain_text(content, text),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    push_plain_text(cell, text);
                    text.push(' ');
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    push_plain_text(&definition.term, text);
                    text.push(' ');
                }
            }
            BlockKind::Dialogue(turns) => {
                for said in turns.iter().flat_map(|turn| &turn.said) {
                    text.push_str(&said.text);
                    text.push(' ');
                }
            }
            BlockKind::Code { text: code, .. } => text.push_str(code),
            _ => {}
        }
        text.push(' ');
        block.each_child(&mut |inner| push(text, inner));
    }
}

/// Runs of white space as single spaces.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
