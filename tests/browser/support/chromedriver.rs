//! Chromium's driver: started on a port that the system picks, and killed at the end. What it
//! started goes with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::tools::program;

/// How often a driver is started before it is given up.
const TRIES: usize = 5;

#[derive(Debug)]
pub(super) struct Chromedriver {
    process: Child,
    /// Kept open: a driver that cannot write would end.
    _said: BufReader<ChildStdout>,
    port: u16,
}

impl Chromedriver {
    /// Starts one, with a few tries: the driver picks a port for one kind of address and then asks
    /// for the same of the other, which another driver may have taken in the meantime.
    pub(super) fn start() -> Self {
        (0..TRIES).find_map(|_| Self::try_to_start()).expect("chromedriver says where it listens")
    }

    fn try_to_start() -> Option<Self> {
        let mut process = Command::new(program("chromedriver"))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut said = BufReader::new(process.stdout.take().expect("a pipe"));
        let port = port(&mut said);
        // Killed and waited for on the way out if it did not listen.
        let started = Self { process, _said: said, port: port.unwrap_or_default() };
        port.map(|_| started)
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Reads up to "ChromeDriver was started successfully on port 41234."
/// `None` where it ends without.
fn port(said: &mut impl BufRead) -> Option<u16> {
    let lines = said.lines().map_while(Result::ok);
    let mut ports = lines.filter_map(|line| {
        let (_, port) = line.split_once("successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    ports.next()
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
