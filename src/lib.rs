//! mentorpack.
pub mod source;
pub mod output;
