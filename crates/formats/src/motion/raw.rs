//! Our own recording of motion: small enough to keep a guided walk on the phone, with the plan as its labels.
//!
//! `RWM1`, the length of a JSON head (LEB128), the head ([`Head`]), then blocks: the number of samples, the length in
//! bytes (both LEB128), the payload, its CRC-32 (little endian). Each block stands alone: it can be stored as it is
//! made, and a recording that was cut short is good up to its last whole block. In a payload each sample is the time
//! since the one before it less that same time one sample earlier, and the differences of its six channels, all
//! zigzag LEB128: 8 to 10 bytes a sample, 3 to 4 MB for an hour at 100 Hz.

use crate::{json, json_filled, json_object};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use gait::Sample;

/// Ticks of time in a second: 10 µs is finer than any phone's clock jitter.
const TICKS: f64 = 100_000.0;
/// Steps of acceleration in 1 m/s²: below the noise of a phone's sensor (about 0.02 m/s² RMS at 100 Hz).
const ACCELERATION: f32 = 512.0;
/// Steps of rotation in 1 rad/s: likewise (about 0.002 rad/s RMS).
const ROTATION: f32 = 2048.0;
const MAGIC: &[u8; 4] = b"RWM1";
/// Samples in a full block: ten seconds at 100 Hz, seventeen at 60 Hz, the most that a crash can take.
const BLOCK: usize = 1000;

/// What is known of the recording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// When it began, RFC 3339 with offset.
    pub started_at: String,
    /// Where the phone was, as `analyze --placement` names it.
    pub placement: Option<String>,
    /// The walker's height, if they gave it.
    pub height_m: Option<f64>,
    /// When the walker agreed that it be kept, RFC 3339. A recording without it is not exported.
    pub consent_at: Option<String>,
    /// What the walker was asked to do, and when: the plan, not proof that it was done.
    pub labels: Vec<Label>,
}

/// One part of the plan.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Label {
    /// Seconds on the recording's clock.
    pub start_s: f64,
    /// Seconds on the recording's clock.
    pub end_s: f64,
    /// `prepare`, `forward`, `turn`, `backward`, `cool-down` or `stand`.
    pub asked: String,
}

impl Head {
    /// The same to give away: of its moments the day alone. It is enough for those who study it; the hour could tell who walked.
    #[must_use]
    pub fn to_give(self) -> Head {
        let day = |moment: String| moment.chars().take(10).collect();
        Head { started_at: day(self.started_at), consent_at: self.consent_at.map(day), ..self }
    }
}

json_filled!(Head: started_at "started_at", placement "placement", height_m "height_m", consent_at "consent_at", labels "labels");
json_object!(Label: start_s "start_s", end_s "end_s", asked "asked");

/// Why a recording could not be read, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not one of ours.
    NotOurs,
    /// Its head cannot be read.
    BadHead,
    /// It ends in the middle of a block; all before that is good.
    CutShort,
    /// A block is not what was written; all before it is good. Counted from 0.
    Damaged(u32),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::NotOurs => f.write_str("it is not a Retrowalk motion recording"),
            Problem::BadHead => f.write_str("the recording's head cannot be read"),
            Problem::CutShort => f.write_str("the recording was cut short; all before the cut was read"),
            Problem::Damaged(block) => write!(f, "block {block} is damaged; all before it was read"),
        }
    }
}

/// The beginning of a recording; the blocks of a [`Recorder`] follow it.
pub fn begin(head: &Head) -> Vec<u8> {
    let json = json::to_text(head);
    let mut bytes = MAGIC.to_vec();
    put(&mut bytes, json.len() as u64);
    bytes.extend_from_slice(json.as_bytes());
    bytes
}

/// Makes blocks of samples as they come.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    payload: Vec<u8>,
    samples: usize,
    state: State,
}

impl Recorder {
    /// Takes a sample; gives a block when one is full. A sample that is not finite is left out.
    pub fn push(&mut self, sample: &Sample) -> Option<Vec<u8>> {
        if !sample.is_finite() {
            return None;
        }
        let w = sample.rotation.unwrap_or_default();
        let [ax, ay, az] = sample.acceleration.map(|a| whole(a * ACCELERATION));
        let [wx, wy, wz] = w.map(|w| whole(w * ROTATION));
        #[allow(clippy::cast_possible_truncation, reason = "saturates; nobody walks for three million years")]
        let now = [libm::round(sample.t_s * TICKS) as i64, ax, ay, az, wx, wy, wz];
        let State { last, step } = self.state;
        let moved = now[0].wrapping_sub(last[0]);
        put(&mut self.payload, zigzag(moved.wrapping_sub(step)));
        for (n, l) in now.iter().zip(last).skip(1) {
            put(&mut self.payload, zigzag(n.wrapping_sub(l)));
        }
        self.state = State { last: now, step: moved };
        self.samples += 1;
        (self.samples == BLOCK).then(|| self.flush()).flatten()
    }

