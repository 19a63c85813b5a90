//! Checks: how each is done, what it can measure, and whether it changed.
//!
//! One file a check. Seconds first, against the walker's own last; *changed* only beyond the error of measuring
//! ([`change`]); norms only where they exist for that age and sex ([`norms`]); cut-offs only as gates, in the screening
//! and the plan, never as anybody's risk.

pub mod change;
pub mod four_metre_walk;
pub mod four_stage_balance;
pub mod limits;
pub mod norms;
pub mod single_leg_stance;
pub mod standing_sway;
pub mod step_timer;
pub mod ten_metre_walk;
pub mod thirty_second_chair_stand;
pub mod three_meter_backward_walk;
pub mod timed_up_and_go;

use alloc::vec::Vec;
use units::{Day, Length, Speed};

/// What a check measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measures {
    /// Seconds over this many metres.
    SecondsOver(f64),
    /// Seconds.
    Seconds,
    /// How often.
    Count,
    /// Seconds held, stopped at this many.
    Held(f64),
    /// Sway, m/s² root mean square.
    Sway,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less.
    Less,
    /// More.
    More,
}

/// How several trials become one result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Their mean.
    Mean,
    /// The best of them.
    Best,
    /// Their sum.
    Total,
}

/// Who keeps the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimedBy {
    /// A tap at the start and the end.
    Tap,
    /// The phone's own steps.
    Steps,
}

/// How a check is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Protocol {
    /// Its id: the catalogue has `check-ID`, and `check-ID-step-1` and on.
    pub id: &'static str,
    /// How many steps are shown and spoken.
    pub steps: u8,
    /// Trials that do not count, first.
    pub practice: u8,
    /// Trials that count.
    pub trials: u8,
    /// What is measured.
    pub measures: Measures,
    /// What can be true.
    pub plausible: (f64, f64),
    /// Which way is better.
    pub better: Better,
    /// How the trials become one result.
    pub combine: Combine,
    /// Whether somebody should stand behind and to the side, one arm's length away.
    pub spotter: bool,
    /// Where the protocol comes from.
    pub source: &'static str,
}

/// Every check, in the order they are offered.
pub const PROTOCOLS: &[Protocol] = &[
    three_meter_backward_walk::PROTOCOL,
    four_metre_walk::PROTOCOL,
    ten_metre_walk::PROTOCOL,
    timed_up_and_go::PROTOCOL,
    thirty_second_chair_stand::PROTOCOL,
    four_stage_balance::PROTOCOL,
    single_leg_stance::PROTOCOL,
    standing_sway::PROTOCOL,
];

/// The check of this id.
pub fn protocol(id: &str) -> Option<&'static Protocol> {
    PROTOCOLS.iter().find(|protocol| protocol.id == id)
}

/// A finished check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Which one.
    pub id: &'static str,
    /// When.
    pub day: Day,
    /// The trials that counted.
    pub trials: Vec<f64>,
    /// The result.
    pub value: f64,
    /// Who kept the time: results of different timekeepers are not compared.
    pub timed_by: TimedBy,
    /// The steps of each trial, where the phone counted them; empty otherwise.
    pub steps: Vec<u32>,
}

impl Check {
    /// The same with the steps of its trials, if they are as many and as long as steps over its distance can be.
    #[must_use]
    pub fn with_steps(mut self, steps: &[u32]) -> Check {
        let right = |protocol: &Protocol| steps.iter().all(|count| protocol.may_take(*count));
        if steps.len() == self.trials.len() && protocol(self.id).is_some_and(right) {
            self.steps = steps.to_vec();
        }
        self
    }

    /// The mean step length, where the steps were counted, and the speed: of a check over a distance.
    pub fn walked(&self) -> Option<(Option<Length>, Speed)> {
        let all = protocol(self.id)?.metres()? * self.trials.len() as f64;
        let steps: f64 = self.steps.iter().copied().map(f64::from).sum();
        // Without steps it is without bounds, which is no length.
        let length = Length::from_meters(all / steps);
        Some((length, Speed::from_mps(all / self.trials.iter().sum::<f64>())?))
    }
}

/// Why a check is not taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// A trial is outside what can be true: which one, from and to.
    Impossible {
        /// What was given.
        value: f64,
        /// The least that can be.
        low: f64,
        /// The most that can be.
        high: f64,
    },
    /// What is counted is a whole number, and this is none.
    NotWhole(f64),
    /// A way to stand was timed after one that fell short, which ends this check.
    AfterTheEnd,
    /// Its day is before [`limits::FIRST_DAY`].
    TooLongAgo,
    /// So many trials were given instead of so many.
    Trials {
        /// What was given.
        given: usize,
        /// What the protocol says.
        wanted: u8,
    },
    /// There is a result of this check on that day already.
    AlreadyThatDay,
    /// Its day is after today.
    DateAhead,
}

