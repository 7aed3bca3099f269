//! The formats that an edition can be rendered to.

pub mod html;