    /// The unfinished block, at the end or when the page is about to be hidden; `None` when nothing is pending.
    pub fn flush(&mut self) -> Option<Vec<u8>> {
        if self.samples == 0 {
            return None;
        }
        let mut block = Vec::with_capacity(self.payload.len() + 10);
        put(&mut block, self.samples as u64);
        put(&mut block, self.payload.len() as u64);
        block.extend_from_slice(&self.payload);
        block.extend_from_slice(&crc32(&self.payload).to_le_bytes());
        *self = Recorder::default();
        Some(block)
    }
}

/// Reads a recording: its head, what could be read of its samples, and what stopped it, if anything did.
pub fn read(bytes: &[u8], give: &mut impl FnMut(Sample)) -> Result<(Head, Option<Problem>), Problem> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(Problem::NotOurs)?;
    let length = get(&mut rest).and_then(|l| usize::try_from(l).ok()).ok_or(Problem::BadHead)?;
    let head = rest
        .get(..length)
        .and_then(|head| json::from_text(core::str::from_utf8(head).ok()?))
        .ok_or(Problem::BadHead)?;
    rest = rest.get(length..).unwrap_or_default();
    let mut number = 0;
    while !rest.is_empty() {
        let Some((samples, payload, sum, after)) = block(rest) else {
            return Ok((head, Some(Problem::CutShort)));
        };
        if crc32(payload) != sum || unpack(payload, samples, give).is_none() {
            return Ok((head, Some(Problem::Damaged(number))));
        }
        rest = after;
        number += 1;
    }
    Ok((head, None))
}

/// Whether the bytes begin as our recordings do.
pub fn is_ours(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    last: [i64; 7],
    step: i64,
}

fn block(mut rest: &[u8]) -> Option<(u64, &[u8], u32, &[u8])> {
    let samples = get(&mut rest)?;
    let length = usize::try_from(get(&mut rest)?).ok()?;
    let (payload, rest) = rest.split_at_checked(length)?;
    let (sum, rest) = rest.split_first_chunk::<4>()?;
    Some((samples, payload, u32::from_le_bytes(*sum), rest))
}

fn unpack(mut payload: &[u8], samples: u64, give: &mut impl FnMut(Sample)) -> Option<()> {
    let State { mut last, mut step } = State::default();
    for _ in 0..samples {
        for (channel, value) in last.iter_mut().enumerate() {
            let difference = unzigzag(get(&mut payload)?);
            if channel == 0 {
                step = step.wrapping_add(difference);
                *value = value.wrapping_add(step);
            } else {
                *value = value.wrapping_add(difference);
            }
        }
        let [t, ax, ay, az, wx, wy, wz] = last;
        let rotation = [wx, wy, wz].map(|w| w as f32 / ROTATION);
        give(Sample {
            t_s: t as f64 / TICKS,
            acceleration: [ax, ay, az].map(|a| a as f32 / ACCELERATION),
            rotation: rotation.iter().any(|w| *w != 0.0).then_some(rotation),
        });
    }
    payload.is_empty().then_some(())
}

#[allow(clippy::cast_possible_truncation, reason = "saturates far above any sensor's range")]
fn whole(x: f32) -> i64 {
    libm::roundf(x) as i64
}

const fn zigzag(x: i64) -> u64 {
    ((x << 1) ^ (x >> 63)).cast_unsigned()
}

const fn unzigzag(x: u64) -> i64 {
    (x >> 1).cast_signed() ^ -((x & 1).cast_signed())
}

fn put(bytes: &mut Vec<u8>, mut x: u64) {
    loop {
        let low = (x & 0x7F) as u8;
        x >>= 7;
        bytes.push(if x == 0 { low } else { low | 0x80 });
        if x == 0 {
            return;
        }
    }
}

fn get(bytes: &mut &[u8]) -> Option<u64> {
    let mut x = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        x |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(x);
        }
    }
    None
}

