//! Which way the body faces, in the axes of a sensor that moves as the trunk does.
//!
//! **Calibration** comes first: the walker is known to start forward; those steps give axis and sign
//! ([`crate::Settings::starts_forward`]), at the lower back, and at the chest, the upper arm and in the hand where the
//! walk shows plainly that the sensor rides along and does not swing. Without it:
//!
//! 1. **A phone that is looked at** has its top toward where its holder faces.
//! 2. **The body's own axes**: a sensor whose z axis is up is taken to be in anatomical axes, x forward and y left, as
//!    the recording format says.
//! 3. **A flat device on the back**: its thin axis, z, points forward or backward. The small of the back is hollow, so
//!    a device flat against it leans: its outward face looks a little up. The first steps must go the way that names;
//!    when it hardly leans, those of the recording are taken to go forward.

use crate::direction::{Cues, forward_axis_of_walk};
use crate::orientation::{Motion, dot};
use crate::tempo::WALKING_STEP_S;
use crate::{Placement, Settings};

/// How upright z must be for body axes, how level their y (6 degrees: hardly a belt sits straighter), and how upright the long axis of a
/// flat device; as shares of gravity.
const BODY_AXES: f32 = 0.97;
const LEVEL: f32 = 0.1;
const UPRIGHT: f32 = 0.8;
/// How well the walk must lie along the axis a mounting names, as a cosine: 45 degrees.
const ALIGNED: f32 = 0.7;
/// How far a flat device may lean sideways; anything else is no mounting we know.
const SIDEWAYS: f32 = 0.28;
/// A lean of less than this (11 degrees, as a share of gravity) does not name the outward face: it differs by as much
/// between people.
const LEAN: f32 = 0.2;
/// A phone whose screen can be read looks up by at least 20 degrees, and its top is raised by 10 to 70, as shares of
/// gravity.
const SCREEN_UP: f32 = 0.34;
const TOP_UP: core::ops::Range<f32> = 0.17..0.94;
/// How well the walk must lie along where its top points, as a cosine: 25 degrees.
const POINTED: f32 = 0.9;
/// The size of the exchange cue from which a held sensor moves as the trunk: 0.75 to 0.85 of a phone that is looked at,
/// 0.5 to 0.6 in a neck pouch, 0.1 to 0.5 of most swinging wrists.
pub(crate) const PLAIN: f32 = 0.5;
/// The same at the lower back, 0.33 to 0.84 of real belts; below it both halves of the walk must tell one way, within 60 degrees
/// (a cosine): where a walker exchanges too little, chance points either half.
const ROCKS: f32 = 0.3;
const ONE_WAY: f32 = 0.5;
/// A spin of the first steps, forward, from which on it counts in full: rigid pelvises spin by 0.2 to 0.4, real belts by 0 to 0.1 either way.
const SPINS: f32 = 0.08;

/// A calibrated sensor that leans further than 30 degrees from how it was worn is worn another way now, and its front is not known.
const AS_WORN: f32 = 0.866;

/// Where the front is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Front {
    /// Forward, in the sensor's axes.
    pub(crate) axis: [f32; 3],
    /// How much the spin counts, 0 to 1: nothing on a belt where it says that the first steps, known to go forward, went backward, because
    /// it slides or its gyroscope is late.
    pub(crate) spin: f32,
    /// Up as it was worn when that was found, in the sensor's axes.
    up: [f32; 3],
}

/// The front, from the frames of a walk with the sensor at `placement`; `before` as an earlier walk of the same recording gave it, and
/// as it stays where this walk tells none. `sets_off`: it is the first of the recording, or since the walker was to set off forward.
pub(crate) fn front(
    walk: &[Motion],
    placement: Placement,
    settings: &Settings,
    before: Option<Front>,
    sets_off: bool,
) -> Option<Front> {
    // About the first six seconds: those steps go forward when the walk starts forward.
    let first = walk.get(..walk.len().min(300)).unwrap_or(walk);
    let axis = forward_axis(walk, first, placement, settings, before, sets_off)?;
    if let Some(before) = before.filter(|b| b.axis.map(f32::to_bits) == axis.map(f32::to_bits)) {
        return Some(before);
    }
    let spin = if settings.starts_forward && sets_off { spin_share(first, axis) } else { 1.0 };
    Some(Front { axis, spin, up: mean_up(first) })
}

/// How much the spin counts, by the `first` steps, which go forward.
fn spin_share(first: &[Motion], axis: [f32; 3]) -> f32 {
    Cues::of(first, Some(axis), WALKING_STEP_S).map_or(1.0, |cues| (cues.spin / SPINS).clamp(0.0, 1.0))
}

