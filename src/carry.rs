//! Other shapes in which an edition is carried: each a pure function from its leaves to the bytes
//! of one file.

mod binding;
pub mod epub;
pub mod moodle;
mod paper;
pub mod phone;
pub mod scorm;
pub mod zip;
