//! Which way the body faces from frame to frame: a window of cues must not look across a turn.

use crate::grid::DT;
use crate::orientation::Motion;
use alloc::vec::Vec;
use core::ops::Range;

/// The body faces another way when it has turned by so much, radians; pelvis and thigh turn a third of it at each stride.
pub(crate) const TURNED: f32 = 1.0;
/// Half of what the heading is smoothed over, frames: a step, so that the stride's own turning goes.
const HALF_STEP: usize = 15;

/// The heading of each frame against the first, radians, smoothed.
pub(crate) struct Facing(Vec<f32>);

impl Facing {
    pub(crate) fn of(frames: &[Motion]) -> Facing {
        let mut sum = 0.0;
        // The running integral of the heading: a mean over frames is a difference of two.
        let integral: Vec<f32> = core::iter::once(0.0)
            .chain(frames.iter().scan(0.0, |heading, m| {
                *heading += m.yaw * DT;
                sum += *heading;
                Some(sum)
            }))
            .collect();
        let upto = |i: usize| integral.get(i.min(frames.len())).copied().unwrap_or_default();
        let mean = |i: usize| {
            let (from, to) = (i.saturating_sub(HALF_STEP), (i + HALF_STEP + 1).min(frames.len()));
            (upto(to) - upto(from)) / (to - from) as f32
        };
        Facing((0..frames.len()).map(mean).collect())
    }

    /// By how much the body turned between two frames.
    pub(crate) fn turned(&self, from: usize, to: usize) -> f32 {
        self.0.get(from).zip(self.0.get(to)).map_or(0.0, |(a, b)| (b - a).abs())
    }

    /// The frames around `at`, within `window`, during which the body faced as it does at `at`.
    pub(crate) fn same(&self, at: usize, window: Range<usize>) -> Range<usize> {
        let other = |i: &usize| self.turned(at, *i) >= TURNED;
        let start = (window.start..at).rev().find(other).map_or(window.start, |i| i + 1);
        let end = (at..window.end).find(other).unwrap_or(window.end);
        start..end
    }
}
