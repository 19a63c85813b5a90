//! Standing sway by the phone: how much the trunk moves in thirty seconds of standing still. Experimental.

use super::limits::SWAY_RMS;
use super::{Better, Combine, Measures, Protocol};

/// How it is done. The phone is worn at the lower back and nowhere else: a chest sways otherwise, and both would be compared.
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
