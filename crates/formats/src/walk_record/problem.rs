//! What cannot be true of a walk: read from a file or sent by a phone, it is refused with one sentence, and never counted in.
//!
//! The lines are far from what anyone walks, so that no walk of the app's own is lost to them.

use super::{BlockRecord, VERSION, WalkRecord};
use core::fmt;
use units::Day;

/// No block is longer, s: four hours, twice the longest walk a program may have (coach, `WALK_MOST`), for what was
/// extended and repeated.
const BLOCK_MOST_S: f64 = 14_400.0;
/// Nobody takes more steps a second: sprinters come to 5 (Salo and others 2011).
const STEPS_A_SECOND: f64 = 5.0;
/// Steps told so late that they fell into the next block: two seconds of them.
const STEPS_LATE: f64 = 10.0;
/// Nobody walks faster, m/s: people run from 2 m/s (Hreljac 1995), so 3 is half as much again.
const FASTEST_MPS: f64 = 3.0;
/// What one wrong reading of GPS may add, m: the app lets through no larger one (walk, `MOVE_MOST_M`).
const GPS_WRONG_M: f64 = 60.0;
/// No heart beats outside it and walks, beats a minute: whoever writes a record leaves the rest out. Design: a strap
/// tells up to 255 as nonsense.
pub const HEART_BPM: core::ops::RangeInclusive<u8> = 25..=240;
/// No pause, and none's beginning, is longer, s: eleven days. A paused walk may wait as long as its page is open.
const PAUSE_MOST_S: f64 = 1e6;

/// Why a record cannot be kept. A block is counted from 1, as a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordProblem {
    /// Written by a newer version than this.
    NewerVersion,
    /// The id is not a UUID of version 7.
    Id,
    /// The beginning is no date and time.
    StartedAt,
    /// A block's kind or place in the list is wrong.
    Block(usize),
    /// A block's time is below zero or longer than any walk.
    Time(usize),
    /// A block has more steps than its time allows.
    Steps(usize),
    /// A block has more metres than its time allows.
    Distance(usize),
    /// A block's heart rate is no heart's.
    Heart(usize),
    /// A pause's time is none.
    Pauses,
    /// The log does not run forward in time.
    Log,
    /// Effort or pain is off its scale.
    Feeling,
}

impl RecordProblem {
    /// A name for the catalogues: `record-wrong-ID`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NewerVersion => "newer",
            Self::Id => "id",
            Self::StartedAt => "started",
            Self::Block(_) => "block",
            Self::Time(_) => "time",
            Self::Steps(_) => "steps",
            Self::Distance(_) => "distance",
            Self::Heart(_) => "heart",
            Self::Pauses => "pauses",
            Self::Log => "log",
            Self::Feeling => "feeling",
        }
    }

    /// Which block, counted from 1.
    pub const fn block(self) -> Option<usize> {
        match self {
            Self::Block(at) | Self::Time(at) | Self::Steps(at) | Self::Distance(at) | Self::Heart(at) => {
                Some(at)
            }
            _ => None,
        }
    }
}

/// For the server's answer and the terminal; the app says it in the walker's language.
impl fmt::Display for RecordProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::NewerVersion => "it was written by a newer version than this",
            Self::Id => "its id is not a UUID of version 7",
            Self::StartedAt => "its beginning is not a date and time such as 2026-11-23T09:30:00-05:00",
            Self::Block(_) => "the block has a kind or an index that cannot be",
            Self::Time(_) => "the block's seconds are below zero or longer than any walk",
            Self::Steps(_) => "the block has more steps than anyone takes in its seconds",
            Self::Distance(_) => "the block has more meters than anyone walks in its seconds",
            Self::Heart(_) => "the block's heart rate is no heart's",
            Self::Pauses => "a pause's seconds are below zero or too many",
            Self::Log => "its log does not run forward in time",
            Self::Feeling => "its effort or pain is off the scale",
        };
        match self.block() {
            Some(block) => write!(f, "block {block}: {what}"),
            None => f.write_str(what),
        }
    }
}

