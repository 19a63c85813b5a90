//! What the screen shows of a running walk, as plain data.

use crate::parts::strip;
use crate::text::t;
use coach::program::{Block, BlockKind, Until};
use coach::session::{PauseWhy, Steps};
use gait::Direction;
use walk::Walk;

/// Something the walker should know about this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No sound comes out.
    NoSound,
    /// There is no voice on this phone, only tones.
    NoVoice,
    /// The screen may go dark by itself.
    ScreenMaySleep,
    /// No motion is sensed.
    NoMotion,
    /// GPS shall end a stretch, and there is none.
    NoPlace,
}

/// The picture of a moment.
#[allow(clippy::struct_excessive_bools, reason = "each is shown in its own place")]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    pub(crate) kind: Option<BlockKind>,
    pub(crate) left_s: f64,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) blocks: Vec<Block>,
    /// Where the walk is, from 0 to 1.
    pub(crate) at: f64,
    pub(crate) at_s: f64,
    pub(crate) next: Option<(BlockKind, f64)>,
    /// Steps of this block, those just seen too.
    pub(crate) steps: Steps,
    /// Steps a minute, while steps come.
    pub(crate) cadence: Option<f64>,
    pub(crate) seen: Option<Direction>,
    pub(crate) paused: Option<PauseWhy>,
    /// It stands, and what is said now sets it going.
    pub(crate) goes_on: bool,
    /// Whether a belt set by hand may move.
    pub(crate) on_belt: bool,
    pub(crate) ends_by_tap: bool,
    pub(crate) saying: String,
    pub(crate) notice: Option<String>,
    pub(crate) troubles: Vec<Trouble>,
    pub(crate) making_longer: bool,
}

impl Shown {
    /// Whether it stands, and is to: not while it is said which way it goes on.
    pub(crate) fn stands(&self) -> bool {
        self.paused.is_some() && !self.goes_on
    }

    /// What the walker does now: in a pause that is standing.
    pub(crate) fn way(&self) -> Option<BlockKind> {
        if self.stands() { Some(BlockKind::Stand) } else { self.kind }
    }

    /// The same in a word. Nobody stands still on a belt.
    pub(crate) fn word(&self) -> String {
        if self.stands() && self.on_belt {
            return t("say-onto-rails");
        }
        self.way().map(strip::name).unwrap_or_default()
    }

    /// The part the walk itself knows.
    pub(super) fn of(walk: &Walk) -> Shown {
        let session = walk.session();
        let blocks = session.blocks();
        let whole: f64 = blocks.iter().map(|block| block.time.as_secs_f64()).sum();
        let at_s = session.track_position().as_secs_f64();
        let done = session.done().get(session.index()).copied().unwrap_or_default();
        Shown {
            kind: session.current_kind(),
            left_s: session.left().as_secs_f64(),
            number: session.index() + 1,
            at: if whole > 0.0 { (at_s / whole).min(1.0) } else { 0.0 },
            at_s,
            next: blocks.get(session.index() + 1).map(|block| (block.kind, block.time.as_secs_f64())),
            steps: done.steps,
            paused: session.paused(),
            goes_on: walk.goes_on(),
            on_belt: walk.is_on_belt(),
            ends_by_tap: session.current().is_some_and(|block| matches!(block.until, Until::Arrival(_))),
            blocks,
            ..Shown::default()
        }
    }
}
