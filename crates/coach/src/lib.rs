//! Whether, what and how to walk.
//!
//! Reading order: [`screening`] (may I), [`program`] (what is walked, in one notation), [`session`] (the walk's blocks as
//! a pure machine), [`assessment`] (checks, and whether they changed), [`physiology`] (muscles, energy, heart rate),
//! [`evidence`] (the trials, pooled, and every finding), [`report`].
#![no_std]

extern crate alloc;

pub mod assessment;
pub mod evidence;
pub mod physiology;
pub mod program;
pub mod report;
pub mod screening;
pub mod session;
