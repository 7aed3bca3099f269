//! Other shapes in which an edition is carried: each a pure function from its leaves to the bytes
//! of one file.

pub mod phone;
pub mod zip;
