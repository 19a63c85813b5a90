//! Where the zero of a recording's clock lies.

/// Seconds of a day.
pub(super) const DAY_S: f64 = 86_400.0;

/// Where a recording's zero lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Origin {
    /// Seconds since 1970 of time zero, when the recording's clock knows the date; as if in UTC where it names no zone.
    pub unix_s: Option<f64>,
    /// Seconds since midnight of time zero, when the recording's clock knows only the time of day.
    pub midnight_s: Option<f64>,
    /// Seconds since 1970 of time zero wherever it was, told by the clock with its zone, or by another column.
    pub instant_s: Option<f64>,
}

impl Origin {
    /// How much later than `other`'s zero this one lies, s; `None` where one clock knows the date or the hour and the other
    /// counts from a start of its own.
    pub fn after(self, other: Origin) -> Option<f64> {
        match (self.unix_s, other.unix_s, self.midnight_s, other.midnight_s) {
            (Some(own), Some(other), ..) => Some(own - other),
            // Across midnight too, the nearer way round.
            (None, None, Some(own), Some(other)) => {
                let apart = own - other;
                Some(apart - DAY_S * libm::round(apart / DAY_S))
            }
            (None, None, None, None) => Some(0.0),
            _ => None,
        }
    }
}
