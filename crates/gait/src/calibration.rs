//! A walker's own step-length scales, one forward and one backward.

/// A factor on the population's step length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale(f32);

impl Scale {
    /// The scale that makes `estimated_m` (what the engine said unscaled) the known `true_m`;
    /// `None` when either is not a distance, or the two differ by more than a factor of two: then something else is wrong.
    pub fn from_known_distance(true_m: f64, estimated_m: f64) -> Option<Scale> {
        Scale::from_factor(true_m / estimated_m)
    }

    /// The scale that makes a treadmill's belt speed out of the engine's own unscaled speed.
    pub fn from_belt(belt_mps: f64, estimated_mps: f64) -> Option<Scale> {
        Scale::from_factor(belt_mps / estimated_mps)
    }

    /// A stored factor; `None` outside 0.5 to 2.
    pub fn from_factor(factor: f64) -> Option<Scale> {
        #[allow(clippy::cast_possible_truncation, reason = "a factor near one keeps its meaning in f32")]
        (0.5..=2.0).contains(&factor).then_some(Scale(factor as f32))
    }

    /// The factor.
    pub const fn factor(self) -> f32 {
        self.0
    }
}

/// Both scales of one walker; a missing one is the population's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Walking forward.
    pub forward: Option<Scale>,
    /// Walking backward.
    pub backward: Option<Scale>,
}
