//! A treadmill, a walker, a phone and a bad radio, from a seed.
//!
//! In reading order: [`chance`] (the seed), [`motion`] (what a phone on a walking body feels), [`pastime`] (what people do that
//! is no walking), [`treadmill`] (a belt, its radio and who walks on it), [`person`] (people living with the plan for a year).

pub mod chance;
pub mod motion;
pub mod pastime;
pub mod person;
pub mod treadmill;
