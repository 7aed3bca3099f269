//! What forms have on screen besides their pages: the desk, and what the pack asks people.

mod asks;
mod desk;

pub(super) use asks::page as asks;
pub(super) use desk::pages as desk;
