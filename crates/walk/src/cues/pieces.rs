//! Everything that can be said during a walk, piece by piece: what a voice pack must hold.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use coach::program::WrittenSpeed;
use units::{Duration, Length, UnitSystem};

/// One sentence of the catalogue, with its number if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// The message's id.
    pub id: &'static str,
    /// Its argument `$n`.
    pub number: Option<u32>,
}

impl Piece {
    /// A piece without a number.
    pub const fn plain(id: &'static str) -> Piece {
        Piece { id, number: None }
    }

    /// A piece with a number.
    pub const fn numbered(id: &'static str, number: u32) -> Piece {
        Piece { id, number: Some(number) }
    }

    /// The clip's name in a voice pack: `say-walk-backward`, `say-minutes.5`.
    pub fn key(&self) -> String {
        self.number.map_or_else(|| self.id.to_string(), |number| format!("{}.{number}", self.id))
    }
}

/// A sentence that can be said, and the numbers it can be said with (none: it has no number).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The message's id.
    pub id: &'static str,
    /// Its numbers.
    pub numbers: &'static [u32],
}

impl Phrase {
    /// Its pieces, one for each number.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let plain = self.numbers.is_empty().then_some(Piece::plain(self.id));
        plain.into_iter().chain(self.numbers.iter().map(|number| Piece::numbered(self.id, *number)))
    }
}

const fn plain(id: &'static str) -> Phrase {
    Phrase { id, numbers: &[] }
}

const MINUTES: Phrase = Phrase {
    id: "say-minutes",
    numbers: &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 25, 30, 40, 45, 50, 60],
};
const SECONDS: Phrase = Phrase { id: "say-seconds", numbers: &[5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55] };
const ROUND: Phrase = Phrase {
    id: "say-round",
    numbers: &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
};
const OF_ROUNDS: Phrase =
    Phrase { id: "say-of-rounds", numbers: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20] };
const METERS: Phrase = Phrase {
    id: "say-meters",
    numbers: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200],
};
const FEET: Phrase = Phrase {
    id: "say-feet",
    numbers: &[
        6, 8, 10, 12, 14, 16, 18, 20, 23, 26, 30, 33, 36, 40, 50, 60, 70, 80, 100, 120, 150, 200, 250, 300,
        350, 500, 650,
    ],
};
const KMH_TENTHS: Phrase = Phrase {
    id: "say-kmh",
    numbers: &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 25, 28, 30, 32],
};
const MPH_TENTHS: Phrase =
    Phrase { id: "say-mph", numbers: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20] };

/// Everything that can be said.
pub const PHRASES: &[Phrase] = &[
    plain("say-walk-forward"),
    plain("say-walk-backward"),
    plain("say-easy-forward"),
    plain("say-stop"),
    plain("say-stop-and-rest"),
    plain("say-get-ready"),
    plain("say-path-clear"),
    plain("say-something-to-hold"),
    plain("say-forward-first"),
    plain("say-wait-there"),
    plain("say-hold-on"),
    plain("say-turn-around"),
    plain("say-same-way"),
    plain("say-look-behind"),
    plain("say-look-ahead"),
    plain("say-ten-seconds-stop"),
    plain("say-ten-seconds-forward"),
    plain("say-ten-seconds-rails"),
    plain("say-path-ends"),
    plain("say-path-short"),
    plain("say-half-way"),
    plain("say-stand-tall"),
    plain("say-small-steps"),
    plain("say-toes-first"),
    plain("say-breathe"),
    plain("say-last-one"),
    plain("say-time-left"),
    plain("say-well-done"),
    plain("say-finished"),
    plain("say-we-go-on"),
    plain("say-stand-on-rails"),
    plain("say-clip-cord"),
    plain("say-belt-must-stand"),
    plain("say-start-belt"),
    plain("say-set-belt"),
    plain("say-hands-on-rails"),
    plain("say-step-on"),
    plain("say-onto-rails"),
    plain("say-stop-belt"),
    plain("say-rest"),
    plain("say-unclip"),
    plain("say-step-off"),
    MINUTES,
    SECONDS,
    ROUND,
    OF_ROUNDS,
    METERS,
    FEET,
    KMH_TENTHS,
    MPH_TENTHS,
];

/// A time in minutes and seconds, to the next five seconds; nothing where there is no clip for it.
pub(super) fn time(time: Duration) -> Vec<Piece> {
    let fives = (time.as_secs() + 2) / 5;
    let (minutes, seconds) = (fives / 12, fives % 12 * 5);
    let minutes = (minutes > 0).then(|| exactly(&MINUTES, minutes));
    let seconds = (seconds > 0).then(|| exactly(&SECONDS, seconds));
    match (minutes, seconds) {
        // Half of a time would be a wrong time.
        (Some(None), _) | (_, Some(None)) => Vec::new(),
        (minutes, seconds) => minutes.flatten().into_iter().chain(seconds.flatten()).collect(),
    }
}

/// How long still: where there is no clip for it, the whole minutes below for which there is one.
pub(super) fn time_left(left: Duration) -> Vec<Piece> {
    let exact = time(left.max(Duration::from_secs(5)));
    if exact.is_empty() { below(&MINUTES, left.as_secs_f64() / 60.0).into_iter().collect() } else { exact }
}

/// `Round 2` `of 6`, or that it is the last one.
pub(super) fn round(round: coach::program::Round) -> Vec<Piece> {
    if round.of < 2 {
        return Vec::new();
    }
    if round.number == round.of {
        return alloc::vec![Piece::plain("say-last-one")];
    }
    let number = exactly(&ROUND, u64::from(round.number));
    let of = exactly(&OF_ROUNDS, u64::from(round.of));
    // Half of it would leave the sentence open.
    number.zip(of).map(|(number, of)| alloc::vec![number, of]).unwrap_or_default()
}

/// A length in the walker's units: the clip at or below it, for a path that is said too long ends in a wall.
pub(super) fn length(length: Length, units: UnitSystem) -> Option<Piece> {
    match units {
        UnitSystem::Metric => below(&METERS, length.meters()),
        UnitSystem::UnitedStates => below(&FEET, length.feet()),
    }
}

/// A belt speed in the walker's units, in tenths: the clip at or below it, never one above.
pub(super) fn speed(written: WrittenSpeed, units: UnitSystem) -> Option<Piece> {
    match units {
        UnitSystem::Metric => below(&KMH_TENTHS, written.speed().kmh() * 10.0),
        UnitSystem::UnitedStates => below(&MPH_TENTHS, written.speed().mph() * 10.0),
    }
}

fn exactly(phrase: &Phrase, number: u64) -> Option<Piece> {
    let number = u32::try_from(number).ok()?;
    phrase.numbers.contains(&number).then_some(Piece::numbered(phrase.id, number))
}

/// What was written as a round number is not lost to the last binary digit.
fn below(phrase: &Phrase, wanted: f64) -> Option<Piece> {
    let below = phrase.numbers.iter().rfind(|number| f64::from(**number) <= wanted + 1e-6)?;
    Some(Piece::numbered(phrase.id, *below))
}
