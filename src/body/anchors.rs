//! Ids of a text's headings, found without walking through the text.

use super::{Block, BlockKind, Body};
use crate::project::Audience;

/// The ids of headings in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Anchors {
    /// In the order of the text, with whom each is for where the text is for everyone.
    in_order: Vec<(String, Audience)>,
    /// Places in `in_order`, by the alphabet.
    by_id: Vec<u32>,
}

impl Body {
    /// A text of these blocks.
    pub fn new(blocks: Vec<Block>) -> Self {
        let mut body = Self { blocks, anchors: Anchors::default() };
        let mut in_order = Vec::new();
        body.each_block(Audience::Everyone, &mut |block, audience| {
            if let BlockKind::Heading { id, .. } = &block.kind {
                in_order.push((id.clone(), audience));
            }
        });
        if !in_order.is_empty() {
            in_order.shrink_to_fit();
            let mut by_id: Vec<u32> = (0..).take(in_order.len()).collect();
            by_id.sort_by_key(|at| &in_order[*at as usize].0);
            body.anchors = Anchors { in_order, by_id };
        }
        body
    }

    /// Ids of the text's headings.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.anchors.in_order.iter().map(|(id, _)| id.as_str())
    }

    /// For whom the heading of this id is, if there is one, in a text that is itself for
    /// `audience`.
    pub fn anchor_audience(&self, wanted: &str, audience: Audience) -> Option<Audience> {
        let Anchors { in_order, by_id } = &self.anchors;
        let id = |at: &u32| in_order[*at as usize].0.as_str();
        let at = by_id.binary_search_by(|at| id(at).cmp(wanted)).ok()?;
        Some(in_order[by_id[at] as usize].1.max(audience))
    }
}
