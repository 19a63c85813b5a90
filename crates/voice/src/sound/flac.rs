//! A streaming FLAC encoder for one channel of 16-bit sound that is mostly silence (RFC 9639).
//!
//! Fixed predictors, partitioned Rice codes, constant blocks where nothing sounds. One block is held in memory.

use super::RATE;

/// Samples in a block: the largest the streamable subset allows at our rate.
const BLOCK: usize = 4096;
/// A seek point every ten seconds lets a player find any moment in one step.
const SEEK_EVERY: u64 = 10 * RATE as u64;
/// Largest Rice parameter of the four-bit coding; fifteen is the escape code.
const LARGEST_RICE: u32 = 14;
/// Finest split of a block into Rice partitions: 4096 / 2^6 = 64 samples each.
const FINEST_SPLIT: u32 = 6;

/// Turns samples into FLAC frames, block by block.
///
/// Write [`Encoder::head`] first, then everything [`Encoder::push`] and [`Encoder::finish`] give. The head has the
/// same length at any time: written over itself at the end it also carries the seek table.
#[derive(Debug)]
pub struct Encoder {
    total: u64,
    done: u64,
    frames: u64,
    written: u64,
    smallest: usize,
    largest: usize,
    seek: Vec<(u64, u64)>,
    waiting: Vec<i16>,
}

impl Encoder {
    /// An encoder for a stream of `total` samples.
    pub fn new(total: u64) -> Self {
        let waiting = Vec::with_capacity(BLOCK);
        Self {
            total,
            done: 0,
            frames: 0,
            written: 0,
            smallest: usize::MAX,
            largest: 0,
            seek: Vec::new(),
            waiting,
        }
    }

    /// The stream's first bytes: marker, stream information, seek table.
    pub fn head(&self) -> Vec<u8> {
        let mut bits = Bits::default();
        bits.bytes(b"fLaC");
        bits.put(0, 8);
        bits.put(34, 24);
        bits.put(BLOCK as u64, 16);
        bits.put(BLOCK as u64, 16);
        let known = self.largest > 0;
        bits.put(if known { self.smallest as u64 } else { 0 }, 24);
        bits.put(self.largest as u64, 24);
        bits.put(u64::from(RATE), 20);
        bits.put(0, 3); // one channel
        bits.put(15, 5); // sixteen bits
        bits.put(self.total, 36);
        bits.bytes(&[0; 16]); // no checksum of the sound: each frame carries its own
        let points = self.total.div_ceil(SEEK_EVERY);
        bits.put(0x83, 8); // a seek table, and the last block before the sound
        bits.put(points * 18, 24);
        for point in 0..points {
            let known = usize::try_from(point).ok().and_then(|point| self.seek.get(point));
            let (sample, offset) = known.copied().unwrap_or((u64::MAX, 0));
            bits.bytes(&sample.to_be_bytes());
            bits.bytes(&offset.to_be_bytes());
            bits.put(BLOCK as u64, 16);
        }
        bits.out
    }

    /// Takes samples and appends the frames they complete to `out`.
    pub fn push(&mut self, samples: &[i16], out: &mut Vec<u8>) {
        let mut rest = samples;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(BLOCK - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            rest = later;
            if self.waiting.len() == BLOCK {
                self.frame(out);
            }
        }
    }

    /// Appends the last, shorter frame to `out`.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.waiting.is_empty() {
            self.frame(out);
        }
    }

    fn frame(&mut self, out: &mut Vec<u8>) {
        let block = core::mem::take(&mut self.waiting);
        let length = block.len() as u64;
        while (self.seek.len() as u64) * SEEK_EVERY < self.done + length {
            self.seek.push((self.done, self.written));
        }
        let mut bits = Bits::default();
        bits.put(0xfff8, 16);
        let usual = block.len() == BLOCK;
        bits.put(if usual { 12 } else { 7 }, 4); // 4096 samples, or their number in sixteen bits below
        bits.put(5, 4); // 16 kHz
        bits.put(0b0000_1000, 8); // one channel of sixteen bits
        bits.number(self.frames);
        if !usual {
            bits.put(length - 1, 16);
        }
        let check = crc8(&bits.out);
        bits.put(u64::from(check), 8);
        subframe(&block, &mut bits);
        bits.align();
        let check = crc16(&bits.out);
        bits.put(u64::from(check), 16);

        self.smallest = self.smallest.min(bits.out.len());
        self.largest = self.largest.max(bits.out.len());
        self.written += bits.out.len() as u64;
        self.done += length;
        self.frames += 1;
        out.append(&mut bits.out);
        self.waiting = block;
        self.waiting.clear();
    }
}

