//! What a module says, piece by piece in its order, as its sheet has to say it.

use mentorpack::body::{Block, BlockKind, Body, Inline};
use mentorpack::form::Form;
use mentorpack::pack::kinds::{Details, Workshop};
use mentorpack::pack::{Entry, Pack};

/// Pieces of text without spaces, which follow one another though not at once.
pub(super) struct Part {
    /// What it is of the module.
    pub(super) of: String,
    pub(super) pieces: Vec<String>,
}

/// Text without what a page's width changes.
pub(super) fn squeezed(text: &str) -> String {
    let shapeless = |letter: char| letter.is_whitespace() || "\u{ad}\u{200b}".contains(letter);
    text.chars().filter(|letter| !shapeless(*letter)).collect()
}

/// Every part of a module. `answers` says that the reader sees beside each question what is right
/// and why, and not at the end.
pub(super) fn parts(pack: &Pack, entry: &Entry, tutor: bool, answers: bool) -> Vec<Part> {
    let mut parts = Parts { answers, parts: Vec::new() };
    let title = std::iter::once(&entry.title.value).chain(&entry.summary);
    parts.texts("title and summary", title);
    parts.body("text", &entry.body);
    for source in &entry.sources {
        parts.body("source", source);
    }
    match &entry.details {
        Details::Model(model) => {
            let stages = model.stages.iter();
            let said = stages.flat_map(|stage| std::iter::once(&stage.name).chain(&stage.ask));
            parts.texts("stages", said);
        }
        Details::Workshop(workshop) => parts.workshop(workshop, tutor),
        Details::Scenario(scenario) => {
            parts.body("situation", &scenario.situation);
            parts.texts("who", &scenario.who);
            parts.texts("how many", &scenario.people.map(how_many));
            parts.bodies("prompts", &scenario.prompts);
            if let Some(ideas) = &scenario.ideas {
                parts.bodies("ideas", &ideas.items);
                parts.texts("where the ideas are from", &ideas.from);
            }
            parts.bodies("what to listen for", &scenario.listen_for);
        }
        Details::Handout(handout) => {
            let posters = handout.posters.iter();
            parts.texts(
                "posters",
                posters.flat_map(|it| std::iter::once(&it.heading).chain(&it.below)),
            );
        }
        Details::Form(module) => {
            parts.form(&module.form);
            if let Some(it) = module.notice(pack) {
                let said = [
                    it.controller,
                    it.contact,
                    it.purpose,
                    it.basis,
                    it.condition,
                    it.recipients,
                    it.keep_for,
                    it.rights,
                    it.complaints,
                ];
                parts.texts("privacy", said.iter().flatten());
            }
        }
        Details::Boundary | Details::Guide => {}
    }
    parts.parts
}

/// How many people a scenario is about, in the built-in theme's words.
fn how_many(people: u32) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}

/// What a card holds of a scenario: the case on its front, the questions on its back.
pub(super) fn card(entry: &Entry) -> Vec<Part> {
    let Details::Scenario(scenario) = &entry.details else { panic!("a scenario has cards") };
    let mut parts = Parts { answers: false, parts: Vec::new() };
    let who = std::iter::once(&entry.title.value).chain(&scenario.who);
    parts.texts("title and who", who.chain(&scenario.people.map(how_many)));
    parts.body("situation", &scenario.situation);
    parts.bodies("prompts", &scenario.prompts);
    parts.parts
}

/// A text that is of no module.
pub(super) fn text(of: &str, body: &Body, answers: bool) -> Vec<Part> {
    let mut parts = Parts { answers, parts: Vec::new() };
    parts.body(of, body);
    parts.parts
}

struct Parts {
    answers: bool,
    parts: Vec<Part>,
}

impl Parts {
    fn add(&mut self, of: &str, pieces: Vec<String>) {
        let pieces = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        self.parts.push(Part { of: of.to_owned(), pieces });
    }

