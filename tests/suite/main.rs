//! The integration tests, in one binary.

mod page;
mod support;

mod architecture;
mod authors_guide;
mod bad;
mod carried;
mod changes;
mod cli;
mod collate;
mod determinism;
mod editions;
mod epub;
mod explain;
mod form_pages;
mod files;
mod fresh;
mod good;
mod hostile;
mod html;
mod kinds;
mod moodle;
mod newcomers;
mod phone;
mod places;
#[cfg(feature = "pdf")]
mod print;
mod print_command;
mod print_job;
mod publish;
mod ready;
mod release;
mod schema;
mod scorm;
mod search;
mod serve;
mod shipped;
mod verify;
mod workshops;
