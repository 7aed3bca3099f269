//! Each kind's own rules, which stand beside its fields.

use crate::diagnostic::Diagnostics;
use crate::pack::{Entry, Pack};

pub(super) fn own_rules(d: &mut Diagnostics, pack: &Pack, entry: &Entry) {
    entry.details.check(d, entry, pack);
}