/// CRC-32 as in gzip (IEEE 802.3, reflected), bit by bit: it runs once over each file, and a table would be fetched by every phone.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    fn record(head: &Head, samples: &[Sample]) -> Vec<u8> {
        let mut recorder = Recorder::default();
        let mut bytes = begin(head);
        for sample in samples {
            bytes.extend(recorder.push(sample).into_iter().flatten());
        }
        bytes.extend(recorder.flush().into_iter().flatten());
        bytes
    }

    fn walk(seconds: u32) -> Vec<Sample> {
        (0..seconds * 100)
            .map(|n| {
                let t_s = 1000.0 + f64::from(n) * 0.01;
                let phase = crate::motion::narrow(t_s) * 12.0;
                Sample {
                    t_s,
                    acceleration: [phase.sin(), 0.5 * phase.cos(), 9.8 + 3.0 * phase.sin()],
                    rotation: Some([2.0 * phase.cos(), 0.1, -0.2 * phase.sin()]),
                }
            })
            .collect()
    }

    fn head() -> Head {
        Head {
            started_at: "2026-11-23T21:09:07+00:00".into(),
            placement: Some("front-pocket".into()),
            consent_at: Some("2026-11-23T21:00:00+00:00".into()),
            labels: vec![Label { start_s: 1000.0, end_s: 1020.0, asked: "backward".into() }],
            ..Head::default()
        }
    }

    #[test]
    fn what_is_given_away_tells_the_day_and_no_hour() {
        let given = begin(&head().to_give());
        let given = String::from_utf8_lossy(&given);
        assert!(given.matches("\"2026-11-23\"").count() == 2 && !given.contains("21:0"), "{given}");
        let none = Head { consent_at: None, ..head() };
        assert_eq!(none.to_give().consent_at, None);
    }

    #[test]
    fn a_recording_comes_back_within_half_a_step_of_the_sensor_and_with_its_labels() {
        let samples = walk(25);
        let bytes = record(&head(), &samples);
        let mut back = Vec::new();
        let (head_back, problem) = read(&bytes, &mut |s| back.push(s)).unwrap();
        assert_eq!((head_back, problem), (head(), None));
        assert_eq!(back.len(), samples.len());
        for (a, b) in samples.iter().zip(&back) {
            assert!((a.t_s - b.t_s).abs() <= 0.5 / TICKS + 1e-9);
            for (x, y) in a.acceleration.iter().zip(b.acceleration) {
                assert!((x - y).abs() <= 0.51 / ACCELERATION);
            }
            for (x, y) in a.rotation.unwrap().iter().zip(b.rotation.unwrap()) {
                assert!((x - y).abs() <= 0.51 / ROTATION);
            }
        }
        let size = bytes.len() as f64 / samples.len() as f64;
        assert!(size < 12.0, "{size} bytes a sample");
    }

    #[test]
    fn a_recording_cut_short_or_damaged_is_good_up_to_there() {
        let bytes = record(&head(), &walk(25));
        let count = |bytes: &[u8]| {
            let mut n = 0;
            let (_, problem) = read(bytes, &mut |_| n += 1).unwrap();
            (n, problem)
        };
        assert_eq!(count(&bytes[..bytes.len() - 3]), (2000, Some(Problem::CutShort)));
        let mut damaged = bytes.clone();
        let at = bytes.len() - 100;
        damaged[at] ^= 0x10;
        assert_eq!(count(&damaged), (2000, Some(Problem::Damaged(2))));
        assert_eq!(read(b"t,ax,ay,az", &mut |_| ()), Err(Problem::NotOurs));
    }

    #[test]
    fn the_checksum_is_the_one_of_gzip() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&tail, &mut |_| ());
            let mut bytes = begin(&head());
            bytes.extend(tail);
            let _ = read(&bytes, &mut |_| ());
        }

        #[test]
        fn any_finite_samples_come_back(
            samples in proptest::collection::vec((-1e6_f64..1e6, -200.0_f32..200.0, -40.0_f32..40.0), 1..50)
        ) {
            let samples: Vec<Sample> = samples.iter()
                .map(|(t_s, a, w)| Sample { t_s: *t_s, acceleration: [*a, -*a, 0.0], rotation: Some([*w, 1.0, -*w]) })
                .collect();
            let mut back = Vec::new();
            let (_, problem) = read(&record(&head(), &samples), &mut |s| back.push(s)).unwrap();
            prop_assert_eq!(problem, None);
            prop_assert_eq!(back.len(), samples.len());
        }
    }
}
