//! From motion to steps: forward or backward, how long, how fast, how still.
//!
//! One inertial sensor somewhere on the body, one sample at a time, any rate from 20 to 200 Hz. In reading order:
//!
//! 1. [`sample`]: what goes in; `quality`: what is wrong with it; `sensor`: which axis has stopped; [`settings`]: what is known of the walker beforehand;
//! 2. `grid`: uneven samples become even 50 Hz frames; `orientation`: which way is up; `recent`: the latest of them; `filters`;
//! 3. `initial_contacts`: which crests are the steps of a walk, `tempo`: how soon the next is due, `push_off`: which are none,
//!    `closing`: which end it, `travel`: the way they go, `live_contacts`: the same as they happen, `not_walking`: what has a walk's rhythm and is none,
//!    `pivot`: what swings about a point at rest, `lost_samples`: time the recording does not know it lost;
//! 4. `placement`: where the sensor sits; `body_frame`: where its front is; `facing`: how far it has turned;
//! 5. [`direction`]: forward, backward, or an honest unknown; `bursts`: the same of a thigh without a gyroscope; `side`: which foot;
//! 6. [`step_length`] and [`calibration`]; `turns`; [`sway`] of a standing body;
//! 7. [`falls`] suspected and the trunk's [`lean`], with their numbers in [`limits`];
//! 8. [`engine`]: all of it live, within 300 ms; [`offline`]: the same parts, looking both ways in time;
//! 9. [`result`]: what comes out.
#![no_std]

extern crate alloc;

mod body_frame;
mod bursts;
pub mod calibration;
mod closing;
pub mod direction;
pub mod engine;
mod facing;
pub mod falls;
mod filters;
mod grid;
mod initial_contacts;
pub mod lean;
pub mod limits;
mod live_contacts;
mod lost_samples;
mod not_walking;
pub mod offline;
mod orientation;
mod pivot;
mod placement;
mod push_off;
mod quality;
mod recent;
pub mod result;
pub mod sample;
mod sensor;
pub mod settings;
mod side;
pub mod step_length;
pub mod sway;
mod tempo;
mod travel;
mod turns;

pub use calibration::{Calibration, Scale};
pub use direction::Direction;
pub use engine::{Engine, Event, REVISION_S};
pub use falls::{Aftermath, Fall};
pub use lean::Lean;
pub use offline::{Analysis, Analyzer, analyze};
pub use result::{Bout, STEADY_STRIDE, Side, Step, Summary, Turn, Warning, WarningKind, steady_strides};
pub use sample::Sample;
pub use settings::{Placement, Settings};
pub use sway::{Sway, SwayMeter};
