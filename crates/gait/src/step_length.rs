//! How long a step is: from its time, and from how far the thigh swings or how hard the body bounces in it.
//!
//! At the thigh the swing says it: a leg of given length that turns faster for longer reaches farther, whichever way it
//! goes (`length = height * c * time^0.1 * rate^0.4 * velocity^0.1`, with the mean size of the horizontal rate of turn over about a
//! stride, which is how far the thigh turns in it, and the range of vertical velocity in the step). A backward step is a tenth
//! shorter, and its time says nothing more.
//! On the trunk the stride says it: who reaches farther rises and falls faster and harder and is braked and pushed harder
//! (`length = height * c * velocity^0.15 * bounce^0.05 * level^0.1`, with the rms of vertical velocity and of vertical and horizontal
//! acceleration over about a stride, which a single hard step moves less than its range does). A backward step bounces as it
//! likes, but vaults over its leg all the same and pays for the height in speed: `length = height * c * surge^0.6`, with the
//! rms of what the velocity along the way strays from its course.
//! Who turns by an angle `a` in a step gets less far, (1 + cos a) / 2 of it: the mean of what lies along the way he faced before and
//! along the way he faces after.
//! On the arms, which turn by themselves, none of this holds and a step is a share of body height.
//! Exponents: those under which one scale a person, taken from the person's other recordings, leaves the smallest error on
//! motion capture and on real ten-metre walks (`docs/decisions/gait-engine.md`); exponents far below a pendulum's, because
//! people differ more than their steps do. That scale is what [`crate::Calibration`] is for.

use crate::grid::DT;
use crate::orientation::{Motion, dot, level_axes};
use crate::{Direction, Placement, Scale, Settings};
use core::f32::consts::PI;
use core::ops::RangeInclusive;

/// Mean adult body height where none is told, metres.
pub const POPULATION_HEIGHT_M: f32 = 1.70;
/// Heights at which a length can still be told, metres: a small child's to beyond the tallest adult's.
pub const HEIGHTS_M: RangeInclusive<f64> = 0.5..=2.5;
/// Looked at before and after a step, to have about a whole stride of the thigh, frames (0.5 s).
const AROUND: usize = 25;

/// Share of body height of a step where only that is known, forward and backward.
const SHARE: (f32, f32) = (0.36, 0.285);
/// Without a gyroscope a thigh, which is thrown farther than a trunk, tells as a trunk does; a step is so much of that, forward and
/// backward.
const DEAF_THIGH: (f32, f32) = (0.82, 0.65);
/// A step is never longer than this share of body height, nor shorter: the gait lab's range with a margin.
const LONGEST: f32 = 0.75;
const SHORTEST: f32 = 0.05;

/// The length in metres of the step that ended at `frame` of `motion` and took `time_s`, with the body's forward axis where
/// it is known.
pub(crate) fn length_m(
    motion: &[Motion],
    frame: usize,
    time_s: f32,
    direction: Direction,
    forward: Option<[f32; 3]>,
    placement: Option<Placement>,
    settings: &Settings,
) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "a body height")]
    let height = settings.height.map_or(POPULATION_HEIGHT_M, |h| h.meters() as f32);
    let backward = direction == Direction::Backward;
    let time_s = time_s.clamp(0.25, 1.5);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a step of at most 75 frames")]
    let start = frame.saturating_sub((time_s / DT) as usize);
    let stride = window(motion, start.saturating_sub(AROUND), frame + AROUND);
    let on_arm = placement.is_some_and(|p| !p.rides());
    let deaf_thigh = placement == Some(Placement::FrontPocket);
    let share = match placement {
        Some(Placement::FrontPocket) if motion.get(frame).is_some_and(|m| m.has_rotation) => {
            let rate = stride.iter().map(|m| m.tumble).sum::<f32>() / stride.len().max(1) as f32;
            let rate = rate.clamp(0.1, 6.0);
            let velocity = range(window(motion, start, frame), |m| m.velocity).clamp(0.03, 3.0);
            let swing = libm::powf(rate, 0.4) * libm::powf(velocity, 0.1);
            if backward { 0.305 * swing } else { 0.36 * libm::powf(time_s, 0.1) * swing }
        }
        _ if on_arm => {
            if backward {
                SHARE.1
            } else {
                SHARE.0
            }
        }
        _ => match forward {
            Some(forward) if backward => 0.8 * libm::powf(surge(stride, forward).clamp(0.005, 2.0), 0.6),
            _ => {
                let velocity = rms(stride, |m| [m.velocity]).clamp(0.01, 3.0);
                let bounce = rms(stride, |m| [m.bounce]).clamp(0.1, 30.0);
                let level = rms(stride, |m| m.level_acceleration).clamp(0.1, 20.0);
                let (forth, back) = if deaf_thigh { DEAF_THIGH } else { (1.0, 1.0) };
                let way = if backward { back } else { forth };
                way * 0.475 * libm::powf(velocity, 0.15) * libm::powf(bounce, 0.05) * libm::powf(level, 0.1)
            }
        },
    };
    let share = if on_arm { share } else { share * straight(motion, start, frame, time_s) };
    let calibration = &settings.calibration;
    let scale = if backward { calibration.backward } else { calibration.forward };
    height * share.clamp(SHORTEST, LONGEST) * scale.map_or(1.0, Scale::factor)
}

