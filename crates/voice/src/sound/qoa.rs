//! The Quite OK Audio format, one channel: how voice clips are kept, 3.2 bits a sample (qoaformat.org, version 1).
//!
//! A sample is foretold from the four before it, and what is left over is coded in three bits times one of sixteen
//! scale factors shared by twenty samples. Lossy, small, quick, and simple enough to need no dependency.

use super::RATE;

/// Samples in one slice of eight bytes.
const SLICE: usize = 20;
/// Samples in one frame: 256 slices.
const FRAME: usize = 256 * SLICE;
/// Bytes before a frame's slices, for one channel.
const FRAME_HEAD: usize = 8 + 16;
/// What the sixteen scale factors are: (n + 1)^2.75, rounded.
const SCALES: [i32; 16] = [1, 7, 21, 45, 84, 138, 211, 304, 421, 562, 731, 928, 1157, 1419, 1715, 2048];
/// What the eight codes stand for, in quarters of a scale factor: ±0.75, ±2.5, ±4.5, ±7.
const CODES: [i32; 8] = [3, -3, 10, -10, 18, -18, 28, -28];

/// Why bytes are no clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotQoa {
    /// They do not begin with the format's mark.
    Mark,
    /// They are of another sample rate or of several channels.
    Shape,
    /// They end early.
    Short,
}

impl core::fmt::Display for NotQoa {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Mark => "it is no QOA file",
            Self::Shape => "it is not one channel at 16 kHz",
            Self::Short => "it ends too early",
        })
    }
}

/// The least-mean-squares predictor both sides run alike.
#[derive(Debug, Clone, Copy)]
struct Predictor {
    history: [i32; 4],
    weights: [i32; 4],
}

impl Predictor {
    const START: Self = Self { history: [0; 4], weights: [0, 0, -(1 << 13), 1 << 14] };

    fn foretell(&self) -> i32 {
        let sum = self
            .history
            .iter()
            .zip(self.weights)
            .fold(0_i32, |sum, (past, weight)| sum.wrapping_add(past.wrapping_mul(weight)));
        sum >> 13
    }

    fn learn(&mut self, sample: i32, residual: i32) {
        let step = residual >> 4;
        for (weight, past) in self.weights.iter_mut().zip(self.history) {
            *weight = weight.wrapping_add(if past < 0 { -step } else { step });
        }
        let [_, a, b, c] = self.history;
        self.history = [a, b, c, sample];
    }

    /// How far the weights have grown past what is healthy; an encoder steers away from that.
    fn strain(&self) -> u64 {
        let power: i64 = self.weights.iter().map(|weight| i64::from(*weight) * i64::from(*weight)).sum();
        let over = u64::try_from((power >> 18) - 0x8ff).unwrap_or(0);
        over * over
    }
}

/// What a code is worth at a scale, rounded away from zero.
fn worth(scale: i32, code: i32) -> i32 {
    let quarters = scale * code;
    (quarters.abs() + 2) / 4 * quarters.signum()
}

fn clamp(value: i32) -> i32 {
    value.clamp(i32::from(i16::MIN), i32::from(i16::MAX))
}

