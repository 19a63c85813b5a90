//! Heart Rate Measurement, 0x2A37 (Heart Rate Service 1.0 section 3.1).

use super::{Bytes, Problem};
use alloc::vec::Vec;

/// Whether the strap touches the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contact {
    /// The sensor cannot tell.
    Unsupported,
    /// It does not.
    Lost,
    /// It does.
    Good,
}

/// One measurement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeartRateMeasurement {
    /// Beats a minute.
    pub bpm: u16,
    /// The strap on the skin.
    pub contact: Contact,
    /// Energy so far, kJ.
    pub energy_kj: Option<u16>,
    /// Times between beats, 1/1024 s, oldest first.
    pub rr_1024: Vec<u16>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl HeartRateMeasurement {
    /// What the bytes mean; `None` where they end before the rate.
    pub fn decode(packet: &[u8]) -> Option<HeartRateMeasurement> {
        let mut bytes = Bytes(packet);
        let flags = bytes.u8()?;
        let bpm = if flags & 1 != 0 { bytes.u16()? } else { bytes.u8().map(u16::from)? };
        let contact = match flags & 6 {
            6 => Contact::Good,
            4 => Contact::Lost,
            _ => Contact::Unsupported,
        };
        let mut problems = Vec::new();
        let energy_kj = if flags & 8 != 0 { bytes.u16() } else { None };
        if flags & 8 != 0 && energy_kj.is_none() {
            problems.push(Problem::Truncated);
        }
        let mut rr_1024 = Vec::new();
        if flags & 16 != 0 {
            let (beats, rest) = bytes.0.as_chunks();
            rr_1024.extend(beats.iter().copied().map(u16::from_le_bytes));
            bytes.0 = rest;
        }
        bytes.note_rest(&mut problems);
        Some(HeartRateMeasurement { bpm, contact, energy_kj, rr_1024, problems })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(hex: &str) -> HeartRateMeasurement {
        HeartRateMeasurement::decode(&crate::hex(hex)).expect("a rate")
    }

    #[test]
    fn rate_contact_energy_and_beats_come_out() {
        let whole = decode("1e480a00c003b003");
        assert_eq!((whole.bpm, whole.contact, whole.energy_kj), (72, Contact::Good, Some(10)));
        assert_eq!((whole.rr_1024, whole.problems.len()), (Vec::from([960, 944]), 0));
        assert_eq!(decode("014801").bpm, 328);
        assert_eq!((decode("0448").contact, decode("0248").contact), (Contact::Lost, Contact::Unsupported));
    }

    #[test]
    fn cut_and_long_measurements_keep_the_rate_and_say_so() {
        let problems = |hex| decode(hex).problems;
        assert_eq!(problems("084801"), [Problem::Truncated, Problem::Trailing(1)]);
        assert_eq!(decode("184801").rr_1024, [] as [u16; 0], "what is cut is no beat");
        assert_eq!(problems("1048c00301"), [Problem::Trailing(1)]);
        assert_eq!(problems("0048c003"), [Problem::Trailing(2)]);
        assert_eq!(HeartRateMeasurement::decode(&[1, 72]), None);
        assert_eq!(HeartRateMeasurement::decode(&[0]), None);
        assert_eq!(HeartRateMeasurement::decode(&[]), None);
    }
}
