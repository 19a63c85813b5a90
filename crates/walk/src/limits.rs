//! The numbers of a walk's guidance that guard a person, each with its source.

use units::Duration;

/// How long before a block's end its warning comes: ten seconds (people who use interval timers find five stressful:
/// privacy-friendly-interval-timer#12).
pub const WARNING_BEFORE: Duration = Duration::from_secs(10);
/// The quickest backward walker a path's end is foretold for, 1.35 m/s: 3 m in 2.23 s, the quickest quarter of healthy men
/// (3MBW-12), so that the warning comes early and not late.
pub const QUICKEST_BACKWARD_MPS: f64 = 3.0 / 2.23;
/// How long before such a walker reaches the end of the path the warning begins: three seconds at least (EVIDENCE.md,
/// space rules).
pub const PATH_END_BEFORE: Duration = Duration::from_secs(3);
/// So long after it the end is foretold again, and again, until the block's end, for the clock does not know how slow the walker
/// is. (P) 5 s: a sentence and a breath; three metres at the 0.59 m/s of older people who did not fall (Polo-Ferrero 2025).
pub const PATH_END_AGAIN: Duration = Duration::from_secs(5);
/// On a long path again when such a part of the time so far has passed. (P) a sixth: whoever reaches the end was told so shortly
/// before, however slow, and not so often that nobody listens any more.
pub const PATH_END_PARTS: u32 = 6;
/// Before this, "walk backward" is hardly said, and nothing is foretold on the way in words. (P) 3 s.
pub const TO_SET_OFF: Duration = Duration::from_secs(3);
/// So long before the direction comes it is said to step onto a belt set by hand. (P) 4 s: the sentence, and nobody stands there
/// for long.
pub const STEP_ON_BEFORE: Duration = Duration::from_secs(4);
/// A shorter stretch on a belt set by hand is over before another speed is worth setting. (P) 40 s.
pub const SET_BELT_LEAST: Duration = Duration::from_secs(40);
/// So many steps the wrong way, and none the right way since, are told once in a block. Our choice, and no proof: steps judged
/// wrongly are few but come in rows (validation/). Told in error, it asks for what the walker does already; on a belt, to stop it.
pub const WRONG_WAY_STEPS: u32 = 6;
/// Who stands because the voice was taken, the device slept, or they turned round on a belt is told so again each time as much has
/// passed. (P) 30 s, as whom to call is: the first time may have sounded into the call.
pub const STANDS_AGAIN: Duration = Duration::from_secs(30);
/// A reading of the place that may be further off than this says nothing, metres. A phone under open sky is right to about 5 m
/// (source: GPS.gov, "GPS accuracy"); four times that is a street between houses.
pub const PLACE_OFF_MOST_M: f64 = 20.0;
/// Below this a move may be the receiver's noise, metres: the 5 m of the same source.
pub const MOVE_LEAST_M: f64 = 5.0;
/// A move that only a vehicle makes between two readings is the receiver's error, metres. (P) 60 m.
pub const MOVE_MOST_M: f64 = 60.0;
/// A look at the clock that comes later than this found a page that slept while its voice went on, seconds. (P) 4 s, well under
/// the ten of a silence that pauses the walk.
pub const SLEPT_S: f64 = 4.0;
/// A track that should sound and has not moved for so long makes no sound, seconds. (P) 3 s.
pub const STALLED_S: f64 = 3.0;
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
