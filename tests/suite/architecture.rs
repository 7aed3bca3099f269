//! The house keeps its order: what may name what, embed, write, read the clock.

use std::fs;

use crate::support::{shipped, tree};

/// A file of the source: its path from `src`, its module at the top, its text without tests.
struct Source {
    path: String,
    room: String,
    text: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    tree(&shipped().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| {
            let whole = String::from_utf8(bytes).unwrap();
            let room = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            let lines = whole.lines().count();
            let text = whole.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            Source { path, room, text, lines }
        })
        .filter(|source| !source.path.contains("/tests/") && !source.path.ends_with("/tests.rs"))
        .collect()
}

/// Rooms in the order of `lib.rs`.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(shipped().join("src/lib.rs")).unwrap();
    let named = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    named.map(str::to_owned).collect()
}

/// Code without comments, line by line and counted from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Lines of code that hold one of `words`, in rooms other than `allowed`.
fn lines_with(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !allowed.contains(&&*source.room)) {
        for (number, line) in code(&source.text) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("src/{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    found
}

#[test]
fn every_room_is_in_lib_rs() {
    let rooms = rooms();
    for source in sources() {
        let known = rooms.contains(&source.room) || ["lib", "main"].contains(&&*source.room);
        assert!(known, "src/{} belongs to no room of lib.rs", source.path);
    }
}

#[test]
fn a_room_names_only_rooms_that_stand_before_it() {
    let rooms = rooms();
    let place = |room: &str| rooms.iter().position(|known| known == room);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = place(&source.room) else { continue };
        // A list over several lines would hide what it names.
        assert!(!source.text.contains("crate::{\n"), "src/{}: a name a line, please", source.path);
        for (number, line) in code(&source.text) {
            for (at, _) in line.match_indices("crate::") {
                let behind = &line[at + "crate::".len()..];
                // `use crate::{a::B, c::D}` is written a line each by rustfmt only when it is long.
                let named: Vec<&str> = match behind.strip_prefix('{') {
                    Some(list) => list.split([',', '}']).map(str::trim).collect(),
                    None => vec![behind],
                };
                for name in named {
                    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
                    let name = &name[..end.unwrap_or(name.len())];
                    if place(name).is_some_and(|other| other > own) {
                        wrong.push(format!("src/{}:{number}: {}", source.path, line.trim()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_of_a_room_names_another_room_by_super() {
    // That would be a way round the order. `src/x/y.rs` is two steps from the top.
    let mut wrong = Vec::new();
    for source in sources() {
        let steps = source.path.split('/').count();
        let above = format!("super::{}", "super::".repeat(steps - 1));
        for (number, line) in code(&source.text) {
            if line.contains(&above) && !line.contains("in super::") {
                wrong.push(format!("src/{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_builtin_embeds_files() {
    let words = ["include_str!", "include_bytes!", "RustEmbed", "rust_embed"];
    assert_eq!(lines_with(&words, &["builtin"]), Vec::<String>::new());
}

#[test]
fn only_publish_writes_files() {
    let words = [
        "fs::write",
        "File::create",
        "create_dir",
        "fs::rename",
        "remove_file",
        "remove_dir",
        "OpenOptions",
        "File::options",
        "fs::copy",
        "hard_link",
        "set_permissions",
        "fs::symlink(",
        "symlink_file",
        "symlink_dir",
    ];
    assert_eq!(lines_with(&words, &["publish"]), Vec::<String>::new());
}

#[test]
fn nothing_below_cli_reads_the_clock_or_the_environment() {
    let words = [
        "SystemTime",
        "Instant",
        "env::",
        "std::env",
        "Zoned::now",
        "Timestamp::now",
        "process::Command",
        "available_parallelism",
    ];
    assert_eq!(lines_with(&words, &["cli"]), Vec::<String>::new());
}

#[test]
fn only_serve_knows_of_a_network() {
    let words = ["TcpStream", "TcpListener", "UdpSocket", "std::net", "axum", "tokio::", "hyper"];
    assert_eq!(lines_with(&words, &["serve"]), Vec::<String>::new());
}

#[test]
fn only_watch_waits_and_publish_for_a_file_that_is_held() {
    let words = ["thread::sleep", "recv_timeout", "notify_debouncer_full"];
    assert_eq!(lines_with(&words, &["watch", "publish"]), Vec::<String>::new());
}

#[test]
fn only_cli_prints() {
    let words = ["println!", "eprintln!", "print!(", "stdout()", "stderr()", "process::exit"];
    assert_eq!(lines_with(&words, &["cli"]), Vec::<String>::new());
}

#[test]
fn nothing_is_left_to_do() {
    let words = ["todo!", "unimplemented!", "dbg!", "FIXME", "TODO", "XXX"];
    assert_eq!(lines_with(&words, &[]), Vec::<String>::new());
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let long = sources().into_iter().filter(|source| source.lines > 400);
    let long: Vec<_> = long.map(|source| format!("{}: {}", source.path, source.lines)).collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_merge_was_left_halfway() {
    let mut halfway = Vec::new();
    for folder in ["src", "tests", "themes", "content", "scenarios", "benches"] {
        for (path, bytes) in tree(&shipped().join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            if text.lines().any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
            {
                halfway.push(format!("{folder}/{path}"));
            }
        }
    }
    assert!(halfway.is_empty(), "{halfway:#?}");
}

#[test]
fn every_room_and_every_file_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    let silent: Vec<_> = silent.map(|source| source.path).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
