//! Supported Speed Range, 0x2AD4, and Supported Inclination Range, 0x2AD5 (FTMS 1.0.1 sections 4.4 and 4.5).

use super::{Bytes, Problem};
use alloc::vec::Vec;
use units::BeltSpeed;

/// The speeds a belt says it can run at, as it says them; nothing here is checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SpeedRange {
    /// Slowest.
    pub min: BeltSpeed,
    /// Fastest.
    pub max: BeltSpeed,
    /// Smallest change.
    pub step: BeltSpeed,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// The slopes a deck says it can take, in tenths of a percent, as it says them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InclinationRange {
    /// Least, 0.1 %.
    pub min: i16,
    /// Most, 0.1 %.
    pub max: i16,
    /// Smallest change, 0.1 %.
    pub step: u16,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// Three little-endian 16-bit numbers, and what came after them.
fn three(packet: &[u8]) -> Option<([u16; 3], Vec<Problem>)> {
    let mut bytes = Bytes(packet);
    let numbers = [bytes.u16()?, bytes.u16()?, bytes.u16()?];
    let mut problems = Vec::new();
    bytes.note_rest(&mut problems);
    Some((numbers, problems))
}

fn six_bytes([a, b, c]: [u16; 3]) -> [u8; 6] {
    let ([a0, a1], [b0, b1], [c0, c1]) = (a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes());
    [a0, a1, b0, b1, c0, c1]
}

impl SpeedRange {
    /// What the bytes mean; `None` for fewer than six.
    pub fn decode(packet: &[u8]) -> Option<SpeedRange> {
        let ([min, max, step], problems) = three(packet)?;
        let speed = BeltSpeed::from_centi_kmh;
        Some(SpeedRange { min: speed(min), max: speed(max), step: speed(step), problems })
    }

    /// The six bytes of it.
    pub fn encode(&self) -> [u8; 6] {
        six_bytes([self.min.centi_kmh(), self.max.centi_kmh(), self.step.centi_kmh()])
    }
}

impl InclinationRange {
    /// What the bytes mean; `None` for fewer than six.
    pub fn decode(packet: &[u8]) -> Option<InclinationRange> {
        let ([min, max, step], problems) = three(packet)?;
        Some(InclinationRange { min: min.cast_signed(), max: max.cast_signed(), step, problems })
    }

    /// The six bytes of it.
    pub fn encode(&self) -> [u8; 6] {
        six_bytes([self.min.cast_unsigned(), self.max.cast_unsigned(), self.step])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_come_out_as_sent_however_odd() {
        let speed = SpeedRange::decode(&crate::hex("600083022000")).unwrap();
        assert_eq!((speed.min.centi_kmh(), speed.max.centi_kmh(), speed.step.centi_kmh()), (96, 643, 32));
        assert_eq!(speed.encode().to_vec(), crate::hex("600083022000"));
        let slope = InclinationRange::decode(&crate::hex("e2ff 7800 0a00 07")).unwrap();
        assert_eq!((slope.min, slope.max, slope.step), (-30, 120, 10));
        assert_eq!(slope.problems, [Problem::Trailing(1)]);
        assert_eq!(slope.encode().to_vec(), crate::hex("e2ff78000a00"));
        assert_eq!(SpeedRange::decode(&[0; 5]), None);
        assert_eq!(InclinationRange::decode(&[0; 5]), None);
    }
}
