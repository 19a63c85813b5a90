//! Recordings of motion: what phones' sensor loggers, watches and our own recorder write, as samples for the gait engine.
//!
//! 1. [`layout`]: which column is what, in which unit, found from the header and the first rows;
//! 2. [`table`]: a delimited text of any size, block by block, in constant memory; [`stamp`]: times written as text; [`origin`]: since when;
//!    [`batches`]: readings that share one; [`problem`]: why one could not be read;
//! 3. [`fit`]: the raw sensor messages of a FIT file;
//! 4. [`join`]: sensors that were written apart, brought to one clock;
//! 5. [`raw`]: our own recording, small enough to keep on a phone, with the plan as labels;
//! 6. [`calibration`]: a walker's own step-length scales; [`names`]: what placements, directions and warnings are called.

mod batches;
pub mod calibration;
mod decimal;
pub mod fit;
pub mod join;
pub mod layout;
pub mod names;
mod origin;
mod problem;
pub mod raw;
mod stamp;
pub mod table;

pub use layout::{Hint, Layout, Note, RotationUnit, Sensor, besides_sensor};
pub use origin::Origin;
pub use problem::{Problem, ProblemKind};
pub use table::Table;

/// Standard gravity, m/s² (CGPM 1901).
pub const STANDARD_GRAVITY: f32 = 9.806_65;

/// A reading as wide as files write it, made as narrow as sensors read.
#[allow(clippy::cast_possible_truncation, reason = "no sensor reads more than 24 bits")]
pub(crate) const fn narrow(x: f64) -> f32 {
    x as f32
}
