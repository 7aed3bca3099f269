//! What a workshop has on screen besides its page: the tutor's desk, the outcomes matrix, calendars.

mod calendar;
mod desk;
mod how;
mod outcomes;
mod printing;

pub(super) use calendar::calendars;
pub(super) use desk::pages as desk;
pub(super) use outcomes::page as outcomes_page;
