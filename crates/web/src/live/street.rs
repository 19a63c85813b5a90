//! How far the walker went by GPS: readings become metres, and a phone that lies still goes nowhere.

use crate::platform::location::Fix;
use units::Length;
use walk::limits::{MOVE_LEAST_M, MOVE_MOST_M, PLACE_OFF_MOST_M};

/// The Earth's mean radius, m (IUGG).
const EARTH_M: f64 = 6_371_008.8;

/// Adds up one stretch.
#[derive(Debug, Default)]
pub(super) struct Street {
    from: Option<Fix>,
    newest: Option<Fix>,
}

impl Street {
    /// A stretch begins: where the phone was last.
    pub(super) const fn begin(&mut self) {
        self.from = self.newest;
    }

    /// Takes a reading; gives how much further the walker is, if that can be told.
    pub(super) fn hear(&mut self, fix: Fix) -> Option<Length> {
        if fix.accuracy_m.is_nan() || fix.accuracy_m > PLACE_OFF_MOST_M {
            return None;
        }
        self.newest = Some(fix);
        let Some(from) = self.from else {
            self.from = Some(fix);
            return None;
        };
        let moved_m = apart_m(from, fix);
        if moved_m < MOVE_LEAST_M {
            return None;
        }
        self.from = Some(fix);
        Length::from_meters(moved_m).filter(|_| moved_m < MOVE_MOST_M)
    }
}

/// Between two places a walk apart the Earth is flat.
fn apart_m(one: Fix, other: Fix) -> f64 {
    let north = (other.latitude - one.latitude).to_radians();
    #[allow(clippy::cast_possible_truncation, reason = "an angle")]
    let middle = f64::midpoint(one.latitude, other.latitude).to_radians() as f32;
    let east = (other.longitude - one.longitude).to_radians() * f64::from(libm::cosf(middle));
    libm::sqrt(north * north + east * east) * EARTH_M
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(north_m: f64, accuracy_m: f64) -> Fix {
        Fix { latitude: 48.0 + (north_m / EARTH_M).to_degrees(), longitude: 11.0, accuracy_m }
    }

    #[test]
    fn a_hundred_metres_in_small_steps_are_a_hundred_metres() {
        let mut street = Street::default();
        let walked: f64 =
            (0..=100).filter_map(|meters| street.hear(fix(f64::from(meters), 5.0))).map(Length::meters).sum();
        assert!((walked - 100.0).abs() < 5.1, "{walked}");
        // The next stretch counts from where it begins.
        street.begin();
        assert_eq!(street.hear(fix(104.0, 5.0)), None);
        assert!(street.hear(fix(106.0, 5.0)).is_some_and(|moved| (moved.meters() - 6.0).abs() < 0.01));
    }

    #[test]
    fn a_phone_that_lies_still_a_blurred_one_and_a_leap_go_nowhere() {
        let mut street = Street::default();
        for second in 0..600 {
            assert_eq!(street.hear(fix(f64::from(second % 5), 5.0)), None);
        }
        assert_eq!(street.hear(fix(50.0, 80.0)), None);
        assert_eq!(street.hear(fix(50.0, f64::NAN)), None);
        assert_eq!(street.hear(fix(500.0, 5.0)), None);
        assert!(street.hear(fix(510.0, 5.0)).is_some());
    }

    #[test]
    fn east_is_shorter_far_from_the_equator() {
        let at = |longitude| Fix { latitude: 60.0, longitude, accuracy_m: 5.0 };
        assert!((apart_m(at(0.0), at(0.001)) - 55.6).abs() < 0.1);
    }
}
