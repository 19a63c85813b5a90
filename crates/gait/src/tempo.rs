//! The local step time: the lag after which the bounce repeats itself.
//!
//! A slow walker's heel and toe make the bounce repeat itself twice a step, and any bounce repeats itself after two steps as well.
//! But feet alternate: what sways and swings on the level comes back after a stride, and less well after a step. So of
//! the lags at which the bounce repeats itself, the step is the one after twice which the level motion is back.

use crate::initial_contacts::{Crest, LEAST_WALK, vertex};
use crate::orientation::Motion;
use alloc::vec::Vec;
use core::ops::Range;

/// The local step time, once a second.
pub(crate) struct Tempo(Vec<f32>);

/// The likely step time where the signal leaves it open: 110 steps a minute, and more for the big bounce of a run.
pub(crate) const WALKING_STEP_S: f32 = 0.55;
/// Spread of the logarithm of step times between and within people.
const STEP_TIME_SPREAD: f32 = 0.5;
/// What it counts for, in logarithms, that the level motion comes back after a stride; and that it does not after a step, as a share of
/// that: forward and back it does.
const ALTERNATES: f32 = 1.2;
const AFTER_A_STEP: f32 = 0.7;
/// A bounce that only a run has, m/s² after smoothing, or a step that would lift the body so far, m: in a jogger's pocket strides do, by
/// 0.14 to 0.18, steps of people who walk by 0.07, of who plays a giant by 0.126. And the strides of a run: a step as slow is none, there
/// a thigh feels one foot alone.
const RUN: f32 = 10.0;
const LIFTS: f32 = 0.13;
const RUN_STRIDE_S: Range<f32> = 0.55..0.95;
/// Looked at to either side, 25 a second (2.5 s).
pub(crate) const REACH: usize = 62;

impl Tempo {
    /// Of `y` (smoothed, 50 Hz, made of `motion`) with these `crests`.
    pub(crate) fn of(y: &[f32], crests: &[Crest], motion: &[Motion]) -> Tempo {
        // At 25 Hz: steps are far below it, and it is a quarter of the work.
        let half: Vec<f32> = y.chunks(2).map(|c| c.iter().sum::<f32>() / c.len() as f32).collect();
        let mut next = crests.iter().peekable();
        let mut raw: Vec<Option<f32>> = Vec::new();
        let mut around = 0.0;
        for second in 0..=y.len() / 50 {
            let middle = second * 50 + 25;
            let mut any = false;
            while let Some(c) = next.next_if(|c| c.at < second * 50 + 50) {
                around = c.around;
                any |= c.around >= LEAST_WALK;
            }
            let near = middle.saturating_sub(2 * REACH)..(middle + 2 * REACH).min(motion.len());
            let near = motion.get(near).unwrap_or_default();
            raw.push(any.then(|| step_time(&half, middle / 2, around, near)).flatten());
        }
        let smooth = (0..raw.len())
            .map(|i| {
                let mut near: Vec<f32> =
                    raw.iter().skip(i.saturating_sub(1)).take(3).flatten().copied().collect();
                near.sort_unstable_by(f32::total_cmp);
                near.get(near.len() / 2).copied().unwrap_or(WALKING_STEP_S)
            })
            .collect();
        Tempo(smooth)
    }

    /// At a frame.
    pub(crate) fn at(&self, frame: usize) -> f32 {
        self.0.get(frame / 50).copied().unwrap_or(WALKING_STEP_S)
    }
}

/// The step time of `y` (25 Hz) within [`REACH`] of `middle`: the lag of the autocorrelation, weighed by what is usual and
/// by whether the level motion, of `motion` there, alternates.
pub(crate) fn step_time(y: &[f32], middle: usize, around: f32, motion: &[Motion]) -> Option<f32> {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 30;
    let from = middle.saturating_sub(REACH);
    let window = y.get(from..(middle + REACH).min(y.len()))?;
    if window.len() < 3 * LONGEST / 2 {
        return None;
    }
    let mean = window.iter().sum::<f32>() / window.len() as f32;
    let mut centred = [0.0_f32; 2 * REACH];
    for (c, x) in centred.iter_mut().zip(window) {
        *c = x - mean;
    }
    let centred = centred.get(..window.len())?;
    let power = centred.iter().map(|x| x * x).sum::<f32>() / centred.len() as f32;
    let mut score = [0.0_f32; LONGEST + 2];
    // Running's bounce is over 7 m/s² after smoothing; its steps take about 0.35 s.
    let usual = WALKING_STEP_S - 0.2 * ((around - 7.0) / 4.0).clamp(0.0, 1.0);
    for (lag, s) in score.iter_mut().enumerate().skip(SHORTEST) {
        let later = centred.get(lag..)?;
        let r = product(centred, later) / centred.len() as f32 / power.max(1e-6);
        if r > -0.15 {
            let u = libm::logf(lag as f32 * 0.04 / usual) / STEP_TIME_SPREAD;
            *s = (r + 0.15) * libm::expf(-0.5 * u * u);
        }
    }
    let level = Level::of(motion);
    let peaks = score.windows(3).enumerate().filter_map(|(before, around)| {
        let &[a, peak, c] = around else { return None };
        let lag = before + 1;
        (lag > SHORTEST && peak > 0.0 && peak >= a && peak >= c)
            .then(|| (lag as f32 + vertex(a, peak, c), peak * libm::expf(ALTERNATES * level.alternates(lag))))
    });
    let best = peaks.reduce(|best, next| if next.1 > best.1 { next } else { best });
    let lag = best?.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a lag of the window")]
    let (step, half) = (lag as usize, (0.5 * lag) as usize);
    let rising = motion.iter().map(|m| m.velocity * m.velocity).sum::<f32>() / motion.len().max(1) as f32;
    // Up and down again, as a sine of the step's time.
    let lift = libm::sqrtf(2.0 * rising) * lag * 0.04 / core::f32::consts::PI;
    let run = (around > RUN || lift > LIFTS)
        && RUN_STRIDE_S.contains(&(lag * 0.04))
        && level.alternates(half) > level.alternates(step);
    Some(lag * if run { 0.02 } else { 0.04 })
}