/// Makes a QOA file of samples.
pub fn encode(samples: &[i16]) -> Vec<u8> {
    let mut out = b"qoaf".to_vec();
    out.extend(u32::try_from(samples.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut predictor = Predictor::START;
    for frame in samples.chunks(FRAME) {
        let size = FRAME_HEAD + frame.len().div_ceil(SLICE) * 8;
        out.push(1);
        out.extend(RATE.to_be_bytes().iter().skip(1));
        out.extend(u16::try_from(frame.len()).unwrap_or(u16::MAX).to_be_bytes());
        out.extend(u16::try_from(size).unwrap_or(u16::MAX).to_be_bytes());
        for value in predictor.history.iter().chain(&predictor.weights) {
            let [_, _, high, low] = value.to_be_bytes();
            out.extend([high, low]);
        }
        for slice in frame.chunks(SLICE) {
            let best = (0_u64..)
                .zip(SCALES)
                .map(|(index, scale)| try_scale(slice, index, scale, predictor))
                .min_by_key(|tried| tried.0);
            if let Some((_, bits, after)) = best {
                out.extend(bits.to_be_bytes());
                predictor = after;
            }
        }
    }
    out
}

/// Codes a slice at one scale: its error, its bits, and the predictor after it.
fn try_scale(slice: &[i16], index: u64, scale: i32, mut predictor: Predictor) -> (u64, u64, Predictor) {
    let mut bits = index;
    let mut error = 0_u64;
    for sample in slice {
        let wanted = i32::from(*sample);
        let foretold = predictor.foretell();
        let (code, heard, residual) = (0_u64..)
            .zip(CODES)
            .map(|(code, quarters)| {
                let residual = worth(scale, quarters);
                (code, clamp(foretold.saturating_add(residual)), residual)
            })
            .min_by_key(|(_, heard, _)| (wanted - heard).abs())
            .unwrap_or((0, foretold, 0));
        predictor.learn(heard, residual);
        let off = u64::from((wanted - heard).unsigned_abs());
        error = error.saturating_add(off * off).saturating_add(predictor.strain());
        bits = bits << 3 | code;
    }
    (error, bits << (3 * (SLICE - slice.len())), predictor)
}

/// How many samples a file holds, without decoding it.
pub fn samples(bytes: &[u8]) -> Result<usize, NotQoa> {
    let rest = bytes.strip_prefix(b"qoaf").ok_or(NotQoa::Mark)?;
    let count = rest.first_chunk().ok_or(NotQoa::Short)?;
    usize::try_from(u32::from_be_bytes(*count)).map_err(|_| NotQoa::Shape)
}

/// Gives back a file's samples.
pub fn decode(bytes: &[u8]) -> Result<Vec<i16>, NotQoa> {
    let count = samples(bytes)?;
    let mut rest = bytes.get(8..).ok_or(NotQoa::Short)?;
    // Twenty samples take eight bytes: a count beyond that is a lie, and reserves nothing.
    if count > rest.len() / 8 * SLICE {
        return Err(NotQoa::Short);
    }
    let mut out = Vec::with_capacity(count);
    while out.len() < count {
        let ([channels, r0, r1, r2, n0, n1, _, _], body) = rest.split_first_chunk().ok_or(NotQoa::Short)?;
        if *channels != 1 || u32::from_be_bytes([0, *r0, *r1, *r2]) != RATE {
            return Err(NotQoa::Shape);
        }
        let (state, body) = body.split_first_chunk::<16>().ok_or(NotQoa::Short)?;
        let mut values = state.as_chunks::<2>().0.iter().map(|pair| i32::from(i16::from_be_bytes(*pair)));
        let mut next = || values.next().unwrap_or(0);
        let mut predictor = Predictor {
            history: [next(), next(), next(), next()],
            weights: [next(), next(), next(), next()],
        };
        let here = usize::from(u16::from_be_bytes([*n0, *n1])).min(count - out.len());
        if here == 0 {
            return Err(NotQoa::Short);
        }
        let (slices, after) = body.split_at_checked(here.div_ceil(SLICE) * 8).ok_or(NotQoa::Short)?;
        let end = out.len() + here;
        for slice in slices.as_chunks::<8>().0 {
            let bits = u64::from_be_bytes(*slice);
            let pick = |shift: u32, table: &[i32], mask: u64| {
                usize::try_from(bits >> shift & mask)
                    .ok()
                    .and_then(|index| table.get(index))
                    .copied()
                    .unwrap_or(0)
            };
            let scale = pick(60, &SCALES, 15);
            for step in 0..20_u32 {
                if out.len() == end {
                    break;
                }
                let residual = worth(scale, pick(57 - 3 * step, &CODES, 7));
                let heard = clamp(predictor.foretell().saturating_add(residual));
                predictor.learn(heard, residual);
                out.push(i16::try_from(heard).unwrap_or(0));
            }
        }
        rest = after;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::level::to_sample;

    fn speechlike() -> Vec<i16> {
        (0..30_000)
            .map(|n| {
                let t = f64::from(n) / 16_000.0;
                let loud = 0.5 + 0.5 * libm::sin(t * 20.0);
                let sum: f64 = (1..20).map(|h| libm::sin(t * 690.0 * f64::from(h)) / f64::from(h)).sum();
                to_sample(sum * loud * 0.25)
            })
            .collect()
    }

    #[test]
    fn a_clip_comes_back_close_and_as_another_decoder_hears_it() {
        let clip = speechlike();
        let bytes = encode(&clip);
        assert!(bytes.len() < clip.len() * 2 / 4, "a quarter of its size or less");
        let heard = decode(&bytes).unwrap();
        assert_eq!(heard.len(), clip.len());
        let power: f64 = clip.iter().map(|a| f64::from(*a).powi(2)).sum();
        let noise: f64 = clip.iter().zip(&heard).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum();
        let ratio = 10.0 * (power / noise).log10();
        assert!(ratio > 20.0, "signal to noise {ratio:.1} dB");

        assert_eq!(qoaudio::decode_all(&bytes[..]).unwrap().samples, heard);
    }

    #[test]
    fn damaged_bytes_are_refused_and_never_panic() {
        let bytes = encode(&speechlike());
        assert_eq!(decode(b"nope"), Err(NotQoa::Mark));
        for cut in [4, 7, 8, 20, 100, bytes.len() - 1] {
            assert_eq!(decode(&bytes[..cut]), Err(NotQoa::Short), "cut at {cut}");
        }
        let mut stereo = bytes.clone();
        stereo[8] = 2;
        assert_eq!(decode(&stereo), Err(NotQoa::Shape));
        for at in 8..bytes.len().min(400) {
            let mut wrong = bytes.clone();
            wrong[at] ^= 0xa5;
            let _ = decode(&wrong);
        }
        let mut huge = bytes;
        huge[4..8].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(decode(&huge), Err(NotQoa::Short));
    }
}