/// One channel's part of a frame: a constant, or what a fixed predictor leaves over.
fn subframe(block: &[i16], bits: &mut Bits) {
    let first = block.first().copied().unwrap_or(0);
    if block.iter().all(|sample| *sample == first) {
        bits.put(0, 8);
        bits.signed(i32::from(first), 16);
        return;
    }
    // Each order's residual is the difference of the order's before.
    let mut residual: Vec<i32> = block.iter().map(|sample| i32::from(*sample)).collect();
    let mut best = (magnitude(&residual), 0, residual.clone());
    for order in 1..=4_usize.min(block.len() - 1) {
        let mut before = 0;
        for value in &mut residual {
            let this = *value;
            *value -= before;
            before = this;
        }
        // The first samples of a block have no past: they are sent as they are, and do not count.
        let sum = magnitude(residual.get(order..).unwrap_or_default());
        if sum < best.0 {
            best = (sum, order, residual.clone());
        }
    }
    let (_, order, residual) = best;
    bits.put(0b0001_0000 | (order as u64) << 1, 8);
    for sample in block.iter().take(order) {
        bits.signed(i32::from(*sample), 16);
    }
    rice(residual.get(order..).unwrap_or_default(), order, block.len(), bits);
}

fn magnitude(values: &[i32]) -> u64 {
    values.iter().map(|value| u64::from(value.unsigned_abs())).sum()
}

/// Writes residuals as Rice codes, in the split of the block that costs least.
fn rice(residual: &[i32], order: usize, block: usize, bits: &mut Bits) {
    let folded: Vec<u32> =
        residual.iter().map(|value| ((value << 1) ^ (value >> 31)).cast_unsigned()).collect();
    let best = (0..=FINEST_SPLIT)
        .filter(|split| block.is_multiple_of(1 << split) && (block >> split) > order)
        .map(|split| {
            (partitions(&folded, order, block >> split).map(|part| parameter(part).1 + 4).sum::<u64>(), split)
        })
        .min()
        .map_or(0, |(_, split)| split);
    bits.put(0, 2);
    bits.put(u64::from(best), 4);
    for part in partitions(&folded, order, block >> best) {
        let (parameter, _) = parameter(part);
        bits.put(u64::from(parameter), 4);
        for value in part {
            bits.unary(value >> parameter);
            bits.put(u64::from(value & ((1 << parameter) - 1)), parameter);
        }
    }
}

/// The block's residuals in parts of `size`; the first is shorter by the predictor's order.
fn partitions(folded: &[u32], order: usize, size: usize) -> impl Iterator<Item = &[u32]> {
    let (first, rest) = folded.split_at(size.saturating_sub(order).min(folded.len()));
    core::iter::once(first).chain(rest.chunks(size))
}

/// The Rice parameter that costs a part least, and its cost in bits.
fn parameter(part: &[u32]) -> (u32, u64) {
    let sum: u64 = part.iter().map(|value| u64::from(*value)).sum();
    (0..=LARGEST_RICE)
        .map(|parameter| (parameter, part.len() as u64 * u64::from(parameter + 1) + (sum >> parameter)))
        .min_by_key(|(_, cost)| *cost)
        .unwrap_or((0, 0))
}

