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

/// One end of an axis: the farthest it went, and how often it stayed there.
#[derive(Clone, Copy, Debug)]
struct End {
    most: f32,
    run: u8,
    times: u8,
}

impl Default for End {
    fn default() -> End {
        End { most: f32::NEG_INFINITY, run: 0, times: 0 }
    }
}

impl End {
    /// Takes a reading; whether this end has been found flat often enough.
    #[inline]
    fn reaches(&mut self, a: f32) -> bool {
        if a < self.most {
            self.run = 0;
            return false;
        }
        if a > self.most {
            *self = End { most: a, run: 0, times: 0 };
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Quality {
    told: Vec<WarningKind>,
    last: Option<Sample>,
    same_since_s: f64,
    ends: [[End; 2]; 3],
    /// Whether the latest reading was at an end.
    at_end: bool,
    rate_from_s: f64,
    readings: u32,
    mean_square: f32,
    heard_s: f32,
}

impl Quality {
    /// Takes a sample; tells what is newly wrong, `found` being what the grid said of it.
    #[inline]
    pub(crate) fn sample(&mut self, sample: &Sample, found: Option<WarningKind>) -> Option<Warning> {
        if let Some(kind) = found {
            self.last = None;
            self.readings = 0;
            return self.tell(kind, sample.t_s);
        }
        let Some(last) = self.last.replace(*sample) else {
            self.same_since_s = sample.t_s;
            self.rate_from_s = sample.t_s;
            return None;
        };
        self.readings += 1;
        let mut worst = None;
        if sample.acceleration.map(f32::to_bits) == last.acceleration.map(f32::to_bits) {
            if sample.t_s - self.same_since_s >= STUCK_S {
                worst = Some(WarningKind::Stuck);
            }
        } else {
            self.same_since_s = sample.t_s;
        }
        let mut at_end = false;
        for ([top, bottom], a) in self.ends.iter().zip(sample.acceleration) {
            at_end |= a >= top.most || -a >= bottom.most;
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
        for ([top, bottom], a) in self.ends.iter_mut().zip(sample.acceleration) {
            clips |= (top.reaches(a) | bottom.reaches(-a)) && top.most + bottom.most > MOVED;
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
