//! The treadmill with its belt set by hand (`treadmill 1 min x3 at 0.8 km/h`).
//!
//! A minute forward first, facing the console; the belt stops before every turn; between backward stretches the
//! walker rests on the side rails and does not turn. The console is behind a walker who faces backward, so the belt is
//! started and stopped from the side rails with a hand on the rail, and the clipped cord is the stop that counts.

use super::limits::{self, GET_OFF, Limit, PREPARE_BELT, START_BELT, STOP_BELT, WARM_UP_BELT};
use super::{BeltTask, Block, BlockKind, WrittenSpeed};
use alloc::vec::Vec;
use units::Duration;

/// Backward stretches on a belt set by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Treadmill {
    /// Each backward stretch, in whole seconds.
    pub each: Duration,
    /// How many times.
    pub rounds: u16,
    /// The speed to set once the walker walks at the machine's slowest; where none is given it stays there.
    pub speed: Option<WrittenSpeed>,
}

impl Treadmill {
    pub(super) fn check(&self) -> Result<(), Limit> {
        limits::rounds(self.rounds)?;
        limits::backward(self.each, self.rounds)?;
        match self.speed.map(|speed| speed.speed().kmh()) {
            // A written 2 mph is 3.2187 km/h: the limit is the same round number in either unit.
            Some(kmh) if kmh > limits::BELT_MOST_KMH + 0.02 => Err(Limit::BeltTooFast),
            Some(kmh) if kmh < limits::BELT_LEAST_KMH => Err(Limit::BeltTooSlow),
            _ => Ok(()),
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let start = Block::of(BlockKind::Stand, START_BELT).belt(BeltTask::Start);
        let stop = Block::of(BlockKind::Stand, STOP_BELT).belt(BeltTask::Stop);
        let turn = Block::of(BlockKind::Turn, limits::TURN);
        let mut blocks = alloc::vec![
            Block::of(BlockKind::Prepare, PREPARE_BELT),
            start,
            Block::of(BlockKind::Forward, WARM_UP_BELT),
            stop,
            turn,
        ];
        for round in 1..=self.rounds {
            let backward = Block::of(BlockKind::Backward, self.each);
            blocks.extend([start, backward, stop].map(|block| block.in_round(round, self.rounds)));
        }
        blocks.extend([turn, Block::of(BlockKind::CoolDown, GET_OFF)]);
        blocks
    }
}
