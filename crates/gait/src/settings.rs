//! What is known beforehand: where the sensor sits, who wears it, what the plan asks for.

use crate::{Calibration, Direction};
use units::Length;

/// Where on the body the sensor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placement {
    /// Front trouser pocket: on the thigh.
    FrontPocket,
    /// Back trouser pocket.
    BackPocket,
    /// Belt or waistband at the small of the back.
    LowerBack,
    /// Wrist, as a watch.
    Wrist,
    /// Held in the hand.
    Hand,
    /// Upper arm, in an armband.
    UpperArm,
    /// Chest: breast pocket, neck pouch, strap.
    Chest,
    /// In a bag or backpack.
    Bag,
}

impl Placement {
    /// Whether it moves with the trunk or a thigh, and not with an arm.
    pub(crate) const fn rides(self) -> bool {
        !matches!(self, Placement::Wrist | Placement::Hand | Placement::UpperArm)
    }
}

/// What the engine is told before a walk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where the sensor is; `None` to let the engine find out and tell.
    pub placement: Option<Placement>,
    /// The walker's body height; lengths use a population mean without it.
    pub height: Option<Length>,
    /// The walker's own step-length scales.
    pub calibration: Calibration,
    /// What the plan asks for just now: a weak prior, never the answer. See [`crate::Engine::expect`].
    pub expected: Option<Direction>,
    /// Whether the first steps are known to go forward, as in a guided walk: they fix the body's axes at the lower
    /// back however the sensor sits.
    pub starts_forward: bool,
    /// Whether gravity is known to have been taken out of the acceleration: it is warned of, and no direction told.
    pub without_gravity: bool,
    /// Whether [`crate::offline::Analyzer`] keeps the vertical acceleration for a picture.
    pub keep_signal: bool,
}
