//! Whether a walker who leans too far forward is to be told so: once in a stretch, and only while it is true.

use crate::limits::{LEAN_TOO_FAR_DEG, LEANS_IN_A_ROW, LEANS_STALE};
use gait::Lean;
use units::Instant;

/// The posture in one stretch of a walk; a new stretch begins with a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posture {
    /// So many tellings in a row were too far forward, the last of them then.
    row: u32,
    last: Instant,
    said: bool,
}

impl Posture {
    /// Takes what was told of the lean.
    pub fn hear(&mut self, lean: &Lean, now: Instant) {
        let too_far = lean.forward_deg.is_some_and(|degrees| degrees > LEAN_TOO_FAR_DEG);
        let row = if now.since(self.last) <= LEANS_STALE { self.row } else { 0 };
        (self.row, self.last) = (if too_far { row.saturating_add(1) } else { 0 }, now);
    }

    /// Whether it is to be said now, if nothing else is.
    pub fn is_to_be_said(&self, now: Instant) -> bool {
        !self.said && self.row >= LEANS_IN_A_ROW && now.since(self.last) <= LEANS_STALE
    }

    /// It was said.
    pub const fn said(&mut self) {
        self.said = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lean(forward_deg: Option<f32>) -> Lean {
        Lean { t_s: 0.0, forward_deg }
    }

    /// Whether it is to be said after these tellings, five seconds apart, so many milliseconds after the last.
    fn said(tellings: &[Option<f32>], later_ms: u64) -> bool {
        let mut posture = Posture::default();
        let mut now = Instant::START;
        for forward in tellings {
            now = now + units::Duration::from_secs(5);
            posture.hear(&lean(*forward), now);
        }
        posture.is_to_be_said(now + units::Duration::from_millis(later_ms))
    }

    #[test]
    fn two_tellings_in_a_row_above_fifteen_degrees_forward_are_told_and_nothing_less() {
        assert!(said(&[Some(15.1), Some(15.1)], 0));
        assert!(!said(&[Some(15.1)], 0) && !said(&[Some(15.0), Some(15.0)], 0));
        assert!(!said(&[Some(30.0), Some(5.0), Some(30.0)], 0) && !said(&[Some(-30.0), Some(-30.0)], 0));
        assert!(!said(&[None, None], 0), "a lean whose way nobody knows");
    }

    #[test]
    fn what_was_true_ten_seconds_ago_is_not_said_any_more() {
        assert!(said(&[Some(20.0), Some(20.0)], 10_000));
        assert!(!said(&[Some(20.0), Some(20.0)], 10_001));
    }

    #[test]
    fn it_is_said_once_and_a_rest_begins_the_row_anew() {
        let mut posture = Posture::default();
        let at = |s: u64| Instant::from_millis(s * 1000);
        posture.hear(&lean(Some(20.0)), at(5));
        posture.hear(&lean(Some(20.0)), at(60));
        assert!(!posture.is_to_be_said(at(60)), "a minute lies between them");
        posture.hear(&lean(Some(20.0)), at(65));
        assert!(posture.is_to_be_said(at(65)));
        posture.said();
        posture.hear(&lean(Some(20.0)), at(70));
        assert!(!posture.is_to_be_said(at(70)));
    }
}
