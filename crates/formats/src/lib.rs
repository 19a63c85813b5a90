//! Files and records other programs read and write.
//!
//! [`json`] reads and writes JSON by hand. [`walk_record`] and [`coach_record`] are our own: a walk as it is kept, its
//! journal, and what the coach keeps beside walks. [`motion`] reads recordings of motion sensors. For other programs, [`csv`] writes
//! tables, [`fit_activity`] a walk for watches' programs, [`fhir`] checks for a clinic and [`ics`] reminders.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod coach_record;
pub mod csv;
pub mod fhir;
pub mod fit_activity;
pub mod ics;
pub mod json;
pub mod motion;
pub mod walk_record;
