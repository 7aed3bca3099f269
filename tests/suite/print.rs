//! Paper: every PDF of the shipped pack and of the pack of everything, judged as a reader, a screen
//! reader and a print shop would.

mod accessible;
mod content;
mod fields;
mod hostile;
mod module;
mod pages;
pub(crate) mod reader;
mod sizes;
mod themes;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::support::{Journey, packs, printed, shipped, shipped_printed};
use reader::Pdf;

/// A pack that has been built, with its PDFs read.
struct Printed {
    journey: &'static Journey,
    /// By edition and address.
    pdfs: BTreeMap<(String, String), Arc<Pdf>>,
    /// Edition and address of every PDF that equals none before it.
    different: Vec<(String, String)>,
}

/// Packs whose PDFs are judged; several tests share what building them costs.
static PACKS: LazyLock<[(&str, Printed); 2]> = LazyLock::new(|| {
    static GOOD: LazyLock<Journey> = LazyLock::new(|| printed(&packs("good")));
    [("shipped", Printed::new(shipped_printed())), ("good", Printed::new(&GOOD))]
});

/// The folder of one of those packs.
fn root(pack: &str) -> std::path::PathBuf {
    if pack == "shipped" { shipped().to_owned() } else { packs(pack) }
}

/// Every PDF of those packs, with a name to complain of it by; equal ones once.
fn each_pdf() -> Vec<(String, &'static Pdf)> {
    let packs = PACKS.iter().flat_map(|(pack, printed)| {
        let different = printed.different.iter();
        different.map(move |key| (format!("{pack} {}/{}", key.0, key.1), &*printed.pdfs[key]))
    });
    packs.collect()
}

impl Printed {
    fn new(journey: &'static Journey) -> Self {
        assert_eq!(journey.report(), "", "the pack has something to mend");
        let mut equal: BTreeMap<&[u8], Vec<(String, String)>> = BTreeMap::new();
        for (edition, output) in &journey.editions {
            for (address, bytes) in pdfs(output) {
                equal.entry(bytes).or_default().push((edition.clone(), address.to_owned()));
            }
        }
        let different = equal.values().map(|keys| keys[0].clone()).collect();
        let equal: Vec<_> = equal.into_iter().collect();
        let read = equal.into_par_iter().flat_map_iter(|(bytes, keys)| {
            let pdf = Arc::new(Pdf::read(bytes));
            keys.into_iter().map(move |key| (key, Arc::clone(&pdf)))
        });
        let pdfs = read.collect();
        Self { journey, pdfs, different }
    }

    fn pdf(&self, edition: &str, address: &str) -> Option<&Pdf> {
        let key = (edition.to_owned(), address.to_owned());
        self.pdfs.get(&key).map(|pdf| &**pdf)
    }
}

/// Addresses and bytes of the PDFs that mentorpack made of an edition.
fn pdfs(output: &mentorpack::output::Output) -> impl Iterator<Item = (&str, &[u8])> {
    let made = |bytes: &[u8]| bytes.starts_with(b"%PDF-1.7");
    output.files().filter(move |(path, bytes)| path.ends_with(".pdf") && made(bytes))
}
