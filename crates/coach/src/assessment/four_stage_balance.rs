//! The 4-Stage Balance test: feet together, half a step, one foot before the other, one leg; ten seconds each.

use super::limits::{FOUR_STAGE_SECONDS, STANCE_SECONDS};
use super::{Better, Check, Combine, Measures, Protocol};

/// How it is done.
pub const PROTOCOL: Protocol = Protocol {
    id: "four-stage-balance",
    steps: 6,
    practice: 1,
    trials: 4,
    measures: Measures::Held(FOUR_STAGE_SECONDS),
    plausible: STANCE_SECONDS,
    better: Better::More,
    combine: Combine::Total,
    spotter: true,
    source: "CDC STEADI; BAL-01",
};

/// Seconds the third stance, one foot before the other, was held: the gate of the treadmill. Nothing if an easier one was
/// not held, for that ended the check.
pub fn tandem_seconds(check: &Check) -> f64 {
    check.trials.get(2).copied().unwrap_or(0.0)
}
