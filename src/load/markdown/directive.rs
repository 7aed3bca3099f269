//! Opening and closing directives, and what their arguments say.

use std::ops::Range;

use super::Builder;
use super::frame::{Frame, Open};
use crate::body::{Block, BlockKind, Choice, Inline, Question};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::load::directives::{self, Call, Mark};

const BLOCKS: [&str; 4] = ["tutor", "answer", "activity", "question"];
const LEAVES: [&str; 2] = ["lines", "page-break"];
/// More writing lines than fit on a sheet.
const MOST_LINES: u32 = 60;

impl<'a> Builder<'a, '_> {
    pub(super) fn directive(&mut self, index: usize) {
        let lines = self.lines;
        let line = &lines[index];
        let range = line.range.clone();
        if !matches!(self.top().open, Open::Root | Open::Directive(_)) {
            self.misplaced(range);
            return;
        }
        match &line.mark {
            Mark::Close => self.close_directive(range),
            Mark::Open(call) if LEAVES.contains(&call.name) => {
                self.unknown(call);
                self.leaf(call, range);
            }
            Mark::Open(call) => {
                self.arguments_are_read(call);
                if !BLOCKS.contains(&call.name) {
                    self.unknown(call);
                }
                self.miscounted = 0;
                self.flush_plain(range.start);
                self.frames.push(Frame::new(Open::Directive(index), range));
            }
            Mark::Leaf(call) => self.leaf(call, range),
        }
    }

    pub(super) fn misplaced(&mut self, range: Range<usize>) {
        let written = &self.passage.text[range.clone()];
        let behind = written.trim_start_matches(':').trim();
        let named = behind.starts_with(|c: char| c.is_ascii_alphabetic());
        let inside = self
            .frames
            .iter()
            .any(|f| !matches!(f.open, Open::Root | Open::Directive(_) | Open::Paragraph));
        if behind.is_empty() && self.misplaced_open > 0 {
            // The line that closes what could not be opened is no second mistake.
            self.misplaced_open -= 1;
            return;
        }
        if named && written.starts_with(":::") {
            self.misplaced_open += 1;
        }
        if named || inside {
            self.report(
                Code::MisplacedDirective,
                range,
                "a box or a mark with colons cannot stand inside a list, a quotation, a table or a paragraph"
                    .into(),
                "start it at the margin, with an empty line before it",
            );
        } else {
            self.report(
                Code::UnknownDirective,
                range,
                "no name stands behind these colons".into(),
                "there are :::tutor, :::answer, :::activity, :::question, ::lines and ::page-break",
            );
        }
    }

    /// A directive behind `>` or far from the margin is only text to the parser, and would show
    /// everyone what was meant for tutors.
    pub(super) fn no_directive_hides(&mut self, words: &str, range: &Range<usize>) {
        if !words.starts_with(':') || matches!(self.top().open, Open::Code { .. }) {
            return;
        }
        // The parser may have taken the first colon for the mark of a definition.
        let before = self.passage.text.get(..range.start).unwrap_or_default();
        let colons = before.len() - before.trim_end_matches(':').len();
        let range = range.start - colons..range.end;
        let words = self.passage.text.get(range.clone()).unwrap_or_default();
        let begins_line = match self.top().inlines.last() {
            None | Some(Inline::SoftBreak | Inline::HardBreak) => true,
            Some(_) => false,
        };
        let named = words.trim_start_matches(':');
        let leaf = words.starts_with("::") && LEAVES.iter().any(|name| named.starts_with(name));
        if begins_line && (words.starts_with(":::") || leaf) {
            self.misplaced(range);
        }
    }

    /// What looks like an opening and is none would show everyone what was meant for tutors.
    pub(super) fn no_directive_is_disguised(&mut self) {
        let text = &self.passage.text;
        let found = directives::disguised(text);
        if found.is_empty() {
            return;
        }
        let code = super::code_ranges(text);
        for range in found {
            if code.iter().any(|code| code.contains(&range.start)) {
                continue;
            }
            self.miscounted += 1;
            self.report(
                Code::MisplacedDirective,
                range,
                "a sign that cannot be seen stands before these colons, or they are no plain colons"
                    .into(),
                "delete the line, the one that ends the block too, and type them again: such signs \
                 come along when text is copied from Word",
            );
        }
    }

    /// Far from the margin a block is code to the parser, and would show everyone what was meant
    /// for tutors.
    pub(super) fn no_directive_is_indented(&mut self, code: Range<usize>) {
        let passage = self.passage;
        let mut start = code.start;
        for line in passage.text.get(code).unwrap_or_default().split_inclusive('\n') {
            let written = line.trim_end();
            let mark = written.trim_start_matches([' ', '\t', '>']);
            let named = mark.trim_start_matches(':').trim_start();
            if mark.starts_with(":::") && named.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let end = start + written.len();
                self.report(
                    Code::MisplacedDirective,
                    end - mark.len()..end,
                    "a line so far from the margin is code, which everyone would see".into(),
                    "take out the spaces or tabs before it and before the line that ends the block; \
                     an example of how it is written stands between lines of three backticks",
                );
            }
            start += line.len();
        }
    }

    fn leaf(&mut self, call: &Call<'a>, range: Range<usize>) {
        self.arguments_are_read(call);
        match call.name {
            "lines" => {
                self.only(call, &["n"]);
                let n = self.number(call, "n", 1..=MOST_LINES).unwrap_or(3);
                self.push_block(BlockKind::Lines(n), range);
            }
            "page-break" => {
                self.only(call, &[]);
                self.push_block(BlockKind::PageBreak, range);
            }
            _ => self.unknown(call),
        }
    }

    fn close_directive(&mut self, range: Range<usize>) {
        if let Open::Directive(index) = self.top().open {
            self.flush_plain(range.start);
            if let Some(mut frame) = self.frames.pop() {
                frame.range.end = range.end;
                self.build_directive(frame, index);
            }
        } else if self.miscounted > 0 {
            // It closes what was opened with a colon too many or too few, which has been said.
            self.miscounted -= 1;
        } else {
            self.report(
                Code::StrayDirective,
                range,
                "this `:::` closes nothing".into(),
                "take it out, or write the line that opens the block, such as `:::tutor`",
            );
        }
    }

    /// The text has ended inside a directive.
    pub(super) fn unclosed(&mut self) {
        let end = self.passage.text.len();
        self.flush_plain(end);
        let Some(frame) = self.frames.pop() else { return };
        if let Open::Directive(index) = frame.open {
            let name = self.call(index).map_or("", |call| call.name);
            self.report(
                Code::UnclosedDirective,
                self.lines[index].range.clone(),
                format!("`:::{name}` is opened here and never closed"),
                "write `:::` on a line of its own where it ends",
            );
            self.build_directive(frame, index);
        }
    }

    fn call(&self, index: usize) -> Option<&'a Call<'a>> {
        match &self.lines[index].mark {
            Mark::Open(call) | Mark::Leaf(call) => Some(call),
            Mark::Close => None,
        }
    }

    fn build_directive(&mut self, frame: Frame, index: usize) {
        let Some(call) = self.call(index) else { return };
        let Frame { blocks, range, .. } = frame;
        let kind = match call.name {
            "answer" => {
                self.only(call, &["lines"]);
                BlockKind::Answer { lines: self.number(call, "lines", 0..=MOST_LINES), blocks }
            }
            "activity" => {
                self.only(call, &["minutes", "title"]);
                let minutes = self.number(call, "minutes", 1..=600);
                let title = call.arguments.iter().find(|argument| argument.key == "title");
                let title = title.map(|argument| argument.value.trim().to_owned());
                BlockKind::Activity { minutes, title: title.filter(|t| !t.is_empty()), blocks }
            }
            "question" => {
                self.only(call, &[]);
                BlockKind::Question(Box::new(
                    self.question(blocks, self.lines[index].range.clone()),
                ))
            }
            // What could not be understood is kept from everyone but tutors until it is mended.
            _ => {
                self.only(call, &[]);
                BlockKind::Tutor(blocks)
            }
        };
        self.push_block(kind, range);
    }

    fn question(&mut self, blocks: Vec<Block>, range: Range<usize>) -> Question {
        let mut question =
            Question { prompt: Vec::new(), options: Vec::new(), explanation: Vec::new() };
        for block in blocks {
            match block.kind {
                BlockKind::List { items, .. }
                    if items.iter().any(|item| item.checked.is_some()) =>
                {
                    question.options.extend(items.into_iter().map(|item| Choice {
                        right: item.checked == Some(true),
                        blocks: item.blocks,
                    }));
                }
                BlockKind::Quote(blocks) => question.explanation.extend(blocks),
                _ => question.prompt.push(block),
            }
        }
        let problem = if question.options.is_empty() {
            Some("this question has no options to tick")
        } else if question.options.len() < 2 {
            Some("this question has only one option")
        } else if question.options.iter().all(|choice| !choice.right) {
            Some("no option of this question is marked as right")
        } else {
            None
        };
        if let Some(problem) = problem {
            self.report(
                Code::QuestionOptions,
                range,
                problem.into(),
                "write the options as `- [ ] wrong` and `- [x] right`, one a line",
            );
        }
        question
    }

    fn unknown(&mut self, call: &Call<'_>) {
        let names = BLOCKS.into_iter().chain(LEAVES);
        let near = nearest(call.name, names);
        let span = self.passage.span(call.name_range.clone());
        let block = BLOCKS.contains(&call.name);
        let leaf = LEAVES.contains(&call.name);
        self.miscounted += usize::from(block || leaf);
        let diagnostic = Diagnostic::new(
            Code::UnknownDirective,
            span,
            if block {
                format!("`{}` is a block and takes three colons", call.name)
            } else if leaf {
                format!("`{}` stands alone and takes two colons", call.name)
            } else {
                format!("there is no box or mark called `{}`", call.name)
            },
        );
        self.diagnostics.push(if block {
            diagnostic.help(format!("write `:::{}` and close it with `:::`", call.name))
        } else if leaf {
            diagnostic.help(format!("write `::{}`, without a closing line", call.name))
        } else {
            diagnostic.suggest(
                near,
                "there are :::tutor, :::answer, :::activity, :::question, ::lines and ::page-break",
            )
        });
    }

    fn arguments_are_read(&mut self, call: &Call<'_>) {
        if let Some(rest) = &call.rest {
            self.report(
                Code::DirectiveArgument,
                rest.clone(),
                format!("what stands behind `{}` cannot be read", call.name),
                "write it as {key=value}, with quotes round a value of several words: \
                 {minutes=5 title=\"Two lists\"}",
            );
        }
        for (at, argument) in call.arguments.iter().enumerate() {
            if call.arguments[..at].iter().any(|before| before.key == argument.key) {
                self.report(
                    Code::DirectiveArgument,
                    argument.range.clone(),
                    format!("`{}` is here a second time", argument.key),
                    "keep one of the two",
                );
            }
        }
    }

    fn only(&mut self, call: &Call<'_>, known: &[&'static str]) {
        for argument in &call.arguments {
            if !known.contains(&argument.key) {
                let span = self.passage.span(argument.range.clone());
                let otherwise = if known.is_empty() {
                    format!("`{}` takes nothing in curly brackets", call.name)
                } else {
                    format!("`{}` takes: {}", call.name, known.join(", "))
                };
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DirectiveArgument,
                        span,
                        format!("`{}` has no `{}`", call.name, argument.key),
                    )
                    .suggest(nearest(argument.key, known.iter().copied()), otherwise),
                );
            }
        }
    }

    fn number(
        &mut self,
        call: &Call<'_>,
        key: &str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let argument = call.arguments.iter().find(|argument| argument.key == key)?;
        let number = argument.value.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.report(
                Code::DirectiveArgument,
                argument.range.clone(),
                format!("`{key}` cannot be `{}`", argument.value),
                &format!("write a whole number from {} to {}", range.start(), range.end()),
            );
        }
        number
    }
}
