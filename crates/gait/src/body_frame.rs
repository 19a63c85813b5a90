//! Which way the body faces, in the axes of a sensor at the lower back.
//!
//! Three ways, in this order:
//! 1. **Calibration**: the walker is known to start forward; those steps give axis and sign
//!    ([`crate::Settings::starts_forward`]).
//! 2. **The body's own axes**: a sensor whose z axis is up is taken to be in anatomical axes, x forward and y left, as
//!    the recording format says.
//! 3. **A flat device on the back**: its thin axis, z, points forward or backward. The small of the back is hollow, so
//!    a device flat against it leans: its outward face looks a little up. The first steps must go the way that names;
//!    when it hardly leans, they are taken to go forward.

use crate::direction::forward_axis_of_walk;
use crate::orientation::{Motion, dot};

/// How upright z must be for body axes, and the long axis of a flat device; both as shares of gravity.
const BODY_AXES: f32 = 0.96;
const UPRIGHT: f32 = 0.8;
/// How well the walk must lie along the axis a mounting names, as a cosine: 45 degrees.
const ALIGNED: f32 = 0.7;
/// How far a flat device may lean sideways; anything else is no mounting we know.
const SIDEWAYS: f32 = 0.28;
/// A lean of less than this (11 degrees, as a share of gravity) does not name the outward face: it differs by as much
/// between people.
const LEAN: f32 = 0.2;

/// The forward axis in sensor axes from the frames of a walk; `starts_forward` as told, `before` as an earlier walk
/// of the same recording gave it.
pub(crate) fn forward_axis(
    walk: &[Motion],
    starts_forward: bool,
    before: Option<[f32; 3]>,
) -> Option<[f32; 3]> {
    // About the first six seconds: those steps go forward when the walk starts forward.
    let first = walk.get(..walk.len().min(300)).unwrap_or(walk);
    if starts_forward {
        return before.or_else(|| forward_axis_of_walk(first));
    }
    let mut up = [0.0_f32; 3];
    for m in walk {
        for (u, x) in up.iter_mut().zip(m.up) {
            *u += x;
        }
    }
    let [x, y, z] = up.map(|u| u / walk.len().max(1) as f32);
    let walked = forward_axis_of_walk(walk)?;
    // The way the walk itself speeds up and slows down must lie along the axis the mounting names.
    let along = |axis: [f32; 3]| (dot(walked, axis).abs() >= ALIGNED).then_some(axis);
    if z.abs() >= BODY_AXES {
        return if z > 0.0 { along([1.0, 0.0, 0.0]) } else { None };
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
    let sign = if dot(walked, [0.0, 0.0, 1.0]) >= 0.0 { 1.0 } else { -1.0 };
    Some([0.0, 0.0, sign])
}
