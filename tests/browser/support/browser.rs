//! One headless Chromium with no network, and the questions that tests put to it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use super::chromedriver::Chromedriver;
use super::devtools::Extra;
use super::tools::program;

/// No test may take longer, so that a browser that hangs fails one test and not the whole run.
const PATIENCE: Duration = Duration::from_secs(480);
/// How long a page may take to do what was asked of it.
const SOON: Duration = Duration::from_secs(20);

/// Runs one test in a browser of its own, and closes it whatever comes of the test.
pub(crate) fn with_browser(test: impl AsyncFnOnce(&Browser)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let browser = runtime.block_on(Browser::start());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let in_time = async { tokio::time::timeout(PATIENCE, test(&browser)).await };
        runtime.block_on(in_time).expect("the browser answers in time");
    }));
    runtime.block_on(browser.stop());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// A browser that is running.
#[derive(Debug)]
pub(crate) struct Browser {
    client: Client,
    /// Dropped in this order: the driver, then the folder that its browser wrote to.
    _driver: Chromedriver,
    _profile: TempDir,
}

impl Browser {
    async fn start() -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let driver = Chromedriver::start();
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let Value::Object(capabilities) = capabilities(profile.path()) else { unreachable!() };
        let client = builder.capabilities(capabilities).connect(&driver.address()).await;
        let client = client.expect("Chromium starts");
        let browser = Self { client, _driver: driver, _profile: profile };
        // What its own first page asks for is nobody's request.
        browser.open(&Url::parse("about:blank").expect("an address")).await;
        browser.requests().await;
        browser
    }

    async fn stop(self) {
        // Where the session is gone already, the driver takes what is left of it along.
        let _ = tokio::time::timeout(SOON, self.client.close()).await;
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) async fn open(&self, page: &Url) {
        let opened = self.client.goto(page.as_str()).await;
        opened.unwrap_or_else(|error| panic!("{page} does not open: {error}"));
    }

    /// Opens a page and waits until it is drawn: before that it takes no key, and may not yet know
    /// how wide the window is. Needs scripts.
    pub(crate) async fn show(&self, page: &Url) {
        self.open(page).await;
        let drawn = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.eval_later(drawn, Vec::new()).await;
    }

    /// Goes back, as the browser's own button does. A script that calls `history.back()` would take
    /// its page away from under the driver, which then may run it again on the page before.
    pub(crate) async fn back(&self) {
        self.client.back().await.expect("there is a page to go back to");
    }

    /// Where the browser is.
    pub(crate) async fn address(&self) -> Url {
        self.client.current_url().await.expect("an address")
    }

    /// What a function body returns in the page; `arguments` holds what is given.
    pub(crate) async fn eval(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.client.execute(script, arguments).await;
        answer.unwrap_or_else(|error| panic!("{error}\nin {script}"))
    }

    /// As `eval`, for what comes later: the last argument is a function to call with the answer.
    pub(crate) async fn eval_later(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.client.execute_async(script, arguments).await;
        answer.unwrap_or_else(|error| panic!("{error}\nin {script}"))
    }

    /// A condition in the page, asked until it holds. The error names `what` did not come.
    pub(crate) async fn wait_until(&self, what: &str, condition: &str) {
        let script = format!("return Boolean({condition})");
        let began = Instant::now();
        loop {
            // Between two pages there may be nothing to ask.
            let answer = self.client.execute(&script, Vec::new()).await;
            if let Ok(Value::Bool(true)) = answer {
                return;
            }
            if began.elapsed() > SOON {
                let address = self.client.current_url().await;
                let shown = "return location.href + ': ' + document.readyState + ', ' + scrollY
                    + ' px down, the focus in ' + (document.activeElement
                        ? document.activeElement.cloneNode(false).outerHTML : 'nothing')
                    + ': ' + document.body.innerText.slice(0, 300)";
                let shown = self.client.execute(shown, Vec::new()).await;
                panic!(
                    "{what}: not within {} seconds: {answer:?} at {address:?}, where {shown:?}",
                    SOON.as_secs()
                );
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// The only element that the selector finds first.
    pub(crate) async fn find(&self, selector: &str) -> Element {
        let found = self.client.find(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("no {selector}: {error}"))
    }

    /// Presses keys one upon the other and lets go of them, as in Ctrl+K.
    pub(crate) async fn press(&self, keys: &[char]) {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let actions = KeyActions::new("keyboard".to_owned());
        let actions = down.chain(up).fold(actions, KeyActions::then);
        self.client.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Says yes to what the page asks in a box of its own, and tells what that was.
    pub(crate) async fn agree(&self) -> String {
        let asked = self.client.get_alert_text().await.expect("a question");
        self.client.accept_alert().await.expect("an answer");
        asked
    }

    /// A call of the DevTools protocol.
    pub(crate) async fn devtools(&self, method: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Extra::Devtools { method, parameters }).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// As on a device that prefers `light` or `dark`.
    pub(crate) async fn prefer(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// A window of another size, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32, zoom: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// What pages have complained of since the last time this was asked.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
    }

    /// What was asked of disk or network since the last time this was asked.
    pub(crate) async fn requests(&self) -> Requests {
        let mut requests = Requests::default();
        for entry in self.log("performance").await {
            let event: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or_default()).expect("JSON");
            let (event, parameters) = (&event["message"]["method"], &event["message"]["params"]);
            match event.as_str() {
                Some("Network.requestWillBeSent") => {
                    requests.asked.push(text(&parameters["request"]["url"]));
                }
                Some("Network.loadingFailed") => {
                    requests.failed.push(text(&parameters["errorText"]))
                }
                _ => {}
            }
        }
        requests
    }

    async fn log(&self, kind: &'static str) -> Vec<Value> {
        let answer = self.client.issue_cmd(Extra::Log(kind)).await.expect("a log");
        answer.as_array().cloned().unwrap_or_default()
    }
}

/// What pages have asked for.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    /// Every address.
    pub(crate) asked: Vec<String>,
    /// Why, for each that brought nothing.
    pub(crate) failed: Vec<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A new headless Chromium from which nothing leads out: every name is unknown to it, and every
/// address but this machine's own is behind a proxy where nobody listens.
fn capabilities(profile: &Path) -> Value {
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": program("chromium"),
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
            "args": [
                format!("--user-data-dir={}", profile.display()),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--proxy-server=127.0.0.1:9",
                "--window-size=1280,1024",
            ],
        },
    })
}
