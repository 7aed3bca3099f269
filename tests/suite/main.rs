//! The integration tests, in one binary.

mod page;
mod support;

mod bad;
mod editions;
mod good;
mod search;
