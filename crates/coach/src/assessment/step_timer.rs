//! The time of a walked distance by the phone's own steps, where nobody can tap.

use super::limits::{STEPS_OVER_AFTER_SECONDS, STEPS_TIMED, STEPS_UNHEARD_SECONDS};

/// Hears when each step landed; gives the time once the walker stands again.
///
/// From the first landing to the last lie one step fewer than were taken: the time is that span and the mean step more.
/// A step is late by what sensing it took, the first as much as the last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StepTimer {
    first_s: Option<f64>,
    last_s: f64,
    count: u32,
}

impl StepTimer {
    /// A step landed at `at_s`; one earlier than the last is the same step again.
    pub fn step(&mut self, at_s: f64) {
        if self.first_s.is_none_or(|_| at_s > self.last_s) {
            self.first_s = self.first_s.or(Some(at_s));
            self.last_s = at_s;
            self.count += 1;
        }
    }

    /// How many steps were heard.
    pub const fn steps(&self) -> u32 {
        self.count
    }

    /// Whether no step has been heard for so long, from "go" on, that none will be.
    pub fn is_silent(&self, go_s: f64, now_s: f64) -> bool {
        now_s - self.last_s.max(go_s) >= STEPS_UNHEARD_SECONDS
    }

    /// The seconds walked, once no step came for a while; `None` before that, or from too few steps to believe.
    pub fn seconds(&self, now_s: f64) -> Option<f64> {
        let first_s = self.first_s?;
        if self.count < STEPS_TIMED || now_s - self.last_s < STEPS_OVER_AFTER_SECONDS {
            return None;
        }
        let steps = f64::from(self.count);
        Some((self.last_s - first_s) * steps / (steps - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(steps: &[f64]) -> StepTimer {
        let mut timer = StepTimer::default();
        for at in steps {
            timer.step(*at);
        }
        timer
    }

    #[test]
    fn the_time_runs_from_before_the_first_landing_to_the_last_and_ends_when_the_walker_stands() {
        let timer = heard(&[10.0, 10.6, 11.2, 11.8, 12.4]);
        assert_eq!(timer.steps(), 5);
        assert_eq!(timer.seconds(12.4 + STEPS_OVER_AFTER_SECONDS - 0.01), None);
        let seconds = timer.seconds(12.4 + STEPS_OVER_AFTER_SECONDS).unwrap();
        assert!((seconds - 3.0).abs() < 1e-9, "{seconds}");
    }

    #[test]
    fn too_few_steps_are_no_walk_and_a_step_told_twice_is_one() {
        assert_eq!(heard(&[]).seconds(100.0), None);
        assert_eq!(heard(&[1.0, 2.0]).seconds(100.0), None);
        let timer = heard(&[1.0, 2.0, 2.0, 1.5, 3.0]);
        assert_eq!((timer.steps(), timer.seconds(100.0)), (3, Some(3.0)));
    }

    #[test]
    fn who_is_not_heard_is_told_within_twenty_seconds() {
        let silent = |steps: &[f64], now| heard(steps).is_silent(10.0, now);
        assert!(!silent(&[], 29.9) && silent(&[], 30.0));
        assert!(!silent(&[15.0, 16.0], 35.9) && silent(&[15.0, 16.0], 36.0));
    }
}
