//! The characteristics a treadmill client reads, hears and writes, by their Bluetooth numbers.

/// One characteristic (Bluetooth Assigned Numbers, section 3.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Characteristic {
    /// 0x2ACC Fitness Machine Feature: read.
    Feature,
    /// 0x2ACD Treadmill Data: notified.
    TreadmillData,
    /// 0x2AD3 Training Status: read, notified.
    TrainingStatus,
    /// 0x2AD4 Supported Speed Range: read.
    SpeedRange,
    /// 0x2AD5 Supported Inclination Range: read.
    InclinationRange,
    /// 0x2AD9 Fitness Machine Control Point: written, indicated.
    ControlPoint,
    /// 0x2ADA Fitness Machine Status: notified.
    MachineStatus,
    /// 0x2A37 Heart Rate Measurement: notified.
    HeartRate,
    /// 0x2A53 Running Speed and Cadence Measurement: notified.
    RunningSpeedCadence,
}

impl Characteristic {
    /// All of them.
    pub const ALL: [Characteristic; 9] = [
        Characteristic::Feature,
        Characteristic::TreadmillData,
        Characteristic::TrainingStatus,
        Characteristic::SpeedRange,
        Characteristic::InclinationRange,
        Characteristic::ControlPoint,
        Characteristic::MachineStatus,
        Characteristic::HeartRate,
        Characteristic::RunningSpeedCadence,
    ];

    /// Its 16-bit number.
    pub const fn number(self) -> u16 {
        match self {
            Characteristic::Feature => 0x2ACC,
            Characteristic::TreadmillData => 0x2ACD,
            Characteristic::TrainingStatus => 0x2AD3,
            Characteristic::SpeedRange => 0x2AD4,
            Characteristic::InclinationRange => 0x2AD5,
            Characteristic::ControlPoint => 0x2AD9,
            Characteristic::MachineStatus => 0x2ADA,
            Characteristic::HeartRate => 0x2A37,
            Characteristic::RunningSpeedCadence => 0x2A53,
        }
    }

    /// The characteristic of a 16-bit number, where it is one of ours.
    pub fn from_number(number: u16) -> Option<Characteristic> {
        Characteristic::ALL.into_iter().find(|c| c.number() == number)
    }
}

/// 0x1826, the Fitness Machine Service.
pub const FITNESS_MACHINE_SERVICE: u16 = 0x1826;
/// 0x180D, the Heart Rate Service.
pub const HEART_RATE_SERVICE: u16 = 0x180D;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_characteristic_is_found_by_its_number() {
        for c in Characteristic::ALL {
            assert_eq!(Characteristic::from_number(c.number()), Some(c));
        }
        assert_eq!(Characteristic::from_number(0x2AD2), None, "indoor bike data is no treadmill's");
    }
}
