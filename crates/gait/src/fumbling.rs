//! Motion that has a walk's rhythm and is none: an arm that waves, a phone that is turned over and over.
//!
//! Walking moves the body mostly up and down. A waved arm swings much and lifts little, so beside its bounce it
//! turns too fast or is thrown sideways too hard.

use crate::initial_contacts::Crest;
use crate::orientation::Motion;

/// Rms horizontal rate of turn that any walk may have, rad/s, and what each m/s² of bounce (third-highest crest)
/// allows more. A thigh in brisk walking turns at 2.8 rad/s rms with crests of 6 m/s², a waving arm at 3.5 with 2.
const TURNING: f32 = 2.0;
const TURNING_PER_BOUNCE: f32 = 0.4;
/// Rms of horizontal over vertical acceleration: 2.8 at a swinging wrist, under 2 on trunk and thigh.
const SIDEWAYS: f32 = 2.9;

/// Whether the frames of a would-be walk are shaken rather than walked.
pub(crate) fn shaken(frames: &[Motion], walk: &[Crest]) -> bool {
    let n = frames.len().max(1) as f32;
    let (mut turning, mut sideways, mut bounce) = (0.0_f32, 0.0_f32, 0.0_f32);
    for m in frames {
        let [a1, a2] = m.level_acceleration;
        turning += m.tumble * m.tumble;
        sideways += a1 * a1 + a2 * a2;
        bounce += m.bounce * m.bounce;
    }
    let mut third = [0.0_f32; 3];
    for crest in walk {
        // Keeps the three highest, highest first.
        let mut height = crest.prominence;
        for place in &mut third {
            if height > *place {
                core::mem::swap(place, &mut height);
            }
        }
    }
    let [_, _, third] = third;
    libm::sqrtf(turning / n) > TURNING + TURNING_PER_BOUNCE * third
        || sideways > SIDEWAYS * SIDEWAYS * bounce.max(1e-6)
}
