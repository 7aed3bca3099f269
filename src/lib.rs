//! mentorpack.
pub mod source;
pub mod diagnostic;
pub mod yaml;
pub mod address;
pub mod builtin;
pub mod project;
pub mod body;
pub mod form;
pub mod schedule;
pub mod load;
pub mod pack;
pub mod edition;
pub mod check;
pub mod output;
pub mod theme;
pub mod view;
pub mod render;
