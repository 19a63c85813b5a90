//! What is wrong with a signal, told once each by name.

use crate::grid::{DT, Frame, Reading};
use crate::{Warning, WarningKind};
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

/// A reading unlike any.
const NOTHING: [f32; 3] = [f32::NAN; 3];
/// No axis went anywhere yet; the spare lane never does.
const NOWHERE: [f32; 4] = [f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::INFINITY];
/// Readings are counted for so long, seconds.
const COUNTED_S: f64 = 2.0;

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
    /// The latest reading's acceleration.
    last: [f32; 3],
    same_since_s: f64,
    /// The farthest each axis went, up and down (down with the sign turned), and how flat it was there.
    top: [f32; 4],
    bottom: [f32; 4],
    flat: [[Flat; 2]; 4],
    /// Whether the latest reading was at an end.
    at_end: bool,
    /// Since when readings are counted; not a number after one that was left out.
    rate_from_s: f64,
    readings: u32,
    mean_square: f32,
    heard_s: f32,
}

impl Default for Quality {
    fn default() -> Quality {
        Quality {
            told: Vec::new(),
            last: NOTHING,
            same_since_s: 0.0,
            top: NOWHERE,
            bottom: NOWHERE,
            flat: [[Flat::default(); 2]; 4],
            at_end: false,
            rate_from_s: f64::NAN,
            readings: 0,
            mean_square: 0.0,
            heard_s: 0.0,
        }
    }
}

impl Quality {
    /// A sample that was left out; tells why, when that is new.
    pub(crate) fn left_out(&mut self, t_s: f64, kind: WarningKind) -> Option<Warning> {
        self.last = NOTHING;
        self.rate_from_s = f64::NAN;
        self.tell(kind, t_s)
    }

    /// Takes a reading; tells what is newly wrong.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn reading(&mut self, reading: &Reading) -> Option<Warning> {
        let (t_s, [acceleration, _]) = (reading.t_s, reading.axes);
        self.readings += 1;
        let mut at_end = false;
        let [x, y, z] = acceleration;
        for ((top, bottom), a) in self.top.iter().zip(self.bottom).zip([x, y, z, x]) {
            at_end |= a >= *top;
            at_end |= -a >= bottom;
        }
        #[allow(clippy::float_cmp, reason = "stuck is to the last digit")]
        let same = core::mem::replace(&mut self.last, acceleration) == acceleration;
        let was_at_end = core::mem::replace(&mut self.at_end, at_end);
        // Most readings end here.
        let counting = t_s - self.rate_from_s < COUNTED_S;
        if counting && !same && !at_end && !was_at_end {
            self.same_since_s = t_s;
            return None;
        }
        self.closer(t_s, acceleration, same)
    }

    /// Looks closer at a reading that is the same as before or at an end of its range, or ends two seconds.
    #[inline(never)]
    fn closer(&mut self, t_s: f64, acceleration: [f32; 3], same: bool) -> Option<Warning> {
        let mut worst = None;
        if !same {
            self.same_since_s = t_s;
        } else if t_s - self.same_since_s >= STUCK_S {
            worst = Some(WarningKind::Stuck);
        }
        if self.clips(acceleration) {
            worst = Some(WarningKind::Clipped);
        }
        let heard = t_s - self.rate_from_s;
        if heard.is_nan() || heard >= COUNTED_S {
            if f64::from(self.readings) < LEAST_RATE_HZ * heard {
                worst = Some(WarningKind::RateTooLow);
            }
            self.rate_from_s = t_s;
            self.readings = 0;
        }
        worst.and_then(|kind| self.tell(kind, t_s))
    }

    /// Whether an axis has been found flat at an end often enough.
    fn clips(&mut self, acceleration: [f32; 3]) -> bool {
        let mut clips = false;
        let axes = self.top.iter_mut().zip(&mut self.bottom).zip(&mut self.flat).zip(acceleration);
        for (((top, bottom), [up, down]), a) in axes {
            clips |= (up.reaches(a, top) | down.reaches(-a, bottom)) && *top + *bottom > MOVED;
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
