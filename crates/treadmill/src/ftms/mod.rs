//! The Bluetooth Fitness Machine Service (FTMS 1.0.1) and its two neighbours, as bytes and as meaning.
//!
//! Decoding never fails on real bytes: it decodes the whole fields that fit and says what was wrong.

pub mod advertising;
pub mod characteristic;
pub mod control_point;
pub mod feature;
pub mod heart_rate;
pub mod machine_status;
pub mod range;
pub mod running_speed_cadence;
pub mod training_status;
pub mod treadmill_data;

pub use characteristic::Characteristic;

use alloc::vec::Vec;
use core::fmt;

/// What was wrong with bytes that were decoded all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Too few bytes to say anything: so many came, so many were needed.
    Short {
        /// Bytes that came.
        len: usize,
        /// Bytes that were needed.
        needed: usize,
    },
    /// The packet ends inside the fields its flags promise.
    Truncated,
    /// So many bytes came after everything the packet announced.
    Trailing(usize),
    /// The value is one the specification reserves.
    Reserved(u8),
    /// Text that is not UTF-8; what could be read is kept.
    NotText,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Short { len, needed } => write!(f, "too short: {len} bytes, {needed} needed"),
            Problem::Truncated => f.write_str("cut off: the flags promise more fields than the bytes hold"),
            Problem::Trailing(1) => f.write_str("1 byte more than announced, ignored"),
            Problem::Trailing(n) => write!(f, "{n} bytes more than announced, ignored"),
            Problem::Reserved(value) => write!(f, "0x{value:02X} is reserved in the specification"),
            Problem::NotText => f.write_str("the text is not UTF-8; unreadable bytes are replaced"),
        }
    }
}

/// The bytes of a packet, taken from the front in whole little-endian fields.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl Bytes<'_> {
    /// The next `width` bytes (at most 4) as a number, or nothing taken where they are not all there.
    pub(crate) fn take(&mut self, width: usize) -> Option<u32> {
        let (field, rest) = self.0.split_at_checked(width)?;
        self.0 = rest;
        let mut number = [0; 4];
        number.iter_mut().zip(field).for_each(|(to, from)| *to = *from);
        Some(u32::from_le_bytes(number))
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take(1).and_then(|v| u8::try_from(v).ok())
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.take(2).and_then(|v| u16::try_from(v).ok())
    }

    pub(crate) fn i16(&mut self) -> Option<i16> {
        self.u16().map(u16::cast_signed)
    }

    /// All that is left as one number; `None` where that is nothing, or more than four bytes.
    pub(crate) fn parameter(&mut self) -> Option<u32> {
        Some(self.0.len()).filter(|width| (1..=4).contains(width)).and_then(|width| self.take(width))
    }

    /// Says how many bytes nobody asked for.
    pub(crate) fn note_rest(&self, problems: &mut Vec<Problem>) {
        if !self.0.is_empty() {
            problems.push(Problem::Trailing(self.0.len()));
        }
    }
}

/// A procedure of the control point or a status of the machine: its number, its name, the bytes of its parameter.
type Numbered = (u8, &'static str, usize);

fn name_of(table: &[Numbered], op: u8) -> Option<&'static str> {
    table.iter().find(|row| row.0 == op).map(|row| row.1)
}

/// What is wrong with the length of a packet that begins with this number.
fn length_problems(table: &[Numbered], op: u8, len: usize) -> Vec<Problem> {
    let Some((_, _, width)) = table.iter().find(|row| row.0 == op) else {
        return Vec::from([Problem::Reserved(op)]);
    };
    let needed = 1 + width;
    match len.checked_sub(needed) {
        Some(0) => Vec::new(),
        Some(more) => Vec::from([Problem::Trailing(more)]),
        None => Vec::from([Problem::Short { len, needed }]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_parameter_is_a_number_of_one_to_four_bytes() {
        let parameter = |bytes: &[u8]| Bytes(bytes).parameter();
        assert_eq!(
            [&[][..], &[7], &[1, 2, 3, 4], &[0; 5]].map(parameter),
            [None, Some(7), Some(0x0403_0201), None]
        );
    }

    #[test]
    fn every_problem_says_what_was_wrong() {
        for (problem, text) in [
            (Problem::Short { len: 1, needed: 2 }, "too short: 1 bytes, 2 needed"),
            (Problem::Truncated, "cut off: the flags promise more fields than the bytes hold"),
            (Problem::Trailing(1), "1 byte more than announced, ignored"),
            (Problem::Trailing(2), "2 bytes more than announced, ignored"),
            (Problem::Reserved(0x1A), "0x1A is reserved in the specification"),
            (Problem::NotText, "the text is not UTF-8; unreadable bytes are replaced"),
        ] {
            assert_eq!(problem.to_string(), text);
        }
    }
}
