//! The stretches of a walk on a belt, and in which week of such walks it falls.

use alloc::vec::Vec;
use coach::program::progression::caps::BeltWeeks;
use core::time::Duration;
use formats::walk_record::HEART_BPM;
use treadmill::controller::Facing;
use units::{Day, Length};

/// How firmly the walker holds the rails: sessions with different holds are never compared (`IJmker` 2015).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// Not at all.
    #[default]
    None,
    /// Fingers.
    Light,
    /// Hands.
    Firm,
}

/// One stretch on the belt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Which way.
    pub facing: Facing,
    /// Planned time with the belt moving.
    pub planned: Duration,
    /// Time walked.
    pub walked: Duration,
    /// Steps the phone felt.
    pub steps: u32,
    /// Metres on the belt's own counter.
    pub meters: u32,
    /// The firmest hold noted.
    pub hold: Hold,
    /// What a strap told while the belt moved.
    pub heart: Heart,
}

impl Leg {
    pub(super) fn new(facing: Facing, planned: Duration) -> Leg {
        Leg {
            facing,
            planned,
            walked: Duration::ZERO,
            steps: 0,
            meters: 0,
            hold: Hold::None,
            heart: Heart::default(),
        }
    }

    /// Whether all its time was walked.
    pub fn is_walked(&self) -> bool {
        self.walked >= self.planned
    }

    /// Belt metres for each step; `None` without both. The belt counts whole metres: short legs are rough.
    pub fn step_length(&self) -> Option<Length> {
        let steps = Some(self.steps).filter(|steps| *steps > 0 && self.meters > 0)?;
        Length::from_meters(f64::from(self.meters) / f64::from(steps))
    }
}

/// Heart rates heard, beats a minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heart {
    sum: u32,
    count: u32,
    most: u8,
}

impl Heart {
    /// Takes one; what no heart does is a strap that slipped, and left out.
    pub(super) fn hear(&mut self, bpm: u16) {
        if let Some(bpm) = u8::try_from(bpm).ok().filter(|bpm| HEART_BPM.contains(bpm)) {
            self.sum += u32::from(bpm);
            self.count += 1;
            self.most = self.most.max(bpm);
        }
    }

    /// Their mean and the fastest; `None` without any.
    pub fn mean_and_most(&self) -> Option<(u8, u8)> {
        let mean = self.sum.checked_div(self.count)?;
        Some((u8::try_from(mean).ok()?, self.most))
    }
}

/// The week of backward walking on a belt, the first is 1: the [weeks](BeltWeeks) with such a walk that are over, and this one.
pub fn week(days_walked: impl Iterator<Item = Day>, today: Day) -> u8 {
    let mut days: Vec<Day> = days_walked.collect();
    days.sort_unstable();
    let mut weeks = BeltWeeks::default();
    for day in days {
        weeks.add(day);
    }
    weeks.before(today).saturating_add(1)
}
