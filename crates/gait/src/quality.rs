//! What is wrong with a signal, told once each by name.

use crate::grid::{DT, Frame, LAST_S, Reading};
use crate::sensor::{Seen, Sensor};
use crate::{Warning, WarningKind};
use alloc::vec::Vec;

/// More than this share of the time in breaks too short to be a gap each loses steps.
const MOST_BREAKS: f64 = 0.05;
/// Fewer readings a second than this and steps cannot be told, more than this and nobody tried it, Hz: sensors that call
/// themselves 20 and 200 Hz keep no better time.
const LEAST_RATE_HZ: f64 = 19.0;
const MOST_RATE_HZ: f64 = 220.0;
/// Fewer than this and the swing between two contacts is not seen: no direction is told.
const LEAST_FOR_DIRECTION_HZ: f64 = 10.0;
/// A count may be late by so much, seconds.
const SURELY_S: f64 = 0.2;
/// A recording shorter than this holds no walk of four steps, seconds.
const SHORTEST_S: f64 = 2.0;
/// What a gap counts for in the time that was heard, at most, seconds: an hour's pause makes no slow sensor.
const LONGEST_WAIT_S: f64 = 1.0;
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
/// Size of its mean over the same time below which gravity was taken out, m/s²: without, a jog leaves 3.1 at the most; with,
/// an arm that swings high leaves 5.7 at the least (540 recordings of five places).
const LEAST_MEAN: f32 = 4.0;
/// So many verdicts in a row without it are told, from the first to the last 7 s: a thigh's phone that is turned over has none for
/// 6.5 s. The start counts for three of them, so that what never had it is told after 5.3 s.
const WEIGHTLESS: u8 = 9;
const WEIGHTLESS_AT_START: u8 = 3;
/// Settling time of both, seconds, and how soon they may speak against a direction.
const SETTLED_S: f32 = 5.0;
const FIRST_S: f32 = 1.0;

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
#[allow(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
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
    /// Since when readings are counted; not a number after a gap.
    rate_from_s: f64,
    readings: u32,
    /// Readings and seconds in all, up to then.
    all_readings: f64,
    all_s: f64,
    /// Whether the latest readings were too few for a direction.
    slow: bool,
    sensor: Sensor,
    /// An axis of the accelerometer stands still; the gyroscope is worth something; direction may be told.
    axis_stands: bool,
    gyroscope: bool,
    sound: bool,
    /// The mean of each axis (no number where gravity is known to have been taken out, and so never large enough), and of the
    /// square of their size.
    means: [f32; 4],
    /// Verdicts in a row without gravity.
    weightless: u8,
    heard_s: f32,
}

