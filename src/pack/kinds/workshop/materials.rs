//! What to bring for a whole workshop, added up over its steps.

use std::collections::HashMap;

use super::{Material, Workshop};
use crate::schedule::to_bring;

/// Something to bring, for all steps together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bring {
    /// As the first step that needs it writes it.
    pub item: String,
    /// For whom it is counted, each of them once, with the counts of all steps.
    pub each: Vec<Material>,
    /// How many come in a pack.
    pub pack_of: Option<u32>,
    /// In all, in whole packs; `None` where the plan does not say how many people or groups there
    /// are.
    pub total: Option<u32>,
}

impl Workshop {
    /// What to bring: the same item is added up over all steps, for whomever it is counted, before
    /// it is rounded up to packs.
    pub fn bring(&self) -> Vec<Bring> {
        let mut all: Vec<Vec<Material>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for material in self.steps().flat_map(|step| &step.materials) {
            let place = *places.entry(material.item.to_ascii_lowercase()).or_insert(all.len());
            let Some(same) = all.get_mut(place) else {
                all.push(vec![material.clone()]);
                continue;
            };
            match same.iter_mut().find(|known| known.per == material.per) {
                Some(known) => known.count = known.count.saturating_add(material.count),
                None => same.push(material.clone()),
            }
        }
        all.into_iter().map(|same| self.brought(same)).collect()
    }

    fn brought(&self, each: Vec<Material>) -> Bring {
        let pack_of = each.iter().find_map(|material| material.pack_of);
        let needed = each.iter().map(|material| {
            let units = self.units(material.per)?;
            Some(to_bring(material.count, units, None))
        });
        let needed = needed.reduce(|all, more| Some(all?.saturating_add(more?))).flatten();
        Bring {
            item: each[0].item.clone(),
            pack_of,
            total: needed.map(|needed| to_bring(needed, 1, pack_of)),
            each,
        }
    }
}
