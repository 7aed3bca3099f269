//! The preview: a pack's editions from memory, on this machine only, made again on every change.
//!
//! A thread watches the pack, builds it and hands over what came of it ([`rounds`]). Pages are
//! answered from the last build without errors ([`answers`]), each with one line more than in a
//! build: a script that listens ([`events`]) for whether its page has changed, and for mistakes,
//! which it shows over the page. PDFs are set when somebody asks for one ([`papers`]).
//!
//! Nothing is written, and nobody else can ask: the preview listens on the loopback address, and
//! answers only to its own name, so that no page of the web can reach it by a name of its own
//! ([`host`]).

mod answers;
mod events;
mod host;
mod media;
mod notices;
mod papers;
mod report;
mod rounds;
mod version;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::journey::{Given, JourneyError};
use crate::source::Sources;
use crate::watch::Watch;
use answers::{LookedAt, Preview};
use rounds::Rounds;

/// The port that is tried first.
pub const PORT: u16 = 7330;
/// How many ports are tried before giving up.
const TRIES: u16 = 100;

/// What is shown, and how.
pub struct Plan {
    /// The pack's folder.
    pub root: PathBuf,
    /// Names of the editions to show; none means all.
    pub editions: Vec<String>,
    /// Asked before each build, since a preview may run past midnight.
    pub given: Box<dyn Fn() -> Given + Send>,
    /// Told how far each build is and what came of it.
    pub tell: Box<dyn FnMut(News<'_>) + Send>,
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { root, editions, .. } = self;
        out.debug_struct("Plan").field("root", root).field("editions", editions).finish()
    }
}

/// How far a build is, and what came of it.
#[derive(Debug, Clone, Copy)]
pub enum News<'a> {
    /// A stage begins, in words for whoever waits.
    Begins(&'a str),
    /// What was found, in the order of files and lines.
    Found(&'a Sources, &'a [Diagnostic]),
    /// Why nothing could be done.
    Failed(&'a str),
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port is free.
    #[error(
        "no port from {from} to {to} is free on this machine ({source}); name another with --port"
    )]
    NoPort {
        /// The first that was tried.
        from: u16,
        /// The last.
        to: u16,
        /// Why the last one was refused.
        source: std::io::Error,
    },
    /// The system would not let us serve.
    #[error("the preview cannot run: {0}")]
    System(#[from] std::io::Error),
    /// The pack cannot be looked at.
    #[error(transparent)]
    Journey(#[from] JourneyError),
}

/// A place to answer at, on this machine only.
#[derive(Debug)]
pub struct Place {
    listener: TcpListener,
    address: SocketAddr,
}

impl Place {
    /// Takes `port`, or the next one that is free; any that is free for 0.
    ///
    /// # Errors
    /// None is.
    pub fn take(port: u16) -> Result<Self, ServeError> {
        let last = if port == 0 { 0 } else { port.saturating_add(TRIES - 1) };
        let mut refused = None;
        for port in port..=last {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    listener.set_nonblocking(true)?;
                    return Ok(Self { listener, address });
                }
                Err(error) => refused = Some(error),
            }
        }
        let source = refused.expect("at least one port was tried");
        Err(ServeError::NoPort { from: port, to: last, source })
    }

    /// The port that was taken.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What to type into a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows a pack here until somebody presses Ctrl-C. `ready` is called once pages are answered.
    ///
    /// # Errors
    /// The pack cannot be looked at when the preview starts, or the system does not let us serve.
    pub fn show(self, plan: Plan, ready: impl FnOnce()) -> Result<(), ServeError> {
        // Before the first build, so that no change after it is missed.
        let watch = Watch::start(&plan.root);
        let looked_at = LookedAt::default();
        let mut rounds = Rounds::new(plan, Arc::clone(&looked_at));
        let (sender, state) = watch::channel(Arc::new(rounds.first()?));
        let preview = Arc::new(Preview::new(self.port(), state, looked_at));
        std::thread::Builder::new()
            .name("builder".to_owned())
            .spawn(move || rounds.go_on(watch, &sender))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            // A reload is many small answers, and none should wait for company.
            let listener = listener.tap_io(|stream| {
                let _ = stream.set_nodelay(true);
            });
            let server = axum::serve(listener, routes(preview));
            ready();
            tokio::select! {
                served = server => served,
                stopped = tokio::signal::ctrl_c() => stopped,
            }
        });
        // Neither open pages nor a PDF that is being set keep the program from ending.
        runtime.shutdown_background();
        Ok(served?)
    }
}

fn routes(preview: Arc<Preview>) -> Router {
    Router::new()
        .route("/-/preview.js", get(answers::script))
        // A page without a sign of its own is asked for one by every browser.
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/-/events", get(events::listen))
        .route("/-/pdfs", get(papers::of_page))
        .fallback(answers::file)
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&preview), host::guard))
        .with_state(preview)
}
