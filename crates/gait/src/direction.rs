//! How we know a step was backward.
//!
//! Backward walking is forward walking played backward in time, to a good approximation (Winter 1989, Grasso 1998):
//! accelerations keep their sign and come in the opposite order, rates of turn change sign. So every cue here is *odd
//! under time reversal*: it changes sign and keeps its size when a recording is played backward. Such a cue has no
//! bias, and needs no backward recording to be weighed.
//!
//! At the thigh, from gravity alone, however the phone sits:
//! - **lead**: how much the vertical acceleration follows, rather than leads, the size of the horizontal rate of turn,
//!   0.31 of a step time apart (0.18 s). The thigh is fast in swing; forward, the contact comes after the swing's end.
//! - **push**: the same as the correlation of that size with vertical velocity.
//! - **spin**: the mean of horizontal acceleration x rate of turn.
//! - **drive**: the correlation of the thigh's rate of turn with the acceleration across its axis.
//!
//! Without a gyroscope the thigh has a cue of its own (`bursts`).
//!
//! Who walks sideways swings the thigh in no one plane, as a loose phone does, and the cues contradict each other: then it
//! takes many steps that say the same.
//!
//! At the lower back, and wherever else the sensor rides along, once the forward axis is known (`body_frame`):
//! - **exchange**: the correlation of forward acceleration with vertical velocity. The body vaults over the leg:
//!   falling it speeds up, rising it slows down. Running bounces instead of vaulting and the sign is lost, so the cue
//!   fades out where the body flies.
//! - **spin**, which carries on a rigid pelvis and says nothing on a loose belt.
//!
//! A cue is measured over 2.4 s (two strides) around each step, or what of it the body faces the same way (`facing`): who
//! walks backward and turns about walks on forward. The weighted sum is the log-odds of backward; steps are
//! then smoothed as a hidden Markov chain ([`smooth`]), because people rarely turn their gait around from one step to
//! the next unless they turn themselves. Weights: logistic regression without intercept on windows of the recordings named in `validation/`, each
//! set and direction with equal weight, checked by leaving one set out (`docs/decisions/gait-engine.md`); the fitting was
//! done once and by hand, and no program of it is kept.

use crate::body_frame::Front;
use crate::bursts;
use crate::facing::TURNED;
use crate::filters::mean_of_means;
use crate::grid::DT;
use crate::orientation::{Motion, dot, level_axes};
use crate::{Placement, Settings};
use alloc::vec::Vec;
use core::ops::Range;

/// Which way a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// The way the body faces.
    Forward,
    /// The way the back faces.
    Backward,
    /// The signal does not say.
    #[default]
    Unknown,
}

/// Half of the 2.4 s around a step, in frames.
pub(crate) const HALF_WINDOW: usize = 60;
/// The lag of the lead cue, as a share of the step time: what is slower comes later. In frames no less and no more than these.
const LEAD: f32 = 0.31;
const LEADS: (f32, f32) = (9.0, 18.0);
/// A phone rings after each footfall, in a pocket at 6 to 9 Hz, and rings after it whichever way the walk goes: that is not odd
/// under time reversal. So a running mean of so many frames is taken twice before anything is looked at: at a thigh -6 dB are at
/// 5 Hz. At a trunk brisk steps exchange at that rate; the spin, which a loose belt makes, bears more.
pub(crate) const MEAN_AT_THIGH: usize = 5;
const MEAN_AT_TRUNK: usize = 2;
const MEAN_OF_SPIN: usize = 3;
/// Frames looked at then: every second.
const EVERY: usize = 2;
/// Fewer frames than this say nothing.
const LEAST: usize = 50;
/// The windows of neighbouring steps overlap fourfold, so each brings a fraction of its evidence.
const SHARE: f32 = 0.4;
/// No window is believed beyond this, log-odds.
pub(crate) const MOST: f32 = 6.0;
/// Probability that a gait turns around between two steps of one bout, and across a pause or a turn of the body.
const SWITCH: f32 = 0.01;
const SWITCH_AFTER_PAUSE: f32 = 0.2;
/// A step that takes so many usual step times is hardly a stop, and one.
const STOPS: Range<f32> = 1.6..2.6;
/// Less sure than this is unknown.
pub(crate) const SURE: f32 = 0.85;
/// The rate of turn out of the plane of the thigh's swing, as a share of that within it, from which a walk may go sideways:
/// 0.2 to 0.5 is usual either way, 0.6 to 0.9 at 30 to 50 degrees from straight on.
const SIDEWAYS: f32 = 0.6;
/// What cues that contradict each other count for then.
const DOUBTFUL: f32 = 0.2;
/// A run flies: the body falls freely for a while of each step (upward acceleration in m/s², over some 0.05 s), and does not
/// vault. The share of the time from which on it is no walk, and surely none: runs 0.12, walks 0, brisk and heavy-heeled ones too.
const FALLS: f32 = -7.0;
const FLIES: Range<f32> = 0.02..0.08;
/// A trunk that is thrown level more than so many times as much as it bounces does not vault: hips that swing.
const SWAYS: f32 = 2.5;
/// The plan's say, log-odds: two to one, so that a single clear stride overrules it.
const PLAN: f32 = 0.7;

