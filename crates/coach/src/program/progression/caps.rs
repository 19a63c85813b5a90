//! How much backward walking a week may hold.

use super::limits::{
    FIRST_WEEKS_DAYS, GROWTH_PERCENT, GROWTH_SECONDS, GROWTH_WEEKS, WEEK_SECONDS_FIRST, WEEK_SECONDS_LATER,
};
use super::why::Why;
use alloc::vec::Vec;
use units::Day;

/// One walk in the log of the last weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    day: Day,
    seconds: u32,
    /// Whether it was a walk of its own, and not a few steps in passing.
    whole: bool,
}

/// The backward walking of the last five weeks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weeks {
    entries: Vec<Entry>,
}

/// What a week may still hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Backward seconds left.
    pub seconds: u32,
    /// The rule that sets the limit.
    pub why: Why,
}

impl Weeks {
    /// Adds a walk and forgets what is too old to matter.
    pub fn add(&mut self, day: Day, seconds: u32, whole: bool) {
        self.entries.retain(|entry| day - entry.day < 7 * (GROWTH_WEEKS + 1));
        self.entries.push(Entry { day, seconds, whole });
    }

    /// Backward seconds in the seven days ending on `day`.
    pub fn seconds(&self, day: Day) -> u32 {
        let within = |entry: &&Entry| (0..7).contains(&(day - entry.day));
        self.entries.iter().filter(within).fold(0, |sum, entry| sum.saturating_add(entry.seconds))
    }

    /// Backward seconds on `day`.
    pub fn on(&self, day: Day) -> u32 {
        let within = |entry: &&Entry| entry.day == day;
        self.entries.iter().filter(within).fold(0, |sum, entry| sum.saturating_add(entry.seconds))
    }

    /// Whole walks in the seven days ending on `day`.
    pub fn walks(&self, day: Day) -> u8 {
        let within = |entry: &&Entry| entry.whole && (0..7).contains(&(day - entry.day));
        u8::try_from(self.entries.iter().filter(within).count()).unwrap_or(u8::MAX)
    }

    /// Whether there was a whole walk on `day`.
    pub fn walked(&self, day: Day) -> bool {
        self.entries.iter().any(|entry| entry.whole && entry.day == day)
    }

    /// What the week ending on `day` may still hold, for a walker whose first walk was on `first`.
    ///
    /// The cap of the first twelve weeks, then the later one; and no more than a fifth, or six minutes, above the best of
    /// the four weeks before. What those weeks held above the cap does not raise it.
    pub fn room(&self, day: Day, first: Option<Day>) -> Room {
        let early = first.is_none_or(|first| day - first < FIRST_WEEKS_DAYS);
        let cap = if early { WEEK_SECONDS_FIRST } else { WEEK_SECONDS_LATER };
        let best = (1..=GROWTH_WEEKS).map(|week| self.seconds(day - 7 * week)).max().unwrap_or(0).min(cap);
        let grown = (best * GROWTH_PERCENT / 100).max(best + GROWTH_SECONDS);
        let (limit, why) = if grown < cap { (grown, Why::WeekGrowth) } else { (cap, Why::WeekCap) };
        Room { seconds: limit.saturating_sub(self.seconds(day)), why }
    }
}

/// The weeks with a walk backward on a belt, set by hand or steered: one begins with the first such walk that is seven days or more after
/// the last one began, so none is shorter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BeltWeeks {
    began: Option<Day>,
    all: u8,
}

impl BeltWeeks {
    /// A walk on this day, none of which is before those already added.
    pub fn add(&mut self, day: Day) {
        if self.before(day) == self.all {
            self.began = Some(day);
            self.all = self.all.saturating_add(1);
        }
    }

    /// How many were over before the week of `day`.
    pub fn before(&self, day: Day) -> u8 {
        self.all - u8::from(self.began.is_some_and(|began| day - began < 7))
    }

    /// How many were over before that of the last walk.
    pub(super) const fn last(&self) -> u8 {
        self.all.saturating_sub(1)
    }
}
