//! The sixteen levels, through the article's three ways in their order. Design, not yet reviewed by a physiotherapist.

use super::limits::{BELT_CENTI_KMH, BELT_PERCENT, FIRST_BELT_CENTI_KMH};
use crate::program::{Program, parse};
use alloc::format;
use alloc::string::String;
use units::{BeltSpeed, Speed, UnitSystem};

/// A part of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A: start small.
    StartSmall,
    /// B: intervals.
    Intervals,
    /// C: the treadmill.
    Treadmill,
}

/// One level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// 0 to 15.
    pub number: u8,
    /// Its part of the plan.
    pub phase: Phase,
    /// Its notation without the count.
    pub pattern: &'static str,
    /// How many rounds.
    pub rounds: u16,
    /// Backward seconds in all.
    pub backward_s: u32,
    /// Walks a week, from and to.
    pub per_week: (u8, u8),
}

const fn level(
    number: u8,
    phase: Phase,
    pattern: &'static str,
    rounds: u16,
    backward_s: u32,
    per_week: (u8, u8),
) -> Level {
    Level { number, phase, pattern, rounds, backward_s, per_week }
}

/// The last level over ground.
pub const LAST_ON_GROUND: u8 = 11;
/// The first on the treadmill.
pub const FIRST_ON_TREADMILL: u8 = 12;
/// The last of all.
pub const LAST: u8 = 15;

/// All of them (PROP-01 to PROP-04).
pub const LEVELS: [Level; 16] = [
    level(0, Phase::StartSmall, "counter 2 m", 2, 30, (3, 5)),
    level(1, Phase::StartSmall, "kitchen 3 m", 4, 30, (3, 5)),
    level(2, Phase::StartSmall, "hallway 5 m", 6, 60, (3, 5)),
    level(3, Phase::StartSmall, "kitchen to family room 10 m", 6, 120, (3, 4)),
    level(4, Phase::StartSmall, "driveway 25 m", 4, 180, (3, 4)),
    level(5, Phase::Intervals, "5:1", 2, 120, (3, 3)),
    level(6, Phase::Intervals, "5:1", 3, 180, (3, 3)),
    level(7, Phase::Intervals, "4:1", 4, 240, (3, 3)),
    level(8, Phase::Intervals, "3:1", 5, 300, (3, 3)),
    level(9, Phase::Intervals, "2:1", 7, 420, (3, 3)),
    level(10, Phase::Intervals, "1:1", 8, 480, (3, 3)),
    level(11, Phase::Intervals, "1:1", 10, 600, (3, 3)),
    level(12, Phase::Treadmill, "treadmill 1 min", 3, 180, (2, 3)),
    level(13, Phase::Treadmill, "treadmill 1 min", 5, 300, (2, 3)),
    level(14, Phase::Treadmill, "treadmill 3.5 min", 2, 420, (3, 3)),
    level(15, Phase::Treadmill, "treadmill 5 min", 2, 600, (3, 3)),
];

/// The paths of the small start in feet, for who measures in feet; to the nearest foot, and no shorter than a path may be.
const IN_FEET: [&str; 5] =
    ["counter 7 ft", "kitchen 10 ft", "hallway 16 ft", "kitchen to family room 33 ft", "driveway 82 ft"];

impl Level {
    /// The level of this number; the last for anything above.
    pub fn of(number: u8) -> &'static Level {
        let [first, ..] = &LEVELS;
        LEVELS.get(usize::from(number.min(LAST))).unwrap_or(first)
    }

    /// Backward seconds in so many rounds.
    pub fn seconds(&self, rounds: u16) -> u32 {
        self.backward_s * u32::from(rounds) / u32::from(self.rounds)
    }

    /// How many of its rounds fit into so many backward seconds; never more than it has.
    pub fn rounds_within(&self, seconds: u32) -> u16 {
        (1..=self.rounds).rev().find(|rounds| self.seconds(*rounds) <= seconds).unwrap_or(0)
    }

    /// Its notation with so many rounds, as `5:1 x3`.
    pub fn notation(&self, rounds: u16) -> String {
        format!("{} x{rounds}", self.pattern)
    }

    /// The same with the path in the walker's units.
    pub fn notation_in(&self, rounds: u16, units: UnitSystem) -> String {
        let in_feet = IN_FEET.get(usize::from(self.number)).filter(|_| units == UnitSystem::UnitedStates);
        format!("{} x{rounds}", in_feet.copied().unwrap_or(self.pattern))
    }

    /// The level a program belongs to: the first with its path or pattern and no fewer rounds; `None` for something of
    /// the walker's own. The belt's speed does not matter.
    pub fn of_notation(notation: &str) -> Option<u8> {
        let (pattern, rounds) = notation.split(" at ").next()?.rsplit_once(" x")?;
        let rounds: u16 = rounds.parse().ok()?;
        let is = |level: &&Level| {
            let in_feet = IN_FEET.get(usize::from(level.number)).copied();
            (level.pattern == pattern || in_feet == Some(pattern)) && rounds <= level.rounds
        };
        LEVELS.iter().find(is).map(|level| level.number)
    }

    /// Its program with so many rounds.
    pub fn program(&self, rounds: u16) -> Option<Program> {
        parse(&self.notation(rounds)).ok()
    }

    /// The fastest belt for a walker whose own backward speed is `own`, after `weeks` with a walk on a belt; `None` over
    /// ground. No faster than the steered belt, whose limits have the same numbers; and as slow as a first week on its first
    /// level. PROP-03.
    pub fn belt_ceiling(&self, own: Speed, weeks: u8) -> Option<BeltSpeed> {
        if self.phase != Phase::Treadmill {
            return None;
        }
        let [.., last] = BELT_PERCENT;
        let percent = BELT_PERCENT.get(usize::from(weeks)).copied().unwrap_or(last);
        let part = u32::from(BeltSpeed::at_most(own).centi_kmh()) * percent / 100;
        let slow = weeks == 0 || self.number == FIRST_ON_TREADMILL;
        let most = if slow { FIRST_BELT_CENTI_KMH } else { BELT_CENTI_KMH };
        Some(BeltSpeed::from_centi_kmh(u16::try_from(part).unwrap_or(0).min(most)))
    }
}
