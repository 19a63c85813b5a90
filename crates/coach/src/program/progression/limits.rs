//! The numbers of the plan, each with its source (ids of EVIDENCE.md). Design, not yet reviewed by a physiotherapist.

/// Backward seconds in any seven days, in the first twelve weeks. PROP-01: 30 min, TRIAL-ALG's smallest effective dose.
pub const WEEK_SECONDS_FIRST: u32 = 30 * 60;
/// Backward seconds in any seven days after that. PROP-01: 60 min, below the 75 of two trials with children (25 min three times a
/// week: El-Basatiny 2015, Abdel-aziem 2017).
pub const WEEK_SECONDS_LATER: u32 = 60 * 60;
/// How long the first cap holds, in days. PROP-01: twelve weeks.
pub const FIRST_WEEKS_DAYS: i32 = 84;
/// A week may be this many percent of the best of the last four. PROP-01.
pub const GROWTH_PERCENT: u32 = 120;
/// Or this many seconds more than it, whichever is larger. PROP-01: 6 min.
pub const GROWTH_SECONDS: u32 = 6 * 60;
/// Weeks looked back for the best one. PROP-01.
pub const GROWTH_WEEKS: i32 = 4;
/// Clean walks, on as many days, that step up. PROP-04.
pub const CLEAN_TO_STEP_UP: u8 = 2;
/// Walks at the lower level after a step back. PROP-04.
pub const WALKS_AFTER_STEP_BACK: u8 = 3;
/// Percent of the backward time that must be done for a walk to be clean. PROP-04.
pub const CLEAN_PERCENT: u32 = 90;
/// The most effort, 0 to 10, of a clean walk: RPE 12 of 20. PROP-04; SAFE-07 calls 5 to 6 moderate.
pub const CLEAN_EFFORT: u8 = 4;
/// The most effort that holds; above it the plan steps back. PROP-04 (RPE 13 to 14); above is design.
pub const HOLD_EFFORT: u8 = 6;
/// The most pain, 0 to 10, of a clean walk. PROP-04; SAFE-05 is laxer.
pub const CLEAN_PAIN: u8 = 2;
/// Pain from which the plan steps back. PROP-04.
pub const BACK_PAIN: u8 = 5;
/// Pain next morning may be this much above the usual. PROP-04; SAFE-05 (settled by next morning).
pub const MORNING_CLEAN: u8 = 1;
/// This much above the usual next morning holds; more steps back. PROP-04; the last part is design.
pub const MORNING_HOLD: u8 = 2;
/// For so many days after a walk its next morning can still be told. Design: whoever forgot it once is asked once more.
pub const MORNING_DAYS: i32 = 2;
/// Stumbles in one walk that step back. PROP-04.
pub const BACK_STUMBLES: u8 = 2;
/// Holds in a row that step back. PROP-04.
pub const HOLDS_TO_STEP_BACK: u8 = 2;
/// Days without a walk that cost one level. PROP-04.
pub const ABSENT_ONE_LEVEL_DAYS: i32 = 8;
/// Days without a walk that cost two levels. PROP-04.
pub const ABSENT_TWO_LEVELS_DAYS: i32 = 15;
/// Days without a walk after which the questions come first. PROP-04.
pub const ABSENT_SCREEN_DAYS: i32 = 29;
/// The highest level after that. PROP-04.
pub const LEVEL_AFTER_LONG_ABSENCE: u8 = 2;
/// Days in a phase before the next. PROP-04.
pub const PHASE_DAYS: i32 = 7;
/// Seconds for three metres backward that open intervals and the treadmill alone; above them the screening wants somebody
/// beside you. PROP-02; 3MBW-01.
pub const BACKWARD_ALONE_SECONDS: f64 = 4.5;
/// Seconds that open intervals with a spotter, and the treadmill with an instructor. PROP-02; 3MBW-02.
pub const BACKWARD_WATCHED_SECONDS: f64 = 5.5;
/// Seconds one foot must stand before the other to open the treadmill, and to pass the screening. PROP-02; BAL-01.
pub const TANDEM_SECONDS: f64 = 10.0;
/// A check older than this opens nothing, in days. Design: the retest interval.
pub const CHECK_DAYS: i32 = 28;
/// Clean days an amber answer asks for before intervals, and then the check again. Design: two clean weeks.
pub const AMBER_CLEAN_DAYS: i32 = 14;
/// The highest level before the long form is answered. Design: the first steps.
pub const SHORT_FORM_LEVEL: u8 = 2;
/// The fastest belt of the first treadmill level and the first week, in hundredths of a km/h. PROP-03.
pub const FIRST_BELT_CENTI_KMH: u16 = 100;
/// The fastest belt of all, in hundredths of a km/h: that of the steered belt, below PROP-03's 3.2 (the slowest Myatt tested, NRG-09).
pub const BELT_CENTI_KMH: u16 = 300;
/// Shares of the walker's own backward speed, percent, by the week of walking on a belt: those of the steered belt, up to PROP-03's.
pub const BELT_PERCENT: [u32; 3] = [40, 50, 60];
/// Before so many days of walking, a change of balance is told with the word that it is early. TRIAL-HAO: boys of seven were
/// steadier from week 8. A rule for us, no law of bodies: WENG2006 saw a change after three weeks, MARITZ2021 after five.
pub const BALANCE_VERDICT_DAYS: i32 = 56;
/// Clean walks those two weeks must hold. Design: two a week.
pub const AMBER_CLEAN_WALKS: u16 = 4;
/// Metres a second by which the backward time of a path of the walker's own is reckoned. PROP-01: levels 2 to 4.
pub const OWN_PATH_MPS: f64 = 0.5;
