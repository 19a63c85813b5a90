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
    let mut gravity = gravity.map(|t| Cursor { track: t, at: 0 });
    let mut rotation = rotation.map(|t| Cursor { track: t, at: 0 });
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
}

impl Cursor<'_> {
    fn at(&mut self, t_s: f64) -> Option<[f32; 3]> {
        while self.track.get(self.at + 1).is_some_and(|(t, _)| *t <= t_s) {
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
    fn gravity_apart_is_added() {
        let gravity = vec![(0.0, [0.0, 0.0, 9.8]), (0.2, [0.0, 0.0, 9.8])];
        let joined = join(&vec![(0.1, [1.0, 0.0, 0.2])], Some(&gravity), None);
        assert!((joined[0].acceleration[2] - 10.0).abs() < 1e-6);
    }
}
