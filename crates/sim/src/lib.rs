//! A treadmill, a walker, a phone and a bad radio, from a seed.

pub mod chance;
pub mod motion;
pub mod pastime;
pub mod person;
pub mod treadmill;
