//! A person's own recordings made into a pack.

use super::{Maker, folder, phrases};
use anyhow::{Context, Result, bail};
use hound::{SampleFormat, WavReader};
use std::path::{Path, PathBuf};
use voice::sound::pack::{Pack, Phrase, prepare};

#[derive(clap::Args)]
pub(super) struct Args {
    /// A folder of WAV files, each named by its phrase's key, as `voice list` shows it.
    recordings: PathBuf,
    #[command(flatten)]
    maker: Maker,
}

pub(super) fn run(args: &Args) -> Result<()> {
    let mut pack = args.maker.pack()?;
    let mut taken = 0;
    for phrase in phrases(&args.maker.lang)? {
        let file = args.recordings.join(format!("{}.wav", phrase.key));
        if file.exists() {
            take(&mut pack, &phrase, &file)?;
            taken += 1;
        }
    }
    if taken == 0 {
        bail!(
            "{} has no recording named by a phrase's key; `retrowalk voice list --lang {}` shows the keys, \
             and a recording of the key walk-backward is walk-backward.wav",
            args.recordings.display(),
            args.maker.lang
        );
    }
    folder::write(&pack, &args.maker.out)?;
    println!("{taken} recordings taken into {}", args.maker.out.display());
    super::check(&pack)
}

/// Trims, levels and takes in one recording.
pub(super) fn take(pack: &mut Pack, phrase: &Phrase, file: &Path) -> Result<()> {
    let (sound, rate) =
        read_wav(file).with_context(|| format!("cannot read the recording {}", file.display()))?;
    let ready = prepare(&sound, rate);
    if ready.is_empty() {
        bail!("{} is silent: record \"{}\" again, nearer to the microphone", file.display(), phrase.text);
    }
    pack.put(phrase, &ready);
    Ok(())
}

/// A WAV file as one channel between -1 and 1, and its sample rate.
pub(super) fn read_wav(file: &Path) -> Result<(Vec<f64>, u32)> {
    let mut reader = WavReader::open(file)?;
    let spec = reader.spec();
    if spec.sample_rate < 8000 {
        bail!("its rate is {} Hz; record at 16000 Hz or more", spec.sample_rate);
    }
    let all: Vec<f64> = match spec.sample_format {
        SampleFormat::Float => reader.samples::<f32>().map(|s| s.map(f64::from)).collect::<Result<_, _>>()?,
        SampleFormat::Int => {
            let full = f64::from(1_u32 << (spec.bits_per_sample - 1));
            reader
                .samples::<i32>()
                .map(|s| s.map(|value| f64::from(value) / full))
                .collect::<Result<_, _>>()?
        }
    };
    let channels = usize::from(spec.channels.max(1));
    let mixed = all.chunks(channels).map(|frame| frame.iter().sum::<f64>() / channels as f64).collect();
    Ok((mixed, spec.sample_rate))
}
