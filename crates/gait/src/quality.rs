//! What is wrong with a signal, told once each by name.

use crate::grid::{DT, Frame};
use crate::{Sample, Warning, WarningKind};
use alloc::vec::Vec;

/// Fewer readings a second than this and steps cannot be told, Hz.
const LEAST_RATE_HZ: f64 = 19.0;
/// An accelerometer that repeats itself to the last digit for so long is stuck, seconds; real ones have noise.
const STUCK_S: f64 = 3.0;
/// So many readings in a row at the very same value, which is the farthest the axis ever went, are the end of its
/// range: noise moves a crest.
const FLAT: u8 = 3;
/// So many times before it is told.
const CLIPPED_TIMES: u8 = 5;
/// An axis that moved less than this rests, m/s²; a coarse sensor at rest says the same again and again.
const MOVED: f32 = 3.0;
/// Rms size of the acceleration, over about 5 s, outside which the unit is wrong or gravity was taken out, m/s²; hard
/// running reaches 20, and feet would be 32.
const GRAVITY_RANGE: core::ops::Range<f32> = 6.0..30.0;
/// Settling time of that mean, seconds.
const SETTLED_S: f32 = 5.0;

/// How often an axis stayed at one of its ends.
#[derive(Clone, Copy, Debug, Default)]
struct Flat {
    run: u8,
    times: u8,
}

impl Flat {
    /// Takes a reading of an axis whose farthest was `most`; whether this end has been found flat often enough.
    fn reaches(&mut self, a: f32, most: &mut f32) -> bool {
        if a < *most {
            self.run = 0;
            return false;
        }
        if a > *most {
            *most = a;
            *self = Flat::default();
        }
        self.run = self.run.saturating_add(1);
        if self.run != FLAT {
            return false;
        }
        self.times = self.times.saturating_add(1);
        self.times >= CLIPPED_TIMES
    }
}

/// Watches samples and frames.
#[derive(Clone, Debug)]
pub(crate) struct Quality {
    told: Vec<WarningKind>,
    /// The latest reading's acceleration; `None` after one that was left out.
    last: Option<[f32; 3]>,
    same_since_s: f64,
    /// The farthest each axis went, up and down (down with the sign turned), and how flat it was there.
    most: [[f32; 3]; 2],
    flat: [[Flat; 3]; 2],
    /// Whether the latest reading was at an end.
    at_end: bool,
    rate_from_s: f64,
    readings: u32,
    mean_square: f32,
    heard_s: f32,
}

impl Default for Quality {
    fn default() -> Quality {
        Quality {
            told: Vec::new(),
            last: None,
            same_since_s: 0.0,
            most: [[f32::NEG_INFINITY; 3]; 2],
            flat: [[Flat::default(); 3]; 2],
            at_end: false,
            rate_from_s: 0.0,
            readings: 0,
            mean_square: 0.0,
            heard_s: 0.0,
        }
    }
}

impl Quality {
    /// Takes a sample; tells what is newly wrong, `found` being what the grid said of it.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn sample(&mut self, sample: &Sample, found: Option<WarningKind>) -> Option<Warning> {
        if let Some(kind) = found {
            self.last = None;
            self.readings = 0;
            return self.tell(kind, sample.t_s);
        }
        let Some(last) = self.last.replace(sample.acceleration) else {
            self.same_since_s = sample.t_s;
            self.rate_from_s = sample.t_s;
            return None;
        };
        self.readings += 1;
        let mut worst = None;
        if sample.acceleration.map(f32::to_bits) == last.map(f32::to_bits) {
            if sample.t_s - self.same_since_s >= STUCK_S {
                worst = Some(WarningKind::Stuck);
            }
        } else {
            self.same_since_s = sample.t_s;
        }
        let mut at_end = false;
        let [top, bottom] = &self.most;
        for ((top, bottom), a) in top.iter().zip(bottom).zip(sample.acceleration) {
            at_end |= a >= *top;
            at_end |= -a >= *bottom;
        }
        if (at_end || self.at_end) && self.clips(sample) {
            worst = Some(WarningKind::Clipped);
        }
        self.at_end = at_end;
        let heard = sample.t_s - self.rate_from_s;
        if heard >= 2.0 {
            if f64::from(self.readings) < LEAST_RATE_HZ * heard {
                worst = Some(WarningKind::RateTooLow);
            }
            self.rate_from_s = sample.t_s;
            self.readings = 0;
        }
        worst.and_then(|kind| self.tell(kind, sample.t_s))
    }

    /// Whether an axis has been found flat at an end often enough.
    fn clips(&mut self, sample: &Sample) -> bool {
        let mut clips = false;
        let ([up, down], [top, bottom]) = (&mut self.most, &mut self.flat);
        let axes = up.iter_mut().zip(down).zip(top.iter_mut().zip(bottom)).zip(sample.acceleration);
        for (((up, down), (top, bottom)), a) in axes {
            clips |= (top.reaches(a, up) | bottom.reaches(-a, down)) && *up + *down > MOVED;
        }
        clips
    }

    /// Takes a frame; tells what is newly wrong.
    #[inline]
    pub(crate) fn frame(&mut self, frame: &Frame) -> Option<Warning> {
        let [x, y, z] = frame.acceleration;
        let square = x * x + y * y + z * z;
        self.heard_s += DT;
        let settled = self.heard_s >= SETTLED_S;
        let gain = if settled { DT / SETTLED_S } else { DT / self.heard_s };
        self.mean_square += (square - self.mean_square) * gain;
        if !settled {
            return None;
        }
        let (least, most) = (GRAVITY_RANGE.start, GRAVITY_RANGE.end);
        if !(least * least..most * most).contains(&self.mean_square) {
            return self.tell(WarningKind::GravityMissing, frame.t_s);
        }
        if frame.has_rotation { None } else { self.tell(WarningKind::NoGyroscope, frame.t_s) }
    }

    /// Tells a kind once.
    pub(crate) fn tell(&mut self, kind: WarningKind, t_s: f64) -> Option<Warning> {
        if self.told.contains(&kind) {
            return None;
        }
        self.told.push(kind);
        Some(Warning { t_s, kind })
    }
}
