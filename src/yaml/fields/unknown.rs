//! Keys that nobody knows, and what was meant by them.

use super::Fields;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::yaml::meant::{misspells, pair, pair_meant, plain, short};

impl Fields {
    /// Whether a key that is missing was written another way, such as `titel` or `Title`, which is
    /// reported as the key that it is.
    pub fn misspells(&self, key: &str) -> bool {
        let known: Vec<_> = self.keys().map(|key| key.name).collect();
        let needed = || self.table.needs.contains(&key) && self.pair_meant(&known).is_some();
        misspells(&self.entries, &known, key) || needed()
    }

    fn pair_meant(&self, known: &[&str]) -> Option<String> {
        pair_meant(pair(&self.entries, known)?, self.table, self.texts)
    }

    /// Reports every key that nobody asked for. `elsewhere` says where a key would be right, if
    /// it is known at all.
    pub fn finish_with(
        self,
        diagnostics: &mut Diagnostics,
        elsewhere: impl Fn(&str) -> Option<String>,
    ) {
        let mut known: Vec<&'static str> = self.keys().map(|key| key.name).collect();
        known.sort_unstable();
        debug_assert!(
            known.iter().all(|key| self.asked.contains(key)),
            "{} has keys in its table that nothing reads: {known:?}, read {:?}",
            self.table.what,
            self.asked
        );
        let meant = self.pair_meant(&known);
        for entry in self.entries.iter().filter(|entry| !known.contains(&&*entry.key)) {
            let near = nearest(&entry.key, known.iter().copied());
            let diagnostic = Diagnostic::new(
                Code::UnknownKey,
                entry.key_span,
                format!("{} has no key `{}`", self.table.what, short(&entry.key)),
            );
            let lower = plain(&entry.key);
            let small = known.iter().find(|known| **known == lower);
            diagnostics.push(match (small, meant.clone().or_else(|| elsewhere(&entry.key))) {
                (Some(small), _) if entry.key.contains('\u{a0}') => diagnostic.help(format!(
                    "there is a space behind it that Word made unbreakable: type `{small}:` anew"
                )),
                (Some(small), _) => {
                    diagnostic.help(format!("keys are written in small letters: `{small}:`"))
                }
                (None, Some(help)) => diagnostic.help(help),
                (None, None) => {
                    diagnostic.suggest(near, format!("the keys it can have: {}", known.join(", ")))
                }
            });
        }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        self.finish_with(diagnostics, |_| None);
    }
}
