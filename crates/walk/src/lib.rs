//! One walk: coach, gait and treadmill joined into one machine that decides, and the cues it gives.
#![no_std]

extern crate alloc;
