//! Measured quantities: SI inside, finite by construction.

use core::ops::{Add, Sub};
use core::time::Duration;

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $si:literal, $from:ident, $to:ident $(, $from2:ident, $to2:ident, $factor:expr, $unit2:literal)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// None of it.
            pub const ZERO: $name = $name(0.0);

            #[doc = concat!("So many ", $si, "; `None` when the number is not finite.")]
            pub fn $from(value: f64) -> Option<$name> {
                value.is_finite().then_some($name(value))
            }

            #[doc = concat!("In ", $si, ".")]
            pub const fn $to(self) -> f64 {
                self.0
            }

            $(
            #[doc = concat!("So many ", $unit2, "; `None` when the number is not finite.")]
            pub fn $from2(value: f64) -> Option<$name> {
                $name::$from(value * $factor)
            }

            #[doc = concat!("In ", $unit2, ".")]
            pub fn $to2(self) -> f64 {
                self.0 / $factor
            }
            )*
        }

        impl Add for $name {
            type Output = $name;
            fn add(self, other: $name) -> $name {
                $name((self.0 + other.0).clamp(f64::MIN, f64::MAX))
            }
        }

        impl Sub for $name {
            type Output = $name;
            fn sub(self, other: $name) -> $name {
                $name((self.0 - other.0).clamp(f64::MIN, f64::MAX))
            }
        }
    };
}

quantity!(
    /// A length.
    Length, "metres", from_meters, meters, from_feet, feet, 0.304_8, "feet"
);
quantity!(
    /// A speed over ground or belt, as measured.
    Speed, "metres a second", from_mps, mps, from_kmh, kmh, 1.0 / 3.6, "kilometres an hour", from_mph, mph, 0.447_04, "miles an hour"
);
quantity!(
    /// Heart beats in a minute.
    HeartRate, "beats a minute", from_bpm, bpm
);
quantity!(
    /// A body's mass.
    Mass, "kilograms", from_kg, kg, from_lb, lb, 0.453_592_37, "pounds"
);
quantity!(
    /// Energy.
    Energy, "joules", from_joules, joules, from_kcal, kcal, 4184.0, "kilocalories"
);

impl Length {
    /// The speed that covers this length in `time`; `None` for no time at all.
    pub fn over(self, time: Duration) -> Option<Speed> {
        Speed::from_mps(self.0 / time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_cannot_be_measured() {
        assert_eq!(Length::from_meters(f64::NAN), None);
        assert_eq!(Speed::from_kmh(f64::INFINITY), None);
        assert_eq!(Length::from_meters(3.0).and_then(|l| l.over(Duration::ZERO)), None);
    }

    #[test]
    fn three_metres_in_five_seconds_is_2_16_kmh() {
        let speed = Length::from_meters(3.0).and_then(|l| l.over(Duration::from_secs(5)));
        assert!(
            speed.is_some_and(|s| (s.kmh() - 2.16).abs() < 1e-12 && (s.mph() - 1.342_161_7).abs() < 1e-6)
        );
    }
}
