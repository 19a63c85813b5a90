//! The speed a treadmill is told or says, in the machine's own unit.

use crate::Speed;
use core::fmt;

/// A belt speed in whole hundredths of a kilometre an hour, the unit of the Bluetooth Fitness Machine Service
/// (FTMS 1.0.1, Treadmill Data and Set Target Speed, uint16 with a resolution of 0.01 km/h).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BeltSpeed(u16);

impl BeltSpeed {
    /// A belt that stands.
    pub const ZERO: BeltSpeed = BeltSpeed(0);

    /// A speed of so many hundredths of a kilometre an hour.
    pub const fn from_centi_kmh(centi_kmh: u16) -> BeltSpeed {
        BeltSpeed(centi_kmh)
    }

    /// Hundredths of a kilometre an hour.
    pub const fn centi_kmh(self) -> u16 {
        self.0
    }

    /// The greatest belt speed that is not above `speed`; a ceiling rounded this way never lets more through.
    pub fn at_most(speed: Speed) -> BeltSpeed {
        let centi = speed.kmh() * 100.0;
        if centi >= f64::from(u16::MAX) {
            return BeltSpeed(u16::MAX);
        }
        // In range and not negative by the checks around it, so the truncation is the rounding we want.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        BeltSpeed(if centi > 0.0 { centi as u16 } else { 0 })
    }

    /// The same speed as a measured quantity.
    pub fn speed(self) -> Speed {
        Speed::from_kmh(f64::from(self.0) / 100.0).unwrap_or(Speed::ZERO)
    }

    /// The sum, or the largest speed there is.
    #[must_use]
    pub const fn saturating_add(self, other: BeltSpeed) -> BeltSpeed {
        BeltSpeed(self.0.saturating_add(other.0))
    }

    /// The difference, or a standing belt.
    #[must_use]
    pub const fn saturating_sub(self, other: BeltSpeed) -> BeltSpeed {
        BeltSpeed(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for BeltSpeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} km/h", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ceiling_is_rounded_down_never_up() {
        let ceiling = Speed::from_kmh(0.809_9).map(BeltSpeed::at_most);
        assert_eq!(ceiling, Some(BeltSpeed::from_centi_kmh(80)));
        assert_eq!(Speed::from_kmh(1e9).map(BeltSpeed::at_most), Some(BeltSpeed::from_centi_kmh(u16::MAX)));
        assert_eq!(Speed::from_kmh(-1.0).map(BeltSpeed::at_most), Some(BeltSpeed::ZERO));
    }
}
