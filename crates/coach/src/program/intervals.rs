//! Intervals: forward and backward by turns, by time (`5:1 x3`) or by street block (`block 1:1 x4`).

use super::limits::{self, Limit, SLOW_BACKWARD_MPS, SLOW_FORWARD_MPS};
use super::{Block, BlockKind, Until, WrittenLength};
use alloc::vec::Vec;
use units::{Duration, Length};

const PREPARE: Duration = Duration::from_secs(25);
const COOL_DOWN: Duration = Duration::from_mins(1);
/// A street block where no length is given, in metres.
const USUAL_BLOCK: u16 = 100;

/// Forward and backward by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intervals {
    /// Each forward stretch, in whole seconds.
    pub forward: Duration,
    /// Each backward stretch, in whole seconds.
    pub backward: Duration,
    /// How many times.
    pub rounds: u16,
}

impl Intervals {
    pub(super) fn check(&self) -> Result<(), Limit> {
        limits::rounds(self.rounds)?;
        if self.forward < limits::STRETCH_LEAST {
            return Err(Limit::ForwardTooShort);
        }
        if self.forward > limits::FORWARD_MOST {
            return Err(Limit::ForwardTooLong);
        }
        limits::backward(self.backward, self.rounds)
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        rounds(
            self.rounds,
            Block::of(BlockKind::Forward, self.forward),
            Block::of(BlockKind::Backward, self.backward),
        )
    }
}

/// Forward and backward by street block: each stretch ends by a tap, by GPS or by steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreetBlocks {
    /// A block's length, if the walker gave one.
    pub length: Option<WrittenLength>,
    /// Blocks forward each time.
    pub forward: u16,
    /// Blocks backward each time.
    pub backward: u16,
    /// How many times.
    pub rounds: u16,
}

impl StreetBlocks {
    fn meters(&self) -> f64 {
        self.length.unwrap_or(WrittenLength::meters(USUAL_BLOCK)).length().meters()
    }

    pub(super) fn check(&self) -> Result<(), Limit> {
        limits::rounds(self.rounds)?;
        if self.meters() < limits::PATH_LEAST_METERS {
            return Err(Limit::PathTooShort);
        }
        if self.meters() > limits::STREET_BLOCK_MOST_METERS {
            return Err(Limit::StreetBlockTooLong);
        }
        let (forward, backward) = (f64::from(self.forward), f64::from(self.backward));
        if self.forward == 0 {
            return Err(Limit::ForwardTooShort);
        }
        if limits::time_for(forward * self.meters(), SLOW_FORWARD_MPS) > limits::FORWARD_MOST {
            return Err(Limit::ForwardTooLong);
        }
        if self.backward == 0 {
            return Err(Limit::BackwardTooShort);
        }
        if backward * self.meters() > limits::BACKWARD_MOST_METERS {
            return Err(Limit::BackwardTooLong);
        }
        if backward * self.meters() * f64::from(self.rounds) > limits::BACKWARD_IN_ALL_MOST_METERS {
            return Err(Limit::BackwardInAllTooLong);
        }
        Ok(())
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let stretch = |kind, blocks: u16, slow| {
            let meters = f64::from(blocks) * self.meters();
            Block::of(kind, limits::time_for(meters, slow))
                .until(Until::Arrival(Length::from_meters(meters).unwrap_or(Length::ZERO)))
        };
        rounds(
            self.rounds,
            stretch(BlockKind::Forward, self.forward, SLOW_FORWARD_MPS),
            stretch(BlockKind::Backward, self.backward, SLOW_BACKWARD_MPS),
        )
    }
}

/// Prepare, then forward, turn, backward, turn for every round, then an easy forward walk.
fn rounds(rounds: u16, forward: Block, backward: Block) -> Vec<Block> {
    let turn = Block::of(BlockKind::Turn, limits::TURN);
    let mut blocks = alloc::vec![Block::of(BlockKind::Prepare, PREPARE)];
    for round in 1..=rounds {
        blocks.extend([forward, turn, backward, turn].map(|block| block.in_round(round, rounds)));
    }
    blocks.push(Block::of(BlockKind::CoolDown, COOL_DOWN));
    blocks
}
