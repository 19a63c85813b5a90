//! The app end to end: the real program, a real Chromium, a real recording of a walk.
//!
//! Reading order: `bench` (what a test begins with), `program` (`retrowalk serve`), `chromium` (a browser of its own), `page`
//! (asks the page), `recording` (plays a real walk into it), `walking` (walks with the app), `ear` (hears what it plays);
//! `devtools` drives a browser without a driver, for `emulated`, a treadmill that calls over Bluetooth. The tests are in
//! `tests/`.
#![cfg(feature = "browser")]

mod bench;
mod chromium;
mod devtools;
mod ear;
mod emulated;
mod page;
mod program;
mod recording;
mod walking;

pub use bench::{Bench, there_is};
pub use chromium::{Chromium, PHONE, have_chromium, sized};
pub use devtools::{Devtools, Page};
pub use ear::{Ear, Fit, Heard};
pub use emulated::EmulatedTreadmill;
pub use page::{answer, ask, downloaded, go, pass_the_safety_questions, saves_into, until};
pub use program::{Server, binary};
pub use recording::{PLAYER, RECORDING_LENGTH_S, a_fall, made_up, play, play_a_fall, play_then_stand};
pub use walking::{
    a_double_tap_is_over, begin, choose, delete_everything, end_early, go_on, kept_walks, number,
    planned_cues, press, stands, until_it_goes_on, until_it_says, until_kept, until_kind, until_walk_time,
};