impl WalkRecord {
    /// What is wrong with a record that reads as JSON, if anything. The caller reads the program.
    pub fn problem(&self) -> Option<RecordProblem> {
        let id = self.id.as_bytes();
        let hex = |at: usize, byte: u8| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'7',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        };
        if self.version > VERSION {
            return Some(RecordProblem::NewerVersion);
        }
        if id.len() != 36 || !id.iter().enumerate().all(|(at, byte)| hex(at, *byte)) {
            return Some(RecordProblem::Id);
        }
        if moment(&self.started_at).is_none() {
            return Some(RecordProblem::StartedAt);
        }
        if let Some(problem) = self.blocks.iter().enumerate().find_map(|(at, block)| of_block(at, block)) {
            return Some(problem);
        }
        let pause = |seconds: f64| (0.0..=PAUSE_MOST_S).contains(&seconds);
        if !self.pauses.iter().all(|one| pause(one.at_s) && pause(one.length_s)) {
            return Some(RecordProblem::Pauses);
        }
        if !self.log.is_sorted_by_key(|logged| logged.at_ms) {
            return Some(RecordProblem::Log);
        }
        let feeling_is_right = self.feeling.as_ref().is_none_or(|feeling| {
            feeling.effort.is_none_or(|effort| (6..=20).contains(&effort))
                && feeling.pain.iter().all(|pain| pain.level <= 10)
        });
        (!feeling_is_right).then_some(RecordProblem::Feeling)
    }
}

/// The most metres anyone is believed to walk in so many seconds.
pub fn farthest_m(seconds: f64) -> f64 {
    FASTEST_MPS * seconds + GPS_WRONG_M
}

fn of_block(at: usize, block: &BlockRecord) -> Option<RecordProblem> {
    let place = at + 1;
    let kinds = ["prepare", "forward", "turn", "backward", "cool-down", "stand"];
    let time = |seconds: f64| (0.0..=BLOCK_MOST_S).contains(&seconds);
    if usize::try_from(block.index) != Ok(at) || !kinds.contains(&block.kind.as_str()) {
        return Some(RecordProblem::Block(place));
    }
    if !time(block.planned_s) || !time(block.done_s) || !(0.0..=block.done_s).contains(&block.not_measured_s)
    {
        return Some(RecordProblem::Time(place));
    }
    let steps = [block.steps.forward, block.steps.backward, block.steps.unsure].map(f64::from);
    if steps.iter().sum::<f64>() > STEPS_A_SECOND * block.done_s + STEPS_LATE {
        return Some(RecordProblem::Steps(place));
    }
    if block.distance_m.is_some_and(|meters| !(0.0..=farthest_m(block.done_s)).contains(&meters)) {
        return Some(RecordProblem::Distance(place));
    }
    let hearts = [block.heart_mean_bpm, block.heart_most_bpm];
    hearts.into_iter().flatten().any(|bpm| !HEART_BPM.contains(&bpm)).then_some(RecordProblem::Heart(place))
}

/// A date and time of RFC 3339, section 5.6, in seconds since 1970 in UTC; `None` for any other text.
pub fn moment(text: &str) -> Option<f64> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let two = |text: &str, most: i32| {
        text.parse().ok().filter(|n: &i32| text.len() == 2 && digits(text) && *n <= most)
    };
    let minutes = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        Some(60 * two(hour, 23)? + two(minute, 59)?)
    };
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let zone = rest.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = (rest.get(..zone)?, rest.get(zone..)?);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let ahead = match zone {
        "Z" | "z" => 0,
        _ if zone.starts_with('-') => -minutes(zone.get(1..)?)?,
        _ => minutes(zone.get(1..)?)?,
    };
    // A leap second is the sixty-first.
    let seconds = 60 * (minutes(time.get(..5)?)? - ahead) + two(time.get(5..)?.strip_prefix(':')?, 60)?;
    let fraction = Some(fraction).filter(|fraction| digits(fraction))?;
    let fraction = units::number(&["0.", fraction.get(..9).unwrap_or(fraction)].concat())?;
    Some(f64::from(Day::parse(day)?.days()) * 86_400.0 + f64::from(seconds) + fraction)
}

#[cfg(test)]
mod tests {
    use super::super::tests::record;
    use super::*;
    use alloc::borrow::ToOwned as _;
    use alloc::string::ToString as _;
    use proptest::prelude::*;

    fn check(change: impl FnOnce(&mut WalkRecord)) -> Option<RecordProblem> {
        let mut wrong = record();
        change(&mut wrong);
        wrong.problem()
    }

