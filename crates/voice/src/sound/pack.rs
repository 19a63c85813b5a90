//! A voice pack: one language's clips and the manifest that says what they are and under which licence.
//!
//! As a folder it is `manifest.json` and `clips/KEY.qoa`; as a bundle, one file for the phone to fetch and keep:
//! `RWVP`, the format's number, the manifest's length (four bytes, little-endian), the manifest, the clips in its order.

use super::qoa::{self, NotQoa};
use super::{RATE, level};
use formats::json::{self, Json as _};
use formats::json_object;

/// The format this code reads and writes.
pub const FORMAT: u8 = 1;
/// What a pack may weigh: it is fetched over a phone's connection.
pub const MOST_BYTES: usize = 2_000_000;
/// The slowest a clip may be spoken, s a word, before it holds up the walk: half of the pace packs are made at.
const SLOWEST_S_A_WORD: f64 = 0.85;
/// What any clip may last besides, s.
const SPARE_S: f64 = 0.6;
/// Silence before the first sound of a clip, s; more makes a cue sound late.
const MOST_SILENCE_S: f64 = 0.010;
const MARK: &[u8] = b"RWVP";

/// What a pack says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The format's number.
    pub format: u8,
    /// The language spoken, as `en` or `es`.
    pub language: String,
    /// Who or what speaks.
    pub voice: String,
    /// Under which terms the clips may be used and passed on.
    pub licence: String,
    /// The clips, by key.
    pub clips: Vec<Clip>,
}

/// One clip in a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Which phrase it says: a message's id, with its number if it has one (`count.3`).
    pub key: String,
    /// The words spoken, as they were when the clip was made.
    pub text: String,
    /// Its length at 16 kHz.
    pub samples: u32,
    /// Its length as a file.
    pub bytes: u32,
}

json_object!(Manifest: format "format", language "language", voice "voice", licence "licence", clips "clips");
json_object!(Clip: key "key", text "text", samples "samples", bytes "bytes");

/// Why a pack cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAPack {
    /// The bytes are no bundle, or end early.
    Bundle,
    /// The manifest cannot be read; says where.
    Manifest(String),
    /// It is of a format this code does not know.
    Format(u8),
}

impl core::fmt::Display for NotAPack {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Bundle => {
                f.write_str("this is no voice pack, or it was cut short: fetch or build it again")
            }
            Self::Manifest(why) => {
                write!(f, "the voice pack's manifest cannot be read ({why}): build the pack again")
            }
            Self::Format(format) => {
                write!(
                    f,
                    "the voice pack is of format {format}, and this version reads format {FORMAT}: build it again"
                )
            }
        }
    }
}

impl core::error::Error for NotAPack {}

/// What is wrong with a pack, clip by clip.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A phrase has no clip.
    Missing(Phrase),
    /// A clip says what no phrase asks for.
    Unknown(String),
    /// The words have changed since the clip was made.
    OtherWords {
        /// Which clip.
        key: String,
        /// What it says.
        says: String,
        /// What it should say.
        wanted: String,
    },
    /// A clip cannot be read.
    Damaged(String, NotQoa),
    /// A clip is longer than its words need: how long, and how long it may be, s.
    TooLong(String, f64, f64),
    /// Louder than the others: by how many dB.
    TooLoud(String, f64),
    /// Softer than the others: by how many dB.
    TooQuiet(String, f64),
    /// Its largest sample is above the limit, dBFS.
    PeakTooHigh(String, f64),
    /// It begins with silence, s.
    LateStart(String, f64),
    /// The whole pack is too big for a phone, in bytes.
    TooBig(usize),
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Missing(phrase) => write!(f, "{}: missing; record \"{}\"", phrase.key, phrase.text),
            Self::Unknown(key) => write!(f, "{key}: unknown; no cue says it, so it can go"),
            Self::OtherWords { key, says, wanted } => {
                write!(f, "{key}: says \"{says}\", but the words are now \"{wanted}\"; make it again")
            }
            Self::Damaged(key, why) => write!(f, "{key}: damaged ({why}); make it again"),
            Self::TooLong(key, long, most) => {
                write!(f, "{key}: too long, {long:.1} s where {most:.1} s is enough; speak a little faster")
            }
            Self::TooLoud(key, by) => {
                write!(f, "{key}: too loud by {by:.1} dB; import it again, which levels it")
            }
            Self::TooQuiet(key, by) => {
                write!(f, "{key}: too quiet by {by:.1} dB; import it again, which levels it")
            }
            Self::PeakTooHigh(key, peak) => {
                write!(f, "{key}: peak at {peak:.1} dBFS, above {}; import it again", level::PEAK_DB)
            }
            Self::LateStart(key, by) => write!(
                f,
                "{key}: {:.0} ms of silence before the first word; import it again, which trims it",
                by * 1000.0
            ),
            Self::TooBig(bytes) => write!(
                f,
                "the pack weighs {bytes} bytes, more than {MOST_BYTES}; shorten clips or leave some out"
            ),
        }
    }
}

