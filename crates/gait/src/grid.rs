//! Uneven samples become even 50 Hz frames: the mean of the piecewise-linear signal over each 20 ms cell.
//!
//! The cell mean is exact for any rate and any jitter, is its own anti-alias filter above 50 Hz, and costs one
//! multiply-add per channel and sample. Steps live below 10 Hz, so nothing of interest is lost.

use crate::{Sample, WarningKind};

/// Frames a second.
pub(crate) const RATE_HZ: f32 = 50.0;
/// Seconds per frame.
pub(crate) const DT: f32 = 1.0 / RATE_HZ;
const CELL_S: f64 = 0.02;
/// Longer than this between two readings and the line between them would be invention.
const GAP_S: f64 = 0.5;
/// No accelerometer of a phone or watch reads more (16 g is 157 m/s²).
const MOST_ACCELERATION: f32 = 160.0;
/// No gyroscope of a phone or watch reads more (2000 deg/s is 35 rad/s).
const MOST_ROTATION: f32 = 36.0;

/// One even moment: acceleration then rotation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Frame {
    pub(crate) t_s: f64,
    pub(crate) acceleration: [f32; 3],
    pub(crate) rotation: [f32; 3],
    pub(crate) has_rotation: bool,
    /// The first after a gap, or the first at all.
    pub(crate) fresh: bool,
}

/// Makes frames of samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    last: Option<(f64, [f32; 6])>,
    cell_start_s: f64,
    sum: [f32; 6],
    has_rotation: bool,
    fresh: bool,
}

impl Grid {
    /// Takes a sample; hands each completed frame to `give` and says what was wrong with the sample.
    #[inline]
    pub(crate) fn push(&mut self, sample: &Sample, mut give: impl FnMut(Frame)) -> Option<WarningKind> {
        if !sample.is_finite() {
            return Some(WarningKind::NotFinite);
        }
        let [ax, ay, az] = sample.acceleration.map(|a| a.clamp(-MOST_ACCELERATION, MOST_ACCELERATION));
        let [wx, wy, wz] =
            sample.rotation.unwrap_or_default().map(|w| w.clamp(-MOST_ROTATION, MOST_ROTATION));
        let now = [ax, ay, az, wx, wy, wz];
        let t = sample.t_s;
        let Some((before_t, before)) = self.last else {
            self.restart(t, now);
            return None;
        };
        let step = t - before_t;
        if step <= 0.0 {
            // A clock set back by more than a gap is a new clock, anything less is a late reading.
            if step < -GAP_S {
                self.restart(t, now);
            }
            return Some(WarningKind::TimeBackward);
        }
        if step > GAP_S {
            self.restart(t, now);
            return Some(WarningKind::Gap);
        }
        self.has_rotation |= sample.rotation.is_some_and(|w| w.iter().any(|x| *x != 0.0));
        let mut from_t = before_t;
        let mut from = before;
        loop {
            let end = self.cell_start_s + CELL_S;
            if t < end {
                self.add(t - from_t, &from, &now);
                break;
            }
            #[allow(clippy::cast_possible_truncation, reason = "a share of one step")]
            let share = ((end - before_t) / step) as f32;
            let mut to = now;
            for ((to, b), n) in to.iter_mut().zip(before).zip(now) {
                *to = b + (n - b) * share;
            }
            self.add(end - from_t, &from, &to);
            give(self.close());
            from_t = end;
            from = to;
        }
        self.last = Some((t, now));
        None
    }

    fn restart(&mut self, t: f64, now: [f32; 6]) {
        *self = Grid { last: Some((t, now)), cell_start_s: t, fresh: true, ..Grid::default() };
    }

    #[inline]
    fn add(&mut self, length: f64, from: &[f32; 6], to: &[f32; 6]) {
        #[allow(clippy::cast_possible_truncation, reason = "at most one cell")]
        let half = (0.5 * length) as f32;
        for ((sum, a), b) in self.sum.iter_mut().zip(from).zip(to) {
            *sum += (a + b) * half;
        }
    }

    #[inline]
    fn close(&mut self) -> Frame {
        let [ax, ay, az, wx, wy, wz] = self.sum.map(|s| s * RATE_HZ);
        let frame = Frame {
            t_s: self.cell_start_s + 0.5 * CELL_S,
            acceleration: [ax, ay, az],
            rotation: [wx, wy, wz],
            has_rotation: self.has_rotation,
            fresh: core::mem::take(&mut self.fresh),
        };
        self.cell_start_s += CELL_S;
        self.sum = [0.0; 6];
        frame
    }
}
