//! What paper costs: every PDF of both editions of the shipped pack, and the memory of a made-up
//! pack with 1,000 modules that are printed. `cargo bench --bench print`; `-- 300` takes another
//! number of modules, `-- 0` leaves the made-up pack out.
//!
//! The yardstick, in the same run, is the same build without PDFs.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

use support::{folder::Scratch, packs, process};

/// Modules of the made-up pack that have PDFs of their own; guides, of which there are 30 among a
/// hundred, have none.
const PRINTED: usize = 1_000;
const TIMES: usize = 5;
const LONGEST: Duration = Duration::from_secs(1_800);

/// What one pack came to.
struct Row {
    name: String,
    pdfs: usize,
    pages: usize,
    /// Processor seconds of a build with PDFs, and without.
    with: f64,
    without: f64,
    /// MiB.
    memory: f64,
}

impl Row {
    /// Processor seconds of the PDFs alone.
    fn paper(&self) -> f64 {
        self.with - self.without
    }
}

fn main() -> io::Result<()> {
    let printed = env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(PRINTED);
    println!(
        "| pack | PDFs | pages | with PDFs, s | without, s | ratio | PDFs a second | pages a second | memory |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    let scratch = Scratch::new("print")?;
    let shipped = measured("shipped", Path::new(env!("CARGO_MANIFEST_DIR")), &scratch, TIMES)?;
    tell(&shipped);
    let mut goals = vec![("all PDFs of the shipped pack, processor seconds", 3.0, shipped.paper())];
    if printed > 0 {
        let pack = scratch.path().join("pack");
        packs::write(&pack, printed * 100 / 70)?;
        let made_up = measured(&format!("{printed} printed modules"), &pack, &scratch, 1)?;
        tell(&made_up);
        goals.push(("peak memory at 1,000 printed modules, MiB", 1024.0, made_up.memory));
    }
    println!("\n| goal | most | measured | |\n|---|---:|---:|---|");
    for (goal, most, measured) in goals {
        let met = if measured <= most { "met" } else { "not met" };
        println!("| {goal} | {most} | {measured:.2} | {met} |");
    }
    Ok(())
}

fn tell(row: &Row) {
    println!(
        "| {} | {} | {} | {:.2} | {:.2} | {:.1} | {:.0} | {:.0} | {:.0} MiB |",
        row.name,
        row.pdfs,
        row.pages,
        row.with,
        row.without,
        row.with / row.without,
        row.pdfs as f64 / row.paper(),
        row.pages as f64 / row.paper(),
        row.memory
    );
}

fn measured(name: &str, pack: &Path, scratch: &Scratch, times: usize) -> io::Result<Row> {
    let output = scratch.path().join("output");
    let build = |more: &[&str]| -> io::Result<f64> {
        let _ = fs::remove_dir_all(&output);
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
        command.arg("build").args(more).arg("--pack").arg(pack).arg("--output").arg(&output);
        let ran = process::run(&mut command, LONGEST)?;
        if !ran.status.is_some_and(|status| status.success()) {
            return Err(io::Error::other(format!("{command:?} failed")));
        }
        Ok(ran.seconds)
    };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..times {
        without.push(build(&["--no-pdf"])?);
        with.push(build(&[])?);
    }
    let memory = process::largest_child();
    let mut pdfs = Vec::new();
    collect(&output, &mut pdfs)?;
    let pages = pdfs.iter().map(|pdf| {
        let document = lopdf::Document::load(pdf).map_err(io::Error::other)?;
        Ok(document.get_pages().len())
    });
    let pages = pages.sum::<io::Result<usize>>()?;
    let (with, without) = (middle(with), middle(without));
    Ok(Row { name: name.to_owned(), pdfs: pdfs.len(), pages, with, without, memory })
}

fn collect(folder: &Path, pdfs: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, pdfs)?;
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            pdfs.push(path);
        }
    }
    Ok(())
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
