//! The browser, the pack and what the tests ask of both.

mod browser;
mod chromedriver;
mod devtools;
mod pack;
mod preview;
mod tools;

pub(crate) use browser::{Browser, Requests, with_browser};
pub(crate) use pack::{Edition, Pack};
pub(crate) use preview::Preview;
pub(crate) use tools::{axe, run};
#[cfg(feature = "pdf")]
pub(crate) use tools::{pdf_js, program, pypdf};
