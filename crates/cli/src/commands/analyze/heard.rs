//! How long a recording was heard, though its clock may be set and a time stamp may be wrong.

/// More than this between two readings is a jump of the clock, and less back a late reading, s: as the engine takes them.
const JUMP_S: f64 = 0.5;
/// No clock in seconds reads more (`gait` leaves such readings out).
const LAST_S: f64 = 1e12;
/// What lasts no longer than this before the clock is again where it was had a wrong time, s.
const BRIEF_S: f64 = 1.0;
/// Nothing pauses for longer in a recording: the clock was set, s.
const LONGEST_PAUSE_S: f64 = 7.0 * 86_400.0;

/// Takes the times of the readings.
#[derive(Default)]
pub(super) struct Heard {
    /// Readings that have a time.
    pub(super) readings: u64,
    pub(super) start_s: f64,
    last_s: f64,
    /// From the first reading to the last.
    pub(super) duration_s: f64,
    left: Option<Left>,
}

/// Where the clock was before it jumped, and how long had been heard then and after the jump.
#[allow(clippy::struct_field_names, reason = "seconds")]
struct Left {
    start_s: f64,
    last_s: f64,
    duration_s: f64,
    since_s: f64,
}

impl Heard {
    #[inline]
    pub(super) fn push(&mut self, t_s: f64) {
        let step = t_s - self.last_s;
        if step > 0.0 && step <= JUMP_S && self.readings > 0 {
            self.readings += 1;
            self.duration_s += step;
            self.last_s = t_s;
        } else if t_s.abs() <= LAST_S {
            self.readings += 1;
            self.jump(t_s, step);
        }
    }

    #[cold]
    fn jump(&mut self, t_s: f64, step: f64) {
        if self.readings == 1 {
            self.start_s = t_s;
        } else if step.abs() <= JUMP_S {
            return;
        } else if let Some(left) = self.left.take_if(|left| {
            let back = t_s - left.last_s;
            self.duration_s - left.since_s <= BRIEF_S && back > 0.0 && back <= JUMP_S + BRIEF_S
        }) {
            self.start_s = left.start_s;
            self.duration_s = left.duration_s + t_s - left.last_s;
        } else {
            let (start_s, last_s, duration_s) = (self.start_s, self.last_s, self.duration_s);
            if step > 0.0 && step < LONGEST_PAUSE_S {
                self.duration_s += step;
            } else if duration_s <= BRIEF_S {
                self.start_s = t_s;
            }
            self.left = Some(Left { start_s, last_s, duration_s, since_s: self.duration_s });
        }
        self.last_s = t_s;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_clock_that_is_set_nor_a_wrong_stamp_makes_a_recording_longer_and_a_pause_does() {
        let even: Vec<f64> = (0..4000).map(|n| f64::from(n) * 0.01).collect();
        let check = |what: &str, change: &dyn Fn(usize, f64) -> f64, expected: [f64; 2]| {
            let mut heard = Heard::default();
            even.iter().enumerate().for_each(|(n, t)| heard.push(change(n, *t)));
            let told = [heard.start_s, heard.duration_s];
            assert!(told.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.1), "{what}: {told:?}");
        };
        check("even", &|_, t| t, [0.0, 40.0]);
        check("an hour back", &|n, t| if n < 2000 { t } else { t - 3600.0 }, [0.0, 40.0]);
        check("a second back", &|n, t| if n < 2000 { t } else { t - 1.0 }, [0.0, 40.0]);
        check("an hour's pause", &|n, t| if n < 2000 { t } else { t + 3600.0 }, [0.0, 3640.0]);
        check("set to the date", &|n, t| if n < 2000 { t } else { t + 1.7e9 }, [0.0, 40.0]);
        check("the date but for the first", &|n, t| if n < 1 { 0.0 } else { t + 1.7e9 }, [1.7e9, 40.0]);
        check("the first far ahead", &|n, t| if n < 1 { 1e6 } else { t }, [0.0, 40.0]);
        for (from, to) in [(2000, 2001), (2000, 2050), (30, 31)] {
            for by in [1e5, 10.0, -1e5, 1e9, f64::NAN, f64::NEG_INFINITY, 1e40] {
                let change = |n: usize, t| if (from..to).contains(&n) { t + by } else { t };
                check(&format!("{from} to {to} by {by}"), &change, [0.0, 40.0]);
            }
        }
        check("twice a second", &|n, _| n as f64 * 0.7, [0.0, 2799.3]);
    }
}
