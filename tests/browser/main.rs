//! The shipped pack as people open it: in Chromium, from a folder, with no network.
//!
//! Needs Chromium, its driver, axe-core, poppler's tools and, to fill in PDFs, pdf.js, pypdf and
//! PDFium. `scripts/test` installs what is missing; a test that finds something missing fails and
//! says so.

mod accessibility;
mod desk;
mod form_answers;
mod form_desk;
mod form_errors;
mod form_filling;
mod keyboard;
mod large;
mod links;
mod narrow;
mod network;
mod paper;
mod phone;
mod preview;
mod printing;
#[cfg(feature = "pdf")]
mod round_trip;
mod scorm;
mod scripts_off;
mod search;
mod support;
mod whole;
mod zip;