/// What is left of a step because the body turns in it, 0 to 1: by its mean rate over a stride, in which the pelvis' own turning to
/// and fro goes.
fn straight(motion: &[Motion], start: usize, frame: usize, time_s: f32) -> f32 {
    let half = (frame - start) / 2;
    let stride = window(motion, start.saturating_sub(half), frame + half);
    let rate = stride.iter().map(|m| m.yaw).sum::<f32>() / stride.len().max(1) as f32;
    0.5 + 0.5 * libm::cosf((rate * time_s).clamp(-PI, PI))
}

/// Highest less lowest of `of`.
fn range(step: &[Motion], of: impl Fn(&Motion) -> f32) -> f32 {
    let high = step.iter().map(&of).fold(f32::MIN, f32::max);
    high - step.iter().map(&of).fold(f32::MAX, f32::min)
}

/// Root of the mean of the squared size of `of`.
fn rms<const N: usize>(stride: &[Motion], of: impl Fn(&Motion) -> [f32; N]) -> f32 {
    let squares: f32 = stride.iter().map(|m| of(m).iter().map(|x| x * x).sum::<f32>()).sum();
    libm::sqrtf(squares / stride.len().max(1) as f32)
}

/// Root of the mean square by which the velocity along `forward` strays from a straight line over `stride`, m/s.
fn surge(stride: &[Motion], forward: [f32; 3]) -> f32 {
    let Some(middle) = stride.get(stride.len() / 2) else { return 0.0 };
    let (first, second) = level_axes(middle.up, middle.along);
    let (f1, f2) = (dot(forward, first), dot(forward, second));
    let size = libm::sqrtf(f1 * f1 + f2 * f2).max(1e-3);
    let n = stride.len() as f32;
    let (mut velocity, mut sum, mut squares, mut slope, mut spread) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (i, m) in stride.iter().enumerate() {
        let [a1, a2] = m.level_acceleration;
        velocity += (f1 * a1 + f2 * a2) / size * DT;
        let at = i as f32 - 0.5 * (n - 1.0);
        sum += velocity;
        squares += velocity * velocity;
        slope += at * velocity;
        spread += at * at;
    }
    libm::sqrtf(((squares - sum * sum / n - slope * slope / spread.max(1e-3)) / n).max(0.0))
}

fn window(motion: &[Motion], from: usize, to: usize) -> &[Motion] {
    motion.get(from..(to + 1).min(motion.len())).unwrap_or(motion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Two strides of a second: along the front 1.5 m/s² to either side twice a second, to the side `sway` once a second.
    fn walk(sway: f32, leaning: f32) -> Vec<Motion> {
        (0..100_u16)
            .map(|frame| {
                let stride = core::f32::consts::TAU * f32::from(frame) * DT;
                Motion {
                    up: [0.0, 0.0, 1.0],
                    level_acceleration: [1.5 * libm::cosf(2.0 * stride) + leaning, sway * libm::cosf(stride)],
                    ..Motion::default()
                }
            })
            .collect()
    }

    #[test]
    fn surge_is_the_speed_lost_and_won_back_along_the_way_and_neither_sway_nor_a_drift() {
        let right = 1.5 / (2.0 * core::f32::consts::TAU) * core::f32::consts::FRAC_1_SQRT_2;
        for (sway, leaning) in [(0.0, 0.0), (3.0, 0.0), (0.0, 0.2)] {
            let told = surge(&walk(sway, leaning), [1.0, 0.0, 0.0]);
            assert!((told / right - 1.0).abs() < 0.05, "{sway} {leaning}: {told} for {right}");
        }
        assert!(surge(&walk(3.0, 0.0), [0.0, 1.0, 0.0]) > 2.0 * right);
    }

    #[test]
    fn who_turns_in_a_step_gets_less_far_and_a_pelvis_that_turns_to_and_fro_as_far() {
        let turning = |rate: f32, pelvis: f32| {
            let yaw = |i: u16| rate + pelvis * libm::cosf(core::f32::consts::TAU * f32::from(i) * DT);
            let motion: Vec<Motion> =
                (0..100_u16).map(|i| Motion { yaw: yaw(i), ..Motion::default() }).collect();
            straight(&motion, 40, 65, 0.5)
        };
        assert!((turning(0.0, 0.0) - 1.0).abs() < 1e-6);
        assert!(turning(0.0, 2.0) > 0.99, "{}", turning(0.0, 2.0));
        assert!((turning(PI, 0.0) - 0.5).abs() < 1e-3 && (turning(-PI, 0.0) - 0.5).abs() < 1e-3);
        assert!(turning(50.0, 0.0) < 1e-3, "about and no further");
    }
}
