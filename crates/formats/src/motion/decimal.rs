//! Decimal numbers out of bytes, eight digits at a time: the inner loop of reading a day of motion.
//!
//! A number of up to seven digits and its point is one load: where the digits end and where the point stands are found
//! with word arithmetic, the point is squeezed out, and three multiplications make the value. Longer ones take
//! a second load; exponents, blanks and words go through the standard library.

/// Powers of ten that are exact in `f64`.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];
const ZEROS: u64 = 0x3030_3030_3030_3030;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// A bit at the top of each byte that is no digit; `x` has `'0'` taken from each byte.
#[inline]
const fn not_digits(x: u64) -> u64 {
    ((x & !HIGH).wrapping_add(0x7676_7676_7676_7676) | x) & HIGH
}

/// The value of eight digits, first digit in the lowest byte.
#[inline]
const fn eight(x: u64) -> u64 {
    let pairs = x.wrapping_mul(10).wrapping_add(x >> 8);
    let low = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    low.wrapping_add(high) >> 32
}

/// The first `count` of eight bytes as a number, `count` from 1 to 8.
#[inline]
const fn first(x: u64, count: u32) -> u64 {
    eight(x << (64 - 8 * count))
}

#[inline]
fn load(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk::<8>().map(|c| u64::from_le_bytes(*c) ^ ZEROS)
}

/// The number at the start of `bytes` and how many bytes it took; `None` when it is not a plain one, and
/// [`slow`] must look at the whole field. What follows the number is the caller's to check.
///
/// The value is the nearest `f64` (at most 15 digits over a power of ten that is exact).
#[inline]
pub(super) fn fast(bytes: &[u8], point: u8) -> Option<(f64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let digits = bytes.get(start..)?;
    let x = load(digits)?;
    let others = not_digits(x);
    let whole = others.trailing_zeros() >> 3;
    let (mantissa, places, length) = if whole < 8 && (x >> (8 * whole)) & 0xFF == u64::from(point ^ b'0') {
        let after = others & (others - 1);
        let end = after.trailing_zeros() >> 3;
        if end < 8 {
            let count = end - 1;
            if count == 0 {
                return None;
            }
            let before = (1_u64 << (8 * whole)) - 1;
            (first((x & before) | ((x >> 8) & !before), count), count - whole, end)
        } else {
            let rest = load(digits.get(whole as usize + 1..)?)?;
            let places = not_digits(rest).trailing_zeros() >> 3;
            if whole == 0 || places == 0 || places > 7 {
                return None;
            }
            let scale = TEN_TO.get(places as usize)?;
            (first(x, whole) * scale + first(rest, places), places, whole + 1 + places)
        }
    } else {
        if whole == 0 || whole == 8 {
            return None;
        }
        (first(x, whole), 0, whole)
    };
    let value = mantissa as f64 / TENS.get(places as usize)?;
    Some((if negative { -value } else { value }, start + length as usize))
}

const TEN_TO: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// What a field holds that [`fast`] would not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    /// Nothing was written there.
    Missing,
    /// A number, perhaps not finite.
    Number(f64),
    /// Something else.
    NotANumber,
}

/// What is written where there is nothing.
const NOTHING: [&str; 7] = ["", "-", "na", "n/a", "nan", "none", "null"];

/// Reads a whole field: exponents, blanks, quotes, `NaN`, `null`.
#[cold]
pub(super) fn slow(field: &[u8], point: u8) -> Field {
    let Ok(text) = core::str::from_utf8(field) else { return Field::NotANumber };
    let text = text.trim().trim_matches('"').trim();
    if NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) {
        return Field::Missing;
    }
    let parsed = if point == b'.' { text.parse() } else { text.replace(char::from(point), ".").parse() };
    parsed.map_or(Field::NotANumber, Field::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    /// The number in `text` followed by a comma and padding, as the reader meets it.
    fn read(text: &str) -> Option<(f64, usize)> {
        fast(format!("{text},12345678").as_bytes(), b'.')
    }

    #[test]
    fn plain_numbers_are_read_exactly() {
        for text in [
            "0", "7", "-7", "0.1", "-0.00475", "9.81", "12.3456", "123456", "1234567", "86399.99", "-1.",
            ".5", "-0.0",
        ] {
            let (value, length) = read(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            assert_eq!(length, text.len(), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_slow_reader() {
        for text in ["", "-", ".", "-.", "x", " 1", "\"1\"", "nan", "+1", "123456789"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(slow(b" \"1.5e-3\" ", b'.'), Field::Number(0.0015));
        assert_eq!(slow(b"-1,5E2", b','), Field::Number(-150.0));
        for nothing in ["  ", "NaN", "N/A", "None", "null", "NA", "-"] {
            assert_eq!(slow(nothing.as_bytes(), b'.'), Field::Missing, "{nothing}");
        }
        assert_eq!(slow(b"one", b'.'), Field::NotANumber);
    }

    proptest! {
        #[test]
        fn every_plain_number_is_the_nearest_f64_and_its_f32_within_one_step(
            negative: bool, whole in 0_u64..10_000_000, places in 0_usize..=7, part in 0_u64..10_000_000
        ) {
            let part = format!("{part:07}");
            let mut text = format!("{}{whole}", if negative { "-" } else { "" });
            if places > 0 {
                text.push('.');
                text.push_str(&part[..places]);
            }
            let (value, length) = read(&text).unwrap();
            prop_assert_eq!(length, text.len());
            prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
            let (narrow, nearest) = (crate::motion::narrow(value), text.parse::<f32>().unwrap());
            prop_assert!(narrow.to_bits().abs_diff(nearest.to_bits()) <= 1);
        }

        #[test]
        fn no_bytes_make_it_panic_and_what_it_reads_the_standard_library_reads_too(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"0123456789.-,eE".to_vec())], 0..24)
        ) {
            if let Some((value, length)) = fast(&bytes, b'.') {
                let text = core::str::from_utf8(&bytes[..length]).unwrap();
                prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
            let _ = slow(&bytes, b'.');
        }
    }
}
