//! A worked conversation as turns: who speaks, and which sentences are open or closed questions.

use std::sync::LazyLock;

use syntect::parsing::{
    ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxDefinition, SyntaxSet, SyntaxSetBuilder,
};

use crate::body::{Said, SaidKind, Turn};
use crate::builtin::DIALOGUE_SYNTAX;

/// Compiled when the first dialogue comes, and kept: a preview reads the pack again and again.
static SYNTAX: LazyLock<Syntax> = LazyLock::new(Syntax::compiled);

struct Syntax {
    set: SyntaxSet,
    speaker: Scope,
    separator: Scope,
    open: Scope,
    closed: Scope,
}

impl Syntax {
    fn compiled() -> Self {
        let definition = SyntaxDefinition::load_from_str(DIALOGUE_SYNTAX, true, None)
            .expect("the embedded syntax is valid");
        let mut builder = SyntaxSetBuilder::new();
        builder.add(definition);
        let scope = |name| Scope::new(name).expect("a scope's name");
        Self {
            set: builder.build(),
            speaker: scope("entity.name.speaker"),
            separator: scope("punctuation.separator"),
            open: scope("string.question.open"),
            closed: scope("string.question.closed"),
        }
    }
}

/// Reads a dialogue, one turn a line; a line without a speaker goes on with the turn before.
///
/// # Errors
/// The length in bytes of a first line that nobody speaks.
pub(super) fn read(text: &str) -> Result<Vec<Turn>, usize> {
    let syntax = &*SYNTAX;
    let mut turns: Vec<Turn> = Vec::new();
    let mut state = ParseState::new(&syntax.set.syntaxes()[0]);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line_end = format!("{line}\n");
        let operations = state.parse_line(&line_end, &syntax.set).unwrap_or_default();
        let before = turns.len();
        for (words, kind) in regions(syntax, &line_end, &operations) {
            match kind {
                Region::Speaker => {
                    turns.push(Turn { speaker: words.trim().to_owned(), said: Vec::new() });
                }
                Region::Separator => {}
                Region::Said(kind) => match turns.last_mut() {
                    Some(turn) => say(turn, kind, words),
                    None if words.trim().is_empty() => {}
                    None => return Err(line.len()),
                },
            }
        }
        if turns.len() == before && turns.is_empty() {
            return Err(line.len());
        }
    }
    for turn in &mut turns {
        if let Some(last) = turn.said.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        turn.said.retain(|said| !said.text.is_empty());
    }
    Ok(turns)
}

enum Region {
    Speaker,
    Separator,
    Said(SaidKind),
}

/// Cuts a line where its scopes change.
fn regions<'a>(
    syntax: &Syntax,
    line: &'a str,
    operations: &[(usize, ScopeStackOp)],
) -> Vec<(&'a str, Region)> {
    let mut stack = ScopeStack::new();
    let mut regions = Vec::new();
    let mut at = 0;
    let ends = operations.iter().map(|(at, _)| *at).skip(1).chain([line.len()]);
    let mut push = |from: usize, to: usize, stack: &ScopeStack| {
        let Some(words) = line.get(from..to).filter(|words| !words.is_empty()) else { return };
        let within = |scope: Scope| stack.as_slice().contains(&scope);
        let region = if within(syntax.speaker) {
            Region::Speaker
        } else if within(syntax.separator) {
            Region::Separator
        } else if within(syntax.open) {
            Region::Said(SaidKind::Open)
        } else if within(syntax.closed) {
            Region::Said(SaidKind::Closed)
        } else {
            Region::Said(SaidKind::Plain)
        };
        regions.push((words, region));
    };
    if let Some((first, _)) = operations.first() {
        push(0, *first, &stack);
        at = *first;
    }
    for ((_, operation), end) in operations.iter().zip(ends) {
        // A stack that does not fit is a mistake of the embedded syntax, and only costs colour.
        let _ = stack.apply(operation);
        push(at, end, &stack);
        at = end;
    }
    if operations.is_empty() {
        push(0, line.len(), &stack);
    }
    regions
}

fn say(turn: &mut Turn, kind: SaidKind, words: &str) {
    let words = words.replace('\n', " ");
    if turn.said.is_empty() && words.trim().is_empty() {
        return;
    }
    match turn.said.last_mut() {
        Some(last) if last.kind == kind || words.trim().is_empty() => last.text.push_str(&words),
        _ => turn.said.push(Said { kind, text: words }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(turn: &Turn) -> Vec<(SaidKind, &str)> {
        turn.said.iter().map(|said| (said.kind, said.text.trim())).collect()
    }

    #[test]
    fn open_and_closed_questions_are_told_apart() {
        let turns =
            read("Mentor: Thanks. What happened next? Did you write it down?\nMentee: No.\n")
                .expect("a dialogue");
        assert_eq!(turns.len(), 2);
        assert_eq!(turns[0].speaker, "Mentor");
        assert_eq!(
            kinds(&turns[0]),
            [
                (SaidKind::Plain, "Thanks."),
                (SaidKind::Open, "What happened next?"),
                (SaidKind::Closed, "Did you write it down?"),
            ]
        );
        assert_eq!(kinds(&turns[1]), [(SaidKind::Plain, "No.")]);
    }

    #[test]
    fn a_question_behind_a_clause_is_open_by_its_own_word() {
        let turns = read("Mentor: If it went well, what would you see?").expect("a dialogue");
        assert_eq!(turns[0].said[0].kind, SaidKind::Open);
    }

    #[test]
    fn a_line_goes_on_with_the_turn_before() {
        let turns = read("Mentee: I asked\nagain and again.").expect("one");
        assert_eq!(turns.len(), 1);
        assert_eq!(kinds(&turns[0]), [(SaidKind::Plain, "I asked again and again.")]);
    }

    #[test]
    fn a_first_line_without_a_speaker_is_refused() {
        assert_eq!(read("what now?\n"), Err(9));
    }
}
