//! Sensors that were written apart, brought to the accelerometer's clock.

use alloc::vec::Vec;
use gait::Sample;

/// Readings of one sensor: seconds, and its three axes.
pub type Track = Vec<(f64, [f32; 3])>;

/// Farther than this from a reading, a sensor is silent, not steady.
pub(super) const SILENT_S: f64 = 0.25;

/// The accelerometer's samples with the gyroscope's rate beside each, on the line between its two nearest readings,
/// and with gravity added where it was written apart.
pub fn join(acceleration: &Track, gravity: Option<&Track>, rotation: Option<&Track>) -> Vec<Sample> {
    let mut gravity = gravity.map(Cursor::new);
    let mut rotation = rotation.map(Cursor::new);
    let mut samples = Vec::with_capacity(acceleration.len());
    for (t_s, a) in acceleration {
        let mut acceleration = *a;
        if let Some(gravity) = &mut gravity {
            let Some(g) = gravity.at(*t_s) else { continue };
            for (a, g) in acceleration.iter_mut().zip(g) {
                *a += g;
            }
        }
        samples.push(Sample {
            t_s: *t_s,
            acceleration,
            rotation: rotation.as_mut().and_then(|r| r.at(*t_s)),
        });
    }
    samples
}

struct Cursor<'a> {
    track: &'a Track,
    at: usize,
    asked_s: f64,
}

impl<'a> Cursor<'a> {
    fn new(track: &'a Track) -> Cursor<'a> {
        Cursor { track, at: 0, asked_s: f64::NEG_INFINITY }
    }

    fn at(&mut self, t_s: f64) -> Option<[f32; 3]> {
        // A clock that was set back, as in the second of two recordings on end, was so for both sensors.
        let back = |pair: &[(f64, [f32; 3])]| matches!(pair, [(a, _), (b, _)] if a - b > SILENT_S);
        if self.asked_s - t_s > SILENT_S
            && let Some(after) = self.track.get(self.at..).and_then(|rest| rest.windows(2).position(back))
        {
            self.at += after + 1;
        }
        self.asked_s = t_s;
        while let Some(pair @ [_, (t, _)]) = self.track.get(self.at..self.at + 2)
            && *t <= t_s
            && !back(pair)
        {
            self.at += 1;
        }
        let (before_s, before) = *self.track.get(self.at)?;
        let (after_s, after) = self.track.get(self.at + 1).copied().unwrap_or((before_s, before));
        if (t_s - before_s).abs() > SILENT_S && (after_s - t_s).abs() > SILENT_S {
            return None;
        }
        let step = after_s - before_s;
        let share = if step > 0.0 { super::narrow(((t_s - before_s) / step).clamp(0.0, 1.0)) } else { 0.0 };
        let mut between = before;
        for (b, a) in between.iter_mut().zip(after) {
            *b += (a - *b) * share;
        }
        Some(between)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn the_gyroscope_is_read_between_its_readings_and_not_across_a_silence() {
        let acceleration = vec![(0.0, [0.0; 3]), (0.005, [0.0; 3]), (5.0, [0.0; 3])];
        let rotation = vec![(0.0, [0.0, 1.0, 2.0]), (0.01, [1.0, 2.0, 3.0])];
        let joined = join(&acceleration, None, Some(&rotation));
        assert_eq!(joined[1].rotation, Some([0.5, 1.5, 2.5]));
        assert_eq!(joined[2].rotation, None);
    }

    #[test]
    fn a_clock_that_is_set_back_is_followed_in_both() {
        let twice = |from: &[f64]| -> Track {
            let times = from.iter().chain(from);
            times.zip(1_u16..).map(|(t, n)| (*t, [f32::from(n), 0.0, 0.0])).collect()
        };
        // The gyroscope began later, and stopped earlier.
        let joined = join(&twice(&[0.0, 1.0, 2.0, 3.0]), None, Some(&twice(&[0.9, 1.1, 1.9, 2.1])));
        let turns: Vec<_> = joined.iter().map(|s| s.rotation.map(|[x, ..]| x)).collect();
        let [one, two] = [[None, Some(1.5), Some(3.5), None], [None, Some(5.5), Some(7.5), None]];
        let close = |(a, b): (&Option<f32>, &Option<f32>)| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-3,
            (a, b) => a == b,
        };
        assert!(turns.iter().zip([one, two].as_flattened()).all(close), "{turns:?}");
    }

    #[test]
    fn gravity_apart_is_added() {
        let gravity = vec![(0.0, [0.0, 0.0, 9.8]), (0.2, [0.0, 0.0, 9.8])];
        let joined = join(&vec![(0.1, [1.0, 0.0, 0.2])], Some(&gravity), None);
        assert!((joined[0].acceleration[2] - 10.0).abs() < 1e-6);
    }
}
