//! What 200 KB of anything costs beside 100 KB of it: as a module's text, as its front matter and
//! as `pack.yaml`. `cargo bench --bench hostile`; a word that is given picks the inputs whose
//! names hold it, and `--all` prints those too that are as they should be.
//!
//! A cost is the processor time of `build` and of `check --format json` together, less that for
//! 1 KB of the same; the least of several runs.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

mod support {
    pub(crate) mod dice;
    pub(crate) mod folder;
    pub(crate) mod hostile;
    pub(crate) mod process;
}

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, io};

use support::folder::Scratch;
use support::hostile::{INPUTS, Input};
use support::process;

const LITTLE: usize = 1_000;
const SMALL: usize = 100_000;
/// How much more twice as much may cost.
const MOST: f64 = 3.0;
/// Below this many seconds at 200 KB, there is nothing to compare.
const NOTHING: f64 = 0.003;
/// Nobody waits longer.
const LONGEST: Duration = Duration::from_secs(10);

const PLACES: [Place; 3] = [Place::Module, Place::FrontMatter, Place::Pack];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Module,
    FrontMatter,
    Pack,
}

/// What came of an input in a place.
enum Outcome {
    /// Seconds for 100 KB and 200 KB.
    Costs(f64, f64),
    /// It crashed, or took too long.
    Failed(&'static str),
}

impl Outcome {
    fn is_met(&self) -> bool {
        match self {
            Self::Costs(small, large) => *large < NOTHING || large / small <= MOST,
            Self::Failed(_) => false,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Costs(_, large) if *large < NOTHING => "under 3 ms".to_owned(),
            Self::Costs(small, large) => {
                let sign = if self.is_met() { "" } else { " **not met**" };
                format!("{:.0} ms × {:.1}{sign}", small * 1000.0, large / small)
            }
            Self::Failed(how) => format!("**{how}**"),
        }
    }
}

fn main() -> io::Result<()> {
    let given: Vec<String> =
        env::args().skip(1).filter(|word| word != "--bench" && word != "--all").collect();
    let all = env::args().any(|word| word == "--all");
    let chosen = INPUTS
        .iter()
        .filter(|(name, _)| given.is_empty() || given.iter().any(|word| name.contains(word)));
    let scratch = Scratch::new("hostile")?;
    println!("| input | module | front matter | pack.yaml |\n|---|---|---|---|");
    let (mut measured, mut met, mut worst, mut slowest) = (0, 0, 0.0_f64, 0.0_f64);
    for input in chosen {
        let mut words = Vec::new();
        let mut good = true;
        for place in PLACES {
            let outcome = measure(scratch.path(), *input, place)?;
            measured += 1;
            met += usize::from(outcome.is_met());
            good &= outcome.is_met();
            if let Outcome::Costs(small, large) = outcome {
                slowest = slowest.max(large);
                if large >= NOTHING {
                    worst = worst.max(large / small);
                }
            }
            words.push(outcome.words());
        }
        if all || !good {
            println!("| {} | {} |", input.0.replace('|', "\\|"), words.join(" | "));
        }
    }
    println!("\n| goal | most | measured | |\n|---|---:|---:|---|");
    let sign = if met == measured { "met" } else { "not met" };
    println!("| time of 200 KB over 100 KB, worst of {measured} | {MOST} | {worst:.1} | {sign} |");
    println!("\n{met} of {measured} met; the slowest 200 KB cost {:.0} ms", slowest * 1000.0);
    Ok(())
}

fn measure(root: &Path, (_, make): Input, place: Place) -> io::Result<Outcome> {
    let mut times = 3;
    loop {
        let mut costs = [0.0; 3];
        for (cost, size) in costs.iter_mut().zip([LITTLE, SMALL, 2 * SMALL]) {
            write(root, place, &make(size))?;
            match least(root, times)? {
                Ok(seconds) => *cost = seconds,
                Err(how) => return Ok(Outcome::Failed(how)),
            }
        }
        let [little, small, large] = costs;
        // Half a millisecond is what the clock may be wrong by.
        let outcome = Outcome::Costs((small - little).max(0.0005), large - little);
        // A small sum is soon drowned by what else the machine does.
        if outcome.is_met() || times > 10 {
            return Ok(outcome);
        }
        times *= 2;
    }
}

/// A pack with one module, and `bytes` in it somewhere.
fn write(root: &Path, place: Place, bytes: &[u8]) -> io::Result<()> {
    let with = |here: Place, head: &str, tail: &str| {
        let bytes = if here == place { bytes } else { b"" };
        [head.as_bytes(), bytes, tail.as_bytes()].concat()
    };
    fs::create_dir_all(root.join("content/guides"))?;
    fs::write(root.join("pack.yaml"), with(Place::Pack, "title: A pack\n", ""))?;
    let glossary = "- {term: steward, definition: A rep., also: [mentor, one word]}\n";
    fs::write(root.join("content/glossary.yaml"), glossary)?;
    let front = with(Place::FrontMatter, "---\ntitle: A page\n", "\n---\n\nText.\n\n");
    let module = [front, with(Place::Module, "", "")].concat();
    fs::write(root.join("content/guides/x.md"), module)
}

/// The least processor time of several runs, or how one failed.
fn least(root: &Path, times: usize) -> io::Result<Result<f64, &'static str>> {
    let output = root.join("output");
    let mut least = f64::MAX;
    for _ in 0..times {
        let mut seconds = 0.0;
        for arguments in [&["build", "--no-pdf"][..], &["check", "--format", "json"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
            command.args(arguments).arg("--pack").arg(root);
            let ran = process::run(&mut command, LONGEST)?;
            match ran.status.map(|status| status.code()) {
                None => return Ok(Err("longer than 10 s")),
                Some(Some(0 | 1)) => seconds += ran.seconds,
                Some(_) => return Ok(Err("crash")),
            }
        }
        if output.exists() {
            fs::remove_dir_all(&output)?;
        }
        least = least.min(seconds);
        // Far from any doubt, once is enough.
        if seconds > 1.0 {
            break;
        }
    }
    Ok(Ok(least))
}
