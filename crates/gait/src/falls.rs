//! A fall, or a stumble that ended the walk, suspected: a drop, a blow that stands out, and then a body that lies still
//! another way than before, or a walk that is over.
//!
//! This asks and never tells: thresholds come from falls that were played ([`crate::limits`]), and nobody's real fall was
//! ever in its tests. It looks at the size of the acceleration and at the vertical, so it needs neither a place nor a
//! gyroscope.

use crate::grid::Reading;
use crate::limits::{
    ABOVE_USUAL, DROP_G, DROP_S, HEARD_S, IMPACT_G, LAST_STEP_S, LOOK_AFTER_S, LOOKED_AT_S, PLAIN_STEP,
    STEADY, STEPS_BEFORE, STILL_G, STOPPED_ABOVE_USUAL, TURNED_DEG, USUAL_S, WALKED_S,
};
use crate::orientation::{GRAVITY, Upright, dot};
use alloc::collections::VecDeque;

/// The second under way and the one before it belong to the blow itself.
const OF_THE_BLOW: usize = 2;
/// So many steps are kept: at the 4.2 a second of a sprint, 21 fall in [`WALKED_S`].
const MOST_STEPS: usize = 24;

/// What followed the blow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aftermath {
    /// The body lies still, another way than before.
    Lying,
    /// The walk is over, without the body having turned.
    Stopped,
}

/// A fall or stumble suspected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// When the blow came.
    pub t_s: f64,
    /// What followed.
    pub aftermath: Aftermath,
}

/// The blow that is being watched.
#[derive(Clone, Copy, Debug)]
struct Blow {
    t_s: f64,
    g: f32,
    /// The strongest of the seconds before, g.
    usual: f32,
    up: [f32; 3],
    walking: bool,
    /// Of the look: frames, sum and sum of squares of the size of the acceleration in g, and of the vertical.
    frames: f32,
    sum: f32,
    squares: f32,
    after: [f32; 3],
}

/// Watches for falls.
#[derive(Clone, Debug)]
pub(crate) struct Falls {
    /// The strongest of each of the last seconds, oldest first, the second under way last.
    strongest: VecDeque<f32>,
    /// The square of the last of them in m/s², which is all that most readings are compared with; infinite before the first.
    most: f32,
    second_from_s: f64,
    /// When the body last dropped.
    dropped_s: f64,
    /// The vertical as it was a second ago, and as it is becoming for the next second.
    up_before: [f32; 3],
    up_second: [f32; 3],
    /// The latest steps, and whether each was a plain one.
    steps: VecDeque<(f64, bool)>,
    blow: Option<Blow>,
}

impl Falls {
    pub(crate) fn new() -> Falls {
        Falls {
            strongest: VecDeque::with_capacity(USUAL_S + OF_THE_BLOW),
            most: f32::INFINITY,
            second_from_s: f64::NEG_INFINITY,
            dropped_s: f64::NEG_INFINITY,
            up_before: [0.0; 3],
            up_second: [0.0; 3],
            steps: VecDeque::with_capacity(MOST_STEPS),
            blow: None,
        }
    }

    /// A step of a walk, of so much the height of those around it.
    pub(crate) fn step(&mut self, t_s: f64, height: f32) {
        if self.steps.len() >= MOST_STEPS {
            self.steps.pop_front();
        }
        self.steps.push_back((t_s, height >= PLAIN_STEP));
    }

    /// Takes a reading: frames would smooth a blow away.
    #[inline]
    pub(crate) fn reading(&mut self, reading: &Reading) {
        const DROP: f32 = DROP_G * GRAVITY * DROP_G * GRAVITY;
        let (t_s, square) = (reading.t_s, reading.square);
        if square < DROP {
            self.dropped_s = t_s;
        }
        if square <= self.most {
            return;
        }
        self.stronger(t_s, square);
    }

    /// A reading stronger than any of its second.
    #[cold]
    fn stronger(&mut self, t_s: f64, square: f32) {
        self.most = square;
        let g = libm::sqrtf(square) / GRAVITY;
        if let Some(strongest) = self.strongest.back_mut() {
            *strongest = g;
        }
        if g >= IMPACT_G && t_s - self.dropped_s <= DROP_S {
            self.strike(t_s, g);
        }
    }

    fn strike(&mut self, t_s: f64, g: f32) {
        let usual = self.strongest.iter().rev().skip(OF_THE_BLOW).fold(1.0_f32, |most, s| most.max(*s));
        let weaker = self.blow.is_some_and(|blow| blow.g >= g);
        // Who has just begun to listen knows nothing usual yet; the second under way is not heard.
        if self.strongest.len() <= HEARD_S || g < ABOVE_USUAL * usual || weaker {
            return;
        }
        let begun = self.blow.filter(|blow| t_s - blow.t_s < LOOK_AFTER_S);
        self.blow = Some(Blow {
            t_s,
            g,
            usual,
            up: begun.map_or(self.up_before, |blow| blow.up),
            walking: begun.is_some_and(|blow| blow.walking) || self.walked(t_s),
            frames: 0.0,
            sum: 0.0,
            squares: 0.0,
            after: [0.0; 3],
        });
    }

    /// Whether a steady walk of plain steps was under way before `now_s`.
    fn walked(&self, now_s: f64) -> bool {
        let plain = || self.steps.iter().filter(|(_, plain)| *plain).map(|(t_s, _)| *t_s);
        let latest = || plain().filter(|s| *s > now_s - WALKED_S && *s <= now_s);
        let times = || latest().zip(latest().skip(1)).map(|(a, b)| b - a);
        let longest = times().fold(0.0, f64::max);
        latest().count() >= STEPS_BEFORE && times().all(|t| t * STEADY >= longest)
    }

