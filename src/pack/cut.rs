//! Cutting a text to what an edition may see. What is cut is gone, not hidden.

use std::collections::{HashMap, HashSet};

use crate::body::{Block, BlockKind, Body, Inline, Item, Question};
use crate::project::{Audience, Edition};

/// The text as `edition` may see it; `None` where that is all of it.
pub fn body(body: &Body, edition: &Edition) -> Option<Body> {
    let mut needs = false;
    body.each_block(Audience::Everyone, &mut |block, _| {
        needs |= match block.kind {
            BlockKind::Tutor(_) | BlockKind::Answer { .. } => !edition.admits(Audience::Tutor),
            _ => false,
        };
    });
    if !needs {
        return None;
    }
    let mut shorter = blocks(&body.blocks, edition);
    drop_unused_footnotes(&mut shorter);
    Some(Body { blocks: shorter, addresses: Vec::new() })
}

fn blocks(before: &[Block], edition: &Edition) -> Vec<Block> {
    before.iter().filter_map(|block| cut_block(block, edition)).collect()
}

fn cut_block(block: &Block, edition: &Edition) -> Option<Block> {
    let inner = |inside: &[Block]| blocks(inside, edition);
    let kind = match &block.kind {
        BlockKind::Tutor(_) => return None,
        BlockKind::Answer { lines: Some(lines), .. } if *lines > 0 => BlockKind::Lines(*lines),
        BlockKind::Answer { .. } => return None,
        BlockKind::Quote(inside) => BlockKind::Quote(inner(inside)),
        BlockKind::Alert(kind, inside) => BlockKind::Alert(*kind, inner(inside)),
        BlockKind::Footnote { label, blocks } => {
            BlockKind::Footnote { label: label.clone(), blocks: inner(blocks) }
        }
        BlockKind::Activity { minutes, title, blocks } => {
            BlockKind::Activity { minutes: *minutes, title: title.clone(), blocks: inner(blocks) }
        }
        BlockKind::List { start, items } => {
            let cut = |item: &Item| Item { blocks: inner(&item.blocks), ..item.clone() };
            BlockKind::List { start: *start, items: items.iter().map(cut).collect() }
        }
        BlockKind::Question(question) => BlockKind::Question(Box::new(Question {
            prompt: inner(&question.prompt),
            options: question.options.clone(),
            explanation: inner(&question.explanation),
        })),
        // Directives stand at the margin or in one another, so nothing else can hold any.
        kind => kind.clone(),
    };
    Some(Block { span: block.span, kind })
}

/// A footnote to which only blocks refer that are gone, such as a tutor's, goes with them, wherever
/// it is written.
pub(super) fn drop_unused_footnotes(blocks: &mut Vec<Block>) {
    let mut used = HashSet::new();
    // Footnotes that are referred to, themselves or through one another, from outside them.
    let mut references: HashMap<Option<String>, Vec<String>> = HashMap::new();
    collect(blocks, None, &mut references);
    let mut open = references.get(&None).cloned().unwrap_or_default();
    while let Some(label) = open.pop() {
        if used.insert(label.clone()) {
            open.extend(references.get(&Some(label)).into_iter().flatten().cloned());
        }
    }
    retain(blocks, &used);
}

/// Notes which footnotes are referred to from which footnote, or from none.
fn collect(
    blocks: &[Block],
    within: Option<&str>,
    references: &mut HashMap<Option<String>, Vec<String>>,
) {
    for block in blocks {
        let within = match &block.kind {
            BlockKind::Footnote { label, .. } => Some(label.as_str()),
            _ => within,
        };
        block.each_own_inline(&mut |inline| {
            if let Inline::FootnoteReference { label, .. } = inline {
                references.entry(within.map(str::to_owned)).or_default().push(label.clone());
            }
        });
        block.each_child(&mut |inner| collect(inner, within, references));
    }
}

fn retain(blocks: &mut Vec<Block>, used: &HashSet<String>) {
    blocks.retain(|block| match &block.kind {
        BlockKind::Footnote { label, .. } => used.contains(label),
        _ => true,
    });
    for block in blocks {
        block.each_child_mut(&mut |inner| retain(inner, used));
    }
}
