//! Readings that share a time: a radio hands over several at once, a coarse clock counts whole seconds. They are spread evenly over
//! the time until the next, because a sensor reads evenly.

use alloc::vec::Vec;
use gait::Sample;

/// Over more than this nothing is spread, s: that is a pause.
const LONGEST_S: f64 = 2.0;
/// More than these share no time, as in an hour of a clock that stands: they are given as they are.
const MOST: usize = 2_000;

/// Holds the readings that share the latest time.
#[derive(Clone, Debug, Default)]
pub(super) struct Batches {
    held: Vec<Sample>,
    /// Time between two readings of the latest batch, s.
    step_s: f64,
    /// Readings that came with the time of the one before.
    pub(super) shared: u64,
    /// Readings whose time lies before that of the one before.
    pub(super) early: u64,
    /// More than [`MOST`] shared a time.
    pub(super) stands: bool,
}

impl Batches {
    /// Takes a reading; gives those before it, once their time is known.
    #[inline]
    pub(super) fn push(&mut self, sample: Sample, give: &mut impl FnMut(Sample)) {
        match *self.held.as_slice() {
            [one] if one.t_s < sample.t_s => {
                give(one);
                self.held.clear();
            }
            [first, ..] if first.t_s.to_bits() == sample.t_s.to_bits() && self.held.len() < MOST => {
                self.shared += 1;
            }
            [] => {}
            [first, ..] => {
                self.stands |= first.t_s.to_bits() == sample.t_s.to_bits();
                self.early += u64::from(sample.t_s < first.t_s);
                self.spread(sample.t_s, give);
            }
        }
        self.held.push(sample);
    }

    /// The time of the latest reading; 0 before the first.
    pub(super) fn latest_s(&self) -> f64 {
        self.held.last().map_or(0.0, |sample| sample.t_s)
    }

    /// Gives what is held.
    pub(super) fn finish(&mut self, give: &mut impl FnMut(Sample)) {
        self.spread(f64::INFINITY, give);
    }

    #[cold]
    fn spread(&mut self, next_s: f64, give: &mut impl FnMut(Sample)) {
        let Some(first) = self.held.first().map(|s| s.t_s) else { return };
        let gap = next_s - first;
        if gap > 0.0 && gap <= LONGEST_S {
            self.step_s = gap / self.held.len() as f64;
        }
        for (n, sample) in self.held.drain(..).enumerate() {
            give(Sample { t_s: first + n as f64 * self.step_s, ..sample });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(times: &[f64]) -> (Vec<f64>, u64) {
        let (mut batches, mut given) = (Batches::default(), Vec::new());
        for t_s in times {
            let sample = Sample { t_s: *t_s, acceleration: [0.0; 3], rotation: None };
            batches.push(sample, &mut |s: Sample| given.push(s.t_s));
        }
        batches.finish(&mut |s: Sample| given.push(s.t_s));
        (given, batches.shared)
    }

    #[test]
    fn what_shares_a_time_is_spread_until_the_next_and_nothing_else_is_moved() {
        assert_eq!(given(&[0.0, 0.1, 0.05, 0.3]), (alloc::vec![0.0, 0.1, 0.05, 0.3], 0));
        let (times, shared) = given(&[1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0]);
        assert_eq!((times, shared), (alloc::vec![1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75], 6));
        // A pause is not filled.
        assert_eq!(given(&[0.0, 0.0, 0.5, 0.5, 60.0]).0, [0.0, 0.25, 0.5, 0.75, 60.0]);
        assert!(given(&[f64::NAN, f64::NAN, 1.0]).0.len() == 3 && given(&[]).0.is_empty());
    }
}
