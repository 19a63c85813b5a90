//! Whether, what and how to walk.
//!
//! Reading order: [`program`] (what is walked, in one notation), [`session`] (the walk's blocks as a pure machine),
//! [`evidence`] (the trials, pooled), [`report`].
#![no_std]

extern crate alloc;

pub mod evidence;
pub mod program;
pub mod report;
pub mod session;