impl Quality {
    /// Has heard nothing, of a signal whose gravity is known to have been taken out or not.
    pub(crate) fn new(without_gravity: bool) -> Quality {
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
            all_readings: 0.0,
            all_s: 0.0,
            slow: false,
            sensor: Sensor::default(),
            axis_stands: false,
            gyroscope: true,
            sound: !without_gravity,
            means: if without_gravity { [f32::NAN, f32::NAN, f32::NAN, 0.0] } else { [0.0; 4] },
            weightless: if without_gravity { WEIGHTLESS } else { WEIGHTLESS_AT_START },
            heard_s: 0.0,
        }
    }

    /// A sample at `t_s` that could not be read as it was, and what is `wrong` with it; readings went on up to `before_s`,
    /// and go on from `now_s`. Tells what is newly wrong.
    pub(crate) fn mended(
        &mut self,
        before_s: f64,
        now_s: f64,
        t_s: f64,
        wrong: Option<WarningKind>,
    ) -> Option<Warning> {
        if before_s.to_bits() != now_s.to_bits() {
            self.count(before_s);
            let waited = now_s - before_s;
            if waited > 0.0 && waited.is_finite() {
                self.all_readings += 1.0;
                self.all_s += waited.min(LONGEST_WAIT_S);
            }
            self.last = NOTHING;
            self.rate_from_s = f64::NAN;
        }
        // A time that is wrong tells nobody where.
        let when_s = if wrong == Some(WarningKind::Gap) { t_s } else { before_s };
        let when_s = [when_s, t_s].into_iter().find(|t| t.abs() <= LAST_S).unwrap_or(0.0);
        wrong.and_then(|kind| self.tell(kind, when_s))
    }

    /// Adds the readings that are counted, up to `until_s`, to all.
    fn count(&mut self, until_s: f64) {
        let heard = until_s - self.rate_from_s;
        if heard > 0.0 {
            self.all_readings += f64::from(self.readings);
            self.all_s += heard;
        }
        self.readings = 0;
    }

    /// No more will come after `until_s`, and shorter breaks took `breaks_s` in all: what only the whole can tell.
    pub(crate) fn finish(&mut self, until_s: f64, breaks_s: f64) -> [Option<Warning>; 4] {
        self.count(until_s);
        let t_s = if until_s.is_finite() { until_s } else { 0.0 };
        let (readings, heard) = (self.all_readings, self.all_s);
        let too = [
            (heard < SHORTEST_S, WarningKind::TooShort),
            (readings < LEAST_RATE_HZ * heard, WarningKind::RateTooLow),
            (readings > MOST_RATE_HZ * heard, WarningKind::RateTooHigh),
            (breaks_s > MOST_BREAKS * heard, WarningKind::Gap),
        ];
        too.map(|(so, kind)| if so { self.tell(kind, t_s) } else { None })
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
            let readings = f64::from(self.readings);
            if readings < LEAST_RATE_HZ * heard {
                worst = Some(WarningKind::RateTooLow);
            }
            self.slow = readings < LEAST_FOR_DIRECTION_HZ * heard;
            self.count(t_s);
            self.rate_from_s = t_s;
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

    /// Takes a frame, and takes from it what is worth nothing; tells what is newly wrong.
    #[inline]
    pub(crate) fn frame(&mut self, frame: &mut Frame) -> Option<Warning> {
        let [x, y, z] = frame.acceleration;
        let square = x * x + y * y + z * z;
        self.heard_s += DT;
        let settled = self.heard_s >= SETTLED_S;
        let gain = if settled { DT / SETTLED_S } else { DT / self.heard_s };
        for (mean, new) in self.means.iter_mut().zip([x, y, z, square]) {
            *mean += (new - *mean) * gain;
        }
        let looked = self.sensor.frame(frame);
        frame.sound = self.sound;
        if !self.gyroscope {
            frame.rotation = [0.0; 3];
            frame.has_rotation = false;
        }
        let (breaks, warning) = self.seen(looked?, frame.t_s, frame.has_rotation);
        frame.fresh |= breaks;
        warning
    }

    /// Takes a verdict: whether what follows is a walk of its own, and what is newly wrong.
    #[inline(never)]
    fn seen(&mut self, seen: Seen, t_s: f64, has_rotation: bool) -> (bool, Option<Warning>) {
        let (least, most) = (GRAVITY_RANGE.start, GRAVITY_RANGE.end);
        let [x, y, z, square] = self.means;
        let in_range = (least * least..most * most).contains(&square);
        let felt = x * x + y * y + z * z >= LEAST_MEAN * LEAST_MEAN;
        self.weightless = if felt { 0 } else { self.weightless.saturating_add(1) };
        let missing = self.weightless >= WEIGHTLESS;
        let early = self.heard_s < FIRST_S && !missing;
        // What was walked before an axis stopped, or starts when it moves again, is told by itself.
        let breaks = core::mem::replace(&mut self.axis_stands, seen.axis_stands) != seen.axis_stands;
        self.gyroscope = !seen.gyroscope_stands;
        let counted = t_s - self.rate_from_s;
        self.slow |= f64::from(self.readings) < LEAST_FOR_DIRECTION_HZ * (counted - SURELY_S);
        self.sound = (in_range && felt || early) && !self.slow && !self.axis_stands;
        let settled = self.heard_s >= SETTLED_S;
        let wrong = if seen.stuck {
            WarningKind::Stuck
        } else if seen.clipped {
            WarningKind::Clipped
        } else if settled && !in_range || missing {
            WarningKind::GravityMissing
        } else if settled && !has_rotation && self.gyroscope {
            WarningKind::NoGyroscope
        } else {
            return (breaks, None);
        };
        (breaks, self.tell(wrong, t_s))
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