    #[test]
    fn a_wrong_record_says_what_is_wrong_and_where() {
        let check = |change: fn(&mut WalkRecord), problem| assert_eq!(check(change), Some(problem));
        check(|r| r.version = 2, RecordProblem::NewerVersion);
        check(|r| r.id = "01893c1e-7b3a-4c3e-8a5e-0123456789ab".to_owned(), RecordProblem::Id);
        check(|r| r.id = "../../../../etc/passwd-0123456789abc".to_owned(), RecordProblem::Id);
        check(|r| r.blocks[0].kind = "hop".to_owned(), RecordProblem::Block(1));
        check(|r| r.blocks[0].index = 7, RecordProblem::Block(1));
        check(|r| r.blocks[0].done_s = f64::NAN, RecordProblem::Time(1));
        check(|r| r.blocks[0].done_s = -1.0, RecordProblem::Time(1));
        check(|r| r.blocks[0].planned_s = 14_400.1, RecordProblem::Time(1));
        check(|r| r.blocks[0].not_measured_s = 26.0, RecordProblem::Time(1));
        check(|r| r.blocks[0].heart_mean_bpm = Some(0), RecordProblem::Heart(1));
        check(|r| r.blocks[0].heart_most_bpm = Some(255), RecordProblem::Heart(1));
        check(|r| r.pauses[0].length_s = f64::INFINITY, RecordProblem::Pauses);
        check(|r| r.log[1].at_ms = 9999, RecordProblem::Log);
        check(|r| r.feeling.as_mut().expect("some").effort = Some(21), RecordProblem::Feeling);
        check(|r| r.feeling.as_mut().expect("some").pain[0].level = 11, RecordProblem::Feeling);
        check(
            |r| {
                let second = BlockRecord { index: 1, distance_m: Some(99_999.0), ..r.blocks[0].clone() };
                r.blocks.push(second);
            },
            RecordProblem::Distance(2),
        );
        assert_eq!(
            RecordProblem::Distance(2).to_string(),
            "block 2: the block has more meters than anyone walks in its seconds"
        );
    }

    #[test]
    fn steps_and_metres_are_held_to_what_the_time_allows_and_not_a_step_less() {
        // The block lasts 25 s: 135 steps and 135 m at most.
        let steps = |forward, backward, unsure| {
            check(|r| {
                r.blocks[0].steps = crate::walk_record::StepsRecord { forward, backward, unsure };
            })
        };
        assert_eq!(steps(100, 30, 5), None);
        assert_eq!(steps(100, 30, 6), Some(RecordProblem::Steps(1)));
        assert_eq!(steps(4_000_000_000, 4_000_000_000, 0), Some(RecordProblem::Steps(1)));
        let metres = |metres| check(|r| r.blocks[0].distance_m = Some(metres));
        assert_eq!(metres(135.0), None);
        for wrong in [135.1, -0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(metres(wrong), Some(RecordProblem::Distance(1)), "{wrong}");
        }
    }

    #[test]
    fn a_walk_begins_at_a_real_date_and_time() {
        let check = |text: &str| check(|r| r.started_at = text.to_owned());
        for right in [
            "2026-11-23T09:30:00-05:00",
            "2024-02-29T23:59:60Z",
            "2026-11-23T09:30:00.123456+13:45",
            "2026-11-23 09:30:00z",
        ] {
            assert_eq!(check(right), None, "{right}");
        }
        for wrong in [
            "yesterday",
            "",
            "2026-02-29T09:30:00Z",
            "2026-13-01T09:30:00Z",
            "2026-11-23",
            "2026-11-23T24:00:00Z",
            "2026-11-23T09:60:00Z",
            "2026-11-23T09:30:61Z",
            "2026-11-23T09:30:00",
            "2026-11-23T09:30:00.Z",
            "2026-11-23T09:30:00+5:00",
            "2026-11-23T09:30:00+24:00",
            "2026-11-23T9:30:00Z",
            "2026-11-23T09:30:00Zulu",
            "2026-11-2\u{e9}T09:30:00Z",
        ] {
            assert_eq!(check(wrong), Some(RecordProblem::StartedAt), "{wrong}");
        }
        let seconds = |text| moment(text).map(f64::to_bits);
        let noon = seconds("2026-11-23T12:00:00Z");
        assert_eq!(noon, Some(1_795_435_200.0_f64.to_bits()));
        for same in ["2026-11-23T07:00:00-05:00", "2026-11-24T01:45:00+13:45", "2026-11-23T11:59:60.0z"] {
            assert_eq!(seconds(same), noon, "{same}");
        }
        assert!(moment("2026-11-23T12:00:00.5Z") > moment("2026-11-23T12:00:00.25Z"));
    }

    proptest! {
        #[test]
        fn no_walk_a_person_can_walk_is_refused_and_no_text_makes_it_panic(
            done_s in 0.0..7200.0_f64, cadence in 0.0..4.0_f64, speed in 0.0..2.5_f64, text in ".{0,40}",
        ) {
            // Fewer than thirty thousand steps.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let forward = (done_s * cadence) as u32;
            let walked = check(|r| {
                let block = &mut r.blocks[0];
                (block.done_s, block.steps.forward, block.distance_m) = (done_s, forward, Some(done_s * speed));
            });
            prop_assert_eq!(walked, None);
            check(|r| r.started_at = text);
        }
    }
}
