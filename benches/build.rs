//! What a whole build costs, on made-up packs of 100, 1,000 and 10,000 modules: one edition, all
//! features on but PDFs, in a folder in memory. `cargo bench --bench build`; other sizes can be
//! given. `cargo bench --bench build -- --write FOLDER 1000` only writes a pack, to look into.
//!
//! The yardstick, in the same run, is pulldown-cmark alone: a process that reads, parses and
//! writes the same files one by one and does nothing else.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

use support::{folder::Scratch, packs, process};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// The word that makes this program the yardstick.
const YARDSTICK: &str = "--only-markdown";
/// The word that has only a pack written.
const WRITE: &str = "--write";
const LONGEST: Duration = Duration::from_secs(300);

/// What one size came to.
struct Row {
    modules: usize,
    /// Processor seconds of a build.
    build: f64,
    /// Processor seconds of the yardstick.
    yardstick: f64,
    /// MiB.
    memory: f64,
    /// Index over Markdown, in bytes.
    index: f64,
}

impl Row {
    fn millis_a_page(&self) -> f64 {
        self.build * 1000.0 / self.modules as f64
    }
}

fn main() -> io::Result<()> {
    let given: Vec<String> = env::args().skip(1).collect();
    if let Some(at) = given.iter().position(|word| word == YARDSTICK) {
        return only_markdown(Path::new(&given[at + 1]), Path::new(&given[at + 2]));
    }
    if let Some(at) = given.iter().position(|word| word == WRITE) {
        let modules = given[at + 2].parse().map_err(io::Error::other)?;
        packs::write(Path::new(&given[at + 1]), modules)?;
        return Ok(());
    }
    let sizes: Vec<usize> = given.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    println!(
        "| modules | build, ms a page | pulldown-cmark alone | ratio | memory | index / Markdown |"
    );
    println!("|---:|---:|---:|---:|---:|---:|");
    let mut rows = Vec::new();
    for modules in sizes {
        let row = measured(modules)?;
        println!(
            "| {} | {:.3} | {:.3} | {:.1} | {:.0} MiB | {:.2} |",
            row.modules,
            row.millis_a_page(),
            row.yardstick * 1000.0 / row.modules as f64,
            row.build / row.yardstick,
            row.memory,
            row.index
        );
        rows.push(row);
    }
    println!();
    goals(&rows);
    Ok(())
}

fn goals(rows: &[Row]) {
    println!("| goal | most | measured | |\n|---|---:|---:|---|");
    let line = |goal: &str, most: f64, measured: f64| {
        let met = if measured <= most { "met" } else { "not met" };
        println!("| {goal} | {most} | {measured:.2} | {met} |");
    };
    let of = |modules: usize| rows.iter().find(|row| row.modules == modules);
    if let (Some(some), Some(many)) = (of(1_000), of(10_000)) {
        let growth = many.millis_a_page() / some.millis_a_page();
        line("time per page, 10,000 over 1,000 modules", 1.3, growth);
    }
    for row in rows {
        let goal = format!("build over pulldown-cmark alone, {} modules", row.modules);
        line(&goal, 12.0, row.build / row.yardstick);
    }
    if let Some(many) = of(10_000) {
        line("peak memory at 10,000 modules, MiB", 600.0, many.memory);
    }
    for row in rows {
        let goal = format!("search index over Markdown, {} modules", row.modules);
        line(&goal, 0.6, row.index);
    }
}

fn measured(modules: usize) -> io::Result<Row> {
    let scratch = Scratch::new("build")?;
    let pack = scratch.path().join("pack");
    let output = scratch.path().join("output");
    let markdown = packs::write(&pack, modules)?;
    // Small packs are over so soon that other programs would show.
    let times = (4_000 / modules).clamp(5, 15);
    let (mut builds, mut yardsticks) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let mut build = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
        build.arg("build").arg("--no-pdf").args(["--edition", "participant", "--pack"]);
        builds.push(once(build.arg(&pack).arg("--output").arg(&output), &output)?);
        let mut alone = Command::new(env::current_exe()?);
        alone.arg(YARDSTICK).arg(&pack);
        let other = scratch.path().join("alone");
        yardsticks.push(once(alone.arg(&other), &other)?);
    }
    // Once more, for its size.
    let mut build = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
    build.args(["build", "--no-pdf", "--edition", "participant", "--pack"]).arg(&pack);
    process::run(build.arg("--output").arg(&output), LONGEST)?;
    let index = bytes(&output.join("participant/assets/search"))?;
    Ok(Row {
        modules,
        build: middle(builds),
        yardstick: middle(yardsticks),
        memory: process::largest_child(),
        index: index as f64 / markdown as f64,
    })
}

/// Processor seconds of one run into an empty place.
fn once(command: &mut Command, output: &Path) -> io::Result<f64> {
    let ran = process::run(command, LONGEST)?;
    if !ran.status.is_some_and(|status| status.success()) {
        return Err(io::Error::other(format!("{command:?} failed")));
    }
    fs::remove_dir_all(output)?;
    Ok(ran.seconds)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn bytes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// The yardstick: every module through pulldown-cmark, front matter passed over, and nothing else.
fn only_markdown(pack: &Path, output: &Path) -> io::Result<()> {
    use pulldown_cmark::{Options, Parser, html};
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut folders = vec![pack.join("content"), pack.join("scenarios")];
    while let Some(folder) = folders.pop() {
        let place = output.join(folder.strip_prefix(pack).unwrap_or(&folder));
        fs::create_dir_all(&place)?;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(&path)?;
                let mut page = String::with_capacity(text.len() * 3 / 2);
                html::push_html(&mut page, Parser::new_ext(&text, options));
                fs::write(place.join(entry.file_name()).with_extension("html"), page)?;
            }
        }
    }
    Ok(())
}
