//! Direction at the thigh without a gyroscope: whether it is accelerated first along the vertical or first across it.
//!
//! Forward, a thigh is lifted by the push-off, thrown forward, falls weightless, is braked, and rests while it carries the
//! body: each burst of acceleration along the vertical comes before one across it. Played backward, each comes after. The cue is
//! odd under time reversal, needs no axis but the mean of gravity, and looks at what is slower than a footfall, which rings after
//! it strikes in either direction. Behind the thigh, in a back pocket, the order is another.

use crate::direction::{MOST, Pair, in_frames, ramp};
use crate::orientation::{Motion, dot};
use alloc::vec::Vec;
use core::ops::Range;

/// How far apart the bursts are, as a share of the step time, and no less and no more than so many frames: 0.14 s and more. Before that
/// all is averaged over as long, twice: of a walk 2.3 Hz and slower remain, of 5 Hz a seventh.
const APART: f32 = 0.22;
const FRAMES: (f32, f32) = (7.0, 14.0);
/// What a difference of one between the correlations is worth, log-odds.
const WORTH: f32 = 8.5;
/// From a walk to a run, in which the order is lost: smoothed acceleration along the vertical, rms m/s² (real walks reach 2.6,
/// joggers start there).
const RUN: Range<f32> = 2.6..3.2;
/// A thigh is accelerated about as much across the vertical as along it (0.84 and more in real front pockets), an arm, a hand or
/// a chest 0.6 to 0.75 of it.
const SWINGS: Range<f32> = 0.75..0.85;

/// The log-odds that the steps in `window`, as long as [`crate::direction::Cues`] asks for and of `step_s` seconds each, went backward.
pub(crate) fn log_odds(window: &[Motion], step_s: f32) -> f32 {
    let apart = in_frames(APART, step_s, FRAMES);
    let raw: Vec<[f32; 3]> = window.iter().map(|m| m.acceleration).collect();
    let slow = smoothed(&smoothed(&raw, apart), apart);
    // The squares of what is along the vertical and across it, around a straight line: who bends leans ever further.
    let (mean, slope) = line(&slow);
    let gravity = libm::sqrtf(dot(mean, mean)).max(1e-3);
    let middle = 0.5 * (slow.len() as f32 - 1.0);
    let bursts: Vec<(f32, f32)> = slow
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let mut burst = *a;
            for ((b, m), s) in burst.iter_mut().zip(mean).zip(slope) {
                *b -= m + s * (i as f32 - middle);
            }
            let along = dot(burst, mean) / gravity;
            (along * along, dot(burst, burst) - along * along)
        })
        .collect();
    let (mut leads, mut follows) = (Pair::default(), Pair::default());
    for ((along, across), (later_along, later_across)) in bursts.iter().zip(bursts.iter().skip(apart)) {
        leads.add(*along, *later_across);
        follows.add(*later_along, *across);
    }
    let n = (bursts.len() - apart) as f32;
    let rms =
        |of: fn(&(f32, f32)) -> f32| libm::sqrtf(bursts.iter().map(of).sum::<f32>() / bursts.len() as f32);
    let (bounce, swing) = (rms(|b| b.0), rms(|b| b.1));
    let thigh = ramp(swing / bounce.max(1e-3), SWINGS) * (1.0 - ramp(bounce, RUN));
    (WORTH * thigh * (follows.correlation(n) - leads.correlation(n))).clamp(-MOST, MOST)
}

/// The straight line through `vectors`: its middle, and its slope from one to the next.
fn line(vectors: &[[f32; 3]]) -> ([f32; 3], [f32; 3]) {
    let n = vectors.len() as f32;
    let mut slope = [0.0; 3];
    for (i, v) in vectors.iter().enumerate() {
        let weight = (i as f32 - 0.5 * (n - 1.0)) * 12.0 / (n * (n * n - 1.0));
        for (s, x) in slope.iter_mut().zip(v) {
            *s += weight * x;
        }
    }
    (mean(vectors), slope)
}

fn mean(vectors: &[[f32; 3]]) -> [f32; 3] {
    let mut sum = [0.0_f32; 3];
    for v in vectors {
        for (s, x) in sum.iter_mut().zip(v) {
            *s += x;
        }
    }
    sum.map(|s| s / vectors.len().max(1) as f32)
}

/// Running means of so many, as many fewer as one of them takes in.
fn smoothed(vectors: &[[f32; 3]], of: usize) -> Vec<[f32; 3]> {
    vectors.windows(of).map(mean).collect()
}
