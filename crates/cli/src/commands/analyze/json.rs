//! A recording as one JSON object: its steps, and all else that is known.

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
    #[serde(skip_serializing_if = "Option::is_none")]
    sway: Option<SwayOut>,
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
struct SwayOut {
    rms_mps2: f64,
    path_mps2: f64,
    jerk_m2ps5: f64,
    ellipse_m2ps4: f64,
    length_s: f64,
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

/// What each field says.
const FIELDS: &[(&str, &str)] = &[
    ("file", "the recording as it was named"),
    ("version", "of this program"),
    ("initial_contacts[]", "one for each step, as they were walked: times go back only where the clock did"),
    ("initial_contacts[].t_s", "when the foot came down, s since time zero"),
    ("initial_contacts[].direction", "forward, backward or unknown"),
    ("initial_contacts[].confidence", "of the direction: 0 not at all sure, 1 entirely"),
    ("initial_contacts[].step_length_m", "from the other foot's contact, m"),
    ("initial_contacts[].step_time_s", "since the contact before it in its bout, s"),
    ("initial_contacts[].side", "left or right"),
    ("summary.steps", "all steps"),
    ("summary.steps_forward", "those that went forward"),
    ("summary.steps_backward", "those that went backward"),
    ("summary.steps_unknown", "those of unknown direction"),
    ("summary.cadence_spm", "steps a minute, of steady strides"),
    ("summary.walking_speed_mps", "m/s, of steady strides"),
    ("summary.distance_m", "sum of the step lengths, m"),
    ("summary.duration_s", "from the first reading to the last, s, whichever way the clock was set between"),
    ("summary.samples", "readings of the accelerometer"),
    ("summary.rate_hz", "readings a second"),
    ("bouts[]", "stretches of walking without a pause"),
    ("bouts[].start_s", "first contact, s since time zero"),
    ("bouts[].end_s", "last contact, s since time zero"),
    ("bouts[].first_step", "index in initial_contacts, from 0"),
    ("bouts[].steps", "its steps"),
    ("bouts[].steps_forward", "those that went forward"),
    ("bouts[].steps_backward", "those that went backward"),
    ("bouts[].cadence_spm", "steps a minute, of its steady strides"),
    ("bouts[].walking_speed_mps", "m/s, of its steady strides"),
    (
        "bouts[].step_time_variability",
        "standard deviation over mean of its steady step times, each foot apart; from 9 steps on",
    ),
    (
        "bouts[].symmetry",
        "shorter over longer mean of alternate step times, 1 is even; lower back and chest, from 9 steps on",
    ),
    ("turns[]", "turns of the body about the vertical"),
    ("turns[].start_s", "s since time zero"),
    ("turns[].end_s", "s since time zero"),
    ("turns[].angle_deg", "degrees, positive to the left"),
    (
        "sway.rms_mps2",
        "of a standing trial (--sway): rms of level acceleration below 3.5 Hz, m/s^2 (Mancini 2012)",
    ),
    ("sway.path_mps2", "length of the path that acceleration draws, m/s^2"),
    ("sway.jerk_m2ps5", "half the integral of its squared derivative, m^2/s^5"),
    ("sway.ellipse_m2ps4", "area of the ellipse that holds 95 % of it, m^2/s^4"),
    ("sway.length_s", "how long it was looked at, s: at most two minutes"),
    ("placement.name", "where the sensor was, as --placement names it"),
    ("placement.told", "whether it was told, and not found"),
    ("warnings[]", "what makes the result worth less"),
    ("warnings[].t_s", "when it was first seen, s since time zero"),
    ("warnings[].name", "in a word, such as gap"),
    ("warnings[].message", "in a sentence"),
    ("notes[]", "what was concluded of units, axes and files, a sentence each"),
    ("asked[]", "the plan of a guided walk, where the recording has it"),
    ("asked[].start_s", "s since time zero"),
    ("asked[].end_s", "s since time zero"),
    ("asked[].asked", "prepare, forward, turn, backward, cool-down or stand"),
    ("time_zero_unix_s", "time zero as s since 1970, where the file knows the date and its zone"),
];

/// The fields, a line each.
pub(super) fn help() -> String {
    let lines = FIELDS.iter().map(|(field, says)| format!("  {field:<34}{says}\n"));
    let zero = "Time zero is the first reading of a clock that knows the date or the hour, and another clock's own zero.";
    format!("Fields of --json; null is unknown. {zero}\n{}", lines.collect::<String>())
}

/// To a tenth of a millisecond or millimetre: more is noise.
fn round(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// A small number to six places.
fn fine(x: f32) -> f64 {
    (f64::from(x) * 1e6).round() / 1e6
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
            duration_s: round(recording.duration_s),
            samples: recording.samples,
            rate_hz: recording.rate_hz().map(round),
        },
        bouts: &analysis.bouts,
        turns: &analysis.turns,
        sway: recording.sway.map(|s| SwayOut {
            rms_mps2: fine(s.rms_mps2),
            path_mps2: fine(s.path_mps2),
            jerk_m2ps5: fine(s.jerk_m2ps5),
            ellipse_m2ps4: fine(s.ellipse_m2ps4),
            length_s: fine(s.length_s),
        }),
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

#[cfg(test)]
mod tests {
    use super::*;
    use gait::{Analysis, Direction, WarningKind};
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn fields(value: &Value, path: &str, to: &mut BTreeSet<String>) {
        match value {
            Value::Object(all) => {
                for (name, value) in all {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    fields(value, &path, to);
                }
            }
            Value::Array(all) => {
                let path = format!("{path}[]");
                all.iter().filter(|value| value.is_object()).for_each(|value| fields(value, &path, to));
                to.insert(path);
            }
            _ => {
                to.insert(path.to_owned());
            }
        }
    }

    #[test]
    fn help_names_every_field_that_is_written_and_no_other() {
        let step = Step {
            index: 0,
            t_s: 1.0,
            known_t_s: 1.0,
            direction: Direction::Forward,
            confidence: 1.0,
            side: None,
            length_m: None,
            time_s: None,
        };
        let bout = Bout {
            start_s: 1.0,
            end_s: 1.0,
            first_step: 0,
            steps: 1,
            forward: 1,
            backward: 0,
            cadence_spm: None,
            speed_mps: None,
            step_time_variability: None,
            symmetry: None,
        };
        let recording = Recording {
            analysis: Analysis {
                steps: vec![step],
                bouts: vec![bout],
                turns: vec![Turn { start_s: 1.0, end_s: 2.0, angle_deg: 90.0 }],
                warnings: vec![Warning { t_s: 1.0, kind: WarningKind::Gap }],
                ..Analysis::default()
            },
            notes: vec!["said".into()],
            samples: 1,
            start_s: 0.0,
            duration_s: 2.0,
            unix_s: None,
            placement_told: false,
            height_m: None,
            labels: vec![Label { start_s: 0.0, end_s: 2.0, asked: "forward".into() }],
            sway: Some(gait::Sway {
                rms_mps2: 0.0,
                path_mps2: 0.0,
                jerk_m2ps5: 0.0,
                ellipse_m2ps4: 0.0,
                length_s: 30.0,
            }),
            signal: Vec::new(),
        };
        let mut text = Vec::new();
        write(&mut text, "walk.csv", &recording).unwrap();
        let mut written = BTreeSet::new();
        fields(&serde_json::from_slice(&text).unwrap(), "", &mut written);
        assert_eq!(written, FIELDS.iter().map(|(field, _)| (*field).to_owned()).collect());
    }
}
