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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// A belt that told these records, one a second from the first second on: speed, metres, its clock.
    fn told(records: &[(u16, u32, u16)]) -> (Belt, Instant) {
        let (mut belt, mut now) = (Belt::default(), Instant::START);
        for (speed, meters, elapsed) in records {
            now = now + Duration::from_secs(1);
            let mut packet = Vec::from([0x04, 0x04]);
            packet.extend(speed.to_le_bytes());
            packet.extend(meters.to_le_bytes().iter().take(3));
            packet.extend(elapsed.to_le_bytes());
            belt.hear(TreadmillData::decode(&packet).unwrap(), now);
        }
        (belt, now)
    }

    #[test]
    fn metres_are_what_its_counter_went_up_and_no_leap_or_fall() {
        let meters = |counts: &[u32]| {
            let records: Vec<_> = counts.iter().map(|count| (80, *count, 0)).collect();
            told(&records).0.meters()
        };
        assert_eq!(meters(&[900]), 0, "where it stood when first heard is nobody's walk");
        assert_eq!(meters(&[10, 12, 61]), 51, "49 m at once are credited");
        assert_eq!(meters(&[10, 60]), 0, "50 m at once are not");
        assert_eq!(meters(&[250, 253, 0, 2]), 5, "a counter that began again goes on from there");
        let (mut belt, _) = told(&[(80, 10, 0), (80, 12, 0)]);
        belt.unhear();
        assert_eq!(belt.meters(), 2, "a lost link takes back no walk");
    }

    #[test]
    fn only_a_clock_that_ran_can_stand_still() {
        let frozen = |records: &[(u16, u32, u16)]| {
            let (belt, now) = told(records);
            (belt.is_frozen(now), belt.is_frozen(now + Duration::from_millis(1)))
        };
        let still = [(80, 0, 7); 6];
        assert_eq!(frozen(&still), (false, false), "it never ran");
        assert_eq!(
            frozen(&[&[(0, 0, 7); 3], &still[..]].concat()),
            (false, false),
            "nor did it while the belt stood"
        );
        let ran = [&[(80, 0, 6)], &still[..]].concat();
        assert_eq!(frozen(&ran), (false, true), "more than five seconds since it last changed");
        assert_eq!(
            frozen(&[&ran[..], &[(0, 0, 7)]].concat()),
            (false, false),
            "a standing belt's clock may stand"
        );
    }
}
