//! The quantities Retrowalk speaks in.
//!
//! Each is a newtype with a private field, made by and read through methods named after a unit, with only the
//! arithmetic that means something. What is *measured* is an `f64` in SI units and finite by construction; what
//! *commands* a machine ([`BeltSpeed`]) is an integer in the machine's own unit. Unknown is `Option`, never 0 or NaN.
#![no_std]

mod belt_speed;
mod day;
mod instant;
mod measured;
mod number;
mod system;

pub use belt_speed::BeltSpeed;
pub use core::time::Duration;
pub use day::Day;
pub use instant::Instant;
pub use measured::{Energy, HeartRate, Length, Mass, Speed};
pub use number::number;
pub use system::UnitSystem;
