//! The numbers of a walk's guidance that guard a person, each with its source.

use units::Duration;

/// How long before a block's end its warning comes: ten seconds (people who use interval timers find five stressful:
/// privacy-friendly-interval-timer#12).
pub const WARNING_BEFORE: Duration = Duration::from_secs(10);
/// The quickest backward walker a path's end is foretold for, 0.8 m/s: a third above older people who did not fall
/// (3 m in 5.1 s, 0.59 m/s, Polo-Ferrero 2025), so that the warning comes early and not late.
pub const QUICK_BACKWARD_MPS: f64 = 0.8;
/// How long before that walker reaches the end of the path the warning begins: three seconds at least (EVIDENCE.md,
/// space rules).
pub const PATH_END_BEFORE: Duration = Duration::from_secs(3);
