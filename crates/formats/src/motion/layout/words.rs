//! What the words of a header mean: which column is a time, which an axis of which sensor, in which unit.

use super::{Hint, Note, RotationUnit, Rows, Sensor, Triple, letters};
use crate::motion::STANDARD_GRAVITY;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// How good a column is as the time of a row: 0 is no time at all.
pub(super) fn time_rank(words: &str, whole: &str) -> u8 {
    let has = |w: &str| words.contains(w);
    if has("elapsed")
        || has("timesince")
        || has("sincereboot")
        || has("sincestart")
        || whole.contains("sincereboot")
    {
        return if has("motion") || has("gyro") || has("magnet") || has("location") { 3 } else { 4 };
    }
    match without_unit(words) {
        "" if words.is_empty() => 0,
        "t" | "time" | "timestamp" | "" | "zeit" | "tiempo" => 3,
        _ if words == "temps" => 3,
        _ if has("timestamp") || has("epoch") || has("unix") => 2,
        _ if has("time") || has("date") || has("yyyymodd") || has("zeit") || has("tiempo") => 1,
        _ => 0,
    }
}

/// The name of a clock's column without the unit at its end: `time` of `time_ns`, nothing of `millis`.
fn without_unit(words: &str) -> &str {
    const UNITS: [&str; 17] = [
        "nanoseconds",
        "microseconds",
        "milliseconds",
        "seconds",
        "nanos",
        "micros",
        "millis",
        "nsec",
        "usec",
        "msec",
        "sec",
        "ns",
        "us",
        "µs",
        "μs",
        "ms",
        "s",
    ];
    UNITS.iter().find_map(|unit| words.strip_suffix(unit).filter(|_| words.len() > 1)).unwrap_or(words)
}

/// `acc_x` is `acc` on axis 0; so are `x acc`, `AccelerationX`, `x`.
pub(super) fn axis_of(words: &str) -> Option<(String, usize)> {
    let name = letters(words).replace("axis", "");
    // Sensor Kinetics writes `X_value`; Shimmer ends its calibrated columns in `CAL`.
    let name = name.strip_suffix("value").or_else(|| name.strip_suffix("cal")).unwrap_or(&name);
    let axis = |c: char| "xyz".find(c);
    let (first, last) = (name.chars().next()?, name.chars().next_back()?);
    if let Some(axis) = axis(last) {
        return Some((name.get(..name.len() - 1)?.to_owned(), axis));
    }
    axis(first).and_then(|a| Some((name.get(1..)?.to_owned(), a)))
}

/// What words say of a sensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Motion(Sensor),
    /// A sensor that is no use here.
    Else,
    Nothing,
}

/// What the name of a file or of three columns says, in English, German, Spanish or French.
pub(super) fn said(name: &str) -> Said {
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    let acceleration = has(&["accel", "useracc", "aceler", "beschl"]);
    let rotation = has(&["gyro", "giro", "rotationrate", "angul", "angvel", "drehrate", "winkelgeschw"]);
    let gravity = has(&["gravi", "graved", "schwerkraft"]);
    if has(&[
        "magn", "orient", "euler", "quat", "bias", "drift", "attitude", "barom", "compass", "locat",
        "position",
    ]) {
        return Said::Else;
    }
    match (acceleration, rotation) {
        (false, true) => Said::Motion(Sensor::Rotation),
        (true, false) if has(&["linear", "lineal", "lineai", "useracc", "without", "ohne", "nsing"]) => {
            Said::Motion(Sensor::LinearAcceleration)
        }
        // Acceleration with, or including, gravity is what an accelerometer feels.
        (true, false) => Said::Motion(Sensor::Acceleration),
        (false, false) if gravity => Said::Motion(Sensor::Gravity),
        (false, false) if has(&["linear"]) => Said::Motion(Sensor::LinearAcceleration),
        _ => Said::Nothing,
    }
}

pub(super) fn sensor_of(stem: &str, hint: Hint) -> Option<Sensor> {
    Some(match stem {
        "" if hint.something_else => return None,
        "" => hint.sensor.unwrap_or(Sensor::Acceleration),
        "a" | "acc" | "gf" | "gforce" => Sensor::Acceleration,
        "g" | "w" | "gyr" | "omega" | "rot" => Sensor::Rotation,
        "grav" => Sensor::Gravity,
        "lin" | "linacc" | "la" => Sensor::LinearAcceleration,
        _ => match said(stem) {
            Said::Motion(sensor) => sensor,
            Said::Else | Said::Nothing => return None,
        },
    })
}

pub(super) fn acceleration_unit(unit: &str, stem: &str, size: f64, notes: &mut Vec<Note>) -> f32 {
    let unit = unit.trim();
    let in_g = unit == "g" || unit == "gs" || stem == "gf" || stem == "gforce";
    let in_mg = unit == "mg" || unit.starts_with("milli");
    let in_metres = unit.contains("m/s") || unit.contains("ms-2") || unit.contains("ms^-2");
    if in_mg || !in_g && !in_metres && (300.0..3000.0).contains(&size) {
        notes.push(Note::AccelerationInMilliG);
        STANDARD_GRAVITY / 1000.0
    } else if in_g || !in_metres && (0.3..3.0).contains(&size) {
        notes.push(Note::AccelerationInG);
        STANDARD_GRAVITY
    } else {
        1.0
    }
}

/// Whether a gyroscope's columns are in degrees: told, written in the header, or concluded.
pub(super) fn in_degrees(rotation: &Triple, rows: &Rows<'_>, hint: Hint, notes: &mut Vec<Note>) -> bool {
    let unit = rotation.unit.as_str();
    if let Some(told) = hint.rotation {
        return told == RotationUnit::Degrees;
    }
    if unit.contains("deg") || unit.contains('°') || unit == "dps" {
        return true;
    }
    // Walking turns a thigh or wrist at 2 to 6 rad/s, which is 100 to 350 deg/s; 20 rad/s is a throw.
    let large = rows.sizes(rotation, 0.95) > 20.0;
    let known_to_be_radians = ["g", "w", "rotationrate", ""].contains(&rotation.stem.as_str());
    if unit.contains("rad") || known_to_be_radians && !large {
        return false;
    }
    notes.push(Note::RotationUnitGuessed);
    large
}
