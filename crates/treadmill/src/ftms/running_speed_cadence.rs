//! Running Speed and Cadence Measurement, 0x2A53 (RSC Service 1.0 section 3.1): Technogym Run speaks only this.

use super::{Bytes, Problem};
use alloc::vec::Vec;

/// One measurement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunningSpeedCadence {
    /// 1/256 m/s.
    pub speed_256: u16,
    /// Steps a minute.
    pub cadence_spm: u8,
    /// Stride length, cm.
    pub stride_cm: Option<u16>,
    /// Total distance, 0.1 m.
    pub distance_dm: Option<u32>,
    /// Running, as the sensor judges it; false is walking.
    pub running: bool,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl RunningSpeedCadence {
    /// What the bytes mean; `None` where they end before speed and cadence.
    pub fn decode(packet: &[u8]) -> Option<RunningSpeedCadence> {
        let mut bytes = Bytes(packet);
        let flags = bytes.u8()?;
        let (speed_256, cadence_spm) = (bytes.u16()?, bytes.u8()?);
        let mut problems = Vec::new();
        let stride = if flags & 1 != 0 { Some(bytes.u16()) } else { None };
        let distance = if flags & 2 != 0 { Some(bytes.take(4)) } else { None };
        if stride == Some(None) || distance == Some(None) {
            problems.push(Problem::Truncated);
        }
        bytes.note_rest(&mut problems);
        Some(RunningSpeedCadence {
            speed_256,
            cadence_spm,
            stride_cm: stride.flatten(),
            distance_dm: distance.flatten(),
            running: flags & 4 != 0,
            problems,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_out_and_cut_packets_say_so() {
        let whole = RunningSpeedCadence::decode(&crate::hex("07 9101 bb 4b00 0a000000")).unwrap();
        assert_eq!((whole.speed_256, whole.cadence_spm, whole.running), (401, 187, true));
        assert_eq!((whole.stride_cm, whole.distance_dm, whole.problems.len()), (Some(75), Some(10), 0));
        // A packet without a distance may be followed by bytes that are none.
        let no_distance = RunningSpeedCadence::decode(&crate::hex("01 9101 bb 4b00 0a000000")).unwrap();
        assert_eq!((no_distance.stride_cm, no_distance.distance_dm), (Some(75), None));
        let short = RunningSpeedCadence::decode(&crate::hex("02 9101 bb 0a00")).unwrap();
        assert_eq!((short.distance_dm, short.running), (None, false));
        assert_eq!(short.problems, [Problem::Truncated, Problem::Trailing(2)]);
        let cut = RunningSpeedCadence::decode(&crate::hex("01 9101 bb 0a")).unwrap();
        assert_eq!((cut.stride_cm, cut.problems[0]), (None, Problem::Truncated));
        assert_eq!(RunningSpeedCadence::decode(&[0, 1, 2]), None);
    }
}
