//! The preview, through the program: what it answers, to whom, and that it follows every change.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::Value;

use crate::support::PackTest;

/// How long a machine that is busy with other things may take for what is done at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that is running, and ends with this.
struct Preview {
    child: Child,
    port: u16,
    /// What it said before it was ready.
    said: String,
    /// Kept open: a program that cannot write would end.
    _out: BufReader<std::process::ChildStdout>,
}

/// What it answers.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Preview {
    fn of(pack: &PackTest) -> Self {
        Self::with(pack, &["serve", "--port", "0"], |command| command)
    }

    fn with(
        pack: &PackTest,
        arguments: &[&str],
        change: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorpack"));
        command.current_dir(pack.root());
        Self::started(command, arguments, change)
    }

    fn started(
        mut command: Command,
        arguments: &[&str],
        change: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Self {
        command.args(arguments).env_remove("SOURCE_DATE_EPOCH");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = change(&mut command).spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            assert_ne!(out.read_line(&mut said).expect("words"), 0, "it ended: {said}");
        }
        let (_, behind) = said.split_once("http://127.0.0.1:").expect("an address");
        let (port, _) = behind.split_once('/').expect("an address");
        Self { child, port: port.parse().expect("a port"), said, _out: out }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody answers");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = self.connect();
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let end = bytes.windows(4).position(|here| here == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("ASCII");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer { status: status.expect("a status"), head, body: bytes[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Asks until the answer is as expected.
    fn until(&self, path: &str, expected: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if expected(&answer) {
                return answer;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{path} stays {}\n{}",
                answer.status,
                answer.text()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Listens as a page does that has seen what is there now.
    fn listen(&self, path: &str) -> Events {
        let page = self.get(path).text();
        let (_, behind) = page.split_once("data-seen=\"").expect("the script");
        let (seen, _) = behind.split_once('"').expect("what was seen");
        let mut stream = self.connect();
        let page = path.replace('/', "%2F");
        let request = format!(
            "GET /-/events?page={page}&seen={seen} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        Events { lines: BufReader::new(stream) }
    }

    /// Every file of an edition is that of a build, but for the script.
    fn shows(&self, pack: &PackTest, edition: &str) {
        let out = tempfile::tempdir().expect("a folder");
        let folder = out.path().to_str().expect("a path");
        let built = pack.run(&["build", "--no-pdf", "--edition", edition, "--output", folder]);
        assert_eq!(built.status, 0, "{}", built.err);
        let files = crate::support::tree(&out.path().join(edition));
        assert!(files.len() > 10, "{} files", files.len());
        for (path, bytes) in files.iter().filter(|(path, _)| *path != "manifest.json") {
            let answer = self.get(&format!("/{edition}/{}", path.replace(' ', "%20")));
            assert_eq!(answer.status, 200, "{path}");
            let body = if path.ends_with(".html") {
                without_script(&answer.text()).into_bytes()
            } else {
                answer.body
            };
            assert!(body == *bytes, "{path} is not as built");
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a page is told.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).expect("a message"), 0, "it ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }

    /// The first message that is as expected; the deadline is that of the connection.
    fn until(&mut self, expected: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let message = self.next();
            if expected(&message) {
                return message;
            }
            assert!(began.elapsed() < PATIENCE, "only {message}");
        }
    }
}

fn without_script(page: &str) -> String {
    let (before, behind) = page.split_once("<script src=\"/-/preview.js\"").expect("the script");
    let (_, after) = behind.split_once("</script>").expect("its end");
    format!("{before}{after}")
}

const PAGE: &str = "/tutor/guides/page.html";
const FILE: &str = "content/guides/page.md";

fn page(body: &str) -> String {
    format!("---\ntitle: Page\n---\n{body}\n")
}

fn says(words: &'static str) -> impl Fn(&Answer) -> bool {
    move |answer| answer.status == 200 && answer.text().contains(words)
}

#[test]
fn what_is_shown_is_a_build_and_a_script() {
    let pack = PackTest::copy("good");
    let preview = Preview::of(&pack);
    preview.shows(&pack, "tutor");
    preview.shows(&pack, "participant");
    assert!(!pack.at("output").exists(), "a preview writes nothing");
}

#[test]
fn the_root_leads_to_the_tutors_edition_or_to_the_one_asked_for() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    let root = preview.get("/");
    assert_eq!((root.status, root.header("location")), (307, Some("/tutor/index.html")));
    for path in ["/tutor", "/tutor/"] {
        assert_eq!(preview.get(path).header("location"), Some("/tutor/index.html"), "{path}");
    }
    let folder = preview.get("/participant/guides");
    assert_eq!(folder.header("location"), Some("/participant/guides/index.html"));
    drop(preview);
    let arguments = ["serve", "--port", "0", "--edition", "participant"];
    let preview = Preview::with(&pack, &arguments, |command| command);
    assert_eq!(preview.get("/").header("location"), Some("/participant/index.html"));
    assert_eq!(preview.get(PAGE).status, 404);
}

#[test]
fn an_edition_that_is_none_is_refused_at_once() {
    let ran = PackTest::page("Text.").run(&["serve", "--port", "0", "--edition", "tutro"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("no edition `tutro`"), "{}", ran.err);
}

#[test]
fn a_page_that_is_none_is_said_in_plain_words_and_comes_when_it_is_written() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    let answer = preview.get("/tutor/guides/%3Cb%3Enew.html");
    assert_eq!(answer.status, 404);
    let text = answer.text();
    assert!(text.contains("There is no such page"), "{text}");
    assert!(text.contains("/tutor/guides/&lt;b&gt;new.html"), "{text}");
    assert!(text.contains("href=\"/tutor/index.html\""), "{text}");
    let mut events = preview.listen("/tutor/guides/new.html");
    assert_eq!(events.next()["reload"], false);
    pack.write("content/guides/new.md", page("New."));
    events.until(|message| message["reload"] == true);
    assert_eq!(preview.get("/tutor/guides/new.html").status, 200);
}

#[test]
fn another_name_than_this_machines_is_refused() {
    let pack = PackTest::page("Only for us.");
    let preview = Preview::of(&pack);
    for path in [PAGE, "/-/events?page=%2F&seen=1", "/-/preview.js", "/"] {
        let answer = preview.ask("GET", path, &format!("evil.example.org:{}", preview.port));
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.text().contains("Only for us"), "{path}");
        assert!(answer.text().contains("For this machine only"), "{path}");
    }
    let ours = preview.ask("GET", PAGE, &format!("localhost:{}", preview.port));
    assert_eq!(ours.status, 200);
    assert_eq!(ours.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn nothing_outside_the_editions_can_be_read() {
    let pack = PackTest::new(&[(FILE, &page("Text.")), ("secret.txt", "do not tell")]);
    let preview = Preview::of(&pack);
    let paths = [
        "/../secret.txt",
        "/tutor/../../secret.txt",
        "/tutor/%2e%2e/%2e%2e/secret.txt",
        "/tutor/..%2f..%2fsecret.txt",
        "/tutor/..%5c..%5csecret.txt",
        "/secret.txt",
        "/content/guides/page.md",
        "//secret.txt",
        "/tutor/guides/page.html%00",
        "/tutor/%ff%fe",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("do not tell"), "{path}");
    }
}

#[test]
fn a_head_is_answered_without_a_body_and_other_methods_not_at_all() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    let host = format!("127.0.0.1:{}", preview.port);
    let (head, get) = (preview.ask("HEAD", PAGE, &host), preview.get(PAGE));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(head.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(get.header("cache-control"), Some("no-store"));
    assert_eq!(preview.ask("POST", PAGE, &host).status, 405);
}

#[test]
fn a_port_that_is_taken_gives_the_next_one_and_says_so() {
    let pack = PackTest::page("Text.");
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let preview = Preview::with(&pack, &["serve", "--port", &port], |command| command);
    assert_ne!(preview.port.to_string(), port);
    let said = format!("Port {port} is taken, so it is {} instead.", preview.port);
    assert!(preview.said.contains(&said), "{}", preview.said);
    assert_eq!(preview.get(PAGE).status, 200);
}

#[test]
fn a_mistake_is_told_with_its_line_and_forgotten_when_it_is_mended() {
    let pack = PackTest::page("First.");
    let preview = Preview::of(&pack);
    let mut events = preview.listen(PAGE);
    let message = events.next();
    assert_eq!(message["report"]["title"], "", "{message}");
    pack.write(FILE, page("See [there](nowhere.md)."));
    let message = events.until(|message| message["report"]["stops"] == true);
    assert_eq!(message["reload"], false, "the last good page stays");
    assert_eq!(message["report"]["title"], "1 mistake to mend");
    let finding = &message["report"]["findings"][0];
    assert_eq!(finding["place"]["name"], "content/guides/page.md, line 4", "{finding}");
    let line: Vec<_> = (0..3).map(|at| finding["place"]["text"][at].as_str().unwrap()).collect();
    assert_eq!(line.concat(), "See [there](nowhere.md).");
    assert!(line[1].contains("nowhere.md"), "{line:?}");
    assert!(says("First.")(&preview.get(PAGE)), "the last good page is served");
    pack.write(FILE, page("Second."));
    events.until(|message| message["reload"] == true && message["report"]["stops"] == false);
    assert!(says("Second.")(&preview.get(PAGE)));
}

#[test]
fn a_pack_that_has_mistakes_from_the_start_is_shown_when_they_are_mended() {
    let pack = PackTest::page("See [there](nowhere.md).");
    let preview = Preview::of(&pack);
    let answer = preview.get(PAGE);
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("Nothing to show yet"), "{}", answer.text());
    let mut events = preview.listen(PAGE);
    assert_eq!(events.next()["report"]["title"], "1 mistake to mend");
    pack.write(FILE, page("Mended."));
    events.until(|message| message["reload"] == true);
    assert!(says("Mended.")(&preview.get(PAGE)));
}

#[test]
fn a_page_is_not_loaded_again_for_a_change_of_another() {
    let pack = PackTest::new(&[(FILE, &page("One.")), ("content/guides/other.md", &page("Two."))]);
    let preview = Preview::of(&pack);
    let mut events = preview.listen(PAGE);
    assert_eq!(events.next()["reload"], false);
    pack.write("content/guides/other.md", page("Two and a half."));
    preview.until("/tutor/guides/other.html", says("a half"));
    assert_eq!(events.next()["reload"], false);
}

#[test]
fn a_new_folder_is_seen_with_what_is_in_it() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    pack.write("content/handouts/card.md", page("A card."));
    preview.until("/tutor/handouts/card.html", says("A card."));
    pack.write("content/handouts/card.md", page("A better card."));
    preview.until("/tutor/handouts/card.html", says("A better card."));
    // Neither of these folders was there when the preview was started.
    pack.write("scenarios/one.md", "---\ntitle: One\nsituation: Somebody is late.\n---\n");
    preview.until("/tutor/scenarios/one.html", says("Somebody is late."));
    pack.write("scenarios/one.md", "---\ntitle: One\nsituation: Somebody is early.\n---\n");
    preview.until("/tutor/scenarios/one.html", says("Somebody is early."));
}

#[test]
fn a_deleted_file_and_a_renamed_one_are_gone() {
    let pack = PackTest::new(&[(FILE, &page("One.")), ("content/guides/other.md", &page("Two."))]);
    let preview = Preview::of(&pack);
    fs::remove_file(pack.at("content/guides/other.md")).unwrap();
    preview.until("/tutor/guides/other.html", |answer| answer.status == 404);
    fs::rename(pack.at(FILE), pack.at("content/guides/moved.md")).unwrap();
    preview.until("/tutor/guides/moved.html", says("One."));
    preview.until(PAGE, |answer| answer.status == 404);
}

#[test]
fn a_file_that_an_editor_puts_in_the_place_of_the_old_one_is_seen() {
    let pack = PackTest::page("0");
    let preview = Preview::of(&pack);
    for (number, words) in [(1, "Saved once."), (2, "Saved twice."), (3, "Saved thrice.")] {
        // As vim, LibreOffice and many others save, so that a crash loses nothing.
        let beside = pack.at(&format!("content/guides/.page.md.{number}.tmp"));
        fs::write(&beside, page(words)).unwrap();
        fs::rename(&beside, pack.at(FILE)).unwrap();
        preview.until(PAGE, says(words));
    }
    // As others do: the old file becomes a backup first.
    fs::rename(pack.at(FILE), pack.at("content/guides/page.md~")).unwrap();
    fs::write(pack.at(FILE), page("With a backup.")).unwrap();
    preview.until(PAGE, says("With a backup."));
}

#[test]
fn a_folder_that_is_put_in_the_place_of_another_is_seen_and_watched() {
    let pack = PackTest::page("Old.");
    let preview = Preview::of(&pack);
    fs::rename(pack.at("content"), pack.at("before")).unwrap();
    pack.write("content/guides/page.md", page("New."));
    preview.until(PAGE, says("New."));
    pack.write("content/guides/page.md", page("Newer."));
    preview.until(PAGE, says("Newer."));
}

#[test]
fn a_burst_of_files_ends_with_all_of_them() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    for number in 0..300 {
        pack.write(&format!("content/guides/many/of-{number}.md"), page("One of many."));
    }
    for number in [0, 150, 299] {
        preview.until(&format!("/tutor/guides/many/of-{number}.html"), says("One of many."));
    }
}

#[test]
fn settings_and_themes_are_followed_and_a_templates_mistake_stops_nothing() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    pack.write("pack.yaml", "title: Another name\nreviewed: 2026-11-01\ntheme: ours\n");
    let mut events = preview.listen(PAGE);
    events.until(|message| message["report"]["stops"] == true);
    pack.write("themes/ours/theme.yaml", "name: ours\nextends: default\n");
    preview.until(PAGE, says("Another name"));
    pack.write("themes/ours/templates/guide.html", "<p>{{ page.title }} by a theme</p>");
    preview.until(PAGE, says("Page by a theme"));
    let mut events = preview.listen(PAGE);
    pack.write("themes/ours/templates/guide.html", "<p>{{ page.title </p>");
    let message = events.until(|message| message["report"]["stops"] == true);
    let place = message["report"]["findings"][0]["place"]["name"].as_str().unwrap().to_owned();
    assert!(place.starts_with("themes/ours/templates/guide.html, line 1"), "{place}");
    assert!(says("by a theme")(&preview.get(PAGE)));
    pack.write("themes/ours/templates/guide.html", "<p>{{ page.title }} again</p>");
    preview.until(PAGE, says("Page again"));
}

#[test]
fn a_pack_file_that_is_away_for_a_while_ends_nothing() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    let mut events = preview.listen(PAGE);
    fs::rename(pack.at("pack.yaml"), pack.at("away.yaml")).unwrap();
    let message = events.until(|message| message["report"]["stops"] == true);
    let said = message["report"]["findings"][0]["message"].as_str().unwrap().to_owned();
    assert!(said.contains("pack.yaml"), "{said}");
    assert!(says("Text.")(&preview.get(PAGE)));
    fs::rename(pack.at("away.yaml"), pack.at("pack.yaml")).unwrap();
    events.until(|message| message["report"]["stops"] == false);
}

