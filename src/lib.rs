//! mentorpack turns a folder of Markdown modules into mentoring training material that works from
//! a USB stick: one site an edition, cut to whom it is for.
//!
//! # The journey of a pack
//!
//! The modules below stand in the order in which a pack travels through them, and a module names
//! only what stands before it (`tests/suite/architecture.rs` reads the `use` lines).
//!
//! 1. [`project`] finds `pack.yaml` and reads the settings ([`Project::open`]).
//! 2. [`load`](mod@load) reads every file once: front matter as a tree of [`yaml`], text as a
//!    [`Body`] of blocks. The result is a heap of [`Draft`]s that nobody has understood yet.
//! 3. [`Pack::assemble`] gives each draft its kind ([`pack::kinds`]), its address and its place.
//! 4. [`check`](mod@check) applies the table of rules, and alone makes a [`CheckedPack`].
//! 5. [`CheckedPack::edition`] cuts the pack to what an edition may see ([`edition`]).
//! 6. [`print_job`] counts sheets: people, groups, spare and large print make stacks with copies.
//! 7. [`theme`] finds templates, words and colours; [`render`](mod@render) turns the edition into
//!    an [`Output`], finished bytes in memory. [`view`] is what templates may see.
//! 8. [`publish`](mod@publish) brings the output to disk, file by file, so that a reader never
//!    meets half a site.
//!
//! [`journey`](mod@journey) goes this way from disk to finished editions in one call.
//!
//! [`watch`](mod@watch) tells when the pack on disk has changed, and [`serve`](mod@serve) shows it
//! in a browser from memory: the journey again after every change, with nothing published.
//!
//! [`leaf`] takes finished pages out of their site, [`carry`] binds them into what else an edition can
//! be carried as, and [`release`](mod@release) puts together what is handed out. [`verify`](mod@verify)
//! says later whether a copy of it is whole.
//!
//! And the way back: [`collate`](mod@collate) reads the forms that people return, and makes one
//! register a form of them.
//!
//! [`source`] and [`diagnostic`] go along the whole way: where every word came from, and what an
//! author is told. [`cli`] is the only module that prints, reads the clock or the environment,
//! and decides what a run ends with.
//!
//! Three modules are not in the first plan of this house. [`yaml`] stands before `project`, because
//! settings, front matter, outcomes, glossary and themes are all read by the same
//! [`Fields`](yaml::Fields), which collects every mistake instead of stopping at the first.
//! [`address`] stands before `load`, because slugs and relative addresses are one small subject
//! that loading, checking and rendering share. [`spreadsheet`] stands beside it, because the
//! outcomes, the packing list and the register are tables of one make.
//!
//! [`explain`] is what the author's guide says of each code: its words are pages of the first-party
//! pack, so that the guide and the program cannot disagree.
//!
//! [`schema`] and [`fresh`] are for those who write: what an editor completes keys by, and new packs
//! and modules. Both come from the tables of [`yaml::Keys`] by which front matter is read.
//!
//! [`print_job`] was meant to follow `render`. It stands before, because it decides what is printed
//! and `render` only how: the tutor's page shows its counts, and the sheets of a job are drawn from
//! its stacks.
//!
//! [`journey`](mod@journey) is the call that the first plan had in `cli`; the preview needs it too.
//!
//! # Invariants
//!
//! 1. Nothing below [`cli`] reads the clock or the environment, and only [`serve`](mod@serve) knows
//!    of a network: this machine's own. Two builds of a pack are byte-identical, whatever the number
//!    of threads.
//! 2. An unchecked pack cannot be rendered: [`CheckedPack`] has no other maker than `check`.
//! 3. A build that fails, or is killed at any step, leaves the last good output usable. Files that
//!    the last manifest does not list are never deleted. Unchanged files are not rewritten.
//!    A preview writes nothing at all.
//! 4. Every address in the output is relative and names a file. No page needs the network or a
//!    script to be read.
//! 5. An edition contains nothing that is not addressed to it. Cutting comes first, so that no
//!    renderer and no index ever meets the rest.
//! 6. An author's mistake is a [`Diagnostic`](diagnostic::Diagnostic) at the author's source, all
//!    of them in one run. The machine failing is an error with the path in it. Our own bug is a
//!    panic; bad input never is.
//! 7. Only [`builtin`] embeds files. Only [`publish`](mod@publish) writes under the output.
//! 8. The cost of a page does not grow with the pack: lists on a page are a section, or the ten
//!    either side. Pages that list everything (a section's, the A to Z) are few.
//! 9. Every word that a theme shows comes from the theme's string table.
//! 10. A release is whole or can be told not to be: each file of it is in its manifest, and its zip
//!     carries a seal over all its bytes.
//!
//! # Adding to the house
//!
//! A kind of module is a row in [`pack::kinds::KINDS`], a file beside the others and a template of
//! its name. A rule is a row in `check`'s table, a file beside the others and a folder under
//! `tests/packs/bad`.
//!
//! [`Project::open`]: project::Project::open
//! [`Body`]: body::Body
//! [`Draft`]: load::Draft
//! [`Pack::assemble`]: pack::Pack::assemble
//! [`CheckedPack`]: check::CheckedPack
//! [`CheckedPack::edition`]: check::CheckedPack::edition
//! [`Output`]: output::Output

// Where words come from, and what is said of them.
pub mod source;
pub mod diagnostic;
pub mod yaml;
pub mod address;
pub mod spreadsheet;
pub mod builtin;
pub mod explain;

// The journey.
pub mod project;
pub mod body;
pub mod form;
pub mod schedule;
pub mod load;
pub mod pack;
pub mod edition;
pub mod check;
pub mod print_job;
pub mod output;
pub mod theme;
pub mod view;
pub mod render;
pub mod schema;
pub mod fresh;
pub mod journey;
pub mod collate;
pub mod publish;

// What is handed out.
pub mod leaf;
pub mod carry;
pub mod release;
pub mod verify;

// The preview.
pub mod watch;
pub mod serve;

// The door.
pub mod cli;
