//! What is walked: the three ways, one notation, and the blocks a program becomes.

mod intervals;
pub mod limits;
mod notation;
pub mod places;
pub mod progression;
mod small_start;
mod treadmill;
mod written;

pub use intervals::{Intervals, StreetBlocks};
pub use limits::{Limit, Part};
pub use notation::{Expected, NotationError, Problem, parse};
pub use places::Place;
pub use small_start::SmallStart;
pub use treadmill::Treadmill;
pub use written::{LengthUnit, SpeedUnit, WrittenLength, WrittenSpeed};

use alloc::vec::Vec;
use units::{Duration, Length};

/// The three ways of walking backward that the product coaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A short known path at home: a hallway, kitchen to family room, the driveway.
    StartSmall,
    /// Forward and backward by turns, by time or by street block.
    Intervals,
    /// A treadmill.
    Treadmill,
}

impl Way {
    /// The name in files and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Way::StartSmall => "start-small",
            Way::Intervals => "intervals",
            Way::Treadmill => "treadmill",
        }
    }

    /// A right program of this way, to show when one is wrong.
    pub const fn example(self) -> &'static str {
        match self {
            Way::StartSmall => "hallway 5 m x6",
            Way::Intervals => "5:1 x3",
            Way::Treadmill => "treadmill 1 min x3 at 0.8 km/h",
        }
    }
}

/// What a program says to do, as the walker wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// `hallway 5 m x6`
    SmallStart(SmallStart),
    /// `5:1 x3`
    Intervals(Intervals),
    /// `block 1:1 x4`
    StreetBlocks(StreetBlocks),
    /// `treadmill 1 min x3 at 0.8 km/h`
    Treadmill(Treadmill),
}

/// What a walker does during a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Getting ready, standing.
    Prepare,
    /// Walking forward.
    Forward,
    /// Standing, a hand on a support, to change the direction of walking; never skipped.
    Turn,
    /// Walking backward.
    Backward,
    /// Easing off.
    CoolDown,
    /// Standing for any other reason (on a treadmill's side rails).
    Stand,
}

impl BlockKind {
    /// Every kind, in the order of a walk.
    pub const ALL: [BlockKind; 6] = [
        BlockKind::Prepare,
        BlockKind::Forward,
        BlockKind::Turn,
        BlockKind::Backward,
        BlockKind::CoolDown,
        BlockKind::Stand,
    ];

    /// The name in files and on the wire: `prepare`, `forward`, `turn`, `backward`, `cool-down`, `stand`.
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Prepare => "prepare",
            BlockKind::Forward => "forward",
            BlockKind::Turn => "turn",
            BlockKind::Backward => "backward",
            BlockKind::CoolDown => "cool-down",
            BlockKind::Stand => "stand",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<BlockKind> {
        BlockKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What ends a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Until {
    /// Its time.
    Time,
    /// Arriving: a tap anywhere, this distance by GPS, or by steps of known length; its time at the latest.
    Arrival(Length),
}

/// Which time round, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// From 1.
    pub number: u16,
    /// In all.
    pub of: u16,
}

/// What the walker does to a belt set by hand, during a [`BlockKind::Stand`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeltTask {
    /// Start it at its slowest and step on.
    Start,
    /// Step onto the side rails and stop it.
    Stop,
}

/// One stretch of a walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// What is done.
    pub kind: BlockKind,
    /// How long it is planned to last; for a block that ends by arriving, a generous most.
    pub time: Duration,
    /// What ends it.
    pub until: Until,
    /// Which time round this is, where rounds are counted.
    pub round: Option<Round>,
    /// What is done to the belt, on a treadmill.
    pub belt: Option<BeltTask>,
}

impl Block {
    const fn of(kind: BlockKind, time: Duration) -> Block {
        Block { kind, time, until: Until::Time, round: None, belt: None }
    }

    const fn in_round(self, number: u16, of: u16) -> Block {
        Block { round: Some(Round { number, of }), ..self }
    }

    const fn until(self, until: Until) -> Block {
        Block { until, ..self }
    }

    const fn belt(self, task: BeltTask) -> Block {
        Block { belt: Some(task), ..self }
    }
}

/// A program within the limits, and the blocks it becomes. Prints itself as notation.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    plan: Plan,
    blocks: Vec<Block>,
}

impl Program {
    /// The program of a plan, or the limit it breaks.
    pub fn new(plan: Plan) -> Result<Program, Limit> {
        let blocks = match &plan {
            Plan::SmallStart(small) => small.check().map(|()| small.blocks()),
            Plan::Intervals(intervals) => intervals.check().map(|()| intervals.blocks()),
            Plan::StreetBlocks(street) => street.check().map(|()| street.blocks()),
            Plan::Treadmill(treadmill) => treadmill.check().map(|()| treadmill.blocks()),
        }?;
        let program = Program { plan, blocks };
        if program.duration() > limits::WALK_MOST {
            return Err(Limit::WalkTooLong);
        }
        Ok(program)
    }

    /// What was asked for.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Which of the three ways it is.
    pub const fn way(&self) -> Way {
        match self.plan {
            Plan::SmallStart(_) => Way::StartSmall,
            Plan::Intervals(_) | Plan::StreetBlocks(_) => Way::Intervals,
            Plan::Treadmill(_) => Way::Treadmill,
        }
    }

    /// Its blocks in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its planned time, every block together.
    pub fn duration(&self) -> Duration {
        self.blocks.iter().map(|block| block.time).sum()
    }

    /// Its planned time of walking backward.
    pub fn backward_time(&self) -> Duration {
        self.blocks.iter().filter(|block| block.kind == BlockKind::Backward).map(|block| block.time).sum()
    }
}

#[cfg(test)]
mod tests;
