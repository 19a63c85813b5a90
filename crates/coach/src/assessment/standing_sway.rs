//! Standing sway by the phone: how much the trunk moves in thirty seconds of standing still. Experimental.

use super::limits::SWAY_RMS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done. The phone is worn at the lower back or held flat to the chest.
pub const PROTOCOL: Protocol = Protocol {
    id: "standing-sway",
    steps: 4,
    practice: 1,
    trials: 2,
    measures: Measures::Sway,
    plausible: SWAY_RMS,
    better: Better::Less,
    combine: Combine::Mean,
    spotter: true,
    source: "design; SENS-10 (one sensor: means are fair, variability is not)",
};

/// What the phone measured while its wearer stood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sway {
    /// Sideways acceleration, root mean square, m/s².
    pub sideways: f64,
    /// Forward and backward acceleration, root mean square, m/s².
    pub fore_and_aft: f64,
    /// Seconds measured.
    pub seconds: f64,
}

impl Sway {
    /// Both directions as one number, m/s² root mean square.
    pub fn total(&self) -> f64 {
        libm::hypot(self.sideways, self.fore_and_aft)
    }
}
