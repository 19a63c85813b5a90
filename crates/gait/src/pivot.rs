//! A limb that swings while the body stays where it is: an arm beside a standing body, a leg that bounces or pedals, a rocker.
//!
//! Whatever turns about a point at rest feels only gravity and its own turning, w x (w x r) + dw/dt x r with r from the point
//! to the sensor, the same r all the time. Who walks is thrown up and down as a whole, shoulder and hip included. So r is fitted
//! to what the sensor felt, and what is left of the bounce is the point's own.

use crate::body_frame::mean_direction;
use crate::grid::DT;
use crate::orientation::{GRAVITY, Motion, dot, level_axes, most_level};
use alloc::vec::Vec;

/// Frames of which one mean is made (80 ms): a road's and a machine's shaking are out.
const BLOCK: usize = 4;
/// No limb is longer, metres.
const LONGEST_M: f32 = 1.0;
/// What is left of a body at rest, of the bounce (rms) and in m/s²: made-up limbs leave 0.1, and up to 0.3 while gravity is
/// still being found. Of 7300 windows of people who walk none leaves less than 0.19, and only arms thrown so hard that 1.5 m/s² remain
/// leave less than 0.3.
const LEFT: f32 = 0.1;
const LEFT_OF_SMALL: f32 = 0.3;
const SMALL: f32 = 0.9;
/// The same where the point itself may slide on the level, as under a rocking chair: walks leave 0.2 of 1 m/s² at least.
const LEFT_SLIDING: f32 = 0.2;
const SMALL_SLIDING: f32 = 0.2;

/// Without a gyroscope: how much of what is felt along the limb is told by what is felt across it. Made-up arms 0.97 (the median), rockers
/// 0.99; the most of 4700 windows of people who walk 0.87, at a wrist.
const TOLD: f32 = 0.9;

/// Whether `frames` that are not known to turn swing to and fro on an arc, at most twice in `stride` frames: what is felt along the limb,
/// g cos θ + rθ'², is then the less the more is felt across it, g sin θ + rθ''. Who walks is caught at each step besides.
pub(crate) fn swings_on_an_arc(frames: &[Motion], stride: usize) -> bool {
    if frames.iter().any(|m| m.has_rotation) {
        return false;
    }
    let felt: Vec<[f32; 3]> = frames
        .chunks_exact(BLOCK)
        .map(|block| {
            let mut mean = [0.0_f32; 3];
            for m in block {
                for (mean, a) in mean.iter_mut().zip(m.acceleration) {
                    *mean += a * (1.0 / BLOCK as f32);
                }
            }
            mean
        })
        .collect();
    let limb = mean_direction(felt.iter().copied());
    let (first, second) = level_axes(limb, most_level(limb));
    let rows: Vec<[f32; 4]> = felt
        .iter()
        .map(|a| {
            let [x, y] = [first, second].map(|axis| dot(*a, axis));
            [x, y, x * x + y * y, dot(*a, limb)]
        })
        .collect();
    // Without what a stride comes to: arms swing now more, now less.
    let mut moments = Moments::default();
    let window = (stride / BLOCK) | 1;
    for near in rows.windows(window) {
        let Some(row) = near.get(window / 2) else { continue };
        let mut own = *row;
        for other in near {
            for (own, x) in own.iter_mut().zip(other) {
                *own -= x / window as f32;
            }
        }
        moments.add(own);
    }
    let by = moments.lever();
    let ([.., bends], [_, _, [_, _, across, _], _]) = (by, moments.0);
    let all = moments.left([0.0; 3]);
    // What merely leans in time with it tells nothing.
    bends < 0.0 && bends * bends * across > 0.02 * all && moments.left(by) < (1.0 - TOLD) * all
}

/// Whether `frames` swing about a point that does not bounce.
pub(crate) fn swings_about_a_point(frames: &[Motion]) -> bool {
    let (mut all, mut upward) = (Moments::default(), Moments::default());
    let mut sum = [0.0; 4];
    let mut blocks = 0.0_f32;
    for around in frames.windows(BLOCK + 2).step_by(BLOCK) {
        let [a, b, .., y, z] = around else { continue };
        let mut means = [[0.0_f32; 3]; 3];
        for m in around.get(1..=BLOCK).unwrap_or_default() {
            if !m.has_rotation {
                return false;
            }
            for (mean, of) in means.iter_mut().zip([m.up, m.acceleration, m.rotation]) {
                for (mean, x) in mean.iter_mut().zip(of) {
                    *mean += x * (1.0 / BLOCK as f32);
                }
            }
        }
        let [up, felt, turn] = means;
        // The mean of dw/dt is what w gained from one end of the block to the other.
        let mut gained = [0.0_f32; 3];
        let ends = a.rotation.iter().zip(b.rotation).zip(y.rotation.iter().zip(z.rotation));
        for (g, ((a, b), (y, z))) in gained.iter_mut().zip(ends) {
            *g = (y + z - a - b) / (2.0 * BLOCK as f32 * DT);
        }
        let ([w1, w2, w3], [d1, d2, d3]) = (turn, gained);
        let square = dot(turn, turn);
        let ([f1, f2, f3], [u1, u2, u3]) = (felt, up);
        let rows = [
            [w1 * w1 - square, w1 * w2 - d3, w1 * w3 + d2, f1 - GRAVITY * u1],
            [w2 * w1 + d3, w2 * w2 - square, w2 * w3 - d1, f2 - GRAVITY * u2],
            [w3 * w1 - d2, w3 * w2 + d1, w3 * w3 - square, f3 - GRAVITY * u3],
        ];
        let mut vertical = [0.0_f32; 4];
        for (row, u) in rows.iter().zip(up) {
            all.add(*row);
            for (v, x) in vertical.iter_mut().zip(row) {
                *v += u * x;
            }
        }
        upward.add(vertical);
        for (s, v) in sum.iter_mut().zip(vertical) {
            *s += v;
        }
        blocks += 1.0;
    }
    upward.without_mean(sum, blocks);
    let rms = libm::sqrtf(upward.left([0.0; 3]) / blocks);
    let left = |by: &Moments| {
        let r = by.lever();
        let left = libm::sqrtf(upward.left(r).max(0.0) / blocks);
        if dot(r, r) > LONGEST_M * LONGEST_M { f32::INFINITY } else { left }
    };
    let (fixed, sliding) = (left(&all), left(&upward));
    fixed < LEFT * rms
        || fixed < SMALL.min(LEFT_OF_SMALL * rms)
        || sliding < SMALL_SLIDING.min(LEFT_SLIDING * rms)
}

