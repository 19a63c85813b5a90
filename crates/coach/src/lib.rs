//! Whether, what and how to walk.
#![no_std]

extern crate alloc;

pub mod evidence;
pub mod report;
