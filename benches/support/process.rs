//! What a process cost: processor time and memory, by the kernel's account of finished children.
//!
//! Wall time would measure whoever else uses the machine.

use std::io;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A child that has ended.
pub(crate) struct Ran {
    /// Processor time of all its threads, user's and system's together, in seconds.
    pub(crate) seconds: f64,
    /// How it ended; none where it was stopped for taking too long.
    pub(crate) status: Option<ExitStatus>,
}

/// Runs a command to its end, or until `longest` has passed, without its output.
pub(crate) fn run(command: &mut Command, longest: Duration) -> io::Result<Ran> {
    let before = used().0;
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if begun.elapsed() > longest {
            child.kill()?;
            child.wait()?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    Ok(Ran { seconds: used().0 - before, status })
}

/// The most memory that any child has had, in MiB.
#[allow(dead_code, reason = "not every bench asks")]
pub(crate) fn largest_child() -> f64 {
    used().1
}

/// Processor time of this process, all threads together, in seconds.
#[allow(dead_code, reason = "not every bench asks")]
#[cfg(unix)]
pub(crate) fn own_seconds() -> f64 {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the kernel keeps account");
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    micros as f64 / 1e6
}

#[allow(dead_code, reason = "not every bench asks")]
#[cfg(not(unix))]
pub(crate) fn own_seconds() -> f64 {
    panic!("these benches ask a Unix kernel what a process cost")
}

/// Processor time of all finished children, and the most memory that one of them had in MiB.
#[cfg(unix)]
fn used() -> (f64, f64) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel keeps account");
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Bytes on macOS, KiB elsewhere.
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    (micros as f64 / 1e6, usage.max_rss() as f64 / unit)
}

#[cfg(not(unix))]
fn used() -> (f64, f64) {
    panic!("these benches ask a Unix kernel what a process cost")
}
