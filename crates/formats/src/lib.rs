//! Files and records other programs read and write.
//!
//! [`walk_record`] is our own: a walk as it is kept, and its journal.
#![no_std]

extern crate alloc;

pub mod walk_record;
