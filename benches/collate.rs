//! What it costs to collate 1,000 returns, each a file of its own, of the shipped pack's form that
//! people fill in most. `cargo bench --bench collate`; another number can be given.
//!
//! The yardstick, in the same run, is a process that reads the same files and parses them with
//! serde_json, and does nothing else.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/process.rs"]
mod process;

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

use folder::Scratch;

/// The word that makes this program the yardstick.
const YARDSTICK: &str = "--only-json";
const LONGEST: Duration = Duration::from_secs(120);
const TIMES: usize = 9;

fn main() -> io::Result<()> {
    let given: Vec<String> = env::args().skip(1).collect();
    if let Some(at) = given.iter().position(|word| word == YARDSTICK) {
        return only_json(Path::new(&given[at + 1]));
    }
    let returns = given.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000);
    let scratch = Scratch::new("collate")?;
    let pile = scratch.path().join("pile");
    fs::create_dir(&pile)?;
    for number in 0..returns {
        fs::write(pile.join(format!("{number}.json")), filled(number))?;
    }
    let output = scratch.path().join("out");
    let (mut collates, mut merges, mut yardsticks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        for times in [&mut collates, &mut merges] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
            command.args(["--pack", env!("CARGO_MANIFEST_DIR"), "collate"]).arg(&pile);
            times.push(once(command.arg("--output").arg(output.join("register.csv")))?);
        }
        let register = fs::read_to_string(output.join("register.csv"))?;
        assert_eq!(register.matches("example.org").count(), returns, "every return is a row");
        assert!(!output.join("rejects.csv").exists(), "none is rejected");
        fs::remove_dir_all(&output)?;
        let mut alone = Command::new(env::current_exe()?);
        yardsticks.push(once(alone.arg(YARDSTICK).arg(&pile))?);
    }
    let [collate, merge, yardstick] = [collates, merges, yardsticks].map(middle);
    println!("| {returns} returns | processor time | over serde_json alone |\n|---|---:|---:|");
    let row = |what: &str, seconds: f64| {
        println!("| {what} | {:.0} ms | {:.1} |", seconds * 1000.0, seconds / yardstick);
    };
    row("collated to a new register", collate);
    row("collated once more, all there already", merge);
    row("serde_json alone", yardstick);
    println!();
    let met = if collate < 1.0 { "met" } else { "not met" };
    println!("| goal | most | measured | |\n|---|---:|---:|---|");
    println!("| processor time | 1 s | {collate:.3} s | {met} |");
    Ok(())
}

fn once(command: &mut Command) -> io::Result<f64> {
    let ran = process::run(command, LONGEST)?;
    if !ran.status.is_some_and(|status| status.success()) {
        return Err(io::Error::other(format!("{command:?} failed")));
    }
    Ok(ran.seconds)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// An expression of interest, with some words besides.
fn filled(number: usize) -> String {
    let more = "We would want it on a Saturday, as most of us work shifts. ".repeat(number % 5);
    let value = serde_json::json!({
        "form": "expression-of-interest", "version": "1.0", "saved": "2026-11-22",
        "returns": [{
            "full_name": format!("Person {number}"),
            "branch": format!("Branch {}", number % 60),
            "phone": format!("07700 9{number:05}"),
            "email": format!("person{number}@example.org"),
            "interest": ["workshop", "other"],
            "interest_other": format!("Something else: {more}"),
            "preferred_contact": "phone",
        }]
    });
    value.to_string()
}

fn only_json(pile: &Path) -> io::Result<()> {
    let mut returns = 0;
    for file in fs::read_dir(pile)? {
        let value: serde_json::Value = serde_json::from_slice(&fs::read(file?.path())?)?;
        returns += value["returns"].as_array().map_or(0, Vec::len);
    }
    assert!(returns > 0, "there was something to read");
    Ok(())
}
