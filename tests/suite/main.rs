//! The integration tests, in one binary.

mod page;
mod support;

mod architecture;
mod bad;
mod cli;
mod collate;
mod determinism;
mod editions;
mod form_pages;
mod good;
mod hostile;
mod html;
mod kinds;
mod places;
mod print_command;
mod print_job;
mod publish;
mod search;
mod serve;
mod shipped;
mod workshops;
