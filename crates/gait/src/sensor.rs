//! Axes that stand still while the body moves (a sensor that is stuck, or dead), and a gyroscope that turns faster than it reads.
//!
//! Looked at every 0.22 s, and judged every 0.9 s. An axis that changes by less than any sensor's last digit while
//! another swings as in a walk has stopped measuring: a walk moves every axis, of whatever is worn. At rest nothing is
//! judged, because a coarse sensor, or one that takes a small rate of turn for none, then says the same again and again.

use crate::grid::Frame;

/// Frames between two looks (no step keeps their time for long), and looks to a verdict.
const EVERY: u8 = 11;
const LOOKS: u8 = 4;
/// The body moves when an axis ranges over so much meanwhile, m/s²: slow careful steps do.
const MOVES: f32 = 1.0;
/// Less than the last digit of a sensor (0.005 m/s² and 0.001 rad/s in the widest range of 16 bits), and more than what
/// the mean over a cell is rounded by.
const STILL: [f32; 2] = [2e-3, 1e-3];
/// Verdicts in movement until it is told (3.5 s); all axes of a gyroscope at once count for nothing after one.
const STUCK: u8 = 4;
/// So many looks at the very end of a gyroscope's axis, within this share, are the end of its range: the fastest moment of
/// a swing is never twice the same, nor often hit. No range ends before 125 deg/s, rad/s.
const CLIPPED: u8 = 5;
const AT_END: f32 = 1.0 - 1e-4;
const LEAST_END: f32 = 2.0;

/// Watches six axes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sensor {
    low: [[f32; 3]; 2],
    high: [[f32; 3]; 2],
    frames: u8,
    looks: u8,
    /// Verdicts in movement by which each axis stood still, since it last moved.
    stood: [[u8; 3]; 2],
    /// Whether it ever moved.
    moved: [[bool; 3]; 2],
    /// The fastest each axis of the gyroscope turned, either way, and how often it was seen so fast.
    ends: [[(f32, u8); 2]; 3],
}

/// A verdict.
#[allow(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The gyroscope stands still, whole or in part: its rate of turn is worth nothing.
    pub(crate) gyroscope_stands: bool,
    /// An axis of the accelerometer that once moved stands still.
    pub(crate) axis_stands: bool,
    /// Something has stood still for so long that it has to be told.
    pub(crate) stuck: bool,
    /// The gyroscope turned faster than it reads.
    pub(crate) clipped: bool,
}

impl Sensor {
    /// Takes a frame; what was seen, every 0.9 s.
    #[inline]
    pub(crate) fn frame(&mut self, frame: &Frame) -> Option<Seen> {
        self.frames += 1;
        if self.frames < EVERY && !frame.fresh {
            return None;
        }
        if frame.fresh {
            *self = Sensor { looks: LOOKS, ends: self.ends, ..Sensor::default() };
        }
        self.look([frame.acceleration, frame.rotation], frame.has_rotation)
    }

    #[inline(never)]
    fn look(&mut self, axes: [[f32; 3]; 2], has_rotation: bool) -> Option<Seen> {
        self.frames = 0;
        let [_, rotation] = axes;
        if self.looks >= LOOKS {
            (self.low, self.high, self.looks) = (axes, axes, 0);
        }
        for ((low, high), axes) in self.low.iter_mut().zip(&mut self.high).zip(axes) {
            for ((low, high), x) in low.iter_mut().zip(high).zip(axes) {
                *low = if x < *low { x } else { *low };
                *high = if x > *high { x } else { *high };
            }
        }
        for (ends, x) in self.ends.iter_mut().zip(rotation) {
            for ((end, times), x) in ends.iter_mut().zip([x, -x]) {
                if x >= LEAST_END && x >= *end * AT_END {
                    *times = if x * AT_END > *end { 1 } else { times.saturating_add(1) };
                    *end = end.max(x);
                }
            }
        }
        self.looks += 1;
        (self.looks == LOOKS).then(|| self.judge(has_rotation))
    }

    fn judge(&mut self, has_rotation: bool) -> Seen {
        let mut range = self.high;
        for (high, low) in range.iter_mut().flatten().zip(self.low.iter().flatten()) {
            *high -= low;
        }
        let [acceleration, _] = range;
        let moves = acceleration.iter().any(|r| *r > MOVES);
        let sensors = self.stood.iter_mut().zip(&mut self.moved).zip(range).zip(STILL);
        for (((stood, moved), range), still) in sensors {
            for ((stood, moved), range) in stood.iter_mut().zip(moved).zip(range) {
                if range > still {
                    (*stood, *moved) = (0, true);
                } else if moves {
                    *stood = stood.saturating_add(1);
                }
            }
        }
        let [acceleration, rotation] = self.stood;
        let [accelerated, turned] = self.moved;
        let stopped = |stood: [u8; 3], moved: [bool; 3]| {
            stood.iter().zip(moved).any(|(stood, moved)| moved && *stood >= STUCK)
        };
        let axis_stands = stopped(acceleration, accelerated);
        let one_stands = has_rotation && stopped(rotation, turned);
        let all_stood = if has_rotation { rotation.into_iter().min().unwrap_or(0) } else { 0 };
        Seen {
            gyroscope_stands: one_stands || all_stood > 0,
            axis_stands,
            stuck: axis_stands || one_stands || all_stood >= STUCK,
            clipped: self.ends.iter().flatten().any(|(_, times)| *times >= CLIPPED),
        }
    }
}