    fn texts<'a>(&mut self, of: &str, texts: impl IntoIterator<Item = &'a String>) {
        self.add(of, texts.into_iter().map(|text| squeezed(text)).collect());
    }

    fn body(&mut self, of: &str, body: &Body) {
        let mut pieces = Vec::new();
        self.blocks(of, &body.blocks, &mut pieces);
        self.add(of, pieces);
    }

    fn bodies(&mut self, of: &str, bodies: &[Body]) {
        let mut pieces = Vec::new();
        for body in bodies {
            self.blocks(of, &body.blocks, &mut pieces);
        }
        self.add(of, pieces);
    }

    fn workshop(&mut self, workshop: &Workshop, tutor: bool) {
        let mut pieces = Vec::new();
        for step in workshop.steps() {
            let said = [Some(&step.title), step.setting.as_ref(), step.output.as_ref()];
            pieces.extend(said.into_iter().flatten().map(|text| squeezed(text)));
            self.blocks("notes", &step.notes.blocks, &mut pieces);
        }
        self.add("steps", pieces);
        if tutor {
            let materials = workshop.steps().flat_map(|step| &step.materials);
            for material in materials {
                self.texts("material", [&material.item]);
            }
        }
    }

    fn form(&mut self, form: &Form) {
        for field in &form.fields {
            let mut said = vec![&field.label];
            said.extend(&field.hint);
            said.extend(field.options.iter().map(|option| &option.label));
            said.extend(&field.columns);
            said.extend(field.min_label.iter().chain(&field.max_label));
            self.texts("field", said);
        }
        self.texts("fields", form.fields.iter().map(|field| &field.label));
    }

    fn blocks(&mut self, of: &str, blocks: &[Block], pieces: &mut Vec<String>) {
        for block in blocks {
            self.block(of, &block.kind, pieces);
        }
    }

    fn block(&mut self, of: &str, block: &BlockKind, pieces: &mut Vec<String>) {
        match block {
            BlockKind::Paragraph(words)
            | BlockKind::Plain(words)
            | BlockKind::Heading { content: words, .. } => inlines(words, pieces),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| self.blocks(of, &item.blocks, pieces));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    inlines(&definition.term, pieces);
                    definition.meanings.iter().for_each(|it| self.blocks(of, it, pieces));
                }
            }
            BlockKind::Code { text, .. } => pieces.push(squeezed(text)),
            BlockKind::Dialogue(turns) => {
                for turn in turns.iter() {
                    pieces.push(squeezed(&turn.speaker));
                    pieces.extend(turn.said.iter().map(|said| squeezed(&said.text)));
                }
            }
            // A table without room becomes a list, which says the head again in each row.
            BlockKind::Table(table) => {
                let mut head = Vec::new();
                table.head.iter().for_each(|cell| inlines(cell, &mut head));
                self.add(&format!("table's head in the {of}"), head);
                table.rows.iter().flatten().for_each(|cell| inlines(cell, pieces));
            }
            // It stands at the foot of a page, and is read where it is referred to.
            BlockKind::Footnote { blocks, .. } => {
                let mut note = Vec::new();
                self.blocks(of, blocks, &mut note);
                self.add(&format!("footnote of the {of}"), note);
            }
            BlockKind::Activity { title, blocks, .. } => {
                pieces.extend(title.iter().map(|title| squeezed(title)));
                self.blocks(of, blocks, pieces);
            }
            BlockKind::Question(question) => {
                self.blocks(of, &question.prompt, pieces);
                question.options.iter().for_each(|it| self.blocks(of, &it.blocks, pieces));
                let why = &question.explanation;
                if self.answers {
                    self.blocks(of, why, pieces);
                } else {
                    // It stands at the end, where nobody reads it first.
                    let mut end = Vec::new();
                    self.blocks(of, why, &mut end);
                    self.add(&format!("explanation in the {of}"), end);
                }
            }
            BlockKind::Quote(blocks)
            | BlockKind::Alert(_, blocks)
            | BlockKind::Tutor(blocks)
            | BlockKind::Answer { blocks, .. } => self.blocks(of, blocks, pieces),
            BlockKind::Rule | BlockKind::Lines(_) | BlockKind::PageBreak => {}
        }
    }
}

/// Running text, apart where a footnote's number, a picture or an address stands between.
fn inlines(words: &[Inline], pieces: &mut Vec<String>) {
    let mut text = String::new();
    push(words, &mut text, pieces);
    pieces.push(text);
}

fn push(words: &[Inline], text: &mut String, pieces: &mut Vec<String>) {
    for word in words {
        match word {
            Inline::Text(words) | Inline::Code(words) => text.push_str(&squeezed(words)),
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) => {
                push(words, text, pieces);
            }
            Inline::Link { content, .. } => {
                push(content, text, pieces);
                pieces.push(std::mem::take(text));
            }
            Inline::Image { .. } | Inline::FootnoteReference { .. } => {
                pieces.push(std::mem::take(text));
            }
            Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}
