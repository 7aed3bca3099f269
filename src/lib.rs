//! mentorpack.
pub mod source;
pub mod output;
pub mod publish;
