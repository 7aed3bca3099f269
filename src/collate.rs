//! The way back: returned forms to one register each.
//!
//! A return is a saved file, one of many in a batch, or a filled PDF. [`collect`] reads a pile of
//! them, finds each one's form in the pack, and parts what answers it from what does not: every
//! return is taken or is a [`Reject`] with its reason, and none is lost. [`Register::merge`] adds
//! the taken ones to a register, which stays as it was where it stood before; [`Summary`] counts
//! it; [`rejects`] lists the rest. All of it is bytes in memory, for `publish` to write.
//!
//! What is read here comes from anybody. No file makes it panic or take more than a moment, and
//! no words of this module, on the terminal or in the list of rejects, hold anybody's answers.

mod columns;
mod filled;
mod json;
mod keep;
mod pdf;
mod pile;
mod register;
mod rejects;
mod returns;
mod same;
mod saved;
mod summary;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::diagnostic::nearest;
use crate::form::{Answers, Fault};
use crate::pack::kinds::{Details, FormModule};
use crate::pack::{Entry, Pack};

pub use keep::destroy_by;
pub use pile::{LARGEST, PileError};
pub use register::Register;
pub use rejects::list as rejects;
pub use returns::{Reject, Return};
pub use summary::{Count, Question, Summary, Tally, is_summary, is_summary_page};
pub use table::TableError;

use pile::{Paper, PaperKind};
use returns::Batch;

/// A form of the pack, as returns name it.
#[derive(Debug, Clone, Copy)]
pub struct KnownForm<'a> {
    /// What a return calls it: its slug.
    pub id: &'a str,
    /// The module.
    pub entry: &'a Entry,
    /// What it asks.
    pub module: &'a FormModule,
}

/// Every form of a pack, in its order.
pub fn forms(pack: &Pack) -> Vec<KnownForm<'_>> {
    let form = |entry| -> Option<KnownForm<'_>> {
        let entry: &Entry = entry;
        match &entry.details {
            Details::Form(module) => Some(KnownForm { id: &entry.slug, entry, module }),
            _ => None,
        }
    };
    pack.entries.iter().filter_map(|entry| form(entry)).collect()
}

/// What a pile came to.
#[derive(Debug, Default)]
pub struct Collected {
    /// Files that were looked into.
    pub files: usize,
    /// Files that are copies of others, byte for byte, and were passed over.
    pub copies: usize,
    /// What answers its form, by the form's id, in an order that does not depend on the pile's.
    pub returns: BTreeMap<String, Vec<Return>>,
    /// What does not, and what is no return.
    pub rejects: Vec<Reject>,
}

/// Reads the files and folders in `handed`. With `only`, returns of any other form are rejected,
/// and a PDF that does not say its form is taken for this one. `own` are files that collating
/// itself has written, which are passed over in folders.
///
/// # Errors
/// One of `handed` is not there or cannot be looked at.
pub fn collect(
    pack: &Pack,
    handed: &[PathBuf],
    own: &[PathBuf],
    only: Option<&str>,
) -> Result<Collected, PileError> {
    let (papers, rejects) = pile::gather(handed, own)?;
    let forms = forms(pack);
    let mut collected = Collected { files: papers.len(), rejects, ..Collected::default() };
    let mut seen: HashMap<[u8; 32], ()> = HashMap::new();
    for paper in &papers {
        let bytes = match pile::bytes(paper) {
            Ok(bytes) => bytes,
            Err(reject) => {
                collected.rejects.push(reject);
                continue;
            }
        };
        match read(paper, &bytes, &forms, only) {
            Err(reject) => collected.rejects.push(reject),
            Ok((form, batch)) => {
                let new = seen.insert(Sha256::digest(&bytes).into(), ()).is_none();
                if !new && !may_be_alike(form, &batch) {
                    collected.copies += 1;
                } else {
                    collected.take(form, &paper.name, batch);
                }
            }
        }
    }
    collected.rejects.sort();
    Ok(collected)
}

/// Whether two people may have saved files that do not differ: one anonymous return, and no time
/// of day.
fn may_be_alike(form: KnownForm<'_>, batch: &Batch) -> bool {
    form.module.form.anonymous && batch.returns.len() == 1 && batch.saved.len() <= 10
}

impl Collected {
    /// How many returns answer their form.
    pub fn taken(&self) -> usize {
        self.returns.values().map(Vec::len).sum()
    }

