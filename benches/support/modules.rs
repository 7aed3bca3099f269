//! One made-up module: front matter of its kind, then sections of prose with everything that
//! authors put between.

use std::fmt::Write as _;

use super::dice::Dice;
use super::packs::{Library, capital};

/// Words of a module, front matter included.
const WORDS: usize = 550;

/// The text of the module of this number.
pub(crate) fn module(library: &Library, number: usize) -> String {
    let dice = Dice(number as u64 * 104_729 + 3);
    let mut author =
        Author { library, dice, text: String::with_capacity(6000), written: 0, notes: 0 };
    author.front_matter(number);
    author.body(number);
    author.text
}

struct Author<'a> {
    library: &'a Library,
    dice: Dice,
    text: String,
    /// Words so far.
    written: usize,
    /// Footnotes so far.
    notes: usize,
}

impl<'a> Author<'a> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn chance(&mut self, of_a_hundred: usize) -> bool {
        self.dice.below(100) < of_a_hundred
    }

    fn word(&mut self) -> &'a str {
        self.written += 1;
        self.library.words.pick(&mut self.dice)
    }

    /// Bare words, for places where YAML or Markdown would read signs.
    fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for place in 0..count {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(self.word());
        }
        capital(&text)
    }

    /// A link to a module that everyone may see, half of them to its first heading.
    fn link(&mut self) -> String {
        let plans = &self.library.plans;
        let mut target = &plans[self.dice.below(plans.len())];
        while target.tutors {
            target = &plans[self.dice.below(plans.len())];
        }
        let folder = target.folder.trim_start_matches("content/");
        let anchor = if self.chance(50) {
            format!("#{}", target.heading.to_lowercase().replace(' ', "-"))
        } else {
            String::new()
        };
        let words = self.words(2).to_lowercase();
        format!("[{words}](../{folder}/{}.md{anchor})", target.slug)
    }

    fn sentence(&mut self) {
        let length = 8 + self.dice.below(11);
        for place in 0..length {
            if place > 0 {
                self.push(" ");
            }
            let piece = match self.dice.below(250) {
                0 | 1 => self.link(),
                2..=4 => format!("*{}*", self.word()),
                5 | 6 => format!("**{} {}**", self.word(), self.word()),
                7 | 8 => format!("\"{}\"", self.word()),
                9 => format!("`{}`", self.word()),
                10..=12 => {
                    let term = self.dice.below(self.library.terms.len());
                    self.written += 1;
                    self.library.terms[term].clone()
                }
                13..=22 => format!("{},", self.word()),
                23 => format!("{}'s", self.word()),
                _ => self.word().to_owned(),
            };
            if place == 0 { self.push(&capital(&piece)) } else { self.push(&piece) }
        }
        let asks = self.chance(12);
        self.push(if asks { "?" } else { "." });
    }

    fn paragraph(&mut self, sentences: usize) {
        for place in 0..sentences {
            if place > 0 {
                self.push(" ");
            }
            self.sentence();
        }
        self.push("\n\n");
    }

    fn front_matter(&mut self, number: usize) {
        let plan = &self.library.plans[number];
        let _ = writeln!(self.text, "---\ntitle: {}", plan.title);
        let (summary, tag) = (self.words(12), self.words(1).to_lowercase());
        let _ = writeln!(self.text, "summary: {summary}.\ntags: [{tag}, branch scheme]");
        let outcome = 1 + self.dice.below(8);
        let _ = writeln!(self.text, "outcomes: [C{outcome}]");
        if plan.tutors {
            self.push("audience: tutor\n");
        }
        if self.chance(10) {
            self.push("review_by: 2027-05-01\n");
        }
        if self.chance(15) {
            let source = self.words(6);
            let _ =
                writeln!(self.text, "sources:\n  - \"{source}, [2024](https://example.org/a).\"");
        }
        match plan.folder {
            "content/models" => self.model(),
            "content/workshops" => self.workshop(),
            "scenarios" => self.scenario(number),
            "content/forms" => self.form(),
            "content/handouts" => self.push("copies: person\n"),
            _ => {}
        }
        self.push("---\n\n");
    }

    fn model(&mut self) {
        let loops = self.chance(50);
        self.push(if loops { "shape: loop\nstages:\n" } else { "stages:\n" });
        for _ in 0..4 {
            let name = self.words(1);
            let _ = writeln!(self.text, "  - name: {name}\n    ask:");
            for _ in 0..3 {
                let question = self.words(7);
                let _ = writeln!(self.text, "      - {question}?");
            }
        }
    }

    fn workshop(&mut self) {
        self.push("length: 45\npeople: 25\ngroups: 5\ntutors: 1\nstart: \"11:00\"\nsteps:\n");
        for minutes in [5, 5, 10, 10, 10, 5] {
            let (title, setting, output) = (self.words(4), self.words(3), self.words(4));
            let _ = write!(
                self.text,
                "  - title: {title}\n    minutes: {minutes}\n    at_least: {}\n    \
                 at_most: {}\n    priority: should\n    \
                 setting: {setting}\n    materials:\n      \
                 - {{item: sticky notes, count: 4, per: person, in: 100}}\n      \
                 - {{item: pens, count: 1, per: group}}\n    output: {output}\n    \
                 outcomes: [C2]\n    notes: |\n",
                minutes - 2,
                minutes + 5
            );
            for _ in 0..2 {
                self.push("      ");
                self.paragraph(2);
            }
        }
        self.push("variants:\n  - {length: 60, name: the longer hour}\n");
    }

    fn scenario(&mut self, number: usize) {
        let (number, who) = (number % 999 + 1, self.words(2).to_lowercase());
        let _ = writeln!(self.text, "number: {number}\npeople: 10\nwho: {who}\nsituation: |");
        self.push("  ");
        self.paragraph(3);
        self.push("prompts:\n");
        for _ in 0..4 {
            let prompt = self.words(6);
            let _ = writeln!(self.text, "  - {prompt}?");
        }
        let from = self.words(4);
        let _ = writeln!(self.text, "ideas:\n  from: {from}\n  items:");
        for _ in 0..3 {
            let item = self.words(10);
            let _ = writeln!(self.text, "    - {item}.");
        }
        let listen = self.words(12);
        let _ = writeln!(self.text, "listen_for:\n  - {listen}.");
    }

    fn form(&mut self) {
        self.push(
            "copies: person\nfields:\n  \
             - {name: full_name, label: Your name, type: text, required: true, autocomplete: name}\n  \
             - {name: phone, label: Mobile number, type: tel, autocomplete: tel}\n  \
             - {name: email, label: E-mail, type: email, autocomplete: email}\n",
        );
        for place in 0..3 {
            let (label, hint) = (self.words(4), self.words(6));
            let _ = writeln!(
                self.text,
                "  - name: question_{place}\n    label: {label}\n    hint: {hint}\n    \
                 type: choices\n    options:"
            );
            for option in 0..3 {
                let label = self.words(4);
                let _ = writeln!(self.text, "      - {{value: option_{option}, label: {label}}}");
            }
        }
        self.push("one_of: [[phone, email]]\nreturn: {to: contact, by: 14 days}\n");
    }

    fn body(&mut self, number: usize) {
        self.paragraph(3);
        let heading = &self.library.plans[number].heading;
        let _ = writeln!(self.text, "## {heading}\n");
        self.paragraph(3);
        while self.written < WORDS {
            if self.chance(45) {
                let words = 2 + self.dice.below(3);
                let heading = self.words(words);
                let level = if self.chance(25) { "###" } else { "##" };
                let _ = writeln!(self.text, "{level} {heading}\n");
            }
            let sentences = 2 + self.dice.below(3);
            self.paragraph(sentences);
            self.feature();
        }
        for note in 1..=self.notes {
            let words = self.words(8);
            let _ = writeln!(self.text, "[^{note}]: {words}.\n");
        }
    }

    /// What stands between paragraphs.
    fn feature(&mut self) {
        match self.dice.below(40) {
            0..=7 => self.list("- "),
            8..=10 => self.list("1. "),
            11..=13 => self.table(),
            14..=16 => self.block(":::tutor\n"),
            17 | 18 => self.block(":::answer{lines=3}\n"),
            19..=21 => {
                let title = self.words(3);
                self.block(&format!(":::activity{{minutes=5 title=\"{title}\"}}\n"));
            }
            22 | 23 => {
                let (first, second) = (self.words(9), self.words(9));
                let _ = writeln!(self.text, "> [!IMPORTANT]\n> {first}.\n> {second}.\n");
            }
            24 => {
                let quote = self.words(14);
                let _ = writeln!(self.text, "> {quote}.\n");
            }
            25 | 26 => {
                self.notes += 1;
                let words = self.words(9);
                let _ = writeln!(self.text, "{words}.[^{}]\n", self.notes);
            }
            27 => self.dialogue(),
            28 => self.list("- [ ] "),
            29 => {
                let (term, meaning) = (self.words(1), self.words(10));
                let _ = writeln!(self.text, "{term}\n: {meaning}.\n");
            }
            30 => {
                let (asked, right, wrong) = (self.words(8), self.words(4), self.words(4));
                let _ = writeln!(
                    self.text,
                    ":::question\n{asked}?\n\n- [x] {right}\n- [ ] {wrong}\n:::\n"
                );
            }
            31 => self.push("::lines{n=4}\n\n"),
            32 if self.chance(30) => {
                let (key, value) = (self.word(), self.words(4));
                let _ = writeln!(self.text, "```yaml\n{key}: {value}\nlength: 45\n```\n");
            }
            _ => {}
        }
    }

    fn list(&mut self, mark: &str) {
        for _ in 0..3 + self.dice.below(3) {
            self.push(mark);
            self.sentence();
            self.push("\n");
        }
        self.push("\n");
    }

    fn block(&mut self, opening: &str) {
        self.push(opening);
        self.paragraph(2);
        self.push(":::\n\n");
    }

    fn table(&mut self) {
        let heads = [self.words(1), self.words(2), self.words(1)];
        let _ = writeln!(self.text, "| {} |\n|---|---|---|", heads.join(" | "));
        for _ in 0..3 + self.dice.below(3) {
            let cells = [self.words(2), self.words(6), self.words(4)];
            let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        }
        self.push("\n");
    }

    fn dialogue(&mut self) {
        self.push("```dialogue\n");
        for _ in 0..3 {
            let (asked, question, said) =
                (self.words(6), self.words(5).to_lowercase(), self.words(9));
            let _ = writeln!(
                self.text,
                "Mentor: {asked}. What {question}? Did you ask?\nMentee: {said}."
            );
        }
        self.push("```\n\n");
    }
}
