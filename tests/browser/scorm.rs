//! A SCORM package as a course opens it: in a frame of a page that has the platform's API, here one
//! that only takes down what it is told; and as somebody opens it from a disk.

use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use mentorpack::carry::Finished;
use mentorpack::carry::scorm::package;
use mentorpack::journey::look;
use mentorpack::leaf;
use mentorpack::render::Occasion;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::support::{Browser, with_browser};

/// A platform's page. What it kept of an earlier visit is behind the `#` of its address.
const PLATFORM: &str = r#"<!DOCTYPE html><html lang="en"><title>A course</title><link rel="icon" href="data:,"><script>
window.kept = JSON.parse(decodeURIComponent(location.hash.slice(1) || "%7B%7D"));
window.calls = [];
const told = (name, answer) => (...given) => {
  window.calls.push([name, ...given]);
  return answer(...given);
};
window.API = {
  LMSInitialize: told("LMSInitialize", () => "true"),
  LMSGetValue: told("LMSGetValue", name => window.kept[name] || ""),
  LMSSetValue: told("LMSSetValue", (name, value) => { window.kept[name] = value; return "true"; }),
  LMSCommit: told("LMSCommit", () => "true"),
  LMSFinish: told("LMSFinish", () => "true"),
};
</script><iframe title="Course" src="package/index.html" width="1000" height="700"></iframe></html>"#;
/// The player, from the platform's page.
const INSIDE: &str = "document.querySelector('iframe').contentDocument";

/// The package in a folder, beside the platform's page.
fn unpacked() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/good");
    let wanted = ["participant".to_owned()];
    let mut looked = look(&root, &wanted, None).expect("a pack");
    let occasion = Occasion { release: true, ..Occasion::default() };
    let rendered = looked.render(occasion, None).expect("an edition");
    let (edition, output) = rendered.first().expect("an edition");
    let cut = looked.pack.as_ref().expect("a pack without errors").edition(edition);
    let theme = looked.theme.as_ref().expect("a theme");
    let volume = leaf::gather(&cut, output, false);
    let bytes =
        package(Finished { edition: &cut, theme, output, occasion }, &volume).expect("a package");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    zip.extract(folder.path().join("package")).expect("a folder to write to");
    std::fs::write(folder.path().join("platform.html"), PLATFORM).expect("a page");
    folder
}

/// Serves a folder on this machine alone; it ends with the tests. Frames opened from a disk may not
/// look at one another.
fn served(folder: &Path) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || answer(&folder, stream));
        }
    });
    Url::parse(&format!("http://{address}/")).expect("an address")
}