/// Something a clip can say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase {
    /// Its key: a message's id, with its number if it has one.
    pub key: String,
    /// The words.
    pub text: String,
}

/// A pack, ready to be spoken from.
#[derive(Debug, Clone)]
pub struct Pack {
    manifest: Manifest,
    /// Each clip's file, by its key.
    clips: Vec<(String, Vec<u8>)>,
}

impl Pack {
    /// An empty pack to fill.
    pub fn new(language: &str, voice: &str, licence: &str) -> Self {
        let (language, voice, licence) = (language.to_owned(), voice.to_owned(), licence.to_owned());
        let manifest = Manifest { format: FORMAT, language, voice, licence, clips: Vec::new() };
        Self { manifest, clips: Vec::new() }
    }

    /// A pack from its manifest's text and a way to read a clip's file; clips that cannot be read are left out.
    pub fn from_folder(
        manifest: &[u8],
        mut read: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, NotAPack> {
        let manifest = read_manifest(manifest)?;
        let clips =
            manifest.clips.iter().filter_map(|clip| Some((clip.key.clone(), read(&clip.key)?))).collect();
        Ok(Self { manifest, clips })
    }

    /// A pack from its bundle.
    pub fn from_bundle(bundle: &[u8]) -> Result<Self, NotAPack> {
        let (head, rest) =
            bundle.strip_prefix(MARK).and_then(<[u8]>::split_first_chunk::<5>).ok_or(NotAPack::Bundle)?;
        let [format, length @ ..] = *head;
        if format != FORMAT {
            return Err(NotAPack::Format(format));
        }
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| NotAPack::Bundle)?;
        let (manifest, mut rest) = rest.split_at_checked(length).ok_or(NotAPack::Bundle)?;
        let manifest = read_manifest(manifest)?;
        let mut clips = Vec::new();
        for clip in &manifest.clips {
            let length = usize::try_from(clip.bytes).map_err(|_| NotAPack::Bundle)?;
            let (bytes, after) = rest.split_at_checked(length).ok_or(NotAPack::Bundle)?;
            clips.push((clip.key.clone(), bytes.to_vec()));
            rest = after;
        }
        Ok(Self { manifest, clips })
    }

    /// The pack as one file; clips whose file is absent are left out of it.
    pub fn to_bundle(&self) -> Vec<u8> {
        let mut manifest = self.manifest.clone();
        manifest.clips.retain(|clip| self.file(&clip.key).is_some());
        let text = json::to_text(&manifest).into_bytes();
        let mut out = MARK.to_vec();
        out.push(FORMAT);
        out.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
        out.extend(text);
        for clip in &manifest.clips {
            out.extend(self.file(&clip.key).into_iter().flatten());
        }
        out
    }

    /// What the pack says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Takes in a clip at 16 kHz, in the place of an older one of the same key.
    pub fn put(&mut self, phrase: &Phrase, sound: &[i16]) {
        self.keep(phrase, &qoa::encode(sound));
    }

