//! The numbers of a walk's guidance that guard a person, each with its source.

use units::Duration;

/// How long before a block's end its warning comes: ten seconds (people who use interval timers find five stressful:
/// privacy-friendly-interval-timer#12).
pub const WARNING_BEFORE: Duration = Duration::from_secs(10);
/// The quickest backward walker a path's end is foretold for, 1.35 m/s: 3 m in 2.23 s, the quickest quarter of healthy men
/// (3MBW-12), so that the warning comes early and not late.
pub const QUICKEST_BACKWARD_MPS: f64 = 3.0 / 2.23;
/// The walker whom a long path tells its end once more, 0.8 m/s: a third above older people who did not fall (3 m in 5.1 s,
/// 0.59 m/s, Polo-Ferrero 2025). To them the first warning is early.
pub const QUICK_BACKWARD_MPS: f64 = 0.8;
/// Those older people, whom a longer one tells it a third time, 0.59 m/s: 3 m in 5.1 s (Polo-Ferrero 2025).
pub const OLDER_BACKWARD_MPS: f64 = 3.0 / 5.1;
/// A warning follows another no sooner than this. (P) 5 s: a sentence and a breath.
pub const PATH_END_AGAIN: Duration = Duration::from_secs(5);
/// How long before such a walker reaches the end of the path the warning begins: three seconds at least (EVIDENCE.md,
/// space rules).
pub const PATH_END_BEFORE: Duration = Duration::from_secs(3);
/// So many steps in a row, settled and all the other way, are a walker who turned round on the belt. (P) six: at the slowest
/// cadence six steps are a few seconds, and no single wrong step stops a belt.
pub const STEPS_TO_TELL_A_TURN: usize = 6;
/// Steps further apart than this are no row: the walker stood between them. (P) eight seconds, less than the ten a belt
/// stands before anyone turns on it.
pub const ROW_OF_STEPS_S: f64 = 8.0;

/// Who may have fallen and says nothing for so long is told whom to call, and again each time as much has passed. Design
/// (issue 5): 30 s, time to get hold of a phone and tap it, and no long time on a floor.
pub const FALL_ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// A control that has just taken another's place is deaf for so long since the last tap it heard not: that was the second of a
/// double tap, or a trembling finger. None that stops is. (P) 700 ms: longer than a double click (500 ms where a computer sets
/// it), shorter than it takes to read what stands there now.
pub const DOUBLE_TAP: Duration = Duration::from_millis(700);
/// For so long a stop sign told by a slip of the finger may be taken back; it locks at once all the same. Design: time to read
/// what the app made of it, and no time to feel better and walk on.
pub const TAKEN_BACK_WITHIN: Duration = Duration::from_mins(1);
/// A trunk further forward than this from upright is told to stand tall, degrees. (P) 15: trunks lean by 5 to 15 degrees in a
/// walk of older people, and who walks as usual is not nagged.
pub const LEAN_TOO_FAR_DEG: f32 = 15.0;
/// So many tellings in a row must say so. (P) two, ten seconds of walking: a look at the path is over by then.
pub const LEANS_IN_A_ROW: u32 = 2;
/// A telling older than this says nothing of now, and begins no row. (P) 10 s, two tellings of the gait engine.
pub const LEANS_STALE: Duration = Duration::from_secs(10);
/// Forward on a belt before and after, to get used to it and to ease off. Design: the same minute as on a belt set by hand.
pub const BELT_FORWARD: Duration = Duration::from_mins(1);
/// How long before a change of the belt it is said. (P) 5 s: time to take the rails.
pub const SAID_BEFORE: Duration = Duration::from_secs(5);
/// A word aloud: the browser's voice is asked for about 140 a minute, not hurried. (P)
pub const SPOKEN_WORD: Duration = Duration::from_millis(429);
/// The breath after a sentence aloud. (P) 0.4 s.
pub const SPOKEN_STOP: Duration = Duration::from_millis(400);
/// How long a belt goes at its slowest before a planned stop. (P) 10 s: some ten steps to get used to it.
pub const SLOWEST_BEFORE_STOP: Duration = Duration::from_secs(10);
