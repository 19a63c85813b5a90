//! Every number that guards a walker on a belt, and who says so. Hard contains personal contains machine.
//!
//! (P) marks a proposal of this project, chosen on the careful side where no source gives a number; a
//! physiotherapist's review is wanted for each. SAFETY.md holds the same numbers with their tests and sentences.

use crate::ftms::range::SpeedRange;
use crate::gate::Refusal;
use core::ops::RangeInclusive;
use core::time::Duration;
use units::{BeltSpeed, Length};

const fn centi_kmh(centi_kmh: u16) -> BeltSpeed {
    BeltSpeed::from_centi_kmh(centi_kmh)
}

// ---- Speeds ----

/// No belt is ever asked above this, whoever walks. (P) 3.0 km/h: below the 3.2 km/h at which healthy young men
/// were first tested backward (Myatt 1995).
pub const HARD: BeltSpeed = centi_kmh(300);
/// The fastest belt for a first week backward, whatever the test says. (P) 1.0 km/h: the lowest speed common
/// machines offer (`FitShow`, CITYSPORTS; UREVO 0.96).
pub const FIRST_WEEK: BeltSpeed = centi_kmh(100);
/// Never asked slower than this, for a range that claims to begin at zero. (P) 0.5 km/h, the slowest real machine
/// known (Yesoul W2 Pro).
pub const SLOWEST_ASKED: BeltSpeed = centi_kmh(50);
/// One raise is one step of the machine and at most this. (P) 0.2 km/h.
pub const RAISE_AT_MOST: BeltSpeed = centi_kmh(20);
/// How far report and request may differ, or half a step where that is more: real steps are not the ones announced
/// (CITYSPORTS says 0.5 and slows in 0.1 km/h; UREVO rounds miles). (P) 0.15 km/h.
pub const TOLERANCE: BeltSpeed = centi_kmh(15);

/// Part of the walker's own overground backward speed, in percent, by week. (P) 40 % in the first week, never above
/// 60 %: older people choose a slower pace on a belt than on the floor (Marsh 2006), and fourteen minutes and more are
/// needed to get used to a belt at 65 and over (Wass 2005).
const PERCENT_BY_WEEK: [u32; 3] = [40, 50, 60];

// ---- The walker's own test ----

/// The way of the 3-Meter Backward Walk (Carter 2019).
const TEST_METERS: f64 = 3.0;
/// Slower than this: no belt without someone beside. 4.5 s, Carter 2019.
pub const TEST_ALONE: Duration = Duration::from_millis(4500);
/// Slower than this: no belt at all. 5.5 s, the cut-off of Polo-Ferrero 2025 (n = 483).
pub const TEST_CUT_OFF: Duration = Duration::from_millis(5500);
/// Faster than a person walks backward: a slip of the thumb. (P) 1 s, 10.8 km/h.
const TEST_BELIEVED: Duration = Duration::from_secs(1);
/// A test is good for so many days. (P) 28, the retest interval of the progression.
pub const TEST_DAYS: u16 = 28;

// ---- Times ----

/// Reading only until live data came this long without a gap. (P) 3 s: three notifications at the once a second
/// of FTMS 1.0.1 section 4.9; a `KingSmith` before its unlock frame and a UREVO E3 never send any.
pub const LIVE_DATA: Duration = Duration::from_secs(3);
/// Silence of a belt that may run. (P) 2.5 s: two lost notifications at once a second.
pub const DATA_SILENCE: Duration = Duration::from_millis(2500);
/// Answer to a command. (P) 2 s: the slowest seen is 211 ms (CITYSPORTS); FTMS sets none.
pub const ANSWER: Duration = Duration::from_secs(2);
/// A command seen in the belt's own speed. (P) 5 s: the slowest start seen takes 3.2 s (CITYSPORTS).
pub const SEEN: Duration = Duration::from_secs(5);
/// Standing after a stop. (P) 15 s: the slowest stop seen takes 9.1 s from 3.0 km/h (CITYSPORTS).
pub const STANDING: Duration = Duration::from_secs(15);
/// A stop is sent again after this, until it is seen. (P) 1 s.
pub const STOP_AGAIN: Duration = Duration::from_secs(1);
/// A belt that moves this long after its start has shown its speed. (P) 3 s.
pub const SETTLED: Duration = Duration::from_secs(3);
/// A consent to start is good for this long. (P) 30 s.
pub const CONSENT: Duration = Duration::from_secs(30);
/// Time on one speed before a raise. (P) 30 s.
pub const RAISE_EVERY: Duration = Duration::from_secs(30);
/// A belt stands this long before anyone turns on it. (P) 10 s.
pub const STOOD_TO_TURN: Duration = Duration::from_secs(10);
/// No step for this long before a turn. (P) 2 s: two steps of the slowest cadence.
pub const STILL_TO_TURN: Duration = Duration::from_secs(2);
/// Elapsed time that does not move on a moving belt (MOBVOI reports speed with nobody on it). (P) 5 s.
pub const FROZEN: Duration = Duration::from_secs(5);
/// Slower than asked this long is someone at the console, or a machine that falls back (`FitShow`, 3 s). (P) 2 s.
pub const SLOWER: Duration = Duration::from_secs(2);
/// No step heard for this long: slowest. (P) 4 s.
pub const STEPS_LOST: Duration = Duration::from_secs(4);
/// No step heard for this long, at a start since the walker was told to step on: stop. (P) 10 s: a first step is known up
/// to four seconds after it.
pub const WALKER_GONE: Duration = Duration::from_secs(10);
/// Where nobody says when the walker was told to step on, it is taken as told this long after the belt moved. (P) 15 s:
/// half as much again as those words and the next take, at 140 words a minute.
pub const TOLD_TO_STEP_ON: Duration = Duration::from_secs(15);
/// How often time is told to the controller; a stop goes out within it. (P)
pub const TICK: Duration = Duration::from_millis(100);
/// An app that told no time for this long was asleep. (P) 1.5 s: hidden pages fall to one timer a second (measured).
pub const ASLEEP: Duration = Duration::from_millis(1500);
/// What must not be missed is said again after this. (P) 10 s: the longest of it takes six at 140 words a minute, and a
/// breath.
pub const SAY_AGAIN: Duration = Duration::from_secs(10);
/// What lasts and is no alarm is said again after this: a heart above its limit, a belt let go of that moves, a touch that
/// is waited for. (P) 30 s.
pub const REMIND_EVERY: Duration = Duration::from_secs(30);

