//! Where the sensor sits, when nobody told: the thigh swings with the step, the trunk hardly turns, the arm is the rest.
//!
//! The thigh's horizontal rate of turn is tied to the step, so that the lead cue of [`crate::direction`] is large
//! whichever way the walker goes; an arm swings as fast but loosely. What is not told is a guess among three, for which
//! every walk votes, and the result says so: chest and a phone that is looked at count as trunk, back pocket and bag as front pocket, the upper
//! arm as wrist.
//! An arm that swings in step looks like a thigh, so direction is told from a walk whose place is plain, and from no other.
//! Where that leaves it open, or without a gyroscope: a thigh feels its own foot's contact more than the other's, a trunk is pushed and
//! braked at every step, and an arm swings to and fro once a stride. That is a guess and never plain.
//! A phone without a gyroscope that is told to be in a front pocket and is in a back pocket tells every step the wrong way round: where the
//! first steps are known to go forward and seem to go backward, it is not where it is told, and tells no direction.

use crate::Placement;
use crate::direction::{Cues, heard};
use crate::grid::DT;
use crate::not_walking::repeats;
use crate::orientation::{Motion, dot};
use crate::tempo::Level;

/// The trunk turns more slowly than this about level axes, rms rad/s, and leans more steadily than this, rms radians.
const TRUNK: f32 = 0.8;
const STEADY: f32 = 0.12;
/// It may turn faster by so much when it leans more steadily still.
const TRUNK_AT_MOST: f32 = 1.3;
const VERY_STEADY: f32 = 0.09;
/// The thigh's lead cue is at least this.
const THIGH_LEAD: f32 = 0.45;
/// A plain thigh leans within these, rms radians, and turns about the vertical less than this share of its swing: an arm
/// turns as much about it, and leans further.
const SWINGS: core::ops::Range<f32> = 0.1..0.33;
const SPINS: f32 = 0.8;

/// By the accelerometer, from so many steps on: by how much better a thigh's bounce repeats itself after a stride than after a step, and how
/// well at least a trunk's level acceleration does after a step. Medians of trunks -0.04 and 0.4, thighs 0.36, arms 0.07 and -0.1.
const FELT_STEPS: usize = 6;
const LOPSIDED: f32 = 0.12;
const EACH_STEP: f32 = 0.05;

/// The first steps, from standing, are like no other; a hallway is longer than these.
pub(crate) const FORWARD_STEPS: usize = 8;
/// First steps that go forward and are as likely to be backward as this are heard from another place, log-odds.
const MISPLACED: f32 = 1.0;

/// What the walks of a recording say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Votes {
    told: Option<Placement>,
    /// Whether first steps that went forward were heard backward, without a gyroscope.
    misplaced: bool,
    /// Frames walked as trunk, thigh and arm.
    frames: [usize; 3],
    /// Whether the latest walk was plain.
    plain: bool,
}

impl Votes {
    /// Where the sensor is told to be.
    pub(crate) fn new(told: Option<Placement>) -> Votes {
        Votes { told, ..Votes::default() }
    }

    /// Lets a walk of so many steps vote; whether it goes on from the latest, which was cut.
    pub(crate) fn hear(&mut self, walk: &[Motion], steps: usize, goes_on: bool) {
        if self.told.is_some() {
            return;
        }
        let seen = look(walk, steps);
        let [trunk, thigh, arm] = &mut self.frames;
        match seen {
            Some((Placement::LowerBack, _)) => *trunk += walk.len(),
            Some((Placement::FrontPocket, _)) => *thigh += walk.len(),
            Some(_) => *arm += walk.len(),
            None => {}
        }
        let plain = seen.is_some_and(|(place, plain)| plain && self.place() == Some(place));
        self.plain = plain || goes_on && self.plain;
    }

    /// Looks at the two strides up to the [`FORWARD_STEPS`]th step of a walk that is known to begin forward.
    pub(crate) fn hear_forward(&mut self, strides: &[Motion], step_s: f32) {
        let blind = strides.iter().all(|m| !m.has_rotation);
        let in_front = self.told == Some(Placement::FrontPocket);
        self.misplaced |= blind && in_front && heard(strides, None, self.told, step_s) > MISPLACED;
    }

    /// Where it is: told, or what most of the walking says.
    pub(crate) fn place(&self) -> Option<Placement> {
        let [trunk, thigh, arm] = self.frames;
        let most = trunk.max(thigh).max(arm);
        self.told.or(match most {
            0 => None,
            _ if most == trunk => Some(Placement::LowerBack),
            _ if most == thigh => Some(Placement::FrontPocket),
            _ => Some(Placement::Wrist),
        })
    }

    /// The same, where the latest walk's direction may be told by it.
    pub(crate) fn trusted(&self) -> Option<Placement> {
        if self.plain { self.place() } else { self.told.filter(|_| !self.misplaced) }
    }
}

/// The likely place of a sensor that moved as `walk`, which has so many steps, and whether it is plain; `None` for less than a second,
/// or a few steps without a gyroscope.
fn look(walk: &[Motion], steps: usize) -> Option<(Placement, bool)> {
    let step_s = walk.len() as f32 * DT / steps.saturating_sub(1).max(1) as f32;
    let cues = Cues::of(walk, None, step_s)?;
    if !cues.has_rotation {
        return felt(walk, steps).map(|place| (place, false));
    }
    let n = walk.len() as f32;
    let (mut turning, mut spinning, mut up) = (0.0, 0.0, [0.0_f32; 3]);
    for m in walk {
        turning += m.tumble * m.tumble / n;
        spinning += m.yaw * m.yaw / n;
        for (mean, u) in up.iter_mut().zip(m.up) {
            *mean += u / n;
        }
    }
    let (turning, spinning) = (libm::sqrtf(turning), libm::sqrtf(spinning));
    let leans = libm::sqrtf((1.0 - dot(up, up)).max(0.0));
    if turning < TRUNK && leans < STEADY || turning < TRUNK_AT_MOST && leans < VERY_STEADY {
        // A thigh that swings little is as steady, and feels one foot more than the other.
        let plain = turning < TRUNK && leans < VERY_STEADY && !is_lopsided(walk, steps);
        return Some((Placement::LowerBack, plain));
    }
    if cues.lead.abs() < THIGH_LEAD {
        return Some((felt(walk, steps).unwrap_or(Placement::Wrist), false));
    }
    let plain = SWINGS.contains(&leans) && spinning < SPINS * turning && cues.agree();
    Some((Placement::FrontPocket, plain))
}

/// The same by the accelerometer alone.
fn felt(walk: &[Motion], steps: usize) -> Option<Placement> {
    if steps < FELT_STEPS {
        return None;
    }
    if is_lopsided(walk, steps) {
        return Some(Placement::FrontPocket);
    }
    let step = walk.len() / (steps - 1);
    let each_step = Level::of(walk).kept(step / 2) > EACH_STEP;
    Some(if each_step { Placement::LowerBack } else { Placement::Wrist })
}

/// Whether the bounce repeats itself that much better after a stride than after a step.
fn is_lopsided(walk: &[Motion], steps: usize) -> bool {
    let step = walk.len() / steps.saturating_sub(1).max(1);
    steps >= FELT_STEPS && repeats(walk, 2 * step) - repeats(walk, step) > LOPSIDED
}
