//! The 3-Meter Backward Walk: three metres backward, as fast as is comfortable, without running.
//!
//! Needs a flat three metres with room behind. One practice walk, because the second trial is faster by itself (2.41 s
//! after a new hip, 3MBW-09); two timed, their mean (design). Published cut-offs do not carry from one group to another
//! (3.0 and 4.5 s, 5.5 s, 4.2 s, 10.31 s), so they are gates in the plan and never a statement about falls. All were found
//! with a stopwatch.

use super::change::Condition;
use super::limits::PLAUSIBLE_BACKWARD_SECONDS;
use super::{Better, Check, Combine, Measures, Protocol, TimedBy};
use crate::program::progression::limits::BACKWARD_ALONE_SECONDS;

/// Metres.
pub const METRES: f64 = 3.0;

/// How it is done (3MBW-13).
pub const PROTOCOL: Protocol = Protocol {
    id: "three-meter-backward-walk",
    steps: 5,
    practice: 1,
    trials: 2,
    measures: Measures::SecondsOver(METRES),
    plausible: PLAUSIBLE_BACKWARD_SECONDS,
    better: Better::Less,
    combine: Combine::Mean,
    spotter: true,
    source: "Carter and others 2019; 3MBW-13",
};

/// The seconds by which gates and ceilings go: the slower trial, for one that was stopped too early makes the mean too fast.
///
/// Steps that were missed make a time shorter and never longer. So one by the phone's steps opens nothing, and counts where it is
/// too slow for somebody alone: it was at least so long.
pub fn gate_seconds(check: &Check) -> Option<f64> {
    let slower = check.trials.iter().copied().fold(0.0, f64::max);
    (check.timed_by == TimedBy::Tap || slower > BACKWARD_ALONE_SECONDS).then_some(slower)
}

/// The smallest change in seconds that is more than error at 95 %, and its source.
pub fn published(condition: Condition) -> (f64, &'static str) {
    match condition {
        Condition::HipReplacement => (4.33, "3MBW-09"),
        Condition::KneeReplacement => (2.94, "3MBW-08"),
        // 1.96·√2 times the error of 1.11 s (3MBW-06), to the hundredth; its paper's own 1.57 s lacks the factor 1.96.
        Condition::Stroke => (3.08, "3MBW-07"),
        Condition::MultipleSclerosis => (1.69, "3MBW-05"),
        Condition::Parkinson => (2.13, "3MBW-04"),
    }
}