    /// Takes a frame; tells a fall once it has been looked at.
    #[inline]
    pub(crate) fn frame(&mut self, frame: &Upright) -> Option<Fall> {
        if frame.fresh {
            *self = Falls::new();
        }
        if frame.t_s - self.second_from_s >= 1.0 {
            self.begin_second(frame.t_s, frame.up);
        }
        self.blow?;
        self.look(frame.t_s, frame.acceleration, frame.up)
    }

    #[inline(never)]
    fn begin_second(&mut self, t_s: f64, up: [f32; 3]) {
        self.second_from_s = t_s;
        if self.strongest.len() >= USUAL_S + OF_THE_BLOW {
            self.strongest.pop_front();
        }
        self.strongest.push_back(1.0);
        self.most = GRAVITY * GRAVITY;
        self.up_before = if dot(self.up_second, self.up_second) > 0.0 { self.up_second } else { up };
        self.up_second = up;
    }

    /// Looks how the body is after a blow.
    #[cold]
    fn look(&mut self, t_s: f64, acceleration: [f32; 3], up: [f32; 3]) -> Option<Fall> {
        let blow = self.blow.as_mut()?;
        let since = t_s - blow.t_s;
        if since < LOOK_AFTER_S {
            return None;
        }
        let g = libm::sqrtf(dot(acceleration, acceleration)) / GRAVITY;
        blow.frames += 1.0;
        blow.sum += g;
        blow.squares += g * g;
        for (a, u) in blow.after.iter_mut().zip(up) {
            *a += u;
        }
        if since < LOOK_AFTER_S + LOOKED_AT_S {
            return None;
        }
        let blow = self.blow.take()?;
        self.judge(&blow)
    }

    fn judge(&self, blow: &Blow) -> Option<Fall> {
        let mean = blow.sum / blow.frames;
        let strays = libm::sqrtf((blow.squares / blow.frames - mean * mean).max(0.0));
        // The last step is about when the blow came: what a hand does to the phone after a walk is none of it.
        let about = blow.t_s - LAST_STEP_S..=blow.t_s + LAST_STEP_S;
        let stands_out = blow.g >= STOPPED_ABOVE_USUAL * blow.usual;
        let over = self.steps.back().is_some_and(|(last, _)| about.contains(last));
        let aftermath = if strays <= STILL_G && angle_deg(blow.up, blow.after) >= TURNED_DEG {
            Aftermath::Lying
        } else if blow.walking && stands_out && over {
            Aftermath::Stopped
        } else {
            return None;
        };
        Some(Fall { t_s: blow.t_s, aftermath })
    }
}

/// The angle between two directions, degrees.
pub(crate) fn angle_deg(a: [f32; 3], b: [f32; 3]) -> f32 {
    let size = libm::sqrtf(dot(a, a) * dot(b, b)).max(1e-9);
    libm::acosf((dot(a, b) / size).clamp(-1.0, 1.0)).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: &[(f64, f32)]) -> Falls {
        let mut falls = Falls::new();
        for (t_s, height) in steps {
            falls.step(*t_s, *height);
        }
        falls
    }

    #[test]
    fn a_walk_is_four_plain_and_steady_steps_of_the_last_five_seconds() {
        let walked = |times: [f64; 4], now_s| after(&times.map(|t_s| (t_s, 1.0))).walked(now_s);
        let even = [1.0, 1.5, 2.0, 2.5];
        assert!(walked(even, 2.5) && walked(even, 5.9));
        assert!(!walked(even, 6.1), "one is too long ago");
        assert!(!walked(even, 2.4), "one is not taken yet");
        assert!(
            walked([1.0, 1.5, 2.0, 2.85], 3.0) && !walked([1.0, 1.5, 2.0, 3.0], 3.0),
            "nor is one that waits"
        );
        let low = |height| after(&[(1.0, 1.0), (1.5, height), (2.0, 1.0), (2.5, 1.0)]).walked(2.5);
        assert!(low(0.6) && !low(0.4));
    }

    #[test]
    fn a_harder_blow_within_two_seconds_keeps_the_walk_and_the_upright_of_before_the_first() {
        let kept = |second_s: f64| {
            let mut falls = after(&[5.5, 6.5, 7.5, 8.5].map(|t_s| (t_s, 1.0)));
            falls.strongest.extend([1.0; HEARD_S + 1]);
            falls.up_before = [0.0, 0.0, 1.0];
            falls.strike(10.0, 3.0);
            falls.up_before = [1.0, 0.0, 0.0];
            falls.strike(second_s, 4.0);
            falls.blow.map(|blow| (blow.g, blow.walking, blow.up))
        };
        assert_eq!(kept(11.9), Some((4.0, true, [0.0, 0.0, 1.0])));
        assert_eq!(kept(12.1), Some((4.0, false, [1.0, 0.0, 0.0])));
    }

    #[test]
    fn a_walk_is_over_when_its_last_step_is_within_a_second_of_a_blow_twice_the_usual() {
        let judged = |last_s: f64, g: f32, walking: bool| {
            let (frames, up) = (100.0, [0.0, 0.0, 1.0]);
            // Not still: who lies is told by something else.
            let blow =
                Blow { t_s: 10.0, g, usual: 1.5, up, walking, frames, sum: 100.0, squares: 104.0, after: up };
            after(&[(last_s, 1.0)]).judge(&blow).map(|fall| fall.aftermath)
        };
        for (last_s, told) in
            [(8.9, None), (9.1, Some(Aftermath::Stopped)), (10.9, Some(Aftermath::Stopped)), (11.1, None)]
        {
            assert_eq!(judged(last_s, 3.1, true), told, "{last_s}");
        }
        assert_eq!((judged(10.0, 2.9, true), judged(10.0, 3.1, false)), (None, None));
    }
}