/// Answers one request and hangs up; a browser that has gone needs no answer.
fn answer(folder: &Path, mut stream: TcpStream) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let asked = lines.next()?.ok()?;
    while lines.next()?.ok().is_some_and(|line| !line.is_empty()) {}
    let path = asked.split_whitespace().nth(1)?.trim_start_matches('/');
    let kind = match path.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        _ => "application/octet-stream",
    };
    let (status, body) = match std::fs::read(folder.join(path)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

/// Opens the course of somebody of whom the platform has kept this.
async fn course(browser: &Browser, site: &Url, kept: &Value) {
    let mut page = site.join("platform.html").expect("an address");
    page.set_fragment(Some(&kept.to_string()));
    // Only the part behind `#` may differ from the page before, which would not load it again.
    browser.open(&Url::parse("about:blank").expect("an address")).await;
    browser.open(&page).await;
}

/// Presses a button of the player.
async fn press(browser: &Browser, id: &str) {
    browser.eval(&format!("{INSIDE}.getElementById('{id}').click()"), Vec::new()).await;
}

/// Waits until so many pages have been seen.
async fn seen(browser: &Browser, pages: u64) {
    let words = format!(
        "({INSIDE}.getElementById('player_count') || {{}}).textContent
            === '{pages} of ' + {INSIDE}.body.dataset.count + ' pages seen'"
    );
    browser.wait_until(&format!("{pages} pages seen"), &words).await;
}

async fn calls(browser: &Browser) -> Vec<Vec<String>> {
    let calls = browser.eval("return window.calls", Vec::new()).await;
    serde_json::from_value(calls).expect("calls with words")
}

async fn kept(browser: &Browser, name: &str) -> Value {
    browser.eval("return window.kept['cmi.core.' + arguments[0]]", vec![json!(name)]).await
}

#[test]
fn whoever_has_seen_every_page_has_completed_and_the_platform_hears_of_nothing_else() {
    let folder = unpacked();
    let site = served(folder.path());
    with_browser(async |browser| {
        course(browser, &site, &json!({})).await;
        seen(browser, 1).await;
        assert_eq!(kept(browser, "lesson_status").await, json!("incomplete"));
        let count = browser.eval(&format!("return {INSIDE}.body.dataset.count"), Vec::new()).await;
        let count: u64 = count.as_str().expect("a number").parse().expect("a number");
        for page in 2..=count {
            press(browser, "player_next").await;
            seen(browser, page).await;
        }
        assert_eq!(kept(browser, "lesson_status").await, json!("completed"));
        assert_eq!(kept(browser, "lesson_location").await, json!(format!("{count};1-{count}")));
        let said = format!("{INSIDE}.getElementById('player_said').textContent.includes('noted')");
        browser.wait_until("the learner is told", &said).await;

        let leave = "document.querySelector('iframe').src = 'about:blank'";
        browser.eval(leave, Vec::new()).await;
        browser.wait_until("the end", "window.calls.at(-1)[0] === 'LMSFinish'").await;
        let calls = calls(browser).await;
        assert_eq!(calls[0], ["LMSInitialize", ""]);
        let ends = calls.iter().filter(|call| call[0] == "LMSFinish").count();
        assert_eq!(ends, 1);
        for call in calls.iter().filter(|call| call[0] == "LMSSetValue") {
            let known = match call[1].as_str() {
                "cmi.core.lesson_status" => ["incomplete", "completed"].contains(&&*call[2]),
                "cmi.core.lesson_location" => {
                    let plain = |byte: u8| byte.is_ascii_digit() || b";-,".contains(&byte);
                    call[2].len() <= 255 && call[2].bytes().all(plain)
                }
                "cmi.core.session_time" => {
                    let shape = call[2].replace(|c: char| c.is_ascii_digit(), "0");
                    shape == "0000:00:00.00"
                }
                "cmi.core.exit" => call[2] == "suspend",
                _ => false,
            };
            assert!(known, "{call:?}");
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn a_learner_who_comes_back_is_on_the_page_that_was_open() {
    let folder = unpacked();
    let site = served(folder.path());
    with_browser(async |browser| {
        let before = json!({
            "cmi.core.lesson_status": "incomplete", "cmi.core.lesson_location": "4;1-2,4",
        });
        course(browser, &site, &before).await;
        seen(browser, 3).await;
        let shown = format!("{INSIDE}.querySelector('[aria-current]').dataset.page === '4'");
        browser.wait_until("the fourth page", &shown).await;
        let title = "models/grow.html";
        let open = format!(
            "{INSIDE}.getElementById('player_page').contentWindow.location.pathname
                .endsWith('{title}')"
        );
        browser.wait_until(title, &open).await;
        assert_eq!(kept(browser, "lesson_status").await, json!("incomplete"));
        // What has been completed stays so.
        let done = json!({
            "cmi.core.lesson_status": "completed", "cmi.core.lesson_location": "1;1",
        });
        course(browser, &site, &done).await;
        seen(browser, 1).await;
        assert_eq!(kept(browser, "lesson_status").await, json!("completed"));
    });
}

#[test]
fn a_learner_can_say_that_they_have_finished_and_follow_links_in_the_pages() {
    let folder = unpacked();
    let site = served(folder.path());
    with_browser(async |browser| {
        course(browser, &site, &json!({})).await;
        seen(browser, 1).await;
        let follow = format!(
            "{INSIDE}.getElementById('player_page').contentDocument
                .querySelector('main a[href$=\"models/grow.html\"]').click()"
        );
        browser.eval(&follow, Vec::new()).await;
        seen(browser, 2).await;
        press(browser, "player_finished").await;
        assert_eq!(kept(browser, "lesson_status").await, json!("completed"));
        let hidden = format!("{INSIDE}.getElementById('player_finished').hidden");
        browser.wait_until("the button has gone", &hidden).await;
    });
}

#[test]
fn opened_from_a_disk_it_says_that_nothing_is_recorded_and_every_page_can_be_read() {
    let folder = unpacked();
    let player = folder.path().join("package/index.html");
    with_browser(async |browser| {
        browser.open(&Url::from_file_path(&player).expect("an absolute path")).await;
        let count = |n: u64| {
            format!("document.getElementById('player_count').textContent.startsWith('{n} of')")
        };
        browser.wait_until("the first page", &count(1)).await;
        let said = browser.find("#player_said").await.text().await.expect("words");
        assert!(said.starts_with("Nothing is being recorded"), "{said}");
        browser.find("#player_next").await.click().await.expect("a button");
        browser.wait_until("the second page", &count(2)).await;
        for width in [320, 1280] {
            browser.resize(width, 700, 1).await;
            let over = "return document.documentElement.scrollWidth - innerWidth";
            let over = browser.eval(over, Vec::new()).await;
            assert!(over.as_i64().is_some_and(|over| over <= 0), "{over} px wider than {width}");
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}
