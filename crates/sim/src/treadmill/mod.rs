//! A virtual treadmill with every fault known of real ones, and walks on it in made-up time.

pub mod machine;
pub mod radio;
pub mod walk;
pub mod watch;

pub use machine::{Fault, Model, VirtualTreadmill};
pub use walk::{Report, run_walks, trace};