// ---- Others ----

/// A belt that ran away so often is not run any more in this walk. (P) two: once may be the last walker's speed.
pub const RUNS_AWAY: u8 = 2;
/// A deck this steep is not flat, 0.1 %. (P) 0.5 %: incline stays 0, and a change of nothing is rounding.
pub const SLOPE: i32 = 5;
/// A heart rate no heart has: a strap that slipped. (P) 250 beats a minute.
pub const HEART_BELIEVED: u16 = 250;
/// A limit outside of these is a slip of the thumb. (P) 60 to 220 beats a minute.
pub const HEART_LIMITS: RangeInclusive<u16> = 60..=220;
/// A strap that told no beat for this long guards no limit: nothing is raised. (P) 10 s: a strap tells one a second.
pub const HEART_SILENCE: Duration = Duration::from_secs(10);

/// Which ring set a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ring {
    /// This project's own top speed.
    Hard,
    /// The walker's test and week.
    Personal,
    /// The machine's own range.
    Machine,
}

/// What is known of the walker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Personal {
    /// Time for three metres backward on the floor; `None` where no test was done.
    pub three_meters_backward: Option<Duration>,
    /// Days since that test.
    pub days_since_test: u16,
    /// Week of backward walking on a belt, the first is 1.
    pub week: u8,
    /// Whether someone able to help stands beside the belt.
    pub someone_beside: bool,
    /// Beats a minute at which the walk is slowed, where a limit was given.
    pub heart_rate_alarm: Option<u16>,
}

impl Personal {
    /// Who took so long for the three metres today, in the first week, alone, and was given no limit for the heart.
    pub fn tested(time: Duration) -> Personal {
        Personal {
            three_meters_backward: Some(time),
            days_since_test: 0,
            week: 1,
            someone_beside: false,
            heart_rate_alarm: None,
        }
    }

    /// The fastest belt this walker may have backward this week.
    pub fn backward_ceiling(&self) -> Result<BeltSpeed, Refusal> {
        let time = self.three_meters_backward.ok_or(Refusal::NoBackwardTest)?;
        let alone = if self.someone_beside { TEST_CUT_OFF } else { TEST_ALONE };
        if self.days_since_test > TEST_DAYS || time < TEST_BELIEVED {
            return Err(Refusal::NoBackwardTest);
        }
        if time > alone {
            return Err(Refusal::TooSlowBackward);
        }
        let own = Length::from_meters(TEST_METERS).and_then(|way| way.over(time)).map(BeltSpeed::at_most);
        let week = usize::from(self.week).saturating_sub(1);
        let percent = PERCENT_BY_WEEK.get(week).copied().unwrap_or(60);
        let part = u32::from(own.unwrap_or_default().centi_kmh()) * percent / 100;
        let ceiling = centi_kmh(u16::try_from(part).unwrap_or(0)).min(HARD);
        Ok(if week == 0 { ceiling.min(FIRST_WEEK) } else { ceiling })
    }
}

/// A range of speeds that makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Machine {
    /// The slowest it is asked for.
    pub slowest: BeltSpeed,
    /// The fastest it can.
    pub fastest: BeltSpeed,
    /// Its step.
    pub step: BeltSpeed,
}

