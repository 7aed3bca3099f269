//! Opening the reader's own browser.

use std::io;
use std::process::{Command, Stdio};

/// Opens `url` in the browser that this machine opens addresses with.
pub(super) fn open(url: &str) -> io::Result<()> {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        // `start` takes the first word in quotes for a title.
        command.args(["/c", "start", "", url]);
        command
    } else if cfg!(target_os = "macos") {
        let mut command = Command::new("open");
        command.arg(url);
        command
    } else {
        let mut command = Command::new("xdg-open");
        command.arg(url);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut opener = command.spawn()?;
    // It may live as long as the browser does, so somebody has to wait for it elsewhere.
    std::thread::spawn(move || opener.wait());
    Ok(())
}
