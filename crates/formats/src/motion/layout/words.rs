//! What the words of a header mean: which column is a time, which an axis of which sensor, in which unit.

use super::{Hint, Note, Rows, Sensor, Triple, letters};
use crate::motion::{STANDARD_GRAVITY, decimal, stamp};
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
        _ if has("timestamp") || has("epoc") || has("unix") => 2,
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

/// What a browser's `DeviceMotionEvent` calls the rate of turn.
const BROWSER_TURN: &str = "rotationrate";
const ANGLES: [&str; 3] = ["alpha", "beta", "gamma"];

/// `acc_x` is `acc` on axis 0; so are `x acc`, `AccelerationX`, `x`.
fn axis_of(words: &str) -> Option<(String, usize)> {
    let name = letters(words).replace("axis", "");
    // Sensor Kinetics writes `X_value`; Shimmer ends its calibrated columns in `CAL`.
    let name = name.strip_suffix("value").or_else(|| name.strip_suffix("cal")).unwrap_or(&name);
    // Named after angles, and yet about x, y and z (W3C Device Orientation and Motion, DeviceMotionEventRotationRate).
    if let Some(axis) =
        name.strip_prefix(BROWSER_TURN).and_then(|angle| ANGLES.iter().position(|a| *a == angle))
    {
        return Some((BROWSER_TURN.to_owned(), axis));
    }
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
        (true, false)
            if has(&["linear", "lineal", "lineai", "linacc", "useracc", "without", "ohne", "nsing"]) =>
        {
            Said::Motion(Sensor::LinearAcceleration)
        }
        // Acceleration with, or including, gravity is what an accelerometer feels.
        (true, false) => Said::Motion(Sensor::Acceleration),
        (false, false) if gravity => Said::Motion(Sensor::Gravity),
        (false, false) if has(&["linear"]) => Said::Motion(Sensor::LinearAcceleration),
        _ => Said::Nothing,
    }
}

/// What a name of words between marks says, each of them whole or as short as `acc` and `gyr`.
pub(super) fn said_in_short(name: &str) -> Said {
    let lower = name.to_lowercase();
    let whole = |word| match word {
        "acc" => "accel",
        "gyr" => "gyro",
        "linacc" => "linearaccel",
        "grav" => "gravity",
        "mag" => "magn",
        _ => word,
    };
    let words: String = lower.split(|c: char| !c.is_alphabetic()).map(whole).collect();
    said(&letters(&words))
}

/// What the name of a sensor's file says besides its sensor: the same for all files of a recording.
pub fn besides_sensor(name: &str) -> String {
    const SENSOR: [&str; 16] = [
        "acc",
        "acel",
        "beschl",
        "gyr",
        "gir",
        "rotation",
        "angul",
        "angvel",
        "drehrate",
        "winkel",
        "grav",
        "schwerkraft",
        "linea",
        "total",
        "uncalib",
        "useracc",
    ];
    const OF_SENSOR: [&str; 17] = [
        "raw",
        "with",
        "without",
        "mit",
        "ohne",
        "con",
        "sin",
        "sans",
        "g",
        "rate",
        "velocity",
        "gz",
        "lin",
        "user",
        "cal",
        "calibrated",
        "hz",
    ];
    // Another word begins at a capital, too.
    let mut apart = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && apart.ends_with(char::is_lowercase) {
            apart.push(' ');
        }
        apart.push(letter);
    }
    let mut lower = apart.to_lowercase();
    // Each sensor's own rate, as MetaBase writes it.
    if let Some((before, after)) = lower.split_once("hz") {
        let before = before.trim_end_matches(|c: char| c.is_numeric() || c == '.');
        lower = [before, after].join(" ");
    }
    let numbers = lower.split(|c: char| !c.is_numeric()).map(ToOwned::to_owned);
    let words = lower.split(|c: char| !c.is_alphabetic()).map(|word| {
        let word = letters(word);
        let sensor = SENSOR.iter().filter_map(|sensor| word.find(sensor)).min();
        word.get(..sensor.unwrap_or(word.len())).unwrap_or_default().to_owned()
    });
    let told = numbers.chain(words).filter(|part| !part.is_empty() && !OF_SENSOR.contains(&part.as_str()));
    told.collect::<Vec<String>>().join(" ")
}

/// The sensor of a number that Android gives it (`Sensor.TYPE_ACCELEROMETER` is 1, and so on).
pub(super) fn sensor_of_android(number: &[u8]) -> Said {
    match number {
        b"1" => Said::Motion(Sensor::Acceleration),
        b"4" => Said::Motion(Sensor::Rotation),
        b"9" => Said::Motion(Sensor::Gravity),
        b"10" => Said::Motion(Sensor::LinearAcceleration),
        _ => Said::Nothing,
    }
}

