//! What the screen shows of a walk on a belt, as plain data.

use super::{Driver, now};
use coach::program::BlockKind;
use treadmill::controller::{Facing, Stage};
use treadmill::gate::{Proof, Refusal};
use treadmill::limits::{Machine, Ring};
use treadmill::quirks;
use units::BeltSpeed;
use walk::treadmill_walk::{Hold, Wanted};

/// The picture of a moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    /// The treadmill's name, and what it warns of.
    pub(crate) name: String,
    pub(crate) warnings: Vec<&'static str>,
    pub(crate) unreachable: bool,
    pub(crate) stage: Stage,
    pub(crate) wanted: Option<Wanted>,
    /// Why the belt is not steered, for good.
    pub(crate) refused: Option<Refusal>,
    pub(crate) machine: Option<Machine>,
    pub(crate) ceiling: Option<(BeltSpeed, Ring)>,
    /// Whether nobody may stand on it yet.
    pub(crate) untested: bool,
    /// Whether the belt may move on our account.
    pub(crate) moves: bool,
    pub(crate) speed: Option<BeltSpeed>,
    pub(crate) asked: Option<BeltSpeed>,
    /// The stretch: which way, what is left of it, its number from 1, and how many there are.
    pub(crate) kind: Option<BlockKind>,
    pub(crate) left_s: u64,
    pub(crate) number: usize,
    pub(crate) of: usize,
    pub(crate) steps: u32,
    pub(crate) meters: u32,
    pub(crate) hold: Hold,
    pub(crate) heart: Option<u16>,
    pub(crate) saying: String,
}

impl Shown {
    /// What was said last, where the belt moves or is out of reach.
    pub(crate) fn may_run(&self) -> Option<String> {
        let may = self.moves || self.stage == Stage::Off;
        (may && !self.saying.is_empty()).then(|| self.saying.clone())
    }
}

impl Driver {
    pub(super) fn picture(&self) -> Shown {
        let (walk, controller) = (&self.walk, self.walk.controller());
        let stage = controller.stage();
        let leg = walk.now();
        let at = walk.legs().iter().filter(|leg| leg.is_walked()).count();
        Shown {
            name: self.name.clone(),
            warnings: quirks::of(&self.name).map(quirks::Quirk::name).collect(),
            unreachable: self.unreachable,
            stage,
            wanted: walk.wanted(),
            refused: if let Stage::ReadOnly(why) = stage { Some(why) } else { None },
            machine: controller.machine().ok(),
            ceiling: controller.ceiling().ok(),
            untested: controller.proof() != Proof::Proved,
            moves: !matches!(stage, Stage::Off | Stage::Reading | Stage::ReadOnly(_) | Stage::Ready),
            speed: controller.belt().speed(now()),
            asked: controller.asked(),
            kind: leg.map(|leg| match leg.facing {
                Facing::Backward => BlockKind::Backward,
                Facing::Forward if at + 1 >= walk.legs().len() => BlockKind::CoolDown,
                Facing::Forward => BlockKind::Forward,
            }),
            left_s: leg.map_or(0, |leg| {
                let left = leg.planned.saturating_sub(leg.walked);
                left.as_secs() + u64::from(left.subsec_nanos() > 0)
            }),
            number: at + 1,
            of: walk.legs().len(),
            steps: leg.map_or(0, |leg| leg.steps),
            meters: leg.map_or(0, |leg| leg.meters),
            hold: self.hold,
            heart: self.heart,
            saying: self.saying.clone(),
        }
    }
}
