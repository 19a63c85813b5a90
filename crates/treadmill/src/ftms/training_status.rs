//! Training Status, 0x2AD3: what the machine thinks it is doing (FTMS 1.0.1 section 4.10). Shown, never acted on.

use super::{Bytes, Problem};
use alloc::string::String;
use alloc::vec::Vec;

/// What a machine says of its training.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TrainingStatus {
    /// Whether the flags announce a text.
    pub string_flag: bool,
    /// Whether the flags announce an extended text.
    pub extended: bool,
    /// The number of the status; `None` where the packet ends before it, as it does on Domyos and Horizon machines
    /// until the belt has run once.
    pub status: Option<u8>,
    /// The text, often empty even when announced.
    pub text: String,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

const NAMES: [&str; 16] = [
    "other",
    "idle",
    "warming_up",
    "low_intensity_interval",
    "high_intensity_interval",
    "recovery_interval",
    "isometric",
    "heart_rate_control",
    "fitness_test",
    "speed_outside_of_control_region_low",
    "speed_outside_of_control_region_high",
    "cool_down",
    "watt_control",
    "manual_mode",
    "pre_workout",
    "post_workout",
];

impl TrainingStatus {
    /// What the bytes mean; no bytes are an unknown status and no error.
    pub fn decode(packet: &[u8]) -> TrainingStatus {
        let mut bytes = Bytes(packet);
        let mut problems = Vec::new();
        let flags = bytes.u8();
        let status = bytes.u8();
        if status.is_none() {
            problems.push(Problem::Short { len: packet.len(), needed: 2 });
        }
        if let Some(reserved) = status.filter(|&s| status_name(s).is_none()) {
            problems.push(Problem::Reserved(reserved));
        }
        let text = String::from_utf8_lossy(bytes.0).trim_end_matches('\0').into();
        if core::str::from_utf8(bytes.0).is_err() {
            problems.push(Problem::NotText);
        }
        let flag = |bit: u8| flags.is_some_and(|f| f & bit != 0);
        TrainingStatus { string_flag: flag(1), extended: flag(2), status, text, problems }
    }
}

/// The name of a training status; `None` for a number the specification reserves.
pub fn status_name(status: u8) -> Option<&'static str> {
    NAMES.get(usize::from(status)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_text_come_out_and_oddities_are_told() {
        let status = TrainingStatus::decode(b"\x01\x0dGo\0");
        assert_eq!((status.string_flag, status.extended, status.status), (true, false, Some(13)));
        assert_eq!((status.text.as_str(), status.problems.len()), ("Go", 0));
        assert!(TrainingStatus::decode(&[3, 1]).extended);
        assert!(!TrainingStatus::decode(&[2, 1]).string_flag);
        assert_eq!(TrainingStatus::decode(&[0, 0x10]).problems, [Problem::Reserved(0x10)]);
        assert_eq!(TrainingStatus::decode(&[1, 1, 0xFF]).problems, [Problem::NotText]);
        let empty = TrainingStatus::decode(&[]);
        assert_eq!((empty.status, empty.problems), (None, Vec::from([Problem::Short { len: 0, needed: 2 }])));
        assert_eq!((status_name(15), status_name(16)), (Some("post_workout"), None));
    }
}
