//! One walk: coach, gait and treadmill joined into one machine that decides, and the cues it gives.
//!
//! Reading order: [`cues`] (what is said when, as data), [`machine`] (the walk), [`record`] (the walk as it is kept),
//! [`coach_record`] (what the coach learns from it),
//! [`treadmill_walk`] (a walk on a belt this app steers), [`belt_walker`] (who walks on it), [`felt`] (the phone's steps
//! as the belt hears them), [`posture`] (when a lean is told), [`all_right`] (after a suspected fall), [`backup`] (what was
//! kept, read back), [`limits`] (the numbers of all these).
#![no_std]

extern crate alloc;

pub mod all_right;
pub mod backup;
pub mod belt_walker;
pub mod coach_record;
pub mod cues;
pub mod felt;
pub mod limits;
pub mod machine;
pub mod posture;
pub mod record;
pub mod treadmill_walk;

pub use coach::session::Input;
pub use machine::{Heard, Output, Walk};

#[cfg(test)]
mod tests;
