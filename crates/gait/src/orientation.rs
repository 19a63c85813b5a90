//! Which way is up: the gyroscope carries the vertical through each swing, gravity slowly corrects it.

use crate::grid::{DT, Frame};

/// Standard gravity, m/s².
pub(crate) const GRAVITY: f32 = 9.806_65;
/// How slowly the mean acceleration corrects the vertical when a gyroscope carries it, seconds.
const CARRIED_S: f32 = 3.0;
/// The same without a gyroscope: two strides, or the swing itself would tilt the vertical.
const UNCARRIED_S: f32 = 1.5;

/// A frame seen from the world's vertical.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Levelled {
    pub(crate) t_s: f64,
    /// Upward acceleration without gravity, m/s².
    pub(crate) vertical: f32,
}

/// Holds the vertical in the sensor's axes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Orientation {
    up: [f32; 3],
    seen: f32,
}

pub(crate) fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    let [ax, ay, az] = a;
    let [bx, by, bz] = b;
    ax * bx + ay * by + az * bz
}

fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    let [ax, ay, az] = a;
    let [bx, by, bz] = b;
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

impl Orientation {
    /// Takes a frame and sees it from the vertical.
    #[inline]
    pub(crate) fn push(&mut self, frame: &Frame) -> Levelled {
        if frame.fresh || self.seen == 0.0 {
            *self = Orientation { up: frame.acceleration, seen: 0.0 };
        }
        self.seen += DT;
        let slow = if frame.has_rotation { CARRIED_S } else { UNCARRIED_S };
        let gain = DT / self.seen.min(slow);
        let carried = cross(self.up, frame.rotation);
        for ((up, turn), a) in self.up.iter_mut().zip(carried).zip(frame.acceleration) {
            let moved = *up + turn * DT;
            *up = moved + (a - moved) * gain;
        }
        let size = libm::sqrtf(dot(self.up, self.up)).max(1e-3);
        let up = self.up.map(|u| u / size);
        Levelled { t_s: frame.t_s, vertical: dot(frame.acceleration, up) - GRAVITY }
    }
}
