//! What a release costs beside a build of the same edition: `cargo bench --no-default-features
//! --bench release`; `-- 1000` takes another number of modules.
//!
//! The yardstick, in the same run, is `build --no-pdf` of the same edition; the release has no PDFs
//! either, since those cost the same in both.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

use support::{folder::Scratch, packs, process};

const MODULES: usize = 10_000;
const LONGEST: Duration = Duration::from_secs(1_800);
/// Processor time of a release over that of a build, at most.
const MOST: f64 = 10.0;

fn main() -> io::Result<()> {
    let modules = env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(MODULES);
    let scratch = Scratch::new("release")?;
    let pack = scratch.path().join("pack");
    packs::write(&pack, modules)?;
    let output = scratch.path().join("output");
    let output = output.to_string_lossy();
    let build =
        cost(&pack, &["build", "--no-pdf", "--edition", "participant", "--output", &output])?;
    let plain = process::largest_child();
    let to = scratch.path().join("to");
    let release = cost(
        &pack,
        &[
            "release",
            "--no-pdf",
            "--draft",
            "--edition",
            "participant",
            "--to",
            &to.to_string_lossy(),
        ],
    )?;
    let memory = process::largest_child();
    let mut sent = 0;
    for entry in fs::read_dir(&to)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with("-to-send") {
            for file in fs::read_dir(path)? {
                let file = file?;
                println!(
                    "{}  {} bytes",
                    file.file_name().to_string_lossy(),
                    file.metadata()?.len()
                );
                sent += 1;
            }
        }
    }
    println!("\n| modules | build, s | release, s | ratio | memory of both | files to send |");
    println!("|---:|---:|---:|---:|---:|---:|");
    let ratio = release / build;
    println!(
        "| {modules} | {build:.2} | {release:.2} | {ratio:.1} | {plain:.0} and {memory:.0} MiB | {sent} |"
    );
    let met = if ratio <= MOST { "met" } else { "not met" };
    println!("\n| goal | most | measured | |\n|---|---:|---:|---|");
    println!("| a release over a build | {MOST} | {ratio:.2} | {met} |");
    Ok(())
}

fn cost(pack: &Path, arguments: &[&str]) -> io::Result<f64> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
    command.args(arguments).arg("--pack").arg(pack);
    let ran = process::run(&mut command, LONGEST)?;
    if !ran.status.is_some_and(|status| status.success()) {
        return Err(io::Error::other(format!("{command:?} failed")));
    }
    Ok(ran.seconds)
}
