//! The status frame of `FitShow` consoles (service 0xFFF0): `02 51 status ... xor 03`, numbers little-endian.

use crate::ftms::Bytes;

/// What a running machine adds to its status. Units of distance and energy differ between makes: raw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Running {
    /// 0.1 km/h.
    pub speed_tenths: u8,
    /// Percent.
    pub incline_pct: u8,
    /// Seconds.
    pub elapsed_s: u16,
    /// As sent.
    pub distance_raw: u16,
    /// As sent.
    pub kcal_raw: u16,
    /// Steps.
    pub steps: u16,
}

/// A status frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status {
    /// 0 standing, 2 counting down, 3 running, 4 slowing.
    pub status: u8,
    /// Whether all bytes between start and checksum xor to it.
    pub checksum_ok: bool,
    /// Absent from a short frame.
    pub running: Option<Running>,
}

impl Status {
    /// What the frame says; `None` where it is no such frame.
    pub fn decode(frame: &[u8]) -> Option<Status> {
        let (inside, end) = frame.strip_prefix(&[0x02])?.split_at_checked(frame.len().checked_sub(3)?)?;
        let mut bytes = Bytes(inside.strip_prefix(&[0x51])?);
        let status = bytes.u8()?;
        let checksum_ok = end == [inside.iter().fold(0, |x, byte| x ^ byte), 0x03];
        let mut running = || {
            Some(Running {
                speed_tenths: bytes.u8()?,
                incline_pct: bytes.u8()?,
                elapsed_s: bytes.u16()?,
                distance_raw: bytes.u16()?,
                kcal_raw: bytes.u16()?,
                steps: bytes.u16()?,
            })
        };
        Some(Status { status, checksum_ok, running: running() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_frame_comes_out_and_its_xor_is_checked() {
        let status = Status::decode(&crate::hex("0251040302160148001c00070000001003")).unwrap();
        let running = status.running.unwrap();
        assert_eq!((status.status, status.checksum_ok), (4, true));
        assert_eq!((running.speed_tenths, running.incline_pct, running.elapsed_s), (3, 2, 278));
        assert_eq!((running.distance_raw, running.kcal_raw, running.steps), (72, 28, 7));
        let idle = Status::decode(&crate::hex("0251005103")).unwrap();
        assert_eq!((idle.status, idle.checksum_ok, idle.running), (0, true, None));
        assert!(!Status::decode(&crate::hex("0251005003")).unwrap().checksum_ok);
        assert_eq!(Status::decode(&[0x02]), None);
        assert_eq!(Status::decode(&crate::hex("0252005103")), None);
        assert_eq!(Status::decode(&crate::hex("0351005103")), None);
    }
}
