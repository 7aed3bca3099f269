//! An edition as PDFs, set by Typst. Nothing else names it.
//!
//! [`orders`] says which PDFs there are, [`data`] what each is given, [`press`] sets one. All of it
//! happens in memory, and in parallel.

mod data;
mod fields;
mod fonts;
mod job;
mod loose;
mod orders;
mod press;
mod prose;
mod shelf;
mod signs;
mod world;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::facts::Facts;
use super::sheets::{Role, Sheet, Sheets};
use super::{Occasion, PdfAddress};
use crate::check::CheckedEdition;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::project::ReadError;
use crate::source::Span;
use crate::theme::Theme;
use crate::view::PackView;
use crate::view::paper::{PaperImage, PressView};
pub(super) use job::job;
pub(super) use loose::{cover_note, register};
use orders::{Order, Subject};
use press::{Copy, Pdf, Refused};
use prose::Picture;
use world::Shared;

/// Sets PDFs, and keeps what it has set: a sheet that two editions share is set once, and a preview
/// sets again only what has changed.
#[derive(Default)]
pub struct Press {
    kept: Mutex<Kept>,
}

/// PDFs by what they were made from.
#[derive(Default)]
struct Kept {
    pdfs: HashMap<[u8; 32], (Arc<Pdf>, u64)>,
    /// How often one was asked for; each knows the last time that it was.
    asked: u64,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Press {
    /// A press that has set nothing yet.
    pub fn start() -> Option<Self> {
        Some(Self::default())
    }

    fn set(&self, shared: &Shared, copy: &Copy) -> Result<Arc<Pdf>, Refused> {
        let digest = shared.digest(copy);
        if let Some(pdf) = self.kept().find(&digest) {
            return Ok(pdf);
        }
        let pdf = Arc::new(press::set(shared, copy)?);
        let mut kept = self.kept();
        let asked = kept.asked;
        kept.pdfs.insert(digest, (Arc::clone(&pdf), asked));
        Ok(pdf)
    }

    /// Keeps no more than `most` PDFs: those that were asked for last. For a preview, which may
    /// run for a week.
    pub fn forget_all_but(&self, most: usize) {
        let mut kept = self.kept();
        if kept.pdfs.len() > most {
            let mut asked: Vec<u64> = kept.pdfs.values().map(|(_, asked)| *asked).collect();
            asked.sort_unstable_by(|a, b| b.cmp(a));
            let oldest = asked[most];
            kept.pdfs.retain(|_, (_, asked)| *asked > oldest);
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn find(&mut self, digest: &[u8; 32]) -> Option<Arc<Pdf>> {
        self.asked += 1;
        let (pdf, asked) = self.pdfs.get_mut(digest)?;
        *asked = self.asked;
        Some(Arc::clone(pdf))
    }
}

/// What became of an order.
struct Done {
    role: Role,
    pdf: Arc<Pdf>,
    warnings: Vec<Diagnostic>,
}

enum Undone {
    Machine(ReadError),
    Theme(Vec<Diagnostic>),
}

pub(super) fn render(
    diagnostics: &mut Diagnostics,
    press: &Press,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
) -> Result<Option<(Sheets, super::Pdfs)>, ReadError> {
    let own = Facts { edition, theme };
    let everyone = data::everyone(own);
    let handed = edition.is_tutors().then(|| edition.for_everyone(&everyone));
    let shared = handed.as_ref().map(|edition| Facts { edition, theme });
    let desk = shared_by_all(own, occasion);
    tell(diagnostics, desk.fonts.lacking(&theme.print.families));
    tell(diagnostics, signs::of_pack(own, &desk.fonts));
    let orders = orders::orders(own, shared);
    let mut addresses = shelf::addresses(&orders, occasion).into_iter();
    let mut sheets = Sheets::default();
    let mut pdfs = Vec::new();
    let mut failed = Vec::new();
    for batch in orders::batches(&orders) {
        let done: Vec<_> = batch.par_iter().map(|order| fill(press, &desk, order)).collect();
        // A volume of a book leaves hundreds of times as much behind as a sheet.
        let volumes = batch.iter().any(Order::is_of_several);
        comemo::evict(if volumes { 0 } else { 1 });
        for ((order, done), address) in batch.iter().zip(done).zip(&mut addresses) {
            match done {
                Ok(done) => {
                    let Done { role, pdf, warnings } = done;
                    tell(diagnostics, warnings);
                    let (pages, bytes) = (pdf.pages, pdf.bytes.len());
                    let sheet = Sheet {
                        address: address.clone(),
                        role,
                        large: order.large,
                        pages,
                        bytes,
                        part: order.part(),
                    };
                    match &order.subject {
                        Subject::Module(entry, _) => sheets.add(entry.id, sheet),
                        Subject::Book(_) => sheets.book.push(sheet),
                        Subject::Outcomes => sheets.outcomes.push(sheet),
                    }
                    pdfs.push((address, Arc::clone(&pdf.bytes)));
                }
                Err(Undone::Machine(error)) => return Err(error),
                Err(Undone::Theme(errors)) => failed.extend(errors),
            }
        }
        // A template that fails does so on every sheet alike.
        if !failed.is_empty() {
            break;
        }
    }
    if failed.is_empty() {
        return Ok(Some((sheets, pdfs)));
    }
    failed.sort_by_key(|found| found.span);
    failed.dedup_by_key(|found| found.span);
    tell(diagnostics, failed);
    Ok(None)
}

fn tell(diagnostics: &mut Diagnostics, found: Vec<Diagnostic>) {
    found.into_iter().for_each(|found| diagnostics.push(found));
}

/// Sets the one PDF of an edition that has this address.
pub(super) fn one(
    diagnostics: &mut Diagnostics,
    press: &Press,
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
    address: &str,
) -> Result<Option<Vec<u8>>, ReadError> {
    let own = Facts { edition, theme };
    let everyone = data::everyone(own);
    let handed = edition.is_tutors().then(|| edition.for_everyone(&everyone));
    let shared = handed.as_ref().map(|edition| Facts { edition, theme });
    let orders = orders::orders(own, shared);
    let Some(order) = orders.iter().find(|order| order.address() == address) else {
        return Ok(None);
    };
    let desk = shared_by_all(own, occasion);
    tell(diagnostics, desk.fonts.lacking(&theme.print.families));
    tell(diagnostics, signs::of_pack(own, &desk.fonts));
    let done = fill(press, &desk, order);
    comemo::evict(2);
    match done {
        Ok(done) => {
            tell(diagnostics, done.warnings);
            Ok(Some(Vec::clone(&done.pdf.bytes)))
        }
        Err(Undone::Machine(error)) => Err(error),
        Err(Undone::Theme(errors)) => {
            tell(diagnostics, errors);
            Ok(None)
        }
    }
}

/// Which PDFs an edition has.
pub(super) fn addresses(
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    occasion: Occasion,
) -> Vec<PdfAddress> {
    let own = Facts { edition, theme };
    let everyone = data::everyone(own);
    let handed = edition.is_tutors().then(|| edition.for_everyone(&everyone));
    let shared = handed.as_ref().map(|edition| Facts { edition, theme });
    let orders = orders::orders(own, shared);
    let pdfs = orders.iter().zip(shelf::addresses(&orders, occasion)).map(|(order, address)| {
        let page = match &order.subject {
            Subject::Module(entry, _) => entry.address.clone(),
            Subject::Book(_) => "index.html".to_owned(),
            Subject::Outcomes => "outcomes.html".to_owned(),
        };
        let fillable = matches!(order.subject, Subject::Module(_, Role::FillIn));
        PdfAddress { page, address, fillable, large: order.large }
    });
    pdfs.collect()
}

/// What all sheets of an edition share.
fn shared_by_all(facts: Facts<'_>, occasion: Occasion) -> Shared {
    let greyscale = facts.edition.pack().settings.print.greyscale;
    shared_by_pack(facts.theme, facts.pack(occasion), greyscale)
}

fn shared_by_pack(theme: &Theme, pack: PackView, greyscale: bool) -> Shared {
    let logo = theme.logo.as_ref().and_then(|(file, alt)| {
        let bytes = theme.statics.get(file)?;
        Some((PaperImage { file: format!("/static/{file}"), alt: alt.clone() }, bytes.as_slice()))
    });
    let words = theme.strings.iter().map(|(key, words)| (key.to_owned(), words.to_owned()));
    let view = PressView {
        pack,
        words: words.collect(),
        colours: theme.palette.light(greyscale),
        logo: logo.as_ref().map(|(view, _)| view.clone()),
        fonts: theme.print.families.iter().map(|family| family.value.clone()).collect(),
    };
    let data = serde_json::to_string(&view).expect("words can be written");
    Shared::new(&theme.print, data, logo.as_ref().map(|(view, bytes)| (&*view.file, *bytes)))
}

/// Makes one PDF. Pictures that Typst cannot read give way to their text alternatives.
fn fill(press: &Press, shared: &Shared, order: &Order<'_>) -> Result<Done, Undone> {
    let mut unreadable: Vec<Span> = Vec::new();
    let mut told = Vec::new();
    loop {
        match attempt(press, shared, order, &unreadable)? {
            Ok(mut done) => {
                done.warnings.append(&mut told);
                return Ok(done);
            }
            Err(bad) if !bad.is_empty() => {
                unreadable.extend(bad.iter().map(|picture| picture.span));
                told.extend(bad);
            }
            Err(_) => unreachable!("a refusal without a bad picture is the theme's"),
        }
    }
}

/// One attempt; `Err` within tells of pictures that have to give way.
fn attempt(
    press: &Press,
    shared: &Shared,
    order: &Order<'_>,
    unreadable: &[Span],
) -> Result<Result<Done, Vec<Diagnostic>>, Undone> {
    let mut warnings = Vec::new();
    let mut last = None;
    for (role, mut draft) in order.drafts(unreadable) {
        let missing = signs::replace(&mut draft.data, &shared.fonts);
        if warnings.is_empty() {
            warnings = signs::missing(order, &missing);
        }
        let pictures = std::mem::take(&mut draft.pictures);
        let files = read(&pictures).map_err(Undone::Machine)?;
        let copy = draft.into_copy(files);
        let pdf = match press.set(shared, &copy) {
            Ok(pdf) => pdf,
            Err(refused) => {
                let bad = bad_pictures(shared, &pictures, &copy);
                if bad.is_empty() {
                    return Err(Undone::Theme(refused.described(shared.any(), &order.making())));
                }
                return Ok(Err(bad));
            }
        };
        let fits = pdf.fits;
        last = Some((role, pdf));
        if fits {
            break;
        }
    }
    let (role, pdf) = last.expect("there is always something to try");
    Ok(Ok(Done { role, pdf, warnings }))
}

fn read(pictures: &[Picture]) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let read = pictures.iter().map(|picture| {
        let bytes = std::fs::read(&picture.disk).map_err(ReadError::at(&picture.disk))?;
        Ok((picture.file.clone(), bytes))
    });
    read.collect()
}

/// Pictures of a copy that cannot be read by themselves either.
fn bad_pictures(shared: &Shared, pictures: &[Picture], copy: &Copy) -> Vec<Diagnostic> {
    let pairs = pictures.iter().zip(&copy.files);
    let bad = pairs.filter_map(|(picture, (path, bytes))| {
        let why = press::unreadable(shared, path, bytes)?;
        Some(unprintable(picture.span, &why))
    });
    bad.collect()
}

fn unprintable(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnprintablePicture,
        span,
        format!("this picture cannot be printed ({why}): PDFs show its text alternative instead"),
    )
    .help("save it again, as a PNG, a JPEG or an SVG that needs no other file")
}
