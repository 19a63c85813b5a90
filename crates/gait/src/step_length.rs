//! How long a step is: from its time, and from how far the thigh swings or how hard the body bounces in it.
//!
//! At the thigh the swing says it: a leg of given length that turns faster for longer reaches farther, whichever way it
//! goes (`length = height * c * time^0.1 * rate^0.4 * velocity^0.1`, with the mean size of the horizontal rate of turn over about a
//! stride, which is how far the thigh turns in it, and the range of vertical velocity in the step); a backward step is 11 % shorter.
//! On the trunk the stride says it: who reaches farther rises and falls faster and harder and is braked and pushed harder
//! (`length = height * c * velocity^0.15 * bounce^0.05 * level^0.1`, with the rms of vertical velocity and of vertical and horizontal
//! acceleration over about a stride, which a single hard step moves less than its range does); the same makes a backward step 20 %
//! shorter.
//! On the arms neither holds and a step is a share of body height.
//! Exponents: those under which one scale a person, taken from the person's other recordings, leaves the smallest error on
//! motion capture and on real ten-metre walks (`docs/decisions/gait-engine.md`); exponents far below a pendulum's, because
//! people differ more than their steps do. That scale is what [`crate::Calibration`] is for.

use crate::grid::DT;
use crate::orientation::Motion;
use crate::{Direction, Placement, Scale, Settings};

/// Mean adult body height where none is told, metres.
pub const POPULATION_HEIGHT_M: f32 = 1.70;
/// Looked at before and after a step, to have about a whole stride of the thigh, frames (0.5 s).
const AROUND: usize = 25;

/// Share of body height of a step where only that is known, forward and backward.
const SHARE: (f32, f32) = (0.36, 0.285);
/// A step is never longer than this share of body height, nor shorter: the gait lab's range with a margin.
const LONGEST: f32 = 0.75;
const SHORTEST: f32 = 0.05;

/// The length in metres of the step that ended at `frame` of `motion` and took `time_s`.
pub(crate) fn length_m(
    motion: &[Motion],
    frame: usize,
    time_s: f32,
    direction: Direction,
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
    let share = match placement {
        Some(Placement::FrontPocket) if motion.get(frame).is_some_and(|m| m.has_rotation) => {
            let rate = stride.iter().map(|m| m.tumble).sum::<f32>() / stride.len().max(1) as f32;
            let rate = rate.clamp(0.1, 6.0);
            let velocity = range(window(motion, start, frame), |m| m.velocity).clamp(0.03, 3.0);
            let forward = 0.36 * libm::powf(time_s, 0.1) * libm::powf(rate, 0.4) * libm::powf(velocity, 0.1);
            if backward { 0.89 * forward } else { forward }
        }
        Some(Placement::Wrist | Placement::Hand | Placement::UpperArm) => {
            if backward {
                SHARE.1
            } else {
                SHARE.0
            }
        }
        _ => {
            let velocity = rms(stride, |m| [m.velocity]).clamp(0.01, 3.0);
            let bounce = rms(stride, |m| [m.bounce]).clamp(0.1, 30.0);
            let level = rms(stride, |m| m.level_acceleration).clamp(0.1, 20.0);
            let forward =
                0.475 * libm::powf(velocity, 0.15) * libm::powf(bounce, 0.05) * libm::powf(level, 0.1);
            if backward { 0.8 * forward } else { forward }
        }
    };
    let calibration = &settings.calibration;
    let scale = if backward { calibration.backward } else { calibration.forward };
    height * share.clamp(SHORTEST, LONGEST) * scale.map_or(1.0, Scale::factor)
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

fn window(motion: &[Motion], from: usize, to: usize) -> &[Motion] {
    motion.get(from..(to + 1).min(motion.len())).unwrap_or(motion)
}
