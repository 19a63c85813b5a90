//! What comes out: steps, bouts, turns, warnings, and the whole in a few numbers.

use crate::{Direction, Placement};
use alloc::vec::Vec;

/// Which foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left foot.
    Left,
    /// The right foot.
    Right,
}

/// One initial contact: a foot that came down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Counts the steps of the recording from 0; [`crate::Event::Revised`] speaks of it.
    pub index: u64,
    /// When the foot came down, on the samples' clock.
    pub t_s: f64,
    /// When that was known, on the samples' clock.
    pub known_t_s: f64,
    /// Which way it went.
    pub direction: Direction,
    /// How sure the direction is: 0 not at all, 1 entirely.
    pub confidence: f32,
    /// Which foot, where that can be known.
    pub side: Option<Side>,
    /// Distance from the other foot's contact, in metres.
    pub length_m: Option<f32>,
    /// Time since the contact before it in the same bout, in seconds.
    pub time_s: Option<f32>,
}

/// A walking bout: steps without a pause between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bout {
    /// First contact.
    pub start_s: f64,
    /// Last contact.
    pub end_s: f64,
    /// Index of its first step.
    pub first_step: u64,
    /// All its steps.
    pub steps: u32,
    /// Those that went forward.
    pub forward: u32,
    /// Those that went backward.
    pub backward: u32,
    /// Steps a minute; once the bout is known whole, of its steady strides: those of turns and hesitations are left out.
    pub cadence_spm: Option<f32>,
    /// Distance over time, of the same strides.
    pub speed_mps: Option<f32>,
    /// Coefficient of variation of the times of steady steps, as a fraction; either foot's own, so that an uneven gait does not count as
    /// a variable one (Galna 2013).
    pub step_time_variability: Option<f32>,
    /// Ratio of the shorter to the longer of the two mean alternate step times: 1 is even. From a sensor told to be at the lower back or
    /// the chest: a limb feels its own foot sooner than the other.
    pub symmetry: Option<f32>,
}

/// A stride that takes this share of the median stride, or as much longer, is steady: turns and hesitations are slower.
pub const STEADY_STRIDE: f64 = 0.88;
/// Fewer step times than this say nothing of variability; even these are experimental from one sensor.
const LEAST_FOR_VARIABILITY: usize = 8;
/// Fewer steady steps in a row say nothing of which foot is which.
const SHORTEST_RUN: usize = 4;

/// Where some bout has four strides (Mobilise-D's least), the few steps to a chair are none of its speed.
const WALKED: u32 = 8;

impl Bout {
    /// A bout that begins with `step`.
    pub(crate) fn starting(step: &Step) -> Bout {
        Bout {
            start_s: step.t_s,
            end_s: step.t_s,
            first_step: step.index,
            steps: 0,
            forward: 0,
            backward: 0,
            cadence_spm: None,
            speed_mps: None,
            step_time_variability: None,
            symmetry: None,
        }
    }

    /// Its own steps, of the recording's.
    pub(crate) fn own<'a>(&self, steps: &'a [Step]) -> &'a [Step] {
        let from = usize::try_from(self.first_step).unwrap_or(usize::MAX).min(steps.len());
        let to = from.saturating_add(usize::try_from(self.steps).unwrap_or(usize::MAX)).min(steps.len());
        steps.get(from..to).unwrap_or_default()
    }

    /// One of its steps is thought over.
    pub(crate) fn recount(&mut self, from: Direction, to: Direction) {
        match from {
            Direction::Forward => self.forward = self.forward.saturating_sub(1),
            Direction::Backward => self.backward = self.backward.saturating_sub(1),
            Direction::Unknown => {}
        }
        match to {
            Direction::Forward => self.forward += 1,
            Direction::Backward => self.backward += 1,
            Direction::Unknown => {}
        }
    }

    /// Cadence and speed from its length in time and in metres, while it goes on.
    pub(crate) fn pace(&mut self, walked_m: f32) {
        #[allow(clippy::cast_possible_truncation, reason = "a bout's length keeps its meaning in f32")]
        let time = (self.end_s - self.start_s) as f32;
        if time > 0.0 {
            self.cadence_spm = Some(60.0 * self.steps.saturating_sub(1) as f32 / time);
            self.speed_mps = (walked_m > 0.0).then_some(walked_m / time);
        }
    }

    /// The strides that keep its pace: their time, their length and their steps.
    fn steady(steps: &[Step]) -> (f64, f64, u32) {
        steady_strides(steps.get(1..).unwrap_or_default())
            .fold((0.0, 0.0, 0), |(time, length, n), (t, l)| (time + t, length + l, n + 2))
    }

    /// Fills in what its steps add up to, felt at `placement`.
    pub(crate) fn sum_up(&mut self, steps: &[Step], placement: Option<Placement>) {
        self.forward = going(steps, Direction::Forward);
        self.backward = going(steps, Direction::Backward);
        let rest = steps.get(1..).unwrap_or_default();
        self.pace(rest.iter().filter_map(|s| s.length_m).sum());
        let (time, length, n) = Bout::steady(steps);
        if n > 0 {
            #[allow(clippy::cast_possible_truncation, reason = "a cadence and a speed")]
            let (cadence, speed) = ((60.0 * f64::from(n) / time) as f32, (length / time) as f32);
            self.cadence_spm = Some(cadence);
            self.speed_mps = (speed > 0.0).then_some(speed);
        }
        let feet = feet(rest);
        if feet.iter().map(Vec::len).sum::<usize>() >= LEAST_FOR_VARIABILITY {
            let [(one, one_strays), (other, other_strays)] = feet.map(|times| spread(&times));
            let usual = 0.5 * (one + other);
            self.step_time_variability = Some(libm::sqrtf(0.5 * (one_strays + other_strays)) / usual);
            let central = matches!(placement, Some(Placement::LowerBack | Placement::Chest));
            self.symmetry = central.then(|| one.min(other) / one.max(other).max(1e-3));
        }
    }
}

