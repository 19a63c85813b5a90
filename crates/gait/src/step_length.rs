//! How long a step is, from how far the body rises in it.

use crate::{Direction, Settings};

/// Mean adult body height where none is told, metres.
pub const POPULATION_HEIGHT_M: f32 = 1.70;

/// Walking ratio: step length (m) per cadence (steps/min), at 1.70 m; nearly constant over speeds in adults (Sekiya
/// and Nagasaki 1998 give 0.0064 m per step/min).
const WALKING_RATIO: f32 = 0.0062;
/// Backward steps are shorter at the same excursion.
const BACKWARD: f32 = 0.87;

/// The length in metres of a step that took `time_s`.
pub fn length_m(time_s: f32, direction: Direction, settings: &Settings) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "a body height")]
    let height = settings.height.map_or(POPULATION_HEIGHT_M, |h| h.meters() as f32);
    let cadence = 60.0 / time_s.clamp(0.25, 1.5);
    let length = WALKING_RATIO * cadence * height / POPULATION_HEIGHT_M;
    let calibration = &settings.calibration;
    match direction {
        Direction::Backward => length * BACKWARD * calibration.backward.map_or(1.0, crate::Scale::factor),
        _ => length * calibration.forward.map_or(1.0, crate::Scale::factor),
    }
}
