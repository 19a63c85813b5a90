//! `retrowalk calibrate FILE`: a walker's own step-length scale, from a distance they have walked or a belt's speed.

use super::analyze::{
    Recording, Told, Unit, for_engine, height, number, placement, read_calibration, read_recording,
};
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use formats::motion::calibration::{Calibration, Scale};
use formats::motion::names::{direction_name, placement_name};
use gait::{Direction, Placement, Settings, Step};
use std::path::{Path, PathBuf};

/// What was walked.
#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("walked").args(["distance", "belt_speed", "show", "remove"]).required(true)))]
#[command(after_help = "\
Measure a straight distance (10 m or more), stand at its start, record while you walk to its end, and stop. Or walk for \
a minute on a treadmill at one speed. Walk forward in one recording and backward in another, with the phone where you \
always wear it. Each has its own scale in the same file; calibrating one again replaces it.

Examples:
  retrowalk calibrate --distance 10 --placement front-pocket forward.csv
  retrowalk calibrate --distance 10 --placement front-pocket --backward backward.csv
  retrowalk calibrate --belt-speed 4.0 --placement lower-back treadmill.csv
  retrowalk calibrate --show
  retrowalk calibrate --remove backward
  retrowalk analyze --calibration calibration.json walk.csv")]
pub(crate) struct Args {
    /// The recording of the walk, and of nothing else: a file, a logger's folder or its zip, as analyze reads them.
    #[arg(required_unless_present_any = ["show", "remove"])]
    file: Option<PathBuf>,
    /// How far it went, in metres.
    #[arg(long, value_name = "METRES", value_parser = number, allow_negative_numbers = true)]
    distance: Option<f64>,
    /// How fast the treadmill's belt ran, in km/h.
    #[arg(long, value_name = "KMH", value_parser = number, allow_negative_numbers = true)]
    belt_speed: Option<f64>,
    /// It was walked backward.
    #[arg(long)]
    backward: bool,
    /// Where the sensor was.
    #[arg(long, value_parser = placement)]
    placement: Option<Placement>,
    /// The walker's height in metres; tell the same to analyze.
    #[arg(long, value_name = "METRES", value_parser = number, allow_negative_numbers = true)]
    height: Option<f64>,
    /// The gyroscope's unit, where the file does not say it.
    #[arg(long, value_name = "UNIT")]
    rotation_unit: Option<Unit>,
    /// Show the scales that are kept.
    #[arg(long, conflicts_with = "file")]
    show: bool,
    /// Remove a scale.
    #[arg(long, conflicts_with = "file")]
    remove: Option<Way>,
    /// The file that keeps the scales.
    #[arg(long, short, value_name = "FILE", default_value = "calibration.json")]
    output: PathBuf,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Way {
    /// The one for walking forward
    Forward,
    /// The one for walking backward
    Backward,
}

/// A shorter walk is more start and stop than walk.
const LEAST_DISTANCE_M: f64 = 3.0;
const LEAST_STEPS: usize = 6;
/// A minute at one speed; half of it may go to getting used to the belt.
const LEAST_BELT_STEPS: usize = 30;
/// Between the slowest a belt runs and what nobody walks.
const BELT_KMH: std::ops::RangeInclusive<f64> = 0.5..=10.0;

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if args.show {
        return show(&args.output);
    }
    if let Some(way) = args.remove {
        return remove(&args.output, way);
    }
    let Some(file) = &args.file else { bail!("tell the recording of the walk") };
    if let Some(distance) = args.distance.filter(|d| !(LEAST_DISTANCE_M..=1000.0).contains(d)) {
        bail!("a distance of {distance} m cannot calibrate: walk between {LEAST_DISTANCE_M} and 1000 m");
    }
    if let Some(speed) = args.belt_speed.filter(|s| !BELT_KMH.contains(s)) {
        bail!("nobody walks at {speed} km/h: tell the belt's speed in km/h, such as 4.0");
    }
    let settings =
        Settings { placement: args.placement, height: height(args.height)?, ..Settings::default() };
    let rotation = args.rotation_unit.map(Into::into);
    let recording = read_recording(file, &Told { settings, rotation, sway: false, sets_off_s: None })?;
    for note in &recording.notes {
        println!("note: {note}");
    }
    let walked = if args.backward { Direction::Backward } else { Direction::Forward };
    let own = own_steps(&recording, walked)?;
    let (factor, steps) = match (args.distance, args.belt_speed) {
        (Some(distance), _) => from_distance(distance, &own, &recording.analysis.steps)?,
        (None, Some(speed)) => from_belt(speed, &own)?,
        (None, None) => bail!("tell the --distance that was walked, or the --belt-speed"),
    };
    let scale = Scale {
        scale: (f64::from(factor.factor()) * 1e4).round() / 1e4,
        date: jiff::Zoned::now().date().to_string(),
        distance_m: args.distance,
        belt_kmh: args.belt_speed,
        steps: u32::try_from(steps).unwrap_or(u32::MAX),
        placement: recording.analysis.placement.map(|p| placement_name(p).to_owned()),
        height_m: recording.height_m,
    };
    let mut calibration =
        if args.output.exists() { read_calibration(&args.output)? } else { Calibration::default() };
    println!("{}: {}", direction_name(walked), words(&scale));
    *slot(&mut calibration, if args.backward { Way::Backward } else { Way::Forward }) = Some(scale);
    keep(&calibration, &args.output)?;
    println!("kept in {}; use it with analyze --calibration", args.output.display());
    Ok(())
}

