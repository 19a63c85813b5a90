//! Files that were mangled: every file of `corpus/`, and thousands made of them by cutting, joining and spoiling, go
//! through the readers and the gait engine. `fuzz/` looks further.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use formats::motion::join::join;
use formats::motion::{Hint, Table, fit};
use gait::{Engine, Placement, Sample, Settings, analyze};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Chance from a seed (`SplitMix64`, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap()
    }
}

fn corpus() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// What sensor loggers write when something is wrong, and what numbers break on.
const WORDS: [&str; 16] = [
    "nan",
    "inf",
    "-inf",
    "1e308",
    "-1e-308",
    "99999999999999999999",
    "-0",
    ",,,",
    ";",
    "\t",
    "\"",
    "\r\n",
    "\u{feff}",
    "t,ax,ay,az,gx,gy,gz\n",
    "0x7f",
    "23:59:60.999",
];

/// One file spoiled in one to four ways.
fn spoiled(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus[chance.below(corpus.len())].clone();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(7) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            2 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            3 => {
                let word = WORDS[chance.below(WORDS.len())].bytes();
                bytes.splice(at..at, word);
            }
            4 => {
                let end = (at + chance.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let end = (at + chance.below(200)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            _ => {
                let other = &corpus[chance.below(corpus.len())];
                bytes.truncate(at);
                bytes.extend(&other[chance.below(other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// Makes the length and the checksum of a spoiled FIT file right again, so that the reader looks further.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len();
    if length < 16 || !fit::is_fit(&bytes) {
        return bytes;
    }
    let data = u32::try_from(length - 16).unwrap().to_le_bytes();
    bytes[0] = 14;
    bytes[4..8].copy_from_slice(&data);
    // CRC-16/ARC, as the FIT protocol has it, of the header and then of all.
    for end in [12, length - 2] {
        let crc = bytes[..end].iter().fold(0_u16, |crc, byte| {
            (0..8).fold(crc ^ u16::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xA001 } else { c >> 1 })
        });
        bytes[end..end + 2].copy_from_slice(&crc.to_le_bytes());
    }
    bytes
}

/// The samples of a table, read in blocks of so many bytes; up to the first problem where there is one.
fn table(bytes: &[u8], block: usize) -> (Vec<Sample>, bool) {
    let mut table = Table::new(Hint::default());
    let mut samples = Vec::new();
    let read = bytes
        .chunks(block)
        .try_for_each(|part| table.push(part, &mut |s| samples.push(s)))
        .and_then(|()| table.finish(&mut |s| samples.push(s)));
    (samples, read.is_ok())
}

fn bits(sample: &Sample) -> (u64, [u32; 3], Option<[u32; 3]>) {
    (
        sample.t_s.to_bits(),
        sample.acceleration.map(f32::to_bits),
        sample.rotation.map(|w| w.map(f32::to_bits)),
    )
}

/// Whatever the bytes: the readers end, the size of blocks changes nothing, and the engine says finite things in order.
fn check(bytes: &[u8], block: usize) {
    let (mut samples, sound) = table(bytes, 1 << 16);
    let (in_blocks, sound_too) = table(bytes, block);
    assert_eq!(sound, sound_too, "blocks of {block}");
    assert!(samples.iter().map(bits).eq(in_blocks.iter().map(bits)), "blocks of {block}");
    if let Ok(motion) = fit::read(bytes) {
        samples.extend(join(&motion.acceleration, None, Some(&motion.rotation)));
    }
    let places = [None, Some(Placement::FrontPocket), Some(Placement::LowerBack), Some(Placement::Wrist)];
    let settings = Settings {
        placement: places[block % 4],
        starts_forward: block.is_multiple_of(3),
        ..Settings::default()
    };
    let analysis = analyze(samples.iter().copied(), settings);
    for step in &analysis.steps {
        assert!(step.t_s.is_finite() && (0.0..=1.0).contains(&step.confidence), "{step:?}");
        assert!(step.length_m.is_none_or(|l| l.is_finite() && l > 0.0), "{step:?}");
    }
    let mut engine = Engine::new(settings);
    for sample in samples {
        engine.push(sample);
        while engine.poll().is_some() {}
    }
    engine.finish();
}

#[test]
fn files_of_every_kind_and_mangled_ones_are_read_or_refused_and_never_panic() {
    let corpus = corpus();
    assert!(corpus.len() >= 15);
    for bytes in &corpus {
        check(bytes, 7);
        assert_eq!(fit::read(&sealed(bytes.clone())), fit::read(bytes));
    }
    for round in 0_u64..1500 {
        let mut chance = Chance(round);
        let bytes = spoiled(&corpus, &mut chance);
        let bytes = if round.is_multiple_of(2) { sealed(bytes) } else { bytes };
        let block = 1 + chance.below(60);
        if catch_unwind(AssertUnwindSafe(|| check(&bytes, block))).is_err() {
            let file = std::env::temp_dir().join(format!("retrowalk-mangled-{round}"));
            std::fs::write(&file, &bytes).unwrap();
            panic!("round {round}, blocks of {block}: keep {} in the corpus", file.display());
        }
    }
}
