//! Start small: a known path, forward one way and backward the other (`hallway 5 m x6`).
//!
//! The walker goes forward to the far end, which shows the path, stops, and comes back along it backward: in a room
//! nobody has to turn round, which is when people fall. The standing block between is a turn of the *walking*.

use super::limits::{self, Limit, SLOW_BACKWARD_MPS, SLOW_FORWARD_MPS};
use super::{Block, BlockKind, Place, Until};
use alloc::vec::Vec;
use units::Duration;

const PREPARE: Duration = Duration::from_secs(30);
const REST: Duration = Duration::from_secs(20);

/// A named place, walked backward so many times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallStart {
    /// Where.
    pub place: Place,
    /// How many times backward.
    pub rounds: u16,
}

impl SmallStart {
    pub(super) fn check(&self) -> Result<(), Limit> {
        limits::rounds(self.rounds)?;
        let meters = self.place.length.length().meters();
        if meters < limits::PATH_LEAST_METERS {
            return Err(Limit::PathTooShort);
        }
        if meters > limits::PATH_MOST_METERS {
            return Err(Limit::PathTooLong);
        }
        if meters * f64::from(self.rounds) > limits::BACKWARD_IN_ALL_MOST_METERS {
            return Err(Limit::BackwardInAllTooLong);
        }
        Ok(())
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let length = self.place.length.length();
        let stretch = |kind, slow| {
            Block::of(kind, limits::time_for(length.meters(), slow)).until(Until::Arrival(length))
        };
        let turn = Block::of(BlockKind::Turn, limits::TURN);
        let mut blocks = alloc::vec![Block::of(BlockKind::Prepare, PREPARE)];
        for round in 1..=self.rounds {
            let there = stretch(BlockKind::Forward, SLOW_FORWARD_MPS);
            let back = stretch(BlockKind::Backward, SLOW_BACKWARD_MPS);
            blocks.extend([there, turn, back].map(|block| block.in_round(round, self.rounds)));
            if round < self.rounds {
                blocks.push(turn.in_round(round, self.rounds));
            }
        }
        blocks.push(Block::of(BlockKind::CoolDown, REST));
        blocks
    }
}
