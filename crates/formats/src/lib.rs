//! Files and records other programs read and write.
//!
//! [`json`] reads and writes JSON by hand, [`walk_record`] is our own: a walk as it is kept, and its journal. [`motion`] reads recordings of motion sensors.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod json;
pub mod motion;
pub mod walk_record;
