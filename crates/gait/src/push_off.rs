//! A push-off is no contact: who has turned about on the spot sets off again with a crest of its own.
//!
//! The body is driven on its way while it falls toward a contact, and braked by it. So the acceleration along the way of travel
//! has a crest 0.16 s before a contact, and is low at the contact and half a second before it; in the push-off that ends a turn
//! it is the other way round, because nobody was moving.
//! Weights of the three moments: logistic regression on the small crests of one lower-back set, checked on the others and on
//! people left out (`docs/decisions/gait-engine.md`).

use crate::grid::DT;
use crate::orientation::Motion;
use crate::travel::{REACH, Travel};

/// The body has turned about by so much, radians (109 degrees: no corner does), from so many frames before the crest to after it.
const TURNED: f32 = 1.9;
const TURNING: (usize, usize) = (65, 10);
/// The three moments, frames before the crest, and what the later two count for.
const DRIVEN: (usize, usize) = (10, 6);
const BRAKED_BEFORE: (usize, usize, f32) = (28, 23, 0.8);
const BRAKED: (usize, usize, f32) = (1, 3, 0.5);
/// A drive from which a contact is as likely as a push-off, in rms of the acceleration along the way.
const EVEN: f32 = 0.3;

/// How much the crest at frame `at` looks like a push-off, 0 to 1; 0 wherever nothing is known of it.
pub(crate) fn push_off(motion: &[Motion], at: usize) -> f32 {
    let part = |from: usize, to: usize| motion.get(from..to.min(motion.len())).unwrap_or_default();
    let before = |n: usize| at.saturating_sub(n);
    let turned: f32 = part(before(TURNING.0), at + TURNING.1).iter().map(|m| m.yaw * DT).sum();
    if turned.abs() < TURNED {
        return 0.0;
    }
    let Some(travel) = Travel::of(part(before(REACH), at + REACH)) else { return 0.0 };
    let mean = |from: usize, to: usize| {
        let part = part(from, to);
        part.iter().map(|m| travel.along(m)).sum::<f32>() / part.len().max(1) as f32 / travel.rms
    };
    let braked = BRAKED_BEFORE.2 * mean(before(BRAKED_BEFORE.0), before(BRAKED_BEFORE.1))
        + BRAKED.2 * mean(before(BRAKED.0), at + BRAKED.1);
    (EVEN + braked - mean(before(DRIVEN.0), before(DRIVEN.1))).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Eight seconds of steps of 0.56 s with contacts at frames 28, 56, ...: pushed forward before each, braked at it; from
    /// frame 168 on and for a second the walker turns about at `rate`, and then is driven the wrong way before frame 224.
    fn walk(rate: f32, driven: f32) -> Vec<Motion> {
        (0..400_u16)
            .map(|frame| {
                let phase = core::f32::consts::TAU * f32::from(frame) / 28.0;
                let odd = if (196..238).contains(&frame) { driven } else { 1.0 };
                Motion {
                    velocity: libm::sinf(phase),
                    level_acceleration: [-odd * libm::sinf(phase + 0.3), 0.0],
                    yaw: if (168..218).contains(&frame) { rate } else { 0.0 },
                    ..Motion::default()
                }
            })
            .collect()
    }

    #[test]
    fn a_crest_before_which_nobody_was_driven_on_ends_a_turn_and_is_no_contact() {
        let about = core::f32::consts::PI;
        let is_one = |motion: &[Motion]| push_off(motion, 224) > 0.0;
        assert!(push_off(&walk(about, -1.0), 224) > 0.9);
        assert!(!is_one(&walk(about, 1.0)), "driven and braked as at any contact");
        assert!(!is_one(&walk(0.3, -1.0)), "who has not turned does not set off again");
        let sideways: Vec<Motion> =
            walk(about, -1.0).into_iter().map(|m| Motion { velocity: m.yaw, ..m }).collect();
        assert!(!is_one(&sideways), "a limb has no way of travel");
    }
}
