//! The walk's clock as this shell tells it: the track's while it sounds, the page's steady clock while it does not.
//!
//! Never a count of ticks, and never the calendar's clock, which a person or a network may set.

use units::Instant;

/// How far the track may run ahead of the page's clock between two looks before it is taken for a jump, s.
const TRACK_MAY_LEAD_S: f64 = 1.5;

/// Time since the walk began, from two clocks.
// Every field is seconds, and its name says so.
#[allow(clippy::struct_field_names)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    since_start_s: f64,
    steady_s: f64,
    track_s: Option<f64>,
    /// When the track was last seen to move, on the steady clock.
    moved_s: f64,
}

impl Clock {
    /// A walk that is `since_start_s` old, at this moment of the steady clock.
    pub(super) const fn new(since_start_s: f64, steady_s: f64) -> Clock {
        Clock { since_start_s, steady_s, track_s: None, moved_s: steady_s }
    }

    /// Looks at the clocks. `track_s` is where the track is, if it should be sounding now.
    pub(super) fn look(&mut self, steady_s: f64, track_s: Option<f64>) -> Instant {
        let steady = (steady_s - self.steady_s).max(0.0);
        let passed = match (track_s, self.track_s) {
            (Some(now), Some(before)) => {
                let track = now - before;
                // A page may sleep while its track plays on, so the track may lead by more than a little only then.
                if track < 0.0 || (steady < 1.0 && track > steady + TRACK_MAY_LEAD_S) {
                    steady
                } else {
                    track
                }
            }
            // From one clock to the other: what passed since is the page's to tell.
            _ => steady,
        };
        if track_s != self.track_s {
            self.moved_s = steady_s;
        }
        self.since_start_s += passed;
        self.steady_s = self.steady_s.max(steady_s);
        self.track_s = track_s;
        self.now()
    }

    /// The track was moved by us: what it now says is no time that passed.
    pub(super) const fn track_moved(&mut self, to_s: Option<f64>) {
        self.track_s = to_s;
        self.moved_s = self.steady_s;
    }

    /// For how long a track that should sound has stood still, s.
    pub(super) fn stalled_s(&self) -> f64 {
        if self.track_s.is_some() { self.steady_s - self.moved_s } else { 0.0 }
    }

    /// The time last told.
    pub(super) fn now(&self) -> Instant {
        // A walk lasts hours at most: milliseconds fit, and the part below one is dropped on purpose.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Instant::from_millis((self.since_start_s * 1000.0).clamp(0.0, 1e12) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(seconds: f64) -> Instant {
        Instant::START + units::Duration::from_secs_f64(seconds)
    }

    #[test]
    fn a_sounding_track_tells_the_time() {
        let mut clock = Clock::new(0.0, 100.0);
        assert_eq!(clock.look(100.0, Some(0.0)), s(0.0));
        // The page's clock and the track differ: the ear follows the track.
        assert_eq!(clock.look(101.0, Some(0.9)), s(0.9));
        assert_eq!(clock.look(102.0, Some(1.9)), s(1.9));
    }

    #[test]
    fn a_page_that_slept_hears_from_the_track_how_long_it_played() {
        let mut clock = Clock::new(0.0, 100.0);
        clock.look(100.0, Some(0.0));
        assert_eq!(clock.look(700.0, Some(599.5)), s(599.5));
    }

    #[test]
    fn a_pause_is_timed_by_the_page_and_a_jump_in_the_track_is_no_time() {
        let mut clock = Clock::new(5.0, 100.0);
        assert_eq!(clock.look(103.0, None), s(8.0));
        assert_eq!(clock.look(103.0, Some(60.0)), s(8.0));
        clock.track_moved(Some(300.0));
        assert_eq!(clock.look(104.0, Some(301.0)), s(9.0));
        assert_eq!(clock.look(104.2, Some(9.0)), s(9.2));
    }

    #[test]
    fn a_page_clock_that_runs_back_is_no_time() {
        let mut clock = Clock::new(1.0, 100.0);
        assert_eq!(clock.look(90.0, None), s(1.0));
        assert_eq!(clock.look(100.5, None), s(1.5));
    }

    #[test]
    fn a_track_that_stands_is_noticed() {
        let mut clock = Clock::new(0.0, 10.0);
        clock.look(10.0, Some(1.0));
        clock.look(11.0, Some(1.0));
        clock.look(13.0, Some(1.0));
        assert!((clock.stalled_s() - 3.0).abs() < 1e-9);
        clock.look(13.1, Some(1.1));
        assert!(clock.stalled_s() < 1e-9);
    }
}
