//! The body: what a walk works, what it costs, and how hard the heart works.
//!
//! Nothing outside the range in which the equations hold is shown ([`limits`]). Holding rails lowers the true cost.

pub mod energy;
pub mod heart_rate;
pub mod limits;
pub mod muscles;
