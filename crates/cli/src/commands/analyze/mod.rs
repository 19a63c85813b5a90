//! `retrowalk analyze FILE...`: the steps of recordings, and which way each went.
//!
//! `inputs` finds the recordings, in an `archive` too; `source` takes them out of gzip and UTF-16; `recording` reads one into the engine (`heard`: for how long), and `summary`, `json`, `steps_csv` and `svg` tell;
//! `targets` says to which files; `thinned` keeps what a picture needs of the signal.

use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use formats::motion::calibration::{Calibration, Scale};
use formats::motion::{RotationUnit, names};
use gait::step_length::HEIGHTS_M;
use gait::{Placement, Settings};
use inputs::Input;
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use targets::Targets;

mod archive;
mod heard;
mod inputs;
mod json;
mod recording;
mod source;
mod steps_csv;
mod summary;
mod svg;
mod targets;
mod thinned;

pub(crate) use inputs::numbered;
pub(crate) use recording::{Recording, Told, no_motion};

const EXAMPLES: &str = "\
Reads CSV of any common sensor logger (Sensor Logger, phyphox, Physics Toolbox, SensorLog, AndroSensor, Matlab Mobile: \
columns, units and clock are found), the same in gzip or zip, FIT files with raw motion, and Retrowalk's own recordings. \
A folder is read whole; a logger's separate sensor files in one folder are one recording. --help also says what the fields of --json are.

Examples:
  retrowalk analyze walk.csv
  retrowalk analyze --placement front-pocket --height 1.72 --svg walk.svg walk.csv.gz
  retrowalk analyze --json recordings/ > steps.jsonl
  retrowalk analyze --sway standing.csv
  phone-dump | retrowalk analyze -";

/// What to analyse.
#[derive(ClapArgs)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", json::help()))]
pub(crate) struct Args {
    /// Recordings, or folders of them; - reads from standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the sensor was: front-pocket, back-pocket, lower-back, wrist, hand, upper-arm, chest or bag. Without it the
    /// place is found, and told.
    #[arg(long, value_parser = placement)]
    placement: Option<Placement>,
    /// The walker's height in metres.
    #[arg(long, value_name = "METRES", value_parser = number, allow_negative_numbers = true)]
    height: Option<f64>,
    /// The walker's own step-length scales, as `retrowalk calibrate` writes them.
    #[arg(long, value_name = "FILE")]
    calibration: Option<PathBuf>,
    /// The walk is known to begin forward, as every guided walk does: its first steps tell which way the body faces.
    #[arg(long)]
    starts_forward: bool,
    /// The gyroscope's unit, where the file does not say it.
    #[arg(long, value_name = "UNIT")]
    rotation_unit: Option<Unit>,
    /// It is a standing trial with the sensor at the lower back: tell its sway as well.
    #[arg(long)]
    sway: bool,
    /// Print JSON: one object, or one a line for several recordings.
    #[arg(long)]
    json: bool,
    /// Draw the walk. With several recordings, or ending in /, a folder for the drawings.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write the steps as CSV. With several recordings, or ending in /, a folder for the tables.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// How many recordings to read at once; all cores without it.
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Unit {
    /// rad/s
    Rad,
    /// deg/s
    Deg,
}

impl From<Unit> for RotationUnit {
    fn from(unit: Unit) -> RotationUnit {
        match unit {
            Unit::Rad => RotationUnit::Radians,
            Unit::Deg => RotationUnit::Degrees,
        }
    }
}

pub(crate) fn placement(name: &str) -> Result<Placement, String> {
    names::placement(name).ok_or_else(|| {
        let all: Vec<&str> = names::PLACEMENTS.iter().map(|(_, n)| *n).collect();
        format!("one of {}", all.join(" "))
    })
}

/// A number of the command line; what it means decides whether it may be negative.
pub(crate) fn number(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| match text.replace(',', ".").parse::<f64>() {
        Ok(number) if text.contains(',') => format!("write it with a point: {number}"),
        _ => "it is no number".to_owned(),
    })
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "give a whole number from 1 up".to_owned())
}

pub(crate) fn height(metres: Option<f64>) -> anyhow::Result<Option<units::Length>> {
    // Tables made with Python write what they do not know as `nan`.
    let Some(metres) = metres.filter(|metres| !metres.is_nan()) else { return Ok(None) };
    if !HEIGHTS_M.contains(&metres) {
        bail!("a height of {metres} m is not a walker's; give it in metres, such as 1.72");
    }
    Ok(units::Length::from_meters(metres))
}

/// Reads a calibration file.
pub(crate) fn read_calibration(file: &Path) -> anyhow::Result<Calibration> {
    let text = match std::fs::read(file) {
        Err(none) if none.kind() == std::io::ErrorKind::NotFound => {
            bail!("there is no {}: `retrowalk calibrate` makes it, or name another", file.display())
        }
        text => text.with_context(|| format!("cannot read {}", file.display()))?,
    };
    serde_json::from_slice(&text)
        .with_context(|| format!("{} is not a calibration; `retrowalk calibrate` makes one", file.display()))
}

/// A calibration as the engine takes it; `file` keeps it.
pub(crate) fn for_engine(calibration: &Calibration, file: &Path) -> anyhow::Result<gait::Calibration> {
    calibration.for_engine().map_err(|problem| {
        anyhow::anyhow!("{}: {problem}: make it again with `retrowalk calibrate`", file.display())
    })
}