/// What is level, 25 times a second: acceleration and rate of turn, two axes each, for at most five seconds.
pub(crate) struct Level {
    motion: [[f32; 4]; 2 * REACH],
    count: usize,
    /// What a whole repetition is worth: one over the sum of squares, of either sensor a half, or of the one there is.
    worth: [f32; 4],
}

impl Level {
    pub(crate) fn of(motion: &[Motion]) -> Level {
        let mut level = Level { motion: [[0.0; 4]; 2 * REACH], count: 0, worth: [0.0; 4] };
        for (to, m) in level.motion.iter_mut().zip(motion.iter().step_by(2)) {
            let ([a, b], [c, d]) = (m.level_acceleration, m.level_rotation);
            *to = [a, b, c, d];
            level.count += 1;
        }
        let [a, b, c, d] = level.product(0);
        let share = if c + d > 0.0 { 0.5 } else { 1.0 };
        let [accelerates, turns] = [a + b, c + d].map(|squares| share / squares.max(1e-6));
        level.worth = [accelerates, accelerates, turns, turns];
        level
    }

    /// How much better it repeats itself after a stride than after a step of so many.
    fn alternates(&self, step: usize) -> f32 {
        self.kept(2 * step) - AFTER_A_STEP * self.kept(step)
    }

    /// How well it repeats itself after so many, -1 to 1.
    pub(crate) fn kept(&self, lag: usize) -> f32 {
        let sum =
            self.product(lag).iter().zip(self.worth).map(|(product, worth)| product * worth).sum::<f32>();
        // Of a few pairs anything may be said.
        let pairs = self.count.saturating_sub(lag).max(self.count / 2).max(1);
        sum * self.count as f32 / pairs as f32
    }

    /// The sums of its products with itself so many later.
    fn product(&self, lag: usize) -> [f32; 4] {
        let motion = self.motion.get(..self.count).unwrap_or_default();
        let mut sums = [0.0_f32; 4];
        for (a, b) in motion.iter().zip(motion.iter().skip(lag)) {
            for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
                *sum += a * b;
            }
        }
        sums
    }
}

/// The sum of products of two series up to the shorter's end, in eight lanes that the compiler can keep abreast.
pub(crate) fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (mut left, mut right) = (a.chunks_exact(8), b.chunks_exact(8));
    for (x, y) in left.by_ref().zip(right.by_ref()) {
        for ((lane, x), y) in lanes.iter_mut().zip(x).zip(y) {
            *lane += x * y;
        }
    }
    let done = 8 * (a.len() / 8).min(b.len() / 8);
    let rest = a.iter().skip(done).zip(b.iter().skip(done)).map(|(x, y)| x * y).sum::<f32>();
    lanes.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f32::consts::TAU;

    #[test]
    fn the_step_is_the_lag_after_twice_which_the_level_motion_is_back() {
        // A bounce with a crest every 0.44 s, which is as much like itself after 0.88 s.
        let y: Vec<f32> = (0..125_u16).map(|i| 2.0 * libm::cosf(TAU * f32::from(i) * 0.04 / 0.44)).collect();
        let swung = |stride_s: f32, has_rotation| -> Vec<Motion> {
            (0..250_u16)
                .map(|frame| {
                    let swing = libm::sinf(TAU * f32::from(frame) * 0.02 / stride_s);
                    let level_rotation = if has_rotation { [swing, 0.1] } else { [0.0; 2] };
                    Motion {
                        level_acceleration: [0.2, swing],
                        level_rotation,
                        has_rotation,
                        ..Motion::default()
                    }
                })
                .collect()
        };
        for has_rotation in [true, false] {
            for stride_s in [0.88, 1.76] {
                let step_s = step_time(&y, 62, 2.0, &swung(stride_s, has_rotation)).unwrap_or_default();
                assert!((step_s - 0.5 * stride_s).abs() < 0.02, "{stride_s}: {step_s}");
            }
        }
        let step_s = step_time(&y, 62, 2.0, &[]).unwrap_or_default();
        assert!((step_s - 0.44).abs() < 0.02, "what is usual decides where nothing sways: {step_s}");
    }
}
