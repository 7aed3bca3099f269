//! Following addresses on the web, for `check --ready --external`.
//!
//! The program itself speaks to no network. It asks curl, which Windows, macOS and most others
//! bring: curl knows the machine's certificates and its proxy, which a program on an office laptop
//! could not find out, and no TLS has to be kept safe here.

use std::io;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::check::WebLink;

/// Addresses asked at one time.
const AT_ONCE: usize = 8;
/// Seconds after which an address does not answer.
const PATIENCE: &str = "20";
/// Answers that only refuse programs: the page is there for people.
const REFUSES_PROGRAMS: [u16; 4] = [401, 403, 405, 429];

/// Asks each address. `None` where it answers, else why not.
///
/// # Errors
/// There is no curl.
pub(super) fn follow(links: &[WebLink]) -> io::Result<Vec<Option<String>>> {
    if links.is_empty() {
        return Ok(Vec::new());
    }
    curl(&["--version"])?;
    let answers = Mutex::new(vec![None; links.len()]);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(links.len()) {
            scope.spawn(|| {
                while let Some((at, link)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    links.get(at).map(|link| (at, link))
                } {
                    let answer = ask(&link.address);
                    if let Ok(mut answers) = answers.lock() {
                        answers[at] = answer;
                    }
                }
            });
        }
    });
    Ok(answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

fn ask(address: &str) -> Option<String> {
    // Some servers answer only when asked for the page itself.
    verdict(address, true).and_then(|_| verdict(address, false))
}

fn verdict(address: &str, head: bool) -> Option<String> {
    let mut arguments = vec![
        "--silent",
        "--show-error",
        "--location",
        "--globoff",
        "--proto",
        "=http,https",
        "--max-time",
        PATIENCE,
        "--output",
        if cfg!(windows) { "NUL" } else { "/dev/null" },
        "--write-out",
        "%{http_code}",
    ];
    if head {
        arguments.push("--head");
    }
    arguments.extend(["--url", address]);
    match curl(&arguments) {
        Err(error) => Some(error.to_string()),
        Ok((true, told, _)) => match told.trim().parse::<u16>() {
            Ok(code) if code < 400 || REFUSES_PROGRAMS.contains(&code) => None,
            Ok(404 | 410) => Some("the page is gone (404)".to_owned()),
            _ => Some(format!("the server says {}", told.trim())),
        },
        Ok((false, _, reason)) => {
            // `curl: (6) Could not resolve host: ...`
            let reason = reason.trim();
            let words = reason.split_once(") ").map_or(reason, |(_, words)| words);
            Some(words.lines().next().unwrap_or("it cannot be reached").to_owned())
        }
    }
}

/// Runs curl: whether it went well, what it printed, what it complained of.
fn curl(arguments: &[&str]) -> io::Result<(bool, String, String)> {
    let ran = Command::new("curl").args(arguments).stdin(Stdio::null()).output()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((ran.status.success(), text(ran.stdout), text(ran.stderr)))
}