impl Machine {
    /// Checks a range as a machine sent it.
    pub fn from_range(range: &SpeedRange) -> Result<Machine, Refusal> {
        if range.min >= range.max || range.step == BeltSpeed::ZERO {
            return Err(Refusal::RangeMakesNoSense);
        }
        let slowest = range.min.max(SLOWEST_ASKED);
        Ok(Machine { slowest, fastest: range.max, step: range.step })
    }

    /// How far report and request may differ.
    pub fn tolerance(&self) -> BeltSpeed {
        TOLERANCE.max(centi_kmh(self.step.centi_kmh() / 2))
    }

    /// The change a unit probe asks for: a whole step, and more than the tolerance.
    pub fn probe_change(&self) -> BeltSpeed {
        self.step.max(RAISE_AT_MOST)
    }

    /// The fastest report after a start that is not too fast: the slowest speed and one step.
    pub fn start_ceiling(&self) -> BeltSpeed {
        self.slowest.saturating_add(self.step.max(TOLERANCE))
    }
}

/// The smallest ring and the speed it allows.
pub fn ceiling(personal: BeltSpeed, machine: BeltSpeed) -> (BeltSpeed, Ring) {
    [(HARD, Ring::Hard), (personal, Ring::Personal), (machine, Ring::Machine)]
        .into_iter()
        .min()
        .unwrap_or((BeltSpeed::ZERO, Ring::Hard))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn walker(millis: u64, week: u8) -> Personal {
        Personal { days_since_test: TEST_DAYS, week, ..Personal::tested(Duration::from_millis(millis)) }
    }

    #[test]
    fn the_ceiling_follows_the_test_and_the_week_and_never_passes_the_hard_one() {
        let ceiling = |millis, week| walker(millis, week).backward_ceiling().map(BeltSpeed::centi_kmh);
        // 3 m in 4 s are 2.70 km/h.
        assert_eq!(ceiling(4000, 1), Ok(100), "1.08 km/h, but a first week is at most 1.00");
        assert_eq!(ceiling(4000, 0), Ok(100), "week 0 is a first week too");
        assert_eq!(ceiling(4500, 1), Ok(96));
        assert_eq!(ceiling(4000, 2), Ok(135));
        assert_eq!(ceiling(4000, 3), Ok(162));
        assert_eq!(ceiling(4000, 200), Ok(162), "never above 60 %");
        assert_eq!(ceiling(1000, 9), Ok(300), "60 % of 10.8 km/h is above the hard ceiling");
    }

    #[test]
    fn no_test_an_old_one_or_a_slow_one_gives_no_ceiling() {
        let mut p = walker(4501, 3);
        assert_eq!(p.backward_ceiling(), Err(Refusal::TooSlowBackward));
        p.someone_beside = true;
        assert!(p.backward_ceiling().is_ok());
        p.three_meters_backward = Some(TEST_CUT_OFF);
        assert!(p.backward_ceiling().is_ok());
        p.three_meters_backward = Some(TEST_CUT_OFF + Duration::from_millis(1));
        assert_eq!(p.backward_ceiling(), Err(Refusal::TooSlowBackward));
        p.three_meters_backward = None;
        assert_eq!(p.backward_ceiling(), Err(Refusal::NoBackwardTest));
        assert_eq!(walker(999, 3).backward_ceiling(), Err(Refusal::NoBackwardTest));
        assert_eq!(
            Personal { days_since_test: TEST_DAYS + 1, ..walker(4000, 1) }.backward_ceiling(),
            Err(Refusal::NoBackwardTest)
        );
    }

    #[test]
    fn the_smallest_ring_wins_and_says_which_it_is() {
        let v = centi_kmh;
        assert_eq!(ceiling(v(100), v(600)), (v(100), Ring::Personal));
        assert_eq!(ceiling(v(400), v(600)), (HARD, Ring::Hard));
        assert_eq!(ceiling(v(400), v(200)), (v(200), Ring::Machine));
    }

    #[test]
    fn a_range_upside_down_or_without_a_step_makes_no_sense() {
        let range = |min, max, step| {
            Machine::from_range(&SpeedRange {
                min: centi_kmh(min),
                max: centi_kmh(max),
                step: centi_kmh(step),
                problems: Vec::new(),
            })
        };
        for bad in [range(100, 100, 10), range(600, 100, 10), range(100, 600, 0)] {
            assert_eq!(bad, Err(Refusal::RangeMakesNoSense));
        }
        let urevo = range(96, 643, 32).unwrap();
        assert_eq!((urevo.slowest.centi_kmh(), urevo.tolerance().centi_kmh()), (96, 16));
        assert_eq!((urevo.probe_change().centi_kmh(), urevo.start_ceiling().centi_kmh()), (32, 128));
        let fine = range(0, 600, 10).unwrap();
        assert_eq!((fine.slowest, fine.tolerance()), (SLOWEST_ASKED, TOLERANCE));
        assert_eq!((fine.probe_change(), fine.start_ceiling().centi_kmh()), (RAISE_AT_MOST, 65));
    }
}