/// The cues of one window; each is odd under time reversal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cues {
    pub(crate) lead: f32,
    pub(crate) push: f32,
    pub(crate) spin: f32,
    pub(crate) drive: f32,
    /// Level rate of turn out of the plane of swing, as a share of that within it.
    pub(crate) astray: f32,
    pub(crate) exchange: Option<f32>,
    /// The share of the time for which the body falls freely.
    pub(crate) flight: f32,
    /// Rms of horizontal over vertical acceleration.
    pub(crate) sideways: f32,
    pub(crate) has_rotation: bool,
}

/// Covariance of two running sums.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pair {
    x: f32,
    y: f32,
    xx: f32,
    xy: f32,
    yy: f32,
}

impl Pair {
    pub(crate) fn add(&mut self, x: f32, y: f32) {
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    pub(crate) fn correlation(&self, n: f32) -> f32 {
        let covariance = self.xy - self.x * self.y / n;
        let (vx, vy) = (self.xx - self.x * self.x / n, self.yy - self.y * self.y / n);
        covariance / libm::sqrtf((vx * vy).max(1e-9))
    }
}

/// What the cues are made of, without what rings.
#[derive(Clone, Copy, Default)]
struct Slow {
    bounce: f32,
    rise: f32,
    swing: f32,
    acceleration: [f32; 2],
    rotation: [f32; 2],
}

impl Slow {
    /// Two running means over frames, an odd number of them, of what is in their middle.
    fn of(frames: &[Motion]) -> Slow {
        let half = frames.len().div_ceil(2);
        let whole = (half * half) as f32;
        let mut slow = Slow::default();
        for (m, weight) in frames.iter().zip(mean_of_means(frames.len())) {
            let weight = weight / whole;
            slow.bounce += weight * m.bounce;
            slow.rise += weight * m.rise;
            let ([a1, a2], [w1, w2]) = (&mut slow.acceleration, &mut slow.rotation);
            let ([b1, b2], [v1, v2]) = (m.level_acceleration, m.level_rotation);
            *a1 += weight * b1;
            *a2 += weight * b2;
            *w1 += weight * v1;
            *w2 += weight * v2;
        }
        // The size is of the smoothed rate of turn, and so comes as late as its last frame.
        slow.swing = frames.last().map_or(0.0, |m| m.swing);
        slow
    }
}

impl Cues {
    /// The cues of `window`, of steps that take `step_s` seconds, with the body's forward axis in the sensor's axes where it is known.
    pub(crate) fn of(window: &[Motion], forward: Option<[f32; 3]>, step_s: f32) -> Option<Cues> {
        if window.len() < LEAST || !window.iter().all(|m| m.sound) {
            return None;
        }
        let means = |of: usize| -> Vec<Slow> { window.windows(2 * of - 1).map(Slow::of).collect() };
        let slow = means(if forward.is_some() { MEAN_AT_TRUNK } else { MEAN_AT_THIGH });
        let n = slow.len().div_ceil(EVERY) as f32;
        let (mut push, mut after, mut before) = (Pair::default(), Pair::default(), Pair::default());
        // Second moments of level rotation and acceleration, for spin and drive.
        let (mut w11, mut w12, mut w22, mut a11, mut a12, mut a22) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut m11, mut m12, mut m21, mut m22, mut vv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut va1, mut va2, mut velocity2) = (0.0, 0.0, 0.0);
        for m in slow.iter().step_by(EVERY) {
            let ([a1, a2], [w1, w2]) = (m.acceleration, m.rotation);
            push.add(m.swing, m.rise);
            w11 += w1 * w1;
            w12 += w1 * w2;
            w22 += w2 * w2;
            a11 += a1 * a1;
            a12 += a1 * a2;
            a22 += a2 * a2;
            m11 += w1 * a1;
            m12 += w1 * a2;
            m21 += w2 * a1;
            m22 += w2 * a2;
            vv += m.bounce * m.bounce;
            va1 += m.rise * a1;
            va2 += m.rise * a2;
            velocity2 += m.rise * m.rise;
        }
        let lead = in_frames(LEAD, step_s, LEADS);
        for (early, late) in slow.iter().zip(slow.iter().skip(lead)).step_by(EVERY) {
            after.add(late.bounce, early.swing);
            before.add(early.bounce, late.swing);
        }
        let lagged = (slow.len() - lead).div_ceil(EVERY) as f32;
        let root = |x: f32| libm::sqrtf(x.max(1e-9));
        // The thigh's axis of swing: the principal level axis of rotation.
        let angle = 0.5 * libm::atan2f(2.0 * w12, w11 - w22);
        let (e1, e2) = (libm::cosf(angle), libm::sinf(angle));
        let along = e1 * e1 * w11 + 2.0 * e1 * e2 * w12 + e2 * e2 * w22;
        let across = e2 * e2 * a11 - 2.0 * e1 * e2 * a12 + e1 * e1 * a22;
        let drive = e1 * (e1 * m12 - e2 * m11) + e2 * (e1 * m22 - e2 * m21);
        let exchange = forward.and_then(|f| {
            let middle = window.get(window.len() / 2)?;
            let (x, y) = level_axes(middle.up, middle.along);
            let (f1, f2) = (dot(f, x), dot(f, y));
            let size = root(f1 * f1 + f2 * f2);
            let (f1, f2) = (f1 / size, f2 / size);
            let power = f1 * f1 * a11 + 2.0 * f1 * f2 * a12 + f2 * f2 * a22;
            Some((f1 * va1 + f2 * va2) / (root(power) * root(velocity2)))
        });
        Some(Cues {
            lead: after.correlation(lagged) - before.correlation(lagged),
            push: push.correlation(n),
            spin: if forward.is_some() { spin(&means(MEAN_OF_SPIN)) } else { spin(&slow) },
            drive: drive / (root(along) * root(across)),
            astray: root(w11 + w22 - along) / root(along),
            exchange,
            flight: flight(window),
            sideways: root(a11 + a22) / root(vv),
            has_rotation: window.iter().all(|m| m.has_rotation),
        })
    }

