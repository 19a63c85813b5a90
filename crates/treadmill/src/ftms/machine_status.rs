//! Fitness Machine Status, 0x2ADA: what happened to the machine (FTMS 1.0.1 section 4.17).

use super::control_point::StopOrPause;
use super::{Bytes, Numbered, Problem, length_problems, name_of};
use alloc::vec::Vec;
use units::BeltSpeed;

/// Something that happened; parameters are missing in a cut packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MachineStatus {
    /// 0x01; a pulled safety key on `KingSmith` Z1 machines.
    Reset,
    /// 0x02.
    StoppedOrPausedByUser(Option<StopOrPause>),
    /// 0x03.
    StoppedBySafetyKey,
    /// 0x04.
    StartedOrResumedByUser,
    /// 0x05, 0.01 km/h; UREVO streams the slowing belt here.
    TargetSpeedChanged(Option<BeltSpeed>),
    /// 0x06, 0.1 %.
    TargetInclinationChanged(Option<i16>),
    /// 0xFF: the console or another app has taken over.
    ControlPermissionLost,
    /// Anything else, with its parameter as a number where it is at most four bytes; never acted on.
    Other(u8, Option<u32>),
}

/// All statuses by number, with the bytes of their parameters (FTMS 1.0.1 table 4.17).
const STATUSES: [Numbered; 22] = [
    (0x01, "reset", 0),
    (0x02, "stopped_or_paused_by_user", 1),
    (0x03, "stopped_by_safety_key", 0),
    (0x04, "started_or_resumed_by_user", 0),
    (0x05, "target_speed_changed", 2),
    (0x06, "target_inclination_changed", 2),
    (0x07, "target_resistance_level_changed", 1),
    (0x08, "target_power_changed", 2),
    (0x09, "target_heart_rate_changed", 1),
    (0x0A, "targeted_expended_energy_changed", 2),
    (0x0B, "targeted_number_of_steps_changed", 2),
    (0x0C, "targeted_number_of_strides_changed", 2),
    (0x0D, "targeted_distance_changed", 3),
    (0x0E, "targeted_training_time_changed", 2),
    (0x0F, "targeted_time_in_two_heart_rate_zones_changed", 4),
    (0x10, "targeted_time_in_three_heart_rate_zones_changed", 6),
    (0x11, "targeted_time_in_five_heart_rate_zones_changed", 10),
    (0x12, "indoor_bike_simulation_changed", 6),
    (0x13, "wheel_circumference_changed", 2),
    (0x14, "spin_down_status", 1),
    (0x15, "targeted_cadence_changed", 2),
    (0xFF, "control_permission_lost", 0),
];

impl MachineStatus {
    /// What the bytes say happened, and what was wrong; `None` for no bytes at all.
    pub fn decode(packet: &[u8]) -> Option<(MachineStatus, Vec<Problem>)> {
        let mut bytes = Bytes(packet);
        let status = match bytes.u8()? {
            0x01 => MachineStatus::Reset,
            0x02 => MachineStatus::StoppedOrPausedByUser(bytes.u8().map(StopOrPause::from_byte)),
            0x03 => MachineStatus::StoppedBySafetyKey,
            0x04 => MachineStatus::StartedOrResumedByUser,
            0x05 => MachineStatus::TargetSpeedChanged(bytes.u16().map(BeltSpeed::from_centi_kmh)),
            0x06 => MachineStatus::TargetInclinationChanged(bytes.i16()),
            0xFF => MachineStatus::ControlPermissionLost,
            other => MachineStatus::Other(other, bytes.parameter()),
        };
        Some((status, length_problems(&STATUSES, status.op(), packet.len())))
    }

    /// Its number.
    pub fn op(self) -> u8 {
        match self {
            MachineStatus::Reset => 0x01,
            MachineStatus::StoppedOrPausedByUser(_) => 0x02,
            MachineStatus::StoppedBySafetyKey => 0x03,
            MachineStatus::StartedOrResumedByUser => 0x04,
            MachineStatus::TargetSpeedChanged(_) => 0x05,
            MachineStatus::TargetInclinationChanged(_) => 0x06,
            MachineStatus::ControlPermissionLost => 0xFF,
            MachineStatus::Other(op, _) => op,
        }
    }
}

/// The name of a status; `None` for a number the specification reserves.
pub fn status_name(op: u8) -> Option<&'static str> {
    name_of(&STATUSES, op)
}

#[cfg(test)]
mod tests {
    use super::*;
    use MachineStatus as S;

    #[test]
    fn what_happened_comes_out_of_the_bytes() {
        for (hex, status) in [
            ("01", S::Reset),
            ("0201", S::StoppedOrPausedByUser(Some(StopOrPause::Stop))),
            ("0202", S::StoppedOrPausedByUser(Some(StopOrPause::Pause))),
            ("03", S::StoppedBySafetyKey),
            ("04", S::StartedOrResumedByUser),
            ("05d100", S::TargetSpeedChanged(Some(BeltSpeed::from_centi_kmh(209)))),
            ("06f6ff", S::TargetInclinationChanged(Some(-10))),
            ("ff", S::ControlPermissionLost),
            ("0a6400", S::Other(10, Some(100))),
            ("1101000200030004000500", S::Other(17, None)),
        ] {
            let bytes = crate::hex(hex);
            assert_eq!(S::decode(&bytes), Some((status, Vec::new())), "{hex}");
            assert_eq!(status.op(), bytes[0]);
        }
    }

    #[test]
    fn cut_long_and_unknown_statuses_say_so() {
        let decode = |hex: &str| S::decode(&crate::hex(hex)).unwrap();
        let short = |len, needed| Vec::from([Problem::Short { len, needed }]);
        assert_eq!(decode("02"), (S::StoppedOrPausedByUser(None), short(1, 2)));
        assert_eq!(decode("05d1"), (S::TargetSpeedChanged(None), short(2, 3)));
        assert_eq!(decode("06d1"), (S::TargetInclinationChanged(None), short(2, 3)));
        assert_eq!(decode("040000").1, [Problem::Trailing(2)]);
        assert_eq!(decode("7f"), (S::Other(0x7F, None), Vec::from([Problem::Reserved(0x7F)])));
        assert_eq!(S::decode(&[]), None);
        assert_eq!((status_name(0xFF), status_name(0x16)), (Some("control_permission_lost"), None));
    }
}
