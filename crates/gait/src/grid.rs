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
/// Twice what the slowest sensor worth hearing (20 Hz) takes from one reading to the next: longer is a break.
const BREAK_S: f64 = 0.1;
/// No clock in seconds reads more (30 000 years); up to it f64 resolves a cell, beyond it a cell may have no end.
pub(crate) const LAST_S: f64 = 1e12;
/// No axis of a phone's or watch's accelerometer reads more, m/s² (16 g is 157), and none of a gyroscope, rad/s (2000 deg/s is 35).
const MOST_ACCELERATION: f32 = 160.0;
const MOST_ROTATION: f32 = 36.0;

/// Acceleration, rotation.
type Axes = [[f32; 3]; 2];

/// A sample that can be worked with: every number finite and within what sensors read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) t_s: f64,
    pub(crate) axes: Axes,
    /// The square of the size of the acceleration, m²/s⁴.
    pub(crate) square: f32,
}

/// One even moment: acceleration then rotation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Frame {
    pub(crate) t_s: f64,
    pub(crate) acceleration: [f32; 3],
    pub(crate) rotation: [f32; 3],
    pub(crate) has_rotation: bool,
    /// The first after a gap, or the first at all.
    pub(crate) fresh: bool,
    /// Whether direction may be told from it.
    pub(crate) sound: bool,
}

/// Makes frames of samples: [`Grid::read`] one, then [`Grid::complete`] the cells before it.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The latest reading, or the last cut before the one that lies ahead of the cell's end; before the first, minus infinity.
    from_s: f64,
    from: Axes,
    cell_end_s: f64,
    sum: Axes,
    has_rotation: bool,
    fresh: bool,
    /// Seconds in breaks, gaps not among them.
    breaks_s: f64,
}

impl Default for Grid {
    fn default() -> Grid {
        Grid {
            from_s: f64::NEG_INFINITY,
            from: Axes::default(),
            cell_end_s: 0.0,
            sum: Axes::default(),
            has_rotation: false,
            fresh: false,
            breaks_s: 0.0,
        }
    }
}

#[inline]
fn axes(sample: &Sample) -> Axes {
    [sample.acceleration, sample.rotation.unwrap_or_default()]
}

/// Whether a sensor can have read this: finite, and on no axis more than `most`.
fn possible(axes: [f32; 3], most: f32) -> bool {
    axes.iter().all(|x| x.abs() <= most)
}

/// The same way, of at most this size: two axes at the end of their range make more.
fn at_most(axes: [f32; 3], most: f32) -> [f32; 3] {
    let size = libm::sqrtf(axes.iter().map(|x| x * x).sum());
    if size < most { axes } else { axes.map(|x| x * (0.9999 * most / size)) }
}

impl Grid {
    /// Reads a sample; `None` when it is out of range or does not follow soon on the one before: [`Grid::mend`] it.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn read(&mut self, sample: &Sample) -> Option<Reading> {
        let axes = axes(sample);
        let square = |[x, y, z]: [f32; 3]| x * x + y * y + z * z;
        let (acceleration, rotation) =
            (square(sample.acceleration), square(sample.rotation.unwrap_or_default()));
        let reading = Reading { t_s: sample.t_s, axes, square: acceleration };
        let step = sample.t_s - self.from_s;
        // A NaN fails every comparison.
        let usual = step > 0.0
            && step <= GAP_S
            && acceleration <= MOST_ACCELERATION * MOST_ACCELERATION
            && rotation <= MOST_ROTATION * MOST_ROTATION;
        if !usual {
            return None;
        }
        self.has_rotation |= rotation > 0.0;
        if step > BREAK_S {
            self.breaks_s += step;
        }
        Some(reading)
    }

    /// Seconds that passed in breaks of a tenth to half a second.
    pub(crate) fn breaks_s(&self) -> f64 {
        self.breaks_s
    }

    /// The latest reading's time; minus infinity before the first.
    pub(crate) fn heard_until_s(&self) -> f64 {
        self.from_s
    }

    /// Looks closer at a sample that cannot be read: what to read instead, and what is wrong with it. Nothing comes of the
    /// first, where all begins.
    #[cold]
    pub(crate) fn mend(&mut self, mut sample: Sample) -> (Option<Sample>, Option<WarningKind>) {
        let mut wrong = None;
        if sample.rotation.is_some_and(|w| !possible(w, MOST_ROTATION)) {
            // Its last rate of turn holds; one that goes on holding is a gyroscope that stands still (`sensor`).
            let [_, held] = self.from;
            sample.rotation = Some(held);
            wrong = Some(WarningKind::NotFinite);
        }
        let in_time = sample.t_s.abs() <= LAST_S;
        if !in_time || !possible(sample.acceleration, MOST_ACCELERATION) {
            return (None, Some(WarningKind::NotFinite));
        }
        sample.acceleration = at_most(sample.acceleration, MOST_ACCELERATION);
        sample.rotation = sample.rotation.map(|w| at_most(w, MOST_ROTATION));
        let step = sample.t_s - self.from_s;
        if step > 0.0 && step <= GAP_S {
            return (Some(sample), wrong);
        }
        let first = self.from_s == f64::NEG_INFINITY;
        // A clock set back by more than a gap is a new clock, anything less is a late reading.
        if step.abs() > GAP_S {
            self.restart(&sample);
        }
        let wrong = match step {
            _ if first => wrong,
            ahead if ahead > 0.0 => Some(WarningKind::Gap),
            _ => Some(WarningKind::TimeBackward),
        };
        (None, wrong)
    }

    /// The next frame that `reading` completes; when there is none, the reading is taken into the cell under way.
    #[allow(clippy::inline_always, reason = "a call for each reading costs a tenth of all")]
    #[inline(always)]
    pub(crate) fn complete(&mut self, reading: &Reading) -> Option<Frame> {
        if reading.t_s < self.cell_end_s {
            self.add(reading.t_s, &reading.axes);
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a share of one step")]
        let share = ((self.cell_end_s - self.from_s) / (reading.t_s - self.from_s)) as f32;
        let mut cut = self.from;
        for (cut, to) in cut.iter_mut().zip(reading.axes) {
            for (cut, to) in cut.iter_mut().zip(to) {
                *cut += (to - *cut) * share;
            }
        }
        self.add(self.cell_end_s, &cut);
        let mut mean = core::mem::take(&mut self.sum);
        for axes in &mut mean {
            for x in axes {
                *x *= RATE_HZ;
            }
        }
        let [acceleration, rotation] = mean;
        let t_s = self.cell_end_s - 0.5 * CELL_S;
        self.cell_end_s += CELL_S;
        Some(Frame {
            t_s,
            acceleration,
            rotation,
            has_rotation: self.has_rotation,
            fresh: core::mem::take(&mut self.fresh),
            sound: true,
        })
    }

    fn restart(&mut self, first: &Sample) {
        *self = Grid {
            from_s: first.t_s,
            from: axes(first),
            cell_end_s: first.t_s + CELL_S,
            fresh: true,
            ..Grid::default()
        };
    }

    /// Adds the line up to `end` to the cell.
    #[inline]
    fn add(&mut self, end_s: f64, end: &Axes) {
        #[allow(clippy::cast_possible_truncation, reason = "at most one cell")]
        let half = (0.5 * (end_s - self.from_s)) as f32;
        for ((sum, from), to) in self.sum.iter_mut().zip(self.from).zip(end) {
            for ((sum, from), to) in sum.iter_mut().zip(from).zip(to) {
                *sum += (from + to) * half;
            }
        }
        self.from_s = end_s;
        self.from = *end;
    }
}