/// Sums of products of three columns and what they are to explain.
#[derive(Clone, Copy, Debug, Default)]
struct Moments([[f32; 4]; 4]);

impl Moments {
    #[inline]
    fn add(&mut self, row: [f32; 4]) {
        for (sums, x) in self.0.iter_mut().zip(row) {
            for (sum, y) in sums.iter_mut().zip(row) {
                *sum += x * y;
            }
        }
    }

    fn without_mean(&mut self, sum: [f32; 4], count: f32) {
        for (sums, x) in self.0.iter_mut().zip(sum) {
            for (s, y) in sums.iter_mut().zip(sum) {
                *s -= x * y / count;
            }
        }
    }

    /// The lever that explains most. Along an axis about which nothing turns it is open, and taken for none.
    #[allow(clippy::many_single_char_names, reason = "the entries of a symmetric matrix")]
    fn lever(&self) -> [f32; 3] {
        let [[a, b, c, x], [_, d, e, y], [_, _, f, z], _] = self.0;
        let little = 1e-4 * (a + d + f) + 1e-9;
        let (a, d, f) = (a + little, d + little, f + little);
        // By the adjugate of a symmetric matrix.
        let (m1, m2, m3) = (d * f - e * e, c * e - b * f, b * e - c * d);
        let size = 1.0 / (a * m1 + b * m2 + c * m3);
        [
            size * (m1 * x + m2 * y + m3 * z),
            size * (m2 * x + (a * f - c * c) * y + (b * c - a * e) * z),
            size * (m3 * x + (b * c - a * e) * y + (a * d - b * b) * z),
        ]
    }

    /// The sum of squares that a lever leaves.
    fn left(&self, [r1, r2, r3]: [f32; 3]) -> f32 {
        let by = [-r1, -r2, -r3, 1.0];
        self.0.iter().zip(by).map(|(row, x)| x * row.iter().zip(by).map(|(m, y)| m * y).sum::<f32>()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f32::consts::TAU;

    /// Six seconds of an arm of 0.6 m that swings by `angle` once a second about a shoulder which bounces twice, by `bounce` m/s².
    fn arm(angle: f32, bounce: f32, has_rotation: bool) -> Vec<Motion> {
        (0..300_u16)
            .map(|frame| {
                let phase = TAU * DT * f32::from(frame);
                let (lean, rate) = (angle * libm::sinf(phase), angle * TAU * libm::cosf(phase));
                let gain = -angle * TAU * TAU * libm::sinf(phase);
                let up = [-libm::sinf(lean), 0.0, libm::cosf(lean)];
                // Caught at each step, and harder than let go.
                let caught = libm::cosf(2.0 * phase) + 0.4 * libm::cosf(4.0 * phase + 1.0);
                let shoulder = GRAVITY - bounce * caught;
                // The sensor is 0.6 m below: pushed along by the gain, pulled up by the rate.
                let [x, _, z] = up.map(|u| u * shoulder);
                let acceleration = [x - 0.6 * gain, 0.0, z + 0.6 * rate * rate];
                Motion { up, acceleration, rotation: [0.0, rate, 0.0], has_rotation, ..Motion::default() }
            })
            .collect()
    }

    #[test]
    fn an_arm_swings_beside_a_body_at_rest_and_not_beside_one_that_is_caught_at_each_step() {
        // Who swings farther walks harder.
        for (angle, bounce) in [(0.2, 2.0), (0.5, 3.0), (0.8, 4.0)] {
            assert!(swings_about_a_point(&arm(angle, 0.0, true)), "{angle}");
            assert!(!swings_about_a_point(&arm(angle, bounce, true)), "{angle}");
            assert!(!swings_about_a_point(&arm(angle, 0.0, false)), "nothing is known of its turning");
            assert!(swings_on_an_arc(&arm(angle, 0.0, false), 50), "{angle}");
            assert!(!swings_on_an_arc(&arm(angle, bounce, false), 50), "{angle}");
        }
        assert!(!swings_about_a_point(&[]) && !swings_about_a_point(&arm(0.0, 2.0, true)));
    }
}
