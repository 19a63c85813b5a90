//! Lengths and speeds as the walker wrote them, so that a program prints back the way it was typed.

use core::fmt;
use units::{Length, Speed};

/// A unit of length in the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// `m`
    Meters,
    /// `ft`
    Feet,
}

/// A length in tenths of a written unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenLength {
    /// Tenths of the unit.
    pub tenths: u32,
    /// The unit.
    pub unit: LengthUnit,
}

impl WrittenLength {
    /// So many whole metres.
    pub const fn meters(meters: u16) -> WrittenLength {
        WrittenLength { tenths: meters as u32 * 10, unit: LengthUnit::Meters }
    }

    /// So many whole feet.
    pub const fn feet(feet: u16) -> WrittenLength {
        WrittenLength { tenths: feet as u32 * 10, unit: LengthUnit::Feet }
    }

    /// The length it stands for.
    pub fn length(self) -> Length {
        let amount = f64::from(self.tenths) / 10.0;
        match self.unit {
            LengthUnit::Meters => Length::from_meters(amount),
            LengthUnit::Feet => Length::from_feet(amount),
        }
        .unwrap_or(Length::ZERO)
    }
}

impl fmt::Display for WrittenLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            LengthUnit::Meters => "m",
            LengthUnit::Feet => "ft",
        };
        write_decimal(f, self.tenths, 1)?;
        write!(f, " {unit}")
    }
}

/// A unit of speed in the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeedUnit {
    /// `km/h`
    Kmh,
    /// `mph`
    Mph,
}

/// A belt speed in hundredths of a written unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenSpeed {
    /// Hundredths of the unit.
    pub hundredths: u32,
    /// The unit.
    pub unit: SpeedUnit,
}

impl WrittenSpeed {
    /// The speed it stands for.
    pub fn speed(self) -> Speed {
        let amount = f64::from(self.hundredths) / 100.0;
        match self.unit {
            SpeedUnit::Kmh => Speed::from_kmh(amount),
            SpeedUnit::Mph => Speed::from_mph(amount),
        }
        .unwrap_or(Speed::ZERO)
    }
}

impl fmt::Display for WrittenSpeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            SpeedUnit::Kmh => "km/h",
            SpeedUnit::Mph => "mph",
        };
        write_decimal(f, self.hundredths, 2)?;
        write!(f, " {unit}")
    }
}

/// Writes `value / 10^places` with no needless zeros.
pub(super) fn write_decimal(f: &mut fmt::Formatter<'_>, value: u32, places: u32) -> fmt::Result {
    let one = 10_u32.saturating_pow(places);
    write!(f, "{}", value / one)?;
    let (mut rest, mut places) = (value % one, places);
    if rest == 0 {
        return Ok(());
    }
    while rest.is_multiple_of(10) {
        rest /= 10;
        places -= 1;
    }
    write!(f, ".{rest:0width$}", width = places as usize)
}