    /// Takes in a clip's file.
    pub fn keep(&mut self, phrase: &Phrase, bytes: &[u8]) {
        let samples = qoa::samples(bytes).unwrap_or(0);
        let entry = Clip {
            key: phrase.key.clone(),
            text: phrase.text.clone(),
            samples: u32::try_from(samples).unwrap_or(u32::MAX),
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        };
        self.manifest.clips.retain(|clip| clip.key != entry.key);
        let place = self.manifest.clips.partition_point(|clip| clip.key < entry.key);
        self.manifest.clips.insert(place, entry);
        self.clips.retain(|(key, _)| *key != phrase.key);
        self.clips.push((phrase.key.clone(), bytes.to_vec()));
    }

    /// The manifest's entry of a clip that is there.
    pub fn clip(&self, key: &str) -> Option<&Clip> {
        self.file(key)?;
        self.manifest.clips.iter().find(|clip| clip.key == key)
    }

    /// A clip's file.
    pub fn file(&self, key: &str) -> Option<&[u8]> {
        self.clips.iter().find(|(known, _)| known == key).map(|(_, bytes)| bytes.as_slice())
    }

    /// How long a clip is, in samples.
    pub fn length(&self, key: &str) -> Option<usize> {
        qoa::samples(self.file(key)?).ok()
    }

    /// A clip's sound.
    pub fn sound(&self, key: &str) -> Option<Vec<i16>> {
        qoa::decode(self.file(key)?).ok()
    }

    /// What is wrong with the pack, held against the phrases of its language.
    pub fn check(&self, phrases: &[Phrase]) -> Vec<Problem> {
        let missing = phrases.iter().filter(|phrase| self.file(&phrase.key).is_none());
        let mut problems: Vec<Problem> = missing.cloned().map(Problem::Missing).collect();
        for clip in &self.manifest.clips {
            let Some(bytes) = self.file(&clip.key) else { continue };
            let wanted = phrases.iter().find(|phrase| phrase.key == clip.key);
            match (wanted, qoa::decode(bytes)) {
                (None, _) => problems.push(Problem::Unknown(clip.key.clone())),
                (_, Err(why)) => problems.push(Problem::Damaged(clip.key.clone(), why)),
                (Some(phrase), Ok(sound)) => check_clip(clip, phrase, &sound, &mut problems),
            }
        }
        let size = self.to_bundle().len();
        if size > MOST_BYTES {
            problems.push(Problem::TooBig(size));
        }
        problems
    }
}

fn read_manifest(text: &[u8]) -> Result<Manifest, NotAPack> {
    let manifest = core::str::from_utf8(text)
        .ok()
        .and_then(json::parse)
        .ok_or("JSON")
        .and_then(|value| Manifest::from_json(&value))
        .map_err(|field| NotAPack::Manifest(field.to_owned()))?;
    if manifest.format == FORMAT { Ok(manifest) } else { Err(NotAPack::Format(manifest.format)) }
}

fn check_clip(clip: &Clip, phrase: &Phrase, sound: &[i16], problems: &mut Vec<Problem>) {
    let key = || clip.key.clone();
    if clip.text != phrase.text {
        problems.push(Problem::OtherWords {
            key: key(),
            says: clip.text.clone(),
            wanted: phrase.text.clone(),
        });
    }
    let measured = level::measure(&level::from_samples(sound));
    // Every digit is about a word: 45 is "forty-five".
    let digits = phrase.text.chars().filter(char::is_ascii_digit).count();
    let most = SPARE_S + SLOWEST_S_A_WORD * (phrase.text.split_whitespace().count() + digits) as f64;
    if measured.length_s > most {
        problems.push(Problem::TooLong(key(), measured.length_s, most));
    }
    let off = measured.loudness_db - level::TARGET_DB;
    if off > level::TOLERANCE_DB {
        problems.push(Problem::TooLoud(key(), off));
    } else if off < -level::TOLERANCE_DB {
        problems.push(Problem::TooQuiet(key(), -off));
    }
    // Half a decibel for what the codec adds.
    if measured.peak_db > level::PEAK_DB + 0.5 {
        problems.push(Problem::PeakTooHigh(key(), measured.peak_db));
    }
    if measured.silence_before_s > MOST_SILENCE_S {
        problems.push(Problem::LateStart(key(), measured.silence_before_s));
    }
}

