//! `retrowalk render`: a whole walk's sound as one file for any player, or its cues as data.

use super::voice as packs;
use crate::guidance::{self, Guidance};
use crate::playback::Playback;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Seek, SeekFrom, Write, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use voice::sound::flac::Encoder;
use voice::sound::pack::Pack;
use voice::sound::speech::{self, Spoken};
use voice::sound::track::{Plan, Renderer, Settings};
use voice::sound::{RATE, wav};
use voice::words::{Language, Words};
use walk::cues::{self, Cue, Preset};

#[derive(clap::Args)]
#[command(after_help = "Examples:
  retrowalk render \"5:1 x3\" --lang en -o walk.wav
  retrowalk render \"hallway 5 m x6\" --lang es --say few -o pasillo.flac
  retrowalk render \"treadmill 1 min x3 at 0.8 km/h\" --say tones -o tones.flac
  retrowalk render \"5:1 x3\" --play 280              hear it, from the first warning on
  retrowalk render \"1:1 x8\" --cues                 what is said when, as JSON, instead of sound")]
pub(crate) struct Args {
    /// The walk, as "5:1 x3", "hallway 5 m x6", "block 1:1 x4" or "treadmill 1 min x3 at 0.8 km/h".
    program: String,
    #[command(flatten)]
    guidance: Guidance,
    /// The file to write; its ending, .wav or .flac, says which kind.
    #[arg(short, long, required_unless_present_any = ["cues", "play"])]
    out: Option<PathBuf>,
    /// The kind of file, where the ending does not say it.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// A voice of your own: a pack's folder, or its bundle. See `retrowalk voice`.
    #[arg(long)]
    voice: Option<PathBuf>,
    /// Leave out the soft tick that says the sound is alive.
    #[arg(long)]
    no_tick: bool,
    /// Play it aloud instead of writing it, from the start or from this many seconds on.
    #[arg(long, value_name = "FROM_S", num_args = 0..=1, default_missing_value = "0", conflicts_with_all = ["out", "cues"])]
    play: Option<u32>,
    /// Print one JSON object with the blocks and cues instead of making sound.
    #[arg(long)]
    cues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Plain samples: large, and played by everything.
    Wav,
    /// Free, lossless, about a tenth of the size.
    Flac,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let words = args.guidance.words();
    let program = guidance::program(&args.program, &words)?;
    let options = args.guidance.options(&words);
    let pack =
        if options.preset.has_words() { Some(pack(words.language(), args.voice.as_deref())?) } else { None };
    let cues = cues::schedule(&program, &[], &options, &Spoken(pack.as_ref()));
    if args.cues {
        println!("{}", document(&program, &cues, &words));
        return Ok(());
    }
    if options.preset == Preset::VibrationOnly {
        bail!("vibration has no sound to write; choose --say tones for a walk without words");
    }
    let settings = Settings {
        words: options.preset.has_words(),
        tick_every_s: if args.no_tick { 0 } else { Settings::default().tick_every_s },
    };
    let plan = speech::plan(&program, &[], &cues);
    if let Some(from) = args.play {
        let mut playback = Playback::new(plan, pack, settings);
        playback.start(Duration::from_secs(from.into()))?;
        return playback.wait();
    }
    let Some(out) = &args.out else { bail!("say where to write the sound: -o walk.flac") };
    write(out, format(args.format, out)?, &plan, pack.as_ref(), settings)
}

/// The voice asked for, or the one that ships for the language.
pub(crate) fn pack(language: Language, path: Option<&Path>) -> Result<Pack> {
    let Some(path) = path else { return packs::of_language(language.code()) };
    let pack = packs::read(path)?;
    let spoken = &pack.manifest().language;
    if spoken != language.code() {
        bail!(
            "{} speaks \"{spoken}\", not \"{}\"; give --lang {spoken}, or another voice",
            path.display(),
            language.code()
        );
    }
    Ok(pack)
}

fn format(asked: Option<Format>, out: &Path) -> Result<Format> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match (asked, ending.to_ascii_lowercase().as_str()) {
        (Some(Format::Wav) | None, "wav") => Ok(Format::Wav),
        (Some(Format::Flac) | None, "flac") => Ok(Format::Flac),
        (Some(_), "wav" | "flac" | "mp3" | "ogg" | "opus" | "m4a" | "aac") => {
            bail!("{} would be no .{ending}; leave out --format, or end the name otherwise", out.display())
        }
        (Some(format), _) => Ok(format),
        _ => bail!("{} ends neither in .wav nor in .flac; give such a name, or --format", out.display()),
    }
}

/// The walk as one JSON object.
fn document(program: &coach::program::Program, cues: &[Cue], words: &Words) -> Value {
    let mut start = 0.0;
    let blocks = program.blocks().iter().map(|block| {
        let from = start;
        start += block.time.as_secs_f64();
        json!({"kind": block.kind.name(), "start_s": from, "end_s": start})
    });
    let blocks: Vec<Value> = blocks.collect();
    let cues = cues.iter().map(|cue| {
        json!({
            "t_s": cue.at.as_secs_f64(),
            "id": cue.id,
            "text": words.cue(cue),
            "priority": cue.priority.name(),
            "length_s": cue.length.as_secs_f64(),
            "block": cue.block,
            "vibration_ms": cue.vibration,
        })
    });
    json!({
        "program": program.to_string(),
        "duration_s": program.duration().as_secs_f64(),
        "blocks": blocks,
        "cues": cues.collect::<Vec<_>>(),
    })
}

/// Renders to a file beside the one asked for, which takes its name only once it is whole.
fn write(out: &Path, format: Format, plan: &Plan, pack: Option<&Pack>, settings: Settings) -> Result<()> {
    let name = out
        .file_name()
        .and_then(|name| name.to_str())
        .with_context(|| format!("{} names no file", out.display()))?;
    let part = out.with_file_name(format!(".{name}.part"));
    let written = render(&part, format, plan, pack, settings)
        .and_then(|()| std::fs::rename(&part, out).map_err(Into::into))
        .with_context(|| {
            format!("cannot write {}: is the folder there, and room on the disk?", out.display())
        });
    if written.is_err() {
        // What was begun is of no use to anyone.
        let _ = std::fs::remove_file(&part);
    }
    written
}

fn render(path: &Path, format: Format, plan: &Plan, pack: Option<&Pack>, settings: Settings) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut renderer = Renderer::new(plan, pack, settings);
    let mut encoder = Encoder::new(plan.length);
    file.write_all(&match format {
        Format::Wav => wav::head(plan.length),
        Format::Flac => encoder.head(),
    })?;
    let (began, mut shown) = (Instant::now(), false);
    let mut chunk = vec![0; 10 * RATE as usize];
    loop {
        let count = renderer.fill(&mut chunk);
        let samples = chunk.get(..count).unwrap_or_default();
        let mut bytes = Vec::new();
        match format {
            Format::Wav => bytes = wav::body(samples),
            Format::Flac => encoder.push(samples, &mut bytes),
        }
        file.write_all(&bytes)?;
        if count < chunk.len() {
            break;
        }
        if began.elapsed() > Duration::from_secs(1) && stderr().is_terminal() {
            shown = true;
            eprint!("\r{:3.0} %", renderer.progress() * 100.0);
        }
    }
    if format == Format::Flac {
        let mut last = Vec::new();
        encoder.finish(&mut last);
        file.write_all(&last)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&encoder.head())?;
    }
    if shown {
        eprintln!("\r      ");
    }
    Ok(file.flush()?)
}
