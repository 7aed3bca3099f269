//! A print job's stacks as PDFs, and its packing list for people.

use std::sync::Arc;

use rayon::prelude::*;

use super::data::{Draft, whole_pack};
use super::orders::{Order, Subject, Wish};
use super::press::Copy;
use super::{Done, Press, Undone, fill, shared_by_all};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::form::FieldType;
use crate::pack::kinds::Details;
use crate::pack::{Entry, EntryId};
use crate::print_job::{Duplex, Paper, Printed, Sheet, Stack, Stacks};
use crate::project::ReadError;
use crate::render::facts::Facts;
use crate::render::print::world::Shared;
use crate::render::sheets::Role;
use crate::render::{PrintJob, PrintedJob};
use crate::view::paper::{ImposedView, JobMaterial, JobView, SheetData, StackView};

/// A sheet of fewer sides is no booklet.
const LEAST_BOOKLET: usize = 3;

/// What a job is printed from.
struct Shop<'a> {
    tutors: Facts<'a>,
    everyone: Facts<'a>,
    job: &'a PrintJob<'a>,
    press: &'a Press,
    shared: Shared,
}

/// Sets every stack of a job and its packing list. `None` where a template does not work, which
/// has then been said.
pub(in crate::render) fn job<'a>(
    diagnostics: &mut Diagnostics,
    press: &Press,
    job: &PrintJob<'a>,
) -> Result<Option<PrintedJob<'a>>, ReadError> {
    let facts = |edition| Facts { edition, theme: job.theme };
    let tutors = facts(job.tutors);
    let shared = shared_by_all(tutors, job.occasion);
    let lacking = shared.fonts.lacking(&job.theme.print.families);
    lacking.into_iter().for_each(|found| diagnostics.push(found));
    let shop = Shop { tutors, everyone: facts(job.everyone), job, press, shared };
    let set = job.stacks.stacks.par_iter().map(|stack| {
        let (ordinary, mut told) = shop.paper(stack, false)?;
        let large_print = if stack.large_print > 0 { Some(shop.paper(stack, true)?) } else { None };
        let large_print = large_print.map(|(paper, mut more)| {
            told.append(&mut more);
            paper
        });
        Ok((Printed { stack, ordinary: Some(ordinary), large_print }, told))
    });
    let set: Result<Vec<_>, Undone> = set.collect();
    let done = set.and_then(|set| {
        let (stacks, told): (Vec<_>, Vec<_>) = set.into_iter().unzip();
        told.into_iter().flatten().for_each(|warning| diagnostics.push(warning));
        let packing_list = Some(shop.packing_list(&stacks)?);
        Ok(PrintedJob { stacks, packing_list })
    });
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Undone::Machine(error)) => Err(error),
        Err(Undone::Theme(errors)) => {
            errors.into_iter().for_each(|error| diagnostics.push(error));
            Ok(None)
        }
    }
}

impl<'a> Shop<'a> {
    /// A stack's sheet, and what its author should know of it.
    fn paper(&self, stack: &Stack, large: bool) -> Result<(Paper, Vec<Diagnostic>), Undone> {
        let order = self.order(stack, large);
        let done = fill(self.press, &self.shared, &order)?;
        Ok((self.on_paper(stack, order, &done)?, done.warnings))
    }

    /// A sheet as it is printed: as it is, as a booklet, or in tiles.
    fn on_paper(&self, stack: &Stack, order: Order<'a>, done: &Done) -> Result<Paper, Undone> {
        let booklet = self.job.booklets
            && !order.large
            && done.pdf.pages >= LEAST_BOOKLET
            && stack.per == crate::pack::kinds::handout::Per::Person
            && matches!(done.role, Role::Page | Role::HandOut);
        if booklet {
            let order = Order { wish: Wish { a5: true, ..order.wish }, ..order };
            let pages = fill(self.press, &self.shared, &order)?;
            let pdf = self.imposed(&order, "booklet", &pages.pdf)?;
            return Ok(paper(&pdf, "A4", Duplex::ShortEdge));
        }
        if done.role == Role::Posters {
            if self.job.a3 {
                return Ok(paper(&done.pdf, "A3", Duplex::No));
            }
            let pdf = self.imposed(&order, "tiles", &done.pdf)?;
            return Ok(paper(&pdf, "A4", Duplex::No));
        }
        let a5 = self.tutors.edition.pack().settings.print.a5 && !order.large;
        let size = if a5 && !matches!(done.role, Role::Cards(_)) { "A5" } else { "A4" };
        let duplex = if done.pdf.pages > 1 { Duplex::LongEdge } else { Duplex::No };
        Ok(paper(&done.pdf, size, duplex))
    }