fn show(file: &Path) -> anyhow::Result<()> {
    let calibration = read_calibration(file)?;
    println!("{}", file.display());
    for (name, scale) in [("forward", &calibration.forward), ("backward", &calibration.backward)] {
        println!("  {name}: {}", scale.as_ref().map_or_else(|| "none kept".to_owned(), words));
    }
    for_engine(&calibration, file).map(drop)
}

fn remove(file: &Path, way: Way) -> anyhow::Result<()> {
    let mut calibration = read_calibration(file)?;
    let name = match way {
        Way::Forward => "forward",
        Way::Backward => "backward",
    };
    let Some(scale) = slot(&mut calibration, way).take() else {
        bail!("{} keeps no scale for walking {name}", file.display())
    };
    keep(&calibration, file)?;
    println!("removed from {}: {name}: {}", file.display(), words(&scale));
    Ok(())
}

const fn slot(calibration: &mut Calibration, way: Way) -> &mut Option<Scale> {
    match way {
        Way::Forward => &mut calibration.forward,
        Way::Backward => &mut calibration.backward,
    }
}

fn keep(calibration: &Calibration, file: &Path) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(calibration)? + "\n";
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// A scale, where it came from, when, and what it was made with.
fn words(scale: &Scale) -> String {
    let steps = f64::from(scale.steps.max(1));
    let from = match (scale.distance_m, scale.belt_kmh) {
        (Some(m), _) => format!("{} steps over {m} m, {:.2} m a step", scale.steps, m / steps),
        (None, Some(kmh)) => format!("{} steps on a belt at {kmh} km/h", scale.steps),
        (None, None) => format!("{} steps", scale.steps),
    };
    let place = scale.placement.as_deref().unwrap_or("place not kept");
    let height = scale.height_m.map_or_else(|| "no height told".to_owned(), |h| format!("height {h} m"));
    format!("scale {} of {}, from {from}; {place}, {height}", scale.scale, scale.date)
}

/// The scale that a walked distance makes of the population's lengths, and the steps it took: those that have a length, as all
/// but a walk's first, whose sum `analyze` tells as the distance.
fn from_distance(distance_m: f64, own: &[&Step], all: &[Step]) -> anyhow::Result<(gait::Scale, usize)> {
    let lengths: Vec<f64> = own.iter().filter_map(|s| s.length_m).map(f64::from).collect();
    let steps = all.iter().filter(|s| s.length_m.is_some()).count();
    let estimate_m = lengths.iter().sum::<f64>() / lengths.len() as f64 * steps as f64;
    let Some(scale) = gait::Scale::from_factor(distance_m / estimate_m) else {
        bail!(
            "{steps} steps would be {estimate_m:.1} m by themselves, and {distance_m} m were told: more than a factor of two \
             apart. Check the distance, and that the recording holds this walk and no other"
        );
    };
    Ok((scale, steps))
}

/// The scale that the belt's speed makes of the population's: a step on a belt is as long as the belt runs in its time.
fn from_belt(kmh: f64, own: &[&Step]) -> anyhow::Result<(gait::Scale, usize)> {
    // While the belt gathers speed, and where one holds on, steps are not what they are.
    let own: Vec<Step> = own.iter().map(|s| **s).collect();
    let steady: Vec<(f64, f64)> = gait::steady_strides(&own).collect();
    if steady.len() < LEAST_BELT_STEPS {
        bail!(
            "{} even steps were found; a belt needs at least {LEAST_BELT_STEPS}: walk for a minute",
            steady.len()
        );
    }
    let (time_s, length_m) = steady.iter().fold((0.0, 0.0), |(t, l), (time, length)| (t + time, l + length));
    let (belt_mps, estimate_mps) = (kmh / 3.6, length_m / time_s);
    let Some(scale) = gait::Scale::from_factor(belt_mps / estimate_mps) else {
        bail!(
            "these steps would be {:.1} km/h by themselves, and the belt ran at {kmh}: more than a factor of two apart. \
             Check the speed, and that the recording holds this walk and no other",
            estimate_mps * 3.6
        );
    };
    Ok((scale, steady.len()))
}

/// The steps of a walk that went the way it was to go and have a length.
fn own_steps(recording: &Recording, walked: Direction) -> anyhow::Result<Vec<&Step>> {
    let steps = &recording.analysis.steps;
    if steps.len() < LEAST_STEPS {
        bail!("{} steps were found; a calibration needs at least {LEAST_STEPS}", steps.len());
    }
    let against = steps.iter().filter(|s| s.direction != walked && s.direction != Direction::Unknown).count();
    if against * 4 > steps.len() {
        bail!(
            "{against} of {} steps did not go {}: record one walk that goes one way",
            steps.len(),
            direction_name(walked)
        );
    }
    // Forward lengths are also given to steps whose direction is unknown; backward ones need a known direction.
    let counts = |s: &&Step| {
        s.length_m.is_some()
            && (s.direction == walked || walked == Direction::Forward && s.direction == Direction::Unknown)
    };
    let own: Vec<&Step> = steps.iter().filter(counts).collect();
    if own.len() * 2 < steps.len() {
        bail!(
            "only {} of {} steps were surely {}: wear the phone in the front pocket, or tell its --placement",
            own.len(),
            steps.len(),
            direction_name(walked)
        );
    }
    Ok(own)
}