fn forward_axis(
    walk: &[Motion],
    first: &[Motion],
    placement: Placement,
    settings: &Settings,
    before: Option<Front>,
    sets_off: bool,
) -> Option<[f32; 3]> {
    let back = placement == Placement::LowerBack;
    if settings.starts_forward {
        if let Some(before) = before {
            return (dot(before.up, mean_up(walk)) >= AS_WORN).then_some(before.axis);
        }
        // A later walk may as well go backward.
        if sets_off {
            let rides = back || matches!(placement, Placement::Hand | Placement::Chest | Placement::UpperArm);
            let axis = forward_axis_of_walk(first).filter(|_| rides)?;
            let tells = rides_along(first, axis, if back { ROCKS } else { PLAIN });
            return (tells || back && is_one_way(first)).then_some(axis);
        }
    }
    match placement {
        Placement::LowerBack => mounted(walk, first, before.map(|b| b.axis), sets_off),
        Placement::Hand => read_while_walking(walk),
        _ => None,
    }
}

/// Whether both halves of a walk tell one way of travel.
fn is_one_way(walk: &[Motion]) -> bool {
    let (begun, gone_on) = walk.split_at(walk.len() / 2);
    let ways = forward_axis_of_walk(begun).zip(forward_axis_of_walk(gone_on));
    ways.is_some_and(|(one, other)| dot(one, other) >= ONE_WAY)
}

/// Whether the walk's own exchange along `axis` is so `plain`.
fn rides_along(walk: &[Motion], axis: [f32; 3], plain: f32) -> bool {
    Cues::of(walk, Some(axis), WALKING_STEP_S).and_then(|c| c.exchange).is_some_and(|x| x.abs() >= plain)
}

/// The mean vertical of `walk`.
fn mean_up(walk: &[Motion]) -> [f32; 3] {
    mean_direction(walk.iter().map(|m| m.up))
}

/// The direction of the mean of some vectors.
pub(crate) fn mean_direction(vectors: impl Iterator<Item = [f32; 3]>) -> [f32; 3] {
    let mut sum = [0.0_f32; 3];
    for vector in vectors {
        for (s, x) in sum.iter_mut().zip(vector) {
            *s += x;
        }
    }
    let size = libm::sqrtf(dot(sum, sum)).max(1e-3);
    sum.map(|s| s / size)
}

/// The front of whom a phone in the hand shows its screen: where its top points.
fn read_while_walking(walk: &[Motion]) -> Option<[f32; 3]> {
    let up = mean_up(walk);
    let [x, y, z] = up;
    if z < SCREEN_UP || x.abs() > SIDEWAYS || !TOP_UP.contains(&y) {
        return None;
    }
    let walked = forward_axis_of_walk(walk)?;
    let level = [-y * x, 1.0 - y * y, -y * z];
    let size = libm::sqrtf(dot(level, level)).max(1e-3);
    let front = level.map(|l| l / size);
    (dot(walked, front).abs() >= POINTED && rides_along(walk, front, PLAIN)).then_some(front)
}

/// The front of whom wears a sensor at the lower back as it is meant to be.
fn mounted(walk: &[Motion], first: &[Motion], before: Option<[f32; 3]>, sets_off: bool) -> Option<[f32; 3]> {
    let [x, y, z] = mean_up(walk);
    let walked = forward_axis_of_walk(walk)?;
    // The way the walk itself speeds up and slows down must lie along the axis the mounting names.
    let along = |axis: [f32; 3]| (dot(walked, axis).abs() >= ALIGNED).then_some(axis);
    if z.abs() >= BODY_AXES {
        return if z > 0.0 && y.abs() <= LEVEL { along([1.0, 0.0, 0.0]) } else { None };
    }
    let (tall, side) = if x.abs() >= y.abs() { (x, y) } else { (y, x) };
    if tall.abs() < UPRIGHT || side.abs() > SIDEWAYS {
        return None;
    }
    let outward = if z >= 0.0 { [0.0, 0.0, -1.0] } else { [0.0, 0.0, 1.0] };
    if before.is_some() {
        return before;
    }
    let walked = forward_axis_of_walk(first)?;
    if z.abs() >= LEAN {
        // Lean and first steps must say the same: a belt worn any other way, or a walk that starts backward, stays open.
        return (dot(walked, outward) >= ALIGNED).then_some(outward);
    }
    let [_, _, across] = walked;
    (sets_off && across.abs() >= ALIGNED).then(|| [0.0, 0.0, across.signum()])
}
