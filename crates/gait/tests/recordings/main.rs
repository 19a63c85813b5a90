//! The engine on other people's recordings with truth: measures with a margin. Where they are absent, on the three in the tree.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

mod directions;
mod steps;

use gait::{Analysis, Engine, Event, Placement, Sample, Settings, analyze};
use std::path::{Path, PathBuf};

fn folder(set: &str) -> Option<PathBuf> {
    let found = ["../../../shared/recordings", "../../validation/recordings"]
        .map(|place| Path::new(env!("CARGO_MANIFEST_DIR")).join(place).join(set))
        .into_iter()
        .find(|path| path.is_dir());
    if found.is_none() {
        println!("skipped: no recordings of {set}");
    }
    found
}

fn read(file: &Path) -> Vec<Sample> {
    let text = std::fs::read_to_string(file).unwrap();
    let sample = |line: &str| {
        let v: Vec<f64> = line.split(',').map(|x| x.parse().unwrap()).collect();
        #[allow(clippy::cast_possible_truncation, reason = "a sensor's reading")]
        let [ax, ay, az, gx, gy, gz] = [v[1], v[2], v[3], v[4], v[5], v[6]].map(|x| x as f32);
        Sample { t_s: v[0], acceleration: [ax, ay, az], rotation: Some([gx, gy, gz]) }
    };
    text.lines().skip(1).map(sample).collect()
}

/// The recording played backward in time: what backward walking is, to a good approximation.
fn reversed(samples: &[Sample]) -> Vec<Sample> {
    let end = samples.last().map_or(0.0, |s| s.t_s);
    let turn = |s: &Sample| Sample { t_s: end - s.t_s, rotation: s.rotation.map(|w| w.map(|x| -x)), ..*s };
    samples.iter().rev().map(turn).collect()
}

/// The walk `slower` times as slow: a swing that takes longer throws less, as its square, and turns less.
fn slowed(samples: &[Sample], slower: f32) -> Vec<Sample> {
    let slow = swung(samples, 1.0 / (slower * slower), 1.0 / slower);
    slow.into_iter().map(|s| Sample { t_s: s.t_s * f64::from(slower), ..s }).collect()
}

/// The walk with so much of its swing.
fn livelier(samples: &[Sample], by: f32) -> Vec<Sample> {
    swung(samples, by, by)
}

/// The walk thrown so much, and turned so much.
fn swung(samples: &[Sample], thrown: f32, turned: f32) -> Vec<Sample> {
    let mut slow: Vec<[f32; 3]> = samples.iter().map(|s| s.acceleration).collect();
    // The slow mean, forward and back; what is left is the swing.
    for _ in 0..2 {
        let mut mean = slow[0];
        for a in &mut slow {
            for (mean, a) in mean.iter_mut().zip(a) {
                *mean += (*a - *mean) * 0.01;
                *a = *mean;
            }
        }
        slow.reverse();
    }
    let of = |(s, mean): (&Sample, &[f32; 3])| {
        let mut acceleration = *mean;
        for (to, a) in acceleration.iter_mut().zip(s.acceleration) {
            *to += (a - *to) * thrown;
        }
        Sample { acceleration, rotation: s.rotation.map(|w| w.map(|x| x * turned)), ..*s }
    };
    samples.iter().zip(&slow).map(of).collect()
}

/// The walk as a phone feels it that hangs in its pocket as a mass on a spring: it rings at `hz`, so much damped of what would
/// hold it from ringing at all.
fn rung(samples: &[Sample], hz: f32, damped: f32) -> Vec<Sample> {
    const SUBSTEPS: u8 = 8;
    let axes = |s: &Sample| {
        let ([ax, ay, az], [wx, wy, wz]) = (s.acceleration, s.rotation.unwrap());
        [ax, ay, az, wx, wy, wz]
    };
    let rate = std::f32::consts::TAU * hz;
    let mut cloth = axes(&samples[0]);
    let (mut phone, mut moves) = (cloth, [0.0_f32; 6]);
    let mut before_s = samples[0].t_s;
    let ring = |s: &Sample| {
        #[allow(clippy::cast_possible_truncation, reason = "between two readings")]
        let since_s = ((s.t_s - before_s) as f32).max(1e-4);
        before_s = s.t_s;
        for (((x, before), y), v) in axes(s).iter().zip(&mut cloth).zip(&mut phone).zip(&mut moves) {
            for _ in 0..SUBSTEPS {
                let pushed = rate * rate * (x - *y) + 2.0 * damped * rate * ((x - *before) / since_s - *v);
                *v += pushed * since_s / f32::from(SUBSTEPS);
                *y += *v * since_s / f32::from(SUBSTEPS);
            }
            *before = *x;
        }
        let [ax, ay, az, wx, wy, wz] = phone;
        Sample { t_s: s.t_s, acceleration: [ax, ay, az], rotation: Some([wx, wy, wz]) }
    };
    samples.iter().map(ring).collect()
}

fn files(set: &str, ending: &str) -> Vec<PathBuf> {
    let Some(folder) = folder(set) else { return Vec::new() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    files
}

fn truth(file: &Path) -> serde_json::Value {
    let name = file.file_name().unwrap().to_string_lossy();
    let stem = name.split('.').next().unwrap();
    let text = std::fs::read_to_string(file.with_file_name(format!("{stem}.truth.json"))).unwrap();
    // Written by a program that says NaN where JSON has null.
    serde_json::from_str(&text.replace("NaN", "null")).unwrap()
}

fn run(samples: &[Sample], placement: Placement) -> Analysis {
    analyze(samples.iter().copied(), Settings { placement: Some(placement), ..Settings::default() })
}

/// All that the live engine tells.
fn live(samples: impl IntoIterator<Item = Sample>, settings: Settings) -> Vec<Event> {
    let mut engine = Engine::new(settings);
    let mut events = Vec::new();
    let mut drain = |engine: &mut Engine| events.extend(core::iter::from_fn(|| engine.poll()));
    for sample in samples {
        engine.push(sample);
        drain(&mut engine);
    }
    engine.finish();
    drain(&mut engine);
    events
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}
