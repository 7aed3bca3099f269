//! An edition as a folder of HTML pages.

pub mod search;