    /// What the exchange says, where the front is known.
    fn vault(&self) -> f32 {
        let vaulting = 1.0 - ramp(self.flight, FLIES);
        self.exchange.map_or(0.0, |x| 7.5 * x * vaulting)
    }

    /// What lead says of a thigh, and what the others say, log-odds.
    fn thigh(&self) -> (f32, f32) {
        (11.8 * self.lead, -1.4 * self.push - 5.5 * self.spin + 8.8 * self.drive)
    }

    /// Whether both say the same.
    pub(crate) fn agree(&self) -> bool {
        let (lead, others) = self.thigh();
        lead * others > 0.0
    }

    /// The log-odds that these cues mean backward, at `placement`, where the spin counts so much.
    pub(crate) fn log_odds(&self, placement: Placement, spin: f32) -> f32 {
        let z = match placement {
            Placement::LowerBack if self.sideways > SWAYS => 0.0,
            Placement::FrontPocket if self.has_rotation => {
                let (lead, others) = self.thigh();
                let doubt = self.astray > SIDEWAYS && lead * others < 0.0;
                (lead + others) * if doubt { DOUBTFUL } else { 1.0 }
            }
            Placement::LowerBack if self.has_rotation => {
                self.vault() - self.exchange.map_or(0.0, |_| 10.0 * spin * self.spin)
            }
            _ => self.vault(),
        };
        z.clamp(-MOST, MOST)
    }
}

/// The mean of horizontal acceleration x rate of turn, as a share of their sizes.
fn spin(frames: &[Slow]) -> f32 {
    let (mut across, mut accelerated, mut turned) = (0.0, 0.0, 0.0);
    for m in frames.iter().step_by(EVERY) {
        let ([a1, a2], [w1, w2]) = (m.acceleration, m.rotation);
        across += w2 * a1 - w1 * a2;
        accelerated += a1 * a1 + a2 * a2;
        turned += w1 * w1 + w2 * w2;
    }
    across / libm::sqrtf((accelerated * turned).max(1e-12))
}

/// For which share of the time the body falls freely.
fn flight(window: &[Motion]) -> f32 {
    let falls = |three: &[Motion]| match three {
        [a, b, c] => 0.25 * (a.vertical() + 2.0 * b.vertical() + c.vertical()) < FALLS,
        _ => false,
    };
    window.windows(3).filter(|three| falls(three)).count() as f32 / window.len() as f32
}

/// How far `x` lies within a range, 0 before it and 1 after it.
pub(crate) fn ramp(x: f32, range: Range<f32>) -> f32 {
    ((x - range.start) / (range.end - range.start)).clamp(0.0, 1.0)
}

/// A share of a step time, in frames, between the least and the most.
pub(crate) fn in_frames(share: f32, step_s: f32, (least, most): (f32, f32)) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few frames")]
    let frames = libm::roundf(share * step_s / DT).clamp(least, most) as usize;
    frames
}

