//! A WAV file's head: everything before the samples of one channel at 16 kHz, sixteen bits, little-endian.

use super::RATE;

/// The 44 bytes before `count` samples; a longer track than WAV can say (37 hours) is said to be that long.
pub fn head(count: u64) -> Vec<u8> {
    let bytes = u32::try_from(count * 2).unwrap_or(u32::MAX - 36);
    let mut out = b"RIFF".to_vec();
    out.extend((bytes + 36).to_le_bytes());
    out.extend(b"WAVEfmt ");
    out.extend(16_u32.to_le_bytes());
    out.extend([1_u16, 1].into_iter().flat_map(u16::to_le_bytes)); // plain samples, one channel
    out.extend([RATE, RATE * 2].into_iter().flat_map(u32::to_le_bytes));
    out.extend([2_u16, 16].into_iter().flat_map(u16::to_le_bytes));
    out.extend(b"data");
    out.extend(bytes.to_le_bytes());
    out
}

/// Samples as the bytes that follow the head.
pub fn body(samples: &[i16]) -> Vec<u8> {
    samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
}
