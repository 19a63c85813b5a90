//! What was done of a walk, block by block.

use super::PauseWhy;
use core::ops::AddAssign;
use units::{Duration, Instant, Length};

/// How a block came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Walked to its end.
    Done,
    /// Skipped, or never reached.
    #[default]
    Skipped,
    /// Cut short by the end of the walk.
    Cut,
}

/// Steps by direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Forward.
    pub forward: u32,
    /// Backward.
    pub backward: u32,
    /// Steps whose direction is not known.
    pub unsure: u32,
}

impl Steps {
    /// All of them.
    pub const fn all(self) -> u32 {
        self.forward + self.backward + self.unsure
    }
}

impl AddAssign for Steps {
    fn add_assign(&mut self, more: Steps) {
        self.forward = self.forward.saturating_add(more.forward);
        self.backward = self.backward.saturating_add(more.backward);
        self.unsure = self.unsure.saturating_add(more.unsure);
    }
}

/// What was done of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Done {
    /// How it came out.
    pub outcome: Outcome,
    /// How long it went on, every repetition together, pauses left out.
    pub time: Duration,
    /// How much of that time nothing was measured.
    pub not_measured: Duration,
    /// Steps counted.
    pub steps: Steps,
    /// Distance by GPS, where there was one.
    pub distance: Option<Length>,
}

/// A time the walk stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// From when, in walk time.
    pub at: Instant,
    /// For how long.
    pub length: Duration,
    /// Why.
    pub why: PauseWhy,
}

/// A stretch of walk time spent in one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) block: usize,
    pub(super) from: Instant,
    pub(super) to: Instant,
}
