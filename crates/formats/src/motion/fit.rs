//! The raw sensor messages of a FIT file: `accelerometer_data` 165, `gyroscope_data` 164, and the
//! `three_d_sensor_calibration` 167 that makes physical units of their counts (FIT profile 21.218).

use super::STANDARD_GRAVITY;
use super::join::Track;
use core::fmt;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::{Decoder, DecoderEvent, StreamingIterator};

/// What a FIT file holds of motion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion {
    /// Accelerometer, m/s² with gravity.
    pub acceleration: Track,
    /// Gyroscope, rad/s.
    pub rotation: Track,
    /// Seconds since 1970 of time zero; `None` where the clock counts from the start of the device.
    pub unix_s: Option<f64>,
    /// Readings left out because no calibration message came before them.
    pub uncalibrated: usize,
    /// The file breaks off after so many messages, and what came before was read.
    pub broken_after: Option<usize>,
}

/// Why a FIT file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It breaks the protocol; so many messages were good before that.
    Broken(usize),
    /// It is a sound file without raw motion: most watches only write it when told to.
    NoMotion,
    /// Its counts come without the calibration that makes units of them.
    NoCalibration,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Broken(good) => write!(
                f,
                "the FIT file is broken after message {good}, before any motion: copy it from the watch again"
            ),
            Problem::NoMotion => f.write_str(
                "the FIT file has no raw motion (accelerometer_data); most watches write it only when asked to log raw sensor data",
            ),
            Problem::NoCalibration => {
                f.write_str("the FIT file's raw motion has no three_d_sensor_calibration, so its units are unknown")
            }
        }
    }
}

/// Whether the bytes begin as a FIT file does.
pub fn is_fit(head: &[u8]) -> bool {
    head.get(8..12) == Some(b".FIT")
}

/// What a FIT file's date counts from, seconds since 1970: the end of 1989.
const EPOCH_S: f64 = 631_065_600.0;
/// A time below this is none of a date, but seconds since the device was started (FIT profile, `date_time`).
const DATE_S: f64 = 268_435_456.0;

/// From counts to units.
#[derive(Clone, Copy)]
struct Calibration {
    factor: f64,
    offset: [f64; 3],
    turn: [f64; 9],
}

impl Calibration {
    fn of(message: &mesgdef::ThreeDSensorCalibration) -> Calibration {
        let known = |x: u32, otherwise: f64| if x == u32::MAX { otherwise } else { f64::from(x) };
        let signed = |x: i32| if x == i32::MAX { 0.0 } else { f64::from(x) };
        let shift = known(message.level_shift, 0.0);
        let mut turn = message.orientation_matrix.map(|x| signed(x) / 65_535.0);
        if message.orientation_matrix.iter().all(|x| *x == i32::MAX || *x == 0) {
            turn = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
        }
        Calibration {
            factor: known(message.calibration_factor, 1.0) / known(message.calibration_divisor, 1.0).max(1.0),
            offset: message.offset_cal.map(|o| shift + signed(o)),
            turn,
        }
    }

    fn apply(&self, counts: [u16; 3]) -> [f32; 3] {
        let mut level = counts.map(f64::from);
        for (count, offset) in level.iter_mut().zip(self.offset) {
            *count -= offset;
        }
        let mut turned = [0.0; 3];
        for (to, row) in turned.iter_mut().zip(self.turn.chunks(3)) {
            let sum: f64 = row.iter().zip(level).map(|(m, x)| m * x).sum();
            *to = super::narrow(sum * self.factor);
        }
        turned
    }
}

