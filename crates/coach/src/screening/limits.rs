//! The numbers of the screening, each with its source (ids of EVIDENCE.md). Design, not yet reviewed by a physiotherapist.

/// Stay Independent points from which falls are more likely. SCR-01.
pub const STAY_INDEPENDENT_POINTS: u8 = 4;
/// Below this many years the app is not for you: nothing here was built for children. Design.
pub const YOUNGEST_YEARS: f64 = 18.0;
/// From this age, whoever never walked backward for exercise begins with someone beside them. Design.
pub const NEW_AND_OLDER_YEARS: f64 = 75.0;
/// Joint pain at rest, 0 to 10, from which somebody should be beside you. Design on SAFE-05.
pub const PAIN_AT_REST: f64 = 5.0;
/// Seconds of Timed Up and Go from which falls are more likely. TUG-02 (recalled; TUG-01 has 15 and proposes 10).
pub const TIMED_UP_AND_GO_SECONDS: f64 = 12.0;
/// A recent injury, operation, stroke or heart event: this many weeks. Design, from the trials' exclusions.
pub const RECENT_WEEKS: u8 = 12;
/// The short form holds this many days. Design.
pub const SHORT_FORM_DAYS: i32 = 90;
/// The long form holds this many days. SCR-06 (at most 12 months).
pub const LONG_FORM_DAYS: i32 = 365;
/// Ages anybody could have. Outside it the answer is a slip of the finger. Design.
pub const AGES: (f64, f64) = (5.0, 115.0);