/// How many of these steps went this way.
fn going(steps: &[Step], way: Direction) -> u32 {
    u32::try_from(steps.iter().filter(|s| s.direction == way).count()).unwrap_or(u32::MAX)
}

/// Time (s) and length (m) of the strides that take 0.88 to 1.14 of the median one; each is two steps, and a step is in two. By strides,
/// because one foot's steps may well take longer than the other's, and a pocket feels them so.
pub fn steady_strides(steps: &[Step]) -> impl Iterator<Item = (f64, f64)> {
    let strides = strides(steps);
    let steady = steady(&strides);
    strides.into_iter().flatten().filter(move |(time, _)| steady.contains(time))
}

/// Time (s) and length (m) of every two steps that follow each other, where both have a time.
fn strides(steps: &[Step]) -> Vec<Option<(f64, f64)>> {
    let of = |s: &Step| Some((f64::from(s.time_s?), s.length_m.map_or(0.0, f64::from)));
    let both = |w: &[Step]| {
        let [(t1, l1), (t2, l2)] = [of(w.first()?)?, of(w.last()?)?];
        Some((t1 + t2, l1 + l2))
    };
    steps.windows(2).map(both).collect()
}

/// The times that a steady one of these strides may take.
fn steady(strides: &[Option<(f64, f64)>]) -> core::ops::RangeInclusive<f64> {
    let mut times: Vec<f64> = strides.iter().flatten().map(|(time, _)| *time).collect();
    times.sort_unstable_by(f64::total_cmp);
    let usual = times.get(times.len() / 2).copied().unwrap_or(0.0);
    STEADY_STRIDE * usual..=usual / STEADY_STRIDE
}

/// The step times of either foot, of runs in which every stride is steady: a contact that was missed or a hesitation ends one, and
/// which foot is which in the next is told by the sides, or else by which takes longer.
fn feet(steps: &[Step]) -> [Vec<f32>; 2] {
    let strides = strides(steps);
    let range = steady(&strides);
    let mut runs: Vec<&[Step]> = Vec::new();
    let mut from = 0;
    for at in 0..=strides.len() {
        let steady = strides.get(at).copied().flatten().is_some_and(|(time, _)| range.contains(&time));
        if !steady {
            runs.extend(steps.get(from..=at).filter(|run| run.len() >= SHORTEST_RUN));
            from = at + 1;
        }
    }
    runs.sort_by_key(|run| core::cmp::Reverse(run.len()));
    let mut feet = [Vec::new(), Vec::new()];
    for run in runs {
        let own = [0, 1]
            .map(|foot| run.iter().skip(foot).step_by(2).filter_map(|s| s.time_s).collect::<Vec<f32>>());
        let side = |(n, step): (usize, &Step)| match step.side {
            Some(side) if (side == Side::Left) == (n % 2 == 0) => 1,
            Some(_) => -1,
            None => 0,
        };
        let left_first: i32 = run.iter().enumerate().map(side).sum();
        let longer = |[one, other]: &[Vec<f32>; 2]| spread(one).0 - spread(other).0;
        let swapped = if left_first == 0 { longer(&own) * longer(&feet) < 0.0 } else { left_first < 0 };
        let [one, other] = own;
        let own = if swapped { [other, one] } else { [one, other] };
        feet.iter_mut().zip(own).for_each(|(foot, own)| foot.extend(own));
    }
    feet
}

/// Mean and variance.
fn spread(times: &[f32]) -> (f32, f32) {
    let n = times.len() as f32;
    let mean = times.iter().sum::<f32>() / n.max(1.0);
    (mean, times.iter().map(|t| (t - mean) * (t - mean)).sum::<f32>() / (n - 1.0).max(1.0))
}

/// A turn of the body about the vertical.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// When it began.
    pub start_s: f64,
    /// When it ended.
    pub end_s: f64,
    /// How far, in degrees; positive to the left.
    pub angle_deg: f32,
}

/// Something about the signal that makes the result worth less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warning {
    /// When it was first seen; the moment of the last good sample when time itself is wrong.
    pub t_s: f64,
    /// What.
    pub kind: WarningKind,
}

