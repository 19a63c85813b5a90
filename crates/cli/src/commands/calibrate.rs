//! `retrowalk calibrate --distance 10 FILE`: a walker's own step-length scale from a distance they have walked.

use super::analyze::{Recording, Told, height, placement, read_calibration, read_recording};
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use formats::motion::calibration::{Calibration, Scale};
use formats::motion::names::{direction_name, placement_name};
use gait::{Direction, Placement, Settings, Step};
use std::path::PathBuf;

/// What was walked.
#[derive(ClapArgs)]
#[command(after_help = "\
Measure a straight distance (10 m or more), stand at its start, record while you walk to its end, and stop. Walk \
forward in one recording and backward in another, with the phone where you always wear it. Each has its own scale in \
the same file; calibrating one again replaces it, and deleting it from the file removes it.

Examples:
  retrowalk calibrate --distance 10 --placement front-pocket forward.csv
  retrowalk calibrate --distance 10 --placement front-pocket --backward backward.csv
  retrowalk analyze --calibration calibration.json walk.csv")]
pub(crate) struct Args {
    /// The recording of the walk, and of nothing else.
    file: PathBuf,
    /// How far it went, in metres.
    #[arg(long, value_name = "METRES")]
    distance: f64,
    /// It was walked backward.
    #[arg(long)]
    backward: bool,
    /// Where the sensor was.
    #[arg(long, value_parser = placement)]
    placement: Option<Placement>,
    /// The walker's height in metres; tell the same to analyze.
    #[arg(long, value_name = "METRES")]
    height: Option<f64>,
    /// The file that keeps the scales.
    #[arg(long, short, value_name = "FILE", default_value = "calibration.json")]
    output: PathBuf,
}

/// A shorter walk is more start and stop than walk.
const LEAST_DISTANCE_M: f64 = 3.0;
const LEAST_STEPS: usize = 6;

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if !(LEAST_DISTANCE_M..=1000.0).contains(&args.distance) {
        bail!(
            "a distance of {} m cannot calibrate: walk between {LEAST_DISTANCE_M} and 1000 m",
            args.distance
        );
    }
    let settings =
        Settings { placement: args.placement, height: height(args.height)?, ..Settings::default() };
    let recording = read_recording(&args.file, &Told { settings, rotation: None })
        .with_context(|| args.file.display().to_string())?;
    let walked = if args.backward { Direction::Backward } else { Direction::Forward };
    let (estimate_m, steps) = estimate(&recording, walked)?;
    let Some(scale) = gait::Scale::from_known_distance(args.distance, estimate_m) else {
        bail!(
            "{steps} steps would be {estimate_m:.1} m by themselves, and {} m were told: more than a factor of two apart. \
             Check the distance, and that the recording holds this walk and no other",
            args.distance
        );
    };
    let mut calibration =
        if args.output.exists() { read_calibration(&args.output)? } else { Calibration::default() };
    let scale = Scale {
        scale: (f64::from(scale.factor()) * 1e4).round() / 1e4,
        date: jiff::Zoned::now().date().to_string(),
        distance_m: args.distance,
        steps: u32::try_from(steps).unwrap_or(u32::MAX),
        placement: recording.analysis.placement.map(|p| placement_name(p).to_owned()),
    };
    println!(
        "{}: {steps} steps over {} m, {:.2} m a step; scale {} of {}",
        direction_name(walked),
        args.distance,
        args.distance / f64::from(scale.steps.max(1)),
        scale.scale,
        scale.date
    );
    let slot = if args.backward { &mut calibration.backward } else { &mut calibration.forward };
    *slot = Some(scale);
    let text = serde_json::to_string_pretty(&calibration)? + "\n";
    std::fs::write(&args.output, text).with_context(|| format!("cannot write {}", args.output.display()))?;
    println!("kept in {}; use it with analyze --calibration", args.output.display());
    Ok(())
}

/// How far the walk went by the population's step lengths, and its steps.
fn estimate(recording: &Recording, walked: Direction) -> anyhow::Result<(f64, usize)> {
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
        s.direction == walked || walked == Direction::Forward && s.direction == Direction::Unknown
    };
    let lengths: Vec<f64> = steps.iter().filter(counts).filter_map(|s| s.length_m).map(f64::from).collect();
    if lengths.len() * 2 < steps.len() {
        bail!(
            "only {} of {} steps were surely {}: wear the phone in the front pocket, or tell its --placement",
            lengths.len(),
            steps.len(),
            direction_name(walked)
        );
    }
    Ok((lengths.iter().sum::<f64>() / lengths.len() as f64 * steps.len() as f64, steps.len()))
}