    fn take(&mut self, form: KnownForm<'_>, file: &str, batch: Batch) {
        for (number, found) in batch.returns {
            let sound = found.and_then(|answers| match judged(form, &answers) {
                Some(problem) => Err(problem),
                None => Ok(answers),
            });
            match sound {
                Ok(answers) => self.returns.entry(form.id.to_owned()).or_default().push(Return {
                    form: form.id.to_owned(),
                    version: batch.version.clone(),
                    saved: batch.saved.clone(),
                    file: file.to_owned(),
                    number,
                    answers,
                }),
                Err((reason, remedy)) => {
                    let (file, number) = (file.to_owned(), Some(number));
                    self.rejects.push(Reject { file, number, reason, remedy });
                }
            }
        }
    }
}

/// What is wrong with a return and what to do, if anything is.
fn judged(form: KnownForm<'_>, answers: &Answers) -> Option<(String, String)> {
    if answers.is_empty() {
        let remedy = "fill it in and save it again, or move it away";
        return Some(("nothing is filled in".to_owned(), remedy.to_owned()));
    }
    let faults = form.module.form.validate(answers);
    if faults.is_empty() {
        return None;
    }
    const MOST: usize = 10;
    let mut reasons: Vec<String> = faults.iter().take(MOST).map(Fault::to_string).collect();
    if faults.len() > MOST {
        reasons.push(format!("and {} more", faults.len() - MOST));
    }
    let mut remedies: Vec<&str> = Vec::new();
    for remedy in faults.iter().map(Fault::remedy) {
        if !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    Some((reasons.join("; "), remedies.join("; ")))
}

/// What a file holds, and of which form.
fn read<'a>(
    paper: &Paper,
    bytes: &[u8],
    forms: &[KnownForm<'a>],
    only: Option<&str>,
) -> Result<(KnownForm<'a>, Batch), Reject> {
    let reject = |(reason, remedy): (String, String)| Reject::file(&paper.name, reason, remedy);
    match paper.kind {
        PaperKind::Saved => {
            let batch = saved::read(bytes).map_err(reject)?;
            let form = find(forms, batch.form.as_deref().unwrap_or_default(), only);
            Ok((form.map_err(reject)?, batch))
        }
        PaperKind::Pdf => {
            let filled = pdf::read(bytes)
                .map_err(|problem| Reject::file(&paper.name, problem.reason(), problem.remedy()))?;
            let Some(id) = filled.form.as_deref().or(only) else {
                return Err(Reject::file(
                    &paper.name,
                    "the PDF does not say which form it is",
                    "collate it by itself and name the form: --form SLUG",
                ));
            };
            let form = find(forms, id.trim(), only).map_err(reject)?;
            let answers = filled::answers(&form.module.form, &filled.filled);
            let (version, saved) = (filled.version.trim().to_owned(), filled.saved);
            let returns = vec![(1, Ok(answers))];
            Ok((form, Batch { form: filled.form, version, saved, returns }))
        }
    }
}

/// The form that a return names, by its slug or by its path.
fn find<'a>(
    forms: &[KnownForm<'a>],
    id: &str,
    only: Option<&str>,
) -> Result<KnownForm<'a>, (String, String)> {
    let known =
        |form: &&KnownForm<'_>| form.id == id || form.entry.path.trim_end_matches(".md") == id;
    let Some(form) = forms.iter().find(known) else {
        // What it calls itself may be anything, so only a name that could be one is repeated.
        let slug = id.len() <= 60
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let reason = if slug {
            format!("this pack has no form called `{id}`")
        } else {
            "it is of a form that this pack does not have".to_owned()
        };
        let remedy = match nearest(id, forms.iter().map(|form| form.id)).filter(|_| slug) {
            Some(near) => format!("it may mean `{near}`; otherwise collate it with its own pack"),
            None => "collate it with the pack that the form belongs to".to_owned(),
        };
        return Err((reason, remedy));
    };
    if forms.iter().filter(|other| other.id == form.id).count() > 1 {
        return Err((
            format!(
                "this pack has two forms called `{}`, and nobody can tell which it is",
                form.id
            ),
            "give one of their files another name, and build the pack again".to_owned(),
        ));
    }
    match only {
        Some(only) if only != form.id => Err((
            format!("it is of the form `{}`, and only `{only}` was asked for", form.id),
            "collate it without --form, or with this form's name".to_owned(),
        )),
        _ => Ok(*form),
    }
}
