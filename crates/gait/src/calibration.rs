//! A walker's own step-length scales, one forward and one backward.

/// A factor on the population's step length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale(f32);

impl Scale {
    /// What is true over what the engine said unscaled; `None` when that is no factor, or the two differ by more than a factor of
    /// two: then something else is wrong.
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
