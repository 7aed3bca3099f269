//! A preview of a pack, running until it is dropped.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use url::Url;

#[derive(Debug)]
pub(crate) struct Preview {
    process: Child,
    /// Kept open: a program that cannot write would end.
    _said: BufReader<ChildStdout>,
    address: Url,
}

impl Preview {
    /// Starts to serve the pack in a folder.
    pub(crate) fn of(root: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_mentorpack"))
            .args(["serve", "--port", "0", "--pack"])
            .arg(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("mentorpack starts");
        let mut said = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert_ne!(said.read_line(&mut line).expect("words"), 0, "the preview starts");
        }
        let address = line.split_whitespace().find_map(|word| Url::parse(word).ok());
        Self { process, _said: said, address: address.expect("an address") }
    }

    /// A page, from the root.
    pub(crate) fn page(&self, path: &str) -> Url {
        self.address.join(path).expect("a path")
    }

    /// The process, for those who ask the system about it.
    #[allow(dead_code, reason = "only the bench asks")]
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
