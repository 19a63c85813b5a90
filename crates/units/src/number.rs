//! Numbers as people type them.

/// Such as `-4.5` or `4,5`: digits around at most one point or comma; no exponent, no infinity, and no more than a `u64` holds.
///
/// The standard library reads any decimal to the last bit, with tables that are a thirtieth of what a phone downloads; this is
/// exact up to 15 digits, and beyond within a bit or two.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (mut mantissa, mut scale, mut point, mut told) = (0_u64, 1.0, false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                told = true;
                if point {
                    scale *= 10.0;
                }
            }
            b'.' | b',' if !point => point = true,
            _ => return None,
        }
    }
    let value = mantissa as f64 / scale;
    told.then_some(if digits.len() < text.len() { -value } else { value })
}