/// A name without what would steer a terminal or break a picture.
fn printable(name: &str) -> String {
    name.replace(char::is_control, "\u{FFFD}")
}

/// What the walker's own scales do not fit in a recording.
fn misfits(calibration: &Calibration, recording: &Recording) -> Vec<String> {
    let place = recording.analysis.placement.map(names::placement_name);
    let of = |name: &str, scale: &Option<Scale>| {
        let found = scale.iter().flat_map(|s| s.misfits(place, recording.height_m));
        found.map(|misfit| format!("the scale for {name} {misfit}")).collect::<Vec<_>>()
    };
    [of("forward", &calibration.forward), of("backward", &calibration.backward)].concat()
}

/// Reads the one recording that a file, a folder or an archive holds into the engine.
pub(crate) fn read_recording(place: &Path, told: &Told) -> anyhow::Result<Recording> {
    match inputs::find(&[place.to_owned()]).inputs.as_slice() {
        [input] => recording::analyze(input, told).with_context(|| input.name().to_owned()),
        several => bail!("{} holds {} recordings: name one of them", place.display(), several.len()),
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let own = args.calibration.as_deref().map(read_calibration).transpose()?.unwrap_or_default();
    let calibration = for_engine(&own, args.calibration.as_deref().unwrap_or(Path::new("")))?;
    let settings = Settings {
        placement: args.placement,
        height: height(args.height)?,
        calibration,
        starts_forward: args.starts_forward,
        keep_signal: args.svg.is_some(),
        ..Settings::default()
    };
    let told =
        Told { settings, rotation: args.rotation_unit.map(Into::into), sway: args.sway, sets_off_s: None };
    let found = inputs::find(&args.files);
    let inputs = found.inputs.as_slice();
    let several = inputs.len() > 1 || args.files.iter().any(|f| f.is_dir() || inputs::is_zip(f));
    let targets = targets::of(args, inputs)?;
    let work: Vec<(&Input, Targets)> = inputs.iter().zip(targets).collect();
    let failed = all(&work, args, &told, &own, several)?;
    match failed {
        0 => Ok(()),
        1 if inputs.len() == 1 => bail!("nothing was analysed"),
        failed => {
            bail!("{failed} of {} recordings could not be analysed; the reasons are above", inputs.len())
        }
    }
}

/// Analyses all of them, as many at once as there are cores, and tells each in the order it was asked for.
fn all(
    work: &[(&Input, Targets)],
    args: &Args,
    told: &Told,
    own: &Calibration,
    several: bool,
) -> anyhow::Result<usize> {
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let outcome = Mutex::new(Outcome { waiting: Vec::new(), told: 0, failed: 0 });
    let show_progress = several && std::io::stderr().is_terminal();
    std::thread::scope(|scope| {
        let worker = || -> anyhow::Result<()> {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some((input, targets)) = work.get(number) else { return Ok(()) };
                let mut text = Vec::new();
                let failed = match one(input, targets, args, told, own, &mut text) {
                    Ok(()) => None,
                    Err(error) => Some(printable(&format!("{}: {error:#}", input.name()))),
                };
                let Ok(mut outcome) = outcome.lock() else { return Ok(()) };
                outcome.waiting.push((number, text, failed));
                if show_progress {
                    // What is told now begins on a line of its own.
                    eprint!("\r\x1b[K");
                }
                outcome.tell()?;
                if show_progress {
                    eprint!("{} of {} ", outcome.told, work.len());
                }
            }
        };
        let others: Vec<_> = (1..jobs.min(work.len())).map(|_| scope.spawn(worker)).collect();
        let mut result = worker();
        for other in others {
            result = result.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        result
    })?;
    if show_progress {
        eprintln!();
    }
    Ok(outcome.into_inner().map_or(0, |o| o.failed))
}

/// What was analysed and waits for its turn to be told.
struct Outcome {
    waiting: Vec<(usize, Vec<u8>, Option<String>)>,
    told: usize,
    failed: usize,
}

impl Outcome {
    fn tell(&mut self) -> anyhow::Result<()> {
        while let Some(at) = self.waiting.iter().position(|(number, ..)| *number == self.told) {
            let (_, text, failed) = self.waiting.swap_remove(at);
            if let Some(failed) = failed {
                eprintln!("{failed}");
                self.failed += 1;
            }
            let mut out = std::io::stdout().lock();
            match out.write_all(&text).and_then(|()| out.flush()) {
                Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
                result => result.context("cannot write what is to be printed")?,
            }
            self.told += 1;
        }
        Ok(())
    }
}

/// Analyses one, and writes what is drawn and tabled of it.
fn one(
    input: &Input,
    targets: &Targets,
    args: &Args,
    told: &Told,
    own: &Calibration,
    text: &mut Vec<u8>,
) -> anyhow::Result<()> {
    let mut recording = recording::analyze(input, told)?;
    recording.notes.extend(misfits(own, &recording));
    if let Some(file) = &targets.svg {
        let picture = svg::draw(&printable(input.name()), &recording);
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))?;
    }
    if let Some(file) = &targets.csv {
        let table = std::fs::File::create(file).map(std::io::BufWriter::new);
        table
            .and_then(|mut table| steps_csv::write(&mut table, &recording).and_then(|()| table.flush()))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    if args.json {
        json::write(text, input.name(), &recording)?;
    } else {
        summary::write(text, &printable(input.name()), &recording)?;
    }
    Ok(())
}
