//! What has changed from one release to the next, for those who have the old one.

use std::collections::HashMap;

use serde::Serialize;

use super::record::{Record, RecordedModule};

/// What tells a release from an older one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The older release's version.
    pub old_version: Option<String>,
    /// The newer one's.
    pub new_version: Option<String>,
    /// Modules that the older one did not have.
    pub added: Vec<RecordedModule>,
    /// Modules of the older one that are gone.
    pub removed: Vec<RecordedModule>,
    /// Modules whose words or pictures are others, as they are now.
    pub changed: Vec<RecordedModule>,
    /// Modules that lie elsewhere now: the older one, the newer one.
    pub moved: Vec<(RecordedModule, RecordedModule)>,
    /// Modules whose sheets have to be printed again: those that are new or have changed, and have
    /// sheets.
    pub reprint: Vec<RecordedModule>,
    /// Whether nothing of this is so.
    pub same: bool,
}

impl Comparison {
    /// Compares two releases of a pack, module by module, by address and then by kind and title.
    pub fn of(old: &Record, new: &Record) -> Self {
        let mut gone: HashMap<&str, &RecordedModule> =
            old.modules.iter().map(|module| (module.address.as_str(), module)).collect();
        let (mut changed, mut fresh) = (Vec::new(), Vec::new());
        for module in &new.modules {
            match gone.remove(module.address.as_str()) {
                Some(before) if before.content == module.content => {}
                Some(_) => changed.push(module.clone()),
                None => fresh.push(module),
            }
        }
        let mut gone: Vec<&RecordedModule> = old
            .modules
            .iter()
            .filter(|module| gone.contains_key(module.address.as_str()))
            .collect();
        let mut by_name: HashMap<(&str, &str), Vec<&RecordedModule>> = HashMap::new();
        for module in gone.iter().rev() {
            by_name.entry((&module.kind, &module.title)).or_default().push(module);
        }
        let (mut added, mut moved) = (Vec::new(), Vec::new());
        for module in fresh {
            let same = by_name.get_mut(&(module.kind.as_str(), module.title.as_str()));
            let Some(before) = same.and_then(Vec::pop) else {
                added.push(module.clone());
                continue;
            };
            if before.content != module.content {
                changed.push(module.clone());
            }
            moved.push((before.clone(), module.clone()));
        }
        gone.retain(|module| !moved.iter().any(|(before, _)| before.address == module.address));
        let reprint = added.iter().chain(&changed).filter(|module| !module.sheets.is_empty());
        let reprint: Vec<_> = reprint.cloned().collect();
        let removed: Vec<_> = gone.into_iter().cloned().collect();
        let same = added.is_empty() && removed.is_empty() && changed.is_empty() && moved.is_empty();
        Self {
            old_version: old.version.clone(),
            new_version: new.version.clone(),
            added,
            removed,
            changed,
            moved,
            reprint,
            same,
        }
    }
}
