//! Which foot came down, from a sensor at the lower back of a forward walker.
//!
//! The pelvis turns toward the leg that swings, so shortly before a left contact it turns to the right (`McCamley` 2012
//! reads the sign of the smoothed rate at the contact; here the 0.2 s before it, less the mean of a stride, so that a
//! turn of the path does not count). One step says it right in four of five; feet alternate, and the steps of a bout
//! together say it. Backward walkers turn the pelvis too little and too late for it: their feet stay unknown, as do those
//! of sensors anywhere else.

use crate::direction::{Direction, SURE, smooth, step_filter, switching};
use crate::orientation::Motion;
use crate::{Placement, Side};
use alloc::vec::Vec;

/// Before a crest, which follows the contact by about 0.05 s: from and to, frames.
const BEFORE: (usize, usize) = (14, 4);
/// Half a stride to either side, frames (0.6 s).
const STRIDE: usize = 30;
/// A rate of turn that leaves no doubt, rad/s, and what one step then says at most, as log-odds.
const CLEAR: f32 = 0.5;
const MOST: f32 = 3.5;
/// Probability that a step between two others was not heard, or none was there: they are small in turns.
const OUT_OF_STEP: f32 = 0.05;

/// The log-odds that the contact at frame `at` was the left foot's.
pub(crate) fn left_odds(motion: &[Motion], at: usize) -> f32 {
    let mean = |from: usize, to: usize| {
        let part = motion.get(from..to.min(motion.len())).unwrap_or_default();
        part.iter().map(|m| m.yaw).sum::<f32>() / part.len().max(1) as f32
    };
    let before = mean(at.saturating_sub(BEFORE.0), at.saturating_sub(BEFORE.1));
    let around = mean(at.saturating_sub(STRIDE), at + STRIDE);
    ((around - before) / CLEAR).clamp(-1.0, 1.0) * MOST
}

/// The probabilities of left of the steps of a bout from `(seconds since the step before, log-odds of left)`: the feet
/// alternate but for a step lost.
pub(crate) fn left_of(steps: &[(f32, f32)]) -> Vec<f32> {
    let odd = |i: usize| i % 2 == 1;
    let even_is_left: Vec<(f32, f32)> = steps
        .iter()
        .enumerate()
        .map(|(i, &(since, z))| (switching(since, OUT_OF_STEP), if odd(i) { -z } else { z }))
        .collect();
    let mut left = smooth(&even_is_left);
    for p in left.iter_mut().skip(1).step_by(2) {
        *p = 1.0 - *p;
    }
    left
}

/// The same live: the probability of left of the step after one that was left with probability `before`.
pub(crate) fn next_left(before: f32, since_s: f32, odds: f32) -> f32 {
    step_filter(1.0 - before, odds, switching(since_s, OUT_OF_STEP))
}

/// The foot, where it is known.
pub(crate) fn side(
    left: f32,
    direction: Direction,
    placement: Option<Placement>,
    rotates: bool,
) -> Option<Side> {
    if direction != Direction::Forward || placement != Some(Placement::LowerBack) || !rotates {
        return None;
    }
    match left {
        p if p >= SURE => Some(Side::Left),
        p if p <= 1.0 - SURE => Some(Side::Right),
        _ => None,
    }
}
