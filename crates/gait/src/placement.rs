//! Where the sensor sits, when nobody told: the thigh swings with the step, the trunk hardly turns, the arm is the rest.
//!
//! The thigh's horizontal rate of turn is tied to the step, so that the lead cue of [`crate::direction`] is large
//! whichever way the walker goes; an arm swings as fast but loosely. What is not told is a guess among three, and the
//! result says so: back pocket, chest and bag count as trunk, hand and upper arm as wrist.

use crate::Placement;
use crate::direction::Cues;
use crate::orientation::Motion;

/// The trunk turns more slowly than this about level axes, rms rad/s.
const TRUNK: f32 = 0.8;
/// The thigh's lead cue is at least this.
const THIGH_LEAD: f32 = 0.45;

/// The likely place of a sensor that moved as `walk`; `None` without a gyroscope or for less than a second.
pub(crate) fn guess(walk: &[Motion]) -> Option<Placement> {
    let walk = walk.get(..walk.len().min(600)).unwrap_or(walk);
    let cues = Cues::of(walk, None).filter(|c| c.has_rotation)?;
    let turning = libm::sqrtf(walk.iter().map(|m| m.tumble * m.tumble).sum::<f32>() / walk.len() as f32);
    Some(if turning < TRUNK {
        Placement::LowerBack
    } else if cues.lead.abs() >= THIGH_LEAD {
        Placement::FrontPocket
    } else {
        Placement::Wrist
    })
}