/// A person's or a synthesiser's recording, made ready for a pack: at 16 kHz, trimmed, levelled.
pub fn prepare(recording: &[f64], rate: u32) -> Vec<i16> {
    debug_assert!(rate >= RATE / 4);
    level::level(&level::trim(&level::resample(recording, rate))).into_iter().map(level::to_sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(key: &str, text: &str) -> Phrase {
        Phrase { key: key.to_owned(), text: text.to_owned() }
    }

    fn hum(seconds: u32, loud: f64) -> Vec<f64> {
        (0..seconds * RATE).map(|n| loud * libm::sin(f64::from(n) * 0.1)).collect()
    }

    fn pack() -> (Pack, Vec<Phrase>) {
        let phrases = vec![phrase("count.3", "three"), phrase("go", "walk backward now")];
        let mut pack = Pack::new("en", "a hum", "CC0");
        for one in &phrases {
            pack.put(one, &prepare(&hum(1, 0.05), RATE));
        }
        (pack, phrases)
    }

    #[test]
    fn a_prepared_pack_has_no_problems_and_survives_the_bundle() {
        let (pack, phrases) = pack();
        assert_eq!(pack.check(&phrases), []);
        let again = Pack::from_bundle(&pack.to_bundle()).unwrap();
        assert_eq!(again.manifest(), pack.manifest());
        assert_eq!(again.sound("go"), pack.sound("go"));
        assert_eq!(again.length("go"), Some(again.sound("go").unwrap().len()));
    }

    #[test]
    fn every_kind_of_problem_is_named() {
        let (mut pack, mut phrases) = pack();
        let to_samples = |sound: Vec<f64>| sound.into_iter().map(level::to_sample).collect::<Vec<_>>();
        pack.put(&phrase("loud", "loud"), &to_samples(hum(1, 0.9)));
        pack.put(&phrase("quiet", "quiet"), &to_samples(hum(1, 0.01)));
        pack.put(&phrase("slow", "slow"), &prepare(&hum(4, 0.05), RATE));
        pack.put(&phrase("odd", "odd"), &prepare(&hum(1, 0.05), RATE));
        let mut late = vec![0; 400];
        late.extend(prepare(&hum(1, 0.05), RATE));
        pack.put(&phrase("late", "late"), &late);
        pack.clips.retain(|(key, _)| key != "count.3");
        pack.clips.push(("count.3".to_owned(), b"qoaf".to_vec()));
        phrases.extend(["loud", "quiet", "slow", "late", "gone"].map(|key| phrase(key, key)));
        phrases[1].text = "walk backward".to_owned();
        let said: Vec<String> = pack.check(&phrases).iter().map(ToString::to_string).collect();
        for part in [
            "gone: missing",
            "odd: unknown",
            "go: says",
            "count.3: damaged",
            "slow: too long",
            "loud: too loud",
            "loud: peak",
            "quiet: too quiet",
            "late: 2",
        ] {
            assert!(said.iter().any(|line| line.starts_with(part)), "{part} in {said:#?}");
        }
    }

    #[test]
    fn broken_bundles_are_refused() {
        let bundle = pack().0.to_bundle();
        for cut in 0..bundle.len().min(600) {
            assert!(Pack::from_bundle(&bundle[..cut]).is_err(), "cut at {cut}");
        }
        let mut newer = bundle;
        newer[4] = 9;
        assert_eq!(Pack::from_bundle(&newer).unwrap_err(), NotAPack::Format(9));
    }
}