fn sensor_of(stem: &str, hint: Hint) -> Option<Sensor> {
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

/// A column of an axis: its stem, its axis, its sensor and its unit, in brackets or at the end as in `acc_x_g`.
pub(super) fn axis_column(words: &str, unit: &str, hint: Hint) -> Option<(String, usize, Sensor, String)> {
    let read = |words: &str, unit: &str| {
        let (stem, axis) = axis_of(words)?;
        let sensor = sensor_of(&stem, hint)?;
        Some((stem, axis, sensor, unit.to_owned()))
    };
    // Browsers give deg/s.
    let is_angle = ANGLES.iter().any(|angle| letters(words).ends_with(angle));
    let unit = if unit.is_empty() && is_angle { "deg/s" } else { unit };
    let plain = read(words, unit);
    if !unit.is_empty() {
        return plain;
    }
    let ends = words.char_indices().filter(|(_, c)| !c.is_alphanumeric()).find_map(|(at, _)| {
        let (words, unit) = words.split_at(at);
        let found = read(words, unit.trim_start_matches(|c: char| !c.is_alphanumeric()))?;
        let fits = match found.2 {
            Sensor::Rotation => rotation_scale(unit).is_some(),
            _ => acceleration_scale(unit).is_some(),
        };
        fits.then_some(found)
    });
    // `x_g` is a gyroscope's x, as `gx` is.
    if ends.as_ref().is_some_and(|e| e.3 == "g") { plain.or(ends) } else { ends.or(plain) }
}

/// Whether a column is no clock, no sensor and no axis of one that is known here.
pub(super) fn says_nothing(name: &str) -> bool {
    let lower = name.to_lowercase();
    let (words, unit) = lower.split_once(['(', '[']).unwrap_or((&lower, ""));
    let said_of = letters(words);
    !said_of.is_empty()
        && time_rank(&said_of, &letters(&lower)) == 0
        && said(&said_of) == Said::Nothing
        && axis_column(words, unit, Hint::default()).is_none()
}

/// What one of a unit is in m/s².
pub(super) fn acceleration_scale(unit: &str) -> Option<f32> {
    const METRES: [&str; 8] = ["ms2", "ms²", "mss", "mps2", "mps²", "msec", "meter", "metre"];
    let words = letters(unit);
    let part = |(of, scale): &(&str, f32)| {
        let base = words.strip_prefix(*of)?;
        METRES.iter().any(|m| base.starts_with(m)).then_some(*scale)
    };
    match words.as_str() {
        "g" | "gs" => Some(STANDARD_GRAVITY),
        "mg" => Some(MILLI_G),
        words if words.starts_with("millig") => Some(MILLI_G),
        _ => [("", 1.0), ("centi", 0.01), ("milli", 0.001), ("c", 0.01), ("m", 0.001)].iter().find_map(part),
    }
}

/// A thousandth of standard gravity, m/s².
const MILLI_G: f32 = STANDARD_GRAVITY / 1000.0;

/// What one of a unit is in rad/s.
pub(super) fn rotation_scale(unit: &str) -> Option<f32> {
    const TURN: f32 = core::f32::consts::TAU;
    const UNITS: [(&str, f32); 13] = [
        ("mdeg", DEGREE / 1000.0),
        ("mdps", DEGREE / 1000.0),
        ("millideg", DEGREE / 1000.0),
        ("cdeg", DEGREE / 100.0),
        ("cdps", DEGREE / 100.0),
        ("deg", DEGREE),
        ("dps", DEGREE),
        ("mrad", 0.001),
        ("rad", 1.0),
        ("rpm", TURN / 60.0),
        ("revmin", TURN / 60.0),
        ("rps", TURN),
        ("revs", TURN),
    ];
    let words = letters(&unit.replace(['°', 'º'], "deg"));
    let found = || UNITS.iter().find(|(begins, _)| words.starts_with(begins)).map(|(_, scale)| *scale);
    if words == "ds" { Some(DEGREE) } else { found() }
}

/// One degree in radians.
pub(super) const DEGREE: f32 = core::f32::consts::PI / 180.0;

/// Whether what stands in brackets is written as a unit, and no other remark.
pub(super) fn is_unit(text: &str) -> bool {
    text.contains(['/', '^', '²'])
}

/// Whether a line under the header holds the columns' units: no number or time, and a unit somewhere or brackets everywhere.
pub(super) fn are_units(cells: &[String]) -> bool {
    let number = |c: &String| {
        matches!(decimal::slow(c.as_bytes(), b'.'), decimal::Field::Number(_))
            || stamp::seconds(c.as_bytes(), false).or(stamp::seconds(c.as_bytes(), true)).is_some()
    };
    let unit = |c: &String| acceleration_scale(c).is_some() || rotation_scale(c).is_some();
    let bracket = |c: &String| c.starts_with('[') && c.ends_with(']');
    !cells.iter().any(number) && (cells.iter().any(unit) || cells.iter().all(bracket))
}

/// What one of a triple's unit is in m/s²: as its words say, or the file beside it, or the `size` of what is `felt` with it.
/// Raw counts are whole, and 2048 and its doubles are what sensors count in 1 g; who walks gently feels few m/s² without gravity.
pub(super) fn acceleration_unit(
    triple: &Triple,
    felt: &Triple,
    hint: Hint,
    size: f64,
    read: &Rows<'_>,
    notes: &mut Vec<Note>,
) -> Result<f32, Unitless> {
    let told = match triple.stem.as_str() {
        "gf" | "gforce" => Some(STANDARD_GRAVITY),
        _ => acceleration_scale(&triple.unit).or(hint.acceleration),
    };
    if told.is_none() && is_unit(&triple.unit) {
        return Err(Unitless::Unknown);
    }
    if told.is_none() && (size >= 3000.0 || size >= 1700.0 && read.is_whole(triple)) {
        return Err(Unitless::RawCounts);
    }
    let in_g = || felt.sensor == Sensor::Gravity || read.feels_gravity(felt, f64::from(STANDARD_GRAVITY));
    let scale = told.unwrap_or_else(|| match size {
        300.0..3000.0 => MILLI_G,
        0.3..3.0 if in_g() => STANDARD_GRAVITY,
        _ => 1.0,
    });
    if scale.to_bits() == MILLI_G.to_bits() {
        notes.push(Note::AccelerationInMilliG);
    } else if scale > 1.0 {
        notes.push(Note::AccelerationInG);
    }
    Ok(scale)
}

/// Why an acceleration has no unit that could be used.
pub(super) enum Unitless {
    /// The header's is not known here.
    Unknown,
    /// These are the sensor's own counts.
    RawCounts,
}