/// Bits into bytes, the highest first.
#[derive(Debug, Default)]
struct Bits {
    out: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Appends the lowest `count` bits of `value`, at most 56.
    fn put(&mut self, value: u64, count: u32) {
        debug_assert!(count <= 56 && (count == 0 || value >> count == 0));
        self.held = self.held << count | value;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let [byte, ..] = (self.held >> self.count).to_le_bytes();
            self.out.push(byte);
        }
        self.held &= (1 << self.count) - 1;
    }

    fn signed(&mut self, value: i32, count: u32) {
        self.put(u64::from(value.cast_unsigned()) & ((1 << count) - 1), count);
    }

    fn unary(&mut self, mut zeros: u32) {
        while zeros > 32 {
            self.put(0, 32);
            zeros -= 32;
        }
        self.put(1, zeros + 1);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.put(u64::from(*byte), 8);
        }
    }

    /// The frame number, coded as UTF-8 codes a character, to 36 bits.
    fn number(&mut self, value: u64) {
        if value < 0x80 {
            self.put(value, 8);
            return;
        }
        let more = (1..=6).find(|more| value >> (5 * more + 6) == 0).unwrap_or(6);
        let lead = (0xff00_u64 >> (more + 1)) & 0xff;
        self.put(lead | value >> (6 * more), 8);
        for step in (0..more).rev() {
            self.put(0x80 | (value >> (6 * step)) & 0x3f, 8);
        }
    }

    fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }
}

/// The header's check: polynomial x^8 + x^2 + x + 1.
fn crc8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc, _| if crc & 0x80 == 0 { crc << 1 } else { crc << 1 ^ 0x07 })
    })
}

/// The frame's check: polynomial x^16 + x^15 + x^2 + 1.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(
            crc ^ u16::from(*byte) << 8,
            |crc, _| if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x8005 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::level::to_sample;

    fn encode(samples: &[i16], chunk: usize) -> Vec<u8> {
        let mut encoder = Encoder::new(samples.len() as u64);
        let mut out = encoder.head();
        for part in samples.chunks(chunk) {
            encoder.push(part, &mut out);
        }
        encoder.finish(&mut out);
        let head = encoder.head();
        out[..head.len()].copy_from_slice(&head);
        out
    }

    fn decode(bytes: &[u8]) -> Vec<i16> {
        let mut reader = claxon::FlacReader::new(bytes).unwrap();
        assert_eq!(reader.streaminfo().sample_rate, RATE);
        reader.samples().map(|sample| i16::try_from(sample.unwrap()).unwrap()).collect()
    }

    fn check(samples: &[i16]) {
        for chunk in [1000, 4096, 100_000] {
            let bytes = encode(samples, chunk);
            assert_eq!(decode(&bytes), samples, "chunks of {chunk}");
        }
    }

    fn noise(length: usize, loud: i32) -> Vec<i16> {
        let mut state = 1_u32;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                i16::try_from(i32::try_from(state >> 16).unwrap() % (2 * loud + 1) - loud).unwrap()
            })
            .collect()
    }

    #[test]
    fn what_goes_in_comes_out_of_another_decoder() {
        check(&vec![0; 9000]);
        check(&[7; 4096]);
        check(&[1, -1, 5]);
        check(&[-32768]);
        check(&noise(20_000, 32767));
        check(&noise(20_001, 300));
        let mut extremes = [32767, -32768].repeat(3000);
        extremes.extend([0; 5000]);
        check(&extremes);
        let tone: Vec<i16> = (0..50_000).map(|n| to_sample(libm::sin(f64::from(n) * 0.2) * 0.6)).collect();
        check(&tone);
        assert!(encode(&tone, 4096).len() < 70_000, "a tone costs under 70 % of its samples");
    }

    #[test]
    fn an_hour_of_silence_is_small() {
        let bytes = encode(&vec![0; 3600 * 16_000], 16_000);
        assert!(bytes.len() < 250_000, "{}", bytes.len());
    }

    #[test]
    fn frame_numbers_are_coded_like_characters() {
        for number in [0_u32, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x1_0000] {
            let mut bits = Bits::default();
            bits.number(u64::from(number));
            assert_eq!(bits.out, char::from_u32(number).unwrap().to_string().as_bytes(), "{number:#x}");
        }
    }
}
