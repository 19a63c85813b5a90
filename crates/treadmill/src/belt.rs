//! What is known of the belt, and how old that is. Stale means worst: a belt not heard may run.

use crate::ftms::treadmill_data::{Assembler, Field, TreadmillData};
use crate::limits::{DATA_SILENCE, FROZEN, LIVE_DATA};
use core::time::Duration;
use units::{BeltSpeed, Instant};

/// What the belt said of itself, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Belt {
    assembler: Assembler,
    heard: Option<Instant>,
    /// Since when data came without a gap.
    live_since: Option<Instant>,
    speed: BeltSpeed,
    /// Since when it reports standing, or moving: one of the two, never both.
    standing_since: Option<Instant>,
    moving_since: Option<Instant>,
    slope: Option<i32>,
    elapsed: Option<i32>,
    elapsed_changed: Option<Instant>,
    elapsed_runs: bool,
    distance: Option<i32>,
    meters: u32,
}

impl Belt {
    /// Takes one packet of Treadmill Data.
    pub fn hear(&mut self, packet: TreadmillData, now: Instant) {
        let Some(record) = self.assembler.push(packet) else { return };
        let Some(speed) = record.speed() else { return };
        if !self.is_fresh(now) {
            self.live_since = Some(now);
        }
        let first = self.heard.is_none();
        self.heard = Some(now);
        self.speed = speed;
        if speed == BeltSpeed::ZERO {
            self.standing_since.get_or_insert(now);
            self.moving_since = None;
        } else {
            self.moving_since.get_or_insert(now);
            self.standing_since = None;
        }
        self.slope = record.raw(Field::Inclination).or(self.slope);
        let elapsed = record.raw(Field::Elapsed);
        if elapsed != self.elapsed || speed == BeltSpeed::ZERO {
            self.elapsed_runs |= elapsed != self.elapsed && !first;
            self.elapsed = elapsed;
            self.elapsed_changed = Some(now);
        }
        if let Some(distance) = record.raw(Field::Distance) {
            let more = distance - self.distance.unwrap_or(distance);
            // A counter that fell back was reset or wrapped; a leap is no walking. Neither is credited.
            self.meters =
                self.meters.saturating_add(u32::try_from(more).ok().filter(|m| *m < 50).unwrap_or(0));
            self.distance = Some(distance);
        }
    }

    /// Forgets what a lost link makes worthless; what was walked stays.
    pub fn unhear(&mut self) {
        *self = Belt { meters: self.meters, ..Belt::default() };
    }

    /// Whether its last word is young enough to be believed.
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.heard.is_some_and(|heard| now.since(heard) <= DATA_SILENCE)
    }

    /// Whether data has come long enough without a gap.
    pub fn is_live(&self, now: Instant) -> bool {
        let unbroken = self.live_since.zip(self.heard).map(|(since, heard)| heard.since(since));
        self.is_fresh(now) && unbroken.is_some_and(|unbroken| unbroken >= LIVE_DATA)
    }

    /// The speed it reported last, where that is fresh.
    pub fn speed(&self, now: Instant) -> Option<BeltSpeed> {
        Some(self.speed).filter(|_| self.is_fresh(now))
    }

    /// How long it has reported standing, without silence; `None` for a belt that moves or may move.
    pub fn stood(&self, now: Instant) -> Option<Duration> {
        self.standing_since.filter(|_| self.is_fresh(now)).map(|since| now.since(since))
    }

    /// Whether it reports moving, and has for so long.
    pub fn moved(&self, now: Instant) -> Option<Duration> {
        self.moving_since.filter(|_| self.is_fresh(now)).map(|since| now.since(since))
    }

    /// Whether its last word is younger than `moment`.
    pub fn heard_since(&self, moment: Instant) -> bool {
        self.heard.is_some_and(|heard| heard > moment)
    }

    /// The deck's slope in tenths of a percent, where it says one.
    pub fn slope(&self) -> Option<i32> {
        self.slope
    }

    /// Whether its clock, which used to run, stands while it reports speed.
    pub fn is_frozen(&self, now: Instant) -> bool {
        self.elapsed_runs
            && self.moving_since.is_some()
            && self.elapsed_changed.is_some_and(|changed| now.since(changed) > FROZEN)
    }

    /// The same belt with every moment changed: for the search through all states.
    #[cfg(test)]
    pub(crate) fn aged(&self, aged: impl Fn(Instant) -> Instant) -> Belt {
        Belt {
            heard: self.heard.map(&aged),
            live_since: self.live_since.map(&aged),
            standing_since: self.standing_since.map(&aged),
            moving_since: self.moving_since.map(&aged),
            elapsed_changed: None,
            ..self.clone()
        }
    }

    /// Metres its own counter went up since the first connection.
    pub fn meters(&self) -> u32 {
        self.meters
    }
}