#[test]
fn a_thousand_rapid_edits_end_as_a_fresh_build_in_no_more_memory() {
    let pack = PackTest::copy("good");
    let preview = Preview::of(&pack);
    let edit = |number: usize| {
        pack.write(
            FILE,
            page(&format!("Edit {number}, {}", "with some words. ".repeat(number % 9))),
        );
        if number % 100 == 50 {
            pack.write(&format!("content/guides/new-{number}.md"), page("New."));
        }
        if number % 100 == 90 {
            fs::remove_file(pack.at(&format!("content/guides/new-{}.md", number - 40))).unwrap();
        }
        thread::sleep(Duration::from_millis(3));
    };
    (0..300).for_each(edit);
    preview.until(PAGE, |answer| answer.text().contains("Edit 299,"));
    let before = memory(&preview);
    (300..1_000).for_each(edit);
    preview.until(PAGE, |answer| answer.text().contains("Edit 999,"));
    preview.until("/tutor/guides/new-950.html", |answer| answer.status == 404);
    preview.shows(&pack, "tutor");
    if let (Some(before), Some(after)) = (before, memory(&preview)) {
        assert!(after * 10 <= before * 12, "{after} KiB after {before} KiB");
    }
}

/// Memory of a preview in KiB, where the system tells.
fn memory(preview: &Preview) -> Option<u64> {
    let status = format!("/proc/{}/status", preview.child.id());
    let status = fs::read_to_string(Path::new(&status)).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_with_pages_open() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let pack = PackTest::page("Text.");
    let mut preview = Preview::of(&pack);
    let mut open: Vec<_> = (0..3).map(|_| preview.listen(PAGE)).collect();
    open.iter_mut().for_each(|events| drop(events.next()));
    let began = Instant::now();
    kill(Pid::from_raw(preview.child.id().try_into().unwrap()), Signal::SIGINT).unwrap();
    let ended = preview.child.wait().unwrap();
    assert_eq!(ended.code(), Some(0));
    // Far more than it takes, and far less than a page would be waited for.
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn started_without_a_command_in_a_packs_folder_it_serves_and_opens_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let pack = PackTest::page("Text.");
    let programs = tempfile::tempdir().unwrap();
    let (opener, opened) = (programs.path().join("xdg-open"), programs.path().join("opened"));
    fs::write(&opener, format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", programs.path().display());
    let preview = Preview::with(&pack, &[], |command| command.env("PATH", path));
    let expected = format!("http://127.0.0.1:{}/", preview.port);
    let began = Instant::now();
    while fs::read_to_string(&opened).unwrap_or_default() != expected {
        assert!(began.elapsed() < PATIENCE, "nothing was opened");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn started_without_a_command_elsewhere_it_says_what_it_can_do() {
    let pack = PackTest::page("Text.");
    let ran = pack.run_with(&[], |command| command.current_dir(pack.at("content")));
    assert_eq!(ran.status, 2);
    for words in ["there is no pack in", "mentorpack init my-pack", "name a command", "serve"] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
}

// On Windows, the program that opens a browser is found whatever the path.
#[cfg(unix)]
#[test]
fn started_without_a_command_it_finds_the_pack_that_it_lies_in() {
    let pack = PackTest::page("Text.");
    let elsewhere = tempfile::tempdir().unwrap();
    let name = format!("mentorpack{}", std::env::consts::EXE_SUFFIX);
    fs::copy(env!("CARGO_BIN_EXE_mentorpack"), pack.at(&name)).unwrap();
    let preview = Preview::started(Command::new(pack.at(&name)), &[], |command| {
        // Nothing that opens a browser is found here.
        command.current_dir(elsewhere.path()).env("PATH", elsewhere.path())
    });
    assert!(preview.get(PAGE).text().contains("Text."));
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_set_when_somebody_asks_for_it() {
    // A guide has a PDF of its own where it says so.
    let printed =
        |body: &str| page(body).replacen("title: Page\n", "title: Page\nprint: true\n", 1);
    let pack = PackTest::new(&[(FILE, &printed("Text."))]);
    let preview = Preview::of(&pack);
    let pdfs = preview.get("/-/pdfs?page=%2Ftutor%2Fguides%2Fpage.html");
    let pdfs: Vec<String> = serde_json::from_slice(&pdfs.body).unwrap();
    assert!(pdfs.contains(&"/tutor/guides/page.pdf".to_owned()), "{pdfs:?}");
    for pdf in &pdfs {
        let answer = preview.get(pdf);
        assert_eq!(answer.status, 200, "{pdf}");
        assert_eq!(answer.header("content-type"), Some("application/pdf"));
        assert!(answer.body.starts_with(b"%PDF-"), "{pdf}");
    }
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    pack.run(&["build", "--output", folder]);
    let built = fs::read(out.path().join("tutor/guides/page.pdf")).unwrap();
    assert!(preview.get("/tutor/guides/page.pdf").body == built, "it is that of a build");
    pack.write(FILE, printed("Other text."));
    preview.until(PAGE, says("Other text."));
    assert!(preview.get("/tutor/guides/page.pdf").body != built, "it follows the page");
    assert_eq!(preview.get("/tutor/guides/none.pdf").status, 404);
}

#[cfg(feature = "pdf")]
#[test]
fn what_is_found_while_a_pdf_is_set_is_told_on_its_page_until_it_is_mended() {
    let sheet = "content/handouts/sheet.md";
    let pack = PackTest::page("Text.");
    pack.write(sheet, "---\ntitle: Sheet\n---\n\nA fox \u{1f98a}.\n");
    let preview = Preview::of(&pack);
    let (mut here, mut other) =
        (preview.listen("/tutor/handouts/sheet.html"), preview.listen(PAGE));
    for events in [&mut here, &mut other] {
        assert_eq!(events.next()["report"]["findings"].as_array().unwrap().len(), 0);
    }
    assert_eq!(preview.get("/tutor/handouts/sheet.pdf").status, 200);
    let report = here.next()["report"].clone();
    assert_eq!(report["title"], "1 warning");
    assert!(report["findings"][0]["message"].as_str().unwrap().contains("cannot be printed"));
    assert_eq!(report["findings"][0]["place"]["line"], 5);
    assert!(report["note"].as_str().unwrap().contains("while its PDF was made"), "{report}");
    assert_eq!(other.next()["report"]["findings"].as_array().unwrap().len(), 0);
    pack.write(sheet, "---\ntitle: Sheet\n---\n\nA fox.\n");
    assert_eq!(here.next()["reload"], true);
    let mut here = preview.listen("/tutor/handouts/sheet.html");
    assert_eq!(here.next()["report"]["findings"].as_array().unwrap().len(), 0);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdfs_says_so() {
    let pack = PackTest::page("Text.");
    let preview = Preview::of(&pack);
    let answer = preview.get("/tutor/guides/page.pdf");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("without the part that sets PDFs"), "{}", answer.text());
    assert_eq!(preview.get("/-/pdfs?page=%2Ftutor%2Fguides%2Fpage.html").body, b"[]");
}
