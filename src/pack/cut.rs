//! Cutting a text to what an edition may see. What is cut is gone, not hidden.

use std::collections::HashSet;

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
    let mut shorter = Body { blocks: blocks(&body.blocks, edition) };
    drop_unused_footnotes(&mut shorter);
    Some(shorter)
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
        BlockKind::Question(question) => BlockKind::Question(Question {
            prompt: inner(&question.prompt),
            options: question.options.clone(),
            explanation: inner(&question.explanation),
        }),
        // Directives stand at the margin or in one another, so nothing else can hold any.
        kind => kind.clone(),
    };
    Some(Block { span: block.span, kind })
}

/// A footnote to which only a tutor's block refers is a tutor's, wherever it is written.
fn drop_unused_footnotes(body: &mut Body) {
    loop {
        let mut used = HashSet::new();
        body.each_inline(Audience::Everyone, &mut |inline, _| {
            if let Inline::FootnoteReference { label, .. } = inline {
                used.insert(label.clone());
            }
        });
        let mut dropped = false;
        retain(&mut body.blocks, &mut |block| match &block.kind {
            BlockKind::Footnote { label, .. } if !used.contains(label) => {
                dropped = true;
                false
            }
            _ => true,
        });
        // One footnote may have been the last to refer to another.
        if !dropped {
            return;
        }
    }
}

fn retain(blocks: &mut Vec<Block>, keep: &mut dyn FnMut(&Block) -> bool) {
    blocks.retain(|block| keep(block));
    for block in blocks {
        match &mut block.kind {
            BlockKind::Quote(inside)
            | BlockKind::Alert(_, inside)
            | BlockKind::Activity { blocks: inside, .. } => retain(inside, keep),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| retain(&mut item.blocks, keep));
            }
            BlockKind::Question(question) => {
                retain(&mut question.prompt, keep);
                retain(&mut question.explanation, keep);
            }
            _ => {}
        }
    }
}