impl Protocol {
    /// A check from its counted trials.
    pub fn take(&self, day: Day, trials: &[f64], timed_by: TimedBy) -> Result<Check, Problem> {
        if trials.len() != usize::from(self.trials) {
            return Err(Problem::Trials { given: trials.len(), wanted: self.trials });
        }
        let (low, high) = self.plausible;
        if let Some(value) = trials.iter().find(|value| !(low..=high).contains(*value)) {
            return Err(Problem::Impossible { value: *value, low, high });
        }
        if day < limits::FIRST_DAY {
            return Err(Problem::TooLongAgo);
        }
        let mut trials = trials.to_vec();
        match self.measures {
            Measures::Held(cap) => {
                for value in &mut trials {
                    *value = value.min(cap);
                }
                let mut after = trials.iter().skip_while(|value| **value >= cap).skip(1);
                if self.combine == Combine::Total && after.any(|value| *value > 0.0) {
                    return Err(Problem::AfterTheEnd);
                }
            }
            Measures::Count => {
                if let Some(value) = trials.iter().find(|value| (libm::trunc(**value) - **value).abs() > 0.0)
                {
                    return Err(Problem::NotWhole(*value));
                }
            }
            _ => {}
        }
        let sum: f64 = trials.iter().sum();
        let value = match (self.combine, self.better) {
            (Combine::Mean, _) => sum / trials.len() as f64,
            (Combine::Total, _) => sum,
            (Combine::Best, Better::Less) => trials.iter().copied().fold(f64::INFINITY, f64::min),
            (Combine::Best, Better::More) => trials.iter().copied().fold(0.0, f64::max),
        };
        // Steps time a way, and nothing else.
        let timed_by = if self.metres().is_some() { timed_by } else { TimedBy::Tap };
        Ok(Check { id: self.id, day, trials, value, timed_by, steps: Vec::new() })
    }

    /// Whether its distance can be walked in so many steps: otherwise some were missed or made up, and so is their time.
    pub fn may_take(&self, steps: u32) -> bool {
        let (shortest, longest) = limits::STEP_METERS;
        self.metres().is_some_and(|metres| (shortest..=longest).contains(&(metres / f64::from(steps))))
    }

    /// The distance walked, where there is one.
    pub const fn metres(&self) -> Option<f64> {
        if let Measures::SecondsOver(metres) = self.measures { Some(metres) } else { None }
    }

    /// The speed a result means, where it was measured over a distance.
    pub fn speed(&self, value: f64) -> Option<Speed> {
        Speed::from_mps(self.metres()? / value)
    }
}

/// A walker's checks of every kind, by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    kept: Vec<Check>,
    /// What the walker has, of what an error of measurement was published for.
    pub condition: Option<change::Condition>,
}

impl Checks {
    /// Keeps a check, unless its day is ahead or already has one: two at once are never averaged.
    pub fn keep(&mut self, check: Check, today: Day) -> Result<(), Problem> {
        if check.day > today {
            return Err(Problem::DateAhead);
        }
        if self.kept.iter().any(|k| k.id == check.id && k.day == check.day) {
            return Err(Problem::AlreadyThatDay);
        }
        let place = self.kept.partition_point(|k| k.day <= check.day);
        self.kept.insert(place, check);
        Ok(())
    }

    /// Takes one away again, so that it can be done over.
    pub fn remove(&mut self, id: &str, day: Day) {
        self.kept.retain(|k| k.id != id || k.day != day);
    }

    /// The checks of this id, oldest first.
    pub fn of(&self, id: &str) -> impl DoubleEndedIterator<Item = &Check> {
        self.kept.iter().filter(move |check| check.id == id)
    }

    /// The newest of this id.
    pub fn last(&self, id: &str) -> Option<&Check> {
        self.of(id).next_back()
    }

    /// The newest before `check` that was done and timed as it was: results of different timekeepers are not compared.
    pub fn before(&self, check: &Check) -> Option<&Check> {
        self.of(check.id).rfind(|before| before.day < check.day && before.timed_by == check.timed_by)
    }

    /// The newest of all, the last kept of its day.
    pub fn newest(&self) -> Option<&Check> {
        self.kept.last()
    }
}

#[cfg(test)]
mod tests;
