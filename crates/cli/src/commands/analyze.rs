//! `retrowalk analyze FILE`: the steps of a recording, and which way each went.

use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use gait::{Direction, Placement, Sample, Settings};
use serde_json::json;
use std::path::PathBuf;

/// What to analyse.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// A recording: CSV with t,ax,ay,az,gx,gy,gz in s, m/s² with gravity, rad/s.
    file: PathBuf,
    /// Where the sensor was: front-pocket, back-pocket, lower-back, wrist, hand, upper-arm, chest or bag.
    #[arg(long, value_parser = placement)]
    placement: Option<Placement>,
    /// The walker's height in metres.
    #[arg(long)]
    height: Option<f64>,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
}

fn placement(name: &str) -> Result<Placement, String> {
    Ok(match name {
        "front-pocket" => Placement::FrontPocket,
        "back-pocket" => Placement::BackPocket,
        "lower-back" => Placement::LowerBack,
        "wrist" => Placement::Wrist,
        "hand" => Placement::Hand,
        "upper-arm" => Placement::UpperArm,
        "chest" => Placement::Chest,
        "bag" => Placement::Bag,
        _ => return Err("one of front-pocket back-pocket lower-back wrist hand upper-arm chest bag".into()),
    })
}

const fn wire(direction: Direction) -> &'static str {
    match direction {
        Direction::Forward => "forward",
        Direction::Backward => "backward",
        Direction::Unknown => "unknown",
    }
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<Sample>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut samples = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let fields: Result<Vec<f64>, _> = line.split(',').map(|f| f.trim().parse::<f64>()).collect();
        let Ok(&[t_s, ax, ay, az, gx, gy, gz]) = fields.as_deref() else {
            bail!("{}: line {} is not seven numbers", file.display(), number + 1);
        };
        #[allow(clippy::cast_possible_truncation, reason = "a sensor's reading")]
        let narrow = |v: [f64; 3]| v.map(|x| x as f32);
        samples.push(Sample {
            t_s,
            acceleration: narrow([ax, ay, az]),
            rotation: Some(narrow([gx, gy, gz])),
        });
    }
    if samples.iter().all(|s| s.rotation == Some([0.0; 3])) {
        for sample in &mut samples {
            sample.rotation = None;
        }
    }
    Ok(samples)
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let height = args.height.and_then(units::Length::from_meters);
    let settings = Settings { placement: args.placement, height, ..Settings::default() };
    let analysis = gait::analyze(read(&args.file)?, settings);
    let s = &analysis.summary;
    if args.json {
        let contacts: Vec<_> = analysis
            .steps
            .iter()
            .map(|s| {
                json!({"t_s": s.t_s, "direction": wire(s.direction), "step_length_m": s.length_m,
                       "confidence": s.confidence})
            })
            .collect();
        let whole = json!({
            "initial_contacts": contacts,
            "summary": {
                "steps": s.steps, "steps_forward": s.forward, "steps_backward": s.backward,
                "steps_unknown": s.unknown, "cadence_spm": s.cadence_spm,
                "walking_speed_mps": s.walking_speed_mps,
            },
        });
        println!("{whole}");
    } else {
        println!("{} steps: {} forward, {} backward, {} unsure", s.steps, s.forward, s.backward, s.unknown);
    }
    Ok(())
}