/// What may be wrong with a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// A reading was not a number, infinite, or more than any sensor reads; it was left out. A rate of turn alone is left out alone.
    NotFinite,
    /// A reading was earlier than the one before it: a late one is left out, and from a clock set back on all begins anew.
    TimeBackward,
    /// Nothing was heard for more than half a second, or for a twentieth of the time in shorter breaks.
    Gap,
    /// Readings are missing though the clock ran on; steps after them are told as much later as the walk's rhythm says.
    SamplesLost,
    /// Shorter than a walk of four steps.
    TooShort,
    /// Fewer than 20 readings a second: steps are missed, and below 10 no direction is told.
    RateTooLow,
    /// More than 200 readings a second: beyond what was tried on people.
    RateTooHigh,
    /// Every axis has stood at the very same value for three seconds; or one of the accelerometer, or the gyroscope, while
    /// the rest moved as in a walk. Direction is not told from such a gyroscope.
    Stuck,
    /// An axis sits at the end of its range again and again.
    Clipped,
    /// There is no gyroscope: direction stays unknown in most places.
    NoGyroscope,
    /// At rest it does not read 9.81 m/s²: wrong unit, or gravity taken out. No direction is told meanwhile.
    GravityMissing,
    /// A vehicle shakes the device: a rhythm that rocks nothing, or none that repeats.
    Vehicle,
    /// An arm waves or swings, a leg bounces or pedals, a body sits down and stands up, and nobody walks.
    Waving,
    /// The device is turned about in a hand.
    Fumbling,
}

/// The whole recording in a few numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// All steps.
    pub steps: u32,
    /// Forward.
    pub forward: u32,
    /// Backward.
    pub backward: u32,
    /// Those that could not be told.
    pub unknown: u32,
    /// Steps a minute while walking steadily.
    pub cadence_spm: Option<f32>,
    /// Distance over time while walking steadily.
    pub walking_speed_mps: Option<f32>,
    /// Distance walked, metres.
    pub distance_m: Option<f32>,
}

impl Summary {
    /// Adds the steps and bouts of a recording up.
    pub fn of(steps: &[Step], bouts: &[Bout]) -> Summary {
        let (mut steady_s, mut steady_m, mut intervals) = (0.0, 0.0, 0);
        let walked = bouts.iter().any(|b| b.steps >= WALKED);
        for bout in bouts {
            let (time, length, n) =
                if walked && bout.steps < WALKED { (0.0, 0.0, 0) } else { Bout::steady(bout.own(steps)) };
            steady_s += time;
            steady_m += length;
            intervals += n;
        }
        let distance: f64 = steps.iter().filter_map(|s| s.length_m).map(f64::from).sum();
        #[allow(clippy::cast_possible_truncation, reason = "a result for people, f32 is exact enough")]
        let small = |x: f64| (x.is_finite() && x > 0.0).then_some(x as f32);
        Summary {
            steps: u32::try_from(steps.len()).unwrap_or(u32::MAX),
            forward: going(steps, Direction::Forward),
            backward: going(steps, Direction::Backward),
            unknown: going(steps, Direction::Unknown),
            cadence_spm: small(60.0 * f64::from(intervals) / steady_s),
            walking_speed_mps: small(steady_m / steady_s),
            distance_m: small(distance),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limp_is_uneven_and_not_variable_and_is_told_where_both_feet_are_felt_alike() {
        let mut t_s = 0.0;
        let steps: Vec<Step> = (0..20_u64)
            .map(|index| {
                // Once a hesitation.
                let time_s = if index == 10 { 1.2 } else { [0.5, 0.7][usize::from(index % 2 == 1)] };
                t_s += f64::from(time_s);
                Step {
                    index,
                    t_s,
                    known_t_s: t_s,
                    direction: Direction::Forward,
                    confidence: 1.0,
                    side: None,
                    length_m: None,
                    time_s: Some(time_s),
                }
            })
            .collect();
        // A contact that nobody heard swaps no feet.
        let mut missed = steps.clone();
        let gone = missed.remove(7);
        missed[7].time_s = missed[7].time_s.zip(gone.time_s).map(|(one, other)| one + other);
        for (steps, placement, symmetry) in [
            (&steps, Placement::LowerBack, Some(0.5 / 0.7)),
            (&missed, Placement::LowerBack, Some(0.5 / 0.7)),
            (&steps, Placement::FrontPocket, None),
        ] {
            let mut bout = Bout::starting(&steps[0]);
            (bout.steps, bout.end_s) = (20, t_s);
            bout.sum_up(steps, Some(placement));
            assert!(bout.step_time_variability.is_some_and(|v| v < 1e-3), "{bout:?}");
            assert!(bout.cadence_spm.is_some_and(|c| (c - 100.0).abs() < 1.0), "{bout:?}");
            assert_eq!(bout.symmetry.map(|s| (1e3 * s).round()), symmetry.map(|s: f32| (1e3 * s).round()));
        }
    }
}
