//! A recording as one JSON object: the steps as `score.py` reads them, and all else that is known.

use super::Recording;
use formats::motion::names::{direction_name, placement_name, side_name, warning_words};
use formats::motion::raw::Label;
use gait::{Bout, Step, Turn, Warning};
use serde::Serialize;
use serde::ser::Serializer;
use std::io::Write;

#[derive(Serialize)]
struct Whole<'a> {
    file: &'a str,
    version: &'static str,
    #[serde(serialize_with = "contacts")]
    initial_contacts: &'a [Step],
    summary: Summary,
    #[serde(serialize_with = "bouts")]
    bouts: &'a [Bout],
    #[serde(serialize_with = "turns")]
    turns: &'a [Turn],
    placement: Placement,
    #[serde(serialize_with = "warnings")]
    warnings: &'a [Warning],
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[Label]>::is_empty")]
    asked: &'a [Label],
    time_zero_unix_s: Option<f64>,
}

#[derive(Serialize)]
struct Contact {
    t_s: f64,
    direction: &'static str,
    confidence: f64,
    step_length_m: Option<f64>,
    step_time_s: Option<f64>,
    side: Option<&'static str>,
}

#[derive(Serialize)]
struct Summary {
    steps: u32,
    steps_forward: u32,
    steps_backward: u32,
    steps_unknown: u32,
    cadence_spm: Option<f64>,
    walking_speed_mps: Option<f64>,
    distance_m: Option<f64>,
    duration_s: f64,
    samples: u64,
    rate_hz: Option<f64>,
}

#[derive(Serialize)]
struct BoutOut {
    start_s: f64,
    end_s: f64,
    first_step: u64,
    steps: u32,
    steps_forward: u32,
    steps_backward: u32,
    cadence_spm: Option<f64>,
    walking_speed_mps: Option<f64>,
    step_time_variability: Option<f64>,
    symmetry: Option<f64>,
}

#[derive(Serialize)]
struct TurnOut {
    start_s: f64,
    end_s: f64,
    angle_deg: f64,
}

#[derive(Serialize)]
struct Placement {
    name: Option<&'static str>,
    told: bool,
}

#[derive(Serialize)]
struct WarningOut {
    t_s: f64,
    name: &'static str,
    message: &'static str,
}

/// To a tenth of a millisecond or millimetre: more is noise.
fn round(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

fn small(x: Option<f32>) -> Option<f64> {
    x.filter(|x| x.is_finite()).map(|x| round(f64::from(x)))
}

fn contacts<S: Serializer>(steps: &[Step], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(steps.iter().map(|s| Contact {
        t_s: round(s.t_s),
        direction: direction_name(s.direction),
        confidence: round(f64::from(s.confidence)),
        step_length_m: small(s.length_m),
        step_time_s: small(s.time_s),
        side: s.side.map(side_name),
    }))
}

fn bouts<S: Serializer>(bouts: &[Bout], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(bouts.iter().map(|b| BoutOut {
        start_s: round(b.start_s),
        end_s: round(b.end_s),
        first_step: b.first_step,
        steps: b.steps,
        steps_forward: b.forward,
        steps_backward: b.backward,
        cadence_spm: small(b.cadence_spm),
        walking_speed_mps: small(b.speed_mps),
        step_time_variability: small(b.step_time_variability),
        symmetry: small(b.symmetry),
    }))
}

fn turns<S: Serializer>(turns: &[Turn], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(turns.iter().map(|t| TurnOut {
        start_s: round(t.start_s),
        end_s: round(t.end_s),
        angle_deg: round(f64::from(t.angle_deg)),
    }))
}

fn warnings<S: Serializer>(warnings: &[Warning], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(warnings.iter().map(|w| {
        let (name, message) = warning_words(w.kind);
        WarningOut { t_s: round(w.t_s), name, message }
    }))
}

/// Writes the object and ends the line.
pub(super) fn write(to: &mut impl Write, file: &str, recording: &Recording) -> anyhow::Result<()> {
    let analysis = &recording.analysis;
    let s = &analysis.summary;
    let whole = Whole {
        file,
        version: env!("CARGO_PKG_VERSION"),
        initial_contacts: &analysis.steps,
        summary: Summary {
            steps: s.steps,
            steps_forward: s.forward,
            steps_backward: s.backward,
            steps_unknown: s.unknown,
            cadence_spm: small(s.cadence_spm),
            walking_speed_mps: small(s.walking_speed_mps),
            distance_m: small(s.distance_m),
            duration_s: round(recording.duration_s()),
            samples: recording.samples,
            rate_hz: recording.rate_hz().map(round),
        },
        bouts: &analysis.bouts,
        turns: &analysis.turns,
        placement: Placement { name: analysis.placement.map(placement_name), told: recording.placement_told },
        warnings: &analysis.warnings,
        notes: &recording.notes,
        asked: &recording.labels,
        time_zero_unix_s: recording.unix_s,
    };
    serde_json::to_writer(&mut *to, &whole)?;
    to.write_all(b"\n")?;
    Ok(())
}
