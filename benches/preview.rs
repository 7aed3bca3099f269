//! How long a saved edit takes until a browser shows it: `cargo bench --bench preview`. The shipped
//! pack, and a made-up one of 1,000 modules; other sizes can be given. Needs Chromium and its driver.
//!
//! The clock runs from just before the file is written until the first frame that the new page has
//! drawn, as the page itself says; both read the machine's own clock.

#![allow(missing_docs, unreachable_pub, clippy::print_stdout, dead_code)]

#[path = "../tests/browser/support/browser.rs"]
mod browser;
#[path = "../tests/browser/support/chromedriver.rs"]
mod chromedriver;
#[path = "../tests/browser/support/devtools.rs"]
mod devtools;
#[path = "../tests/browser/support/preview.rs"]
mod preview;
mod support;
#[path = "../tests/browser/support/tools.rs"]
mod tools;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs, io};

use browser::{Browser, with_browser};
use mentorpack::check::check;
use mentorpack::diagnostic::Diagnostics;
use mentorpack::load::load;
use mentorpack::pack::Pack;
use mentorpack::project::Project;
use mentorpack::render::{Occasion, render};
use mentorpack::source::Sources;
use mentorpack::theme::Theme;
use preview::Preview;
use serde_json::json;
use support::{folder::Scratch, packs, process};

const EDITS: usize = 20;

/// In each new document: when its first frame was drawn.
const DRAWN: &str = "addEventListener('DOMContentLoaded', () =>
    requestAnimationFrame(() => requestAnimationFrame(() => {
        window.drawn = performance.timeOrigin + performance.now();
    })))";

fn main() -> io::Result<()> {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000] } else { sizes };
    println!("| pack | edit to visible, median of {EDITS} | fastest | slowest | goal | |");
    println!("|---|---:|---:|---:|---:|---|");
    let scratch = Scratch::new("preview")?;
    let shipped = scratch.path().join("shipped");
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), &shipped)?;
    let module = "content/workshops/mentoring-in-45-minutes.md";
    line("the shipped one", &shipped, module, 150.0);
    for size in &sizes {
        let pack = scratch.path().join(size.to_string());
        packs::write(&pack, *size)?;
        let module = first_guide(&pack)?;
        line(&format!("{size} modules"), &pack, &module, 400.0);
    }
    println!();
    println!("| one rebuild, processor ms | load | theme | assemble | check | render |");
    println!("|---|---:|---:|---:|---:|---:|");
    stages("the shipped one", &shipped)?;
    for size in sizes {
        stages(&format!("{size} modules"), &scratch.path().join(size.to_string()))?;
    }
    Ok(())
}

/// Where the time of one rebuild goes: medians of the processor's time, all threads together.
fn stages(name: &str, pack: &Path) -> io::Result<()> {
    let mut times: [Vec<f64>; 5] = Default::default();
    for _ in 0..EDITS {
        let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
        let project = Project::open(&mut d, &mut sources, pack).map_err(io::Error::other)?;
        let editions = project.settings.editions.clone();
        let mut last = process::own_seconds();
        let mut clock = |at: usize| {
            let now = process::own_seconds();
            times[at].push((now - last) * 1000.0);
            last = now;
        };
        let loaded = load(&mut d, &mut sources, &project).map_err(io::Error::other)?;
        clock(0);
        let theme = Theme::load(&mut d, &mut sources, &project).map_err(io::Error::other)?;
        let theme = theme.expect("a theme");
        clock(1);
        let made = Pack::assemble(&mut d, &sources, project.settings, loaded);
        clock(2);
        let checked = check(&mut d, &sources, made, None).expect("a sound pack");
        clock(3);
        for edition in &editions {
            let cut = checked.edition(edition);
            render(&mut d, &cut, &theme, Occasion::default(), None)
                .map_err(io::Error::other)?
                .expect("pages");
        }
        clock(4);
    }
    let medians = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        format!("{:.1}", times[times.len() / 2])
    });
    println!("| {name} | {} |", medians.join(" | "));
    Ok(())
}

fn line(name: &str, pack: &Path, module: &str, goal: f64) {
    let mut times = Vec::new();
    with_browser(async |browser: &Browser| times = measured(browser, pack, module).await);
    times.sort_by(f64::total_cmp);
    let median = (times[EDITS / 2 - 1] + times[EDITS / 2]) / 2.0;
    let met = if median <= goal { "met" } else { "not met" };
    let (first, last) = (times[0], times[EDITS - 1]);
    println!("| {name} | {median:.0} ms | {first:.0} ms | {last:.0} ms | {goal:.0} ms | {met} |");
}

/// Milliseconds of each edit.
async fn measured(browser: &Browser, pack: &Path, module: &str) -> Vec<f64> {
    let preview = Preview::of(pack);
    let page = module.trim_start_matches("content/").replace(".md", ".html");
    let parameters = json!({ "source": DRAWN });
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", parameters).await;
    browser.show(&preview.page(&format!("tutor/{page}"))).await;
    let file = pack.join(module);
    let text = fs::read_to_string(&file).expect("a module");
    let mut times = Vec::new();
    // The first two warm up what is made only once.
    for edit in 0..EDITS + 2 {
        let new = format!("{text}\nThis is edit {edit} of many.\n");
        let saved = now();
        fs::write(&file, new).expect("a file can be written");
        let shown = format!(
            "window.drawn && document.body.textContent.includes('This is edit {edit} of many.')"
        );
        browser.wait_until("the edit", &shown).await;
        let drawn = browser.eval("return window.drawn", Vec::new()).await;
        if edit >= 2 {
            times.push(drawn.as_f64().expect("a time") - saved);
        }
    }
    times
}

/// Milliseconds since 1970, as pages count them.
fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    since.as_secs_f64() * 1000.0
}

fn first_guide(pack: &Path) -> io::Result<String> {
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(pack.join("content/guides"))? {
        names.push(entry?.path());
    }
    names.sort();
    let name = names[0].file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("content/guides/{name}"))
}

/// What makes the repository a pack, and nothing else of it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for part in ["pack.yaml", "content", "scenarios", "themes"] {
        for entry in walkdir::WalkDir::new(from.join(part)) {
            let entry = entry?;
            let inside = entry.path().strip_prefix(from).unwrap_or(entry.path());
            let place = to.join(inside);
            if entry.file_type().is_dir() {
                fs::create_dir_all(place)?;
            } else {
                fs::create_dir_all(place.parent().unwrap_or(to))?;
                fs::copy(entry.path(), place)?;
            }
        }
    }
    Ok(())
}