/// The log-odds that `window` means backward, of steps that take `step_s` seconds, with the sensor at `placement` and the body's
/// front where it is known.
pub(crate) fn heard(
    window: &[Motion],
    front: Option<Front>,
    placement: Option<Placement>,
    step_s: f32,
) -> f32 {
    match placement.zip(Cues::of(window, front.map(|f| f.axis), step_s)) {
        Some((Placement::FrontPocket, cues)) if !cues.has_rotation => bursts::log_odds(window, step_s),
        Some((placement, cues)) => cues.log_odds(placement, front.map_or(0.0, |f| f.spin)),
        None => 0.0,
    }
}

/// Direction and confidence from the probability of backward.
pub(crate) fn decide(backward: f32) -> (Direction, f32) {
    let confidence = (2.0 * backward - 1.0).abs();
    if backward >= SURE {
        (Direction::Backward, confidence)
    } else if backward <= 1.0 - SURE {
        (Direction::Forward, confidence)
    } else {
        (Direction::Unknown, confidence)
    }
}

/// The log-odds `z` with the plan's say, which is never louder than the signal's: where that says nothing, nobody knows.
pub(crate) fn planned(z: f32, settings: &Settings) -> f32 {
    let plan = match settings.expected {
        Some(Direction::Backward) => PLAN,
        Some(Direction::Forward) => -PLAN,
        _ => 0.0,
    };
    z + plan.clamp(-z.abs(), z.abs())
}

/// The probability of backward of each step from `(probability that it differs from the step before, its own
/// log-odds)`, by forward and backward passes over a two-state chain.
pub(crate) fn smooth(steps: &[(f32, f32)]) -> Vec<f32> {
    let mut filtered: Vec<f32> = Vec::with_capacity(steps.len());
    let mut p = 0.5;
    for &(switch, z) in steps {
        p = step_filter(p, z, switch);
        filtered.push(p);
    }
    // Backward pass: the message from the later steps, as a likelihood ratio.
    let mut message = 1.0_f32;
    let mut out = alloc::vec![0.5; steps.len()];
    for (i, f) in filtered.iter().enumerate().rev() {
        let odds = f / (1.0 - f).max(1e-9) * message;
        if let Some(o) = out.get_mut(i) {
            *o = odds / (1.0 + odds);
        }
        if let Some(&(switch, z)) = steps.get(i) {
            let ratio = message * libm::expf(SHARE * z);
            message = (ratio * (1.0 - switch) + switch) / (ratio * switch + 1.0 - switch);
        }
    }
    out
}

/// The probability that a step differs from the one before it `since_s` ago, `usual` when both are of one bout.
pub(crate) fn switching(since_s: f32, usual: f32) -> f32 {
    if since_s > 1.5 { SWITCH_AFTER_PAUSE } else { usual }
}

/// The same of directions, when the step took so many usual step times and the body has turned by `turned` radians meanwhile.
pub(crate) fn turning_around(since_s: f32, step_s: f32, turned: f32) -> f32 {
    let usual = SWITCH_AFTER_PAUSE * ramp(since_s / step_s, STOPS).max(turned / TURNED);
    switching(since_s, usual.clamp(SWITCH, SWITCH_AFTER_PAUSE))
}

/// One step of the forward pass: the probability of backward after evidence `z`.
pub(crate) fn step_filter(before: f32, z: f32, switch: f32) -> f32 {
    let prior = before * (1.0 - switch) + (1.0 - before) * switch;
    let odds = prior / (1.0 - prior).max(1e-9) * libm::expf(SHARE * z);
    (odds / (1.0 + odds)).clamp(1e-6, 1.0 - 1e-6)
}

/// The forward axis a walk itself gives, in the sensor's axes, when it is known to go forward: against the covariance
/// of level acceleration with vertical velocity.
pub(crate) fn forward_axis_of_walk(window: &[Motion]) -> Option<[f32; 3]> {
    let mut sum = [0.0_f32; 3];
    for m in window {
        let (first, second) = level_axes(m.up, m.along);
        let [a1, a2] = m.level_acceleration;
        for ((s, x), y) in sum.iter_mut().zip(first).zip(second) {
            *s -= m.rise * (a1 * x + a2 * y);
        }
    }
    let size = libm::sqrtf(dot(sum, sum));
    (size > 1e-3).then(|| sum.map(|s| s / size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_that_contradict_each_other_count_less_where_the_thigh_swings_in_no_plane() {
        let odds = |lead: f32, drive: f32, astray: f32| {
            Cues { lead, drive, astray, has_rotation: true, ..Cues::default() }
                .log_odds(Placement::FrontPocket, 0.0)
        };
        assert!((odds(0.4, -0.1, 0.3) - 5.0 * odds(0.4, -0.1, 0.7)).abs() < 1e-4);
        assert!(odds(0.4, -0.1, 0.7) > 0.0 && odds(-0.4, 0.1, 0.7) < 0.0);
        assert!((odds(0.2, 0.1, 0.7) - odds(0.2, 0.1, 0.3)).abs() < 1e-6, "cues that agree are believed");
    }
}
