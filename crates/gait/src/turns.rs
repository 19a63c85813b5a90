//! Turns of the body: El-Gohary 2014.
//!
//! The rate of turn about the vertical is low-passed at 1.5 Hz; a turn is where it exceeds 15 deg/s, from and to where
//! it last and next is below 5 deg/s, lasts 0.5 to 10 s and amounts to at least 45 degrees. The angle is the integral
//! of the rate as measured. Against the source: parts of one turn are joined when no more than 0.05 s apart, which
//! here falls within two frames and is left out.

use crate::filters::Biquad;
use crate::grid::DT;
use crate::{Turn, orientation::Upright};

const SMOOTH_HZ: f32 = 1.5;
const PEAK: f32 = 15.0 * RADIANS;
const EDGE: f32 = 5.0 * RADIANS;
const LEAST_DEG: f32 = 45.0;
const SHORTEST_S: f64 = 0.5;
const LONGEST_S: f64 = 10.0;
const RADIANS: f32 = core::f32::consts::PI / 180.0;

/// Finds turns as they pass.
#[derive(Clone, Debug)]
pub(crate) struct Turns {
    smooth: Biquad,
    start_s: Option<f64>,
    angle: f32,
    peak: f32,
    left: bool,
}

impl Turns {
    pub(crate) fn new() -> Turns {
        Turns { smooth: Biquad::low_pass(SMOOTH_HZ), start_s: None, angle: 0.0, peak: 0.0, left: true }
    }

    /// Takes a frame; a turn is told when it is over.
    #[inline]
    pub(crate) fn push(&mut self, frame: &Upright) -> Option<Turn> {
        if frame.fresh {
            *self = Turns::new();
        }
        let rate = self.smooth.push(frame.yaw);
        let over = rate.abs() < EDGE || (self.start_s.is_some() && (rate > 0.0) != self.left);
        if !over {
            if self.start_s.is_none() {
                self.start_s = Some(frame.t_s);
                self.angle = 0.0;
                self.peak = 0.0;
                self.left = rate > 0.0;
            }
            self.angle += frame.yaw * DT;
            self.peak = self.peak.max(rate.abs());
            return None;
        }
        let start_s = self.start_s.take()?;
        let angle_deg = self.angle / RADIANS;
        let length = frame.t_s - start_s;
        (self.peak > PEAK && angle_deg.abs() >= LEAST_DEG && (SHORTEST_S..=LONGEST_S).contains(&length))
            .then_some(Turn { start_s, end_s: frame.t_s, angle_deg })
    }
}
