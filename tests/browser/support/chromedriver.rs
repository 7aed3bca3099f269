//! Chromium's driver: started on a port that the system picks, and killed at the end. What it
//! started goes with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::tools::program;

#[derive(Debug)]
pub(super) struct Chromedriver {
    process: Child,
    /// Kept open: a driver that cannot write would end.
    _said: BufReader<ChildStdout>,
    port: u16,
}

impl Chromedriver {
    pub(super) fn start() -> Self {
        let mut process = Command::new(program("chromedriver"))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut said = BufReader::new(process.stdout.take().expect("a pipe"));
        let port = port(&mut said);
        Self { process, _said: said, port }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Reads up to "ChromeDriver was started successfully on port 41234."
fn port(said: &mut impl BufRead) -> u16 {
    let lines = said.lines().map_while(Result::ok);
    let mut ports = lines.filter_map(|line| {
        let (_, port) = line.split_once("successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    ports.next().expect("chromedriver says on which port it listens")
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