    fn order(&self, stack: &Stack, large: bool) -> Order<'a> {
        let stacks = self.job.stacks;
        let (subject, facts, tutor, wish) = match stack.sheet {
            Sheet::RunSheet => {
                let entry = planned(self.tutors, stacks);
                (Subject::Module(entry, Role::Page), self.tutors, true, Wish::default())
            }
            Sheet::Agenda => {
                let entry = planned(self.everyone, stacks);
                (Subject::Module(entry, Role::Page), self.everyone, false, Wish::default())
            }
            Sheet::Module(id) => {
                let (entry, facts, tutor) = self.handed(id, stack.is_tutors());
                let entry = with_rows(entry, stack.rows);
                (Subject::Module(entry, Role::Page), facts, tutor, Wish::default())
            }
            Sheet::Cards(id) => {
                let (entry, facts, _) = self.handed(id, false);
                let wish = Wish { cards: Some(stack.copies), ..Wish::default() };
                (Subject::Module(entry, Role::Cards(1)), facts, false, wish)
            }
            Sheet::Posters(id) => {
                let (entry, facts, _) = self.handed(id, false);
                let wish = Wish { posters: Some(stack.per), ..Wish::default() };
                (Subject::Module(entry, Role::Posters), facts, false, wish)
            }
        };
        Order { subject, large, facts, tutor, wish }
    }

    /// A module as it is handed out: without what is the tutors', unless it is theirs to keep.
    fn handed(&self, id: EntryId, tutors: bool) -> (Arc<Entry>, Facts<'a>, bool) {
        let whole = self.tutors.edition.pack().entry(id);
        if tutors {
            return (Arc::clone(whole), self.tutors, true);
        }
        // A page that is the tutors' alone may still be given out as a sheet, cut like any other.
        let everyone = self.everyone.edition;
        let shown = everyone.entry(id).map_or_else(|| everyone.recut(whole), Arc::clone);
        (shown, self.everyone, false)
    }

    fn imposed(
        &self,
        order: &Order<'_>,
        layout: &'static str,
        pages: &super::Pdf,
    ) -> Result<Arc<super::Pdf>, Undone> {
        const SOURCE: &str = "/pages.pdf";
        let Subject::Module(entry, _) = &order.subject else {
            unreachable!("only modules are imposed")
        };
        let data = SheetData {
            paper: super::data::paper(self.tutors.edition.pack().settings.print, order.large),
            sheet: super::data::sheet_view(order.facts, entry, order.tutor),
            content: ImposedView { source: SOURCE, count: pages.pages },
        };
        let data = serde_json::to_string(&data).expect("names and numbers can be written");
        let files = vec![(SOURCE.to_owned(), Vec::clone(&pages.bytes))];
        let copy = Copy { layout, data, files, form: None, accessible: false };
        let making = order.making();
        self.set(&copy, &making)
    }

    fn set(&self, copy: &Copy, making: &str) -> Result<Arc<super::Pdf>, Undone> {
        let set = self.press.set(&self.shared, copy);
        set.map_err(|refused| Undone::Theme(refused.described(self.shared.any(), making)))
    }

    fn packing_list(&self, printed: &[Printed<'_>]) -> Result<Vec<u8>, Undone> {
        #[derive(serde::Serialize)]
        struct List {
            job: JobView,
        }
        let pack = self.tutors.edition.pack();
        let title = self.tutors.theme.strings.get("paper_packing_list");
        let mut sheet = whole_pack(self.tutors, "packing-list", title);
        sheet.summary = None;
        let data = SheetData {
            paper: super::data::paper(pack.settings.print, false),
            sheet,
            content: List { job: self.job_view(printed) },
        };
        let mut draft = Draft::plain("packing-list", &data);
        super::signs::replace(&mut draft.data, &self.shared.fonts);
        let pdf = self.set(&draft.into_copy(Vec::new()), "the packing list")?;
        Ok(Vec::clone(&pdf.bytes))
    }

    fn job_view(&self, printed: &[Printed<'_>]) -> JobView {
        let stacks = self.job.stacks;
        let pack = self.tutors.edition.pack();
        let room = stacks.room;
        let rows: Vec<_> = printed.iter().map(stack_view).collect();
        let workshop = &stacks.workshop;
        let start = workshop.sessions.first().and_then(|session| session.start);
        let materials = stacks.materials.iter();
        JobView {
            workshop: pack.entry(stacks.entry).title.value.clone(),
            people: room.people,
            groups: room.groups,
            tutors: room.tutors,
            spare: room.per_person() - room.people,
            large_print: room.large_print,
            length: workshop.length(),
            on: workshop.date.map(|date| self.tutors.date(date)),
            start: start.map(|start| start.to_string()),
            venue: workshop.venue.clone(),
            sheets_total: rows.iter().map(|row| row.sheets).sum(),
            stacks: rows,
            materials: materials
                .map(|bring| JobMaterial {
                    item: bring.item.clone(),
                    total: bring.total.unwrap_or(0),
                    pack_of: bring.pack_of,
                })
                .collect(),
            left_out: stacks.left_out.clone(),
            open_contact: pack.settings.contact.as_ref().is_none_or(|it| it.is_placeholder()),
        }
    }
}

fn paper(pdf: &super::Pdf, size: &'static str, duplex: Duplex) -> Paper {
    let sides = u32::try_from(pdf.pages).unwrap_or(u32::MAX);
    Paper { pdf: Vec::clone(&pdf.bytes), sides, size, duplex }
}

/// The workshop as this job runs it, as an edition may see it.
fn planned(facts: Facts<'_>, stacks: &Stacks) -> Arc<Entry> {
    let mut entry = Entry::clone(facts.edition.pack().entry(stacks.entry));
    let mut workshop = stacks.workshop.clone();
    // Of all lengths, this is the one.
    workshop.variants.clear();
    entry.details = Details::Workshop(workshop);
    let entry = Arc::new(entry);
    // Whoever comes is given the agenda, even where the plan's page is the tutors' alone.
    facts.edition.recut(&entry)
}

/// A form whose table has a row for each person.
fn with_rows(entry: Arc<Entry>, rows: Option<u32>) -> Arc<Entry> {
    let (Some(rows), Details::Form(_)) = (rows, &entry.details) else { return entry };
    let mut entry = Entry::clone(&entry);
    if let Details::Form(module) = &mut entry.details {
        for field in &mut module.form.fields {
            if field.field_type == FieldType::Table {
                field.rows = Some(field.rows.unwrap_or(0).max(rows));
            }
        }
    }
    Arc::new(entry)
}

fn stack_view(printed: &Printed<'_>) -> StackView {
    let stack = printed.stack;
    let prints = stack.prints();
    let sheets = |paper: &Option<Paper>, prints: u32| {
        let paper = paper.as_ref();
        let each = paper.map_or(0, |paper| match paper.duplex {
            Duplex::No => paper.sides,
            Duplex::LongEdge | Duplex::ShortEdge => paper.sides.div_ceil(2),
        });
        u64::from(each) * u64::from(prints)
    };
    let ordinary = printed.ordinary.as_ref();
    StackView {
        number: stack.number,
        title: stack.title.clone(),
        file: stack.file(),
        large_print_file: stack.large_print_file(),
        copies: stack.copies,
        large_print: stack.large_print,
        per: stack.per.as_str().to_owned(),
        prints,
        sides: ordinary.map_or(0, |paper| paper.sides),
        sheets: sheets(&printed.ordinary, prints) + sheets(&printed.large_print, stack.large_print),
        paper: ordinary.map_or("", |paper| paper.size).to_owned(),
        duplex: ordinary.map_or("no", |paper| paper.duplex.as_str()).to_owned(),
    }
}
