//! What the benches share.

pub(crate) mod dice;
pub(crate) mod folder;
pub(crate) mod modules;
pub(crate) mod packs;
pub(crate) mod process;
pub(crate) mod words;
