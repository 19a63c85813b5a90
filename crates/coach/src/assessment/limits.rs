//! What a check can measure at all: outside it the tap slipped. Sources are ids of EVIDENCE.md.

use units::Day;

/// The first day a check may have been done, 1 January 2000: before it a clock or a file is wrong. Design.
pub const FIRST_DAY: Day = Day::from_days(10_957);
/// Seconds for three metres backward. 1.5 s is 2 m/s, above any backward walk (NRG-10: people run from 1.63 m/s).
pub const PLAUSIBLE_BACKWARD_SECONDS: (f64, f64) = (1.5, 120.0);
/// Seconds for four metres forward. 1.3 s is 3 m/s, faster than walking. Design.
pub const FOUR_METRE_SECONDS: (f64, f64) = (1.3, 120.0);
/// Seconds for ten metres forward. 3.3 s is 3 m/s, faster than walking. Design.
pub const TEN_METRE_SECONDS: (f64, f64) = (3.3, 300.0);
/// Seconds of Timed Up and Go: nobody rises, walks six metres, turns and sits in under three. Design.
pub const TIMED_UP_AND_GO_SECONDS: (f64, f64) = (3.0, 180.0);
/// Stands in 30 seconds: no more than two a second. Design.
pub const CHAIR_STANDS: (f64, f64) = (0.0, 60.0);
/// Seconds a stance is held; nobody times longer than a minute. Design.
pub const STANCE_SECONDS: (f64, f64) = (0.0, 60.0);
/// Seconds at which each of the four stances is done. BAL-01.
pub const FOUR_STAGE_SECONDS: f64 = 10.0;
/// Seconds at which standing on one leg is stopped. UPST rows.
pub const SINGLE_LEG_CAP_SECONDS: f64 = 45.0;
/// Sway of the trunk while standing, m/s² root mean square: above it somebody walked. Design.
pub const SWAY_RMS: (f64, f64) = (0.0, 3.0);
/// How many own standard errors of measurement lie between two results before they differ (1.96·√2). 3MBW-07, proposed rule.
pub const OWN_ERRORS: f64 = 2.77;
/// How many own checks before the newest, done and timed alike, before the own error is believed. Design.
pub const OWN_CHECKS: usize = 3;
/// Metres a second by which walking speed has to differ. FWS-HIP, FWS-MCID (substantial).
pub const SPEED_CHANGE_MPS: f64 = 0.10;
/// A check is offered again after so many days. Design.
pub const RETEST_DAYS: i32 = 28;
/// Fewer steps than these are no timed distance: three metres take at least three. Design.
pub const STEPS_TIMED: u32 = 3;
/// Metres a step of a timed distance may be long: outside it steps were missed or made up. Design: shuffles are 0.1 m and more,
/// and nobody steps further than 1.5 m at a walk.
pub const STEP_METERS: (f64, f64) = (0.1, 1.5);
/// Seconds without a step after which a timed distance is over. Design: longer than two slow steps.
pub const STEPS_OVER_AFTER_SECONDS: f64 = 2.5;
/// Seconds since "go", or since the last step, after which no steps are heard. Design: nobody stands so long before setting off.
pub const STEPS_UNHEARD_SECONDS: f64 = 20.0;
/// Seconds between START and "go" of a check, to get into place. Design.
pub const READY_SECONDS: f64 = 5.0;
/// Seconds a quiet stand is tried for: half of its thirty. Design.
pub const PRACTICE_STAND_SECONDS: f64 = 15.0;
