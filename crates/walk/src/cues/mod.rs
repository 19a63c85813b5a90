//! When what is said: every cue of a walk as data, never two at a time, the important one first.
//!
//! A cue opens with a [`Motif`], whose sharp attack *is* the cue's time, and goes on in [`Piece`]s: sentences of the
//! catalogue with at most one number each, so that a voice pack can hold a clip of every one.

mod blocks;
pub mod pieces;
mod schedule;
#[cfg(test)]
mod tests;

pub(crate) use blocks::Wish;
pub use pieces::{PHRASES, Phrase, Piece};
pub use schedule::schedule;
pub(crate) use schedule::{outside, resumed, stand_still, stand_tall, time_left, wrong_way};

use alloc::vec::Vec;
use units::{Duration, UnitSystem};

/// The figure of tones a cue opens with; the sounds themselves are `voice`'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Motif {
    /// Something is told.
    Note,
    /// Walk forward.
    Forward,
    /// Walk backward.
    Backward,
    /// Stop, and change direction.
    Turn,
    /// Stand still.
    Stand,
    /// The block ends soon.
    Warning,
    /// The path ends soon.
    PathEnd,
    /// Half of the block is over.
    HalfWay,
    /// The walk is over.
    End,
}

impl Motif {
    /// Every motif.
    pub const ALL: [Motif; 9] = [
        Motif::Note,
        Motif::Forward,
        Motif::Backward,
        Motif::Turn,
        Motif::Stand,
        Motif::Warning,
        Motif::PathEnd,
        Motif::HalfWay,
        Motif::End,
    ];

    /// The same as a vibration, in milliseconds on, off, on ...: one long is forward, three short are backward, four quick ones the
    /// end of the path.
    pub const fn vibration(self) -> &'static [u16] {
        match self {
            Motif::Note => &[],
            Motif::Forward => &[700],
            Motif::Backward => &[180, 150, 180, 150, 180],
            Motif::Turn | Motif::Stand => &[350, 150, 350],
            Motif::Warning => &[120],
            Motif::PathEnd => &[100, 100, 100, 100, 100, 100, 100],
            Motif::HalfWay => &[120, 120, 120],
            Motif::End => &[700, 200, 700],
        }
    }
}

/// Which cue gives way: a later one of these to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Which way to walk now, or to stand; exactly at its block's start.
    Direction,
    /// What comes in ten seconds, the end of the path; exactly at its time.
    Warning,
    /// How to do it safely; may come a little later.
    Guide,
    /// Good to know; left out where there is no room.
    Extra,
}

impl Priority {
    /// The name in files and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Priority::Direction => "direction",
            Priority::Warning => "warning",
            Priority::Guide => "guide",
            Priority::Extra => "extra",
        }
    }
}

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// What to do, and what keeps a walker safe.
    FewWords,
    /// And how long, which of how many, half-way, posture now and then, and every minute that is left of a long stretch.
    #[default]
    NormalWords,
    /// And posture each time, and every minute that is left of each.
    ManyWords,
    /// No words.
    TonesOnly,
    /// No sound.
    VibrationOnly,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Preset; 5] =
        [Preset::FewWords, Preset::NormalWords, Preset::ManyWords, Preset::TonesOnly, Preset::VibrationOnly];

    /// The name in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Preset::FewWords => "few",
            Preset::NormalWords => "normal",
            Preset::ManyWords => "many",
            Preset::TonesOnly => "tones",
            Preset::VibrationOnly => "vibration",
        }
    }

    /// The preset of that name.
    pub fn named(name: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Whether words are said.
    pub const fn has_words(self) -> bool {
        matches!(self, Preset::FewWords | Preset::NormalWords | Preset::ManyWords)
    }

    /// Whether they speak of posture too.
    pub const fn speaks_of_posture(self) -> bool {
        matches!(self, Preset::NormalWords | Preset::ManyWords)
    }
}

/// How a walk is to sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How much is said.
    pub preset: Preset,
    /// In which units.
    pub units: UnitSystem,
    /// Whether the soft tick between cues says "I am alive".
    pub alive_tick: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { preset: Preset::NormalWords, units: UnitSystem::Metric, alive_tick: true }
    }
}

/// One thing to hear, feel and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When, from the start of the track.
    pub at: Duration,
    /// How long it sounds.
    pub length: Duration,
    /// What it is: `forward`, `backward`, `turn`, `ten-seconds`, `half-way` ...
    pub id: &'static str,
    /// Which block it belongs to.
    pub block: usize,
    /// The tones it opens with; none where only vibration is wanted.
    pub motif: Option<Motif>,
    /// The vibration that goes with it, in milliseconds on, off, on ...; empty for none.
    pub vibration: &'static [u16],
    /// The words, in order.
    pub pieces: Vec<Piece>,
    /// What it gives way to.
    pub priority: Priority,
}

impl Cue {
    /// When it is over.
    pub fn end(&self) -> Duration {
        self.at + self.length
    }
}

/// How long tones and words last; a voice pack knows, and so does a guess from the words.
pub trait SpokenLength {
    /// From the attack of the motif to the end of the last word.
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration;
}

impl<T: SpokenLength + ?Sized> SpokenLength for &T {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        (**self).length(motif, pieces)
    }
}

/// Every motif and every piece the same length: for tests, and where nothing better is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvenPace {
    /// A motif.
    pub motif: Duration,
    /// A piece.
    pub piece: Duration,
}

impl Default for EvenPace {
    fn default() -> EvenPace {
        EvenPace { motif: Duration::from_millis(800), piece: Duration::from_millis(1400) }
    }
}

impl SpokenLength for EvenPace {
    fn length(&self, motif: Option<Motif>, pieces: &[Piece]) -> Duration {
        let words = self.piece.saturating_mul(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
        motif.map_or(Duration::ZERO, |_| self.motif).saturating_add(words)
    }
}
