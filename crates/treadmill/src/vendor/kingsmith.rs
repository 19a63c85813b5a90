//! The status frame of `KingSmith` `WalkingPad` machines before FTMS (service 0xFE00), and the Z1's unlock frame.

use crate::ftms::Bytes;

/// A status frame, `F8 A2 ... sum FD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status {
    /// 0 standing, 1 running, others starting.
    pub belt_state: u8,
    /// 0.1 km/h.
    pub speed_tenths: u8,
    /// 0 automatic, 1 manual, 2 standby.
    pub mode: u8,
    /// Seconds.
    pub time_s: u32,
    /// Tens of metres.
    pub distance_10m: u32,
    /// Steps.
    pub steps: u32,
    /// Whether the sum of the bytes between start and checksum fits.
    pub checksum_ok: bool,
}

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(*byte))
}

impl Status {
    /// What the frame says; `None` where it is no such frame.
    pub fn decode(frame: &[u8]) -> Option<Status> {
        let body = frame.strip_prefix(&[0xF8, 0xA2])?;
        let mut bytes = Bytes(body);
        let (belt_state, speed_tenths, mode) = (bytes.u8()?, bytes.u8()?, bytes.u8()?);
        // These numbers are big-endian, unlike everything in FTMS.
        let mut big = || bytes.take(3).map(|v| v.swap_bytes() >> 8);
        let (time_s, distance_10m, steps) = (big()?, big()?, big()?);
        let (summed, end) = frame.split_at_checked(frame.len().checked_sub(2)?)?;
        let checksum_ok = end == [sum(summed.get(1..)?), 0xFD];
        Some(Status { belt_state, speed_tenths, mode, time_s, distance_10m, steps, checksum_ok })
    }
}

/// Whether the last byte of a `KingSmith` Z1 unlock frame is the sum of those before it.
pub fn unlock_checksum_ok(frame: &[u8]) -> bool {
    frame.split_last().is_some_and(|(last, before)| *last == sum(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_frame_comes_out_and_its_sum_is_checked() {
        let mut frame = crate::hex("f8a2013c0100022a00004f0003d1b4000000e3fd");
        let status = Status::decode(&frame).unwrap();
        assert_eq!((status.belt_state, status.speed_tenths, status.mode), (1, 60, 1));
        assert_eq!((status.time_s, status.distance_10m, status.steps), (554, 79, 977));
        assert!(status.checksum_ok);
        frame[3] = 61;
        assert!(!Status::decode(&frame).unwrap().checksum_ok);
        assert_eq!(Status::decode(&frame[..12]), None);
        assert_eq!(Status::decode(&[0xF7, 0xA2]), None);
        assert!(unlock_checksum_ok(&crate::hex("710005012e5a314474")));
        assert!(!unlock_checksum_ok(&crate::hex("710005012e5a314475")));
        assert!(!unlock_checksum_ok(&[]));
    }
}
