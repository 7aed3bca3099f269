//! What the search index costs on a pack of 10,000 modules: bytes beside the Markdown's, processor
//! time a page, memory, and what a first search reads. `cargo bench --bench search_size`; another
//! number of pages can be given.

#![allow(missing_docs, clippy::print_stdout)]

#[path = "../tests/suite/search/generated.rs"]
mod generated;

use generated::Pack;
use mentorpack::render::html::search::index;
use std::process::Command;
use std::time::Instant;

fn main() {
    let count = std::env::args().skip(1).find_map(|given| given.parse().ok()).unwrap_or(10_000);
    let pack = Pack::make(count);
    let pages = pack.pages();
    let before = memory("VmRSS");
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let mut times: Vec<f64> = Vec::new();
    let mut timed = || {
        let began = Instant::now();
        let made = one.install(|| index(&pages));
        times.push(began.elapsed().as_secs_f64() * 1000.0 / count as f64);
        made
    };
    for _ in 0..4 {
        timed();
    }
    let made = timed();
    let peak = memory("VmHWM");
    let all: usize = made.files.iter().map(|(_, bytes)| bytes.len()).sum();
    let markdown = pack.markdown_bytes();
    times.sort_by(f64::total_cmp);
    println!("pages {count}, Markdown {markdown} bytes");
    println!(
        "index {all} bytes in {} files: {:.3}",
        made.files.len(),
        all as f64 / markdown as f64
    );
    println!("one thread: best {:.4} ms a page, middle {:.4}", times[0], times[2]);
    println!("memory: {before} kB with the pack, {peak} kB at the peak, index included");
    for kind in ["root", "words", "lists", "long", "pages"] {
        let of_kind = made.files.iter().filter(|(path, _)| path.contains(&format!("/{kind}.")));
        let sizes: Vec<usize> = of_kind.map(|(_, bytes)| bytes.len()).collect();
        let largest = sizes.iter().max().copied().unwrap_or(0);
        println!(
            "  {kind}: {} files, {} bytes, largest {largest}",
            sizes.len(),
            sizes.iter().sum::<usize>()
        );
    }

    let folder = std::env::temp_dir().join(format!("mentorpack-search-{}", std::process::id()));
    for (path, bytes) in &made.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let questions = [
        "me",
        "co",
        "s",
        "st",
        "pr",
        "th",
        "you",
        "mentor",
        "mentored",
        "confid",
        "mentor mentee",
        "branch meet",
        "the",
    ];
    let answer = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/ask.js"))
        .arg(&folder)
        .arg(&made.root)
        .args(questions)
        .output()
        .expect("node");
    for line in String::from_utf8_lossy(&answer.stdout).lines() {
        println!("  {}", line.split(",\"hits\"").next().unwrap_or(line));
    }
    print!("{}", String::from_utf8_lossy(&answer.stderr));
    std::fs::remove_dir_all(folder).expect("an empty place");
}

/// A figure out of the kernel's account of this process, where there is one.
fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    line.map_or_else(|| "?".to_owned(), |line| line.replace("kB", "").trim().to_owned())
}