/// Reads the raw motion of a FIT file.
pub fn read(bytes: &[u8]) -> Result<Motion, Problem> {
    // A header may leave its checksum out, and that of the file is over it then.
    let unchecked = bytes.first() == Some(&14) && bytes.get(12..14) == Some(&[0, 0]);
    let mut decoder = Decoder::builder().checksum(!unchecked).build();
    let mut reader = bytes;
    let mut stream = decoder.stream(&mut reader);
    let mut motion = Motion::default();
    let mut good = 0;
    let (mut for_acceleration, mut for_rotation) = (None, None);
    let mut start = None;
    while let Some(event) = stream.next() {
        let Ok(event) = event else {
            if motion.acceleration.is_empty() {
                return Err(Problem::Broken(good));
            }
            motion.broken_after = Some(good);
            break;
        };
        let DecoderEvent::Message(message) = event else { continue };
        good += 1;
        match message.num {
            typedef::MesgNum::THREE_D_SENSOR_CALIBRATION => {
                let calibration = mesgdef::ThreeDSensorCalibration::from(message);
                if calibration.sensor_type == typedef::SensorType::ACCELEROMETER {
                    for_acceleration = Some(Calibration::of(&calibration));
                } else if calibration.sensor_type == typedef::SensorType::GYROSCOPE {
                    for_rotation = Some(Calibration::of(&calibration));
                }
            }
            typedef::MesgNum::ACCELEROMETER_DATA => {
                let data = mesgdef::AccelerometerData::from(message);
                let times =
                    Times::of(data.timestamp, data.timestamp_ms, &data.sample_time_offset, &mut start);
                let g = |v: [f32; 3]| v.map(|x| x * STANDARD_GRAVITY);
                if !data.calibrated_accel_x.is_empty() {
                    let axes =
                        [&*data.calibrated_accel_x, &data.calibrated_accel_y, &data.calibrated_accel_z];
                    times.add(rows(axes, f32::NAN), g, &mut motion.acceleration);
                } else if !data.compressed_calibrated_accel_x.is_empty() {
                    let axes = [
                        &*data.compressed_calibrated_accel_x,
                        &data.compressed_calibrated_accel_y,
                        &data.compressed_calibrated_accel_z,
                    ];
                    let milli = |v: [i16; 3]| v.map(|x| f32::from(x) / 1000.0);
                    let read = rows(axes, i16::MAX).map(|v| v.map(milli));
                    times.add(read, g, &mut motion.acceleration);
                } else if let Some(calibration) = for_acceleration {
                    let counts = rows([&*data.accel_x, &data.accel_y, &data.accel_z], u16::MAX);
                    let read = counts.map(|c| c.map(|c| calibration.apply(c)));
                    times.add(read, g, &mut motion.acceleration);
                } else {
                    motion.uncalibrated += data.accel_x.len();
                }
            }
            typedef::MesgNum::GYROSCOPE_DATA => {
                let data = mesgdef::GyroscopeData::from(message);
                let times =
                    Times::of(data.timestamp, data.timestamp_ms, &data.sample_time_offset, &mut start);
                let radians = |v: [f32; 3]| v.map(f32::to_radians);
                if !data.calibrated_gyro_x.is_empty() {
                    let axes = [&*data.calibrated_gyro_x, &data.calibrated_gyro_y, &data.calibrated_gyro_z];
                    times.add(rows(axes, f32::NAN), radians, &mut motion.rotation);
                } else if let Some(calibration) = for_rotation {
                    let counts = rows([&*data.gyro_x, &data.gyro_y, &data.gyro_z], u16::MAX);
                    let read = counts.map(|c| c.map(|c| calibration.apply(c)));
                    times.add(read, radians, &mut motion.rotation);
                } else {
                    motion.uncalibrated += data.gyro_x.len();
                }
            }
            _ => {}
        }
    }
    if motion.acceleration.is_empty() {
        return Err(if motion.uncalibrated > 0 { Problem::NoCalibration } else { Problem::NoMotion });
    }
    motion.unix_s = start.filter(|s| *s >= DATE_S).map(|s| s + EPOCH_S);
    Ok(motion)
}

/// The readings of three axes; none where one of them is `nothing`, with which arrays are filled up.
fn rows<T: Copy + PartialEq>([x, y, z]: [&[T]; 3], nothing: T) -> impl Iterator<Item = Option<[T; 3]>> {
    let row = move |((x, y), z): ((&T, &T), &T)| Some([*x, *y, *z]).filter(|row| !row.contains(&nothing));
    x.iter().zip(y).zip(z).map(row)
}

/// When the readings of one message were taken, on a clock that starts with the file.
struct Times<'a> {
    base_s: f64,
    offsets_ms: &'a [u16],
}

impl Times<'_> {
    fn of<'a>(
        whole: typedef::DateTime,
        milliseconds: u16,
        offsets_ms: &'a [u16],
        start: &mut Option<f64>,
    ) -> Times<'a> {
        let milliseconds = if milliseconds == u16::MAX { 0 } else { milliseconds };
        let base_s = f64::from(whole.0) + f64::from(milliseconds) / 1000.0;
        Times { base_s: base_s - *start.get_or_insert(base_s), offsets_ms }
    }

    fn add(
        &self,
        readings: impl Iterator<Item = Option<[f32; 3]>>,
        unit: impl Fn([f32; 3]) -> [f32; 3],
        track: &mut Track,
    ) {
        let whole = |(offset_ms, reading): (&u16, Option<[f32; 3]>)| {
            let reading =
                reading.filter(|reading| *offset_ms != u16::MAX && !reading.iter().any(|x| x.is_nan()))?;
            Some((self.base_s + f64::from(*offset_ms) / 1000.0, unit(reading)))
        };
        track.extend(self.offsets_ms.iter().zip(readings).filter_map(whole));
    }
}

#[cfg(test)]
mod tests;
