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
/// No clock in seconds reads more (30 000 years); up to it f64 resolves a cell, beyond it a cell may have no end.
const LAST_S: f64 = 1e12;
/// Acceleration, a spare lane, rotation, a spare lane: two registers of four, so that all axes are worked on abreast.
type Lanes = [f32; 8];
/// No accelerometer of a phone or watch reads more (16 g is 157 m/s²), and no gyroscope (2000 deg/s is 35 rad/s).
const MOST: Lanes = [160.0, 160.0, 160.0, 0.0, 36.0, 36.0, 36.0, 0.0];

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

/// Makes frames of samples: [`Grid::push`] one, then drain [`Grid::next`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// The latest sample that is all in the cell, or the last cut before the one that lies ahead of the cell's end.
    from: (f64, Lanes),
    ahead: Option<(f64, Lanes)>,
    cell_end_s: f64,
    sum: Lanes,
    has_rotation: bool,
    fresh: bool,
    heard: bool,
}

impl Grid {
    /// Takes a sample and says what was wrong with it.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn push(&mut self, sample: &Sample) -> Option<WarningKind> {
        let [ax, ay, az] = sample.acceleration;
        let [wx, wy, wz] = sample.rotation.unwrap_or_default();
        let mut now = (sample.t_s, [ax, ay, az, 0.0, wx, wy, wz, 0.0]);
        // One comparison tells that all is well; a NaN fails it.
        let usual =
            now.1.iter().zip(MOST).fold(now.0.abs() <= LAST_S, |all, (x, most)| all & (x.abs() <= most));
        if !usual {
            if !sample.is_finite() || sample.t_s.abs() > LAST_S {
                return Some(WarningKind::NotFinite);
            }
            for (x, most) in now.1.iter_mut().zip(MOST) {
                *x = x.clamp(-most, most);
            }
        }
        if !self.heard {
            self.restart(now);
            return None;
        }
        let step = now.0 - self.from.0;
        if step <= 0.0 {
            // A clock set back by more than a gap is a new clock, anything less is a late reading.
            if step < -GAP_S {
                self.restart(now);
            }
            return Some(WarningKind::TimeBackward);
        }
        if step > GAP_S {
            self.restart(now);
            return Some(WarningKind::Gap);
        }
        if !self.has_rotation {
            self.has_rotation = sample.rotation.is_some_and(|w| w.iter().any(|x| *x != 0.0));
        }
        if now.0 < self.cell_end_s {
            self.add(now);
        } else {
            self.ahead = Some(now);
        }
        None
    }

    /// The next frame that the samples so far complete.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<Frame> {
        let to = self.ahead?;
        if to.0 < self.cell_end_s {
            self.add(to);
            self.ahead = None;
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a share of one step")]
        let share = ((self.cell_end_s - self.from.0) / (to.0 - self.from.0)) as f32;
        let mut cut = (self.cell_end_s, to.1);
        for (x, from) in cut.1.iter_mut().zip(self.from.1) {
            *x = from + (*x - from) * share;
        }
        self.add(cut);
        let [ax, ay, az, _, wx, wy, wz, _] = core::mem::take(&mut self.sum).map(|s| s * RATE_HZ);
        let t_s = self.cell_end_s - 0.5 * CELL_S;
        self.cell_end_s += CELL_S;
        Some(Frame {
            t_s,
            acceleration: [ax, ay, az],
            rotation: [wx, wy, wz],
            has_rotation: self.has_rotation,
            fresh: core::mem::take(&mut self.fresh),
        })
    }

    fn restart(&mut self, now: (f64, Lanes)) {
        // Frames are numbered within a clock that f64 resolves to well under a cell; beyond it nothing can be told.
        let cell_end_s = now.0 + CELL_S;
        *self = Grid { from: now, cell_end_s, fresh: true, heard: cell_end_s > now.0, ..Grid::default() };
    }

    /// Adds the line up to `end` to the cell.
    #[inline]
    fn add(&mut self, end: (f64, Lanes)) {
        #[allow(clippy::cast_possible_truncation, reason = "at most one cell")]
        let half = (0.5 * (end.0 - self.from.0)) as f32;
        for ((sum, a), b) in self.sum.iter_mut().zip(self.from.1).zip(end.1) {
            *sum += (a + b) * half;
        }
        self.from = end;
    }
}
