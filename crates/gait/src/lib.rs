//! From motion to steps: forward or backward, how long, how fast, how still.
//!
//! One inertial sensor somewhere on the body, one sample at a time, any rate from 20 to 200 Hz. In reading order:
//!
//! 1. [`sample`]: what goes in, and what is refused; [`settings`]: what is known of the walker beforehand;
//! 2. `grid`: uneven samples become even 50 Hz frames; `orientation`: which way is up;
//! 3. `initial_contacts`: candidate contacts, and which of them are steps of a walk;
//! 4. [`direction`]: forward, backward, or an honest unknown;
//! 5. [`step_length`] and [`calibration`];
//! 6. [`engine`]: all of it live, within 300 ms; [`offline`]: the same parts, looking both ways in time.
#![no_std]

extern crate alloc;

mod body_frame;
pub mod calibration;
pub mod direction;
pub mod engine;
mod filters;
mod grid;
mod initial_contacts;
mod live_contacts;
pub mod offline;
mod orientation;
pub mod result;
pub mod sample;
pub mod settings;
pub mod step_length;
mod turns;

pub use calibration::{Calibration, Scale};
pub use direction::Direction;
pub use engine::{Engine, Event};
pub use offline::{Analysis, Analyzer, analyze};
pub use result::{Bout, Side, Step, Summary, Turn, Warning, WarningKind};
pub use sample::Sample;
pub use settings::{Placement, Settings};
