//! The way of travel, where neither a front nor a direction is known.
//!
//! It is the level axis along which the body speeds up as it falls and slows down as it rises (the exchange cue of
//! [`crate::direction`]), so it points where the body goes, be that forward or backward.

use crate::body_frame::PLAIN;
use crate::orientation::Motion;

/// Frames looked at: every second.
const EVERY: usize = 2;
/// How far from a crest the way is looked for, frames (2.5 s).
pub(crate) const REACH: usize = 125;

/// The way some frames of a walk go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Travel {
    way: [f32; 2],
    size: f32,
    /// Root of the mean square of the acceleration along it, m/s².
    pub(crate) rms: f32,
}

impl Travel {
    /// The way of `frames`; `None` on a limb that swings, where the plainest axis is the limb's and not the body's.
    pub(crate) fn of(frames: &[Motion]) -> Option<Travel> {
        let near = || frames.iter().step_by(EVERY);
        let (mut way, mut falling) = ([0.0_f32; 2], 0.0);
        for m in near() {
            let [a1, a2] = m.level_acceleration;
            way = [way[0] - m.velocity * a1, way[1] - m.velocity * a2];
            falling += m.velocity * m.velocity;
        }
        let size = libm::hypotf(way[0], way[1]).max(1e-9);
        let mut travel = Travel { way, size, rms: 0.0 };
        let power: f32 = near().map(|m| travel.along(m) * travel.along(m)).sum();
        travel.rms = libm::sqrtf(power / near().count().max(1) as f32).max(1e-3);
        (size >= PLAIN * libm::sqrtf(falling * power)).then_some(travel)
    }

    /// Acceleration along the way, m/s².
    pub(crate) fn along(&self, m: &Motion) -> f32 {
        (self.way[0] * m.level_acceleration[0] + self.way[1] * m.level_acceleration[1]) / self.size
    }
}
