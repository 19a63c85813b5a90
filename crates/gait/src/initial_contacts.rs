//! Candidate contacts: crests of the smoothed vertical acceleration, high enough beside the walk's own size.

use crate::grid::DT;

/// A crest of the smoothed vertical acceleration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Crest {
    pub(crate) t_s: f64,
    /// Height over the trough before it, m/s².
    pub(crate) rise: f32,
}

/// A second-order section, transposed direct form II.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    z: [f32; 2],
}

impl Biquad {
    /// Butterworth low-pass at `hz`.
    pub(crate) fn low_pass(hz: f32) -> Biquad {
        let k = libm::tanf(core::f32::consts::PI * hz * DT);
        let norm = 1.0 / (1.0 + core::f32::consts::SQRT_2 * k + k * k);
        let b = k * k * norm;
        Biquad {
            b: [b, 2.0 * b, b],
            a: [2.0 * (k * k - 1.0) * norm, (1.0 - core::f32::consts::SQRT_2 * k + k * k) * norm],
            z: [0.0; 2],
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, x: f32) -> f32 {
        let [b0, b1, b2] = self.b;
        let [a1, a2] = self.a;
        let [z1, z2] = self.z;
        let y = b0 * x + z1;
        self.z = [b1 * x - a1 * y + z2, b2 * x - a2 * y];
        y
    }
}

/// Finds crests as they pass.
#[derive(Clone, Debug)]
pub(crate) struct Crests {
    smooth: Biquad,
    slow: f32,
    high: (f64, f32),
    low: f32,
    rising: bool,
    size: f32,
}

/// The least rise that is a step: slow careful walkers make about 0.6 m/s².
const LEAST_RISE: f32 = 0.6;

impl Crests {
    pub(crate) fn new() -> Crests {
        Crests {
            smooth: Biquad::low_pass(3.0),
            slow: 0.0,
            high: (0.0, 0.0),
            low: 0.0,
            rising: false,
            size: 0.0,
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, t_s: f64, vertical: f32) -> Option<Crest> {
        let y = self.smooth.push(vertical);
        self.slow += (y - self.slow) * (DT / 1.0);
        let y = y - self.slow;
        self.size *= 1.0 - DT / 4.0;
        let least = (0.3 * self.size).max(LEAST_RISE);
        let mut found = None;
        if self.rising {
            if y > self.high.1 {
                self.high = (t_s, y);
            } else if self.high.1 - y > 0.5 * least {
                let rise = self.high.1 - self.low;
                if rise > least {
                    self.size = self.size.max(rise);
                    found = Some(Crest { t_s: self.high.0, rise });
                }
                self.rising = false;
                self.low = y;
            }
        } else if y < self.low {
            self.low = y;
        } else if y - self.low > 0.5 * least {
            self.rising = true;
            self.high = (t_s, y);
        }
        found
    }
}
